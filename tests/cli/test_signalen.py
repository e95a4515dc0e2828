"""`ijw signalen`: what someone has to see, as lines and as JSON."""

from __future__ import annotations

import json

from tests.cli.winkel import Winkel


def _met_lf(winkel: Winkel) -> None:
    """A message whose lines end with LF (OP192)."""
    pad = winkel.bestand("toewijzing")
    pad.write_bytes(pad.read_bytes().replace(b"\r\n", b"\n"))
    assert winkel.ijw("verwerk", pad).exit_code == 0


def test_there_are_none_at_first(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("signalen")
    assert (uitkomst.exit_code, uitkomst.stdout) == (0, "")


def test_each_is_a_line_and_an_open_one_an_exit_code(winkel: Winkel) -> None:
    _met_lf(winkel)
    uitkomst = winkel.ijw("signalen")
    (regel,) = uitkomst.stdout.splitlines()
    assert regel.split("\t")[1:6] == ["open", "OP192", "gemeente", "0384", "42420001"]
    assert uitkomst.exit_code == 1


def test_the_json_is_that_of_the_api(winkel: Winkel) -> None:
    _met_lf(winkel)
    (signaal,) = json.loads(winkel.ijw("signalen", "--json").stdout)
    assert (signaal["code"], signaal["toestand"]) == ("OP192", "open")
    assert signaal["keten"].startswith("/api/v1/ketens/0384/42420001/")


def test_filters_make_the_list_shorter(winkel: Winkel) -> None:
    _met_lf(winkel)
    for woorden in (
        ("--gemeente", "0503"),
        ("--aanbieder", "65656055"),
        ("--code", "OP087"),
        ("--voor", "aanbieder"),
        ("--toestand", "gesloten"),
    ):
        assert winkel.ijw("signalen", *woorden).stdout == ""
    assert winkel.ijw("signalen", "--toestand", "open").stdout != ""
    assert winkel.ijw("signalen", "--toestand", "weg").exit_code == 2
