"""A world of trajectories, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.store.opslag import SqlWerkeenheid
from tests.bank import Bank
from tests.steering.stuurmodel import Model, trajecten
from tests.steering.stuurwereld import Wereld


@pytest.fixture(params=[1, 2])
def wereld(request: pytest.FixtureRequest, elke_bank: Bank) -> Iterator[tuple[SqlWerkeenheid, Model]]:
    wereld, alle = Wereld(elke_bank), trajecten(request.param)
    wereld.laad()
    wereld.plaats(alle)
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        yield werk, Model(alle)
