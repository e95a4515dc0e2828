"""Which cases someone may see, and about what one may be opened."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_

from app.standard.zaaksoorten import laad_zaaksoorten
from app.store import tables as t
from app.store.bereik import Bereik


def zichtbare_zaken(bereik: Bereik) -> list[ColumnElement[bool]]:
    """Conditions on ``zaak``.

    Others may confer about an aanbieder first: it sees a case from the first state on in which it may act.
    """
    z, s = t.zaak.c, t.zaak_stap.c
    eigen = ((z.gemeente, bereik.gemeente), (z.aanbieder, bereik.aanbieder), (z.regio, bereik.regio))
    waar = [kolom == code for kolom, code in eigen if code is not None]
    if bereik.aanbieder is not None:
        aan_zet = select(s.id).where(s.zaak_id == z.id, tuple_(z.soort, s.naar).in_(_aan_zet("aanbieder")))
        waar.append(aan_zet.exists())
    return waar


@cache
def _aan_zet(rol: str) -> list[tuple[str, str]]:
    """Kinds of cases with the states in which a role may act."""
    return sorted(
        {
            (soort.code, toestand)
            for soort in laad_zaaksoorten().values()
            for stap in soort.stappen
            if rol in stap.door
            for toestand in stap.van
        }
    )


def bezwaar_tegen(bereik: Bereik, gevraagd: Mapping[str, Any]) -> str | None:
    """Why a case cannot be about this, by what was asked alone, in Dutch; None when it may be."""
    for deel in ("gemeente", "aanbieder", "regio"):
        eigen = getattr(bereik, deel)
        if eigen is not None and gevraagd.get(deel) not in (None, eigen):
            return f"Met deze toegang kan een zaak alleen gaan over {deel} {eigen}."
    return None


def is_eigen(bereik: Bereik, gevonden: Mapping[str, Any]) -> bool:
    """Whether what was found is about the party, so that it will see the case that it opens."""
    delen = ("gemeente", "aanbieder", "regio")
    return all(getattr(bereik, deel) in (None, gevonden.get(deel)) for deel in delen)
