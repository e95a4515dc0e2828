"""At which aanbieder clients were on one day, and at which on a later one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Select, String, cast, func, null, or_, select, union_all

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie


class Stroom(NamedTuple):
    """Clients of a regio who were at one aanbieder first and at another (or the same) later; None: at none."""

    regio: str
    van: str | None
    naar: str | None
    clienten: int


def stromen(verbinding: Connection, selectie: Selectie, voor: date, na: date) -> list[Stroom]:
    """Where clients were on two days. A client of several aanbieders is at the one whose help began last."""
    eerst, later = (_waar(selectie, dag).subquery() for dag in (voor, na))
    niemand = cast(null(), String)
    kanten = union_all(
        select(eerst.c.client_id, eerst.c.regio, eerst.c.aanbieder.label("van"), niemand.label("naar")).where(
            eerst.c.plaats == 1
        ),
        select(later.c.client_id, later.c.regio, niemand, later.c.aanbieder).where(later.c.plaats == 1),
    ).subquery()
    k = kanten.c
    clienten = (
        select(k.regio, func.max(k.van).label("van"), func.max(k.naar).label("naar"))
        .group_by(k.client_id, k.regio)
        .subquery()
    )
    c = clienten.c
    vraag = select(c.regio, c.van, c.naar, func.count()).group_by(c.regio, c.van, c.naar)
    return sorted((Stroom(*rij) for rij in verbinding.execute(vraag)), key=lambda een: [deel or "" for deel in een[:3]])


def _waar(selectie: Selectie, dag: date) -> Select[tuple[int, str, str, int]]:
    w, d = t.toewijzing.c, t.duiding.c
    plaats = func.row_number().over(
        partition_by=(w.client_id, d.regio), order_by=(w.ingangsdatum.desc(), w.aanbieder, w.id)
    )
    return (
        select(w.client_id, d.regio, w.aanbieder, plaats.label("plaats"))
        .select_from(TRAJECT)
        .where(
            *selectie._replace(aanbieder=None).voorwaarden(),
            w.ingangsdatum <= dag,
            or_(w.einddatum.is_(None), w.einddatum >= dag),
        )
    )
