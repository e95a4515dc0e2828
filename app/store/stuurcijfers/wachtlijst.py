"""Who waits for help now, and how long already."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Date, func, literal, or_, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, dagen_tussen, eerste_versie, van_toewijzing


class Wachtenden(NamedTuple):
    """Toewijzingen of an aanbieder for one PIC that hold while help has not begun; ``dagen``: since the first JW301."""

    regio: str
    perceel: str
    profiel: str
    intensiteit: str
    aanbieder: str
    aantal: int
    dagen: int


def wie_wacht(verbinding: Connection, selectie: Selectie, vandaag: date) -> list[Wachtenden]:
    """Per aanbieder and PIC."""
    w, d, s = t.toewijzing.c, t.duiding.c, t.start.c
    wachtend = (
        select(
            *(d.regio, d.perceel, d.profiel, d.intensiteit, w.aanbieder),
            eerste_versie("toewijzingsdatum").label("toegewezen"),
        )
        .select_from(TRAJECT)
        .where(
            *selectie.voorwaarden(),
            *(d.perceel.is_not(None), d.profiel.is_not(None), d.intensiteit.is_not(None)),
            w.ingangsdatum <= vandaag,
            or_(w.einddatum.is_(None), w.einddatum >= vandaag),
            ~select(s.id).where(van_toewijzing(t.start)).correlate(t.toewijzing).exists(),
        )
        .subquery()
    )
    r = wachtend.c
    groep = (r.regio, r.perceel, r.profiel, r.intensiteit, r.aanbieder)
    vraag = (
        select(*groep, func.count(), func.sum(dagen_tussen(r.toegewezen, literal(vandaag, Date))))
        .group_by(*groep)
        .order_by(*groep)
    )
    return [Wachtenden._make((*rij[:6], int(rij[6]))) for rij in verbinding.execute(vraag)]
