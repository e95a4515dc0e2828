"""What trajectories of each aanbieder cost, lasted, gave up and waited for, per PIC: sums to set beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, als_getal, dagen_tussen, eerste_versie, kwartaalnummer
from app.store.stuurcijfers.tijden import eerste_start, gesloten_trajecten


class Resultaatrij(NamedTuple):
    """Trajectories of an aanbieder for one PIC that ended in the period; sums of eurocents and days."""

    regio: str
    perceel: str
    profiel: str
    intensiteit: str
    aanbieder: str
    aantal: int
    kosten: int
    dagen: int
    echt_geeindigd: int
    """Of these: the help itself ended, not only the toewijzing."""
    uitval: int


def resultaten(
    verbinding: Connection, selectie: Selectie, echte_redenen: Sequence[str], uitvalredenen: Sequence[str]
) -> list[Resultaatrij]:
    """Per PIC and aanbieder; temporary stops are no end."""
    g = gesloten_trajecten(selectie, t.toewijzing.c.aanbieder).c
    groep = (g.regio, g.perceel, g.profiel, g.intensiteit, g.aanbieder)
    vraag = (
        select(
            *groep,
            *(func.count(), func.sum(g.kosten), func.sum(g.duur)),
            func.sum(als_getal(g.reden.in_(echte_redenen))),
            func.sum(als_getal(g.reden.in_(uitvalredenen))),
        )
        .group_by(*groep)
        .order_by(*groep)
    )
    return [
        Resultaatrij(rij[0], rij[1], rij[2], rij[3], rij[4], *(int(getal) for getal in rij[5:]))
        for rij in verbinding.execute(vraag)
    ]


class Wachtsom(NamedTuple):
    """Trajectories of an aanbieder for one PIC that began in a quarter; ``dagen``: how long they waited, together."""

    regio: str
    perceel: str
    profiel: str
    intensiteit: str
    aanbieder: str
    kwartaal: int
    """Four times the year and the quarter from 0: 8104 is the first of 2026."""
    aantal: int
    dagen: int


def wachtsommen(verbinding: Connection, selectie: Selectie) -> list[Wachtsom]:
    """Days from the first JW301 to the beginning of help, of help with a PIC that began in the period."""
    w, d = t.toewijzing.c, t.duiding.c
    gestart = (
        select(
            *(d.regio, d.perceel, d.profiel, d.intensiteit, w.aanbieder),
            eerste_versie("toewijzingsdatum").label("toegewezen"),
            eerste_start().label("gestart"),
        )
        .select_from(TRAJECT)
        .where(*selectie.voorwaarden(), d.perceel.is_not(None), d.profiel.is_not(None), d.intensiteit.is_not(None))
        .subquery()
    )
    g = gestart.c
    rijen = (
        select(
            *(g.regio, g.perceel, g.profiel, g.intensiteit, g.aanbieder),
            kwartaalnummer(g.gestart).label("kwartaal"),
            dagen_tussen(g.toegewezen, g.gestart).label("dagen"),
        )
        .where(g.gestart.between(selectie.van, selectie.tot))
        .subquery()
    )
    r = rijen.c
    groep = (r.regio, r.perceel, r.profiel, r.intensiteit, r.aanbieder, r.kwartaal)
    vraag = select(*groep, func.count(), func.sum(r.dagen)).group_by(*groep).order_by(*groep)
    return [
        Wachtsom(rij[0], rij[1], rij[2], rij[3], rij[4], *(int(getal) for getal in rij[5:]))
        for rij in verbinding.execute(vraag)
    ]
