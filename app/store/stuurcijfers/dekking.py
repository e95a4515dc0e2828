"""Use of what was contracted: who delivers, how much begins, and what was refused or ended by the aanbieder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, distinct, func, or_, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, als_getal, laatste_stop

PER_PERCEEL = ("regio", "perceel")
PER_PIC = (*PER_PERCEEL, "profiel", "intensiteit")
_DOOR_AANBIEDER = "33"
"""RedenBeeindiging: ended by the aanbieder alone."""


class Gebruik(NamedTuple):
    """What is used of a perceel or PIC."""

    actief: int
    """Different aanbieders with a toewijzing that holds in the period."""
    begonnen: int
    """Toewijzingen that begin in the period."""
    gestopt_door_aanbieder: int
    """Of which the last stop lies in the period and was by the aanbieder alone."""


class Afwijzing(NamedTuple):
    """Verzoeken of the period that were refused (JW319), for one product code."""

    gemeente: str
    code: str
    dag: date
    aantal: int


def gebruik(verbinding: Connection, selectie: Selectie, groep: Sequence[str]) -> dict[tuple[str | None, ...], Gebruik]:
    """By the values of the group."""
    w, d = t.toewijzing.c, t.duiding.c
    kolommen: list[ColumnElement[Any]] = [d[naam] for naam in groep]
    loopt = (w.ingangsdatum <= selectie.tot) & or_(w.einddatum.is_(None), w.einddatum >= selectie.van)
    gestopt = laatste_stop("einddatum").between(selectie.van, selectie.tot) & (
        laatste_stop("reden_beeindiging") == _DOOR_AANBIEDER
    )
    vraag = (
        select(
            *kolommen,
            func.count(distinct(case((loopt, w.aanbieder)))),
            func.sum(als_getal(w.ingangsdatum.between(selectie.van, selectie.tot))),
            func.sum(als_getal(gestopt)),
        )
        .select_from(TRAJECT)
        .where(*selectie.voorwaarden())
        .group_by(*kolommen)
    )
    aantal = len(groep)
    return {tuple(rij[:aantal]): Gebruik(*(int(getal) for getal in rij[aantal:])) for rij in verbinding.execute(vraag)}


def afwijzingen(verbinding: Connection, selectie: Selectie) -> list[Afwijzing]:
    """Products of verzoeken with a day in the period, that a gemeente refused; those without code are left out."""
    z, p = t.verzoek.c, t.verzoek_product.c
    vraag = (
        select(z.gemeente, p.code, z.dagtekening, func.count())
        .join(t.verzoek_product, p.verzoek_id == z.id)
        .where(
            z.afgewezen_door.is_not(None),
            z.dagtekening.between(selectie.van, selectie.tot),
            p.soort.in_(("aangevraagd", "nieuw")),
            p.code.is_not(None),
        )
        .group_by(z.gemeente, p.code, z.dagtekening)
    )
    if selectie.gemeenten:
        vraag = vraag.where(z.gemeente.in_(selectie.gemeenten))
    return [Afwijzing(*rij) for rij in verbinding.execute(vraag)]
