"""Reads what the store keeps of a toewijzing, for tests on what messages do to what was known before."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select

from app.store import tables as t
from tests.bank import Bank


class Stand(NamedTuple):
    """Running totals of a toewijzing: granted less credited."""

    volume: int
    """In minutes for hours and minutes, else in the unit."""
    bedrag: int
    """Eurocents."""
    open_prestaties: int


def stand(bank: Bank, nummer: int = 1001) -> Stand:
    """The running totals, held against the lines that were kept."""
    k, p = t.toewijzing.c, t.prestatie.c
    with bank.knoop.opslag.engine.connect() as verbinding:
        rij = verbinding.execute(
            select(k.id, k.toegekend_volume, k.toegekend_bedrag, k.open_prestaties).where(k.nummer == nummer)
        ).one()
        telt = (p.toewijzing_id == rij.id, p.staat.in_((1, 2)))
        debet, credit = (
            verbinding.scalar(select(func.coalesce(func.sum(p.bedrag), 0)).where(*telt, p.debet_credit == teken)) or 0
            for teken in "DC"
        )
        open_ = verbinding.scalar(
            select(func.count()).where(p.toewijzing_id == rij.id, p.staat == 1, p.debet_credit == "D")
        )
    assert (rij.toegekend_bedrag, rij.open_prestaties) == (debet - credit, open_)
    return Stand(rij.toegekend_volume, rij.toegekend_bedrag, rij.open_prestaties)
