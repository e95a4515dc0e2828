"""Exceptions on one toewijzing: maatwerk, and the hardheidsclausule of a transition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple


class Uitzonderingsoort(Enum):
    """Why contract and tariff are not held against a toewijzing."""

    MAATWERK = "MAATWERK"
    """What is needed does not fit what was bought."""
    HARDHEID = "HARDHEID"
    """The rules would work out in a way that nobody meant."""


@dataclass(frozen=True, slots=True)
class Uitzondering:
    """A decision on one toewijzing; it takes the place of contract and tariff, and of nothing else."""

    id: int
    soort: Uitzonderingsoort
    tot: date
    """Last day on which a ProductPeriode may begin under it."""
    bedrag: int | None = None
    """The most, in eurocents: per unit, or of a line in euros; None: no other limit than the toewijzing."""

    def geldt_op(self, dag: date) -> bool:
        """Whether a ProductPeriode that begins on this day falls under it."""
        return dag <= self.tot


class NieuweUitzondering(NamedTuple):
    """A decision on one toewijzing, as somebody takes it."""

    gemeente: str
    toewijzingnummer: int
    soort: Uitzonderingsoort
    bedrag: int | None
    reden: str
    """What a user wrote; it should hold nothing about a child."""
    goedgekeurd_door: str
    """A role."""
    tot: date
