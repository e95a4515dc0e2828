"""The records of JW301."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.messages.records.gemeen import Client, Geboortedatum, Header, Klasse, Naam, Omvang, OpenPeriode


class Relatie(NamedTuple):
    """Class Relatie of JW301."""

    pad: str
    nummer: str
    geboortedatum: Geboortedatum | None
    naam: Naam

    @property
    def klasse(self) -> str:
        return "Relatie"


class Adres(NamedTuple):
    """Address of a Contact: whether Huis is filled, postcode and country."""

    huis: bool
    postcode: str | None
    landcode: str | None


class Contact(NamedTuple):
    """Class Contact of JW301, of the client (``relatie`` None) or of a relatie (its Nummer)."""

    pad: str
    relatie: str | None
    soort: str
    adres: Adres | None
    telefoon: bool
    periode: OpenPeriode | None

    @property
    def klasse(self) -> str:
        return "Contact"


class ToegewezenProduct(NamedTuple):
    """Class ToegewezenProduct of JW301. ``budget`` in eurocents."""

    pad: str
    toewijzingnummer: int
    referentie_aanbieder: str | None
    categorie: str | None
    code: str | None
    toewijzingsdatum: date
    toewijzingstijd: str
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    omvang: Omvang | None
    budget: int | None

    @property
    def klasse(self) -> str:
        return "ToegewezenProduct"

    @property
    def verwijderd(self) -> bool:
        """RedenWijziging 13: this toewijzing counts as never sent (OP033x1)."""
        return self.reden_wijziging == "13"


@dataclass(frozen=True, slots=True)
class Toewijzingsbericht:
    """JW301."""

    code: ClassVar[str] = "JW301"
    header: Header
    client: Client
    relaties: tuple[Relatie, ...]
    contacten: tuple[Contact, ...]
    producten: tuple[ToegewezenProduct, ...]

    @property
    def gemeente(self) -> str:
        return self.header.afzender

    @property
    def aanbieder(self) -> str:
        return self.header.ontvanger

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.relaties
        yield from self.contacten
        yield from self.producten
