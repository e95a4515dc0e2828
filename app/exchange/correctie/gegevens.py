"""What a correction is made of: earlier lines with their state, and what the aanbieder wants with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from typing import Protocol
from uuid import UUID

from app.exchange.judgement import Finding
from app.messages.problems import Fout
from app.messages.records import Declaratiebericht, Prestatie
from app.rules.facts import Facts
from app.standard.release import Release


class Actie(Enum):
    """What the aanbieder wants with an earlier line."""

    OPNIEUW = "opnieuw"
    """Claim it again, as it was or with new values."""
    CREDITEREN = "crediteren"
    """Take it back."""
    VERVANGEN = "vervangen"
    """Take it back, and then claim it with new values."""
    WEGLATEN = "weglaten"
    """Leave a rejected line be, when all others of its message are claimed again."""


class Staat(Enum):
    """What became of an earlier line."""

    TOEGEKEND = "toegekend"
    GECREDITEERD = "gecrediteerd"
    """Granted, and taken back since."""
    AFGEKEURD = "afgekeurd"
    NIET_BEOORDEELD = "niet beoordeeld"
    """Its client was rejected (0233)."""
    NIET_VERWERKT = "niet verwerkt"
    """Its message was rejected as a whole and counts as not sent."""

    @property
    def ooit_toegekend(self) -> bool:
        """Granted, taken back since or not: its ReferentieNummer stays used (TR314)."""
        return self in (Staat.TOEGEKEND, Staat.GECREDITEERD)


@dataclass(frozen=True, slots=True)
class Nieuw:
    """New values for a line; None leaves a value as it was. Amounts in eurocents."""

    bsn: str | None = field(default=None, repr=False)
    toewijzingnummer: int | None = None
    categorie: str | None = None
    code: str | None = None
    begindatum: date | None = None
    einddatum: date | None = None
    volume: int | None = None
    eenheid: str | None = None
    tarief: int | None = None
    bedrag: int | None = None

    @property
    def leeg(self) -> bool:
        """Whether nothing is to change."""
        return all(getattr(self, veld.name) is None for veld in fields(self))


@dataclass(frozen=True, slots=True)
class EerdereRegel:
    """A line that was sent before, and what became of it."""

    bericht_id: UUID
    gemeente: str
    bsn: str = field(repr=False)
    prestatie: Prestatie
    staat: Staat
    bevindingen: tuple[Finding, ...] = ()
    """Why it was rejected: findings on the line, or on its client when it was not judged."""

    @property
    def is_credit(self) -> bool:
        """Whether it is a credit itself."""
        return self.prestatie.vorig_referentienummer is not None


@dataclass(frozen=True, slots=True)
class EerdereDeclaratie:
    """An earlier message of an aanbieder; lines only when it is a JW323 that was judged."""

    code: str
    afzender: str
    oordeel: str
    bevindingen: tuple[Finding, ...] = ()
    """Those on Header and Declaratie, for which the message was rejected as a whole."""
    regels: tuple[EerdereRegel, ...] = ()
    """In document order."""


@dataclass(frozen=True, slots=True)
class Wens:
    """What the aanbieder wants with the line of this ReferentieNummer."""

    referentienummer: str
    actie: Actie
    nieuw: Nieuw = Nieuw()


@dataclass(frozen=True, slots=True)
class Verzoek:
    """What is asked: all rejected lines of a message again, some lines in particular, or both."""

    aanbieder: str
    bericht_id: UUID | None = None
    wensen: tuple[Wens, ...] = ()


@dataclass(frozen=True, slots=True)
class Opdracht:
    """An earlier line with what is to be done with it."""

    plek: str
    """Place in the request, for what there is to say about it."""
    regel: EerdereRegel
    actie: Actie
    nieuw: Nieuw
    genoemd: bool
    """Asked for by its number; else it came along with its message, and is passed over when it cannot go."""


class CorrectieGeweigerd(Exception):
    """The correction cannot be made as asked. ``fouten`` say per place in the request why, and what can be done.

    No text holds the value of a Bsn.
    """

    def __init__(self, fouten: Sequence[Fout]):
        super().__init__(f"{len(fouten)} objections to a correction")
        self.fouten = tuple(fouten)


class Correctiebron(Protocol):
    """What composing asks of storage."""

    def declaratie(self, id: UUID) -> EerdereDeclaratie | None:
        """A message by its id; None when it is unknown."""

    def regels(self, aanbieder: str, nummers: Collection[str]) -> Mapping[str, Sequence[EerdereRegel]]:
        """Lines of an aanbieder by ReferentieNummer: the one that was granted, then the rejected one sent last."""

    def bezet(self, aanbieder: str, nummers: Collection[str]) -> set[str]:
        """Which of these the aanbieder used before, as Identificatie, DeclaratieNummer or ReferentieNummer."""

    def facts(self, bericht: Declaratiebericht, release: Release, vandaag: date) -> Facts:
        """What the rules ask about a message, as things stand now."""
