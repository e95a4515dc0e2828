"""Conversions to a new system: recognised when a JW301 brings one about, whatever came first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select

from app.contracts.afspraken import Afspraken
from app.contracts.geldigheid import dag_na
from app.contracts.omzetting import NIEUWE_BEKOSTIGING, Recht, in_stelsel, overgangsbezwaar
from app.messages.records import ToegewezenProduct
from app.rules.facts import ToewijzingFacts
from app.standard.signaalsoorten import Feit
from app.store import tables as t
from app.store.invoegen import TOEVOEGEN
from app.store.oplossen import sluit_opgeloste
from app.store.privacy import Kluis

_VERWIJDERD = "13"


class Ontvangst(NamedTuple):
    """A JW301 that counts as sent."""

    bericht_id: UUID
    moment: datetime
    client_id: int
    """Our key of the client."""


class _Toewijzing(NamedTuple):
    """A toewijzing of the client at the gemeente, to whatever aanbieder, as it is now."""

    id: int
    nummer: int
    code: str | None
    eenheid: str | None
    toewijzingsdatum: date
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None

    def recht(self, gemeente: str) -> Recht | None:
        """As conversions look at it; None without a product code, or when it was removed."""
        if self.code is None or self.reden_wijziging == _VERWIJDERD:
            return None
        return Recht(
            *(gemeente, self.code, self.eenheid or "", self.toewijzingsdatum, self.ingangsdatum, self.einddatum)
        )


_VAN_CLIENT = select(*(t.toewijzing.c[naam] for naam in _Toewijzing._fields)).where(
    t.toewijzing.c.client_id == bindparam("client"), t.toewijzing.c.gemeente == bindparam("gemeente")
)


def werk_omzettingen_bij(verbinding: Connection, kluis: Kluis, facts: ToewijzingFacts, ontvangst: Ontvangst) -> None:
    """Link what a JW301 converted, and close the signals on toewijzingen of which nothing is left to be done.

    A toewijzing is converted when it ended with RedenWijziging 10, and another one of the same client at the same
    gemeente, which fits the system of then, begins on the day after. In which message or order they came does not
    matter.
    """
    afspraken = facts.boek.afspraken
    if afspraken is None or not facts.boek.met_percelen or not _kan_omzetten(facts):
        return
    gemeente = facts.bericht.gemeente
    waarden = {"client": ontvangst.client_id, "gemeente": gemeente}
    toewijzingen = [_Toewijzing._make(rij) for rij in verbinding.execute(_VAN_CLIENT, waarden)]
    paren = list(_opvolgingen(afspraken, gemeente, toewijzingen))
    _bewaar(verbinding, [een.id for een in toewijzingen], [(oud.id, nieuw.id) for oud, nieuw in paren], ontvangst)
    genoemd = {product.toewijzingnummer for product in facts.bericht.producten}
    opgelost = dict(_beeindigd(afspraken, gemeente, toewijzingen, genoemd))
    for oud, nieuw in paren:
        if genoemd & {oud.nummer, nieuw.nummer}:
            opgelost[oud.nummer] = (
                f"Omgezet: toewijzing {oud.nummer} eindigt op {oud.einddatum} (reden wijziging 10) en toewijzing "
                f"{nieuw.nummer} volgt haar op per {nieuw.ingangsdatum}."
            )
    for nummer, waarom in sorted(opgelost.items()):
        feit: dict[Feit, str] = {"overgang_geregeld": waarom}
        sluit_opgeloste(verbinding, kluis, gemeente, nummer, feit, ontvangst.moment)


def _kan_omzetten(facts: ToewijzingFacts) -> bool:
    """Whether a JW301 can end or follow up a toewijzing; most are the first ones of a new client."""

    def raakt(product: ToegewezenProduct) -> bool:
        return product.reden_wijziging is not None or product.toewijzingnummer not in facts.toewijzingen

    producten = facts.bericht.producten
    if facts.client is None:
        return any(product.reden_wijziging == NIEUWE_BEKOSTIGING for product in producten)
    return any(raakt(product) for product in producten)


def _opvolgingen(
    afspraken: Afspraken, gemeente: str, toewijzingen: Sequence[_Toewijzing]
) -> Iterator[tuple[_Toewijzing, _Toewijzing]]:
    for oud in toewijzingen:
        if oud.reden_wijziging != NIEUWE_BEKOSTIGING or oud.einddatum is None:
            continue
        for nieuw in toewijzingen:
            recht = nieuw.recht(gemeente)
            if recht is not None and nieuw.ingangsdatum == dag_na(oud.einddatum) and in_stelsel(afspraken, recht):
                yield oud, nieuw


def _beeindigd(
    afspraken: Afspraken, gemeente: str, toewijzingen: Sequence[_Toewijzing], genoemd: set[int]
) -> Iterator[tuple[int, str]]:
    """Toewijzingen of the message that no longer run past a transition, and were not ended to be converted."""
    for een in toewijzingen:
        if een.nummer not in genoemd or een.reden_wijziging in (None, NIEUWE_BEKOSTIGING):
            continue
        recht = een.recht(gemeente)
        if recht is None:
            yield een.nummer, f"Toewijzing {een.nummer} is verwijderd (reden wijziging 13)."
        elif overgangsbezwaar(afspraken, een.nummer, recht, een.reden_wijziging) is None:
            yield (
                een.nummer,
                f"Toewijzing {een.nummer} eindigt nu op {een.einddatum} (reden wijziging {een.reden_wijziging}) en "
                "loopt niet meer door na de overgang.",
            )


def _bewaar(
    verbinding: Connection, toewijzingen: Sequence[int], paren: Sequence[tuple[int, int]], ontvangst: Ontvangst
) -> None:
    """Make the links of a client what they should be; one that was there keeps the message that completed it."""
    k = t.omzetting.c
    bekend = set(map(tuple, verbinding.execute(select(k.oud_id, k.nieuw_id).where(k.oud_id.in_(toewijzingen)))))
    for oud, nieuw in sorted(bekend.difference(paren)):
        verbinding.execute(delete(t.omzetting).where(k.oud_id == oud, k.nieuw_id == nieuw))
    nieuwe = [
        {"oud_id": oud, "nieuw_id": nieuw, "bericht_id": ontvangst.bericht_id}
        for oud, nieuw in sorted(set(paren).difference(bekend))
    ]
    if nieuwe:
        verbinding.execute(TOEVOEGEN[t.omzetting.name], nieuwe)
