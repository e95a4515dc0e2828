"""The national example messages through the door (needs the reference material)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from httpx import Response
from lxml import etree

from app.messages.opstellen import Kind
from tests.api.conftest import Deur, codes, probleem
from tests.bank import TOEWIJZING, Stilstaand
from tests.shared import require_shared


def _voorbeeld(code: str) -> bytes:
    return (require_shared() / "standard" / "ijw-3.2" / "examples" / f"{code}.xml").read_bytes()


def _gerepareerd(code: str) -> bytes:
    """An example without what cannot be: a 31 June, an end before the begin, a RetourCode that stands loose."""
    gerepareerd = _voorbeeld(code).replace(b"2027-06-31", b"2027-06-30").replace(b"2024-02-28", b"2027-02-28")
    return re.sub(
        rb"(<jw318:RedenVerzoek>.*?)\s*<jw318:RetourCode>9350</jw318:RetourCode>", rb"\1", gerepareerd, count=1
    )


def _tussen(bericht: bytes, gemeente: str, aanbieder: str) -> bytes:
    """An example between other parties."""
    wortel = etree.fromstring(bericht)
    for naam in ("Afzender", "Ontvanger"):
        partij = wortel.find(f"{{*}}Header/{{*}}{naam}")
        partij.text = gemeente if len(partij.text) == 4 else aanbieder
    anders: bytes = etree.tostring(wortel)
    return anders


def test_jw315_is_refused_with_both_its_faults(deur: Deur) -> None:
    inhoud = probleem(deur.post(_voorbeeld("JW315")), 422, "niet-volgens-xsd")
    assert [(een["regelnummer"], een["pad"].rpartition("/")[2]) for een in inhoud["fouten"]] == [
        (44, "ToewijzingEinddatum"),
        (66, "ToewijzingEinddatum"),
    ]
    assert all("2027-06-31" in een["melding"] for een in inhoud["fouten"])
    assert inhoud["aantal"] == 2


def test_jw318_is_refused_with_its_fault(deur: Deur) -> None:
    inhoud = probleem(deur.post(_voorbeeld("JW318")), 422, "niet-volgens-xsd")
    (fout,) = inhoud["fouten"]
    assert (fout["regelnummer"], fout["pad"].rpartition("/")[2]) == (33, "RetourCode")
    assert "RetourCodes" in fout["melding"]


@pytest.mark.parametrize("code", ["JW302", "JW306", "JW308", "JW316", "JW320", "JW325"])
def test_an_answer_of_a_partner_is_taken_and_not_answered(deur: Deur, code: str) -> None:
    antwoord = deur.post(_voorbeeld(code))
    assert (antwoord.status_code, antwoord.content) == (204, b"")
    oordeel = deur.http.get(antwoord.headers["location"]).json()
    assert oordeel["retour"] is None
    assert oordeel["partner"]["op"] is None
    assert {een["code"] for een in oordeel["signalen"]} <= {"ANTWOORD-ONBEKEND", "TR337"}
    assert oordeel["signalen"]


@pytest.mark.parametrize(
    ("heen", "terug", "codes"),
    [
        ("JW301", "JW302", {"Header": ["8848"]}),
        ("JW305", "JW306", {"Header": ["8848"]}),
        ("JW307", "JW308", {}),
        (
            "JW315",
            "JW316",
            {"Header": ["0200"], "Client": ["0200"], "AangevraagdProduct": ["9347", "0200"]},
        ),
        (
            "JW317",
            "JW318",
            {
                "Header": ["0200"],
                "Client": ["0200"],
                "Verzoek": ["9349"],
                "OngewijzigdProduct": ["9350"],
                "NieuwProduct": ["0200"],
            },
        ),
        ("JW319", "JW320", {"Header": ["0200"], "Antwoord": ["9360"]}),
    ],
)
def test_a_retour_among_the_examples_belongs_to_its_message_once_their_dates_are_equal(
    deur: Deur, heen: str, terug: str, codes: dict[str, list[str]]
) -> None:
    deur.zet_klok(Stilstaand(date(2026, 7, 31)))
    bericht, retour = _gerepareerd(heen), _gerepareerd(terug)
    plaats = deur.post(bericht).headers["location"]
    dagtekening = etree.fromstring(bericht).findtext(".//{*}Dagtekening")
    gedateerd = etree.fromstring(retour)
    gedateerd.find(".//{*}Dagtekening").text = dagtekening
    antwoord = deur.post(etree.tostring(gedateerd))
    assert antwoord.status_code == 204, antwoord.text
    partner = deur.http.get(antwoord.headers["location"]).json()["partner"]
    assert partner["op"]["link"] == plaats
    per_klasse: dict[str, list[str]] = {}
    for een in partner["bevindingen"]:
        per_klasse.setdefault(een["klasse"], []).append(een["retourcode"])
    assert per_klasse == codes


@pytest.mark.parametrize(
    ("dag", "signalen"),
    [(b"2023-05-07", {"TR337"}), (b"2026-05-06", {"TR366", "BEDRAG-SLUIT-NIET"})],
    ids=["as it is", "with the date of the jw323"],
)
def test_the_jw325_among_the_examples_is_told_what_is_wrong_with_it(deur: Deur, dag: bytes, signalen: set[str]) -> None:
    """It gives back other references than were claimed, and other amounts."""
    deur.post(_voorbeeld("JW323"))
    antwoord = deur.post(_voorbeeld("JW325").replace(b"2023-05-07", dag))
    oordeel = deur.http.get(antwoord.headers["location"]).json()
    assert {een["code"] for een in oordeel["signalen"]} == signalen


def _fouten(antwoord: Response) -> list[tuple[str, str]]:
    """(class, code) for each code in the answer that means a fault."""
    gevonden = [
        (str(etree.QName(code.getparent().getparent()).localname), str(code.text))
        for code in etree.fromstring(antwoord.content).iter("{*}RetourCode")
    ]
    return [een for een in gevonden if een[1] != "0200"]


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        ("JW301", [("ToegewezenProduct", "9379"), ("ToegewezenProduct", "S329")] * 2),
        ("JW305", [("StartProduct", "9019")] * 2),
        ("JW307", [("Header", "8848")]),
        ("JW317", [("Header", "0001")]),
        ("JW319", [("Antwoord", "9355")]),
        ("JW323", [("Header", "0001")]),
    ],
)
def test_an_example_by_itself_gets_these_codes(deur: Deur, code: str, verwacht: list[tuple[str, str]]) -> None:
    """Each refers to messages that are not there; the JW307 is of a day after the bench's."""
    antwoord = deur.post(_voorbeeld(code))
    assert _fouten(antwoord) == verwacht
    assert deur.http.get(antwoord.headers["location"]).json()["bericht"]["code"] == code


def test_jw315_with_dates_that_exist_is_judged(deur: Deur) -> None:
    """The demo regio has no agreement on its products."""
    antwoord = deur.post(_gerepareerd("JW315"))
    assert _fouten(antwoord) == [("AangevraagdProduct", "S329")] * 2


def test_jw317_with_an_end_after_its_begin_still_needs_its_toewijzing(deur: Deur) -> None:
    antwoord = deur.post(_gerepareerd("JW317"))
    assert ("Client", "8187") in _fouten(antwoord)


def test_the_examples_are_a_chain_once_they_are_between_the_same_parties(deur: Deur) -> None:
    """From verzoek to stop. No regio is loaded for this gemeente, so there is nothing agreed to hold them against."""
    deur.zet_klok(Stilstaand(date(2026, 7, 31)))
    for code in ("JW315", "JW301", "JW305", "JW307"):
        antwoord = deur.post(_tussen(_gerepareerd(code), "0363", "42420001"))
        assert codes(antwoord.content) == [], code


def test_the_answer_among_the_examples_follows_its_verzoek(deur: Deur) -> None:
    toewijzing = TOEWIJZING._replace(toewijzingnummer=10071)
    partijen = {"afzender": "0363", "ontvanger": "65656055"}
    assert codes(deur.post(deur.bank.jw301(toewijzing, kind=Kind("999900006"), **partijen)).content) == []
    for code in ("JW317", "JW319"):
        antwoord = deur.post(_tussen(_gerepareerd(code), "0363", "65656055"))
        assert codes(antwoord.content) == [], code


def test_jw323_is_answered_with_a_header_0001(deur: Deur) -> None:
    antwoord = deur.post(_voorbeeld("JW323"))
    assert codes(antwoord.content) == ["0001"]
    oordeel = deur.http.get(antwoord.headers["location"]).json()
    assert "TR101" in {een["regel"] for een in oordeel["bevindingen"]}
