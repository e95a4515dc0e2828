"""Reads how far volumeplafonds are filled, and takes in the report of an aanbieder about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select, update

from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.betaalfacts import TOEGEKEND


class Plafondstand(NamedTuple):
    """A volumeplafond with what is realised under it; amounts in eurocents."""

    regio: str
    contract: str
    perceel: str
    jaar: int
    gemeente: str
    """CBS code, or "" over all gemeenten."""
    aanbieder: str
    plafond: int
    signaal_pct: int
    gerealiseerd: int
    """Granted, payable and not credited."""
    niet_betaalbaar: int
    """Granted above the plafond."""
    bereikt: datetime | None
    """When the signal percentage was reached."""
    gemeld: date | None
    """When the aanbieder reported it."""


_SLEUTEL = ("regio", "contract", "perceel", "jaar", "gemeente")


def zoek_plafonds(
    verbinding: Connection, regio: str | None, aanbieder: str | None, jaar: int | None
) -> list[Plafondstand]:
    """Every volumeplafond that is in force, by regio, contract, perceel and year."""
    v, c, b, p, m = t.volumeplafond.c, t.contract.c, t.betaling.c, t.prestatie.c, t.plafondmelding.c
    geldt = and_(p.staat == TOEGEKEND, p.debet_credit == "D")
    gedaan = (
        select(
            *(b[naam] for naam in _SLEUTEL),
            func.sum(p.bedrag).filter(b.betaalbaar).label("wel"),
            func.sum(p.bedrag).filter(~b.betaalbaar).label("niet"),
        )
        .join(t.prestatie, and_(p.declaratie_id == b.declaratie_id, p.volgnummer == b.volgnummer))
        .where(geldt)
        .group_by(*(b[naam] for naam in _SLEUTEL))
        .subquery()
    )
    vraag = (
        select(
            *(v[naam] for naam in _SLEUTEL),
            c.aanbieder,
            v.bedrag,
            v.signaal_pct,
            func.coalesce(gedaan.c.wel, 0),
            func.coalesce(gedaan.c.niet, 0),
            m.bereikt,
            m.gemeld,
        )
        .join(t.contract, and_(c.regio == v.regio, c.nummer == v.contract))
        .outerjoin(gedaan, and_(*(gedaan.c[naam] == v[naam] for naam in _SLEUTEL)))
        .outerjoin(t.plafondmelding, and_(*(m[naam] == v[naam] for naam in _SLEUTEL)))
        .order_by(*(v[naam] for naam in _SLEUTEL))
    )
    for kolom, waarde in ((v.regio, regio), (c.aanbieder, aanbieder), (v.jaar, jaar)):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    return [_lees(Plafondstand._make(rij)) for rij in verbinding.execute(vraag)]


def _lees(rij: Plafondstand) -> Plafondstand:
    bereikt = None if rij.bereikt is None else rij.bereikt.astimezone(NEDERLAND)
    wel, niet = int(rij.gerealiseerd), int(rij.niet_betaalbaar)
    return rij._replace(gerealiseerd=wel, niet_betaalbaar=niet, bereikt=bereikt)


def meld_plafond(verbinding: Connection, sleutel: tuple[str, str, str, int, str], dag: date) -> bool:
    """Keep when the aanbieder reported; False where the signal percentage was not reached."""
    m = t.plafondmelding.c
    vraag = update(t.plafondmelding).where(*(m[naam] == een for naam, een in zip(_SLEUTEL, sleutel, strict=True)))
    return verbinding.execute(vraag.values(gemeld=dag)).rowcount > 0
