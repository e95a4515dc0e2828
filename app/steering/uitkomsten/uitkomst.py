"""What outcomes are: moments, goals, classes of uitval and the periods over which they are told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Final, NamedTuple


class Moment(Enum):
    """The two talks about results that each trajectory has, and what the lokaal team measures after it."""

    START = "START"
    EIND = "EIND"
    NA = "NA"
    """What became of the goals of the lokaal team once the help was over; it takes the place of those at EIND."""


class Doelsoort(Enum):
    """Who sets a goal: the lokaal team, or the aanbieder with the client."""

    MAATSCHAPPELIJK = "MAATSCHAPPELIJK"
    BEHANDEL = "BEHANDEL"


class Resultaat(Enum):
    """What became of a goal."""

    BEREIKT = "bereikt"
    DEELS = "deels"
    NIET = "niet"


class Uitvalklasse(Enum):
    """How a trajectory ended."""

    VOLGENS_PLAN = "volgens_plan"
    IN_OVEREENSTEMMING = "in_overeenstemming"
    EENZIJDIG_CLIENT = "eenzijdig_client"
    EENZIJDIG_AANBIEDER = "eenzijdig_aanbieder"
    EXTERN = "extern"
    """A cause from outside, death among them."""
    ADMINISTRATIEF = "administratief"
    """The help goes on elsewhere or under another toewijzing, or the gemeente ended it: no uitval."""


TIJDELIJK: Final = "20"
"""RedenBeeindiging of a stop that is not for good."""

UITVALKLASSEN: Final[Mapping[str, Uitvalklasse]] = {
    "31": Uitvalklasse.VOLGENS_PLAN,
    "34": Uitvalklasse.IN_OVEREENSTEMMING,
    "32": Uitvalklasse.EENZIJDIG_CLIENT,
    "33": Uitvalklasse.EENZIJDIG_AANBIEDER,
    "35": Uitvalklasse.EXTERN,
    "02": Uitvalklasse.EXTERN,
}
"""By RedenBeeindiging (JZ588), as in Beleidsinformatie Jeugd; any other reason is administrative."""

VOORTIJDIG: Final = (
    Uitvalklasse.IN_OVEREENSTEMMING,
    Uitvalklasse.EENZIJDIG_CLIENT,
    Uitvalklasse.EENZIJDIG_AANBIEDER,
    Uitvalklasse.EXTERN,
)
"""Ended before the plan was carried out."""


def uitvalklasse(reden: str) -> Uitvalklasse | None:
    """The class of a RedenBeeindiging; None for a temporary stop."""
    return None if reden == TIJDELIJK else UITVALKLASSEN.get(reden, Uitvalklasse.ADMINISTRATIEF)


KWARTAALPATROON: Final = r"^20\d\d-K[1-4]$"
PERIODEPATROON: Final = r"^20\d\d(-K[1-4])?$"


class Periode(NamedTuple):
    """A year or a quarter. Reports know no other periods: two that differ by a day would tell who ended that day."""

    jaar: int
    kwartaal: int | None

    @property
    def naam(self) -> str:
        """2026 or 2026-K2."""
        return str(self.jaar) if self.kwartaal is None else f"{self.jaar}-K{self.kwartaal}"

    @property
    def van(self) -> date:
        """First day."""
        return date(self.jaar, 1 if self.kwartaal is None else 3 * self.kwartaal - 2, 1)

    @property
    def tot(self) -> date:
        """Last day."""
        if self.kwartaal in (None, 4):
            return date(self.jaar, 12, 31)
        return Periode(self.jaar, (self.kwartaal or 0) + 1).van - timedelta(days=1)

    @property
    def kwartalen(self) -> tuple[Periode, ...]:
        """The quarters that it consists of."""
        return (self,) if self.kwartaal is not None else tuple(Periode(self.jaar, een) for een in range(1, 5))


def lees_periode(naam: str) -> Periode:
    """The period with this name; raises ValueError for anything but a year or quarter of this century."""
    if not re.fullmatch(PERIODEPATROON, naam):
        raise ValueError("not a year or quarter")
    return Periode(int(naam[:4]), int(naam[-1]) if "K" in naam else None)
