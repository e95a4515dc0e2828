"""Fixtures for the command line."""

from pathlib import Path

import pytest

from tests.cli.winkel import Winkel, maak_winkel


@pytest.fixture
def winkel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Winkel:
    """A user's folder with the demo regio loaded."""
    return maak_winkel(tmp_path, monkeypatch)
