"""Which client a message is about, and making known one that is new."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.messages.records import (
    Startbericht,
    Stopbericht,
    Toewijzingsbericht,
    Toewijzingsverzoek,
    Verzoekantwoord,
    Wijzigingsverzoek,
)
from app.rules.facts import AntwoordFacts, Facts, RegieFacts, ToewijzingFacts, VerzoekFacts
from app.store import tables as t
from app.store.geboren import versleutel_geboren
from app.store.privacy import Kluis
from app.store.vragen import CLIENT

_MET_CLIENT = (Toewijzingsbericht, Startbericht, Stopbericht, Toewijzingsverzoek, Wijzigingsverzoek)
"""Messages about one client."""

_VOEG_TOE = {
    "sqlite": sqlite.insert(t.client).on_conflict_do_nothing().returning(t.client.c.id),
    "postgresql": postgresql.insert(t.client).on_conflict_do_nothing().returning(t.client.c.id),
}


def client_van(
    verbinding: Connection, kluis: Kluis, bericht: object, facts: Facts | None, *, telt: bool = False
) -> int | None:
    """Our key of the client that a message is about; None for one that is about many.

    A client that is new gets a key, also when the message is rejected: then it can be found with its chain. When a
    JW301 counts as sent (``telt``), the date of birth that it tells is kept.
    """
    if isinstance(bericht, Verzoekantwoord):
        return _client_van_verzoek(verbinding, bericht, facts)
    if isinstance(bericht, _MET_CLIENT):
        kenmerk = kluis.kenmerk(bericht.client.bsn)
        # Level 2 rejects before anyone looked the client up.
        if isinstance(facts, ToewijzingFacts | RegieFacts | VerzoekFacts):
            bekend = facts.client
        else:
            bekend = verbinding.scalar(CLIENT, {"kenmerk": kenmerk})
        geboren = None
        if telt and isinstance(facts, ToewijzingFacts) and facts.geboren != facts.bericht.client.geboortedatum:
            geboren = versleutel_geboren(kluis, kenmerk, facts.bericht.client.geboortedatum)
        if bekend is None:
            return _maak_bekend(verbinding, kluis, bericht.client.bsn, kenmerk, geboren)
        if geboren is not None:
            verbinding.execute(update(t.client).where(t.client.c.id == bekend).values(geboren=geboren))
        return int(bekend)
    return None


def client_van_bericht(verbinding: Connection, id: UUID | None) -> int | None:
    """Our key of the client that a stored message is about, and so an answer to it."""
    client: int | None = verbinding.scalar(select(t.bericht.c.client_id).where(t.bericht.c.id == id))
    return client


def _client_van_verzoek(verbinding: Connection, bericht: Verzoekantwoord, facts: Facts | None) -> int | None:
    """A JW319 has no Bsn: it is about the client of the verzoek that it names."""
    if isinstance(facts, AntwoordFacts):
        return None if facts.verzoek is None else facts.verzoek.client
    v = t.verzoek.c
    client: int | None = verbinding.scalar(
        select(v.client_id).where(
            v.aanbieder == bericht.aanbieder,
            v.gemeente == bericht.gemeente,
            v.referentie == bericht.antwoord.referentie_aanbieder,
        )
    )
    return client


def _maak_bekend(verbinding: Connection, kluis: Kluis, bsn: str, kenmerk: str, geboren: bytes | None) -> int:
    rij = {
        "bsn_kenmerk": kenmerk,
        "bsn_versleuteld": kluis.versleutel(bsn.encode(), f"bsn {kenmerk}"),
        "openbaar": uuid4(),
        "geboren": geboren,
    }
    nieuw: int | None = verbinding.scalar(_VOEG_TOE[verbinding.dialect.name], rij)
    if nieuw is not None:
        return nieuw
    # Another gemeente or aanbieder sent the first message about the same client at the same moment.
    return int(verbinding.execute(CLIENT, {"kenmerk": kenmerk}).scalar_one())
