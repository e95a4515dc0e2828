"""The catalogue of signals: everything that can be signalled is in it, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import app.exchange
from app.rules.procedure.regelset import LOKAAL, PER_BERICHT
from app.rules.ruleset import regelset
from app.standard.elfproef import lijkt_bsn
from app.standard.release import laad_release
from app.standard.signaalsoorten import Signaalsoort, laad_signaalsoorten
from app.standard.voorschriften import laad_voorschriften
from app.steering.dagronde.controles import CONTROLES
from app.steering.dagronde.ronde import MISLUKT
from app.steering.klokken import UITBLIJVEN
from app.steering.signalen import codes_van
from app.steering.termijnen import TERMIJNREGELS, Termijnsoort
from tests.bank import KIND

RELEASE = laad_release("3.2")
SOORTEN = laad_signaalsoorten(RELEASE)
EIGEN_NAAM = re.compile(r"(?!JW)[A-Z]{3,}(?:[-_][A-Z0-9]+)+")
BOVEN_DE_REGELS = {"OP192"}
"""Signalled about the file, by no rule function."""


def _eigen_namen() -> set[str]:
    """Names in capitals with a dash in the modules that make signals."""
    map_ = Path(app.exchange.__file__).parents[1]
    teksten = {pad: pad.read_text("utf-8") for pad in map_.rglob("*.py")}
    return {
        knoop.value
        for pad, tekst in teksten.items()
        if re.search(r"\bSignaal\(", tekst) and pad.name != "judgement.py"
        for knoop in ast.walk(ast.parse(tekst))
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and EIGEN_NAAM.fullmatch(knoop.value)
    }


def _op_jw325() -> set[str]:
    regels = regelset(RELEASE, "JW325")
    per_klasse = [*regels.inhoud.values(), *regels.historie.values()]
    return {een.regel.id for een in regels.over} | {een.regel.id for alle in per_klasse for een in alle.gebonden}


def _termijnen() -> set[str]:
    # Nothing is late when a verzoek may still be refused on the woonplaatsbeginsel: nobody knows that it will be.
    soorten = set(Termijnsoort) - {Termijnsoort.WOONPLAATSBEGINSEL}
    return {UITBLIJVEN.get(soort, TERMIJNREGELS[soort][0]) for soort in soorten}


def test_what_a_function_can_signal_is_in_the_catalogue_and_nothing_else() -> None:
    procedure = {id for regels in PER_BERICHT.values() for id in regels.ids} | BOVEN_DE_REGELS
    assert codes_van(RELEASE, "procedure") == procedure
    assert codes_van(RELEASE, "termijn") == _termijnen()
    lokaal = {id for alle in LOKAAL.values() for regels in alle for id in regels.ids}
    eigen = {code for code in SOORTEN if EIGEN_NAAM.fullmatch(code)}
    dagronde = {code for controle in CONTROLES for code in controle.domein.codes}
    assert eigen == _eigen_namen() | lokaal | dagronde | {MISLUKT}
    assert lokaal <= codes_van(RELEASE, "contract")
    assert codes_van(RELEASE, "retour") - eigen == _op_jw325()
    assert set(SOORTEN) == procedure | _termijnen() | eigen | _op_jw325()


def test_a_rule_that_is_said_to_be_a_signal_is_in_the_catalogue() -> None:
    gezegd = {id for een in laad_voorschriften(RELEASE).values() for id in een.gedekt_door("signaal")}
    assert gezegd <= set(SOORTEN)


@pytest.mark.parametrize("soort", SOORTEN.values(), ids=lambda soort: soort.code)
def test_a_kind_says_what_is_the_matter_and_who_has_to_act(soort: Signaalsoort) -> None:
    assert soort.voor
    assert 10 <= len(soort.titel) <= 60
    assert soort.titel[0].isupper()
    assert soort.uitleg.endswith(".")
    assert len(soort.code) <= 32
    assert all(re.fullmatch(r"R\d{3}", een) for een in soort.bron)


@pytest.mark.parametrize(
    "tekst", [KIND.bsn, f"Bsn {KIND.bsn}.", "999 900 006", "9999.00.006", "12 999900006", "a999900006b"]
)
def test_a_bsn_is_seen_in_a_text(tekst: str) -> None:
    assert lijkt_bsn(tekst)


@pytest.mark.parametrize(
    "tekst", ["", "Afgestemd op 2026-05-06.", "999900007", "12345678", "toewijzing 1001, 2 uur per week"]
)
def test_other_numbers_are_no_bsn(tekst: str) -> None:
    assert not lijkt_bsn(tekst)
