"""`ijw herbeoordeel`: the stored history under another release, as text, as JSON and as an exit code."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.cli.herbeoordeel import herbeoordeel
from app.exchange.steps import Wandklok
from app.messages.records import Omvang
from tests.bank import TOEWIJZING, maak_bank
from tests.cli.winkel import Winkel
from tests.releases.release39 import maak_release_39

KETEN = ("toewijzing", "start", "declaratie", "declaratie-boven-tarief", "stop")


@pytest.fixture
def gevuld(winkel: Winkel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Winkel:
    """A store with the examples in it, in a service that knows 3.2 and 3.9."""
    monkeypatch.setenv("IJW_RELEASES", f"3.2,{maak_release_39(tmp_path)}")
    assert winkel.ijw("verwerk", *(winkel.bestand(naam) for naam in KETEN)).exit_code == 1
    return winkel


@pytest.mark.parametrize("opties", [(), ("--release", "3.2")])
def test_the_same_release_lists_nothing(gevuld: Winkel, opties: tuple[str, ...]) -> None:
    uitkomst = gevuld.ijw("herbeoordeel", *opties)
    assert (uitkomst.exit_code, uitkomst.stdout) == (0, "5 berichten opnieuw beoordeeld, 0 met verschil.\n")


def test_another_release_lists_its_differences(gevuld: Winkel) -> None:
    uitkomst = gevuld.ijw("herbeoordeel", "--release", "3.9")
    assert uitkomst.exit_code == 1
    kop, regel, uitleg, *slot = uitkomst.stdout.splitlines()
    assert kop.startswith("JW323 VB00000001D van 42420001, ")
    assert "iJw 3.2 -> 3.9: afgekeurd -> goedgekeurd, toegekend € 0,00 -> € " in kop
    assert (
        regel
        == "  vervalt: 0611 (TR418) in /Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductTarief"
    )
    assert uitleg.startswith("    ")
    assert slot[:3] == [
        "5 berichten opnieuw beoordeeld, 1 met verschil.",
        "Andere oordelen: afgekeurd -> goedgekeurd 1 keer.",
        "Regels die niet meer afgaan: TR418 1 keer.",
    ]
    assert slot[3].startswith("Toegekend: € ")


def test_the_differences_as_json(gevuld: Winkel) -> None:
    uitkomst = gevuld.ijw("herbeoordeel", "--release", "3.9", "--json")
    assert uitkomst.exit_code == 1
    document = json.loads(uitkomst.stdout)
    (verschil,) = document["verschillen"]
    assert (verschil["identificatie"], verschil["wordt"]["release"]) == ("VB00000001D", "3.9")
    assert [een["regel"] for een in verschil["vervallen"]] == ["TR418"]
    totalen = document["totalen"]
    assert (totalen["berichten"], totalen["met_verschil"], totalen["vervallen"]) == (5, 1, {"TR418": 1})
    assert totalen["toegekend_wordt"] - totalen["toegekend_was"] == verschil["wordt"]["toegekend"]


def test_days_choose_what_is_judged_anew(gevuld: Winkel) -> None:
    vandaag = Wandklok().nu().date()
    morgen, gisteren = vandaag + timedelta(days=1), vandaag - timedelta(days=1)
    for opties, aantal in (
        (("--van", str(morgen)), 0),
        (("--tot", str(gisteren)), 0),
        (("--van", str(vandaag), "--tot", str(vandaag)), 5),
    ):
        uitkomst = gevuld.ijw("herbeoordeel", "--release", "3.9", *opties)
        assert (uitkomst.exit_code, uitkomst.stdout.splitlines()[-1 if aantal == 0 else 3].split()[0]) == (
            min(aantal, 1),
            str(aantal),
        )


def test_what_came_before_the_first_day_is_replayed_as_it_came(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A toewijzing that 3.9 would refuse is there, for the start that came the next day."""
    bank = maak_bank(tmp_path / "data", releases=("3.2", str(maak_release_39(tmp_path))))
    veel = TOEWIJZING._replace(omvang=Omvang(1001, "04", "2"))
    bank.goed(bank.jw301(veel))
    bank.klok.dag += timedelta(days=1)
    bank.goed(bank.jw305())
    release = bank.knoop.loket.releases.met_naam("3.9")

    def verschil(van: date | None) -> tuple[bool, str]:
        gevonden = herbeoordeel(
            bank.knoop, release, van, None, als_json=False, voortgang=lambda werk, _: nullcontext(werk)
        )
        return gevonden, capsys.readouterr().out.splitlines()[-1]

    try:
        assert verschil(bank.klok.dag) == (False, "1 berichten opnieuw beoordeeld, 0 met verschil.")
        assert verschil(None) == (True, "Regels die nu afgaan: TR019 1 keer.")
    finally:
        bank.knoop.sluit()


def test_a_release_that_is_not_there_is_said(gevuld: Winkel) -> None:
    uitkomst = gevuld.ijw("herbeoordeel", "--release", "4.0")
    assert uitkomst.exit_code == 2
    assert "no release 4.0; IJW_RELEASES gives 3.2, 3.9" in uitkomst.stderr
