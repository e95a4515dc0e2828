"""The command `ijw toegang`: the first key, before anyone can come in."""

from __future__ import annotations

import json
import sys

import pytest

from app.cli.main import main
from app.store.toegang import SLEUTELPATROON
from tests.cli.winkel import Winkel


def test_a_key_is_made_listed_and_revoked(winkel: Winkel) -> None:
    gemaakt = winkel.ijw("toegang", "maak", "--rol", "aanbieder", "--code", "42420001", "--naam", "ECD")
    assert gemaakt.exit_code == 0, gemaakt.output
    sleutel = gemaakt.stdout.strip()
    assert SLEUTELPATROON.fullmatch(sleutel)
    assert "aanbieder 42420001" in gemaakt.stderr
    assert "IJW_TOEGANG=sleutel" in gemaakt.stderr
    lijst = winkel.ijw("toegang", "lijst").stdout
    assert "aanbieder 42420001" in lijst
    assert "; ECD" in lijst
    assert sleutel not in lijst
    ingetrokken = winkel.ijw("toegang", "trek-in", "1")
    assert ingetrokken.exit_code == 0
    assert "ingetrokken op" in ingetrokken.stdout
    (rij,) = json.loads(winkel.ijw("toegang", "lijst", "--json").stdout)
    assert (rij["rol"], rij["code"], rij["team"], rij["tot"]) == ("aanbieder", "42420001", None, None)
    assert rij["ingetrokken"] is not None


def test_without_accesses_the_list_says_how_to_make_the_first(winkel: Winkel) -> None:
    assert "ijw toegang maak --rol beheerder" in winkel.ijw("toegang", "lijst").stdout


def test_days_are_told(winkel: Winkel) -> None:
    dagen = ("--van", "2020-01-01", "--tot", "2020-12-31")
    uitkomst = winkel.ijw("toegang", "maak", "--rol", "toezicht", "--naam", "dashboard", *dagen)
    assert uitkomst.exit_code == 0, uitkomst.output
    assert (
        "geldt vandaag niet; van 2020-01-01 tot en met 2020-12-31; dashboard" in winkel.ijw("toegang", "lijst").stdout
    )


def test_what_does_not_fit_is_refused(
    winkel: Winkel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ijw", "toegang", "maak", "--rol", "gemeente", "--naam", "zaaksysteem"])
    with pytest.raises(SystemExit) as gestopt:
        main()
    assert gestopt.value.code == 2
    assert "ijw: code: De rol gemeente vraagt een code" in capsys.readouterr().err
    assert winkel.ijw("toegang", "trek-in", "9").exit_code == 2
    assert winkel.ijw("toegang", "maak", "--rol", "jeugdige", "--naam", "x").exit_code == 2
