"""`ijw regels` lists every rule, and tells all about one."""

import pytest

from app.cli.regels import VORMEN
from app.exchange.dekking import gedragingen
from app.standard.voorschriften import Voorschrift, laad_voorschriften
from tests.cli.winkel import RELEASE, Winkel

VOORSCHRIFTEN = laad_voorschriften(RELEASE)


def test_every_rule_is_one_line_when_nobody_watches(winkel: Winkel) -> None:
    regels = winkel.ijw("regels").stdout.splitlines()
    assert [regel.split("\t")[0] for regel in regels] == [*RELEASE.regels, *VOORSCHRIFTEN]
    assert {len(regel.split("\t")) for regel in regels} == {5}


@pytest.mark.parametrize("soort", ["TR", "CD", "CS", "RS", "OP", "iv", "UP"])
def test_rules_of_one_kind_can_be_chosen(winkel: Winkel, soort: str) -> None:
    regels = winkel.ijw("regels", "--soort", soort).stdout.splitlines()
    verwacht = [een for een in (*RELEASE.regels, *VOORSCHRIFTEN) if een.startswith(soort.upper())]
    assert [regel.split("\t")[0] for regel in regels] == verwacht


def test_a_kind_that_is_none_is_refused(winkel: Winkel) -> None:
    assert winkel.ijw("regels", "--soort", "XX").exit_code == 2


@pytest.mark.parametrize("een", VOORSCHRIFTEN.values(), ids=lambda een: een.id)
def test_one_rule_without_a_retourcode_is_told_in_full(winkel: Winkel, een: Voorschrift) -> None:
    uitkomst = winkel.ijw("regels", een.id.lower())
    assert uitkomst.exit_code == 0
    tekst = uitkomst.stdout
    assert tekst.startswith(f"{een.id}: {een.uitleg}\n")
    assert een.voorbehoud in tekst
    for dekking in een.dekking:
        assert f"  {VORMEN[dekking.vorm]}: " in tekst
        for gedrag in gedragingen(dekking):
            assert gedrag.wat in tekst
        if not gedragingen(dekking):
            assert ", ".join(dekking.verwijzingen) in tekst


@pytest.mark.parametrize("regel_id", RELEASE.regels)
def test_one_rule_is_told_in_full(winkel: Winkel, regel_id: str) -> None:
    uitkomst = winkel.ijw("regels", regel_id.lower())
    regel = RELEASE.regels[regel_id]
    assert uitkomst.exit_code == 0
    assert regel.uitleg in uitkomst.stdout
    assert ("app.rules." if regel.niveau > 1 else "XSD") in uitkomst.stdout


def test_an_unknown_rule_is_said_so(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("regels", "TR999")
    assert uitkomst.exit_code == 2
    assert "no rule TR999" in uitkomst.stderr
