"""What the exchange asks of the world around it: storage, the clock and new identifications."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from app.exchange.judgement import Complement, Judgement
from app.messages.intake import Levering
from app.messages.pakket import Pakket
from app.messages.records import Antwoordbericht, Bericht, Declaratieantwoordbericht, Declaratiebericht, Ontvangen
from app.rules.facts import DeclaratieantwoordFacts, EerderBericht, Facts
from app.rules.procedure.feiten import Procedurefeiten
from app.standard.release import Berichtsoort, Release
from app.standard.werkdagen import Werkkalender


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A national answer: kind of message, its own Identificatie, and its bytes."""

    code: str
    identificatie: str
    pakket: Pakket


@dataclass(frozen=True, slots=True)
class Afhandeling:
    """A message that went through all steps: what came in, the judgement and the answer."""

    id: UUID
    ontvangen: datetime
    """With time zone."""
    release: Release
    soort: Berichtsoort
    levering: Levering
    bericht: Ontvangen
    oordeel: Judgement
    retour: Antwoord | None
    """None for an answer that a partner sent: nothing is sent back on it."""
    heen: Ontvangen | None = None
    """The message that an answer of a partner is about, when it is known here."""
    oefening: bool = False
    """Handed in while the service is in practice mode: nothing of it is kept."""

    @property
    def antwoord(self) -> Antwoord:
        """The answer to a message that is answered; raises LookupError for one that is an answer itself."""
        if self.retour is None:
            raise LookupError(f"message {self.id} is an answer, and is not answered")
        return self.retour


@dataclass(frozen=True, slots=True)
class Aangehouden:
    """A message on which a rule itself failed: kept, without verdict and without answer."""

    id: UUID
    ontvangen: datetime
    release: Release
    soort: Berichtsoort
    levering: Levering
    bericht: Ontvangen
    regel: str
    pad: str


@dataclass(frozen=True, slots=True)
class Beantwoord:
    """A message that was received here, found by the answer that a partner sent on it."""

    id: UUID
    release: str
    code: str
    oordeel: str
    """What we found: goedgekeurd, afgekeurd, deels_afgekeurd or aangehouden."""
    pakket: Pakket
    """As it was received."""
    eerder_antwoord: EerderBericht | None
    """The first answer that a partner sent on it before."""
    gevolgd: bool
    """Whether the administration follows an earlier answer on it."""
    staten: bytes | None
    """One Regelstaat per line of a JW323, as they are now; None when it does not count as sent."""


class Botsing(NamedTuple):
    """What of a JW325 cannot be followed: two granted lines cannot have one ReferentieNummer (TR314)."""

    declaratienummer: bool
    """Another declaratie that counts has its DeclaratieNummer (TR333), so none of it can be followed."""
    prestaties: frozenset[int]
    """Places (from 0) of lines that were granted, of which another granted line has the number."""


@dataclass(frozen=True, slots=True)
class Idempotentie:
    """Key by which a sender marks a delivery, so that sending it again is harmless."""

    sleutel: str
    sha256: bytes


class SleutelBezig(Exception):
    """A delivery with this key is being handled at this moment."""


class SleutelHergebruikt(Exception):
    """This key was used before for other bytes."""


class Werkeenheid(Protocol):
    """One transaction: facts are read and everything is kept in it, or nothing is."""

    def eerder(self, idempotentie: Idempotentie) -> UUID | None:
        """The message that was handled under this key; raises SleutelBezig or SleutelHergebruikt."""

    def facts(self, bericht: Bericht, release: Release, vandaag: date) -> Facts:
        """All facts that the rules of this release ask about a message, fetched in bulk."""

    def beantwoord(self, codes: Collection[str], antwoord: Antwoordbericht) -> Beantwoord | None:
        """The message with one of these codes that an answer of a partner is about; None when it is not known."""

    def antwoord_facts(
        self, bericht: Declaratieantwoordbericht, declaratie: Declaratiebericht | None, release: Release, vandaag: date
    ) -> DeclaratieantwoordFacts:
        """All facts that the rules ask about a JW325 on this JW323."""

    def botsing(self, heen_id: UUID, declaratie: Declaratiebericht, complement: Complement) -> Botsing:
        """What would keep us from following a JW325 on this JW323."""

    def procedurefeiten(self, facts: Facts, kalender: Werkkalender) -> Procedurefeiten:
        """What the rules of procedure of this message ask beside its facts."""

    def bewaar(self, afhandeling: Afhandeling, facts: Facts | None, idempotentie: Idempotentie | None) -> None:
        """Keep message, judgement, records and answer; ``facts`` is None when level 2 rejected it."""

    def houd_aan(self, aangehouden: Aangehouden) -> None:
        """Keep a message without verdict."""


class Opslag(Protocol):
    """Where messages and what was decided are kept."""

    def werkeenheid(self, bericht: Ontvangen | None = None, *, schrijven: bool) -> AbstractContextManager[Werkeenheid]:
        """A transaction; writing ones on the parties of a message follow each other."""

    def sleutel_bezet(self, idempotentie: Idempotentie | None) -> AbstractContextManager[None]:
        """Holds the key while a delivery is handled; raises SleutelBezig when another has it."""


class Nummering(Protocol):
    """What new messages and answers are called, so that a replay can call them as they were."""

    def bericht(self, nu: datetime) -> UUID:
        """Our id of a message received at this moment."""

    def antwoord(self) -> str:
        """The Identificatie of an answer: at most 12 characters, never used before."""


class Klok(Protocol):
    """Time, so that tests can set it."""

    def nu(self) -> datetime:
        """The moment, with time zone."""
