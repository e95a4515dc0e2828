"""Closing signals by facts: what is told of a toewijzing leaves nothing to do about a signal on it.

Which fact closes which signals is in the catalogue (``opgelost_door`` in app/standard/signalen.toml). What can be told
is thereby told once, where it is kept, and nothing else has to know of signals.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from app.standard.signaalsoorten import Feit, codes_opgelost_door
from app.store import tables as t
from app.store.privacy import Kluis
from app.store.signalen import Stap, zet_toestand

KNOOP: Final = "knoop"
"""Who closed it, in the trail: this service, because of a fact."""
_GESLOTEN: Final = "gesloten"


def sluit_opgeloste(
    verbinding: Connection,
    kluis: Kluis,
    gemeente: str,
    nummer: int,
    feiten: Mapping[Feit, str],
    moment: datetime,
    behalve: Collection[str] = (),
) -> list[str]:
    """Close what still runs on a toewijzing and is solved by a fact; gives the codes, in order.

    ``feiten``: what was told, with a Dutch sentence for the trail, without anything about a child. ``behalve``: codes
    of which the same message says that they are still true.
    """
    waarom = {code: zin for feit, zin in feiten.items() for code in codes_opgelost_door(feit) if code not in behalve}
    if not waarom:
        return []
    k = t.signaal.c
    lopend = verbinding.execute(
        select(k.openbaar, k.code)
        .where(
            k.gemeente == gemeente,
            k.verwijzing == f"toewijzing {nummer}",
            k.toestand != _GESLOTEN,
            k.code.in_(sorted(waarom)),
        )
        .order_by(k.id)
    ).all()
    for openbaar, code in lopend:
        zet_toestand(verbinding, kluis, openbaar, Stap(moment, _GESLOTEN, KNOOP, waarom[code]))
    return [code for _, code in lopend]
