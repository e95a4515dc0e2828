"""The text of region files as rows that know their file and line.

A kind of thing (gemeenten, contracten, tarieven ...) is either a row of tables ``[[contract]]`` in ``regio.toml`` or
a CSV file of its own with ``;`` between the fields, such as ``contracten.csv``.

Lines of TOML: the parser of Python gives values without positions, and libraries that keep positions do not
give them to the outside. So the headers of tables are looked up in the text, outside multi-line strings, in the
order in which they come. Only when there are as many as the parser found, a line is told.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Final, NamedTuple

TOML = "regio.toml"
SOORTEN: Final[Mapping[str, str]] = {
    "gemeente": "gemeenten.csv",
    "aanbieder": "aanbieders.csv",
    "perceel": "percelen.csv",
    "profiel": "profielen.csv",
    "intensiteit": "intensiteiten.csv",
    "pic": "pics.csv",
    "productcode": "productcodes.csv",
    "contract": "contracten.csv",
    "onderaanneming": "onderaannemingen.csv",
    "bekostiging": "bekostigingen.csv",
    "overgangsregel": "overgangsregels.csv",
    "volumeplafond": "volumeplafonds.csv",
    "budget": "budgetten.csv",
    "tarief": "tarieven.csv",
    "indicator": "indicatoren.csv",
    "resultaat": "resultaten.csv",
}
"""Each kind of table, and the CSV file that can hold it."""
BESTANDSNAMEN = frozenset({TOML, *SOORTEN.values()})

_TABEL = re.compile(r"^[ \t]*\[\[[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]")
_KOP = re.compile(r"^[ \t]*\[")
_VELD = re.compile(r"^[ \t]*([A-Za-z0-9_-]+)[ \t]*=")
_MEERREGELIG = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.DOTALL)


class Plaats(NamedTuple):
    """A place in a file; ``regel`` counts from 1 and is None when nobody can tell."""

    bestand: str
    regel: int | None = None

    def __str__(self) -> str:
        return self.bestand if self.regel is None else f"{self.bestand} regel {self.regel}"


class Melding(NamedTuple):
    """What is wrong, where, and what to do about it; in Dutch."""

    plaats: Plaats
    wat: str
    advies: str

    def __str__(self) -> str:
        return f"{self.plaats}: {self.wat} {self.advies}"


@dataclass(frozen=True, slots=True)
class Rij:
    """The fields of one thing, with their lines."""

    plaats: Plaats
    waarden: Mapping[str, Any]
    regels: Mapping[str, int] = field(default_factory=dict)

    def plaats_van(self, veld: str) -> Plaats:
        """Where a field is; the thing itself when it is not there."""
        return Plaats(self.plaats.bestand, self.regels.get(veld, self.plaats.regel))


@dataclass(frozen=True, slots=True)
class Bron:
    """All rows of a file set by kind; ``regio`` holds the row of ``[regio]``."""

    rijen: Mapping[str, tuple[Rij, ...]]
    meldingen: tuple[Melding, ...]


def lees_bron(bestanden: Mapping[str, str]) -> Bron:
    """The rows in files (name to text). What cannot be read at all is in ``meldingen``."""
    rijen: dict[str, tuple[Rij, ...]] = {}
    meldingen: list[Melding] = []
    for naam in sorted(bestanden.keys() - BESTANDSNAMEN):
        meldingen.append(
            Melding(Plaats(naam), "Dit bestand hoort hier niet.", f"Er zijn: {', '.join(sorted(BESTANDSNAMEN))}.")
        )
    for naam in sorted(naam for naam, tekst in bestanden.items() if "\0" in tekst):
        regel = bestanden[naam].count("\n", 0, bestanden[naam].index("\0")) + 1
        meldingen.append(Melding(Plaats(naam, regel), "Er staat een nulteken in.", "Bewaar het bestand als tekst."))
    bestanden = {naam: tekst.replace("\0", "") for naam, tekst in bestanden.items()}
    if TOML not in bestanden:
        meldingen.append(Melding(Plaats(TOML), "Het bestand ontbreekt.", "Begin het met [regio], code en naam."))
    else:
        rijen |= _uit_toml(bestanden[TOML], meldingen)
    for soort, naam in SOORTEN.items():
        if naam in bestanden:
            rijen[soort] = (*rijen.get(soort, ()), *_uit_csv(naam, bestanden[naam], meldingen))
    return Bron(rijen, tuple(meldingen))


def _uit_toml(tekst: str, meldingen: list[Melding]) -> dict[str, tuple[Rij, ...]]:
    try:
        gegevens = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        gevonden = re.search(r"line (\d+)", str(fout))
        regel = int(gevonden[1]) if gevonden else None
        meldingen.append(Melding(Plaats(TOML, regel), "Dit is geen leesbare TOML.", f"De lezer zegt: {fout}."))
        return {}
    regels = _leeg_gemaakt(tekst).splitlines()
    rijen: dict[str, tuple[Rij, ...]] = {}
    for naam, waarde in gegevens.items():
        if naam == "regio" and isinstance(waarde, dict):
            kop = next((nummer for nummer, regel in enumerate(regels, 1) if regel.strip() == "[regio]"), None)
            rijen[naam] = (_rij(regels, kop, waarde),)
        elif naam in SOORTEN and isinstance(waarde, list) and all(isinstance(een, dict) for een in waarde):
            koppen: list[int | None] = [*_koppen(regels, naam)]
            if len(koppen) != len(waarde):
                koppen = [None] * len(waarde)
            rijen[naam] = tuple(_rij(regels, kop, een) for kop, een in zip(koppen, waarde, strict=True))
        else:
            meldingen.append(
                Melding(
                    Plaats(TOML, _zoek_veld(regels, naam)),
                    f"'{naam}' is hier niet bekend.",
                    f"Er zijn [regio] en {', '.join(f'[[{soort}]]' for soort in SOORTEN)}.",
                )
            )
    return rijen


def _leeg_gemaakt(tekst: str) -> str:
    """The same lines, with nothing in multi-line strings."""
    return _MEERREGELIG.sub(lambda gevonden: '""' + "\n" * gevonden[0].count("\n"), tekst)


def _koppen(regels: list[str], naam: str) -> Iterator[int]:
    for nummer, regel in enumerate(regels, 1):
        gevonden = _TABEL.match(regel)
        if gevonden is not None and gevonden[1] == naam:
            yield nummer


def _rij(regels: list[str], kop: int | None, waarden: Mapping[str, Any]) -> Rij:
    velden: dict[str, int] = {}
    if kop is not None:
        for nummer in range(kop, len(regels)):
            if _KOP.match(regels[nummer]):
                break
            gevonden = _VELD.match(regels[nummer])
            if gevonden is not None and gevonden[1] in waarden:
                velden.setdefault(gevonden[1], nummer + 1)
    return Rij(Plaats(TOML, kop), waarden, velden)


def _zoek_veld(regels: list[str], naam: str) -> int | None:
    for nummer, regel in enumerate(regels, 1):
        gevonden = _VELD.match(regel)
        if regel.strip().strip("[]").strip() == naam or (gevonden is not None and gevonden[1] == naam):
            return nummer
    return None


def _uit_csv(naam: str, tekst: str, meldingen: list[Melding]) -> Iterator[Rij]:
    lezer = csv.reader(StringIO(tekst.removeprefix("\ufeff"), newline=""), delimiter=";")
    velden = [veld.strip() for veld in next(lezer, [])]
    vorige = lezer.line_num
    for cellen in lezer:
        plaats, vorige = Plaats(naam, vorige + 1), lezer.line_num
        if not any(cellen):
            continue
        if len(cellen) > len(velden):
            meldingen.append(
                Melding(
                    plaats,
                    f"Er zijn {len(cellen)} velden, terwijl de kop er {len(velden)} noemt.",
                    "Zet een tekst met ; erin tussen dubbele aanhalingstekens.",
                )
            )
            continue
        yield Rij(plaats, {veld: cel.strip() for veld, cel in zip(velden, cellen, strict=False) if cel.strip()})
