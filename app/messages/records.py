"""The typed records of the messages that are received: what a message says, nothing more.

A record is one class instance of a message ("berichtklasse"). ``pad`` is its place: element names
from the root with the position among elements of the same name where there can be several. Amounts
are whole eurocents, volumes whole units, dates ``date``. An empty optional element is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple, Protocol


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


class OpenPeriode(NamedTuple):
    """Period of which either end may be missing."""

    begindatum: date | None
    einddatum: date | None


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


class Omvang(NamedTuple):
    """Assigned volume: whole units (eurocents for Eenheid 83) per Frequentie."""

    volume: int
    eenheid: str
    frequentie: str


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


class StartProduct(NamedTuple):
    """Class StartProduct of JW305."""

    pad: str
    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    toewijzing_ingangsdatum: date | None
    begindatum: date
    status: str

    @property
    def klasse(self) -> str:
        return "StartProduct"


class StopProduct(NamedTuple):
    """Class StopProduct of JW307."""

    pad: str
    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    toewijzing_ingangsdatum: date | None
    begindatum: date
    reden_beeindiging: str
    einddatum: date
    status: str

    @property
    def klasse(self) -> str:
        return "StopProduct"


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


class Declaratie(NamedTuple):
    """Class Declaratie of JW323; ``totaal`` is signed: negative when DebetCredit is C."""

    nummer: str
    begindatum: date
    einddatum: date
    dagtekening: date
    totaalbedrag: int
    debet_credit: str

    @property
    def klasse(self) -> str:
        return "Declaratie"

    @property
    def pad(self) -> str:
        return "/Bericht/Declaratie"

    @property
    def totaal(self) -> int:
        """Signed total in eurocents."""
        return self.totaalbedrag if self.debet_credit == "D" else -self.totaalbedrag


class DeclaratieClient(NamedTuple):
    """Class Client of JW323: the ``positie``-th client (from 1)."""

    positie: int
    bsn: str

    @property
    def klasse(self) -> str:
        return "Client"

    @property
    def pad(self) -> str:
        return f"/Bericht/Declaratie/Clienten/Client[{self.positie}]"


class Prestatie(NamedTuple):
    """Class Prestatie of JW323: a claim line, the ``positie``-th (from 1) of the ``client``-th client."""

    client: int
    positie: int
    referentienummer: str
    vorig_referentienummer: str | None
    toewijzingnummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    debet_credit: str

    @property
    def klasse(self) -> str:
        return "Prestatie"

    @property
    def pad(self) -> str:
        return f"/Bericht/Declaratie/Clienten/Client[{self.client}]/Prestaties/Prestatie[{self.positie}]"

    @property
    def saldo(self) -> int:
        """Signed amount in eurocents."""
        return self.bedrag if self.debet_credit == "D" else -self.bedrag


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


@dataclass(frozen=True, slots=True)
class _VanAanbieder:
    header: Header

    @property
    def gemeente(self) -> str:
        return self.header.ontvanger

    @property
    def aanbieder(self) -> str:
        return self.header.afzender


@dataclass(frozen=True, slots=True)
class Startbericht(_VanAanbieder):
    """JW305."""

    code: ClassVar[str] = "JW305"
    client: Client
    producten: tuple[StartProduct, ...]

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.producten


@dataclass(frozen=True, slots=True)
class Stopbericht(_VanAanbieder):
    """JW307."""

    code: ClassVar[str] = "JW307"
    client: Client
    producten: tuple[StopProduct, ...]

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.producten


@dataclass(frozen=True, slots=True)
class Toewijzingsverzoek(_VanAanbieder):
    """JW315 (VOT): each AangevraagdProduct is a request of its own, with its own ReferentieAanbieder."""

    code: ClassVar[str] = "JW315"
    client: Client
    producten: tuple[AangevraagdProduct, ...]

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.producten


@dataclass(frozen=True, slots=True)
class Wijzigingsverzoek(_VanAanbieder):
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


@dataclass(frozen=True, slots=True)
class Declaratiebericht(_VanAanbieder):
    """JW323; clients and lines in document order."""

    code: ClassVar[str] = "JW323"
    declaratie: Declaratie
    clienten: Sequence[DeclaratieClient]
    prestaties: Sequence[Prestatie]

    @property
    def referentienummers_verschillen(self) -> bool:
        """Whether no ReferentieNummer occurs twice, as nearly always; then nobody has to look further."""
        return len({regel.referentienummer for regel in self.prestaties}) == len(self.prestaties)

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.declaratie
        yield from self.clienten
        yield from self.prestaties


class Retourklasse(NamedTuple):
    """A class instance in a retour with the codes that it got; its path is that in the heenbericht."""

    klasse: str
    pad: str
    codes: tuple[str, ...]


class Retourkenmerk(NamedTuple):
    """What a retour (or JW325) says of itself in its Header. ``xslt_versie`` is None when no XSLT was used."""

    identificatie: str
    dagtekening: date
    xslt_versie: str | None
    xsd_versie: XsdVersie
    codes: tuple[str, ...]
    """Of the Header; none on full approval of JW301-JW319."""


@dataclass(frozen=True, slots=True)
class Retourbericht:
    """JW302, JW306, JW308, JW316, JW318 or JW320: what a partner found of a message that it received."""

    code: str
    header: Header
    """That of the heenbericht, repeated unchanged (IV028)."""
    gemeente: str
    aanbieder: str
    kenmerk: Retourkenmerk
    inhoud: tuple[Retourklasse, ...]
    """Class instances below the Header; none when the faults are in the Header or there are none."""

    def klassen(self) -> Iterator[Klasse]:
        yield self.header


class Totaalbedrag(NamedTuple):
    """An amount in eurocents with DebetCredit."""

    bedrag: int
    debet_credit: str

    @property
    def saldo(self) -> int:
        """Signed."""
        return self.bedrag if self.debet_credit == "D" else -self.bedrag


class DeclaratieAntwoord(NamedTuple):
    """Class DeclaratieAntwoord of JW325."""

    nummer: str
    ingediend: Totaalbedrag
    toegekend: Totaalbedrag
    codes: tuple[str, ...]

    @property
    def klasse(self) -> str:
        return "DeclaratieAntwoord"

    @property
    def pad(self) -> str:
        return "/Bericht/DeclaratieAntwoord"


class AntwoordClient(NamedTuple):
    """Class Client of JW325: the ``positie``-th client (from 1)."""

    positie: int
    bsn: str
    codes: tuple[str, ...]

    @property
    def klasse(self) -> str:
        return "Client"

    @property
    def pad(self) -> str:
        return f"/Bericht/DeclaratieAntwoord/Clienten/Client[{self.positie}]"


class AntwoordPrestatie(NamedTuple):
    """Class Prestatie of JW325: a claim line that was not granted, as it was claimed, with its codes."""

    client: int
    positie: int
    referentienummer: str
    vorig_referentienummer: str | None
    toewijzingnummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    debet_credit: str
    codes: tuple[str, ...]

    @property
    def klasse(self) -> str:
        return "Prestatie"

    @property
    def pad(self) -> str:
        return f"/Bericht/DeclaratieAntwoord/Clienten/Client[{self.client}]/Prestaties/Prestatie[{self.positie}]"

    @property
    def saldo(self) -> int:
        """Signed amount in eurocents."""
        return self.bedrag if self.debet_credit == "D" else -self.bedrag


@dataclass(frozen=True, slots=True)
class Declaratieantwoordbericht:
    """JW325: the answer of a gemeente to a JW323; clients and lines in document order."""

    code: ClassVar[str] = "JW325"
    header: Header
    """Its own: from gemeente to aanbieder."""
    kenmerk: Retourkenmerk
    declaratie_identificatie: str
    """Identificatie of the JW323 that it answers (TR337)."""
    declaratie_dagtekening: date
    declaratie_xsd_versie: XsdVersie
    """XsdVersie of that JW323 (TR371)."""
    antwoord: DeclaratieAntwoord | None
    """None when the declaratie was rejected on its Header."""
    clienten: Sequence[AntwoordClient]
    prestaties: Sequence[AntwoordPrestatie]

    @property
    def gemeente(self) -> str:
        return self.header.afzender

    @property
    def aanbieder(self) -> str:
        return self.header.ontvanger

    @property
    def referentienummers_verschillen(self) -> bool:
        """Whether no ReferentieNummer occurs twice, as nearly always; then nobody has to look further."""
        return len({regel.referentienummer for regel in self.prestaties}) == len(self.prestaties)

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        if self.antwoord is not None:
            yield self.antwoord
        yield from self.clienten
        yield from self.prestaties


Heenbericht = (
    Toewijzingsbericht
    | Startbericht
    | Stopbericht
    | Toewijzingsverzoek
    | Wijzigingsverzoek
    | Verzoekantwoord
    | Declaratiebericht
)
"""Any message that is judged and answered."""

Bericht = Heenbericht

Antwoordbericht = Retourbericht | Declaratieantwoordbericht
"""Any answer of a partner; nothing is sent back on it."""

Ontvangen = Bericht | Antwoordbericht
"""Any message that is received."""
