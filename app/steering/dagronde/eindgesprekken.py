"""SIG-EINDGESPREK: the Einddatum of a toewijzing has come, and nobody told what was reached (R095, R096)."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.uitkomstwerklijst import zoek_eindgesprekken

SIGNAAL = "SIG-EINDGESPREK"
_BEGIN = "eindgesprek "


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    for een in zoek_eindgesprekken(werk.verbinding, kader.dag):
        yield Gevonden(
            code=SIGNAAL,
            voor=VoorWie.AANBIEDER,
            # With the day in it: an Einddatum that was moved and comes again is told again.
            kenmerk=f"{_BEGIN}{een.gemeente} {een.nummer} {een.einddatum}",
            uitleg=(
                f"Toewijzing {een.nummer} loopt tot en met {een.einddatum}. Het begingesprek was op {een.begonnen}; "
                "van het eindgesprek is nog niets geleverd. Bespreek wat is bereikt en lever EIND."
            ),
            gemeente=een.gemeente,
            aanbieder=een.aanbieder,
            client_id=een.client_id,
            verwijzing=f"toewijzing {een.nummer}",
        )


EINDGESPREKKEN = Controle(
    naam="eindgesprekken",
    titel="Toewijzingen met een begingesprek waarvan de Einddatum is gekomen, zonder eindgesprek.",
    domein=Domein((SIGNAAL,), _BEGIN),
    niet_meer="Het eindgesprek is geleverd, de toewijzing loopt langer door, of er hoort nu een plan bij.",
    zoek=_zoek,
)
"""From the Einddatum on."""
