"""SIG-PLAN-EINDE: a plan has come to its end, and nobody told yet what became of its goals (R095)."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.verwijzingen import Planeinde, plannen_aan_einde

SIGNAAL = "SIG-PLAN-EINDE"
_BEGIN = "plan "


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    for een in plannen_aan_einde(werk.verbinding, kader.dag):
        yield Gevonden(
            code=SIGNAAL,
            voor=VoorWie.AANBIEDER,
            # With the day in it: a term that was moved and comes to its end again is told again.
            kenmerk=f"{_BEGIN}{een.gemeente} {een.nummer} {een.einde}",
            uitleg=_uitleg(een),
            gemeente=een.gemeente,
            aanbieder=een.aanbieder,
            client_id=een.client_id,
            verwijzing=f"toewijzing {een.nummer}",
        )


def _uitleg(een: Planeinde) -> str:
    doelen = "" if een.doelen is None else f" met {een.doelen} {'doel' if een.doelen == 1 else 'doelen'}"
    return (
        f"Het plan van {een.plan_op} bij toewijzing {een.nummer}{doelen} liep tot en met {een.einde}. Er is nog geen "
        "uitkomst bij einde geleverd: bespreek wat is bereikt en lever haar, of leg een nieuw plan vast."
    )


PLANNEN = Controle(
    naam="plannen",
    titel="Hulpverleningsplannen waarvan de termijn of de toewijzing voorbij is, zonder uitkomst bij einde.",
    domein=Domein((SIGNAAL,), _BEGIN),
    niet_meer="De uitkomst bij einde is geleverd, of het plan of de toewijzing loopt langer door.",
    zoek=_zoek,
)
"""From the last day on."""
