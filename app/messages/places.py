"""From the path of an element to its line number: one pass over the bytes, only for paths that are asked.

Line numbers are a matter of showing findings, so nobody pays for them who does not ask.
"""

from __future__ import annotations

import pyexpat
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

_STAP = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?")
_Stap = tuple[str, int]


@dataclass(slots=True)
class _Knoop:
    """A wanted element or an ancestor of one; ``regel`` is 0 until it has been seen."""

    regel: int = 0
    kinderen: dict[_Stap, _Knoop] = field(default_factory=dict)


def regelnummers(stroom: BinaryIO, paden: Iterable[str]) -> dict[str, int]:
    """Line (from 1) of each path; of its nearest existing ancestor when the element itself is absent.

    A path names elements from the root without prefixes; a step without position means the first of
    its name. The bytes have to be well-formed and without DOCTYPE, which intake has seen to.
    """
    gevraagd = {pad: tuple(_stappen(pad)) for pad in paden}
    wortel = _Knoop()
    for stappen in gevraagd.values():
        knoop = wortel
        for stap in stappen:
            knoop = knoop.kinderen.setdefault(stap, _Knoop())
    if wortel.kinderen:
        _loop(stroom, wortel)
    return {pad: _regel(wortel, stappen) for pad, stappen in gevraagd.items()}


def _stappen(pad: str) -> Iterable[_Stap]:
    for naam, positie in _STAP.findall(pad):
        yield naam, int(positie or 1)


def _regel(wortel: _Knoop, stappen: tuple[_Stap, ...]) -> int:
    regel, knoop = 1, wortel
    for stap in stappen:
        knoop = knoop.kinderen[stap]
        if not knoop.regel:
            break
        regel = knoop.regel
    return regel


def _loop(stroom: BinaryIO, wortel: _Knoop) -> None:
    parser = pyexpat.ParserCreate()
    open_knopen: list[tuple[_Knoop, dict[str, int]]] = [(wortel, {})]
    diepte_buiten = 0

    def begin(naam: str, _attributen: object) -> None:
        nonlocal diepte_buiten
        if diepte_buiten:
            diepte_buiten += 1
            return
        knoop, tellers = open_knopen[-1]
        lokaal = naam.rpartition(":")[2]
        positie = tellers[lokaal] = tellers.get(lokaal, 0) + 1
        kind = knoop.kinderen.get((lokaal, positie))
        if kind is None:
            diepte_buiten = 1
            return
        kind.regel = parser.CurrentLineNumber
        open_knopen.append((kind, {}))

    def einde(_naam: str) -> None:
        nonlocal diepte_buiten
        if diepte_buiten:
            diepte_buiten -= 1
        else:
            open_knopen.pop()

    parser.StartElementHandler = begin
    parser.EndElementHandler = einde
    while blok := stroom.read(256 * 1024):
        parser.Parse(blok, False)
    parser.Parse(b"", True)
