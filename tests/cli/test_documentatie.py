"""The generated pages say what the code does, and a check notices when they lag."""

import sys
from pathlib import Path

import pytest

from app.cli import documentatie
from app.settings import Settings
from tests.cli.winkel import RELEASE


def test_the_generated_pages_are_up_to_date() -> None:
    for pad, tekst in documentatie.paginas().items():
        assert pad.read_text("utf-8") == tekst, f"{pad.name} lags behind; run `make docs`"


def test_every_setting_and_every_rule_has_its_row() -> None:
    instellingen, regels = documentatie.paginas().values()
    for naam in Settings.model_fields:
        assert f"| `IJW_{naam.upper()}` |" in instellingen
    for regel_id in RELEASE.regels:
        assert regels.count(f"\n| {regel_id} | ") == 1


def test_pages_that_lag_are_named_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verwacht = documentatie.paginas()
    monkeypatch.setattr(documentatie, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(
        documentatie,
        "paginas",
        lambda: {tmp_path / "docs" / pad.name: tekst for pad, tekst in verwacht.items()},
    )
    monkeypatch.setattr(sys, "argv", ["documentatie", "--check"])
    assert documentatie.main() == 1
    assert "docs/regels.md lags behind" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["documentatie"])
    assert documentatie.main() == 0
    monkeypatch.setattr(sys, "argv", ["documentatie", "--check"])
    assert documentatie.main() == 0
