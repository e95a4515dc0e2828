"""Messages: how many there are, what they are rejected for, and how long an answer takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    Select,
    Subquery,
    and_,
    case,
    column,
    func,
    literal,
    or_,
    select,
    union_all,
    values,
)

from app.standard.kalender import eerste_van_maand, maand_verder
from app.store import tables as t
from app.store.dagen import begin_van_dag, dag_in_sql
from app.store.stuurcijfers.basis import Selectie, Spreiding, als_getal, dagen_tussen, spreiding, van_toewijzing
from app.store.tables.basis import UtcMoment


def ontvangen_in(selectie: Selectie, moment: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether a moment lies in the period, in Dutch days."""
    tot = begin_van_dag(selectie.tot + timedelta(days=1))
    return and_(moment >= begin_van_dag(selectie.van), moment < tot)


def tussen_partijen(
    selectie: Selectie, *partijen: ColumnElement[str], dag: date | None = None
) -> list[ColumnElement[bool]]:
    """Whether one of these columns names a gemeente of the regio or of those chosen, and one the aanbieder."""
    eisen = []
    if selectie.regio is not None:
        lid, dag = t.regio_gemeente.c, dag or selectie.tot
        leden = select(lid.gemeente).where(
            lid.regio == selectie.regio, lid.van <= dag, or_(lid.tot.is_(None), lid.tot >= dag)
        )
        eisen.append(or_(*(partij.in_(leden) for partij in partijen)))
    if selectie.gemeenten:
        eisen.append(or_(*(partij.in_(selectie.gemeenten) for partij in partijen)))
    if selectie.aanbieder is not None:
        eisen.append(or_(*(partij == selectie.aanbieder for partij in partijen)))
    return eisen


def _welke(selectie: Selectie) -> list[ColumnElement[bool]]:
    b = t.bericht.c
    return [ontvangen_in(selectie, b.ontvangen), *tussen_partijen(selectie, b.afzender, b.ontvanger)]


class Coderij(NamedTuple):
    """How often a sender got a retourcode, and in how many messages."""

    afzender: str
    retourcode: str
    aantal: int
    berichten: int


class Berichtental(NamedTuple):
    """Messages of a sender in the period."""

    afzender: str
    berichten: int


def retourcodes(verbinding: Connection, selectie: Selectie) -> tuple[list[Coderij], list[Berichtental]]:
    """Findings on messages received in the period, from or to the parties that are chosen."""
    b, f = t.bericht.c, t.bevinding_telling.c
    welke = _welke(selectie)
    codes = (
        select(b.afzender, f.retourcode, func.sum(f.aantal), func.count(b.id.distinct()))
        .join(t.bericht, b.id == f.bericht_id)
        .where(*welke)
        .group_by(b.afzender, f.retourcode)
        .order_by(b.afzender, func.sum(f.aantal).desc(), f.retourcode)
    )
    alle = select(b.afzender, func.count()).where(*welke).group_by(b.afzender).order_by(b.afzender)
    return (
        [Coderij(rij[0], rij[1], int(rij[2]), int(rij[3])) for rij in verbinding.execute(codes)],
        [Berichtental(*rij) for rij in verbinding.execute(alle)],
    )


def _maanden(selectie: Selectie) -> CTE:
    """The months of the period, with the moments at which they begin and are over in the Netherlands."""
    maanden = [eerste_van_maand(selectie.van)]
    while (volgende := maand_verder(maanden[-1], 1)) <= selectie.tot:
        maanden.append(volgende)
    kolommen = (column("maand", Date), column("begin", UtcMoment), column("eind", UtcMoment))
    rijen = [(maand, begin_van_dag(maand), begin_van_dag(maand_verder(maand, 1))) for maand in maanden]
    return values(*kolommen, name="kalender").data(rijen).cte("maanden")


class Stroomrij(NamedTuple):
    """Messages of one kind in a month, by what became of them."""

    maand: date
    bericht: str
    aantal: int
    goedgekeurd: int
    deels_afgekeurd: int
    afgekeurd: int
    aangehouden: int
    beantwoord: int
    """With an answer of our own."""


def berichtenstroom(verbinding: Connection, selectie: Selectie) -> list[Stroomrij]:
    """Messages received in the period, by month and kind."""
    maanden = _maanden(selectie)
    b, m = t.bericht.c, maanden.c
    oordelen = ("goedgekeurd", "deels_afgekeurd", "afgekeurd", "aangehouden")
    vraag = (
        select(
            *(m.maand, b.code, func.count()),
            *(func.sum(als_getal(b.oordeel == oordeel)) for oordeel in oordelen),
            func.count(b.antwoord_code),
        )
        .select_from(t.bericht)
        .join(maanden, (b.ontvangen >= m.begin) & (b.ontvangen < m.eind))
        .where(*_welke(selectie))
        .group_by(m.maand, b.code)
        .order_by(m.maand, b.code)
    )
    return [Stroomrij(rij[0], rij[1], *(int(getal) for getal in rij[2:])) for rij in verbinding.execute(vraag)]


class Afkeurrij(NamedTuple):
    """In how many messages of one kind of a sender a retourcode was given in a month."""

    maand: date
    afzender: str
    bericht: str
    retourcode: str
    berichten: int


class Afzenderrij(NamedTuple):
    """Messages of one kind of a sender in a month."""

    maand: date
    afzender: str
    bericht: str
    berichten: int


def afkeuringen(verbinding: Connection, selectie: Selectie) -> tuple[list[Afkeurrij], list[Afzenderrij]]:
    """Messages with each retourcode, and all messages, of messages received in the period."""
    maanden = _maanden(selectie)
    b, f, m = t.bericht.c, t.bevinding_telling.c, maanden.c
    in_maand = (b.ontvangen >= m.begin) & (b.ontvangen < m.eind)
    groep = (m.maand, b.afzender, b.code)
    codes = (
        select(*groep, f.retourcode, func.count(b.id.distinct()))
        .select_from(t.bericht.join(t.bevinding_telling, b.id == f.bericht_id))
        .join(maanden, in_maand)
        .where(*_welke(selectie))
        .group_by(*groep, f.retourcode)
        .order_by(*groep, f.retourcode)
    )
    alle = (
        select(*groep, func.count())
        .select_from(t.bericht)
        .join(maanden, in_maand)
        .where(*_welke(selectie))
        .group_by(*groep)
    )
    return (
        [Afkeurrij(*rij) for rij in verbinding.execute(codes)],
        [Afzenderrij(*rij) for rij in verbinding.execute(alle)],
    )


STAPPEN = ("JW301 tot JW305", "JW315 tot antwoord", "JW317 tot antwoord", "JW323 tot JW325")
"""From one message to the one that follows on it."""


def doorlooptijden(verbinding: Connection, selectie: Selectie, groep: str) -> Iterator[Spreiding]:
    """Dutch days from receipt of a message to receipt of what follows on it, by step and ``maand`` or ``aanbieder``.

    A step counts in the month in which it was finished. A JW325 of our own goes out with the JW323, on the same day.
    """
    maanden, stappen = _maanden(selectie), _stappen(selectie).subquery()
    m, s = maanden.c, stappen.c
    rijen = (
        select(
            *(s.stap, s.aanbieder, m.maand),
            dagen_tussen(dag_in_sql(verbinding, s.begin), dag_in_sql(verbinding, s.klaar)).label("dagen"),
        )
        .select_from(stappen)
        .join(maanden, (s.klaar >= m.begin) & (s.klaar < m.eind))
        .where(ontvangen_in(selectie, s.klaar))
        .subquery()
    )
    return spreiding(verbinding, rijen, ("stap", groep), "dagen")


def _stappen(selectie: Selectie) -> CompoundSelect[Any]:
    """Each step that was finished: its name, the aanbieder, and the moments at which it began and was finished."""
    return union_all(*_verzoekstappen(selectie), _startstap(selectie), _declaratiestap(selectie))


def _startstap(selectie: Selectie) -> Select[Any]:
    w, s, v, b = t.toewijzing.c, t.start.c, t.toewijzing_versie.c, t.bericht.c
    begonnen: Subquery = (
        select(w.id, w.aanbieder, func.min(b.ontvangen).label("klaar"))
        .select_from(t.toewijzing.join(t.start, van_toewijzing(t.start)).join(t.bericht, b.id == s.bericht_id))
        .where(*tussen_partijen(selectie, w.gemeente, w.aanbieder))
        .group_by(w.id, w.aanbieder)
        .subquery()
    )
    toegewezen = (
        select(func.min(b.ontvangen))
        .join(t.toewijzing_versie, v.bericht_id == b.id)
        .where(v.toewijzing_id == begonnen.c.id)
        .correlate(begonnen)
        .scalar_subquery()
    )
    return select(
        *(literal(STAPPEN[0]).label("stap"), begonnen.c.aanbieder, toegewezen.label("begin"), begonnen.c.klaar)
    ).where(ontvangen_in(selectie, begonnen.c.klaar))


def _verzoekstappen(selectie: Selectie) -> Sequence[Select[Any]]:
    """Answered by a JW301, or by a JW319 that refuses."""
    z, b = t.verzoek.c, t.bericht.c
    return [
        select(
            *(literal(f"{soort} tot antwoord").label("stap"), z.aanbieder),
            *(z.ontvangen.label("begin"), b.ontvangen.label("klaar")),
        )
        .join(t.bericht, b.id == func.coalesce(z.toegewezen_door, z.afgewezen_door))
        .where(z.soort == soort, *tussen_partijen(selectie, z.gemeente, z.aanbieder))
        for soort in ("JW315", "JW317")
    ]


def _declaratiestap(selectie: Selectie) -> Select[Any]:
    """The JW325 of a partner, else our own."""
    b, o, later = t.bericht.c, t.ontvangen_antwoord.c, t.bericht.alias("later")
    van_partner = (
        select(func.min(later.c.ontvangen))
        .join(t.ontvangen_antwoord, o.bericht_id == later.c.id)
        .where(o.heen_id == b.id)
        .correlate(t.bericht)
        .scalar_subquery()
    )
    eigen = case((b.antwoord_code.is_not(None), b.ontvangen))
    gedaan = (
        select(
            *(b.afzender.label("aanbieder"), b.ontvangen.label("begin")),
            func.coalesce(van_partner, eigen).label("klaar"),
        )
        .where(b.code == "JW323", *tussen_partijen(selectie, b.afzender, b.ontvanger))
        .subquery()
    )
    g = gedaan.c
    return select(literal(STAPPEN[3]).label("stap"), g.aanbieder, g.begin, g.klaar).where(g.klaar.is_not(None))
