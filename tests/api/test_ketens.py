"""Chains from outside: how far each client is, every message in it, and no word about who it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from app.exchange import steps
from app.exchange.judgement import RuleError
from app.messages.records import Woonplaatsbeginsel
from app.standard.elfproef import test_bsn
from app.standard.werkdagen import laad_werkkalender
from tests.api.conftest import Deur, Tikkend, probleem
from tests.bank import (
    AANBIEDER,
    AANGEVRAAGD,
    AFWIJZING,
    ANDER_KIND,
    ANDERE_AANBIEDER,
    GEMEENTE,
    IN_ONDERZOEK,
    KIND,
    PRESTATIE,
    START,
    STOP,
    TOEWIJZING,
    Bank,
    Stilstaand,
    maak_bank,
)


def _op(deur: Deur, dag: date) -> None:
    """From now on it is this day."""
    klok = Tikkend()
    klok.dag = dag
    deur.zet_klok(klok)
    deur.bank.dagtekening = dag


def _goed(deur: Deur, bericht: Any) -> str:
    oordeel = deur.beoordeling(bericht)
    assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]
    return str(oordeel["id"])


def _ketens(deur: Deur, **vraag: str) -> list[dict[str, Any]]:
    antwoord = deur.http.get("/api/v1/ketens", params=vraag)
    assert antwoord.status_code == 200, antwoord.text
    assert KIND.bsn not in antwoord.text
    inhoud: list[dict[str, Any]] = antwoord.json()["ketens"]
    return inhoud


def _keten(deur: Deur) -> dict[str, Any]:
    (een,) = _ketens(deur)
    antwoord = deur.http.get(een["link"])
    assert antwoord.status_code == 200, antwoord.text
    assert KIND.bsn not in antwoord.text
    keten: dict[str, Any] = antwoord.json()
    assert {naam: keten[naam] for naam in ("client", "gemeente", "aanbieder", "toestand")} == {
        naam: een[naam] for naam in ("client", "gemeente", "aanbieder", "toestand")
    }
    assert len(keten["berichten"]) == een["berichten"]
    return keten


def test_a_chain_runs_from_toewijzing_to_end(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    _op(deur, date(2026, 3, 30))
    _goed(deur, bank.jw301())
    assert _keten(deur)["toestand"] == "toegewezen"
    _op(deur, date(2026, 4, 3))
    start = _goed(deur, bank.jw305())
    keten = _keten(deur)
    assert keten["toestand"] == "in_zorg"
    (toewijzing,) = keten["toewijzingen"]
    assert (toewijzing["toestand"], toewijzing["sinds"]) == ("gestart", "2026-04-01")
    assert toewijzing["door"] == f"/api/v1/berichten/{start}"
    _op(deur, date(2026, 5, 6))
    _goed(deur, bank.jw323())
    stop = _goed(deur, bank.jw307())
    keten = _keten(deur)
    assert keten["toestand"] == "beeindigd"
    (toewijzing,) = keten["toewijzingen"]
    (levering,) = toewijzing["leveringen"]
    assert levering == {
        "categorie": "45",
        "code": "45A04",
        "begindatum": "2026-04-01",
        "einddatum": "2026-05-04",
        "reden_beeindiging": "31",
        "toestand": "beeindigd",
        "start": f"/api/v1/berichten/{start}",
        "tijdelijke_stop": None,
        "stop": f"/api/v1/berichten/{stop}",
    }
    assert toewijzing["claims"] == {
        "regels": 1,
        "ingediend": 79200,
        "toegekend": 79200,
        "afgekeurd": 0,
        "gecrediteerd": 0,
        "over": 19 * 60,
        "eenheid": "minuten",
    }
    assert deur.http.get(toewijzing["link"]).json()["nummer"] == 1001
    assert [een["code"] for een in keten["berichten"]] == ["JW301", "JW305", "JW323", "JW307"]
    assert keten["signalen"] == []
    assert {een["soort"] for een in keten["termijnen"]} == {"retour", "declaratieantwoord", "start", "stop"}
    assert {een["toestand"] for een in keten["termijnen"]} == {"gehaald"}


def test_a_chain_goes_on_to_evaluation_and_settlement(elke_deur: Deur) -> None:
    """R089: from the verzoek to the last euro, driven by messages and by the talk at the end."""
    deur, bank = elke_deur, elke_deur.bank
    _op(deur, date(2026, 3, 2))
    verzoek = _goed(deur, bank.jw315(AANGEVRAAGD._replace(ingangsdatum=date(2026, 4, 1), einddatum=date(2026, 6, 30))))
    assert _keten(deur)["toestand"] == "aangevraagd"
    _op(deur, date(2026, 3, 30))
    toegewezen = _goed(deur, bank.jw301(TOEWIJZING._replace(referentie_aanbieder="VOT1")))
    _op(deur, date(2026, 4, 3))
    start = _goed(deur, bank.jw305())
    _op(deur, date(2026, 5, 6))
    _goed(deur, bank.jw323())
    stop = _goed(deur, bank.jw307())
    assert _keten(deur)["toestand"] == "beeindigd"
    _op(deur, date(2026, 6, 3))
    eind = {
        "gemeente": GEMEENTE,
        "toewijzingnummer": 1001,
        "moment": "EIND",
        "datum": "2026-05-20",
        "gedwongen_kader": False,
        "doelen": [{"soort": "BEHANDEL", "resultaat": "bereikt"}],
    }
    assert deur.http.put("/api/v1/uitkomsten/trajecten", json={"trajecten": [eind]}).status_code == 200
    (toewijzing,) = _keten(deur)["toewijzingen"]
    assert (toewijzing["toestand"], toewijzing["sinds"], toewijzing["door"]) == ("geevalueerd", "2026-05-20", None)
    mei = PRESTATIE._replace(
        referentienummer="RN2", begindatum=date(2026, 5, 1), einddatum=date(2026, 5, 31), volume=1, bedrag=8800
    )
    laatste = _goed(deur, bank.jw323(mei, maand=date(2026, 5, 1)))
    keten = _keten(deur)
    (toewijzing,) = keten["toewijzingen"]
    assert (keten["toestand"], toewijzing["toestand"], toewijzing["sinds"]) == (
        "afgerekend",
        "afgerekend",
        "2026-06-03",
    )
    assert toewijzing["levensloop"] == [
        {"stap": stap, "sinds": dag, "door": None if door is None else f"/api/v1/berichten/{door}"}
        for stap, dag, door in (
            ("verwezen", "2026-03-02", verzoek),
            ("toegewezen", "2026-03-30", toegewezen),
            ("gestart", "2026-04-01", start),
            ("gestopt", "2026-05-04", stop),
            ("geevalueerd", "2026-05-20", None),
            ("afgerekend", "2026-06-03", laatste),
        )
    ]
    assert [een["client"] for een in _ketens(deur, toestand="afgerekend")] == [keten["client"]]
    terug = mei._replace(referentienummer="RN3", vorig_referentienummer="RN2", debet_credit="C")
    _goed(deur, bank.jw323(terug, maand=date(2026, 5, 1)))
    assert _keten(deur)["toestand"] == "geevalueerd"


def test_claims_are_added_up_with_credits_and_rejections(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    _goed(deur, bank.jw301())
    _goed(deur, bank.jw323())
    _goed(
        deur,
        bank.jw323(PRESTATIE._replace(referentienummer="RN2", vorig_referentienummer="RN1", debet_credit="C")),
    )
    deur.post(bank.jw323(PRESTATIE._replace(referentienummer="RN3", volume=11, bedrag=96800)))
    (toewijzing,) = _keten(deur)["toewijzingen"]
    assert toewijzing["claims"] == {
        "regels": 3,
        "ingediend": 79200 + 96800,
        "toegekend": 79200,
        "afgekeurd": 96800,
        "gecrediteerd": 79200,
        "over": 28 * 60,
        "eenheid": "minuten",
    }


def test_what_was_rejected_is_in_the_chain_and_does_not_count(elke_deur: Deur) -> None:
    """On level 3 (a start without toewijzing) and on level 2 (a date of birth too long ago)."""
    deur, bank = elke_deur, elke_deur.bank
    _goed(deur, bank.jw301())
    deur.post(bank.jw305(START._replace(toewijzingnummer=7)))
    tekst = bank.jw305().bytes().decode()
    te_oud = re.sub(r"(Geboortedatum>\s*<[^>]*Datum>)\d{4}", r"\g<1>1850", tekst)
    assert te_oud != tekst
    deur.post(te_oud.encode())
    keten = _keten(deur)
    assert [(een["code"], een["oordeel"], een["telt"]) for een in keten["berichten"]] == [
        ("JW301", "goedgekeurd", True),
        ("JW305", "afgekeurd", False),
        ("JW305", "afgekeurd", False),
    ]
    assert keten["toestand"] == "toegewezen"


def test_a_client_of_whom_all_was_rejected_has_an_empty_chain(elke_deur: Deur) -> None:
    deur = elke_deur
    oordeel = deur.beoordeling(deur.bank.jw305())
    assert oordeel["oordeel"] == "afgekeurd"
    assert _ketens(deur) == []
    antwoord = deur.http.post("/api/v1/ketens/zoek", json={"bsn": KIND.bsn})
    assert antwoord.status_code == 200, antwoord.text
    (keten,) = antwoord.json()["ketens"]
    assert (keten["toestand"], keten["berichten"]) == ("leeg", 1)
    bericht = deur.get(f"berichten/{oordeel['id']}")
    assert bericht["keten"] == keten["link"]
    assert deur.http.get(keten["link"]).json()["berichten"][0]["id"] == oordeel["id"]


def test_messages_and_toewijzingen_link_to_their_chain(elke_deur: Deur) -> None:
    deur = elke_deur
    bericht = _goed(deur, deur.bank.jw301())
    declaratie = _goed(deur, deur.bank.jw323())
    (keten,) = _ketens(deur)
    assert deur.get(f"berichten/{bericht}")["keten"] == keten["link"]
    assert deur.get(f"berichten/{declaratie}")["keten"] is None  # about many clients
    assert deur.get("toewijzingen/0384/1001")["keten"] == keten["link"]


def test_a_client_is_found_by_bsn_and_the_key_says_nothing(deur: Deur) -> None:
    _goed(deur, deur.bank.jw301())
    _goed(deur, deur.bank.jw301(TOEWIJZING._replace(toewijzingnummer=1002), kind=ANDER_KIND))
    gevonden = {}
    for kind in (KIND, ANDER_KIND):
        antwoord = deur.http.post("/api/v1/ketens/zoek", json={"bsn": kind.bsn})
        assert kind.bsn not in antwoord.text
        (keten,) = antwoord.json()["ketens"]
        gevonden[kind.bsn] = keten["client"]
        assert UUID(keten["client"]).version == 4
    assert len(set(gevonden.values())) == 2
    assert deur.http.post("/api/v1/ketens/zoek", json={"bsn": test_bsn(7)}).json() == {"ketens": []}


@pytest.mark.parametrize("body", [{"bsn": "99990000x"}, {"bsn": "12345678"}, {}, {"bsn": test_bsn(7), "x": 1}])
def test_a_search_that_is_no_search_is_refused_without_repeating_it(deur: Deur, body: dict[str, Any]) -> None:
    antwoord = deur.http.post("/api/v1/ketens/zoek", json=body)
    probleem(antwoord, 422, "onjuiste-vraag")
    for waarde in body.values():
        assert str(waarde) == "1" or str(waarde) not in antwoord.text


def test_the_list_is_paged_and_filtered(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    kinderen = (KIND, ANDER_KIND)
    for nummer, kind in enumerate(kinderen):
        _goed(deur, bank.jw301(TOEWIJZING._replace(toewijzingnummer=2000 + nummer), kind=kind))
        _goed(
            deur,
            bank.jw301(TOEWIJZING._replace(toewijzingnummer=2010 + nummer), kind=kind, ontvanger=ANDERE_AANBIEDER),
        )
    _goed(deur, bank.jw305(START._replace(toewijzingnummer=2001), kind=ANDER_KIND))
    alle = _ketens(deur)
    assert len(alle) == 4
    gelezen, adres = [], "/api/v1/ketens?limit=1"
    while adres:
        pagina = deur.http.get(adres).json()
        gelezen += pagina["ketens"]
        adres = pagina["volgende"]
    assert gelezen == alle
    assert [een["aanbieder"] for een in _ketens(deur, aanbieder=AANBIEDER)] == [AANBIEDER] * 2
    assert len(_ketens(deur, gemeente=GEMEENTE)) == 4
    assert _ketens(deur, gemeente="0503") == []
    (in_zorg,) = _ketens(deur, toestand="in_zorg", limit="1")
    assert (in_zorg["aanbieder"], in_zorg["toestand"]) == (AANBIEDER, "in_zorg")
    toegewezen = deur.get("ketens", toestand="toegewezen", limit="2")
    rest = deur.http.get(toegewezen["volgende"]).json()
    assert len(toegewezen["ketens"]) == 2
    assert len(rest["ketens"]) == 1
    assert rest["volgende"] is None


def test_an_unknown_chain_is_not_found_and_a_mistyped_filter_is_told(deur: Deur) -> None:
    _goed(deur, deur.bank.jw301())
    (keten,) = _ketens(deur)
    for pad in (
        f"{GEMEENTE}/{AANBIEDER}/{UUID(int=0)}",
        f"0503/{AANBIEDER}/{keten['client']}",
        f"{GEMEENTE}/{ANDERE_AANBIEDER}/{keten['client']}",
    ):
        probleem(deur.http.get(f"/api/v1/ketens/{pad}"), 404, "niet-gevonden")
    for vraag in ({"toestand": "x"}, {"gemeente": "1"}, {"na": "1"}, {"bsn": KIND.bsn}):
        antwoord = deur.http.get("/api/v1/ketens", params=vraag)
        probleem(antwoord, 422, "onjuiste-vraag")
        assert KIND.bsn not in antwoord.text
    onbekend = f"{UUID(int=0)}.{GEMEENTE}.{AANBIEDER}"
    assert deur.get("ketens", na=onbekend) == {"ketens": [], "volgende": None}


def test_what_is_due_is_in_the_list_of_terms_and_in_its_chain(elke_deur: Deur) -> None:
    """An open start on a toewijzing that ended, and a claim without a start."""
    deur, bank = elke_deur, elke_deur.bank
    _op(deur, date(2026, 3, 30))
    tot_april = TOEWIJZING._replace(einddatum=date(2026, 4, 30))
    _goed(deur, bank.jw301(tot_april))
    _goed(deur, bank.jw301(tot_april._replace(toewijzingnummer=1002), kind=ANDER_KIND))
    _op(deur, date(2026, 4, 1))
    _goed(deur, bank.jw305())
    _op(deur, date(2026, 5, 6))
    _goed(deur, bank.jw323(per_bsn=[(ANDER_KIND.bsn, [PRESTATIE._replace(toewijzingnummer=1002)])]))
    for vandaag, toestand in ((date(2026, 5, 8), "loopt"), (date(2026, 5, 11), "te_laat")):
        _op(deur, vandaag)
        lijst = deur.get("termijnen")
        assert lijst["vandaag"] == str(vandaag)
        assert not lijst["meer"]
        soorten = {een["soort"]: een for een in lijst["termijnen"]}
        assert set(soorten) == {"start", "stop"}
        assert {een["toestand"] for een in soorten.values()} == {toestand}
        assert {een["uiterlijk"] for een in soorten.values()} == {"2026-05-08"}
        assert {een["aan_zet"] for een in soorten.values()} == {"aanbieder"}
        if toestand == "te_laat":
            assert (soorten["start"]["signaal"]["regel"], soorten["stop"]["signaal"]["regel"]) == ("OP295", "OP288")
        for een in lijst["termijnen"]:
            keten = deur.http.get(een["keten"]).json()
            in_keten = [klok for klok in keten["termijnen"] if klok["gehaald_op"] is None]
            assert in_keten == [{naam: een[naam] for naam in in_keten[0]}]
            assert keten["signalen"] == ([een["signaal"]] if een["signaal"] else [])
    assert deur.get("termijnen", toestand="loopt")["termijnen"] == []
    assert len(deur.get("termijnen", toestand="te_laat", tot="2026-05-08")["termijnen"]) == 2
    assert deur.get("termijnen", tot="2026-05-07")["termijnen"] == []
    assert deur.get("termijnen", gemeente="0503")["termijnen"] == []
    assert deur.get("termijnen", aanbieder=ANDERE_AANBIEDER)["termijnen"] == []
    beperkt = deur.get("termijnen", limit="1")
    assert (len(beperkt["termijnen"]), beperkt["meer"]) == (1, True)
    _goed(deur, bank.jw307(STOP._replace(einddatum=date(2026, 4, 30))))
    _goed(deur, bank.jw305(START._replace(toewijzingnummer=1002), kind=ANDER_KIND))
    # The second delivery runs on a toewijzing that ended, so now its stop is due.
    assert [een["onderwerp"] for een in deur.get("termijnen")["termijnen"]] == ["stopbericht op toewijzing 1002"]


def test_a_message_that_is_held_awaits_its_answer(elke_deur: Deur, monkeypatch: pytest.MonkeyPatch) -> None:
    deur, bank = elke_deur, elke_deur.bank
    deur.zet_klok(Stilstaand(date(2026, 5, 6)))
    bericht = bank.jw301().bytes()
    with monkeypatch.context() as ingreep:
        ingreep.setattr(steps, "judge_history", _mislukt)
        probleem(deur.post(bericht), 500, "bericht-aangehouden")
    (termijn,) = deur.get("termijnen", soort="retour")["termijnen"]
    assert (termijn["regel"], termijn["aan_zet"], termijn["uiterlijk"]) == ("OP090", "aanbieder", "2026-05-11")
    keten = deur.http.get(termijn["keten"]).json()
    assert [(een["oordeel"], een["telt"]) for een in keten["berichten"]] == [("aangehouden", False)]
    deur.zet_klok(Stilstaand(date(2026, 5, 12)))
    (termijn,) = deur.get("termijnen", soort="retour")["termijnen"]
    assert (termijn["toestand"], termijn["aan_zet"], termijn["signaal"]["voor"]) == ("te_laat", "gemeente", "gemeente")
    deur.post(bericht)
    assert deur.get("termijnen", soort="retour")["termijnen"] == []
    keten = deur.http.get(termijn["keten"]).json()
    assert [een["toestand"] for een in keten["termijnen"] if een["soort"] == "retour"] == ["te_laat", "gehaald"]


def _mislukt(*_: Any, **__: Any) -> Any:
    raise RuleError("TR332", "/Bericht/Client")


def test_a_verzoek_runs_to_its_toewijzing(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    _op(deur, date(2026, 5, 6))
    verzoek = _goed(deur, bank.jw315())
    keten = _keten(deur)
    assert keten["toestand"] == "aangevraagd"
    (een,) = keten["verzoeken"]
    assert (een["referentie"], een["toestand"], een["sinds"]) == ("VOT1", "ingediend", "2026-05-06")
    assert een["door"] == f"/api/v1/berichten/{verzoek}"
    wacht = {termijn["soort"]: termijn for termijn in deur.get("termijnen")["termijnen"]}
    assert {soort: een["uiterlijk"] for soort, een in wacht.items()} == {
        "antwoord": "2026-05-13",
        "woonplaatsbeginsel": "2026-05-20",
    }
    _op(deur, date(2026, 5, 8))
    onderzoek = _goed(deur, bank.jw319(IN_ONDERZOEK))
    assert deur.get(f"berichten/{onderzoek}")["keten"] == _ketens(deur)[0]["link"]
    (een,) = _keten(deur)["verzoeken"]
    assert (een["toestand"], een["sinds"]) == ("in_onderzoek", "2026-05-08")
    (termijn,) = deur.get("termijnen", soort="onderzoek")["termijnen"]
    assert (termijn["van"], termijn["uiterlijk"], termijn["aan_zet"]) == ("2026-05-06", "2026-07-01", "gemeente")
    _op(deur, date(2026, 7, 2))
    (termijn,) = deur.get("termijnen")["termijnen"]
    assert (termijn["toestand"], termijn["signaal"]["regel"]) == ("te_laat", "OP344")
    toewijzing = TOEWIJZING._replace(ingangsdatum=date(2026, 7, 6), einddatum=date(2026, 9, 30))
    _goed(deur, bank.jw301(toewijzing._replace(referentie_aanbieder="VOT1")))
    keten = _keten(deur)
    assert keten["toestand"] == "toegewezen"
    assert [een["toestand"] for een in keten["verzoeken"]] == ["toegewezen"]
    assert {een["soort"]: een["toestand"] for een in keten["termijnen"] if een["soort"] != "retour"} == {
        "antwoord": "gehaald",
        "onderzoek": "te_laat",
    }
    assert keten["signalen"] == []
    assert deur.get("termijnen")["termijnen"] == []


def test_a_refusal_tells_its_reason_and_what_comes_after_is_another_chain_state(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    _op(deur, date(2026, 5, 6))
    _goed(deur, bank.jw315())
    _op(deur, date(2026, 5, 8))
    _goed(deur, bank.jw319(AFWIJZING._replace(reden_afwijzing="8"), Woonplaatsbeginsel("0503")))
    keten = _keten(deur)
    assert keten["toestand"] == "afgewezen"
    assert [(een["toestand"], een["reden_afwijzing"]) for een in keten["verzoeken"]] == [("afgewezen", "8")]
    assert [een["code"] for een in keten["berichten"]] == ["JW315", "JW319"]
    termijnen = {een["soort"]: een for een in keten["termijnen"]}
    assert (termijnen["woonplaatsbeginsel"]["regel"], termijnen["woonplaatsbeginsel"]["toestand"]) == (
        "OP359",
        "gehaald",
    )
    _goed(deur, bank.jw301())
    assert _keten(deur)["toestand"] == "toegewezen"


def test_what_was_signalled_on_a_message_stands_with_it(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    _goed(deur, bank.jw301())
    _goed(deur, bank.jw301(TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")))
    eerste, tweede = _keten(deur)["berichten"]
    assert eerste["signalen"] == []
    assert [(een["code"], een["voor"]) for een in tweede["signalen"]] == [("OP087", "gemeente")]
    assert "1001" in tweede["signalen"][0]["uitleg"]


def test_a_rejected_answer_is_in_the_chain_of_its_verzoek(deur: Deur) -> None:
    """On level 3 (a second answer) and on level 2 (a refusal without a reason)."""
    bank = deur.bank
    _op(deur, date(2026, 5, 6))
    _goed(deur, bank.jw315())
    _goed(deur, bank.jw319())
    deur.post(bank.jw319())
    deur.post(bank.jw319(AFWIJZING._replace(reden_afwijzing=None)))
    assert [(een["code"], een["telt"]) for een in _keten(deur)["berichten"]] == [
        ("JW315", True),
        ("JW319", True),
        ("JW319", False),
        ("JW319", False),
    ]


def test_the_answers_of_the_other_party_stop_the_clocks_where_it_answers(elke_bank: Bank, tmp_path: Path) -> None:
    partner = maak_bank(tmp_path / "partner")
    berichten = [elke_bank.jw301(), elke_bank.jw323()]
    antwoorden = [partner.verwerk(bericht).antwoord.pakket.bytes() for bericht in berichten]
    partner.knoop.sluit()
    settings = elke_bank.knoop.settings.model_copy(update={"antwoorden_van": "partner"})
    knoop = replace(elke_bank.knoop, settings=settings)
    with TestClient(maak_app(knoop)) as http:
        deur = Deur(http, elke_bank)
        _op(deur, date(2026, 5, 6))
        for bericht in berichten:
            _goed(deur, bericht)
        wacht = [(een["soort"], een["uiterlijk"], een["aan_zet"]) for een in deur.get("termijnen")["termijnen"]]
        assert wacht == [
            ("retour", "2026-05-11", "aanbieder"),
            ("start", "2026-05-13", "aanbieder"),
            ("declaratieantwoord", "2026-05-21", "gemeente"),
        ]
        _op(deur, date(2026, 5, 8))
        for antwoord in antwoorden:
            assert deur.post(antwoord).status_code == 204
        assert [een["soort"] for een in deur.get("termijnen")["termijnen"]] == ["start"]
        keten = _keten(deur)
        assert [een["code"] for een in keten["berichten"]] == ["JW301", "JW323", "JW302", "JW325"]
        assert {een["soort"]: een["gehaald_op"] for een in keten["termijnen"] if een["gehaald_op"]} == {
            "retour": "2026-05-08",
            "declaratieantwoord": "2026-05-08",
        }
        door = {een["soort"]: een["gehaald_door"] for een in keten["termijnen"] if een["gehaald_op"]}
        assert set(door.values()) == {een["link"] for een in keten["berichten"][2:]}


def test_another_table_of_holidays_moves_the_last_day(deur: Deur, tmp_path: Path) -> None:
    tabel = tmp_path / "vrij.csv"
    tabel.write_text("datum;naam\n2026-05-07;Brugdag\n", "utf-8")
    deur.zet_klok(Stilstaand(date(2026, 5, 6)))
    deur.post(deur.bank.jw315())
    laatste = [deur.get("termijnen", soort="antwoord")["termijnen"][0]["uiterlijk"]]
    object.__setattr__(deur.bank.knoop.loket, "kalender", laad_werkkalender(tabel))
    laatste.append(deur.get("termijnen", soort="antwoord")["termijnen"][0]["uiterlijk"])
    assert laatste == ["2026-05-13", "2026-05-14"]
