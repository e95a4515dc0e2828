"""The command `ijw regio`: checking, loading and listing."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import as_file

import pytest

from app.cli.main import main
from app.contracts.regiobestand import demoregio
from tests.cli.winkel import Winkel
from tests.contracts.test_controle import KAPOT


def test_files_that_are_right_are_said_to_be_so(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("regio", "controleer", "haaglanden")
    assert uitkomst.exit_code == 0, uitkomst.output
    assert uitkomst.stdout.startswith("Haaglanden (fictieve bedragen): in orde; 10 gemeenten")
    assert "Fictief" in uitkomst.stdout


def test_every_mistake_has_a_line(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("regio", "controleer", KAPOT)
    assert uitkomst.exit_code == 1
    *regels, slot = uitkomst.stdout.splitlines()
    assert len(regels) == 22
    assert slot == "22 fouten in Een regio met tweeëntwintig fouten."
    assert regels[1].startswith("productcodes.csv regel 7: Productcode 50H4A is een PIC")


def test_a_regio_with_mistakes_is_not_loaded(
    winkel: Winkel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ijw", "regio", "laad", str(KAPOT)])
    with pytest.raises(SystemExit) as gestopt:
        main()
    assert gestopt.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 22
    assert "KAPOT" not in winkel.ijw("regio", "lijst").stdout


def test_a_folder_that_is_not_there_says_what_there_is(winkel: Winkel, capsys: pytest.CaptureFixture[str]) -> None:
    uitkomst = winkel.ijw("regio", "controleer", "nergens")
    assert uitkomst.exit_code != 0
    assert "proefland" in str(uitkomst.exception)


def test_loaded_regios_are_listed_with_their_version(winkel: Winkel) -> None:
    for versie in (1, 2):
        uitkomst = winkel.ijw("regio", "laad", "proefland")
        assert uitkomst.exit_code == 0, uitkomst.output
        assert f"(lading {versie})" in uitkomst.stdout
    regels = winkel.ijw("regio", "lijst").stdout.splitlines()
    assert regels[0].startswith("DEMO             lading 1, ")
    assert regels[1].startswith("PROEFLAND        lading 2, ")
    assert any(regel.split()[:2] == ["west-brabant-west", "WBW"] for regel in regels)


def test_a_folder_of_ones_own_is_a_regio_too(winkel: Winkel) -> None:
    with as_file(demoregio()) as map_:
        shutil.copytree(map_, winkel.map / "eigen")
    toml = winkel.map / "eigen" / "regio.toml"
    toml.write_text(toml.read_text("utf-8").replace('code = "DEMO"', 'code = "EIGEN"'), "utf-8")
    uitkomst = winkel.ijw("regio", "laad", winkel.map / "eigen")
    assert uitkomst.exit_code != 0  # its gemeenten belong to the demo
    assert "hoort op die dagen al bij regio DEMO" in str(uitkomst.exception)
