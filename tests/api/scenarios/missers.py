"""Reads the list of slips in the sources, ``missers.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_BESTAND = Path(__file__).with_name("missers.toml")


@dataclass(frozen=True, slots=True)
class Misser:
    """One field of a case or flow in which the source cannot be followed."""

    waar: str
    """Case or flow."""
    stappen: tuple[int, ...]
    veld: str
    """Path inside the class; ``bericht`` without a class: the kind of message itself."""
    bron: str
    """Value in the source; empty: the source has none."""
    gebruikt: str
    """Value with which the scenario is played."""
    zonder: str
    """What the service says to the value of the source: a retourcode, or the name of a problem document."""
    waarom: str
    klasse: str = ""
    nummer: int = 1
    """Which class of that name in the step, from 1."""
    anomalie: int = 0
    """Which of the anomalies that go with the case this is, from 1; 0: none of them names it."""


@dataclass(frozen=True, slots=True)
class ZonderGevolg:
    """An anomaly of a case that changes nothing in what is sent."""

    waar: str
    anomalie: int
    waarom: str


_gegevens = tomllib.loads(_BESTAND.read_text("utf-8"))
MISSERS = tuple(Misser(**{**een, "stappen": tuple(een["stappen"])}) for een in _gegevens["misser"])
ZONDER_GEVOLG = tuple(ZonderGevolg(**een) for een in _gegevens["zonder_gevolg"])
