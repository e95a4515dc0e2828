"""Shadow prices worked out from a list: a model for what the steering figure works out in the database (R071)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.contracts.prijs import deel_half_omhoog

PUBLICEERBAAR_VANAF = 10
"""Trajectories that a published figure is made of at least."""


@dataclass(frozen=True, slots=True)
class Schaduwprijs:
    """What trajectories per unit cost, beside the tariff of their PIC; eurocents."""

    aantal: int
    som: int
    gemiddelde: int
    mediaan: int
    p10: int
    p90: int
    verhouding: int
    """Mean cost of the tariff, in thousandths: 1051 is 1,051."""

    @property
    def publiceerbaar(self) -> bool:
        """Whether there are enough to show."""
        return self.aantal >= PUBLICEERBAAR_VANAF


def schaduwprijs(kosten: Sequence[int], tarief: int) -> Schaduwprijs | None:
    """The cost of closed trajectories against a (draft) PIC tariff; None without trajectories or tariff."""
    if not kosten or tarief <= 0:
        return None
    gesorteerd, som = sorted(kosten), sum(kosten)
    return Schaduwprijs(
        aantal=len(kosten),
        som=som,
        gemiddelde=deel_half_omhoog(som, len(kosten)),
        mediaan=_percentiel(gesorteerd, 50),
        p10=_percentiel(gesorteerd, 10),
        p90=_percentiel(gesorteerd, 90),
        verhouding=deel_half_omhoog(1000 * som, len(kosten) * tarief),
    )


def _percentiel(gesorteerd: Sequence[int], procent: int) -> int:
    """Between the two nearest values, in proportion; rounded half up."""
    plaats, rest = divmod((len(gesorteerd) - 1) * procent, 100)
    onder = gesorteerd[plaats]
    boven = gesorteerd[min(plaats + 1, len(gesorteerd) - 1)]
    return deel_half_omhoog(100 * onder + rest * (boven - onder), 100)
