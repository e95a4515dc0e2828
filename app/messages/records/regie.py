"""The records of JW305 and JW307."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.messages.records.gemeen import Client, Klasse, VanAanbieder


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


@dataclass(frozen=True, slots=True)
class Startbericht(VanAanbieder):
    """JW305."""

    code: ClassVar[str] = "JW305"
    client: Client
    producten: tuple[StartProduct, ...]

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.producten


@dataclass(frozen=True, slots=True)
class Stopbericht(VanAanbieder):
    """JW307."""

    code: ClassVar[str] = "JW307"
    client: Client
    producten: tuple[StopProduct, ...]

    def klassen(self) -> Iterator[Klasse]:
        yield self.header
        yield self.client
        yield from self.producten
