"""What messages have in common: class instances, the Header, a client, an Omvang."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol


class Klasse(Protocol):
    """Any class instance of a message."""

    @property
    def klasse(self) -> str:
        """Name of the class in the standard."""

    @property
    def pad(self) -> str:
        """Place of the instance in the message."""


class XsdVersie(NamedTuple):
    """Versions of the XSDs that the sender says to have used."""

    basisschema: str
    bericht: str


class Header(NamedTuple):
    """Class Header: who sends what to whom."""

    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    xsd_versie: XsdVersie

    @property
    def klasse(self) -> str:
        return "Header"

    @property
    def pad(self) -> str:
        return "/Bericht/Header"


class Geboortedatum(NamedTuple):
    """A date of birth; ``gebruik`` says which part is known (COD170), None when all is."""

    datum: date
    gebruik: str | None


class Naam(NamedTuple):
    """What rules need of a name: whether there is a Partnernaam, and NaamGebruik (COD700)."""

    partnernaam: bool
    naamgebruik: str | None


class Communicatie(NamedTuple):
    """Special way to communicate (COD747) and the language."""

    vorm: str
    taal: str | None


class Client(NamedTuple):
    """Class Client of JW301, JW305, JW307 and JW315 (Communicatie only in JW301)."""

    bsn: str
    geboortedatum: Geboortedatum
    naam: Naam
    communicatie: Communicatie | None

    @property
    def klasse(self) -> str:
        return "Client"

    @property
    def pad(self) -> str:
        return "/Bericht/Client"


class OpenPeriode(NamedTuple):
    """Period of which either end may be missing."""

    begindatum: date | None
    einddatum: date | None


class Omvang(NamedTuple):
    """Assigned volume: whole units (eurocents for Eenheid 83) per Frequentie."""

    volume: int
    eenheid: str
    frequentie: str


@dataclass(frozen=True, slots=True)
class VanAanbieder:
    """A message that an aanbieder sends to a gemeente."""

    header: Header

    @property
    def gemeente(self) -> str:
        return self.header.ontvanger

    @property
    def aanbieder(self) -> str:
        return self.header.afzender
