"""The generated pages say what the code does, and a check notices when they lag."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.cli import documentatie
from app.cli.regelpagina import regelpagina
from app.cli.zaakpagina import zaakpagina
from app.exchange.dekking import GEDRAG, functies
from app.settings import Settings
from app.standard.release import NIVEAU_XSD
from app.standard.voorschriften import laad_voorschriften
from app.standard.zaaksoorten import laad_zaaksoorten
from tests.cli.winkel import RELEASE
from tests.rules.overzicht import PAGINA


def test_the_generated_pages_are_up_to_date() -> None:
    for pad, tekst in documentatie.paginas().items():
        assert pad.read_text("utf-8") == tekst, f"{pad.name} lags behind; run `make docs`"


def test_every_setting_and_every_rule_has_its_row() -> None:
    teksten = {pad.name: tekst for pad, tekst in documentatie.paginas().items()}
    instellingen, regels = teksten["instellingen.md"], teksten["regels.md"]
    for naam in Settings.model_fields:
        assert f"| `IJW_{naam.upper()}` |" in instellingen
    for regel_id in (*RELEASE.regels, *laad_voorschriften(RELEASE)):
        assert regels.count(f"\n| {regel_id} | ") == 1


def test_every_kind_of_case_has_its_steps() -> None:
    pagina = zaakpagina(laad_zaaksoorten().values())
    for soort in laad_zaaksoorten().values():
        deel = pagina.partition(f"\n## {soort.code}\n")[2].partition("\n## ")[0]
        for stap in soort.stappen:
            assert len(re.findall(rf"^\| {stap.naam}: ", deel, re.MULTILINE)) == 1
        assert len(re.findall(r"^\| [a-z_]+: ", deel, re.MULTILINE)) == 1 + len(soort.stappen)


def test_what_the_page_counts_is_what_it_lists() -> None:
    regels = regelpagina(RELEASE)
    telling = re.search(r"\| \*\*all\*\* \| (.*) \|", regels)
    assert telling is not None
    alle, functie, regel, xsd, signaal, klok, zelf, deels, niet = map(int, re.findall(r"\d+", telling[1]))
    voorschriften = laad_voorschriften(RELEASE)
    assert alle == len(RELEASE.regels) + len(voorschriften)
    assert functie == sum(bool(functies(RELEASE, een)) for een in RELEASE.regels.values())
    per_vorm = Counter(vorm for een in voorschriften.values() for vorm in {d.vorm for d in een.dekking})
    assert (regel, signaal, klok) == (per_vorm["regel"], per_vorm["signaal"], per_vorm["klok"])
    assert xsd == per_vorm["xsd"] + sum(een.niveau == NIVEAU_XSD for een in RELEASE.regels.values())
    vanzelf = {vorm for vorm, _ in GEDRAG}
    assert zelf == sum(any(d.vorm in vanzelf for d in een.dekking) for een in voorschriften.values())
    toetsbaar = Counter(een.toetsbaar for een in voorschriften.values())
    toetsbaar.update(een.toetsbaar for een in RELEASE.regels.values())
    assert (deels, niet) == (toetsbaar["gedeeltelijk"], toetsbaar["niet"])


def test_a_rule_with_a_retourcode_links_to_its_cases() -> None:
    regels = regelpagina(RELEASE)
    gevallen = (PAGINA.parent / "regeltoetsen.md").read_text("utf-8")
    for doel in re.findall(r"\(regeltoetsen\.md#(\w+)\)", regels):
        assert gevallen.count(f'<a id="{doel}"></a>') == 1
    for regel_id in RELEASE.regels:
        assert f"(regeltoetsen.md#{regel_id.lower()})" in regels


def test_links_within_the_page_go_to_a_heading() -> None:
    regels = regelpagina(RELEASE)
    koppen = {kop.lower().replace(" ", "-") for kop in re.findall(r"^#+ (.*)$", regels, re.MULTILINE)}
    assert set(re.findall(r"\(#([\w-]+)\)", regels)) <= koppen


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
