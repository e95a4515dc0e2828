"""SIG-PLAFOND-TOEGEZEGD: toewijzingen together commit to more than a volumeplafond will bear, or nearly so (R081)."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader
from app.steering.dagronde.drempels import VOL, Drempelstand, drempelsignalen, gemeenten_van
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.plafonds import Plafondstand, zoek_plafonds

SIGNAAL = "SIG-PLAFOND-TOEGEZEGD"
_BEGIN = "toegezegd "
_GEVOLG = "Wat boven het plafond wordt gedeclareerd, wordt niet betaald."


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    """Of this year and later ones: of a year that is over, what was claimed says it (SIG-PLAFOND-80)."""
    for een in zoek_plafonds(werk.verbinding, None, None, None):
        if een.jaar >= kader.dag.year:
            gemeenten = (een.gemeente,) if een.gemeente else gemeenten_van(werk, een.regio, kader.dag)
            stand = _stand(een, gemeenten)
            yield from drempelsignalen(stand, SIGNAAL, (VoorWie.AANBIEDER, VoorWie.GEMEENTE), _GEVOLG)


def _stand(een: Plafondstand, gemeenten: tuple[str, ...]) -> Drempelstand:
    gemeente = f", gemeente {een.gemeente}" if een.gemeente else ""
    return Drempelstand(
        kenmerk=_BEGIN + " ".join(filter(None, (een.regio, een.contract, een.perceel, str(een.jaar), een.gemeente))),
        wat=f"Contract {een.contract}, perceel {een.perceel}, {een.jaar}{gemeente}: toewijzingen verplichten tot",
        verwijzing=f"contract {een.contract}",
        bedrag=een.toegezegd,
        grens=een.plafond,
        procenten=(een.signaal_pct, VOL),
        gemeenten=gemeenten,
        aanbieder=een.aanbieder,
    )


TOEZEGGINGEN = Controle(
    naam="toezeggingen",
    titel="Volumeplafonds waaronder meer is toegewezen dan de meldgrens of dan het hele plafond.",
    domein=Domein((SIGNAAL,), _BEGIN),
    niet_meer="Toewijzingen verplichten samen niet meer tot zoveel, of het jaar is voorbij.",
    zoek=_zoek,
)
"""Closed when toewijzingen are shortened or withdrawn, when help per unit stops, or when the plafond is raised."""
