"""To which PICs children are referred, by who referred and by gemeente."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, eerste_versie


class Pictelling(NamedTuple):
    """Trajectories of a gemeente for one PIC, by who referred (COD327); None: no request was known."""

    regio: str
    gemeente: str
    verwijzer: str | None
    perceel: str
    profiel: str
    intensiteit: str
    aantal: int


def pictellingen(verbinding: Connection, selectie: Selectie) -> list[Pictelling]:
    """Trajectories with a PIC that begin in the period."""
    w, d, z, vp = t.toewijzing.c, t.duiding.c, t.verzoek.c, t.verzoek_product.c
    rijen = (
        select(
            *(d.regio, w.gemeente, w.aanbieder, d.perceel, d.profiel, d.intensiteit),
            eerste_versie("referentie_aanbieder").label("referentie"),
        )
        .select_from(TRAJECT)
        .where(
            *selectie.begonnen(),
            *(d.perceel.is_not(None), d.profiel.is_not(None), d.intensiteit.is_not(None)),
        )
        .subquery()
    )
    r = rijen.c
    groep = (r.regio, r.gemeente, vp.verwijzer, r.perceel, r.profiel, r.intensiteit)
    vraag = (
        select(*groep, func.count())
        .select_from(
            rijen.outerjoin(t.verzoek, (z.aanbieder == r.aanbieder) & (z.referentie == r.referentie)).outerjoin(
                t.verzoek_product, (vp.verzoek_id == z.id) & (vp.volgnummer == 1)
            )
        )
        .group_by(*groep)
    )
    return [Pictelling(*rij) for rij in verbinding.execute(vraag)]
