"""The date of birth of a client, as the gemeente last told it in a JW301: kept encrypted, read in bulk."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select, update

from app.messages.lees_toewijzing import lees_bewaarde_toewijzing
from app.messages.pakket import uit_opslag
from app.messages.records import Geboortedatum, Toewijzingsbericht
from app.store import tables as t
from app.store.privacy import Kluis

_LENGTE_DATUM = 10


def versleutel_geboren(kluis: Kluis, kenmerk: str, geboren: Geboortedatum) -> bytes:
    """For column ``geboren`` of the client with this hash of a Bsn."""
    tekst = f"{geboren.datum.isoformat()}{geboren.gebruik or ''}"
    return kluis.versleutel(tekst.encode(), _waarvoor(kenmerk))


def lees_geboren(kluis: Kluis, kenmerk: str, geboren: bytes) -> Geboortedatum:
    """What was encrypted; a thousand take two milliseconds."""
    tekst = kluis.ontsleutel(geboren, _waarvoor(kenmerk)).decode()
    return Geboortedatum(date.fromisoformat(tekst[:_LENGTE_DATUM]), tekst[_LENGTE_DATUM:] or None)


def vul_geboortedata_aan(verbinding: Connection, kluis: Kluis, na: int, aantal: int) -> int | None:
    """Read the date of birth from the last JW301 of clients that have none, at most so many; for older stores.

    ``na``: our key of the client after which is looked. Gives the last one that was looked at, None at the end.
    """
    c, b = t.client.c, t.bericht.c
    laatste = (
        select(b.id)
        .where(b.client_id == c.id, b.code == Toewijzingsbericht.code, b.verwerkt)
        .order_by(b.ontvangen.desc(), b.id.desc())
        .limit(1)
        .correlate(t.client)
        .scalar_subquery()
    )
    gekozen = (
        select(c.id, c.bsn_kenmerk, laatste.label("bericht_id"))
        .where(c.geboren.is_(None), c.id > na)
        .order_by(c.id)
        .limit(aantal)
        .subquery()
    )
    k = gekozen.c
    rijen = verbinding.execute(
        select(k.id, k.bsn_kenmerk, b.id.label("bericht_id"), b.inhoud, b.omvang, b.sha256)
        .join(t.bericht, b.id == k.bericht_id, isouter=True)
        .order_by(k.id)
    ).all()
    for rij in rijen:
        if rij.bericht_id is not None:
            inhoud = kluis.ontsleutel(rij.inhoud, f"inhoud {rij.bericht_id}")
            bericht = lees_bewaarde_toewijzing(uit_opslag(inhoud, rij.omvang, rij.sha256))
            geboren = versleutel_geboren(kluis, rij.bsn_kenmerk, bericht.client.geboortedatum)
            verbinding.execute(update(t.client).where(c.id == rij.id).values(geboren=geboren))
    return rijen[-1].id if rijen else None


def _waarvoor(kenmerk: str) -> str:
    return f"geboren {kenmerk}"
