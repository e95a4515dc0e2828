"""Clients who go from one aanbieder to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, and_, distinct, func, or_, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, dagen_tussen, laatste_stop

OVERLAP = 31
"""Days that help of the one may go on after that of the next began: time to hand a client over."""


class Overgangen(NamedTuple):
    """Clients of an aanbieder in the period, and how many went to another one or came from one."""

    regio: str
    aanbieder: str
    clienten: int
    vertrokken: int
    gekomen: int


def overgangen(verbinding: Connection, selectie: Selectie, binnen: int) -> list[Overgangen]:
    """Clients whose next toewijzing is of another aanbieder and begins about when the one before ended.

    The end is that of the last stop, else of the toewijzing. It is at most ``binnen`` days before the beginning, or
    ``OVERLAP`` days after it; that beginning lies in the period.
    """
    w, d = t.toewijzing.c, t.duiding.c
    geholpen = (
        select(d.regio, w.aanbieder, func.count(distinct(w.client_id)))
        .select_from(TRAJECT)
        .where(
            *selectie.voorwaarden(),
            w.ingangsdatum <= selectie.tot,
            or_(w.einddatum.is_(None), w.einddatum >= selectie.van),
        )
        .group_by(d.regio, w.aanbieder)
    )
    per_aanbieder = {
        (regio, wie): Overgangen(regio, wie, aantal, 0, 0) for regio, wie, aantal in verbinding.execute(geholpen)
    }
    for regio, wie, vertrokken, gekomen in _stromen(verbinding, selectie, binnen):
        if selectie.aanbieder in (None, wie):
            rij = per_aanbieder.get((regio, wie), Overgangen(regio, wie, 0, 0, 0))
            per_aanbieder[regio, wie] = rij._replace(
                vertrokken=rij.vertrokken + vertrokken, gekomen=rij.gekomen + gekomen
            )
    return [rij for _, rij in sorted(per_aanbieder.items())]


def _stromen(verbinding: Connection, selectie: Selectie, binnen: int) -> Iterator[tuple[str, str, int, int]]:
    """By aanbieder: clients who left it, or who came to it."""
    w, d = t.toewijzing.c, t.duiding.c
    # What came before may be of another aanbieder, gemeente or perceel, and from before the period.
    ruim = Selectie(selectie.van, selectie.tot, selectie.regio)
    alle = (
        select(
            *(w.id, w.client_id, d.regio, w.gemeente, d.perceel, w.aanbieder, w.ingangsdatum, w.einddatum),
            laatste_stop("einddatum").label("gestopt"),
        )
        .select_from(TRAJECT)
        .where(*ruim.voorwaarden(), w.ingangsdatum <= selectie.tot)
        .subquery()
    )
    a = alle.c
    wie, volgorde = (a.client_id, a.regio), (a.ingangsdatum, a.id)
    opeenvolgend = select(
        *(a.client_id, a.regio, a.gemeente, a.perceel, a.aanbieder, a.ingangsdatum),
        func.lag(a.aanbieder).over(partition_by=wie, order_by=volgorde).label("vorige"),
        func.lag(func.coalesce(a.gestopt, a.einddatum)).over(partition_by=wie, order_by=volgorde).label("vorig_einde"),
    ).subquery()
    o = opeenvolgend.c
    voorwaarden = [
        o.aanbieder != o.vorige,
        o.ingangsdatum >= selectie.van,
        dagen_tussen(o.vorig_einde, o.ingangsdatum).between(-OVERLAP, binnen),
    ]
    if selectie.gemeenten:
        voorwaarden.append(o.gemeente.in_(selectie.gemeenten))
    if selectie.perceel is not None:
        voorwaarden.append(o.perceel == selectie.perceel)
    for kolom, vertrok in ((o.vorige, True), (o.aanbieder, False)):
        vraag = (
            select(o.regio, kolom, func.count(distinct(o.client_id))).where(and_(*voorwaarden)).group_by(o.regio, kolom)
        )
        for regio, wie, aantal in verbinding.execute(vraag):
            yield (regio, wie, aantal, 0) if vertrok else (regio, wie, 0, aantal)
