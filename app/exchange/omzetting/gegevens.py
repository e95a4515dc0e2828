"""What a conversion is made of: what is known of the old toewijzing, and what the gemeente wants in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from app.contracts.afspraken import Afspraken
from app.exchange.judgement import Judgement
from app.messages.pakket import Pakket
from app.messages.problems import Fout
from app.messages.records import ToegewezenProduct, XsdVersie
from app.standard.release import Release


class Component(NamedTuple):
    """A toewijzing in the new system as the gemeente wants it; None: as the contract or the old one says."""

    code: str
    toewijzingnummer: int | None = None
    """None: the next number that this gemeente did not use here."""
    eenheid: str | None = None
    volume: int | None = None
    """Eurocents for Eenheid 83."""
    frequentie: str | None = None
    einddatum: date | None = None


@dataclass(frozen=True, slots=True)
class Omzetverzoek:
    """What is asked: an old toewijzing, and what takes its place."""

    gemeente: str
    toewijzingnummer: int
    componenten: tuple[Component, ...]
    aanbieder: str | None = None
    """AGB code of who delivers from then on; None: who did before."""
    nieuw_vanaf: date | None = None
    """First day of the new toewijzingen; None: the day on which the new system begins."""


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What composing needs besides storage; ``toets`` is the dry run of the service itself."""

    release: Release
    nu: datetime
    xsd_versie: XsdVersie
    identificatie: Callable[[], str]
    toets: Callable[[Pakket], Judgement]


@dataclass(frozen=True, slots=True)
class OudeToewijzing:
    """An old toewijzing, and all that the client has with its aanbieder."""

    aanbieder: str
    product: ToegewezenProduct
    """As it is now."""
    lopend: tuple[ToegewezenProduct, ...]
    """Other toewijzingen of this client to this aanbieder that were not removed, as they are now."""
    vorige: Pakket = field(repr=False)
    """The last JW301 about the old toewijzing, with what is known of the client."""


class OmzettingGeweigerd(Exception):
    """The conversion cannot be made as asked. ``fouten`` say per place in the request why, and what can be done."""

    def __init__(self, fouten: Sequence[Fout]):
        super().__init__(f"{len(fouten)} objections to a conversion")
        self.fouten = tuple(fouten)


class Omzetbron(Protocol):
    """What composing asks of storage."""

    def oude_toewijzing(self, gemeente: str, nummer: int) -> OudeToewijzing | None:
        """A toewijzing by its number; None when it is unknown."""

    def lopend_bij(self, gemeente: str, nummer: int, aanbieder: str) -> tuple[ToegewezenProduct, ...]:
        """What the client of a toewijzing has with another aanbieder."""

    def afspraken(self, gemeente: str, ingangsdatum: date) -> Afspraken | None:
        """The agreements that speak of a toewijzing that begins on a day; None: nobody loaded any."""

    def hoogste_nummer(self, gemeente: str) -> int:
        """The highest ToewijzingNummer that the gemeente used here; 0 for none."""
