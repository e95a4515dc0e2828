"""Reads a regio from its files: ``regio.toml`` and ``tarieven.csv``; says file and line of what is wrong."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from app.contracts.model import (
    Aanbieder,
    Contract,
    Geldigheid,
    Gemeente,
    Productcode,
    Regio,
    Tarief,
    Tariefcontrole,
)

T = TypeVar("T")


class RegioFout(Exception):
    """A regio file cannot be used; the text names file, place and what is expected."""


def demoregio() -> Traversable:
    """Folder of the small fictitious regio that comes with the product."""
    return files("app.contracts").joinpath("regios", "demo")


def lees_regio(map_: Traversable) -> Regio:
    """The regio in a folder; raises RegioFout."""
    bestand = map_.joinpath("regio.toml")
    try:
        gegevens = tomllib.loads(bestand.read_text("utf-8"))
    except (OSError, ValueError) as fout:
        raise RegioFout(f"{bestand.name}: {fout}") from fout
    regio = gegevens.get("regio", {})
    return Regio(
        code=_veld(regio, "code", "regio.toml [regio]"),
        naam=_veld(regio, "naam", "regio.toml [regio]"),
        fictief=bool(regio.get("fictief", False)),
        gemeenten=_rijen(gegevens, "gemeente", _gemeente),
        aanbieders=_rijen(gegevens, "aanbieder", _aanbieder),
        contracten=_rijen(gegevens, "contract", _contract),
        productcodes=_rijen(gegevens, "productcode", _productcode),
        tarieven=tuple(_tarieven(map_.joinpath("tarieven.csv"))),
    )


def _rijen(gegevens: dict[str, Any], naam: str, maak: Callable[[dict[str, Any], str], T]) -> tuple[T, ...]:
    return tuple(
        maak(rij, f"regio.toml [[{naam}]] nummer {nummer}") for nummer, rij in enumerate(gegevens.get(naam, ()), 1)
    )


def _gemeente(rij: dict[str, Any], plaats: str) -> Gemeente:
    return Gemeente(_veld(rij, "code", plaats), _veld(rij, "naam", plaats), _geldigheid(rij, plaats))


def _aanbieder(rij: dict[str, Any], plaats: str) -> Aanbieder:
    return Aanbieder(_veld(rij, "agb", plaats), _veld(rij, "naam", plaats))


def _contract(rij: dict[str, Any], plaats: str) -> Contract:
    return Contract(
        nummer=_veld(rij, "nummer", plaats),
        aanbieder=_veld(rij, "aanbieder", plaats),
        geldig=_geldigheid(rij, plaats),
        tariefcontrole=_keuze(Tariefcontrole, rij.get("tariefcontrole", "GELIJK"), plaats),
    )


def _productcode(rij: dict[str, Any], plaats: str) -> Productcode:
    return Productcode(
        categorie=_veld(rij, "categorie", plaats),
        code=_veld(rij, "code", plaats),
        naam=_veld(rij, "naam", plaats),
        eenheid=_veld(rij, "eenheid", plaats),
        geldig=_geldigheid(rij, plaats),
    )


def _tarieven(bestand: Traversable) -> Iterable[Tarief]:
    try:
        regels = bestand.read_text("utf-8").splitlines()
    except OSError as fout:
        raise RegioFout(f"{bestand.name}: {fout}") from fout
    for nummer, rij in enumerate(csv.DictReader(regels, delimiter=";"), 2):
        plaats = f"{bestand.name} regel {nummer}"
        yield Tarief(
            code=_veld(rij, "code", plaats),
            eenheid=_veld(rij, "eenheid", plaats),
            bedrag=_centen(rij, plaats),
            geldig=_geldigheid(rij, plaats),
            contract=rij.get("contract") or None,
            gemeente=rij.get("gemeente") or None,
            versie=int(rij.get("versie") or 1),
            besluit=rij.get("besluit") or "",
        )


def _veld(rij: dict[str, Any], naam: str, plaats: str) -> str:
    waarde = rij.get(naam)
    if not isinstance(waarde, str) or not waarde:
        raise RegioFout(f"{plaats}: '{naam}' ontbreekt of is geen tekst.")
    return waarde


def _centen(rij: dict[str, Any], plaats: str) -> int:
    waarde = str(rij.get("bedrag") or "")
    if not waarde.isdecimal():
        raise RegioFout(f"{plaats}: 'bedrag' is een heel aantal eurocenten, niet '{waarde}'.")
    return int(waarde)


def _geldigheid(rij: dict[str, Any], plaats: str) -> Geldigheid:
    van, tot = (_datum(rij.get(naam), naam, plaats) for naam in ("van", "tot"))
    if van is None:
        raise RegioFout(f"{plaats}: 'van' ontbreekt.")
    if tot is not None and tot < van:
        raise RegioFout(f"{plaats}: 'tot' ({tot}) ligt voor 'van' ({van}).")
    return Geldigheid(van, tot)


def _datum(waarde: object, naam: str, plaats: str) -> date | None:
    if waarde in (None, ""):
        return None
    if isinstance(waarde, date):
        return waarde
    try:
        return date.fromisoformat(str(waarde))
    except ValueError:
        raise RegioFout(f"{plaats}: '{naam}' is geen datum (jjjj-mm-dd): '{waarde}'.") from None


def _keuze(soort: type[Tariefcontrole], waarde: str, plaats: str) -> Tariefcontrole:
    try:
        return soort(waarde)
    except ValueError:
        keuzes = ", ".join(lid.value for lid in soort)
        raise RegioFout(f"{plaats}: '{waarde}' is geen van {keuzes}.") from None
