"""The rules without a retourcode are whole, and refer only to what exists."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from app.standard.bestanden import ReleaseFout
from app.standard.release import laad_release
from app.standard.voorschriften import Voorschrift, Vorm, laad_voorschriften
from tests.schemas.structure import ComplexType, Element, named_types, read_message

RELEASE = laad_release("3.2")
VOORSCHRIFTEN = laad_voorschriften(RELEASE)
MET_XSD = [een for een in VOORSCHRIFTEN.values() if een.gedekt_door("xsd")]


def test_there_are_a_hundred_and_eighty_six_in_order() -> None:
    assert Counter(een.soort for een in VOORSCHRIFTEN.values()) == {"RS": 39, "OP": 92, "IV": 38, "UP": 17}
    soorten = ["RS", "OP", "IV", "UP"]
    ids = list(VOORSCHRIFTEN)
    assert ids == sorted(ids, key=lambda een: (soorten.index(een[:2]), een[2:5], int(een[6:] or 0)))
    assert not set(VOORSCHRIFTEN) & set(RELEASE.regels)


@pytest.mark.parametrize("een", VOORSCHRIFTEN.values(), ids=lambda een: een.id)
def test_a_rule_says_how_it_is_held_or_why_it_cannot_be(een: Voorschrift) -> None:
    assert bool(een.voorbehoud) == (een.toetsbaar != "volledig")
    assert een.dekking or een.toetsbaar == "niet"
    assert {dekking.vorm for dekking in een.dekking} <= set(get_args(Vorm))
    assert all(dekking.verwijzingen for dekking in een.dekking)
    assert een.niveau == ("xsd" if een.soort == "RS" else "procedureel")
    assert set(een.berichten) <= set(RELEASE.berichten)
    assert bool(een.berichten) != (een.soort == "UP" or (een.soort == "RS" and not een.dekking))


@pytest.mark.parametrize("een", VOORSCHRIFTEN.values(), ids=lambda een: een.id)
def test_a_reader_gets_one_sentence(een: Voorschrift) -> None:
    for zin in filter(None, (een.uitleg, een.voorbehoud)):
        assert zin[0].isupper()
        assert zin.endswith(".")
        assert ". " not in zin
        assert len(zin) <= 220


@pytest.mark.parametrize("een", VOORSCHRIFTEN.values(), ids=lambda een: een.id)
def test_a_reference_to_a_rule_names_one_that_exists(een: Voorschrift) -> None:
    assert set(een.gedekt_door("regel")) <= set(RELEASE.regels)
    uitwerking = een.gedekt_door("uitwerking")
    assert set(uitwerking) <= set(VOORSCHRIFTEN)
    assert bool(uitwerking) <= (een.soort == "UP")


def test_a_rule_that_repeats_another_is_about_the_same_message() -> None:
    """Or about its answer: OP303 speaks of the JW325 and is attached to the JW323."""
    for een in VOORSCHRIFTEN.values():
        berichten = {*een.berichten, *(RELEASE.berichten[code].antwoord for code in een.berichten)}
        for regel_id in een.gedekt_door("regel"):
            plaatsen = {plaats.bericht for plaats in RELEASE.regels[regel_id].plaatsen}
            assert plaatsen & berichten, f"{een.id} is held by {regel_id}, which is on other messages"


@pytest.mark.parametrize("een", MET_XSD, ids=lambda een: een.id)
def test_a_reference_to_the_xsd_names_a_type_or_a_mandatory_element(een: Voorschrift) -> None:
    for waar in een.gedekt_door("xsd"):
        bericht, _, pad = waar.partition(" ")
        if pad:
            assert all(deel.minimum == 1 for deel in _elementen(bericht, pad)[-1:])
            assert bericht in een.berichten
        else:
            assert waar in named_types(), f"{een.id} refers to {waar}"


@pytest.mark.parametrize("een", VOORSCHRIFTEN.values(), ids=lambda een: een.id)
def test_a_place_exists_in_the_xsd(een: Voorschrift) -> None:
    for plaats in een.plaatsen:
        assert plaats.bericht in een.berichten
        assert plaats.pad.rpartition("/")[2] == plaats.klasse
        assert _elementen(plaats.bericht, f"{plaats.pad}/{plaats.element}".rstrip("/"))


def test_an_allowance_for_more_clients_is_in_the_xsd() -> None:
    """OP281."""
    (waar,) = VOORSCHRIFTEN["OP281"].gedekt_door("xsd")
    assert _elementen(*waar.split(" "))[-1].maximum is None


def _elementen(bericht: str, pad: str) -> list[Element]:
    """The elements on a path below Bericht; raises StopIteration when there is none of that name."""
    element = read_message(bericht)
    gevonden: list[Element] = []
    for naam in pad.split("/"):
        assert isinstance(element.type, ComplexType)
        element = next(onder for onder in element.type.elements if onder.name == naam)
        gevonden.append(element)
    return gevonden


def test_a_release_may_do_without_them(tmp_path: Path) -> None:
    assert laad_voorschriften(replace(RELEASE, map=tmp_path)) == {}


_RIJ = '[[typeregel]]\nid = "RS001"\ntoetsbaar = "volledig"\nuitleg = "Zo."\nberichten = []\nfacet = "pattern"\n'


@pytest.mark.parametrize("tekst", [_RIJ * 2, _RIJ.replace("uitleg", "uitlag"), "[[regel]]\n", "[["])
def test_a_file_that_does_not_say_what_it_should_is_named(tmp_path: Path, tekst: str) -> None:
    (tmp_path / "typeregels.toml").write_text(tekst, "utf-8")
    with pytest.raises(ReleaseFout, match=r"release 3\.2"):
        laad_voorschriften(replace(RELEASE, map=tmp_path))
