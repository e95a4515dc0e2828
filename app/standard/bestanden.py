"""Where the data files of a release lie and how they are read."""

import csv
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

_MAP = Path(__file__).parent
_APP = _MAP.parent
VORM_NAAM = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
"""What the name of a release looks like."""


class ReleaseFout(LookupError):
    """The data of a release cannot be used; the text names the release or its folder, and what is wrong."""


def release_map(naam: str) -> Path:
    """The folder of a release that comes with the product: "3.2" lies in `ijw_3_2`. Raises ReleaseFout."""
    pad = _MAP / f"ijw_{naam.replace('.', '_')}"
    if not VORM_NAAM.fullmatch(naam) or not pad.is_dir():
        raise ReleaseFout(f"no data for iJw release {naam!r}; known: {', '.join(release_namen())}")
    return pad


def schemas_map(naam: str) -> Path:
    """The folder with the XSDs of a release that comes with the product: inside `app` in a wheel, else beside it."""
    meegeleverd = _APP / "_meegeleverd" / "schemas"
    return (meegeleverd if meegeleverd.is_dir() else _APP.parent / "schemas") / "ijw" / naam


def release_namen() -> tuple[str, ...]:
    """The releases that come with the product, oldest first."""
    mappen = (pad.name.removeprefix("ijw_").split("_") for pad in _MAP.glob("ijw_*_*") if pad.is_dir())
    return tuple(f"{hoofd}.{sub}" for hoofd, sub in sorted(mappen, key=lambda deel: [int(d) for d in deel]))


def read_toml(pad: Path) -> dict[str, Any]:
    """Read a TOML file."""
    with pad.open("rb") as bestand:
        return tomllib.load(bestand)


def read_csv(pad: Path) -> list[dict[str, str]]:
    """Read a semicolon-separated file with a heading line."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";", strict=True))


def read_datum(tekst: str) -> date | None:
    """An ISO date, or None for an empty cell."""
    return date.fromisoformat(tekst) if tekst else None
