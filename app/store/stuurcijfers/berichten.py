"""What messages are rejected for, by sender."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from app.store import tables as t
from app.store.dagen import begin_van_dag


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


def retourcodes(
    verbinding: Connection, van: date, tot: date, partijen: tuple[str, ...]
) -> tuple[list[Coderij], list[Berichtental]]:
    """Findings on messages received in the period (Dutch days), from or to one of the parties (none: of everybody)."""
    b, f = t.bericht.c, t.bevinding_telling.c
    welke = [b.ontvangen >= begin_van_dag(van), b.ontvangen < begin_van_dag(tot + timedelta(days=1))]
    if partijen:
        welke.append(or_(b.afzender.in_(partijen), b.ontvanger.in_(partijen)))
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
