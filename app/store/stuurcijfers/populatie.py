"""How many clients there are a month per PIC, and how they and the money divide over percelen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Date, column, distinct, func, or_, select, values

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, als_getal


class Maand(NamedTuple):
    """First and last day of a calendar month."""

    begin: date
    eind: date


class Populatierij(NamedTuple):
    """A PIC in a gemeente in a month. ``verplicht`` is of the toewijzingen that begin in the month."""

    regio: str
    gemeente: str
    maand: date
    perceel: str | None
    profiel: str | None
    intensiteit: str | None
    zwaar: bool
    clienten: int
    toewijzingen: int
    instroom: int
    verplicht: int


def populatie(verbinding: Connection, selectie: Selectie, maanden: Sequence[Maand]) -> list[Populatierij]:
    """Clients with a toewijzing that holds on at least a day of the month."""
    w, d = t.toewijzing.c, t.duiding.c
    kalender = values(column("begin", Date), column("eind", Date), name="kalender").data(list(maanden)).cte("maanden")
    begint = w.ingangsdatum >= kalender.c.begin
    groep = (d.regio, w.gemeente, kalender.c.begin, d.perceel, d.profiel, d.intensiteit, d.zwaar)
    vraag = (
        select(
            *groep,
            func.count(distinct(w.client_id)),
            func.count(),
            func.sum(als_getal(begint)),
            func.sum(als_getal(begint) * func.coalesce(d.verplicht, 0)),
        )
        .select_from(TRAJECT)
        .join(
            kalender,
            (w.ingangsdatum <= kalender.c.eind) & or_(w.einddatum.is_(None), w.einddatum >= kalender.c.begin),
        )
        .where(*selectie.voorwaarden())
        .group_by(*groep)
        .order_by(*groep)
    )
    return [Populatierij(*rij[:7], *(int(getal) for getal in rij[7:])) for rij in verbinding.execute(vraag)]


class Clientental(NamedTuple):
    """Clients with help in a perceel of a regio in the period; without perceel: in all of the regio."""

    regio: str
    perceel: str | None
    clienten: int


def clienten_per_perceel(verbinding: Connection, selectie: Selectie) -> tuple[list[Clientental], dict[str, int]]:
    """Clients per perceel, and per regio: a client in two percelen counts in both, and once in the regio."""
    w, d = t.toewijzing.c, t.duiding.c
    loopt = (w.ingangsdatum <= selectie.tot, or_(w.einddatum.is_(None), w.einddatum >= selectie.van))
    per_perceel = (
        select(d.regio, d.perceel, func.count(distinct(w.client_id)))
        .select_from(TRAJECT)
        .where(*selectie.voorwaarden(), *loopt)
        .group_by(d.regio, d.perceel)
        .order_by(d.regio, d.perceel)
    )
    alle = selectie._replace(perceel=None)
    per_regio = (
        select(d.regio, func.count(distinct(w.client_id)))
        .select_from(TRAJECT)
        .where(*alle.voorwaarden(), *loopt)
        .group_by(d.regio)
    )
    totalen = {rij[0]: int(rij[1]) for rij in verbinding.execute(per_regio)}
    return [Clientental(*rij) for rij in verbinding.execute(per_perceel)], totalen
