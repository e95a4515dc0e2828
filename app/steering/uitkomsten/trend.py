"""The trend rule: whose outcomes fall behind or stand out, by indicator (R141).

An outcome is bad when it got worse twice in a row and by the margin together, or when it lies the margin or more below
the median of the others; good by the mirror image of either. What is both, or neither, is nothing. Every number is
one that a report shows, so a signal tells nothing about a group that the report hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from statistics import median
from typing import Final, NamedTuple

PERIODEN: Final = 3
"""Values that are looked at: that of the period and of the two before it."""
MINSTE_ANDEREN: Final = 3
"""Others with a value of their own; of fewer there is no median."""


class Eenheid(Enum):
    """How a value is written. A mark and days are kept in tenths, so that all are whole numbers."""

    PROCENT = "procent"
    CIJFER = "cijfer"
    DAGEN = "dagen"


class Trendmaat(NamedTuple):
    """Something of which the trend is looked at."""

    naam: str
    titel: str
    eenheid: Eenheid
    marge: int
    """From how much on a difference counts, in the unit of the values."""
    hoger_is_beter: bool = True


TRENDMATEN: Final = (
    Trendmaat("doelen_behandel", "bereikte behandeldoelen", Eenheid.PROCENT, 10),
    Trendmaat("doelen_maatschappelijk", "bereikte maatschappelijke doelen", Eenheid.PROCENT, 10),
    Trendmaat("tevredenheid_jeugdige", "tevredenheid van jeugdigen", Eenheid.CIJFER, 5),
    Trendmaat("tevredenheid_opvoeder", "tevredenheid van opvoeders", Eenheid.CIJFER, 5),
    Trendmaat("uitval", "voortijdig gestopt", Eenheid.PROCENT, 10, hoger_is_beter=False),
    Trendmaat("wachttijd", "wachttijd", Eenheid.DAGEN, 140, hoger_is_beter=False),
)


class Grond(Enum):
    """Why an outcome is bad or good."""

    VERSLECHTERD = "verslechterd"
    SLECHTER_DAN_ANDEREN = "slechter_dan_anderen"
    VERBETERD = "verbeterd"
    BETER_DAN_ANDEREN = "beter_dan_anderen"


SLECHT: Final = frozenset({Grond.VERSLECHTERD, Grond.SLECHTER_DAN_ANDEREN})


class Trend(NamedTuple):
    """An outcome that is bad or good, and the numbers by which it is."""

    maat: Trendmaat
    gronden: tuple[Grond, ...]
    """All bad or all good."""
    reeks: tuple[int | None, ...]
    """The oldest period first; None: hidden or not measured."""
    mediaan: float | None
    """Of the others; None when there are too few."""
    anderen: int

    @property
    def slecht(self) -> bool:
        """Whether an improvement is asked for."""
        return self.gronden[0] in SLECHT


def beoordeel_trend(maat: Trendmaat, reeks: Sequence[int | None], anderen: Sequence[int]) -> Trend | None:
    """Whether the last value of a row is bad or good; None when it is neither, both, or not known.

    ``reeks``: the values of one aanbieder in PERIODEN that follow each other, the oldest first. ``anderen``: the values
    of the others in the last one of them.
    """
    if len(reeks) != PERIODEN:
        raise ValueError("a trend is over three periods")
    nu = reeks[-1]
    if nu is None:
        return None
    teken = 1 if maat.hoger_is_beter else -1
    mediaan = median(anderen) if len(anderen) >= MINSTE_ANDEREN else None
    gronden = list[Grond]()
    if _loopt(reeks, -teken, maat.marge):
        gronden.append(Grond.VERSLECHTERD)
    if _loopt(reeks, teken, maat.marge):
        gronden.append(Grond.VERBETERD)
    if mediaan is not None and teken * (nu - mediaan) <= -maat.marge:
        gronden.append(Grond.SLECHTER_DAN_ANDEREN)
    if mediaan is not None and teken * (nu - mediaan) >= maat.marge:
        gronden.append(Grond.BETER_DAN_ANDEREN)
    if len({grond in SLECHT for grond in gronden}) != 1:
        return None
    return Trend(maat, tuple(gronden), tuple(reeks), mediaan, len(anderen))


def _loopt(reeks: Sequence[int | None], richting: int, marge: int) -> bool:
    """Whether each value is further in a direction than the one before, and the last by the margin from the first."""
    eerst, midden, laatst = reeks
    if eerst is None or midden is None or laatst is None:
        return False
    stappen = richting * (midden - eerst), richting * (laatst - midden)
    return min(stappen) > 0 and sum(stappen) >= marge


def leg_uit(trend: Trend, perioden: Sequence[str]) -> str:
    """The numbers in Dutch, by which it can be worked out again."""
    maat = trend.maat
    reeks = ", ".join(f"{periode} {_getal(een, maat)}" for periode, een in zip(perioden, trend.reeks, strict=True))
    beter = "hoger is beter" if maat.hoger_is_beter else "lager is beter"
    delen = [f"{maat.titel.capitalize()} ({beter}): {reeks}."]
    if {Grond.VERSLECHTERD, Grond.VERBETERD} & set(trend.gronden):
        richting = "slechter" if trend.slecht else "beter"
        delen.append(f"Twee keer achter elkaar {richting}, samen minstens {_getal(maat.marge, maat)}.")
    if trend.mediaan is not None:
        wie = f"De mediaan van {trend.anderen} andere aanbieders is {_getal(trend.mediaan, maat)}"
        if {Grond.SLECHTER_DAN_ANDEREN, Grond.BETER_DAN_ANDEREN} & set(trend.gronden):
            richting = "slechter" if trend.slecht else "beter"
            delen.append(f"{wie}; dit is minstens {_getal(maat.marge, maat)} {richting}.")
        else:
            delen.append(f"{wie}.")
    return " ".join(delen)


def _getal(waarde: float | None, maat: Trendmaat) -> str:
    if waarde is None:
        return "niet bekend"
    if maat.eenheid is Eenheid.PROCENT:
        return f"{waarde:g}%".replace(".", ",")
    tekst = f"{waarde / 10:g}".replace(".", ",")
    return f"{tekst} dagen" if maat.eenheid is Eenheid.DAGEN else tekst
