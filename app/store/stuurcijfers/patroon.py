"""To which PICs children are referred, by who referred and by gemeente."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.store import tables as t
from app.store.stuurcijfers.basis import Selectie
from app.store.stuurcijfers.verwijzing import verwezen


class Pictelling(NamedTuple):
    """Trajectories of a gemeente for one PIC, by who referred (COD327); None: nobody said."""

    regio: str
    gemeente: str
    verwijzer: str | None
    perceel: str
    profiel: str
    intensiteit: str
    aantal: int


def pictellingen(verbinding: Connection, selectie: Selectie) -> list[Pictelling]:
    """Trajectories with a PIC that begin in the period."""
    w, d = t.toewijzing.c, t.duiding.c
    r = verwezen(
        selectie,
        *(d.regio, w.gemeente, d.perceel, d.profiel, d.intensiteit),
        waar=(d.perceel.is_not(None), d.profiel.is_not(None), d.intensiteit.is_not(None)),
    ).c
    groep = (r.regio, r.gemeente, r.verwijzer, r.perceel, r.profiel, r.intensiteit)
    vraag = select(*groep, func.count()).group_by(*groep)
    return [Pictelling(*rij) for rij in verbinding.execute(vraag)]
