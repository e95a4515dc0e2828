"""The records of what partners answer: the six retours and JW325."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.messages.records.gemeen import Header, Klasse, XsdVersie


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
