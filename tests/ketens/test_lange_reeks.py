"""Random chains on SQLite and PostgreSQL side by side: the same verdicts, findings, signals and answers."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.exchange.ports import Afhandeling
from tests.bank import Bank, maak_bank
from tests.ketens.lopen import voer_uit
from tests.ketens.stappen import CODES, random_chain
from tests.ketens.wereld import VANDAAG, Wereld

STAPPEN = 12
FOUT = 0.35
_EIGEN = re.compile(
    rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    rb"|<jw\d+:IdentificatieRetour>[^<]+|(?<=<jw325:BerichtIdentificatie>)\s*<ijw:Identificatie>[^<]+"
)
"""What a service makes up itself: ids of messages, and Identificaties of answers."""


def _uitkomst(afhandeling: Afhandeling) -> tuple[object, ...]:
    oordeel, antwoord = afhandeling.oordeel, afhandeling.antwoord
    bevindingen = _EIGEN.sub(b"", repr(oordeel.bevindingen).encode())
    xml = _EIGEN.sub(b"", antwoord.pakket.bytes())
    return oordeel.oordeel, bevindingen, oordeel.niet_toetsbaar, oordeel.signalen, oordeel.uitslag, antwoord.code, xml


@pytest.mark.parametrize("ketens", [30, pytest.param(10_000, marks=pytest.mark.long)])
def test_chains_go_the_same_on_both_databases(
    tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str], ketens: int
) -> None:
    """Every step as the model says, and the same on both databases."""
    banken = [maak_bank(tmp_path / "sqlite"), maak_bank(tmp_path / "postgresql", postgres_url)]
    for bank in banken:
        bank.klok.dag = VANDAAG
    wereld = Wereld(banken[0].release)
    codes: Counter[str] = Counter()
    kolommen = (TextColumn("ketens"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with capsys.disabled(), Progress(*kolommen, disable=ketens < 1000) as voortgang:
            for zaad in voortgang.track(range(ketens)):
                codes += _loop(banken, wereld, Random(zaad))
    finally:
        for bank in banken:
            bank.knoop.sluit()
    assert set(codes) <= CODES
    if ketens >= 1000:  # a long run in which a code hardly came up would prove nothing of it
        assert {code: codes[code] for code in CODES if codes[code] < 10} == {}


def _loop(banken: list[Bank], wereld: Wereld, rng: Random) -> Counter[str]:
    codes: Counter[str] = Counter()
    for stap in random_chain(wereld, rng, STAPPEN, fout=FOUT):
        een, ander = (voer_uit(bank, stap) for bank in banken)
        assert _uitkomst(een) == _uitkomst(ander), stap.naam
        stap.voltooi()
        for gevonden in (stap.codes, *(stap.regels or ())):
            codes.update(gevonden)
    return codes
