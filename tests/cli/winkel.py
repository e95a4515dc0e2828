"""The command line as a user has it: a folder with example files, settings in the environment, a command."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from app.exchange.steps import Wandklok
from app.exchange.voorbeelden import voorbeeld
from app.standard.release import laad_release

RELEASE = laad_release("3.2")
IJW = (sys.executable, "-c", "from app.cli.main import main; main()")
"""The command as a process of its own, also where it is not installed."""


@dataclass
class Winkel:
    """A user's folder. ``ijw`` runs a command in this process."""

    map: Path

    def ijw(self, *woorden: str | Path, stdin: bytes | None = None) -> Result:
        """The outcome of a command: exit_code, stdout, stderr."""
        return CliRunner().invoke(app, [str(woord) for woord in woorden], input=stdin)

    def bestand(self, naam: str, reeks: int = 1, *, als: str | None = None) -> Path:
        """An example message of today in a file."""
        pad = self.map / f"{als or naam}.xml"
        pad.write_bytes(voorbeeld(RELEASE, naam, reeks, Wandklok().nu().date()).bytes())
        return pad

    def kapot(self) -> Path:
        """A message that is not valid against its XSD."""
        pad = self.bestand("toewijzing", als="kapot")
        pad.write_bytes(pad.read_bytes().replace(b"Ontvanger>42420001<", b"Ontvanger>4242<"))
        return pad


def maak_winkel(map_: Path, monkeypatch: pytest.MonkeyPatch) -> Winkel:
    """An empty folder with the demo regio loaded, and no setting but its place."""
    for naam in [naam for naam in os.environ if naam.startswith("IJW_") and naam not in ("IJW_SHARED",)]:
        monkeypatch.delenv(naam)
    monkeypatch.setenv("IJW_DATA_DIR", str(map_ / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    winkel = Winkel(map_)
    assert winkel.ijw("regio", "laad", "--demo").exit_code == 0
    return winkel
