"""What a steering figure is: one declaration, from which route, CSV, page and load test follow.

To add one: a module here with a row model, a function that works it out and a ``Stuurcijfer``, and its place in
``catalogus.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from app.exchange.weergavebasis import Weergave
from app.standard.kalender import maand_verder
from app.store.contracten import bekende_regios
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie

MEESTE_MAANDEN = 60
EERSTE, LAATSTE = date(2015, 1, 1), date(2099, 12, 31)
"""The law began in 2015."""
Gemeentecode = Annotated[str, Field(pattern=r"^\d{4}$")]


class OnmogelijkeVraag(Exception):
    """A question that no figure can answer; its text is Dutch and says what to ask instead."""


class Stuurvraag(BaseModel):
    """Waarover een cijfer gaat."""

    model_config = ConfigDict(extra="forbid")
    STANDAARD_MAANDEN: ClassVar[int] = 12

    regio: str | None = Field(None, max_length=16, description="Code van de regio; leeg: alle.")
    gemeente: list[Gemeentecode] = Field([], max_length=500, description="CBS-codes van gemeenten; leeg: alle.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder; leeg: alle.")
    perceel: str | None = Field(None, max_length=16, description="Code van het perceel of segment; leeg: alle.")
    van: date | None = Field(
        None, ge=EERSTE, le=LAATSTE, description="Eerste dag; leeg: het begin van de maand, elf maanden voor tot."
    )
    tot: date | None = Field(None, ge=EERSTE, le=LAATSTE, description="Laatste dag; leeg: vandaag.")
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")

    def selectie(self, vandaag: date) -> Selectie:
        """What it is about, with the period filled in; raises OnmogelijkeVraag when there is no such period."""
        tot = self.tot or max(vandaag, self.van or vandaag)
        van = self.van or maand_verder(tot, 1 - self.STANDAARD_MAANDEN)
        if van > tot:
            raise OnmogelijkeVraag(f"De periode begint op {van}, na de laatste dag {tot}.")
        if maand_verder(van, MEESTE_MAANDEN) <= tot:
            raise OnmogelijkeVraag(f"De periode is langer dan {MEESTE_MAANDEN} maanden; vraag in delen.")
        return Selectie(van, tot, self.regio, tuple(self.gemeente), self.aanbieder, self.perceel)


class Groepvraag(Stuurvraag):
    """Ook waarnaar wordt verdeeld."""

    per: Literal["perceel", "pic"] = Field("perceel", description="Verdeel naar perceel, of naar PIC.")


V = TypeVar("V", bound=Stuurvraag)
R = TypeVar("R", bound=Weergave)


@dataclass(frozen=True, slots=True)
class Peiling(Generic[V]):
    """One time that a figure is asked."""

    werk: SqlWerkeenheid
    vraag: V
    selectie: Selectie
    """What the question is about, with the period filled in."""
    vandaag: date


@dataclass(frozen=True, slots=True)
class Stuurcijfer(Generic[V, R]):
    """A figure."""

    naam: str
    """Last part of its address, and first part of the name of its CSV."""
    titel: str
    """What it says, in Dutch."""
    uitleg: str
    """How it is worked out, in Dutch: what counts, from which date, and what is left out."""
    eisen: tuple[str, ...]
    """Rows of docs/eisen.md that ask for it."""
    vraag: type[V]
    rij: type[R]
    bereken: Callable[[Peiling[V]], Sequence[R]]
    """From a question to its rows; raises OnmogelijkeVraag."""

    @property
    def kolommen(self) -> tuple[str, ...]:
        """Columns of its CSV."""
        return tuple(self.rij.model_fields)


def is_fictief(werk: SqlWerkeenheid, regio: str | None) -> bool:
    """Whether amounts and codes of a regio are made up; without one: those of any."""
    return any(een.fictief for een in bekende_regios(werk.verbinding) if regio in (None, een.code))
