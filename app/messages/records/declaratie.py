"""The records of JW323."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.messages.records.gemeen import Klasse, VanAanbieder


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
class Declaratiebericht(VanAanbieder):
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
