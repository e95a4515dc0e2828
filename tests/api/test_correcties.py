"""The door for corrections: ask, and send in what comes back."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from httpx import Response

from app.api.begrensd import GRENS
from app.api.correcties import VOORBEELDVRAGEN
from app.exchange.correctie.weergave import CorrectieVraag
from tests.api.conftest import Deur, codes, probleem
from tests.bank import AANBIEDER, ANDER_KIND, KIND, PRESTATIE

ADRES = "/api/v1/correcties"


def _vraag(deur: Deur, *regels: dict[str, Any], **anders: Any) -> Response:
    antwoord: Response = deur.http.post(ADRES, json={"aanbieder": AANBIEDER, "regels": regels, **anders})
    return antwoord


def _correctie(deur: Deur, *regels: dict[str, Any], **anders: Any) -> dict[str, Any]:
    antwoord = _vraag(deur, *regels, **anders)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["cache-control"] == "no-store"
    correctie: dict[str, Any] = antwoord.json()
    return correctie


def test_a_replacement_is_composed_and_granted_message_after_message(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    deur.post(bank.jw301())
    eerder = deur.beoordeling(bank.jw323())
    correctie = _correctie(deur, {"referentienummer": "RN1", "actie": "vervangen", "nieuw": {"volume": 10}})
    assert correctie["wordt_toegekend"]
    credit, debet = correctie["berichten"]
    assert (credit["soort"], credit["totaal"], credit["wacht_op"]) == ("credit", -79200, [])
    assert (debet["soort"], debet["totaal"], debet["wacht_op"]) == ("debet", 88000, [1])
    assert (debet["begindatum"], debet["einddatum"], debet["aantal"]) == ("2026-04-01", "2026-04-30", 1)
    (regel,) = correctie["regels"]
    assert regel["bericht_id"] == eerder["id"]
    assert (regel["staat"], regel["uitkomst"]) == ("toegekend", "vervangen")
    assert regel["debet"]["bericht"] == 2
    assert regel["debet"]["referentienummer"] in debet["xml"]
    for bericht in (credit, debet):
        assert codes(deur.post(bericht["xml"].encode()).content) == ["0200", "8001"]
    assert deur.get("toewijzingen/0384/1001")["toegekend_bedrag"] == 88000


def test_all_rejected_lines_of_a_message_come_with_advice_and_an_expectation(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    deur.post(bank.jw301())
    eerder = deur.beoordeling(bank.jw323(PRESTATIE._replace(volume=11, bedrag=96800)))
    correctie = _correctie(deur, bericht_id=eerder["id"])
    assert not correctie["wordt_toegekend"]
    (regel,) = correctie["regels"]
    assert regel["adviezen"][0]["retourcode"] == "9321"
    assert regel["adviezen"][0]["verwacht"] == "hoogstens 10 uur"
    assert [een["regel"] for een in regel["verwacht"]] == ["TR321"]
    assert codes(deur.post(correctie["berichten"][0]["xml"].encode()).content).count("9321") == 1


def test_composing_keeps_nothing(deur: Deur) -> None:
    deur.post(deur.bank.jw301())
    deur.post(deur.bank.jw323())
    voor = deur.get("berichten")
    een, twee = (_correctie(deur, {"referentienummer": "RN1", "actie": "crediteren"}) for _ in range(2))
    assert deur.get("berichten") == voor
    assert een["berichten"][0]["identificatie"] != twee["berichten"][0]["identificatie"]


def test_what_cannot_be_done_is_told_per_line_with_what_can(deur: Deur) -> None:
    deur.post(deur.bank.jw301())
    deur.post(deur.bank.jw323())
    deur.post(deur.bank.jw323(PRESTATIE._replace(referentienummer="RN2", volume=11, bedrag=96800)))
    antwoord = _vraag(
        deur,
        {"referentienummer": "RN1", "actie": "opnieuw"},
        {"referentienummer": "RN2", "actie": "crediteren"},
    )
    inhoud = probleem(antwoord, 422, "correctie-kan-niet")
    assert [fout["pad"] for fout in inhoud["fouten"]] == ["regels.0", "regels.1"]
    assert "nooit gecrediteerd, maar opnieuw gedeclareerd" in inhoud["fouten"][1]["melding"]
    inhoud = probleem(_vraag(deur), 422, "correctie-kan-niet")
    assert inhoud["fouten"][0]["pad"] == "regels"
    inhoud = probleem(
        _vraag(deur, {"referentienummer": "RN1", "actie": "vervangen", "nieuw": {"eenheid": "99"}}),
        422,
        "correctie-kan-niet",
    )
    assert inhoud["fouten"][0]["pad"] == "regels.0.nieuw.eenheid"
    assert "er zijn: 01, 04" in inhoud["fouten"][0]["melding"]


@pytest.mark.parametrize(
    ("anders", "pad", "melding"),
    [
        ({"aanbieder": "12"}, "aanbieder", "aanbieder heeft niet de juiste vorm"),
        ({"bericht_id": "x"}, "bericht_id", "bericht_id moet een UUID zijn."),
        ({"iets": 1}, "iets", "iets is hier niet bekend."),
        ({"regels": 1}, "regels", "regels moet een lijst zijn."),
        ({"regels": [{"actie": "opnieuw"}]}, "regels.0.referentienummer", "referentienummer is verplicht."),
        ({"regels": [1]}, "regels.0", "regels.0 moet een object met velden zijn."),
        (
            {"regels": [{"referentienummer": "RN1", "actie": "wissen"}]},
            "regels.0.actie",
            "actie moet een zijn van: 'opnieuw', 'crediteren', 'vervangen' of 'weglaten'.",
        ),
        (
            {"regels": [{"referentienummer": "RN1", "actie": "opnieuw", "nieuw": {"volume": -1}}]},
            "regels.0.nieuw.volume",
            "volume is te klein; minstens 0.",
        ),
        (
            {"regels": [{"referentienummer": "RN1", "actie": "opnieuw", "nieuw": {"begindatum": "mei"}}]},
            "regels.0.nieuw.begindatum",
            "begindatum moet een datum zijn, zoals 2026-05-06.",
        ),
        (
            {"regels": [{"referentienummer": str(nummer), "actie": "opnieuw"} for nummer in range(10_001)]},
            "regels",
            "regels heeft te veel onderdelen; hoogstens 10000.",
        ),
    ],
)
def test_a_question_that_cannot_be_read_says_where(deur: Deur, anders: dict[str, Any], pad: str, melding: str) -> None:
    antwoord = deur.http.post(ADRES, json={"aanbieder": AANBIEDER, **anders})
    (fout,) = probleem(antwoord, 422, "onjuiste-vraag")["fouten"]
    assert fout["pad"] == pad
    assert fout["melding"].startswith(melding)


def test_it_is_asked_in_json_of_a_limited_size(deur: Deur) -> None:
    probleem(deur.http.post(ADRES, content=b"<x/>", headers={"Content-Type": "application/xml"}), 415, "mediatype")
    json_ = {"Content-Type": "application/json"}
    inhoud = probleem(deur.http.post(ADRES, content=b"{", headers=json_), 422, "onjuiste-vraag")
    assert inhoud["fouten"] == [{"regelnummer": None, "pad": "", "melding": "De vraag is geen leesbare JSON."}]
    probleem(deur.http.post(ADRES, content=b" " * (GRENS + 1), headers=json_), 413, "te-groot")


def test_no_bsn_is_in_a_problem_or_a_log(deur: Deur, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    deur.post(deur.bank.jw301())
    eerder = deur.beoordeling(deur.bank.jw323(per_bsn=[(ANDER_KIND.bsn, [PRESTATIE])]))
    fout_bsn = f"{KIND.bsn[:-1]}{(int(KIND.bsn[-1]) + 1) % 10}"
    for bsn in (fout_bsn, f"{KIND.bsn}0"):
        regel = {"referentienummer": "RN1", "actie": "opnieuw", "nieuw": {"bsn": bsn}}
        antwoord = _vraag(deur, regel, bericht_id=eerder["id"])
        assert antwoord.status_code == 422
        assert bsn not in antwoord.text
    goed = {"referentienummer": "RN1", "actie": "opnieuw", "nieuw": {"bsn": KIND.bsn}}
    correctie = _correctie(deur, goed, bericht_id=eerder["id"])
    zonder_xml = {**correctie, "berichten": [{**een, "xml": ""} for een in correctie["berichten"]]}
    for bsn in (KIND.bsn, ANDER_KIND.bsn, fout_bsn):
        assert bsn not in json.dumps(zonder_xml)
        assert bsn not in caplog.text
    assert codes(deur.post(correctie["berichten"][0]["xml"].encode()).content) == ["0200", "8001"]


def test_the_examples_of_the_console_can_be_asked(deur: Deur) -> None:
    for naam in ("toewijzing", "declaratie", "declaratie-te-veel"):
        deur.post(deur.http.get(f"/api/v1/voorbeelden/{naam}", params={"reeks": 1}).content)
    for naam in ("lager-volume", "crediteren", "vervangen"):
        antwoord = deur.http.post(ADRES, json=VOORBEELDVRAGEN[naam]["value"])
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.json()["wordt_toegekend"], naam
    CorrectieVraag.model_validate(VOORBEELDVRAGEN["alle-afgekeurde"]["value"])
