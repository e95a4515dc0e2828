"""`ijw toets` judges files against the store, keeps nothing, and tells it with its exit code."""

import json
import re
import sys
from pathlib import Path

import pytest
from lxml import etree

from app.exchange import judge
from app.exchange.judgement import RuleError
from tests.cli.winkel import Winkel


def test_all_approved_is_exit_code_0(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("toets", winkel.bestand("toewijzing"))
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout == f"{winkel.map}/toewijzing.xml: JW301 VB00000001A goedgekeurd (antwoord JW302)\n"


def test_something_rejected_is_exit_code_1_and_says_why(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("toets", winkel.bestand("toewijzing"), winkel.bestand("start"))
    assert uitkomst.exit_code == 1
    assert "AFGEKEURD (antwoord JW306)" in uitkomst.stdout
    assert "9019 (TR019) in StartProduct, regel " in uitkomst.stdout
    assert "2 bestanden: 1 goedgekeurd, 1 afgekeurd." in uitkomst.stdout


def test_a_message_that_is_not_valid_is_exit_code_2_with_line_and_path(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("toets", winkel.bestand("start"), winkel.kapot())
    assert uitkomst.exit_code == 2
    assert "kapot.xml: GEWEIGERD, niet beoordeeld" in uitkomst.stdout
    assert re.search(r"regel 8, /Bericht/Header/Ontvanger: .", uitkomst.stdout)


def test_a_file_that_is_not_there_is_exit_code_2_and_the_others_are_judged(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("toets", winkel.map / "weg.xml", winkel.bestand("toewijzing"))
    assert uitkomst.exit_code == 2
    assert "weg.xml: NIET GELEZEN" in uitkomst.stdout
    assert "toewijzing.xml: JW301 VB00000001A goedgekeurd" in uitkomst.stdout


def test_a_message_on_which_a_rule_itself_fails_is_exit_code_2(winkel: Winkel, monkeypatch: pytest.MonkeyPatch) -> None:
    def valt_om(*_: object) -> bool:
        raise RuleError("TR056", "/Bericht/Header")

    monkeypatch.setattr(judge._Notes, "apply", valt_om)
    uitkomst = winkel.ijw("toets", winkel.bestand("toewijzing"))
    assert uitkomst.exit_code == 2
    assert "AANGEHOUDEN, niet beoordeeld" in uitkomst.stdout
    assert "TR056" in uitkomst.stdout


def test_nothing_is_kept(winkel: Winkel) -> None:
    bestand = winkel.bestand("toewijzing")
    for _ in range(2):
        assert winkel.ijw("toets", bestand).exit_code == 0


def test_a_file_larger_than_the_limit_is_refused(winkel: Winkel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IJW_MAX_BERICHT_MB", "1")
    bestand = winkel.bestand("toewijzing")
    bestand.write_bytes(bestand.read_bytes() + b"<!-- -->\n" * 2**17)
    uitkomst = winkel.ijw("toets", bestand)
    assert uitkomst.exit_code == 2
    assert "groter dan 1 MB" in uitkomst.stdout


def test_without_a_regio_it_says_what_could_not_be_checked(winkel: Winkel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IJW_DATA_DIR", str(winkel.map / "leeg"))
    uitkomst = winkel.ijw("toets", winkel.bestand("toewijzing"))
    assert uitkomst.exit_code == 0
    assert "Niet te toetsen: TR381: " in uitkomst.stdout


def test_standard_input_is_a_file_named_with_a_dash(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("toets", "-", stdin=winkel.bestand("toewijzing").read_bytes())
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout.startswith("-: JW301 ")


def test_json_holds_every_file_with_its_judgement_or_refusal(winkel: Winkel) -> None:
    uitkomst = winkel.ijw(
        "toets", winkel.bestand("toewijzing"), winkel.bestand("start"), winkel.kapot(), "--formaat", "json"
    )
    goed, fout, kapot = json.loads(uitkomst.stdout)["bestanden"]
    assert (goed["uitkomst"], fout["uitkomst"], kapot["uitkomst"]) == ("goedgekeurd", "afgekeurd", "geweigerd")
    assert goed["beoordeling"]["retour"]["code"] == "JW302"
    assert [een["retourcode"] for een in fout["beoordeling"]["bevindingen"]] == ["9019"]
    assert kapot["beoordeling"] is None
    assert kapot["weigering"]["fouten"][0]["regelnummer"] == 8
    assert uitkomst.exit_code == 2


def test_junit_has_a_testcase_a_file_with_failure_or_error(winkel: Winkel) -> None:
    uitkomst = winkel.ijw(
        "toets", winkel.bestand("toewijzing"), winkel.bestand("start"), winkel.kapot(), "--formaat", "junit"
    )
    suite = etree.fromstring(uitkomst.stdout.encode()).find("testsuite")
    assert [suite.get(naam) for naam in ("tests", "failures", "errors")] == ["3", "1", "1"]
    goed, fout, kapot = suite.findall("testcase")
    assert [kind.tag for kind in (*goed, *fout, *kapot)] == ["failure", "error"]
    assert fout.get("classname") == "JW305"
    assert fout.find("failure").get("message") == "1 x 9019"
    assert "toewijzing" in fout.findtext("failure")
    assert "/Bericht/Header/Ontvanger" in kapot.findtext("error")


@pytest.mark.parametrize("formaat", ["tekst", "json", "junit"])
def test_the_national_answer_is_shown_when_asked_for(winkel: Winkel, formaat: str) -> None:
    uitkomst = winkel.ijw("toets", winkel.bestand("toewijzing"), "--xml", "--formaat", formaat)
    assert "IdentificatieRetour" in uitkomst.stdout


def test_an_odd_file_name_is_shown_as_text(winkel: Winkel) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems refuse such a name")
    bestand = winkel.bestand("toewijzing").rename(winkel.map / "a\x1b\udcff.xml")
    uitkomst = winkel.ijw("toets", bestand, "--formaat", "junit")
    assert uitkomst.exit_code == 0
    assert etree.fromstring(uitkomst.stdout.encode()).find(".//testcase").get("name").endswith("/a\ufffd\ufffd.xml")


def test_a_bsn_is_never_shown(winkel: Winkel) -> None:
    bestanden = [winkel.bestand(naam) for naam in ("start", "declaratie", "stop")]
    kapot = winkel.bestand("toewijzing", als="kapot")
    bsn = re.findall(rb"Bsn>(\d{9})<", kapot.read_bytes())[0].decode()
    kapot.write_bytes(kapot.read_bytes().replace(b"<jw301:Geslacht>2<", b"<jw301:Geslacht>x<"))
    for formaat in ("tekst", "json", "junit"):
        uitkomst = winkel.ijw("toets", *bestanden, kapot, "--formaat", formaat)
        assert bsn not in uitkomst.output


def test_a_file_to_judge_is_demanded(winkel: Winkel) -> None:
    assert winkel.ijw("toets").exit_code == 2


def test_a_folder_is_no_message(winkel: Winkel, tmp_path: Path) -> None:
    assert "NIET GELEZEN" in winkel.ijw("toets", tmp_path).stdout
