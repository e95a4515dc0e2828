"""Periods of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Geldigheid:
    """From ``van`` up to and including ``tot``; without ``tot`` it has no end."""

    van: date
    tot: date | None = None

    @property
    def laatste(self) -> date:
        """The last day; the last day of the calendar when there is no end."""
        return self.tot or date.max

    def omvat(self, dag: date) -> bool:
        """Whether the day lies within."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)

    def overlapt(self, ander: Geldigheid) -> bool:
        """Whether the two share a day."""
        return self.van <= ander.laatste and ander.van <= self.laatste

    def doorsnede(self, ander: Geldigheid) -> Geldigheid | None:
        """The days that the two share; None when they share none."""
        if not self.overlapt(ander):
            return None
        laatste = min(self.laatste, ander.laatste)
        return Geldigheid(max(self.van, ander.van), None if laatste == date.max else laatste)

    def __str__(self) -> str:
        return f"{self.van} t/m {self.tot}" if self.tot is not None else f"vanaf {self.van}"


def dag_na(dag: date) -> date:
    """The next day; the last day of the calendar has none and is its own."""
    return dag if dag == date.max else dag + timedelta(days=1)


def dag_voor(dag: date) -> date:
    """The day before."""
    return dag - timedelta(days=1)
