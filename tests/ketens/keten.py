"""The state of one chain as the standard's text has it, and what a step on it looks like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TypeVar

from app.messages.opstellen import Kind
from app.messages.pakket import Pakket
from app.messages.records import Omvang, Prestatie
from tests.ketens.wereld import VANDAAG, Code, Wereld

T = TypeVar("T")

GOED: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Stap:
    """A message, what has to be said of it, and what it brings about when nothing is."""

    naam: str
    pakket: Pakket
    codes: frozenset[str] = GOED
    """Every retourcode that has to be found, and no other."""
    regels: tuple[frozenset[str], ...] | None = None
    """Of a JW323 of which the lines are judged: the codes of each line, in document order."""
    na: Callable[[], None] = lambda: None

    @property
    def goed(self) -> bool:
        """Whether nothing may be found."""
        return not self.codes and not any(self.regels or ())

    def voltooi(self) -> None:
        """Take into the model what the message brings about; a JW323 can be right in part."""
        if self.goed or self.regels is not None:
            self.na()


Stappenmaker = Callable[["Keten", Random], Stap | None]
"""Makes a step that fits the state of the chain; None when there is none."""


@dataclass
class Levering:
    """A start that counts, with its stops (reden, einddatum) in the order in which they came."""

    begin: date
    stops: list[tuple[str, date]] = field(default_factory=list)

    @property
    def definitief(self) -> bool:
        """Whether a stop was final."""
        return any(reden != "20" for reden, _ in self.stops)


@dataclass
class Toewijzing:
    """What the gemeente assigned, as it is now, what was delivered on it and what was granted."""

    nummer: int
    code: Code
    ingang: date
    einde: date | None
    omvang: Omvang
    verwijderd: bool = False
    versies: int = 0
    leveringen: list[Levering] = field(default_factory=list)
    debetten: dict[str, Prestatie] = field(default_factory=dict)
    """Granted lines that were not credited, by ReferentieNummer."""

    @property
    def actueel(self) -> bool:
        """Whether it is valid today or later."""
        return not self.verwijderd and (self.einde is None or self.einde >= VANDAAG)

    @property
    def lopend(self) -> Levering | None:
        """The delivery that was started and not stopped."""
        return next((levering for levering in self.leveringen if not levering.stops), None)

    @property
    def toegekend(self) -> int:
        """Granted and not credited, in sixtieths of the unit (minutes of an hour)."""
        return sum(regel.volume * (1 if regel.eenheid == "01" else 60) for regel in self.debetten.values())


@dataclass
class Verzoek:
    """What an aanbieder asked under one reference."""

    referentie: str
    soort: str
    """JW315 or JW317."""
    nieuw: list[Toewijzing] = field(default_factory=list)
    """What has to be assigned to honour it."""
    gewijzigd: dict[int, date] = field(default_factory=dict)
    """End date that a toewijzing should get, by number (JW317)."""
    in_onderzoek: bool = False
    uitkomst: str | None = None
    """afgewezen or toegewezen."""

    @property
    def open(self) -> bool:
        """Whether it awaits its answer."""
        return self.uitkomst is None


@dataclass
class Keten:
    """One client at one aanbieder, for one gemeente."""

    wereld: Wereld
    kind: Kind
    toewijzingen: list[Toewijzing] = field(default_factory=list)
    verzoeken: list[Verzoek] = field(default_factory=list)
    laatste: Stap | None = None
    """The step that was carried out last."""
    gecrediteerd: list[Prestatie] = field(default_factory=list)
    """Debet lines that were taken back."""

    @property
    def geldig(self) -> list[Toewijzing]:
        """Toewijzingen that were not removed."""
        return [toewijzing for toewijzing in self.toewijzingen if not toewijzing.verwijderd]

    @property
    def open_verzoeken(self) -> list[Verzoek]:
        """Requests that await their answer."""
        return [verzoek for verzoek in self.verzoeken if verzoek.open]


def kies(rng: Random, uit: Sequence[T]) -> T | None:
    """One of a list; None of an empty one."""
    return rng.choice(uit) if uit else None
