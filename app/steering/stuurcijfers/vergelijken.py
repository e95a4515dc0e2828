"""Two groups of gemeenten beside each other: what the same PIC costs, lasts and how often it is left (R156)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.contracts.prijs import deel_half_omhoog
from app.store.stuurcijfers.tijden import Groepskosten

A, B = "a", "b"


@dataclass(frozen=True, slots=True)
class Groepscijfer:
    """Trajectories of a group: how many, with the sums of their cost (eurocents), days and uitval."""

    aantal: int = 0
    kosten: int = 0
    dagen: int = 0
    uitval: int = 0

    @property
    def gemiddeld(self) -> int | None:
        """Mean cost in eurocents."""
        return deel_half_omhoog(self.kosten, self.aantal) if self.aantal else None

    @property
    def duur(self) -> int | None:
        """Mean duration in days."""
        return deel_half_omhoog(self.dagen, self.aantal) if self.aantal else None

    def plus(self, ander: Groepscijfer) -> Groepscijfer:
        """Both together."""
        return Groepscijfer(
            self.aantal + ander.aantal,
            self.kosten + ander.kosten,
            self.dagen + ander.dagen,
            self.uitval + ander.uitval,
        )


LEEG = Groepscijfer()


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """One PIC in both groups; without PIC: all PICs that both groups have."""

    pic: tuple[str, str, str] | None
    a: Groepscijfer
    b: Groepscijfer
    verhouding: float | None
    """Mean cost of b over that of a; over all PICs with as many trajectories of each PIC as b has."""


def vergelijk(rijen: Iterable[Groepskosten]) -> list[Vergelijking]:
    """Every PIC, and last all that both groups have: cost of b over what it would be at the means of a."""
    per_pic: dict[tuple[str, str, str], dict[str, Groepscijfer]] = {}
    for rij in rijen:
        per_pic.setdefault(rij[:3], {})[rij.groep] = Groepscijfer(rij.aantal, rij.kosten, rij.dagen, rij.uitval)
    regels, alle_a, alle_b, verwacht = list[Vergelijking](), LEEG, LEEG, 0.0
    for pic, groepen in sorted(per_pic.items()):
        a, b = groepen.get(A, LEEG), groepen.get(B, LEEG)
        regels.append(Vergelijking(pic, a, b, _deel(b.kosten * a.aantal, a.kosten * b.aantal)))
        if a.aantal and b.aantal:
            alle_a, alle_b = alle_a.plus(a), alle_b.plus(b)
            verwacht += a.kosten / a.aantal * b.aantal
    return [*regels, Vergelijking(None, alle_a, alle_b, _deel(alle_b.kosten, verwacht))]


def _deel(teller: float, noemer: float) -> float | None:
    return teller / noemer if noemer else None
