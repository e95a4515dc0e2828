"""The outcome of judging a message: findings, what could not be checked, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, StrEnum
from typing import NamedTuple
from uuid import UUID

GEEN_OPMERKING = "0200"
NIET_BEOORDEELD = "0233"
TECHNISCH_AFGEKEURD = "0001"
VOLLEDIG_TOEGEWEZEN = "8001"


class Finding(NamedTuple):
    """One broken rule on one class instance. Frozen; the same message and facts give the same findings."""

    regel: str
    niveau: int
    retourcode: str
    klasse: str
    klasse_pad: str
    """Path of the class instance that carries the code."""
    pad: str
    """Path of the element to look at."""
    gevonden: str
    verwacht: str
    uitleg: str
    vergeleken_met: str | None


class NotChecked(NamedTuple):
    """A rule that could not be decided, ``aantal`` times for the same reason."""

    regel: str
    reden: str
    aantal: int
    pad: str
    """Path of the first class instance that it concerns."""


class VoorWie(StrEnum):
    """Who a signal is for: the party that has to act, or whoever runs this service."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    BEHEERDER = "beheerder"


class Signaal(NamedTuple):
    """Something that someone has to see and that is no ground to reject; it is never in a national message.

    The text holds no personal data: it is kept in the clear, to be listed.
    """

    code: str
    """Rule of the standard (OPxxx, IVxxx, TRxxx), or a name of our own in capitals."""
    voor: VoorWie
    pad: str
    """Path of the class instance or element that it is about."""
    uitleg: str
    """Dutch, with what a person needs to check it."""
    verwijzing: str | None = None
    """The earlier message or toewijzing that it is about, if any."""
    kenmerk: str | None = None
    """For one that can come again: while it is not closed, another with this mark is not kept."""


class Oordeel(Enum):
    """The verdict on a message."""

    GOEDGEKEURD = "goedgekeurd"
    AFGEKEURD = "afgekeurd"
    DEELS_AFGEKEURD = "deels_afgekeurd"


class Situatie(Enum):
    """Where the faults are; it decides the shape of the answer (retour situations of IV028 and IV087)."""

    GEEN_FOUT = "geen fout"
    INHOUD = "niveau 2"
    HEADER = "niveau 3/4 in Header"
    DECLARATIE = "niveau 3/4 in Declaratie"
    KLASSEN = "niveau 3/4 onder de Header"


class Regelstaat(IntEnum):
    """What became of a Prestatie; ONBEKEND only where a partner's answer does not tell."""

    ONBEKEND = 0
    TOEGEKEND = 1
    GECREDITEERD = 2
    AFGEKEURD = 8
    NIET_BEOORDEELD = 9


@dataclass(frozen=True, slots=True)
class Declaratieuitslag:
    """What a JW323 that is processed came to; index in ``staten`` is the place of the line."""

    staten: bytes
    """One Regelstaat per line, in document order."""
    toegekend: int
    """Signed eurocents."""


class Partnercode(NamedTuple):
    """A retourcode that a partner put on a class instance, by its path in the answer."""

    klasse: str
    pad: str
    code: str


class Partneroordeel(NamedTuple):
    """What a partner found of a message, as it told in its answer."""

    heen: UUID | None
    """The message that was answered; None when it is not known here."""
    oordeel: Oordeel
    codes: tuple[Partnercode, ...]
    """All that are in the answer, in document order."""
    telt: bool = False
    """Whether the administration follows it."""


@dataclass(frozen=True, slots=True)
class Complement:
    """What a JW325 says of every line of its JW323, those that it leaves out included. Signed eurocents."""

    staten: bytes
    """One Regelstaat per line of the JW323; ONBEKEND for lines left out of an answer that does not close."""
    codes: Mapping[int, tuple[str, ...]]
    """Place of a returned line (from 0) -> its codes."""
    ingediend: int
    """Total of the JW323."""
    genoemd: int
    """What the JW325 says that total was."""
    toegekend: int
    """As the JW325 says."""
    afgewezen: int
    """Sum of the lines that were not granted."""

    @property
    def geheel_afgekeurd(self) -> bool:
        """Whether the declaratie as a whole was rejected, so that it counts as not sent."""
        return not self.codes and Regelstaat.NIET_BEOORDEELD in self.staten

    @property
    def rest(self) -> Regelstaat:
        """What became of the lines that the JW325 leaves out, which is the same for all."""
        weggelaten = (staat for plaats, staat in enumerate(self.staten) if plaats not in self.codes)
        return Regelstaat(next(weggelaten, Regelstaat.TOEGEKEND))

    @property
    def verschil(self) -> int:
        """What is claimed and neither granted nor rejected; 0 when the answer closes."""
        return self.ingediend - self.toegekend - self.afgewezen

    @property
    def sluit(self) -> bool:
        """Whether claimed = granted + rejected, to the cent, and every line is known."""
        return self.verschil == 0 and self.genoemd == self.ingediend and Regelstaat.ONBEKEND not in self.staten


@dataclass(frozen=True, slots=True)
class Judgement:
    """The one object of which every answer, page and report is a rendering."""

    situatie: Situatie
    bevindingen: tuple[Finding, ...] = ()
    niet_toetsbaar: tuple[NotChecked, ...] = ()
    uitslag: Declaratieuitslag | None = None
    """Only for a JW323 of which the lines were judged."""
    signalen: tuple[Signaal, ...] = ()
    """What someone has to see; no part of the verdict."""
    partner: Partneroordeel | None = None
    """Only for an answer that a partner sent: what it says of the message that it answers."""
    complement: Complement | None = None
    """Only for a JW325 that a partner sent, on a JW323 that is known here."""

    @property
    def oordeel(self) -> Oordeel:
        """The verdict: a JW323 can be rejected in part, any other message only as a whole (IV032)."""
        if self.situatie is Situatie.GEEN_FOUT:
            return Oordeel.GOEDGEKEURD
        if self.uitslag is not None and Regelstaat.TOEGEKEND in self.uitslag.staten:
            return Oordeel.DEELS_AFGEKEURD
        return Oordeel.AFGEKEURD

    @property
    def verwerkt(self) -> bool:
        """Whether the message counts as sent: what it says is taken into the administration."""
        return self.situatie is Situatie.GEEN_FOUT or self.uitslag is not None

    def met(self, signalen: Iterable[Signaal]) -> Judgement:
        """The same judgement with more signals, after those that it has."""
        return replace(self, signalen=(*self.signalen, *signalen))

    def codes_per_klasse(self) -> dict[str, list[str]]:
        """Retourcodes per path of a class instance, each once, in rule order."""
        codes: dict[str, list[str]] = {}
        for bevinding in self.bevindingen:
            lijst = codes.setdefault(bevinding.klasse_pad, [])
            if bevinding.retourcode not in lijst:
                lijst.append(bevinding.retourcode)
        return codes


class RuleError(Exception):
    """A rule itself went wrong: the message is held, never called valid and never given a retourcode.

    The text names the rule and the path, never a value of the message.
    """

    def __init__(self, regel: str, pad: str):
        super().__init__(f"rule {regel} failed on {pad}")
        self.regel = regel
        self.pad = pad
