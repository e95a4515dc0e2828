"""`ijw termijnen`: what has to come, as lines and as JSON."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.exchange.steps import Wandklok
from tests.cli.winkel import Winkel


def _claim_zonder_start(winkel: Winkel) -> None:
    for naam in ("toewijzing", "declaratie"):
        assert winkel.ijw("verwerk", winkel.bestand(naam)).exit_code == 0


def test_nothing_is_due_at_first(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("termijnen")
    assert (uitkomst.exit_code, uitkomst.stdout) == (0, "")


def test_what_is_due_is_a_line_each(winkel: Winkel) -> None:
    _claim_zonder_start(winkel)
    uitkomst = winkel.ijw("termijnen")
    # The toewijzing came today, so there are five working days from today; and it ended last month without a stop.
    (regel,) = uitkomst.stdout.splitlines()
    velden = regel.split("\t")
    assert velden[1:] == [
        "loopt",
        "aanbieder",
        "OP271",
        "0384",
        "42420001",
        f"startbericht op toewijzing {velden[-1][-9:]}",
    ]
    assert uitkomst.exit_code == 0


def test_the_json_is_that_of_the_api(winkel: Winkel) -> None:
    _claim_zonder_start(winkel)
    (termijn,) = json.loads(winkel.ijw("termijnen", "--json").stdout)
    assert (termijn["soort"], termijn["toestand"], termijn["signaal"]) == ("start", "loopt", None)
    assert termijn["keten"].startswith("/api/v1/ketens/0384/42420001/")


def test_filters_make_the_list_shorter(winkel: Winkel) -> None:
    _claim_zonder_start(winkel)
    vandaag = Wandklok().nu().date()
    for woorden in (
        ("--gemeente", "0503"),
        ("--aanbieder", "65656055"),
        ("--soort", "stop"),
        ("--toestand", "te_laat"),
        ("--tot", str(vandaag)),
    ):
        assert winkel.ijw("termijnen", *woorden).stdout == ""
    assert winkel.ijw("termijnen", "--tot", str(vandaag + timedelta(days=30))).stdout != ""


def test_what_is_late_is_an_exit_code(winkel: Winkel, monkeypatch: pytest.MonkeyPatch) -> None:
    _claim_zonder_start(winkel)
    later = Wandklok().nu() + timedelta(days=40)
    monkeypatch.setattr(Wandklok, "nu", lambda _: later)
    uitkomst = winkel.ijw("termijnen", "--toestand", "te_laat")
    assert uitkomst.exit_code == 1
    assert "te laat" in uitkomst.stdout


def test_a_filter_that_cannot_be_is_told(winkel: Winkel) -> None:
    assert winkel.ijw("termijnen", "--soort", "x").exit_code == 2
    assert winkel.ijw("termijnen", "--tot", "morgen").exit_code == 2
