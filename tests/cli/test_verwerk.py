"""`ijw verwerk` keeps what it judges and hands out the national answers."""

import json

import pytest
from lxml import etree

from tests.cli.winkel import Winkel


def test_a_chain_is_handled_file_by_file(winkel: Winkel) -> None:
    namen = ("toewijzing", "start", "declaratie", "stop")
    uitkomst = winkel.ijw("verwerk", *(winkel.bestand(naam) for naam in namen))
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout.count("goedgekeurd (antwoord") == 4


def test_what_was_handled_is_known_the_next_time(winkel: Winkel) -> None:
    bestand = winkel.bestand("toewijzing")
    assert winkel.ijw("verwerk", bestand).exit_code == 0
    uitkomst = winkel.ijw("verwerk", bestand)
    assert uitkomst.exit_code == 1
    assert "9056 (TR056) in Header" in uitkomst.stdout


def test_answers_are_written_beside_and_never_over_each_other(winkel: Winkel) -> None:
    bestanden = [winkel.bestand("toewijzing"), winkel.bestand("declaratie-te-veel")]
    for code in (1, 1):
        assert winkel.ijw("verwerk", *bestanden, "--uit", winkel.map / "uit").exit_code == code
    namen = sorted(pad.name for pad in (winkel.map / "uit").iterdir())
    assert [naam.rsplit("-", 1)[0] for naam in namen] == ["declaratie-te-veel-JW325"] * 2 + ["toewijzing-JW302"] * 2
    codes = {
        element.text for pad in (winkel.map / "uit").iterdir() for element in etree.parse(pad).iter("{*}RetourCode")
    }
    assert codes == {"0200", "9321", "9056"}


def test_a_refused_file_gets_no_answer(winkel: Winkel) -> None:
    assert winkel.ijw("verwerk", winkel.kapot(), "--uit", winkel.map / "uit").exit_code == 2
    assert list((winkel.map / "uit").iterdir()) == []


def test_the_answer_of_a_partner_is_told_and_gets_no_answer(winkel: Winkel) -> None:
    uit = winkel.map / "uit"
    bestanden = [winkel.bestand("toewijzing"), winkel.bestand("declaratie-te-veel")]
    winkel.ijw("verwerk", *bestanden, "--uit", uit)
    (jw302,), (jw325,) = uit.glob("*JW302*"), uit.glob("*JW325*")
    uitkomst = winkel.ijw("toets", jw302, jw325, "--xml")
    assert uitkomst.exit_code == 0
    assert "<" not in uitkomst.stdout
    assert uitkomst.stdout.count("De partner over bericht ") == 2
    assert "9321 (TR321) van de partner op /Bericht/DeclaratieAntwoord" in uitkomst.stdout
    assert " = € 0,00" in uitkomst.stdout
    assert "Signaal" not in uitkomst.stdout

    nieuw = winkel.map / "nieuw"
    uitkomst = winkel.ijw("verwerk", jw302, jw302, "--uit", nieuw)
    assert uitkomst.exit_code == 0
    assert "Signaal ANTWOORD-HERHAALD voor de gemeente" in uitkomst.stdout
    assert list(nieuw.iterdir()) == []


def test_in_practice_mode_the_report_says_so_and_nothing_is_kept(
    winkel: Winkel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IJW_OEFENMODUS", "true")
    bestand = winkel.bestand("toewijzing")
    for _ in range(2):
        uitkomst = winkel.ijw("verwerk", bestand)
        assert uitkomst.exit_code == 0
        assert "Oefening: er is niets bewaard" in uitkomst.stdout
    assert "Oefening:" in winkel.ijw("verwerk", bestand, "--formaat", "junit").stdout
    verslag = json.loads(winkel.ijw("verwerk", bestand, "--formaat", "json").stdout)
    assert verslag["bestanden"][0]["beoordeling"]["oefening"] is True
    monkeypatch.delenv("IJW_OEFENMODUS")
    echt = winkel.ijw("verwerk", bestand)
    assert (echt.exit_code, "Oefening" in echt.stdout) == (0, False)
