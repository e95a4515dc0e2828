"""The records of JW315 and JW317, by which an aanbieder asks, and of JW319, by which a gemeente answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.messages.records.gemeen import Client, Header, Klasse, Omvang, VanAanbieder


class Verwijzer(NamedTuple):
    """Who referred the client: Type (COD327), whether there is a Naam, and ZorgverlenerCode (AGB)."""

    type: str
    naam: bool
    zorgverlenercode: str | None


class AangevraagdProduct(NamedTuple):
    """Class AangevraagdProduct of JW315. ``budget`` in eurocents; the dates are those of the toewijzing asked for."""

    pad: str
    referentie_aanbieder: str
    beschikkingnummer: int | None
    categorie: str | None
    code: str | None
    beschikking_ingangsdatum: date | None
    ingangsdatum: date
    einddatum: date | None
    omvang: Omvang | None
    budget: int | None
    verwijzer: Verwijzer
    raamcontract: str | None

    @property
    def klasse(self) -> str:
        return "AangevraagdProduct"


class Verzoekclient(NamedTuple):
    """Class Client of JW317: a Bsn only."""

    bsn: str

    @property
    def klasse(self) -> str:
        return "Client"

    @property
    def pad(self) -> str:
        return "/Bericht/Client"


class Verzoek(NamedTuple):
    """Class Verzoek of JW317: the reference of the request as a whole and RedenVerzoek (WJ758)."""

    referentie_aanbieder: str
    reden: str

    @property
    def klasse(self) -> str:
        return "Verzoek"

    @property
    def pad(self) -> str:
        return "/Bericht/Client/Verzoek"


class OngewijzigdProduct(NamedTuple):
    """Class OngewijzigdProduct of JW317: a toewijzing that should stay as it is."""

    pad: str
    toewijzingnummer: int

    @property
    def klasse(self) -> str:
        return "OngewijzigdProduct"


class TeWijzigenProduct(NamedTuple):
    """Class TeWijzigenProduct of JW317: a toewijzing and what it should become. ``budget`` in eurocents."""

    pad: str
    toewijzingnummer: int
    ingangsdatum: date
    """GewensteIngangsdatum."""
    einddatum: date | None
    omvang: Omvang | None
    budget: int | None

    @property
    def klasse(self) -> str:
        return "TeWijzigenProduct"


class NieuwProduct(NamedTuple):
    """Class NieuwProduct of JW317: a toewijzing asked for anew. ``budget`` in eurocents."""

    pad: str
    categorie: str | None
    code: str | None
    ingangsdatum: date
    """GewensteIngangsdatum."""
    einddatum: date | None
    omvang: Omvang | None
    budget: int | None

    @property
    def klasse(self) -> str:
        return "NieuwProduct"


class Antwoord(NamedTuple):
    """Class Antwoord of JW319: VerzoekAntwoord (WJ760: 1 refused, 2 in onderzoek), RedenAfwijzingVerzoek (WJ759)."""

    referentie_aanbieder: str
    verzoek_antwoord: str
    reden_afwijzing: str | None

    @property
    def klasse(self) -> str:
        return "Antwoord"

    @property
    def pad(self) -> str:
        return "/Bericht/Antwoord"


class Woonplaatsbeginsel(NamedTuple):
    """Class Woonplaatsbeginsel of JW319: the gemeente that has to pay."""

    gemeente: str

    @property
    def klasse(self) -> str:
        return "Woonplaatsbeginsel"

    @property
    def pad(self) -> str:
        return "/Bericht/Antwoord/Woonplaatsbeginsel"


@dataclass(frozen=True, slots=True)
class Toewijzingsverzoek(VanAanbieder):
    """JW315 (VOT): each AangevraagdProduct is a request of its own, with its own ReferentieAanbieder."""

    code: ClassVar[str] = "JW315"
    client: Client
    producten: tuple[AangevraagdProduct, ...]

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.producten


@dataclass(frozen=True, slots=True)
class Wijzigingsverzoek(VanAanbieder):
    """JW317 (VOW): one request, that describes all that the client should have."""

    code: ClassVar[str] = "JW317"
    client: Verzoekclient
    verzoek: Verzoek
    ongewijzigd: tuple[OngewijzigdProduct, ...]
    te_wijzigen: tuple[TeWijzigenProduct, ...]
    nieuw: tuple[NieuwProduct, ...]

    @property
    def toewijzingnummers(self) -> set[int]:
        """The toewijzingen that it names, to keep or to change."""
        return {een.toewijzingnummer for een in self.ongewijzigd} | {een.toewijzingnummer for een in self.te_wijzigen}

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield self.verzoek
        yield from self.ongewijzigd
        yield from self.te_wijzigen
        yield from self.nieuw


@dataclass(frozen=True, slots=True)
class Verzoekantwoord:
    """JW319: what the gemeente answers to a verzoek that it does not (yet) honour."""

    code: ClassVar[str] = "JW319"
    header: Header
    antwoord: Antwoord
    woonplaatsbeginsel: Woonplaatsbeginsel | None

    @property
    def gemeente(self) -> str:
        return self.header.afzender

    @property
    def aanbieder(self) -> str:
        return self.header.ontvanger

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.antwoord
        if self.woonplaatsbeginsel is not None:
            yield self.woonplaatsbeginsel
