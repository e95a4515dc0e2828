"""What a regio measures of outcomes: its indicators by version, and the results that belong to a profiel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from app.contracts.geldigheid import Geldigheid


class Maat(Enum):
    """What an indicator measures. Of each but METING a regio has one indicator at a time."""

    DOELREALISATIE = "DOELREALISATIE"
    UITVAL = "UITVAL"
    TEVREDENHEID_JEUGDIGE = "TEVREDENHEID_JEUGDIGE"
    TEVREDENHEID_OPVOEDER = "TEVREDENHEID_OPVOEDER"
    WACHTTIJD = "WACHTTIJD"
    METING = "METING"
    """A number that this regio asks at the end of a trajectory, such as a score for zelfredzaamheid."""


@dataclass(frozen=True, slots=True, order=True)
class Schaal:
    """From the lowest number that can be given up to the highest."""

    laag: int
    hoog: int

    def omvat(self, waarde: float) -> bool:
        """Whether the number can be given."""
        return self.laag <= waarde <= self.hoog

    def __str__(self) -> str:
        return f"{self.laag}-{self.hoog}"


HOOGSTE: Final = 1000
"""No scale goes higher."""
RAPPORTCIJFER: Final = Schaal(1, 10)
"""The scale of marks in the national set."""
PROCENT: Final = Schaal(0, 100)
LANDELIJK: Final[Mapping[Maat, Schaal | None]] = {
    Maat.DOELREALISATIE: PROCENT,
    Maat.UITVAL: PROCENT,
    Maat.TEVREDENHEID_JEUGDIGE: RAPPORTCIJFER,
    Maat.TEVREDENHEID_OPVOEDER: RAPPORTCIJFER,
    Maat.WACHTTIJD: None,
}
"""What is measured where a regio defined nothing; None: a number of days."""
_SCHAAL: Final = re.compile(r"(\d{1,4})-(\d{1,4})", re.ASCII)


def lees_schaal(tekst: str) -> Schaal:
    """The scale that is written as ``1-10``; raises ValueError for anything else, or when it does not go up."""
    gevonden = _SCHAAL.fullmatch(tekst)
    if gevonden is None:
        raise ValueError("not a scale")
    schaal = Schaal(int(gevonden[1]), int(gevonden[2]))
    if not schaal.laag < schaal.hoog <= HOOGSTE:
        raise ValueError("a scale goes up, to 1000 at most")
    return schaal


@dataclass(frozen=True, slots=True)
class Indicator:
    """One version of an indicator."""

    code: str
    versie: int
    naam: str
    vraag: str
    """How it is asked or counted, word for word the same in the whole regio."""
    maat: Maat
    schaal: Schaal | None
    """None for numbers of days."""
    geldig: Geldigheid
    """Days of measuring; a version begins with a quarter, so that no quarter has two."""
    besluit: str = ""
    """The decision by which it was set."""


@dataclass(frozen=True, slots=True)
class Profielresultaat:
    """A result that help under a profiel can be expected to have, named by a code instead of a text on a child."""

    profiel: str
    code: str
    naam: str
    geldig: Geldigheid


def geldend(indicatoren: Iterable[Indicator], dag: date) -> tuple[Indicator, ...]:
    """The versions that hold on a day."""
    return tuple(een for een in indicatoren if een.geldig.omvat(dag))


def begint_een_kwartaal(dag: date) -> bool:
    """Whether a day is the first one of a quarter."""
    return dag.day == 1 and dag.month in (1, 4, 7, 10)
