"""Players on a service with the regio of the scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.contracts.regiobestand import lees_regio
from tests.api.conftest import Deur
from tests.api.scenarios.speler import Speler

REGIO = Path(__file__).with_name("regio")


def _speler(deur: Deur) -> Speler:
    deur.bank.knoop.laad_regio(lees_regio(REGIO))
    return Speler(deur)


@pytest.fixture
def speler(deur: Deur) -> Speler:
    """A player on SQLite."""
    return _speler(deur)


@pytest.fixture
def elke_speler(elke_deur: Deur) -> Speler:
    """A player on SQLite, and then on PostgreSQL."""
    return _speler(elke_deur)
