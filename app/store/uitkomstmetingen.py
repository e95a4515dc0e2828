"""What reports count of the indicators of a regio and of goals that name a result, grouped by the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import CTE, Connection, Table, func, select

from app.store import tables as t
from app.store.uitkomstcohort import DIMENSIES, Cohortfilter, lees_moment, van_traject, verdeel, vind_trajecten


class Meetgroep(NamedTuple):
    """Trajectories of one row of one division that were measured under one version of an indicator at EIND."""

    regio: str
    per: str
    sleutel: str
    indicator: str
    versie: int
    maat: str
    laag: int
    hoog: int
    n: int
    som: int
    """Of the numbers that were given; 0 where the indicator has none."""


class Codegroep(NamedTuple):
    """Trajectories of one row of one division whose goal with a result code came to this at EIND."""

    regio: str
    per: str
    sleutel: str
    code: str
    resultaat: str
    n: int


def tel_metingen(verbinding: Connection, filter_: Cohortfilter, per: Sequence[str]) -> list[Meetgroep]:
    """Measurements of the cohort in each of these divisions."""
    kolommen = ("indicator", "versie", "maat", "laag", "hoog")
    rijen = _rijen(filter_, t.uitkomst_meting, (*kolommen, "waarde"))
    tellingen = (func.count(), func.coalesce(func.sum(rijen.c.waarde), 0))
    vraag = verdeel(rijen, per, [rijen.c[naam] for naam in kolommen], tellingen)
    return [Meetgroep._make((*rij[:8], int(rij[8]), int(rij[9]))) for rij in verbinding.execute(vraag)]


def tel_resultaatcodes(verbinding: Connection, filter_: Cohortfilter, per: Sequence[str]) -> list[Codegroep]:
    """Goals of the cohort that name a result; of each code a trajectory has one at most."""
    rijen = _rijen(filter_, t.uitkomst_doel, ("code", "resultaat"))
    vraag = verdeel(rijen, per, (rijen.c.code, rijen.c.resultaat), (func.count(),))
    return [Codegroep._make(rij) for rij in verbinding.execute(vraag)]


def _rijen(filter_: Cohortfilter, tabel: Table, kolommen: Sequence[str]) -> CTE:
    """What was told at EIND of each trajectory, with the row of each division that it is in."""
    traject, eind = vind_trajecten(filter_), lees_moment("EIND")
    return (
        select(*(traject.c[naam] for naam in ("regio", *DIMENSIES)), *(tabel.c[naam] for naam in kolommen))
        .select_from(traject)
        .join(eind, van_traject(eind, traject))
        .join(tabel, tabel.c.uitkomst_id == eind.c.id)
        .cte("delen")
    )
