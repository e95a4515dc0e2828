"""Trajectories of which an outcome is still to be told: after the help ended, and at the Einddatum."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from app.store import tables as t
from app.store.lopend import is_verwijderd
from app.store.uitkomstcohort import Cohortfilter, lees_moment, van_traject, vind_trajecten

START, EIND, MAATSCHAPPELIJK = "START", "EIND", "MAATSCHAPPELIJK"


class Werkfilter(NamedTuple):
    """Which trajectories, by the day on which they ended; None does not filter."""

    van: date
    tot: date
    gemeente: str | None = None
    aanbieder: str | None = None
    team: str | None = None
    ontbreekt: str | None = None
    """START, EIND or MAATSCHAPPELIJK."""


class Werkplek(NamedTuple):
    """A place in the list, which is in this order."""

    einde: date
    gemeente: str
    nummer: int


class Werkrij(NamedTuple):
    """A trajectory and what was not told of it."""

    einde: date
    """Einddatum of the JW307."""
    gemeente: str
    nummer: int
    aanbieder: str
    team: str | None
    """Lokaal team of the toewijzing; None: nobody told."""
    ontbreekt: tuple[str, ...]

    @property
    def plek(self) -> Werkplek:
        """Where it is in the list."""
        return Werkplek(self.einde, self.gemeente, self.nummer)


def zoek_werk(verbinding: Connection, filter_: Werkfilter, aantal: int, na: Werkplek | None = None) -> list[Werkrij]:
    """Trajectories that ended for good and of which something is missing, those that ended first first."""
    cohort = Cohortfilter([("", filter_.van, filter_.tot)], gemeente=filter_.gemeente, aanbieder=filter_.aanbieder)
    traject, v = vind_trajecten(cohort), t.verwijzing.c
    start, eind, erna = (lees_moment(moment) for moment in ("START", "EIND", "NA"))
    e, r = eind.c, traject.c
    gemeten = e.maatschappelijk_bereikt + e.maatschappelijk_deels + e.maatschappelijk_niet > 0
    mist: dict[str, ColumnElement[bool]] = {
        START: start.c.id.is_(None),
        EIND: e.id.is_(None),
        MAATSCHAPPELIJK: and_(erna.c.id.is_(None), or_(e.id.is_(None), ~gemeten)),
    }
    vraag = (
        select(r.einde, r.gemeente, r.nummer, r.aanbieder, v.lokaal_team, *mist.values())
        .select_from(traject)
        .join(start, van_traject(start, traject), isouter=True)
        .join(eind, van_traject(eind, traject), isouter=True)
        .join(erna, van_traject(erna, traject), isouter=True)
        .join(
            t.verwijzing,
            and_(v.gemeente == r.gemeente, v.toewijzingnummer == r.nummer, v.vervangen.is_(None)),
            isouter=True,
        )
        .where(or_(*mist.values()) if filter_.ontbreekt is None else mist[filter_.ontbreekt])
        .order_by(r.einde, r.gemeente, r.nummer)
        .limit(aantal)
    )
    if filter_.team is not None:
        vraag = vraag.where(v.lokaal_team == filter_.team)
    if na is not None:
        zelfde_dag = and_(r.einde == na.einde, _na((r.gemeente, r.nummer), na[1:]))
        vraag = vraag.where(or_(r.einde > na.einde, zelfde_dag))
    return [
        Werkrij._make((*rij[:5], tuple(naam for naam, ontbreekt in zip(mist, rij[5:], strict=True) if ontbreekt)))
        for rij in verbinding.execute(vraag)
    ]


def _na(kolommen: tuple[ColumnElement[str], ColumnElement[int]], plek: tuple[str, int]) -> ColumnElement[bool]:
    gemeente, nummer = kolommen
    return or_(gemeente > plek[0], and_(gemeente == plek[0], nummer > plek[1]))


class Eindgesprek(NamedTuple):
    """A toewijzing that came to its Einddatum while nobody told what was reached."""

    gemeente: str
    nummer: int
    aanbieder: str
    client_id: int
    einddatum: date
    begonnen: date
    """Day of the talk at START."""


def zoek_eindgesprekken(verbinding: Connection, dag: date) -> list[Eindgesprek]:
    """Toewijzingen with a START whose Einddatum is this day or before it, without EIND; not those with a plan.

    Without START an aanbieder does not take part; a plan has its own reminder (``plannen_aan_einde``).
    """
    w, v = t.toewijzing.c, t.verwijzing.c
    start, eind = lees_moment("START"), lees_moment("EIND")
    met_plan = exists().where(
        v.gemeente == w.gemeente, v.toewijzingnummer == w.nummer, v.vervangen.is_(None), v.plan_op.is_not(None)
    )
    zelfde = tuple(and_(een.c.gemeente == w.gemeente, een.c.toewijzingnummer == w.nummer) for een in (start, eind))
    vraag = (
        select(w.gemeente, w.nummer, w.aanbieder, w.client_id, w.einddatum, start.c.datum)
        .select_from(t.toewijzing)
        .join(start, zelfde[0])
        .join(eind, zelfde[1], isouter=True)
        .where(w.einddatum <= dag, eind.c.id.is_(None), ~is_verwijderd(), ~met_plan)
        .order_by(w.gemeente, w.nummer)
    )
    return [Eindgesprek._make(rij) for rij in verbinding.execute(vraag)]
