"""The register as the daily round keeps it: what is found is opened once, what is no longer found is closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from app.exchange.judgement import VoorWie
from app.exchange.steps import NEDERLAND
from app.exchange.uuid7 import uuid7
from app.store import tables as t
from app.store.oplossen import KNOOP
from app.store.privacy import Kluis
from app.store.signalen import VOEG_EENMAAL_TOE, Stap, bewaar_stap

DOOR = "dagronde"
"""Who closed a signal that is no longer true; in the trail, where else a role is."""


class Gevonden(NamedTuple):
    """Something that is true on the day of the round and that someone has to see."""

    code: str
    voor: VoorWie
    kenmerk: str
    """What it is about, once: while one with this mark runs, no other is opened."""
    uitleg: str
    """Dutch, with the numbers by which a person can check it, and nothing about a child."""
    gemeente: str | None = None
    aanbieder: str | None = None
    client_id: int | None = None
    """Our key of the client."""
    verwijzing: str | None = None
    """Such as ``toewijzing 1001``."""

    @property
    def sleutel(self) -> Sleutel:
        """What there is at most one of at a time."""
        return Sleutel(self.code, self.voor.value, self.kenmerk)


class Sleutel(NamedTuple):
    """What there is at most one running signal of."""

    code: str
    voor: str
    kenmerk: str


class Domein(NamedTuple):
    """The signals that a check keeps: with one of these codes and a kenmerk that begins with ``begin``."""

    codes: Collection[str]
    begin: str


class Stand(NamedTuple):
    """The newest signal with a Sleutel."""

    id: int
    toestand: str
    gesloten_door: str | None
    """Who closed it; None while it is not."""

    @property
    def loopt(self) -> bool:
        """Whether nobody has closed it."""
        return self.toestand != "gesloten"

    @property
    def mag_opnieuw(self) -> bool:
        """Whether the same may be opened again: not when a person said that nothing is left to do."""
        return self.gesloten_door in (DOOR, KNOOP)


class Uitkomst(NamedTuple):
    """What a check of a round came to."""

    dag: date
    controle: str
    moment: datetime
    gevonden: int
    geopend: int
    gesloten: int
    mislukt: str | None = None
    """Kind of the error that ended it."""


def lees_standen(verbinding: Connection, domein: Domein) -> dict[Sleutel, Stand]:
    """How the newest signal stands of everything that a check keeps."""
    s, p = t.signaal.c, t.signaal_spoor.c
    van_ons = (s.code.in_(domein.codes), s.kenmerk.startswith(domein.begin, autoescape=True))
    laatste = select(func.max(s.id).label("id")).where(*van_ons).group_by(s.code, s.voor, s.kenmerk).subquery()
    laatste_stap = (
        select(p.door).where(p.signaal_id == s.id).order_by(p.id.desc()).limit(1).correlate(t.signaal).scalar_subquery()
    )
    vraag = select(s.code, s.voor, s.kenmerk, s.id, s.toestand, laatste_stap).join(laatste, laatste.c.id == s.id)
    return {
        Sleutel(*rij[:3]): Stand(rij[3], rij[4], rij[5] if rij[4] == "gesloten" else None)
        for rij in verbinding.execute(vraag)
    }


def open_signalen(verbinding: Connection, gevonden: Sequence[Gevonden], moment: datetime) -> int:
    """Keep what was found, open; gives how many were not there yet."""
    rijen = [
        {**een._asdict(), "bericht_id": None, "pad": "", "moment": moment, "openbaar": uuid7(moment)}
        for een in gevonden
    ]
    if not rijen:
        return 0
    vraag = VOEG_EENMAAL_TOE[verbinding.dialect.name].returning(t.signaal.c.id)
    return len(verbinding.scalars(vraag, rijen).all())


def lopend_signaal(verbinding: Connection, sleutel: Sleutel) -> UUID | None:
    """The public key of the signal with a Sleutel that is not closed."""
    s = t.signaal.c
    waar = (s.code == sleutel.code, s.voor == sleutel.voor, s.kenmerk == sleutel.kenmerk, s.toestand != "gesloten")
    openbaar: UUID | None = verbinding.scalar(select(s.openbaar).where(*waar).order_by(s.id.desc()).limit(1))
    return openbaar


def sluit_signalen(verbinding: Connection, kluis: Kluis, redenen: Mapping[int, str], moment: datetime) -> int:
    """Close signals, by our key, each with the reason in its trail; gives how many were not closed already."""
    s = t.signaal.c
    rijen = verbinding.execute(
        select(s.id, s.openbaar, s.toestand)
        .where(s.id.in_(redenen.keys()), s.toestand != "gesloten")
        .order_by(s.id)
        .with_for_update()
    ).all()
    if not rijen:
        return 0
    verbinding.execute(update(t.signaal).where(s.id.in_([rij.id for rij in rijen])).values(toestand="gesloten"))
    for rij in rijen:
        stap = Stap(moment, "gesloten", DOOR, redenen[rij.id])
        bewaar_stap(verbinding, kluis, rij.id, rij.openbaar, rij.toestand, stap)
    return len(rijen)


def bewaar_uitkomst(verbinding: Connection, uitkomst: Uitkomst) -> None:
    """Keep what a check came to."""
    verbinding.execute(insert(t.dagronde), uitkomst._asdict())


def laatste_dag(verbinding: Connection) -> date | None:
    """The last day for which a round was made; None when there never was one."""
    dag: date | None = verbinding.scalar(select(func.max(t.dagronde.c.dag)))
    return dag


def zoek_uitkomsten(verbinding: Connection, aantal: int) -> list[Uitkomst]:
    """What the last checks came to, newest first."""
    d = t.dagronde.c
    vraag = select(*(d[naam] for naam in Uitkomst._fields)).order_by(d.id.desc()).limit(aantal)
    return [_uitkomst(rij) for rij in verbinding.execute(vraag)]


def _uitkomst(rij: Iterable[Any]) -> Uitkomst:
    gelezen = Uitkomst._make(rij)
    return gelezen._replace(moment=gelezen.moment.astimezone(NEDERLAND))
