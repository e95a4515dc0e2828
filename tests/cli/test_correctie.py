"""`ijw correctie` writes the messages that follow on a claim, and `ijw verwerk` takes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.exchange.voorbeelden import AANBIEDER
from app.standard.elfproef import test_bsn
from tests.cli.winkel import Winkel

DEBET, TE_VEEL = "VB-RN00000001C", "VB-RN00000001E"


@pytest.fixture
def met_declaraties(winkel: Winkel) -> Winkel:
    """A shop with one granted claim and one that is an hour too much."""
    namen = ("toewijzing", "declaratie", "declaratie-te-veel")
    assert winkel.ijw("verwerk", *(winkel.bestand(naam) for naam in namen)).exit_code == 1
    return winkel


def _vraag(winkel: Winkel, *regels: dict[str, Any], **anders: Any) -> str:
    bestand = winkel.map / "vraag.json"
    bestand.write_text(json.dumps({"aanbieder": AANBIEDER, "regels": regels, **anders}), "utf-8")
    return str(bestand)


def test_messages_are_written_in_order_and_are_granted(met_declaraties: Winkel) -> None:
    winkel = met_declaraties
    vraag = _vraag(
        winkel,
        {"referentienummer": DEBET, "actie": "vervangen", "nieuw": {"volume": 8}},
        {"referentienummer": TE_VEEL, "actie": "opnieuw", "nieuw": {"volume": 8}},
    )
    uitkomst = winkel.ijw("correctie", vraag, "--uit", winkel.map / "uit")
    assert uitkomst.exit_code == 0, uitkomst.output
    namen = sorted(pad.name for pad in (winkel.map / "uit").iterdir())
    assert [naam.rsplit("-", 1)[0] for naam in namen] == ["01-credit-0384", "02-debet-0384"]
    assert "2 berichten, te versturen in deze volgorde." in uitkomst.stdout
    assert "Stuur dit pas als het antwoord (JW325) op bericht 1 er is." in uitkomst.stdout
    assert f"Prestatie {DEBET}: vervangen. Toegekend: eerst creditregel " in uitkomst.stdout
    assert "9321 (TR321): Verlaag het volume" in uitkomst.stdout
    assert "Nu verzonden wordt alles toegekend." in uitkomst.stdout
    assert test_bsn(1) not in uitkomst.stdout
    gestuurd = winkel.ijw("verwerk", *(winkel.map / "uit" / naam for naam in namen))
    assert gestuurd.exit_code == 0
    assert gestuurd.stdout.count("goedgekeurd (antwoord JW325)") == 2


def test_all_rejected_lines_of_a_message_by_its_id(met_declaraties: Winkel) -> None:
    winkel = met_declaraties
    geheel = winkel.map / "tweede.xml"
    tekst = winkel.bestand("declaratie-te-veel").read_text("utf-8").replace("00000001E<", "00000001Z<")
    geheel.write_text(tekst, "utf-8", newline="")
    verslag = json.loads(winkel.ijw("verwerk", geheel, "--formaat", "json").stdout)
    id_ = verslag["bestanden"][0]["beoordeling"]["id"]
    plek = ("--uit", winkel.map / "uit")
    uitkomst = winkel.ijw("correctie", "--aanbieder", AANBIEDER, "--bericht", id_, *plek)
    assert uitkomst.exit_code == 1, uitkomst.output
    assert "LET OP, nu verzonden volgt weer 9321 (TR321)" in uitkomst.stdout
    assert "LET OP: nu verzonden wordt niet alles toegekend." in uitkomst.stdout
    assert len(list((winkel.map / "uit").iterdir())) == 1


def test_what_cannot_be_done_writes_nothing(met_declaraties: Winkel) -> None:
    winkel = met_declaraties
    plek = ("--uit", winkel.map / "uit")
    uitkomst = winkel.ijw("correctie", _vraag(winkel, {"referentienummer": TE_VEEL, "actie": "crediteren"}), *plek)
    assert uitkomst.exit_code == 2
    assert "regels.0: Prestatie VB-RN00000001E: een afgekeurde prestatie wordt nooit gecrediteerd" in uitkomst.stdout
    uitkomst = winkel.ijw("correctie", _vraag(winkel, iets=1), *plek)
    assert uitkomst.exit_code == 2
    assert "iets: iets is hier niet bekend." in uitkomst.stdout
    uitkomst = winkel.ijw("correctie", "-", *plek, stdin=b"{")
    assert uitkomst.exit_code == 2
    assert "geen leesbare JSON" in uitkomst.stdout
    uitkomst = winkel.ijw("correctie", "--aanbieder", AANBIEDER, "--bericht", "x", *plek)
    assert uitkomst.exit_code == 2
    assert "bericht_id moet een UUID zijn." in uitkomst.stdout
    assert not (winkel.map / "uit").exists()


@pytest.mark.parametrize("woorden", [(), ("--aanbieder", AANBIEDER), ("vraag.json", "--bericht", "x")])
def test_a_file_or_a_message_is_named(winkel: Winkel, woorden: tuple[str, ...]) -> None:
    uitkomst = winkel.ijw("correctie", *woorden, "--uit", winkel.map / "uit")
    assert uitkomst.exit_code == 2
    assert "name a file, or --aanbieder and --bericht" in uitkomst.stderr


def test_nothing_to_send_is_said(met_declaraties: Winkel) -> None:
    winkel = met_declaraties
    vraag = _vraag(winkel, {"referentienummer": TE_VEEL, "actie": "weglaten"})
    uitkomst = winkel.ijw("correctie", vraag, "--uit", winkel.map / "uit")
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout.startswith("Er is niets te versturen.")
    assert "op verzoek weggelaten" in uitkomst.stdout
