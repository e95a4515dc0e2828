"""Tariffs: versions that are only added, each with the decision that fixed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.contracts.geldigheid import Geldigheid


@dataclass(frozen=True, slots=True)
class Tarief:
    """A price per unit in eurocents, for the whole regio or for one contract, gemeente or both.

    For a PIC or fixed arrangement it is the amount of the whole (Eenheid 82), for a week tariff that of a
    week; claims in euros (83) are held against it too.
    """

    code: str
    eenheid: str
    bedrag: int
    geldig: Geldigheid
    contract: str | None = None
    """Contract number; None: every contract of the regio."""
    gemeente: str | None = None
    """CBS code; None: every gemeente of the regio."""
    versie: int = 1
    """A higher version takes the place of a lower one on the days that they share."""
    besluit: str = ""
    """The decision that fixed the tariff."""
    reden: str = ""
    """Why there is a new version."""
    vastgesteld: date | None = None
    """Day of the decision, from which the version is known; None: known from the beginning."""

    @property
    def voorrang(self) -> tuple[bool, bool, int]:
        """The most specific tariff comes first: own contract, then own gemeente, then newest version."""
        return self.contract is not None, self.gemeente is not None, self.versie

    def bekend_op(self, dag: date | None) -> bool:
        """Whether the version was known on a day; None: on any."""
        return dag is None or self.vastgesteld is None or self.vastgesteld <= dag
