"""Signals on how help goes on under an acceptatieplicht (R111): the aanbieder takes every client that is assigned."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.contracts.boek import Contractboek
from app.contracts.partijen import Contract
from app.messages.records import StopProduct
from app.rules.facts import RegieFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW307 = Procedureregels()

SIGNAAL: Final = "SIG-ACCEPTATIE"
KENMERK: Final = "acceptatie "
DOOR_AANBIEDER: Final = "33"
"""RedenBeeindiging: closed before its time by the aanbieder."""
_VERWIJDERD = "3"


def verplichtend_contract(boek: Contractboek, ingangsdatum: date, code: str | None) -> Contract | None:
    """The contract under which a toewijzing was given, when it has an acceptatieplicht."""
    contract = boek.contract_op(ingangsdatum, code)
    return contract if contract is not None and contract.acceptatieplicht else None


@JW307.regel(SIGNAAL, "StopProduct")
def gestopt_door_aanbieder(product: StopProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """The aanbieder ends help before its time; it stays responsible."""
    facts, nummer = feiten.facts, product.toewijzingnummer
    if not isinstance(facts, RegieFacts):
        raise TypeError("these are not the facts of a JW307")
    if product.reden_beeindiging != DOOR_AANBIEDER or product.status == _VERWIJDERD:
        return None
    toewijzing = None if nummer is None else facts.toewijzingen.get(nummer)
    ingang, code = (
        (product.begindatum, product.code) if toewijzing is None else (toewijzing.ingangsdatum, toewijzing.code)
    )
    contract = verplichtend_contract(facts.boek, ingang, code)
    if contract is None:
        return None
    return Opmerking(
        "gemeente",
        zin_gestopt(product.einddatum, contract.nummer),
        None if nummer is None else f"toewijzing {nummer}",
        "RedenBeeindiging",
        None if nummer is None else kenmerk_gestopt(facts.bericht.gemeente, nummer),
    )


def zin_gestopt(einddatum: date, contract: str) -> str:
    """What there is to see of a stop by the aanbieder, in Dutch."""
    return (
        f"De aanbieder heeft de hulp op {einddatum} voortijdig afgesloten (reden {DOOR_AANBIEDER}), maar contract "
        f"{contract} heeft een acceptatieplicht: de aanbieder blijft verantwoordelijk. Bespreek hoe de hulp doorgaat."
    )


def kenmerk_gestopt(gemeente: str, nummer: int) -> str:
    """One signal for the stop of a toewijzing."""
    return f"{KENMERK}stop {gemeente} {nummer}"
