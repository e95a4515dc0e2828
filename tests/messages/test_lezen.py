"""Reading: streaming gives the records that a tree gives, and values mean what the XSD says they mean."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.messages.intake import Levering, neem_aan
from app.messages.lezen import AANGENOMEN, herken, lees
from app.messages.places import regelnummers
from app.messages.problems import BerichtGeweigerd, Soort
from app.messages.records import Declaratiebericht, Ontvangen, Toewijzingsbericht
from app.messages.releases import Releases
from app.messages.xsd import Plaatsen, Schemas
from app.standard.release import laad_release
from tests.schemas.generate import random_valid

RELEASE = laad_release()
RELEASES = Releases((RELEASE,))
SCHEMAS = RELEASES.schemas(RELEASE)
EEN_JW323 = random_valid("JW323", random.Random(5))


def als_groot(levering: Levering) -> Levering:
    """The same delivery, as if it were too large to be kept whole."""
    return replace(levering, pakket=replace(levering.pakket, klein=None))


def lees_alles(levering: Levering) -> Ontvangen:
    return lees(levering, herken(levering, RELEASES)[1], SCHEMAS)


@given(st.integers(0, 10_000), st.booleans())
def test_a_declaratie_reads_the_same_in_a_stream_as_from_a_tree(zaad: int, exotisch: bool) -> None:
    levering = neem_aan(random_valid("JW323", random.Random(zaad), exotic=exotisch))
    try:
        uit_boom = lees_alles(levering)
    except BerichtGeweigerd as fout:
        geweigerd = fout
    else:
        assert lees_alles(als_groot(levering)) == uit_boom
        return
    with pytest.raises(BerichtGeweigerd) as ook:
        lees_alles(als_groot(levering))
    assert ook.value.fouten == geweigerd.fouten


@given(st.sampled_from(AANGENOMEN), st.integers(0, 10_000))
def test_any_valid_message_is_read_or_clearly_refused(code: str, zaad: int) -> None:
    levering = neem_aan(random_valid(code, random.Random(zaad), exotic=True))
    try:
        bericht = lees_alles(levering)
    except BerichtGeweigerd as fout:
        geweigerd = fout
    else:
        assert bericht.code == code
        return
    assert geweigerd.soort is Soort.NIET_VOLGENS_XSD
    for een in geweigerd.fouten:
        assert (een.regelnummer is None, een.pad == "", een.melding == "") == (False, False, False)


@given(st.sampled_from(AANGENOMEN), st.integers(0, 10_000))
def test_every_path_is_on_the_line_where_the_parser_sees_it(code: str, zaad: int) -> None:
    data = random_valid(code, random.Random(zaad))
    wortel = etree.fromstring(data)
    plaatsen = Plaatsen(wortel)
    verwacht = {plaatsen.pad(element): element.sourceline for element in wortel.iter()}
    assert regelnummers(neem_aan(data).pakket.open(), verwacht) == verwacht


def test_an_element_that_is_not_there_is_on_the_line_of_its_nearest_ancestor() -> None:
    stroom = neem_aan(b"<a>\n<b>\n<c/>\n</b>\n</a>").pakket.open()
    assert regelnummers(stroom, ["/a/b/c", "/a/b/d", "/a/b[2]/c", "/x"]) == {
        "/a/b/c": 3,
        "/a/b/d": 2,
        "/a/b[2]/c": 1,
        "/x": 1,
    }


def _met(bericht: bytes, element: str, waarde: str) -> bytes:
    wortel = etree.fromstring(bericht)
    next(wortel.iter("{*}" + element)).text = waarde
    data: bytes = etree.tostring(wortel)
    return data


@pytest.mark.parametrize("groot", [False, True])
def test_a_reference_of_blanks_is_valid_and_stays_as_it_is(groot: bool) -> None:
    levering = neem_aan(_met(EEN_JW323, "ReferentieNummer", "  "))
    bericht = lees_alles(als_groot(levering) if groot else levering)
    assert isinstance(bericht, Declaratiebericht)
    assert bericht.prestaties[0].referentienummer == "  "


@pytest.mark.parametrize("groot", [False, True])
def test_a_comment_within_a_value_does_not_cut_it(groot: bool) -> None:
    tekst = _met(EEN_JW323, "ReferentieNummer", "ABCDEF").replace(b"ABCDEF", b"AB<!-- c -->CD<?p?>EF")
    levering = neem_aan(tekst)
    bericht = lees_alles(als_groot(levering) if groot else levering)
    assert isinstance(bericht, Declaratiebericht)
    assert bericht.prestaties[0].referentienummer == "ABCDEF"


@pytest.mark.parametrize(
    ("waarde", "gelezen"),
    [("10:00:00", "10:00:00"), (" 24:00:00 ", "00:00:00"), ("09:30:00.500", "09:30:00.5"), ("09:30:00.0", "09:30:00")],
)
def test_a_time_is_read_so_that_it_sorts(waarde: str, gelezen: str) -> None:
    data = _met(random_valid("JW301", random.Random(3)), "Toewijzingstijd", waarde)
    bericht = lees_alles(neem_aan(data))
    assert isinstance(bericht, Toewijzingsbericht)
    assert bericht.producten[0].toewijzingstijd == gelezen


def test_white_space_around_dates_and_numbers_is_nothing() -> None:
    bericht = lees_alles(neem_aan(_met(EEN_JW323, "DeclaratieDagtekening", "\n 2026-05-06 ")))
    assert isinstance(bericht, Declaratiebericht)
    assert bericht.declaratie.dagtekening == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("element", "waarde"), [("DeclaratieDagtekening", "12026-01-01"), ("DeclaratieDagtekening", "-0044-03-15")]
)
@pytest.mark.parametrize("groot", [False, True])
def test_a_date_outside_our_calendar_is_refused_with_its_place(element: str, waarde: str, groot: bool) -> None:
    levering = neem_aan(_met(EEN_JW323, element, waarde))
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        lees_alles(als_groot(levering) if groot else levering)
    (fout,) = geweigerd.value.fouten
    assert fout.pad == f"/Bericht/Declaratie/{element}"
    assert "0001-01-01" in fout.melding


def test_other_schemas_can_take_the_place_of_ours(tmp_path: Path) -> None:
    for bestand in SCHEMAS.map.glob("*.xsd"):
        (tmp_path / bestand.name).write_bytes(bestand.read_bytes())
    strenger = (tmp_path / "basisschema.xsd").read_text().replace('value="82"', 'value="85"')
    (tmp_path / "basisschema.xsd").write_text(strenger)
    levering = neem_aan(_met(EEN_JW323, "Eenheid", "82"))
    lees(levering, herken(levering, RELEASES)[1], SCHEMAS)
    with pytest.raises(BerichtGeweigerd, match="XSD"):
        lees(levering, herken(levering, RELEASES)[1], Schemas(tmp_path))
