"""Intake: the same verdict however the bytes are cut, and nothing passes that may not be parsed."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages.intake import LANGSTE_PROLOOG, LANGSTE_STUK, Levering, Ontvangst, neem_aan
from app.messages.pakket import KLEIN, uit_opslag
from app.messages.problems import BerichtGeweigerd, Soort
from tests.schemas.generate import random_valid

GEWOON = random_valid("JW323", random.Random(1))
GEWEIGERD = {
    "niets": b"",
    "geen XML": b"geen xml",
    "DOCTYPE": b"<!DOCTYPE a><a/>",
    "DOCTYPE na commentaar": b"<?xml version='1.0'?><!-- x --><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "DOCTYPE in UTF-16": "<!DOCTYPE a><a/>".encode("utf-16"),
    "UTF-16 zonder merk": "<a/>".encode("utf-16-le"),
    "UTF-8 met merk": b"\xef\xbb\xbf<a/>",
    "andere codering": b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
    "lange tag": b"<a " + b" ".join(b'a%d=""' % nummer for nummer in range(20_000)) + b"/>",
    "lange tekst": b"<a>" + b"x" * (LANGSTE_STUK + 1) + b"</a>",
    "lang vooraf": b"<!--" + b"-<" * LANGSTE_PROLOOG + b"--><a/>",
    "alleen commentaar": b"<!-- a -->",
}


def ontvang(data: bytes, sneden: list[int]) -> Levering:
    """Take the bytes in, cut at these places."""
    ontvangst = Ontvangst()
    grenzen = [0, *sorted(snede % (len(data) + 1) for snede in sneden), len(data)]
    for begin, eind in pairwise(grenzen):
        ontvangst.voeg_toe(data[begin:eind])
    return ontvangst.sluit()


@given(st.lists(st.integers(0, 1_000_000), max_size=8))
def test_a_message_is_the_same_however_it_is_cut(sneden: list[int]) -> None:
    levering = ontvang(GEWOON, sneden)
    assert levering == neem_aan(GEWOON)
    assert levering.pakket.bytes() == GEWOON
    assert levering.wortel.naam == "Bericht"


@pytest.mark.parametrize("naam", GEWEIGERD)
@given(sneden=st.lists(st.integers(0, 1_000_000), max_size=4))
def test_what_is_refused_is_refused_however_it_is_cut(naam: str, sneden: list[int]) -> None:
    with pytest.raises(BerichtGeweigerd) as geheel:
        neem_aan(GEWEIGERD[naam])
    with pytest.raises(BerichtGeweigerd) as gesneden:
        ontvang(GEWEIGERD[naam], sneden)
    assert gesneden.value.soort is geheel.value.soort


def test_text_and_tags_up_to_the_limit_pass_however_they_are_cut() -> None:
    data = b"<a>" + b"x" * (LANGSTE_STUK - 3) + b"</a>"
    assert ontvang(data, [1, 5, 40_000]).pakket.omvang == len(data)


def test_a_message_above_the_limit_is_refused_before_it_is_whole() -> None:
    ontvangst = Ontvangst(grens=1000)
    ontvangst.voeg_toe(b"<a>" + b" " * 900)
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        ontvangst.voeg_toe(b" " * 200)
    assert geweigerd.value.soort is Soort.TE_GROOT


def test_a_large_message_is_kept_compressed_only() -> None:
    data = b"<a>" + b"<b>regel</b>\n" * (KLEIN // 10) + b"</a>"
    pakket = ontvang(data, [KLEIN, KLEIN + 1]).pakket
    assert pakket.klein is None
    assert len(pakket.gecomprimeerd) < len(data) / 10
    assert pakket.bytes() == data
    terug = uit_opslag(pakket.gecomprimeerd, pakket.omvang, pakket.sha256)
    assert b"".join(terug.blokken()) == data
