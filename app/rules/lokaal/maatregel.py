"""Signals that follow from a measure on the aanbieder (R148). It rejects nothing: no national code exists for it."""

from __future__ import annotations

from app.messages.records import ToegewezenProduct
from app.rules.facts import ToewijzingFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW301 = Procedureregels()

_VERWIJDERD = "13"


@JW301.regel("SIG-MAATREGEL", "ToegewezenProduct")
def stop_op_toewijzingen(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A new toewijzing while a stop holds; what was assigned before goes on, and may be changed."""
    facts = feiten.facts
    if not feiten.stops or not isinstance(facts, ToewijzingFacts):
        return None
    nummer, dag = product.toewijzingnummer, product.toewijzingsdatum
    if nummer in facts.toewijzingen or product.reden_wijziging == _VERWIJDERD:
        return None
    for een in feiten.stops:
        if een.geldt_op(dag):
            tot = "" if een.tot is None else f" t/m {een.tot}"
            return Opmerking(
                "gemeente",
                f"Toewijzing {nummer} is op {dag} gegeven, terwijl voor aanbieder {facts.bericht.aanbieder} vanaf "
                f"{een.van}{tot} een stop op nieuwe toewijzingen geldt. Kies een andere aanbieder, of hef de "
                "maatregel op.",
                f"toewijzing {nummer}",
            )
    return None
