"""The concepts of a contract. Every validity is a closed period of days; an open end is None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Tariefcontrole(Enum):
    """How a claimed tariff is held against the contract (decision 9 in docs/besluiten.md)."""

    GELIJK = "GELIJK"
    """It has to be equal."""
    MAXIMUM = "MAXIMUM"
    """It may not be higher."""


@dataclass(frozen=True, slots=True)
class Geldigheid:
    """From ``van`` up to and including ``tot``; without ``tot`` it has no end."""

    van: date
    tot: date | None = None

    def omvat(self, dag: date) -> bool:
        """Whether the day lies within."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)


@dataclass(frozen=True, slots=True)
class Gemeente:
    """Membership of a gemeente (CBS code) in a regio."""

    code: str
    naam: str
    geldig: Geldigheid


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """A provider by its AGB code."""

    agb: str
    naam: str


@dataclass(frozen=True, slots=True)
class Contract:
    """An agreement of the regio with one aanbieder."""

    nummer: str
    aanbieder: str
    """AGB code."""
    geldig: Geldigheid
    tariefcontrole: Tariefcontrole = Tariefcontrole.GELIJK


@dataclass(frozen=True, slots=True)
class Productcode:
    """An agreed product: the code belongs to one categorie (TR381) and is claimed in these units."""

    categorie: str
    code: str
    naam: str
    eenheid: str
    geldig: Geldigheid


@dataclass(frozen=True, slots=True)
class Tarief:
    """A price per unit in eurocents, for the whole regio or for one contract, gemeente or both."""

    code: str
    eenheid: str
    bedrag: int
    geldig: Geldigheid
    contract: str | None = None
    """Contract number; None: every contract of the regio."""
    gemeente: str | None = None
    """CBS code; None: every gemeente of the regio."""
    versie: int = 1
    besluit: str = ""
    """The decision that fixed the tariff."""

    @property
    def voorrang(self) -> tuple[bool, bool, int]:
        """The most specific tariff comes first: own contract, then own gemeente, then newest version."""
        return self.contract is not None, self.gemeente is not None, self.versie


@dataclass(frozen=True, slots=True)
class Regio:
    """All agreements of one regio, as one readable file set holds them."""

    code: str
    naam: str
    fictief: bool
    gemeenten: tuple[Gemeente, ...]
    aanbieders: tuple[Aanbieder, ...]
    contracten: tuple[Contract, ...]
    productcodes: tuple[Productcode, ...]
    tarieven: tuple[Tarief, ...]
