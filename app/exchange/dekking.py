"""Which function holds each rule: for documentation and for whoever looks a rule up. Doors know no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.messages.lezen import AANGENOMEN
from app.rules.ruleset import Regelset, regelset
from app.standard.release import NIVEAU_XSD, Regel, Release

_Functie = Callable[..., Any]


def functies(release: Release, regel: Regel) -> tuple[str, ...]:
    """Full names of the functions of a rule in the messages that are accepted.

    None for a rule that the XSD holds (level 1), and for one on messages that are not accepted yet.
    """
    if regel.niveau == NIVEAU_XSD:
        return ()
    namen = {
        f"{functie.__module__}.{functie.__qualname__}": None
        for bericht in dict.fromkeys(plaats.bericht for plaats in regel.plaatsen)
        if bericht in AANGENOMEN
        for functie in _functies(regelset(release, bericht), regel.id)
    }
    return tuple(namen)


def _functies(regels: Regelset, regel_id: str) -> Iterator[_Functie]:
    for een in regels.over:
        if een.regel.id == regel_id:
            yield een.functie
    for verzameling in (regels.inhoud, regels.historie):
        for van_klasse in verzameling.values():
            yield from (een.functie for een in van_klasse.gebonden if een.regel.id == regel_id)
