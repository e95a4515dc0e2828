"""`ijw dagronde`: the round on the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

import pytest

from app.exchange.steps import Wandklok
from app.steering.dagronde.controles import CONTROLES
from app.steering.dagronde.ronde import draai
from tests.cli.winkel import Winkel


def test_each_check_is_a_line(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("dagronde")
    assert uitkomst.exit_code == 0
    regels = [regel.split("\t") for regel in uitkomst.stdout.splitlines()]
    assert [regel[1] for regel in regels] == [controle.naam for controle in CONTROLES]
    assert {tuple(regel[2:]) for regel in regels} == {("0 gevonden", "0 geopend", "0 gesloten")}


def test_the_json_is_that_of_the_api(winkel: Winkel) -> None:
    vandaag = Wandklok().nu().date()
    lijst = json.loads(winkel.ijw("dagronde", "--json", "--op", vandaag.isoformat()).stdout)
    assert {een["dag"] for een in lijst} == {vandaag.isoformat()}
    assert [een["controle"] for een in lijst] == [controle.naam for controle in CONTROLES]


def test_a_day_to_come_is_refused(winkel: Winkel) -> None:
    morgen = Wandklok().nu().date() + timedelta(days=1)
    uitkomst = winkel.ijw("dagronde", "--op", morgen.isoformat())
    assert uitkomst.exit_code == 2
    assert "moet nog komen" in uitkomst.stderr


def test_a_check_that_fails_is_an_exit_code(winkel: Winkel, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object) -> list[object]:
        raise ValueError("tells what is in a message")

    kapot = CONTROLES[0]._replace(zoek=stuk)  # type: ignore[arg-type]  # it gives nothing at all
    monkeypatch.setattr("app.assembly.draai", partial(draai, controles=(kapot,)))
    uitkomst = winkel.ijw("dagronde")
    assert uitkomst.exit_code == 1
    assert uitkomst.stdout.endswith("mislukt: ValueError\n")
