"""What became of each file that was handed in on the command line: one record, shown in several ways."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.exchange.ports import Afhandeling
from app.exchange.steps import BerichtAangehouden
from app.exchange.weergave import Beoordeling, toon
from app.messages.intake import Levering, Ontvangst
from app.messages.problems import BerichtGeweigerd

STDIN = Path("-")
_BLOK = 1024 * 1024

Uitkomst = Literal["goedgekeurd", "afgekeurd", "deels_afgekeurd", "aangehouden", "geweigerd", "onleesbaar"]


class Afloop(IntEnum):
    """Exit codes of `ijw toets` and `ijw verwerk`; the highest of all files counts."""

    GOEDGEKEURD = 0
    AFGEKEURD = 1
    NIET_BEOORDEELD = 2


class Onleesbaar(Exception):
    """A file cannot be read; the text says why."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class XsdFout(_Model):
    """One fault for which a message was refused."""

    regelnummer: int | None
    pad: str
    melding: str


class Weigering(_Model):
    """Why there is no judgement."""

    titel: str
    fouten: tuple[XsdFout, ...] = ()
    aantal: int = 0
    """How many faults there were; the list may have been cut."""


class Bestandsverslag(_Model):
    """One file: either ``beoordeling`` or ``weigering`` is filled."""

    bestand: str
    uitkomst: Uitkomst
    beoordeling: Beoordeling | None = None
    weigering: Weigering | None = None
    retour_xml: str | None = Field(None, description="The national answer, when it was asked for.")
    seconden: float = Field(exclude=True)

    @property
    def afloop(self) -> Afloop:
        """What this file means for the exit code."""
        if self.beoordeling is None:
            return Afloop.NIET_BEOORDEELD
        return Afloop.GOEDGEKEURD if self.uitkomst == "goedgekeurd" else Afloop.AFGEKEURD


Handeling = Callable[[Levering], Afhandeling]
"""Dry run or the real thing; raises BerichtGeweigerd and BerichtAangehouden."""
Bewaarder = Callable[[Path, Afhandeling], None]
"""Gets each answer with the file that it answers."""


def behandel(
    bestand: Path, handeling: Handeling, grens: int, *, met_xml: bool, bewaar: Bewaarder | None = None
) -> Bestandsverslag:
    """Hand in one file (`-` is standard input) of at most ``grens`` bytes, and tell what became of it."""
    begin = perf_counter()

    def niet_beoordeeld(uitkomst: Uitkomst, weigering: Weigering) -> Bestandsverslag:
        return Bestandsverslag(
            bestand=leesbare_naam(bestand), uitkomst=uitkomst, weigering=weigering, seconden=perf_counter() - begin
        )

    try:
        afhandeling = handeling(_lees(bestand, grens))
    except Onleesbaar as fout:
        return niet_beoordeeld("onleesbaar", Weigering(titel=f"Het bestand is niet te lezen: {fout}."))
    except BerichtGeweigerd as fout:
        return niet_beoordeeld("geweigerd", _weigering(fout))
    except BerichtAangehouden as fout:
        return niet_beoordeeld("aangehouden", _aangehouden(fout))
    if bewaar is not None:
        bewaar(bestand, afhandeling)
    beoordeling = toon(afhandeling)
    return Bestandsverslag(
        bestand=leesbare_naam(bestand),
        uitkomst=beoordeling.oordeel,
        beoordeling=beoordeling,
        retour_xml=afhandeling.retour.pakket.bytes().decode() if met_xml and afhandeling.retour else None,
        seconden=perf_counter() - begin,
    )


def leesbare_naam(bestand: Path) -> str:
    """A file name as text that can be written anywhere, whatever bytes it has."""
    naam = os.fsencode(bestand).decode("utf-8", "replace")
    return "".join(teken if teken.isprintable() else "\N{REPLACEMENT CHARACTER}" for teken in naam)


def _lees(bestand: Path, grens: int) -> Levering:
    try:
        if bestand == STDIN:
            return _neem_aan(sys.stdin.buffer, grens)
        with bestand.open("rb") as stroom:
            return _neem_aan(stroom, grens)
    except OSError as fout:
        raise Onleesbaar(fout.strerror) from fout


def _neem_aan(stroom: BinaryIO, grens: int) -> Levering:
    ontvangst = Ontvangst(grens)
    while blok := stroom.read(_BLOK):
        ontvangst.voeg_toe(blok)
    return ontvangst.sluit()


def _weigering(fout: BerichtGeweigerd) -> Weigering:
    return Weigering(
        titel=fout.titel,
        fouten=tuple(XsdFout(regelnummer=een.regelnummer, pad=een.pad, melding=een.melding) for een in fout.fouten),
        aantal=fout.aantal,
    )


def _aangehouden(fout: BerichtAangehouden) -> Weigering:
    wat = fout.aangehouden
    return Weigering(
        titel=f"Regel {wat.regel} kon zelf niet worden uitgevoerd op {wat.pad}. Er is geen oordeel; meld dit aan de "
        "beheerder."
    )
