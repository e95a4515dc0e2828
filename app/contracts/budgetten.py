"""Budgets: what a gemeente or regio means to spend in a year, and at which percentages it wants to be warned."""

from __future__ import annotations

from dataclasses import dataclass

DREMPELS = (80, 90, 100)


@dataclass(frozen=True, slots=True)
class Budget:
    """What there is for help in a calendar year, in eurocents. It holds nothing up: help goes on above it."""

    jaar: int
    bedrag: int
    perceel: str | None = None
    """None: all percelen together."""
    gemeente: str | None = None
    """CBS code; None: all gemeenten of the regio together."""
    drempels: tuple[int, ...] = DREMPELS
    """Percentages at which the gemeente is warned."""

    def betreft(self, gemeente: str, perceel: str | None) -> bool:
        """Whether what a gemeente spends in a perceel comes out of it."""
        return self.gemeente in (None, gemeente) and self.perceel in (None, perceel)
