"""New numbers for corrections: unique for the aanbieder, and short enough for every place (TR056, TR314, TR333)."""

from __future__ import annotations

from collections.abc import Callable, Collection

Nummergever = Callable[[], str]
"""Gives a number at each call: 1-12 letters and digits, so that it also fits as DeclaratieNummer (CS319)."""

_RONDEN = 10


class GeenNummers(Exception):
    """The source of numbers only gives numbers that are in use."""


def vrije_nummers(gever: Nummergever, aantal: int, bezet: Callable[[Collection[str]], set[str]]) -> list[str]:
    """So many numbers, all different and none of them in use; raises GeenNummers when there are none."""
    vrij: dict[str, None] = {}
    for _ in range(_RONDEN):
        nieuw = dict.fromkeys(gever() for _ in range(aantal - len(vrij)))
        gebruikt = bezet(nieuw.keys())
        vrij |= {nummer: None for nummer in nieuw if nummer not in gebruikt}
        if len(vrij) == aantal:
            return list(vrij)
    raise GeenNummers(f"after {_RONDEN} rounds {len(vrij)} of {aantal} numbers")
