"""Gezinsplannen: how many there are, and what the children of one plan share. Nobody can tell which plan it is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, distinct, func, or_, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, als_getal


class Gezinsplantelling(NamedTuple):
    """Plans of a gemeente under which a toewijzing holds in the period."""

    regio: str
    gemeente: str
    plannen: int
    kinderen: int
    """Different clients in each plan."""
    meer_kinderen: int
    """Plans with more than one child."""
    gedeelde_aanbieder: int
    """Plans in which an aanbieder helps more than one child."""
    meer_aanbieders: int
    """Plans with more than one aanbieder."""
    aanbieders: int
    """Different aanbieders in each plan."""
    jeugd_overstijgend: int
    """Plans that are told to be about more than youth care, with whichever child."""


def tel_gezinsplannen(verbinding: Connection, van: date, tot: date, regio: str | None) -> list[Gezinsplantelling]:
    """Per gemeente, by the plans that were told of its toewijzingen."""
    w, d, v = t.toewijzing.c, t.duiding.c, t.verwijzing.c
    per_aanbieder = (
        select(
            *(d.regio, w.gemeente, v.gezinsplan, w.aanbieder),
            func.count(distinct(w.client_id)).label("kinderen"),
        )
        .select_from(
            TRAJECT.join(
                t.verwijzing, (v.gemeente == w.gemeente) & (v.toewijzingnummer == w.nummer) & v.vervangen.is_(None)
            )
        )
        .where(
            *Selectie(van, tot, regio).voorwaarden(),
            *(v.gezinsplan.is_not(None), w.ingangsdatum <= tot, or_(w.einddatum.is_(None), w.einddatum >= van)),
        )
    )
    plan = (d.regio, w.gemeente, v.gezinsplan)
    aanbieders = per_aanbieder.group_by(*plan, w.aanbieder).subquery()
    a = aanbieders.c
    gedeeld = (
        select(
            *(a.regio, a.gemeente, a.gezinsplan),
            func.count().label("aanbieders"),
            func.max(als_getal(a.kinderen > 1)).label("gedeeld"),
        )
        .group_by(a.regio, a.gemeente, a.gezinsplan)
        .subquery()
    )
    kinderen = (
        per_aanbieder.with_only_columns(
            *plan,
            func.count(distinct(w.client_id)).label("kinderen"),
            func.max(als_getal(v.jeugd_overstijgend.is_(True))).label("overstijgend"),
        )
        .group_by(*plan)
        .subquery()
    )
    g, k = gedeeld.c, kinderen.c
    vraag = (
        select(
            *(k.regio, k.gemeente),
            func.count(),
            func.sum(k.kinderen),
            func.sum(als_getal(k.kinderen > 1)),
            func.sum(g.gedeeld),
            func.sum(als_getal(g.aanbieders > 1)),
            func.sum(g.aanbieders),
            func.sum(k.overstijgend),
        )
        .select_from(
            kinderen.join(gedeeld, (g.regio == k.regio) & (g.gemeente == k.gemeente) & (g.gezinsplan == k.gezinsplan))
        )
        .group_by(k.regio, k.gemeente)
        .order_by(k.regio, k.gemeente)
    )
    return [Gezinsplantelling(rij[0], rij[1], *(int(getal) for getal in rij[2:])) for rij in verbinding.execute(vraag)]
