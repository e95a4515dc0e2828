"""Amounts beside the claim: the result-dependent part, and a retroactive tariff."""

from __future__ import annotations

from dataclasses import dataclass


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
