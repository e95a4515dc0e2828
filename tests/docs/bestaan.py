"""Whether something that a page names exists: told from the files of a checkout alone, nothing is imported."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tests.shared import CHECKOUT

_ROUTE = re.compile(r"(?P<methode>GET|PUT|POST|DELETE|PATCH) (?P<pad>/\S+)")
_REGEL = re.compile(r"(?:TR|CD|CS|OP|IV)[0-9]{3}(?:x[0-9])?")
_RELEASE = Path("app/standard/ijw_3_2")


def bestaat(naam: str, checkout: Path = CHECKOUT) -> bool:
    """Whether a checkout has what is named.

    A route (``GET /api/v1/...``), a command (``ijw regio laad``), a signal (``SIG-...``), a rule (``TR418``), a test
    (``tests/x.py::test_y``), a file or folder (``app/contracts/regios``), or a module, class, function or member
    (``app.contracts.pic.Pic.label``).
    """
    if route := _ROUTE.fullmatch(naam):
        return route["methode"].lower() in _routes(checkout).get(route["pad"], ())
    if naam.startswith("ijw "):
        return tuple(naam.split()[1:]) in _opdrachten(checkout)
    if naam.startswith("SIG-"):
        return naam in _signalen(checkout)
    if _REGEL.fullmatch(naam):
        return naam in _regels(checkout)
    if "::" in naam:
        bestand, _, test = naam.partition("::")
        return test.startswith("test_") and test in _namen(checkout / bestand)
    if "/" in naam:
        return (checkout / naam).exists()
    return _heeft_python(naam.split("."), checkout)


def _heeft_python(delen: list[str], checkout: Path) -> bool:
    for lengte in range(len(delen), 0, -1):
        pad = checkout.joinpath(*delen[:lengte])
        module = next((een for een in (pad.with_suffix(".py"), pad / "__init__.py") if een.exists()), None)
        if module is not None:
            return lengte == len(delen) or ".".join(delen[lengte:]) in _namen(module)
    return False


@lru_cache
def _namen(bestand: Path) -> frozenset[str]:
    """Everything that a module defines itself: names, and members of its classes with a dot."""
    return frozenset(_gedefinieerd(ast.parse(bestand.read_text("utf-8")).body)) if bestand.exists() else frozenset()


def _gedefinieerd(inhoud: list[ast.stmt], voor: str = "") -> Iterator[str]:
    for een in inhoud:
        match een:
            case ast.ClassDef(name=naam, body=leden):
                yield voor + naam
                yield from _gedefinieerd(leden, f"{voor}{naam}.")
            case ast.FunctionDef(name=naam) | ast.AsyncFunctionDef(name=naam):
                yield voor + naam
            case ast.AnnAssign(target=ast.Name(id=naam)):
                yield voor + naam
            case ast.Assign(targets=doelen):
                yield from (voor + doel.id for doel in doelen if isinstance(doel, ast.Name))


@lru_cache
def _routes(checkout: Path) -> dict[str, frozenset[str]]:
    document = json.loads((checkout / "openapi" / "openapi.json").read_text("utf-8"))
    return {pad: frozenset(inhoud) for pad, inhoud in document["paths"].items()}


@lru_cache
def _opdrachten(checkout: Path) -> frozenset[tuple[str, ...]]:
    """Commands by their words, from the decorators in app/cli/main.py."""
    gevonden: set[tuple[str, ...]] = set()
    for een in ast.parse((checkout / "app" / "cli" / "main.py").read_text("utf-8")).body:
        if not isinstance(een, ast.FunctionDef):
            continue
        for versiering in een.decorator_list:
            match versiering:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=groep), attr="command"), args=woorden):
                    genoemd = [str(woord.value) for woord in woorden if isinstance(woord, ast.Constant)]
                    naam = genoemd[0] if genoemd else een.name.strip("_").replace("_", "-")
                    gevonden.add((naam,) if groep == "app" else (groep.removesuffix("_app"), naam))
    return frozenset(gevonden)


@lru_cache
def _signalen(checkout: Path) -> frozenset[str]:
    bestand = checkout / "app" / "standard" / "signalen.toml"
    return frozenset(een["code"] for een in tomllib.loads(bestand.read_text("utf-8"))["signaal"])


@lru_cache
def _regels(checkout: Path) -> frozenset[str]:
    teksten = ((checkout / _RELEASE / f"{naam}.toml").read_text("utf-8") for naam in _CATALOGI)
    return frozenset(een for tekst in teksten for een in _REGEL.findall(tekst))


_CATALOGI = ("regels", "procedureregels", "typeregels")
