"""What all figures share: which toewijzingen they are about, days between dates, and spread within groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from app.contracts.prijs import deel_half_omhoog
from app.store import tables as t
from app.store.lopend import TIJDELIJK

VERWIJDERD = "13"
"""RedenWijziging of a toewijzing that is withdrawn: it counts for nothing."""
TRAJECT = t.toewijzing.join(t.duiding, t.duiding.c.toewijzing_id == t.toewijzing.c.id)
"""A toewijzing with what it stands for."""


class Selectie(NamedTuple):
    """What a figure is about; None or an empty tuple does not filter."""

    van: date
    tot: date
    """Last day, included."""
    regio: str | None = None
    gemeenten: tuple[str, ...] = ()
    aanbieder: str | None = None
    perceel: str | None = None

    def voorwaarden(self) -> list[ColumnElement[bool]]:
        """Which toewijzingen count, whatever their days; those of a regio that is not loaded do not."""
        w, d = t.toewijzing.c, t.duiding.c
        gekozen = [
            d.regio.is_not(None) if self.regio is None else d.regio == self.regio,
            or_(w.reden_wijziging.is_(None), w.reden_wijziging != VERWIJDERD),
        ]
        if self.gemeenten:
            gekozen.append(w.gemeente.in_(self.gemeenten))
        if self.aanbieder is not None:
            gekozen.append(w.aanbieder == self.aanbieder)
        if self.perceel is not None:
            gekozen.append(d.perceel == self.perceel)
        return gekozen

    def begonnen(self) -> list[ColumnElement[bool]]:
        """Which toewijzingen begin in the period."""
        return [*self.voorwaarden(), t.toewijzing.c.ingangsdatum.between(self.van, self.tot)]


class dagen_tussen(GenericFunction[int]):  # noqa: N801  the name of a function in SQL
    """Days from the first date to the second one."""

    type = Integer()
    inherit_cache = True


@compiles(dagen_tussen, "sqlite")
def _sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    van, tot = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({tot}) - julianday({van}) AS INTEGER)"


@compiles(dagen_tussen, "postgresql")
def _postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    van, tot = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({tot} - {van})"


def als_getal(voorwaarde: ColumnElement[bool]) -> ColumnElement[int]:
    """1 where a condition holds, else 0."""
    return case((voorwaarde, 1), else_=0)


def kwartaalnummer(kolom: ColumnElement[Any]) -> ColumnElement[int]:
    """The quarter of a date: four times the year and the quarter from 0, so that quarters follow each other."""
    maand = cast(extract("month", kolom), Integer)
    return cast(extract("year", kolom), Integer) * 4 + (maand - 1) // 3


def eerste_versie(kolom: str) -> ColumnElement[Any]:
    """A column of the first version of the toewijzing."""
    v = t.toewijzing_versie.c
    return (
        select(v[kolom])
        .where(v.toewijzing_id == t.toewijzing.c.id)
        .order_by(v.toewijzingsdatum, v.toewijzingstijd, v.bericht_id)
        .limit(1)
        .correlate(t.toewijzing)
        .scalar_subquery()
    )


def van_toewijzing(regie: Any) -> ColumnElement[bool]:
    """Whether a start or stop is about the toewijzing, and still holds."""
    w, r = t.toewijzing.c, regie.c
    return and_(
        r.client_id == w.client_id,
        r.gemeente == w.gemeente,
        r.aanbieder == w.aanbieder,
        r.toewijzingnummer == w.nummer,
        r.verwijderd_door.is_(None),
    )


def laatste_stop(kolom: str) -> ColumnElement[Any]:
    """A column of the stop of the toewijzing with the last Einddatum; a temporary stop is none."""
    s = t.stop.c
    return (
        select(s[kolom])
        .where(van_toewijzing(t.stop), s.reden_beeindiging != TIJDELIJK)
        .order_by(s.einddatum.desc(), s.id.desc())
        .limit(1)
        .correlate(t.toewijzing)
        .scalar_subquery()
    )


class Spreiding(NamedTuple):
    """How values lie in a group. ``p10``, ``mediaan`` and ``p90`` lie in proportion between the nearest two."""

    groep: Mapping[str, Any]
    aantal: int
    som: int
    kwadraten: float
    p10: int
    mediaan: int
    p90: int


_PROCENTEN = (10, 50, 90)


def spreiding(verbinding: Connection, rijen: Subquery, groep: Sequence[str], waarde: str) -> Iterator[Spreiding]:
    """The spread of a column of ``rijen`` in each group, worked out by the database; groups in order."""
    for rij in verbinding.execute(_spreidingsvraag(rijen, groep, waarde)).mappings():
        aantal = int(rij["aantal"])
        p10, mediaan, p90 = (_percentiel(rij, aantal, procent) for procent in _PROCENTEN)
        yield Spreiding(
            {naam: rij[naam] for naam in groep},
            *(aantal, int(rij["som"]), float(rij["kwadraten"])),
            *(p10, mediaan, p90),
        )


def _spreidingsvraag(rijen: Subquery, groep: Sequence[str], waarde: str) -> Select[Any]:
    sleutels = [rijen.c[naam] for naam in groep]
    gerangschikt = select(
        *sleutels,
        rijen.c[waarde].label("waarde"),
        (func.row_number().over(partition_by=sleutels, order_by=rijen.c[waarde]) - 1).label("plaats"),
        func.count().over(partition_by=sleutels).label("aantal"),
    ).subquery()
    k = gerangschikt.c
    groepen = [k[naam] for naam in groep]
    vraag = select(
        *groepen,
        func.max(k.aantal).label("aantal"),
        func.sum(k.waarde).label("som"),
        func.sum(cast(k.waarde, Float) * k.waarde).label("kwadraten"),
    )
    for procent in _PROCENTEN:
        plaats = (k.aantal - 1) * procent // 100
        vraag = vraag.add_columns(
            func.max(case((k.plaats == plaats, k.waarde))).label(f"onder_{procent}"),
            func.max(case((k.plaats == plaats + 1, k.waarde))).label(f"boven_{procent}"),
        )
    return vraag.group_by(*groepen).order_by(*groepen)


def _percentiel(rij: Mapping[Any, Any], aantal: int, procent: int) -> int:
    rest = (aantal - 1) * procent % 100
    onder = int(rij[f"onder_{procent}"])
    boven = onder if rij[f"boven_{procent}"] is None else int(rij[f"boven_{procent}"])
    return deel_half_omhoog(100 * onder + rest * (boven - onder), 100)
