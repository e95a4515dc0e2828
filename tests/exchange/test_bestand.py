"""OP192: the ends of the lines of a message."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.exchange.bestand import signalen_over_bestand
from app.exchange.judgement import Oordeel, VoorWie
from app.messages.intake import Ontvangst, neem_aan
from app.standard.release import laad_release
from tests.bank import Bank

KOP = b'<?xml version="1.0" encoding="UTF-8"?>'
WORTEL = b"<Bericht/>"


@pytest.mark.parametrize(
    ("blokken", "met_crlf"),
    [
        ((KOP + b"\r\n" + WORTEL,), True),
        ((KOP + b"\n" + WORTEL,), False),
        ((KOP + WORTEL,), True),
        ((KOP + b"\r", b"\n" + WORTEL), True),
        ((KOP, b"\n" + WORTEL), False),
        ((KOP, b"\r", b"\n", WORTEL), True),
        ((KOP + b"\r\n", WORTEL + b"\n"), True),
        ((KOP + b"\n", WORTEL + b"\r\n"), False),
    ],
)
def test_the_end_of_the_first_line_is_seen_wherever_the_blocks_part(blokken: tuple[bytes, ...], met_crlf: bool) -> None:
    ontvangst = Ontvangst()
    for blok in blokken:
        ontvangst.voeg_toe(blok)
    assert ontvangst.sluit().met_crlf is met_crlf


def test_a_message_with_other_line_ends_is_approved_and_signalled_to_its_sender(bank: Bank) -> None:
    met_lf = bank.jw301().bytes().replace(b"\r\n", b"\n")
    afhandeling = bank.knoop.loket.verwerk(neem_aan(met_lf))
    assert afhandeling.oordeel.oordeel is Oordeel.GOEDGEKEURD
    (signaal,) = afhandeling.oordeel.signalen
    assert (signaal.code, signaal.voor, signaal.pad) == ("OP192", VoorWie.GEMEENTE, "/Bericht")


def test_a_message_that_we_write_has_the_line_ends_of_the_standard(bank: Bank) -> None:
    afhandeling = bank.goed(bank.jw301())
    assert afhandeling.oordeel.signalen == ()
    assert neem_aan(afhandeling.antwoord.pakket.bytes()).met_crlf


def test_a_release_without_the_rule_is_not_held_to_it(tmp_path: Path) -> None:
    release = laad_release("3.2")
    levering = neem_aan(KOP + b"\n" + WORTEL)
    soort = release.berichten["JW305"]
    assert [een.voor for een in signalen_over_bestand(release, soort, levering)] == [VoorWie.AANBIEDER]
    assert list(signalen_over_bestand(replace(release, map=tmp_path), soort, levering)) == []
