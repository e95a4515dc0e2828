"""Which granted lines can be paid: volumeplafonds, line by line in the order in which they are granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.contracts.afspraken import Afspraken, Vondst
from app.contracts.plafonds import Plafondtoets, Volumeplafond
from app.contracts.prijs import euro


class Plafondsleutel(NamedTuple):
    """What a volumeplafond is about."""

    contract: str
    perceel: str
    jaar: int
    gemeente: str
    """CBS code, or "" over all gemeenten."""


class Betaling(NamedTuple):
    """How a granted line under a volumeplafond stands."""

    sleutel: Plafondsleutel
    betaalbaar: bool
    reden: str
    """Dutch; empty when it can be paid."""


@dataclass(slots=True)
class Betaalstand:
    """What is realised under the volumeplafonds of one aanbieder; follows the lines of a message."""

    afspraken: Afspraken
    gemeente: str
    gerealiseerd: dict[Plafondsleutel, int]
    """Eurocents of granted, payable, not credited debet lines."""
    gemeld: frozenset[Plafondsleutel]
    """Where the signal percentage was reached before."""
    eerdere: Mapping[str, Betaling]
    """How the debet lines stand that this message credits, by ReferentieNummer."""
    betalingen: dict[tuple[int, int], Betaling] = field(default_factory=dict)
    """By client and position of the line in this message."""
    bereikt: dict[Plafondsleutel, tuple[tuple[int, int], Plafondtoets]] = field(default_factory=dict)
    """Where this message reaches the signal percentage: by which line."""
    _plafonds: dict[tuple[str, str, int], Volumeplafond | None] = field(default_factory=dict, repr=False)

    def plafond(self, vondst: Vondst, dag: date) -> Volumeplafond | None:
        """The volumeplafond over a line that begins on this day; None when there is none."""
        if vondst.contract is None or vondst.product is None or vondst.product.perceel is None:
            return None
        sleutel = (vondst.contract.nummer, vondst.product.perceel, dag.year)
        if sleutel not in self._plafonds:
            self._plafonds[sleutel] = self.afspraken.plafond(*sleutel, self.gemeente)
        return self._plafonds[sleutel]

    def toets(self, vondst: Vondst, dag: date, bedrag: int) -> Plafondtoets | None:
        """What a line would do to its volumeplafond; None when there is none."""
        plafond = self.plafond(vondst, dag)
        return (
            None if plafond is None else Plafondtoets(plafond, self.gerealiseerd.get(sleutel_van(plafond), 0), bedrag)
        )

    def boek_debet(self, plaats: tuple[int, int], toets: Plafondtoets) -> None:
        """Take in a granted debet line."""
        sleutel = sleutel_van(toets.plafond)
        if not toets.betaalbaar:
            self.betalingen[plaats] = Betaling(sleutel, False, _boven(toets))
            return
        self.betalingen[plaats] = Betaling(sleutel, True, "")
        self.gerealiseerd[sleutel] = toets.na
        # Not only where it is crossed: a load can lower a plafond below what is realised.
        if toets.na * 100 >= toets.plafond.signaal_pct * toets.plafond.bedrag and sleutel not in self.gemeld:
            self.bereikt.setdefault(sleutel, (plaats, toets))

    def boek_credit(self, plaats: tuple[int, int], vorige: str, bedrag: int) -> None:
        """Take in a granted credit line: it is paid back when its debet was paid, and then makes room."""
        eerder = self.eerdere.get(vorige)
        if eerder is None:
            return
        if eerder.betaalbaar:
            self.betalingen[plaats] = eerder
            self.gerealiseerd[eerder.sleutel] = self.gerealiseerd.get(eerder.sleutel, 0) - bedrag
        else:
            reden = f"PLAFOND: prestatie {vorige} die wordt gecrediteerd was niet betaalbaar."
            self.betalingen[plaats] = Betaling(eerder.sleutel, False, reden)


def sleutel_van(plafond: Volumeplafond) -> Plafondsleutel:
    """What a volumeplafond is about."""
    return Plafondsleutel(plafond.contract, plafond.perceel, plafond.jaar, plafond.gemeente or "")


def _boven(toets: Plafondtoets) -> str:
    return (
        f"PLAFOND: gerealiseerd {euro(toets.gerealiseerd)} + {euro(toets.bedrag)} = {euro(toets.na)}, "
        f"{euro(toets.na - toets.plafond.bedrag)} boven het plafond {toets.plafond.jaar} van "
        f"{euro(toets.plafond.bedrag)} (contract {toets.plafond.contract}, perceel {toets.plafond.perceel})."
    )
