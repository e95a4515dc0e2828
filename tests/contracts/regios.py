"""The regios that come with the product, read once."""

from __future__ import annotations

from functools import cache

from app.contracts.afspraken import Afspraken
from app.contracts.regiobestand import lees_regio, meegeleverd

NAMEN = tuple(meegeleverd())


@cache
def afspraken(naam: str) -> Afspraken:
    """All agreements of a regio by the name of its folder."""
    return Afspraken(lees_regio(meegeleverd()[naam]))
