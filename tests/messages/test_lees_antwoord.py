"""Answers of partners: what is in a JW325 or a retour comes out of the readers, in pieces as from a whole."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from lxml import etree

from app.messages import lees_antwoord, stukken
from app.messages.intake import neem_aan
from app.messages.lezen import RETOUREN, herken, lees
from app.messages.records import Declaratieantwoordbericht, Ontvangen, Retourbericht
from app.messages.releases import Releases
from app.standard.release import laad_release
from tests.schemas.generate import random_valid

RELEASES = Releases((laad_release(),))


def _lees(data: bytes, *, in_stukken: bool = False) -> Ontvangen:
    levering = neem_aan(data)
    if in_stukken:
        levering = replace(levering, pakket=replace(levering.pakket, klein=None))
    release, soort = herken(levering, RELEASES)
    return lees(levering, soort, RELEASES.schemas(release))


def _groot(zaad: int) -> bytes:
    """A valid JW325 with clients of several kinds."""
    rng = random.Random(zaad)
    wortel, clienten = None, []
    while wortel is None or len(clienten) < 12:
        boom = etree.fromstring(random_valid("JW325", rng))
        gevonden = boom.findall(".//{*}Client")
        if gevonden:
            wortel = wortel if wortel is not None else boom
            clienten += gevonden
    houder = wortel.find(".//{*}Clienten")
    assert houder is not None
    houder.extend(clienten)
    data: bytes = etree.tostring(wortel, encoding="UTF-8", xml_declaration=True)
    return data


@pytest.mark.parametrize("zaad", [1, 2, 3, 4, 5])
def test_a_jw325_reads_the_same_in_pieces_as_whole(zaad: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stukken, "_BLOK", 700)
    monkeypatch.setattr(lees_antwoord, "STUK", 2000)
    data = _groot(zaad)
    heel = _lees(data)
    assert _lees(data, in_stukken=True) == heel
    assert isinstance(heel, Declaratieantwoordbericht)
    boom = etree.fromstring(data)
    paden = {klasse.pad for klasse in heel.klassen()}
    assert len(paden) == 2 + len(boom.findall(".//{*}Client")) + len(boom.findall(".//{*}Prestatie"))
    assert heel.antwoord is not None
    lijsten = [heel.kenmerk.codes, heel.antwoord.codes]
    lijsten += [een.codes for een in heel.clienten] + [een.codes for een in heel.prestaties]
    assert sum(map(len, lijsten)) == len(boom.findall(".//{*}RetourCode"))


@pytest.mark.parametrize("code", RETOUREN)
@pytest.mark.parametrize("zaad", range(10))
def test_every_class_with_codes_in_a_retour_is_read_with_its_path(code: str, zaad: int) -> None:
    data = random_valid(code, random.Random(zaad))
    bericht = _lees(data)
    assert isinstance(bericht, Retourbericht)
    met_codes = []
    for codes in etree.fromstring(data).iter("{*}RetourCodes"):
        ouder = codes.getparent()
        met_codes.append((etree.QName(ouder).localname, tuple(een.text for een in codes)))
    gelezen = [("Header", bericht.kenmerk.codes)] if bericht.kenmerk.codes else []
    gelezen += [(klasse.klasse, klasse.codes) for klasse in bericht.inhoud]
    assert sorted(gelezen) == sorted(met_codes)
    assert len({klasse.pad for klasse in bericht.inhoud}) == len(bericht.inhoud)
    assert bericht.gemeente != bericht.aanbieder
    assert (len(bericht.gemeente), len(bericht.aanbieder)) == (4, 8)
