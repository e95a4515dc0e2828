"""Volumeplafonds: how much realised help a contract may claim in a year, and what a line does to that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Volumeplafond:
    """The most that is paid for a perceel in a calendar year under a contract, in eurocents."""

    contract: str
    perceel: str
    jaar: int
    bedrag: int
    signaal_pct: int = 80
    """Percentage at which the aanbieder has to report."""
    gemeente: str | None = None
    """CBS code; None: over all gemeenten together."""


@dataclass(frozen=True, slots=True)
class Plafondtoets:
    """What one line does to a plafond; amounts in eurocents."""

    plafond: Volumeplafond
    gerealiseerd: int
    """Before the line."""
    bedrag: int
    """Of the line."""

    @property
    def na(self) -> int:
        """What would be realised with the line."""
        return self.gerealiseerd + self.bedrag

    @property
    def betaalbaar(self) -> bool:
        """Whether the line fits; exactly at the plafond it does."""
        return self.na <= self.plafond.bedrag

    @property
    def honderdsten_procent(self) -> int:
        """How much of the plafond is realised with the line, in hundredths of a percent, rounded down."""
        return 10_000 if self.plafond.bedrag == 0 else self.na * 10_000 // self.plafond.bedrag
