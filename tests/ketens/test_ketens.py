"""A random legal chain is never rejected, and each wrong step gets the codes that an independent model expects."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.bank import Bank, maak_bank
from tests.ketens.lopen import voer_uit
from tests.ketens.stappen import random_chain
from tests.ketens.wereld import VANDAAG, Wereld

_NUMMERS = 1000
"""Numbers of one kind that the chains of one seed may use."""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    """One service for all chains, as in life: each is about another child."""
    bank = maak_bank(tmp_path_factory.mktemp("ketens"))
    bank.klok.dag = VANDAAG
    yield bank
    bank.knoop.sluit()


@pytest.mark.parametrize("zaad", range(50))
def test_a_legal_chain_is_never_rejected(bank: Bank, zaad: int) -> None:
    """Whatever the order in which right messages come."""
    for stap in random_chain(Wereld(bank.release, zaad * _NUMMERS), Random(zaad), 25, fout=0):
        voer_uit(bank, stap)
        stap.voltooi()


@pytest.mark.parametrize("zaad", range(50, 150))
def test_a_wrong_step_gets_exactly_its_codes(bank: Bank, zaad: int) -> None:
    """And changes nothing: the steps after it are judged as if it was never sent."""
    wereld, rng = Wereld(bank.release, zaad * _NUMMERS), Random(zaad)
    for _ in range(2):
        for stap in random_chain(wereld, rng, 20, fout=0.5):
            voer_uit(bank, stap)
            stap.voltooi()
