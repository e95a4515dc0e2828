"""Toewijzingen to aanbieders with an acceptatieplicht: without a start, and stopped by the aanbieder; in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from app.store import tables as t
from app.store.dagen import nederlandse_dag
from app.store.lopend import gestart, is_verwijderd, loopt
from app.store.termijnen import eerst_ontvangen


class Wachtende(NamedTuple):
    """A toewijzing that runs, and of which neither a start nor a claim came."""

    gemeente: str
    nummer: int
    aanbieder: str
    client_id: int
    code: str | None
    ingangsdatum: date
    bekend: date
    """Day on which its first JW301 came."""


class Gestopte(NamedTuple):
    """A toewijzing on which help was stopped for one reason."""

    gemeente: str
    nummer: int
    aanbieder: str
    client_id: int
    code: str | None
    ingangsdatum: date
    einddatum: date
    """Last day of help."""


def zonder_begin(verbinding: Connection, dag: date) -> Iterator[Wachtende]:
    """Toewijzingen that run on the day, of aanbieders with an acceptatieplicht in some contract.

    A start without ToewijzingNummer counts when it names the same product.
    """
    w, s = t.toewijzing.c, t.start.c
    zonder_nummer = (
        exists()
        .where(
            *(s[naam] == w[naam] for naam in ("client_id", "gemeente", "aanbieder")),
            s.toewijzingnummer.is_(None),
            s.code.is_not_distinct_from(w.code),
            s.verwijderd_door.is_(None),
        )
        .correlate(t.toewijzing)
    )
    vraag = (
        select(*(w[naam] for naam in Wachtende._fields[:-1]), eerst_ontvangen(w.id))
        .where(_verplicht(), *loopt(dag), w.ingangsdatum <= dag, w.open_prestaties == 0, ~gestart(), ~zonder_nummer)
        .order_by(w.gemeente, w.nummer)
    )
    for rij in verbinding.execute(vraag):
        yield Wachtende(*rij[:6], nederlandse_dag(rij[6]))


def gestopt_om(verbinding: Connection, reden: str) -> Iterator[Gestopte]:
    """Toewijzingen with a stop for this RedenBeeindiging that counts, of the same aanbieders."""
    w, s = t.toewijzing.c, t.stop.c
    wie = tuple(w[naam] for naam in Gestopte._fields[:-1])
    vraag = (
        select(*wie, func.max(s.einddatum))
        .join(
            t.stop,
            and_(
                *(s[naam] == w[naam] for naam in ("client_id", "gemeente", "aanbieder")),
                s.toewijzingnummer == w.nummer,
                s.verwijderd_door.is_(None),
                s.reden_beeindiging == reden,
            ),
        )
        .where(_verplicht(), ~is_verwijderd())
        .group_by(*wie)
        .order_by(w.gemeente, w.nummer)
    )
    for rij in verbinding.execute(vraag):
        yield Gestopte._make(rij)


def _verplicht() -> ColumnElement[bool]:
    """Whether some contract of the aanbieder has the duty; which one holds is looked up for each toewijzing."""
    c = t.contract.c
    return exists().where(c.aanbieder == t.toewijzing.c.aanbieder, c.acceptatieplicht).correlate(t.toewijzing)
