"""Thresholds of what is promised under a volumeplafond or spent of a budget: which are reached, and their signals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.contracts.prijs import euro
from app.exchange.judgement import VoorWie
from app.store.dagronde import Gevonden
from app.store.opslag import SqlWerkeenheid

VOL = 100
"""Percentage that is passed only above it: exactly at a plafond or budget nothing is wrong."""


class Drempelstand(NamedTuple):
    """How far something with thresholds is filled; amounts in eurocents."""

    kenmerk: str
    """What it is about, the same each time."""
    wat: str
    """The same in Dutch, as a sentence begins."""
    verwijzing: str
    bedrag: int
    grens: int
    procenten: tuple[int, ...]
    gemeenten: tuple[str, ...]
    """CBS codes of whom it concerns: of a plafond or budget of the whole regio all of its gemeenten (decision 165)."""
    aanbieder: str | None = None

    @property
    def bereikt(self) -> tuple[int, ...]:
        """The thresholds that are reached: at the percentage itself, and 100 only above it."""
        return tuple(
            procent
            for procent in sorted(set(self.procenten))
            if self.bedrag > 0 and self.bedrag * 100 >= procent * self.grens + (1 if procent == VOL else 0)
        )


def drempelsignalen(stand: Drempelstand, code: str, voor: tuple[VoorWie, ...], gevolg: str) -> Iterator[Gevonden]:
    """One for each threshold that is reached and each party; ``gevolg`` says what follows above 100 %."""
    deel = 10_000 if stand.grens == 0 else stand.bedrag * 10_000 // stand.grens
    for procent in stand.bereikt:
        uitleg = (
            f"{stand.wat} {euro(stand.bedrag)} van {euro(stand.grens)} ({deel // 100},{deel % 100:02d}%); "
            f"de grens is {procent}%."
        )
        if procent >= VOL:
            uitleg += f" {gevolg}"
        kenmerk = f"{stand.kenmerk} {procent}"
        for wie in voor:
            # Lists are asked per gemeente, so a signal that named none would be read by nobody.
            for gemeente in stand.gemeenten if wie is VoorWie.GEMEENTE else (None,):
                yield Gevonden(
                    *(code, wie, kenmerk if gemeente is None else f"{kenmerk} {gemeente}", uitleg),
                    gemeente=gemeente,
                    aanbieder=stand.aanbieder,
                    verwijzing=stand.verwijzing,
                )


def gemeenten_van(werk: SqlWerkeenheid, regio: str, dag: date) -> tuple[str, ...]:
    """The gemeenten that a regio has on a day, in order."""
    afspraken = werk.contracten.afspraken(werk.verbinding, regio)
    leden = () if afspraken is None else afspraken.regio.gemeenten
    return tuple(sorted({een.code for een in leden if een.geldig.omvat(dag)}))
