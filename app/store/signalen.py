"""Signals: kept once, listed, looked at, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from app.exchange.judgement import Signaal
from app.exchange.steps import NEDERLAND
from app.exchange.uuid7 import uuid7
from app.store import tables as t
from app.store.dagen import begin_van_dag
from app.store.invoegen import TOEVOEGEN
from app.store.privacy import Kluis

_KENMERK = ("code", "voor", "kenmerk")
VOEG_EENMAAL_TOE = {
    "sqlite": sqlite.insert(t.signaal).on_conflict_do_nothing(
        index_elements=_KENMERK, index_where=t.LOPEND_MET_KENMERK
    ),
    "postgresql": postgresql.insert(t.signaal).on_conflict_do_nothing(
        index_elements=_KENMERK, index_where=t.LOPEND_MET_KENMERK
    ),
}
"""Adds a signal, unless another with its kenmerk is not closed yet."""


class Signaalplek(NamedTuple):
    """What signals are about; all but the moment may be unknown."""

    moment: datetime
    gemeente: str | None = None
    aanbieder: str | None = None
    client_id: int | None = None
    """Our key of the client."""
    bericht_id: UUID | None = None


class Signaalfilter(NamedTuple):
    """Which signals to list; None does not filter. ``van`` and ``tot`` are Dutch days, both included."""

    codes: Collection[str] | None = None
    voor: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    toestand: str | None = None
    bericht: UUID | None = None
    van: date | None = None
    tot: date | None = None


class Signaalrij(NamedTuple):
    """A signal that was kept; ``client`` is the public key of the client, ``bericht_code`` the kind of message."""

    openbaar: UUID
    moment: datetime
    code: str
    voor: str
    toestand: str
    gemeente: str | None
    aanbieder: str | None
    bericht_id: UUID | None
    pad: str
    uitleg: str
    verwijzing: str | None
    bericht_code: str | None
    client: UUID | None


class Stap(NamedTuple):
    """What somebody made of a signal."""

    moment: datetime
    naar: str
    door: str
    """Role: gemeente, aanbieder, regio or beheerder; the daily round, or knoop because of what was told."""
    toelichting: str


class Spoor(NamedTuple):
    """A step that was taken, and from which state."""

    van: str
    stap: Stap


class ToestandGeweigerd(Exception):
    """A signal cannot get this state: it has it already, or (``dubbel``) a newer one took its place."""

    def __init__(self, *, dubbel: bool):
        super().__init__("another signal runs" if dubbel else "the signal is in this state")
        self.dubbel = dubbel


def bewaar_signalen(verbinding: Connection, signalen: Sequence[Signaal], plek: Signaalplek) -> None:
    """Keep signals, open; not one of which another with the same kenmerk is not closed yet."""
    rijen = [{**plek._asdict(), **signaal._asdict(), "openbaar": uuid7(plek.moment)} for signaal in signalen]
    if rijen:
        verbinding.execute(VOEG_EENMAAL_TOE[verbinding.dialect.name], rijen)


def zoek_signalen(verbinding: Connection, filter_: Signaalfilter, aantal: int, na: UUID | None) -> list[Signaalrij]:
    """At most ``aantal`` signals, newest first, that were kept before signal ``na``."""
    k = t.signaal.c
    vraag = _rijen()
    for kolom in (k.voor, k.gemeente, k.aanbieder, k.toestand):
        waarde = getattr(filter_, kolom.name)
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    if filter_.codes is not None:
        vraag = vraag.where(k.code.in_(filter_.codes))
    if filter_.bericht is not None:
        vraag = vraag.where(k.bericht_id == filter_.bericht)
    if filter_.van is not None:
        vraag = vraag.where(k.moment >= begin_van_dag(filter_.van))
    if filter_.tot is not None:
        vraag = vraag.where(k.moment < begin_van_dag(filter_.tot + timedelta(days=1)))
    if na is not None:
        grens = t.signaal.alias("grens")
        vraag = vraag.where(k.id < select(grens.c.id).where(grens.c.openbaar == na).scalar_subquery())
    return [_rij(rij) for rij in verbinding.execute(vraag.order_by(k.id.desc()).limit(aantal))]


def lees_signaal(verbinding: Connection, kluis: Kluis, openbaar: UUID) -> tuple[Signaalrij, tuple[Spoor, ...]] | None:
    """A signal and what became of it, first step first; None when it is unknown."""
    rij = verbinding.execute(_rijen().where(t.signaal.c.openbaar == openbaar)).first()
    if rij is None:
        return None
    s = t.signaal_spoor.c
    stappen = verbinding.execute(
        select(s.moment, s.van, s.naar, s.door, s.toelichting)
        .join(t.signaal, t.signaal.c.id == s.signaal_id)
        .where(t.signaal.c.openbaar == openbaar)
        .order_by(s.id)
    )
    spoor = (
        Spoor(een.van, Stap(_nederlands(een.moment), een.naar, een.door, _lees(kluis, een.toelichting, openbaar)))
        for een in stappen
    )
    return _rij(rij), tuple(spoor)


def zet_toestand(verbinding: Connection, kluis: Kluis, openbaar: UUID, stap: Stap) -> bool:
    """Give a signal another state, and keep who did so and why; False when it is unknown.

    Raises ToestandGeweigerd.
    """
    k = t.signaal.c
    rij = verbinding.execute(select(k.id, k.toestand).where(k.openbaar == openbaar).with_for_update()).first()
    if rij is None:
        return False
    if rij.toestand == stap.naar:
        raise ToestandGeweigerd(dubbel=False)
    try:
        verbinding.execute(update(t.signaal).where(k.id == rij.id).values(toestand=stap.naar))
    except IntegrityError:
        raise ToestandGeweigerd(dubbel=True) from None
    bewaar_stap(verbinding, kluis, rij.id, openbaar, rij.toestand, stap)
    return True


def bewaar_stap(verbinding: Connection, kluis: Kluis, signaal_id: int, openbaar: UUID, van: str, stap: Stap) -> None:
    """Add a step to the trail of a signal; what was said is encrypted."""
    toelichting = kluis.versleutel(stap.toelichting.encode(), _waarvoor(openbaar))
    rij = {**stap._asdict(), "signaal_id": signaal_id, "van": van, "toelichting": toelichting}
    verbinding.execute(TOEVOEGEN[t.signaal_spoor.name], rij)


def _rijen() -> Select[Any]:
    k, b, c = t.signaal.c, t.bericht.c, t.client.c
    elders = {"bericht_code": b.code, "client": c.openbaar}
    kolommen = (elders[naam] if naam in elders else k[naam] for naam in Signaalrij._fields)
    return (
        select(*kolommen)
        .select_from(t.signaal)
        .join(t.bericht, b.id == k.bericht_id, isouter=True)
        .join(t.client, c.id == k.client_id, isouter=True)
    )


def _rij(rij: Any) -> Signaalrij:
    gelezen = Signaalrij._make(rij)
    return gelezen._replace(moment=_nederlands(gelezen.moment))


def _lees(kluis: Kluis, toelichting: bytes, openbaar: UUID) -> str:
    return kluis.ontsleutel(toelichting, _waarvoor(openbaar)).decode()


def _waarvoor(openbaar: UUID) -> str:
    return f"signaal {openbaar}"


def _nederlands(moment: datetime) -> datetime:
    return moment.astimezone(NEDERLAND)
