"""The trajectories that a report on outcomes is about: those that ended for good in a period, and how to divide them.

A trajectory is a toewijzing. It ended when its last delivery has a JW307 that is not temporary, and belongs to the
period in which the Einddatum of that JW307 lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from app.store import tables as t

KWARTAAL = "kwartaal"
DIMENSIES = ("gemeente", "aanbieder", "product", KWARTAAL)
"""By what the trajectories of a regio can be divided."""
REGIO = ""
"""Instead of a dimension: the regio is not divided."""


class Cohortfilter(NamedTuple):
    """Which trajectories; None does not filter."""

    perioden: Sequence[tuple[str, date, date]]
    """Name, first and last day of quarters that follow each other."""
    regio: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    product: str | None = None


def verdeel(
    trajecten: CTE,
    per: Sequence[str],
    groepen: Sequence[ColumnElement[Any]],
    tellingen: Sequence[ColumnElement[Any]],
) -> CompoundSelect[Any]:
    """Count per regio and in each division of it, in one statement, so that the trajectories are found once."""
    delen = []
    for soort in per:
        sleutel = literal_column("''") if soort == REGIO else trajecten.c[soort]
        verdeling = [trajecten.c.regio, *([] if soort == REGIO else [sleutel]), *groepen]
        deel = select(trajecten.c.regio, literal(soort).label("per"), sleutel.label("sleutel"), *groepen, *tellingen)
        delen.append(deel.group_by(*verdeling))
    return union_all(*delen)


def vind_trajecten(filter_: Cohortfilter) -> CTE:
    """Toewijzingen that ended in the period: how, when, and in which regio."""
    k, s, r = t.toewijzing.c, t.stop.c, t.regio_gemeente.c
    voorgoed = case((s.reden_beeindiging == "20", 0), else_=1)
    rang = func.row_number().over(
        partition_by=(s.gemeente, s.toewijzingnummer),
        order_by=(s.begindatum.desc(), voorgoed.desc(), s.einddatum.desc(), s.id.desc()),
    )
    stop = (
        select(s.client_id, s.gemeente, s.aanbieder, s.toewijzingnummer, s.begindatum, s.einddatum)
        .add_columns(s.reden_beeindiging, rang.label("rang"))
        .where(s.verwijderd_door.is_(None), s.toewijzingnummer.is_not(None))
        .subquery("laatste")
    )
    x = stop.c
    hervat = exists().where(
        t.start.c.client_id == x.client_id,
        t.start.c.gemeente == x.gemeente,
        t.start.c.aanbieder == x.aanbieder,
        t.start.c.toewijzingnummer == x.toewijzingnummer,
        t.start.c.verwijderd_door.is_(None),
        t.start.c.begindatum > x.begindatum,
    )
    regio = func.coalesce(r.regio, "")
    product = func.coalesce(k.code, k.categorie, "")
    kwartaal = case(*((x.einddatum <= tot, naam) for naam, _, tot in filter_.perioden))
    van, tot = filter_.perioden[0][1], filter_.perioden[-1][2]
    lid = and_(r.gemeente == k.gemeente, r.van <= x.einddatum, or_(r.tot.is_(None), r.tot >= x.einddatum))
    reden = func.coalesce(k.reden_wijziging, "")
    vraag = (
        select(
            *(k.id, k.client_id, k.nummer, k.gemeente, k.aanbieder),
            regio.label("regio"),
            product.label("product"),
            kwartaal.label(KWARTAAL),
            x.reden_beeindiging.label("reden"),
            x.einddatum.label("einde"),
            k.toegekend_bedrag.label("bedrag"),
        )
        .select_from(stop)
        .join(t.toewijzing, and_(k.gemeente == x.gemeente, k.nummer == x.toewijzingnummer))
        .join(t.regio_gemeente, lid, isouter=True)
        .where(k.client_id == x.client_id, k.aanbieder == x.aanbieder, x.rang == 1, x.reden_beeindiging != "20")
        .where(x.einddatum.between(van, tot), ~hervat, reden != "13")
        .where(~and_(reden == "01", k.einddatum.is_not(None), k.einddatum == k.ingangsdatum))
    )
    eisen: tuple[tuple[ColumnElement[Any], str | None], ...] = (
        (regio, filter_.regio),
        (k.gemeente, filter_.gemeente),
        (k.aanbieder, filter_.aanbieder),
        (product, filter_.product),
    )
    for kolom, waarde in eisen:
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    return vraag.cte("traject")


def lees_moment(moment: str) -> Subquery:
    """What holds of START or EIND."""
    u = t.uitkomst.c
    return select(t.uitkomst).where(u.moment == moment, u.vervangen.is_(None)).subquery(moment.lower())


def van_traject(uitkomst: Subquery, traject: CTE) -> ColumnElement[bool]:
    """Whether an outcome is of a trajectory."""
    return and_(uitkomst.c.gemeente == traject.c.gemeente, uitkomst.c.toewijzingnummer == traject.c.nummer)
