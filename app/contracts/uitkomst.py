"""Figures beside the claim: the result-dependent part, a retroactive tariff, and shadow prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.contracts.prijs import deel_half_omhoog

PUBLICEERBAAR_VANAF = 10
"""Smaller groups are not published."""


@dataclass(frozen=True, slots=True)
class Resultaatafrekening:
    """What is paid for a trajectory once its result was decided on; eurocents."""

    bedrag: int
    deel: int
    """The part that depends on the result."""
    malus: int
    """What is not paid."""
    bonus: int
    """What the aanbieder keeps because it spent less; it costs nobody anything."""

    @property
    def betaalbaar(self) -> int:
        """What is paid."""
        return self.bedrag - self.malus


def reken_resultaat_af(
    bedrag: int, percentage: int, *, verwijtbaar_niet_bereikt: bool, eigen_kosten: int | None = None
) -> Resultaatafrekening:
    """Settle a trajectory: the malus is the whole result-dependent part, after a decision that it is due."""
    deel = bedrag * percentage // 100
    malus = deel if verwijtbaar_niet_bereikt else 0
    bonus = 0 if malus or eigen_kosten is None else max(0, bedrag - eigen_kosten)
    return Resultaatafrekening(bedrag, deel, malus, bonus)


@dataclass(frozen=True, slots=True)
class Herziening:
    """A granted line at another tariff: first a credit of the old amount, in a later message the new debet."""

    credit: int
    debet: int

    @property
    def verschil(self) -> int:
        """Eurocents that are paid more (or less, below zero)."""
        return self.debet - self.credit


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
