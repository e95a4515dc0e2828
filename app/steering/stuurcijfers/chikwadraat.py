"""Whether a group divides over classes as the whole does: distance, and Pearson's chi-square test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt

Sleutel = tuple[str, ...]
KLEINST_VERWACHT = 5
"""Classes in which fewer are expected are taken together, for the test would take chance for a difference."""


@dataclass(frozen=True, slots=True)
class Klasse:
    """One class: how many there are, and how many there would be if the group were as the whole."""

    aantal: int
    verwacht: float

    @property
    def bijdrage(self) -> float:
        """(aantal - verwacht)² / verwacht."""
        return (self.aantal - self.verwacht) ** 2 / self.verwacht


@dataclass(frozen=True, slots=True)
class Verdeling:
    """A group beside the whole of which it is a part."""

    aantal: int
    totaal: int
    """Of the whole, the group among it."""
    klassen: Mapping[Sleutel, Klasse]
    """Every class of the whole, by its key."""
    samen: frozenset[Sleutel]
    """Classes that the test takes together."""
    overig: Klasse | None
    """What is taken together; None when nothing is."""
    afwijking: float
    """Total variation distance: half the sum of the differences between shares, 0 (alike) to 1 (nothing in common)."""
    vrijheidsgraden: int
    chikwadraat: float | None
    """The sum of all contributions over 1 - aantal/totaal; None when there is nothing to test."""

    @property
    def p(self) -> float | None:
        """Chance of so large a difference when all that is not in the group is no different."""
        return None if self.chikwadraat is None else staartkans(self.chikwadraat, self.vrijheidsgraden)


def vergelijk_verdeling(eigen: Mapping[Sleutel, int], geheel: Mapping[Sleutel, int]) -> Verdeling:
    """A group beside the whole. Both are counts by class; a class of the group is one of the whole.

    Contributions of group and of all that is not in it stand as 1 - w to w, with w the part that the group is of the
    whole. So the test of one beside the other is the sum over the group alone, divided by 1 - w.
    """
    aantal, totaal = sum(eigen.values()), sum(geheel.values())
    klassen = {sleutel: Klasse(eigen.get(sleutel, 0), aantal * som / totaal) for sleutel, som in geheel.items()}
    oplopend = sorted(klassen, key=lambda sleutel: (klassen[sleutel].verwacht, sleutel))
    samen, som = set[Sleutel](), 0.0
    for sleutel in oplopend:
        if klassen[sleutel].verwacht >= KLEINST_VERWACHT and (not samen or som >= KLEINST_VERWACHT):
            break
        samen.add(sleutel)
        som += klassen[sleutel].verwacht
    overig = Klasse(sum(klassen[sleutel].aantal for sleutel in samen), som) if samen else None
    getoetst = [*(klasse for sleutel, klasse in klassen.items() if sleutel not in samen), *([overig] if overig else [])]
    te_toetsen = len(getoetst) > 1 and aantal < totaal
    return Verdeling(
        aantal=aantal,
        totaal=totaal,
        klassen=klassen,
        samen=frozenset(samen),
        overig=overig,
        afwijking=sum(abs(een.aantal - een.verwacht) for een in klassen.values()) / (2 * aantal),
        vrijheidsgraden=len(getoetst) - 1,
        chikwadraat=sum(een.bijdrage for een in getoetst) / (1 - aantal / totaal) if te_toetsen else None,
    )


def staartkans(waarde: float, vrijheidsgraden: int) -> float:
    """Chance that chi-square with so many degrees of freedom is at least this value."""
    helft = waarde / 2
    if helft <= 0:
        return 1.0
    if vrijheidsgraden % 2 == 0:
        kans, machten = 0.0, [float(i) for i in range(vrijheidsgraden // 2)]
    else:
        kans, machten = erfc(sqrt(helft)), [i + 0.5 for i in range(vrijheidsgraden // 2)]
    return min(1.0, kans + sum(exp(macht * log(helft) - helft - lgamma(macht + 1)) for macht in machten))
