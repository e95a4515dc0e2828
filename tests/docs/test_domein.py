"""docs/domein.md says what the pricing functions compute, and nothing else about money."""

import re
from itertools import chain
from xml.etree import ElementTree

import pytest

from app.contracts.bekostiging import Vorm
from app.contracts.stappen import Stapnaam
from tests.contracts.regios import afspraken
from tests.docs.domein import BLOKKEN, DOCS, bladen, vul
from tests.docs.figuren import DEN_HAAG, REGIO, banen, dozen, stroken, teken_fasering, teken_prijs, vakken

PAGINA = (DOCS / "domein.md").read_text("utf-8")
_BEDRAG = re.compile(r"€ ?-?[0-9.]+(?:,[0-9]{2})?")


def test_page_and_drawings_are_up_to_date() -> None:
    for pad, tekst in bladen().items():
        assert pad.read_text("utf-8") == tekst, f"{pad.name} lags behind; run `make docs`"


def test_a_figure_that_was_changed_by_hand_is_noticed() -> None:
    anders = PAGINA.replace("= € 4.000,00", "= € 4.000,05", 1)
    assert anders != PAGINA
    assert vul(anders) == PAGINA


def test_every_block_is_used_and_no_amount_stands_outside_one() -> None:
    assert set(re.findall(r"<!-- made: (\S+) -->", PAGINA)) == set(BLOKKEN)
    geschreven = re.sub(r"<!-- made: .*?<!-- end -->", "", PAGINA, flags=re.DOTALL)
    assert not _BEDRAG.findall(geschreven)


def test_a_block_that_nobody_makes_is_no_block() -> None:
    with pytest.raises(KeyError):
        vul("<!-- made: onbekend -->\n<!-- end -->")


def test_the_page_explains_every_form_and_says_that_amounts_are_made_up() -> None:
    for vorm in Vorm:
        assert f"\n| {vorm.value} |" in PAGINA
    assert "is fictitious" in PAGINA
    assert afspraken(REGIO).regio.fictief


def test_every_file_that_the_page_names_is_there() -> None:
    namen = re.findall(r"\]\(([\w./-]+)\)", PAGINA)
    assert namen
    assert [naam for naam in namen if not (DOCS / naam).exists()] == []
    paden = [pad for pad in re.findall(r"`((?:app|tests)/[\w/.]+)`", PAGINA) if not (DOCS.parent / pad).exists()]
    assert paden == []


def test_the_timeline_is_that_of_2020_and_2021() -> None:
    verloop = {baan.naam: [(een.van.year, een.vorm, een.met_label) for een in vakken(baan)] for baan in banen()}
    assert list(verloop.values()) == [
        [(2019, Vorm.PXQ, False), (2020, Vorm.PIC, False)],
        [(2019, Vorm.PXQ, False), (2020, Vorm.PXQ, True), (2021, Vorm.PIC, False)],
        [(2019, Vorm.PXQ, False), (2020, Vorm.PXQ, True), (2021, Vorm.PIC, False)],
    ]
    assert [len(baan.gemeenten) for baan in banen()] == [9, 1, 10]
    assert banen()[1].gemeenten == (DEN_HAAG,)


def test_gemeenten_that_differ_are_not_drawn_as_one() -> None:
    alle = banen()[2]._replace(perceel="SPEC")
    with pytest.raises(ValueError, match="not paid in one form in 2020-01-01"):
        vakken(alle)


def test_the_drawing_shows_the_outcome_of_each_line() -> None:
    goed, hoog, elders = (strook.oordeel for strook in stroken())
    assert (goed.retourcodes, goed.toegekend) == ((), 400000)
    assert (hoog.retourcodes, hoog.toegekend) == (("0611",), 0)
    assert [een.stap.naam for een in elders.afwijkingen] == [Stapnaam.ANDERE_VORM]
    teksten = {een.text for een in ElementTree.fromstring(teken_prijs()).iter("{http://www.w3.org/2000/svg}text")}
    verwacht = {tekst for strook in stroken() for _, tekst, _ in dozen(strook.oordeel)}
    assert verwacht <= teksten
    getekend = set(chain.from_iterable(_BEDRAG.findall(tekst or "") for tekst in teksten))
    assert getekend == {"€ 4.000,00", "€ 4.000,01", "€ 0,01", "€ 0,00"}


@pytest.mark.parametrize("tekening", [teken_fasering(), teken_prijs()], ids=["fasering", "prijs"])
def test_a_drawing_is_small_and_stands_alone(tekening: str) -> None:
    blad = ElementTree.fromstring(tekening)
    assert len(tekening) < 10_000
    assert not [een for een in blad.iter() if any("href" in naam for naam in een.attrib)]
    breed = float(blad.attrib["width"])
    for een in blad.iter("{http://www.w3.org/2000/svg}text"):
        # Half a point wide for each point of size is what a narrow sans-serif takes at most.
        assert float(een.attrib["x"]) + 13 * 0.55 * len(een.text or "") < breed + 40
