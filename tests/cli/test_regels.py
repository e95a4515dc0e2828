"""`ijw regels` lists every rule, and tells all about one."""

import pytest

from app.messages.lezen import AANGENOMEN
from tests.cli.winkel import RELEASE, Winkel


def test_every_rule_is_one_line_when_nobody_watches(winkel: Winkel) -> None:
    regels = winkel.ijw("regels").stdout.splitlines()
    assert [regel.split("\t")[0] for regel in regels] == list(RELEASE.regels)


@pytest.mark.parametrize("regel_id", RELEASE.regels)
def test_one_rule_is_told_in_full(winkel: Winkel, regel_id: str) -> None:
    uitkomst = winkel.ijw("regels", regel_id.lower())
    regel = RELEASE.regels[regel_id]
    assert uitkomst.exit_code == 0
    assert regel.uitleg in uitkomst.stdout
    if any(plaats.bericht in AANGENOMEN for plaats in regel.plaatsen):
        assert ("app.rules." if regel.niveau > 1 else "XSD") in uitkomst.stdout


def test_an_unknown_rule_is_said_so(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("regels", "TR999")
    assert uitkomst.exit_code == 2
    assert "no rule TR999" in uitkomst.stderr
