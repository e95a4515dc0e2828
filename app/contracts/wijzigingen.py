"""What changed between two loads of a regio in profielen, intensiteiten, PICs and tariffs, and why (R157)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, Final

from app.contracts.geldigheid import Geldigheid
from app.contracts.pic import Intensiteit, Pic, Profiel
from app.contracts.regio import Regio
from app.contracts.tarieven import Tarief

_Ding = Profiel | Intensiteit | Pic | Tarief


class Wat(Enum):
    """What became of it."""

    TOEGEVOEGD = "toegevoegd"
    GEWIJZIGD = "gewijzigd"
    VERVALLEN = "vervallen"


@dataclass(frozen=True, slots=True)
class Veldwijziging:
    """A field that differs, as text; None: it is empty, or there was nothing."""

    veld: str
    was: str | None
    wordt: str | None


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One thing that is not what it was."""

    soort: str
    """profiel, intensiteit, pic or tarief."""
    naam: str
    """Which one: its code, or what the tariff is of."""
    wat: Wat
    velden: tuple[Veldwijziging, ...]
    """Those that differ; of a new one all that it says, of one that is gone all that it said."""
    besluit: str
    """As the new one tells it, or the last one that there was; empty: none was told."""
    reden: str


def wijzigingen(oud: Regio | None, nieuw: Regio) -> Iterator[Wijziging]:
    """By kind and then by name; ``oud`` None: there was nothing before."""
    for soort, veld in _SOORTEN.items():
        voor = {} if oud is None else _op_sleutel(getattr(oud, veld))
        na = _op_sleutel(getattr(nieuw, veld))
        for sleutel in sorted(voor.keys() | na.keys(), key=lambda een: _naam(voor.get(een) or na[een])):
            yield from _vergelijk(soort, voor.get(sleutel), na.get(sleutel))


_SOORTEN: Final[Mapping[str, str]] = {
    "profiel": "profielen",
    "intensiteit": "intensiteiten",
    "pic": "pics",
    "tarief": "tarieven",
}


def _op_sleutel(dingen: Iterable[_Ding]) -> dict[Hashable, _Ding]:
    return {_sleutel(een): een for een in dingen}


def _sleutel(een: _Ding) -> Hashable:
    """By what a thing is known: a tariff by all but its amount and its last day."""
    match een:
        case Pic():
            return een.sleutel
        case Tarief():
            return een.code, een.eenheid, een.contract, een.gemeente, een.geldig.van, een.versie
        case _:
            return een.code


def _naam(een: _Ding) -> str:
    match een:
        case Pic():
            return f"{een.perceel} {een.label}"
        case Tarief():
            van_wie = [f"contract {een.contract}"] if een.contract else []
            van_wie += [f"gemeente {een.gemeente}"] if een.gemeente else []
            plek = f" ({', '.join(van_wie)})" if van_wie else ""
            return f"{een.code} per {een.eenheid}{plek} vanaf {een.geldig.van}, versie {een.versie}"
        case _:
            return een.code


def _vergelijk(soort: str, voor: _Ding | None, na: _Ding | None) -> Iterator[Wijziging]:
    geldend = na or voor
    if geldend is None or voor == na:
        return
    wat = Wat.TOEGEVOEGD if voor is None else Wat.VERVALLEN if na is None else Wat.GEWIJZIGD
    velden = tuple(
        Veldwijziging(naam, was, wordt)
        for naam in _velden(geldend)
        if (was := _tekst(voor, naam)) != (wordt := _tekst(na, naam))
    )
    yield Wijziging(soort, _naam(geldend), wat, velden, geldend.besluit, geldend.reden)


def _velden(een: _Ding) -> Iterator[str]:
    for veld in fields(een):
        yield from ("van", "tot") if veld.name == "geldig" else (veld.name,)


def _tekst(een: _Ding | None, naam: str) -> str | None:
    if een is None:
        return None
    bron: Any = een
    geldig = getattr(een, "geldig", None)
    if naam in ("van", "tot") and isinstance(geldig, Geldigheid):
        bron = geldig
    waarde = getattr(bron, naam)
    if isinstance(waarde, Enum):
        waarde = waarde.value
    return None if waarde in (None, "") else str(waarde)
