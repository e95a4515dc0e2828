"""`ijw demo` shows the chain with its codes, on a store of its own, and notices when an answer is another."""

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import demo
from app.exchange.voorbeelden import VOORBEELDEN
from tests.cli.winkel import IJW, Winkel


def test_the_chain_is_shown_with_its_codes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """A real process, with a configured store that it has to leave alone."""
    omgeving = {**os.environ, "IJW_DATA_DIR": str(tmp_path / "data"), "TMPDIR": str(tmp_path), "NO_COLOR": "1"}
    uitkomst = subprocess.run((*IJW, "demo"), capture_output=True, text=True, check=False, env=omgeving)
    assert uitkomst.returncode == 0, uitkomst.stderr
    antwoorden = re.findall(r"-> (JW\d{3}) (\w+)", uitkomst.stdout)
    assert antwoorden == [
        ("JW302", "goedgekeurd"),
        ("JW306", "goedgekeurd"),
        ("JW325", "goedgekeurd"),
        ("JW325", "afgekeurd"),
        ("JW325", "afgekeurd"),
        ("JW318", "goedgekeurd"),
        ("JW320", "goedgekeurd"),
        ("JW308", "goedgekeurd"),
        ("JW316", "goedgekeurd"),
    ]
    assert re.findall(r"\b(?:8001|0611 \(|9321 \()", uitkomst.stdout) == ["8001", "0611 (", "9321 ("]
    assert "€ 0,01 boven het tarief" in uitkomst.stdout
    assert "9 van 9 antwoorden zoals verwacht" in uitkomst.stdout
    assert list(tmp_path.iterdir()) == []


def test_messages_and_answers_are_shown_when_asked_for(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("demo", "--xml")
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout.count(":Bericht xmlns:") == 18


def test_an_answer_that_is_not_as_expected_is_exit_code_1(winkel: Winkel, monkeypatch: pytest.MonkeyPatch) -> None:
    eerste, *rest = VOORBEELDEN
    monkeypatch.setattr(demo, "VOORBEELDEN", (replace(eerste, verwacht="9332"), *rest))
    uitkomst = winkel.ijw("demo")
    assert uitkomst.exit_code == 1
    assert "NIET ZOALS VERWACHT: verwacht was 9332." in uitkomst.stdout
    assert "8 van 9 antwoorden zoals verwacht" in uitkomst.stdout
