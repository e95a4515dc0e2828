"""`ijw omzetting` lists what has to be converted, writes the JW301 that does so, and `ijw verwerk` takes it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.contracts.regiobestand import demoregio, lees_bestanden
from app.exchange.steps import Wandklok
from app.messages.opstellen import Kind, stel_toewijzing_op
from app.messages.records import Header, Omvang, XsdVersie
from app.standard.elfproef import test_bsn
from tests.bank import AANBIEDER, GEMEENTE, TOEWIJZING
from tests.cli.winkel import RELEASE, Winkel

VANDAAG = Wandklok().nu().date()
LAATSTE = VANDAAG + timedelta(days=40)


@pytest.fixture
def met_overgang(winkel: Winkel) -> Winkel:
    """A shop in a regio that changes its form in forty days, with a toewijzing that runs on after that."""
    map_ = winkel.map / "regio"
    map_.mkdir()
    bestanden = lees_bestanden(demoregio())
    oud = '[[bekostiging]]\nperceel = "AMBULANT"\nvan = 2020-01-01\nvorm = "PXQ"\n'
    assert oud in bestanden["regio.toml"]
    bestanden["regio.toml"] = (
        bestanden["regio.toml"].replace(oud, f"{oud}tot = {LAATSTE}\n", 1)
        + f'\n[[bekostiging]]\nperceel = "AMBULANT"\nvan = {LAATSTE + timedelta(days=1)}\nvorm = "PIC"\n'
        + 'peildatum = "TOEWIJZING"\ntermijnschema = "EENMALIG"\n'
    )
    for naam, tekst in bestanden.items():
        (map_ / naam).write_text(tekst, "utf-8")
    geladen = winkel.ijw("regio", "laad", map_)
    assert geladen.exit_code == 0, geladen.output
    product = TOEWIJZING._replace(
        toewijzingsdatum=VANDAAG,
        ingangsdatum=VANDAAG,
        einddatum=LAATSTE + timedelta(days=60),
        omvang=Omvang(2, "04", "2"),
    )
    header = Header(GEMEENTE, AANBIEDER, "CLI0001", VANDAAG, XsdVersie("1.0.0", "1.0.0"))
    pad = winkel.map / "oud.xml"
    pad.write_bytes(stel_toewijzing_op(RELEASE, header, Kind(test_bsn(7)), (product,)).bytes())
    verwerkt = winkel.ijw("verwerk", pad)
    assert verwerkt.exit_code == 0, verwerkt.output
    return winkel


def _vraag(map_: Path, **anders: Any) -> Path:
    bestand = map_ / "vraag.json"
    inhoud = {"gemeente": GEMEENTE, "toewijzingnummer": 1001, "componenten": [{"code": "50D3B"}], **anders}
    bestand.write_text(json.dumps(inhoud), "utf-8")
    return bestand


def test_what_is_listed_is_converted_by_the_message_that_is_written(met_overgang: Winkel) -> None:
    winkel = met_overgang
    lijst = winkel.ijw("omzetting", "--gemeente", GEMEENTE)
    assert lijst.exit_code == 1
    assert f"{LAATSTE}\t40 dagen\t{GEMEENTE}\t{AANBIEDER}\t1001\t45A04\t" in lijst.stdout
    assert "fictief" in lijst.stdout
    uit = winkel.map / "uit"
    gemaakt = winkel.ijw("omzetting", _vraag(winkel.map), "--uit", uit)
    assert gemaakt.exit_code == 0, gemaakt.output
    assert "Toewijzing 1002: 50D3B" in gemaakt.stdout
    assert "kost hoogstens € 4.000,00." in gemaakt.stdout
    assert "fictief" in gemaakt.stdout
    assert test_bsn(7) not in gemaakt.stdout
    (pad,) = uit.iterdir()
    assert winkel.ijw("verwerk", pad).exit_code == 0
    na = winkel.ijw("omzetting")
    assert (na.exit_code, na.stdout) == (0, "")
    assert "opgevolgd door 1002" in winkel.ijw("omzetting", "--toestand", "omgezet").stdout


def test_what_cannot_be_made_is_told_and_nothing_is_written(met_overgang: Winkel) -> None:
    winkel = met_overgang
    uit = winkel.map / "uit"
    for anders, waar in (
        ({"componenten": [{"code": "45A04", "volume": 2, "frequentie": "2"}]}, "componenten.0: "),
        ({"componenten": []}, "componenten: "),
        ({"toewijzingnummer": 9}, "toewijzingnummer: Toewijzing 9 is hier niet bekend."),
    ):
        uitkomst = winkel.ijw("omzetting", _vraag(winkel.map, **anders), "--uit", uit)
        assert uitkomst.exit_code == 2
        assert waar in uitkomst.stdout
    assert not uit.exists()
    assert winkel.ijw("omzetting", _vraag(winkel.map)).exit_code == 2
