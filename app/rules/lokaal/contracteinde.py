"""Signal on a new toewijzing under a contract that has ended, or that will end and was opgezegd (R113)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.contracts.afspraken import Afspraken
from app.contracts.partijen import Contract, Contractstatus
from app.messages.records import ToegewezenProduct
from app.rules.facts import ToewijzingFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW301 = Procedureregels()

_VERWIJDERD = "13"


@JW301.regel("SIG-CONTRACT-EINDE", "ToegewezenProduct")
def contract_einde(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A number that was not assigned before; what runs already goes on as the transition rules say.

    Who never had a contract gets no signal of this: a claim is rejected then (0611).
    """
    facts, nummer = feiten.facts, product.toewijzingnummer
    if not isinstance(facts, ToewijzingFacts):
        raise TypeError("these are not the facts of a JW301")
    afspraken = facts.boek.afspraken
    if afspraken is None or nummer in facts.toewijzingen or product.reden_wijziging == _VERWIJDERD:
        return None
    waarom = _waarom(_contracten(afspraken, facts.bericht.aanbieder, product), product, facts.boek.bekend_op)
    if waarom is None:
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {nummer} aan aanbieder {facts.bericht.aanbieder} {waarom} Kies een andere aanbieder, of maak een "
        "nieuwe afspraak.",
        f"toewijzing {nummer}",
        "Ingangsdatum",
    )


def _contracten(afspraken: Afspraken, aanbieder: str, product: ToegewezenProduct) -> Sequence[Contract]:
    """The contracts of the aanbieder about the perceel and profiel of the product."""
    eenheid = "" if product.omvang is None else product.omvang.eenheid
    code = None if product.code is None else afspraken.product_in(product.code, eenheid, product.ingangsdatum)
    perceel, profiel = (None, None) if code is None else (code.perceel, code.profiel)
    return [een for een in afspraken.contracten_van(aanbieder) if een.betreft(perceel, profiel)]


def _waarom(contracten: Sequence[Contract], product: ToegewezenProduct, bekend_op: date | None) -> str | None:
    """Why there is no contract for something new; None when there is one, or never was."""
    ingang, toegewezen = product.ingangsdatum, product.toewijzingsdatum
    lopend = [een for een in contracten if een.looptijd(bekend_op).omvat(ingang)]
    if lopend:
        opgezegd = [een for een in lopend if een.status_op(toegewezen) is Contractstatus.OPGEZEGD]
        if len(opgezegd) < len(lopend):
            return None
        contract = max(opgezegd, key=lambda een: een.geldig.van)
        sinds = max(een.van for een in contract.statussen if een.van <= toegewezen)
        return (
            f"is op {toegewezen} gegeven, maar contract {contract.nummer} is sinds {sinds} opgezegd en eindigt op "
            f"{contract.looptijd(bekend_op).laatste}: er horen geen nieuwe toewijzingen bij te komen."
        )
    voorbij = [een for een in contracten if een.looptijd(bekend_op).laatste < ingang]
    if not voorbij:
        return None
    contract = max(voorbij, key=lambda een: een.looptijd(bekend_op).laatste)
    return f"begint op {ingang}, maar contract {contract.nummer} eindigde op {contract.looptijd(bekend_op).laatste}."
