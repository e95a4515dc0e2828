"""What a replay says that the store does not: rules, verdicts, granted amounts and refusals that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.exchange.herhaling import AANGEHOUDEN, Herhaald
from app.exchange.judgement import Finding
from app.exchange.ports import Afhandeling
from app.exchange.steps import BerichtAangehouden
from app.exchange.weergavebasis import Weergave
from app.messages.problems import BerichtGeweigerd

MEESTE_FOUTEN = 20
"""Faults against the XSD that are told of one message."""
GEWEIGERD, NIET_OM_TE_ZETTEN = "geweigerd", "niet om te zetten"


class Regelverschil(Weergave):
    """A rule that fires no longer, or newly, in one message."""

    regel: str
    retourcode: str
    aantal: int = Field(description="At how many places in the message.")
    pad: str = Field(description="The first of these places.")
    uitleg: str = Field(description="What the rule says there, in Dutch.")


class Beslissing(Weergave):
    """A judgement in short: as it was, or as it would be."""

    release: str
    oordeel: str
    toegekend: int | None = Field(description="Signed eurocents; empty when no lines were judged.")


class Berichtverschil(Weergave):
    """A message that is judged differently now."""

    id: UUID
    ontvangen: datetime
    code: str
    afzender: str
    ontvanger: str
    identificatie: str
    was: Beslissing
    wordt: Beslissing
    vervallen: tuple[Regelverschil, ...]
    nieuw: tuple[Regelverschil, ...]
    weigering: tuple[str, ...] = Field(
        description="Why it is not judged now: faults against the XSD, with their place."
    )


def vergelijk(herhaald: Herhaald, release: str) -> Berichtverschil | None:
    """The difference between what was decided and what is decided now in this release; None when there is none.

    Explanations may differ in wording, and what could not be checked is no part of the verdict: neither counts.
    """
    eerder, uitkomst = herhaald
    was = Beslissing(release=eerder.release, oordeel=eerder.oordeel, toegekend=eerder.toegekend)
    bevindingen: tuple[Finding, ...] = ()
    weigering: tuple[str, ...] = ()
    toegekend = None
    match uitkomst:
        case Afhandeling():
            oordeel, bevindingen = uitkomst.oordeel.oordeel.value, uitkomst.oordeel.bevindingen
            toegekend = None if uitkomst.oordeel.uitslag is None else uitkomst.oordeel.uitslag.toegekend
        case BerichtGeweigerd():
            oordeel, weigering = GEWEIGERD, tuple(_fouten(uitkomst))
        case BerichtAangehouden():
            oordeel, weigering = AANGEHOUDEN, (f"Regel {uitkomst.aangehouden.regel} kon niet worden uitgevoerd.",)
        case _:
            oordeel, weigering = NIET_OM_TE_ZETTEN, (str(uitkomst),)
    wordt = Beslissing(release=release, oordeel=oordeel, toegekend=toegekend)
    # A message that is not judged now breaks no rule any more, but saying so for each would hide why.
    beoordeeld = isinstance(uitkomst, Afhandeling)
    vervallen = _meer(eerder.bevindingen, bevindingen) if beoordeeld else ()
    nieuw = _meer(bevindingen, eerder.bevindingen)
    if (was.oordeel, was.toegekend) == (wordt.oordeel, wordt.toegekend) and not vervallen and not nieuw:
        return None
    return Berichtverschil(
        **{naam: getattr(eerder, naam) for naam in _KOP},
        was=was,
        wordt=wordt,
        vervallen=vervallen,
        nieuw=nieuw,
        weigering=weigering,
    )


_KOP = ("id", "ontvangen", "code", "afzender", "ontvanger", "identificatie")
_Sleutel = tuple[str, str, str]


def _meer(deze: Iterable[Finding], dan: Iterable[Finding]) -> tuple[Regelverschil, ...]:
    """Findings that are in the one and not in the other, by rule."""
    rest = Counter(map(_sleutel, dan))
    per_regel: dict[tuple[str, str], list[Finding]] = {}
    for een in deze:
        if rest[_sleutel(een)]:
            rest[_sleutel(een)] -= 1
        else:
            per_regel.setdefault((een.regel, een.retourcode), []).append(een)
    return tuple(
        Regelverschil(regel=regel, retourcode=code, aantal=len(alle), pad=alle[0].pad, uitleg=alle[0].uitleg)
        for (regel, code), alle in per_regel.items()
    )


def _sleutel(een: Finding) -> _Sleutel:
    return een.regel, een.retourcode, een.pad


def _fouten(geweigerd: BerichtGeweigerd) -> Iterable[str]:
    for fout in geweigerd.fouten[:MEESTE_FOUTEN]:
        yield f"{fout.pad}: {fout.melding}" if fout.pad else fout.melding
    if not geweigerd.fouten:
        yield geweigerd.titel


class Totalen:
    """Adds up the differences of a replay."""

    def __init__(self) -> None:
        self.berichten = 0
        self.met_verschil = 0
        self.oordelen: Counter[str] = Counter()
        """Of each pair of verdicts that differ, how often."""
        self.vervallen: Counter[str] = Counter()
        """How often each rule fires no longer."""
        self.nieuw: Counter[str] = Counter()
        self.toegekend_was = 0
        """Signed eurocents over all messages."""
        self.toegekend_wordt = 0

    def tel(self, herhaald: Herhaald, verschil: Berichtverschil | None) -> None:
        """Take in one message."""
        self.berichten += 1
        was = herhaald.eerder.toegekend or 0
        self.toegekend_was += was
        if verschil is None:
            self.toegekend_wordt += was
            return
        self.met_verschil += 1
        self.toegekend_wordt += verschil.wordt.toegekend or 0
        if verschil.was.oordeel != verschil.wordt.oordeel:
            self.oordelen[f"{verschil.was.oordeel} -> {verschil.wordt.oordeel}"] += 1
        for teller, lijst in ((self.vervallen, verschil.vervallen), (self.nieuw, verschil.nieuw)):
            for een in lijst:
                teller[een.regel] += een.aantal
