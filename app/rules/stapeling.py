"""Stapeling: the same product over periods that overlap (TR302, TR361, TR386, TR410).

A product without code is compared by categorie with every product of that categorie, one without
categorie with every other product. Two products that both have a code only count when they are equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.rules.outcome import Fired


class Productperiode(NamedTuple):
    """A product (both parts may be empty) and the period over which there is care; no ``einddatum``: for ever."""

    categorie: str | None
    code: str | None
    begindatum: date
    einddatum: date | None

    @property
    def tekst(self) -> str:
        """The period in words."""
        return f"{self.begindatum} t/m {self.einddatum or 'onbepaald'}"


def stapelingen(perioden: Sequence[Productperiode]) -> Iterator[tuple[int, int]]:
    """The place of each period that overlaps one that begins earlier, and the place of that earlier one.

    Of periods that begin on one day the first in the row is the earlier. A period that ends before it
    begins (CS003) covers no day, so it overlaps nothing. Takes n log n steps for n periods.
    """
    genummerd = [
        _Genummerd(plaats, periode, periode.einddatum or date.max)
        for plaats, periode in enumerate(perioden)
        if periode.einddatum is None or periode.einddatum >= periode.begindatum
    ]
    gevonden: dict[int, int] = {}
    for groep, algemeen in _vergelijkbaar(genummerd):
        for eerder, later in _overlappingen(groep, algemeen):
            gevonden.setdefault(later, eerder)
    yield from sorted(gevonden.items())


def gestapeld(naam: str, periode: Productperiode, andere_naam: str, andere: Productperiode) -> Fired:
    """What is said of ``naam`` when it overlaps ``andere_naam`` of the same message.

    The names stand in the midst of a sentence: they begin without a capital.
    """
    return Fired(
        gevonden=periode.tekst,
        verwacht=f"een periode buiten {andere.tekst}",
        uitleg=f"{naam[0].upper()}{naam[1:]} ({periode.tekst}) overlapt met {andere_naam} ({andere.tekst}) "
        "voor hetzelfde product.",
        vergeleken_met=f"{andere_naam} in dit bericht",
    )


class _Genummerd(NamedTuple):
    plaats: int
    periode: Productperiode
    einde: date


_Keuze = Callable[[Productperiode], bool]


def _vergelijkbaar(perioden: Iterable[_Genummerd]) -> Iterator[tuple[list[_Genummerd], _Keuze]]:
    """Groups of products, and which of a group may overlap none of the others."""
    per_code: dict[tuple[str, str], list[_Genummerd]] = defaultdict(list)
    per_categorie: dict[str, list[_Genummerd]] = defaultdict(list)
    alle: list[_Genummerd] = []
    for een in perioden:
        alle.append(een)
        categorie, code = een.periode.categorie, een.periode.code
        if categorie is not None:
            per_categorie[categorie].append(een)
            if code is not None:
                per_code[categorie, code].append(een)
    for groep in per_code.values():
        yield groep, lambda periode: True
    for groep in per_categorie.values():
        yield groep, lambda periode: periode.code is None
    yield alle, lambda periode: periode.categorie is None


def _overlappingen(groep: list[_Genummerd], algemeen: _Keuze) -> Iterator[tuple[int, int]]:
    """Overlapping pairs (earlier start, later start) of which one is ``algemeen``, in one sweep."""
    laatste: _Genummerd | None = None
    laatste_algemeen: _Genummerd | None = None
    for een in sorted(groep, key=lambda een: een.periode.begindatum):
        is_algemeen = algemeen(een.periode)
        tegen = laatste if is_algemeen else laatste_algemeen
        if tegen is not None and tegen.einde >= een.periode.begindatum:
            yield tegen.plaats, een.plaats
        if laatste is None or een.einde > laatste.einde:
            laatste = een
        if is_algemeen and (laatste_algemeen is None or een.einde > laatste_algemeen.einde):
            laatste_algemeen = een
