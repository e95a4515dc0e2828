"""Signals from outside: what someone has to see, and what was done about it."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from tests.api.conftest import Deur, probleem
from tests.bank import AANBIEDER, GEMEENTE, KIND, TOEWIJZING

LANGER = TOEWIJZING._replace(toewijzingsdatum=date(2026, 5, 4), einddatum=date(2026, 9, 30))


def _signaleer(deur: Deur, nummer: int = 1001) -> dict[str, Any]:
    """A toewijzing that changed, without a reason (IV099)."""
    deur.beoordeling(deur.bank.jw301(TOEWIJZING._replace(toewijzingnummer=nummer)))
    return deur.beoordeling(deur.bank.jw301(LANGER._replace(toewijzingnummer=nummer)))


def _zet(deur: Deur, id: str, **anders: Any) -> Response:
    vraag = {"toestand": "verklaard", "toelichting": "Besproken.", "door": "aanbieder", **anders}
    antwoord: Response = deur.http.post(f"/api/v1/signalen/{id}/toestand", json=vraag)
    return antwoord


def test_what_is_in_the_judgement_is_in_the_list_with_links(elke_deur: Deur) -> None:
    deur = elke_deur
    oordeel = _signaleer(deur)
    lijst = deur.get("signalen")
    assert lijst["volgende"] is None
    (signaal,) = lijst["signalen"]
    (in_oordeel,) = oordeel["signalen"]
    for naam in ("code", "voor", "pad", "uitleg", "verwijzing"):
        assert signaal[naam] == in_oordeel[naam]
    assert signaal["code"] == "IV099"
    assert (signaal["gemeente"], signaal["aanbieder"], signaal["toestand"]) == (GEMEENTE, AANBIEDER, "open")
    assert signaal["bericht"] == f"/api/v1/berichten/{oordeel['id']}"
    assert signaal["toewijzing"] == f"/api/v1/toewijzingen/{GEMEENTE}/1001"
    assert signaal["eerder_bericht"] is None
    assert KIND.bsn not in str(lijst)
    for link in ("bericht", "toewijzing", "keten"):
        assert deur.http.get(signaal[link]).status_code == 200
    zaken = f"/api/v1/zaken?signaal={signaal['id']}"
    assert deur.http.get(signaal["link"]).json() == {**signaal, "spoor": [], "zaken": zaken}


def test_an_answer_that_matches_nothing_is_on_the_list(elke_deur: Deur) -> None:
    deur = elke_deur
    retour = deur.post(deur.bank.jw301(), "toetsingen").content
    id = deur.beoordeling(retour)["id"]
    (signaal,) = deur.get("signalen")["signalen"]
    assert (signaal["code"], signaal["voor"]) == ("ANTWOORD-ONBEKEND", "gemeente")
    assert (signaal["gemeente"], signaal["aanbieder"], signaal["bericht_code"]) == (GEMEENTE, AANBIEDER, "JW302")
    assert (signaal["bericht"], signaal["keten"]) == (f"/api/v1/berichten/{id}", None)


def test_a_signal_on_an_answer_leads_to_what_was_answered(deur: Deur) -> None:
    heen = deur.beoordeling(deur.bank.jw301())
    retour = deur.http.get(f"/api/v1/berichten/{heen['id']}/retour").content
    for _ in range(2):
        deur.beoordeling(retour)
    (signaal,) = deur.get("signalen", soort="retour")["signalen"]
    assert (signaal["code"], signaal["toewijzing"]) == ("ANTWOORD-HERHAALD", None)
    assert signaal["eerder_bericht"] == f"/api/v1/berichten/{heen['id']}"
    assert signaal["keten"] is not None


def test_pages_follow_each_other_newest_first(elke_deur: Deur) -> None:
    deur = elke_deur
    for nummer in (1001, 1002, 1003):
        _signaleer(deur, nummer)
    alle = [een["id"] for een in deur.get("signalen")["signalen"]]
    verwijzingen = [een["verwijzing"] for een in deur.get("signalen", code="IV099")["signalen"]]
    assert verwijzingen == ["toewijzing 1003", "toewijzing 1002", "toewijzing 1001"]
    gelezen, link = [], "/api/v1/signalen?limit=2&voor=gemeente"
    while link:
        pagina = deur.http.get(link).json()
        assert 1 <= len(pagina["signalen"]) <= 2
        gelezen += [een["id"] for een in pagina["signalen"]]
        link = pagina["volgende"]
    assert gelezen == alle
    assert len(alle) >= 3


def test_filters_make_the_list_shorter(deur: Deur) -> None:
    bericht = _signaleer(deur)["id"]
    for naam, waarde, ander in (
        ("code", "IV099", "OP087"),
        ("soort", "procedure", "contract"),
        ("voor", "gemeente", "aanbieder"),
        ("gemeente", GEMEENTE, "0518"),
        ("aanbieder", AANBIEDER, "65656055"),
        ("toestand", "open", "gesloten"),
        ("bericht", bericht, str(uuid4())),
        ("van", "2026-05-06", "2026-05-07"),
        ("tot", "2026-05-06", "2026-05-05"),
    ):
        assert len(deur.get("signalen", **{naam: waarde})["signalen"]) == 1, naam
        assert deur.get("signalen", **{naam: ander})["signalen"] == [], naam
    assert deur.get("signalen", code="IV099", soort="retour")["signalen"] == []
    probleem(deur.http.get("/api/v1/signalen?soort=x"), 422, "onjuiste-vraag")
    probleem(deur.http.get("/api/v1/signalen?kode=IV099"), 422, "onjuiste-vraag")


def test_a_signal_is_explained_closed_and_opened_again(elke_deur: Deur) -> None:
    deur = elke_deur
    _signaleer(deur)
    (signaal,) = deur.get("signalen")["signalen"]
    na = _zet(deur, signaal["id"], toelichting="  Komt volgende maand. ").json()
    assert na["toestand"] == "verklaard"
    (stap,) = na["spoor"]
    moment = stap.pop("moment")
    assert moment.startswith("2026-05-06T10:")
    assert stap == {"van": "open", "naar": "verklaard", "door": "aanbieder", "toelichting": "Komt volgende maand."}
    _zet(deur, signaal["id"], toestand="gesloten", door="regio")
    _zet(deur, signaal["id"], toestand="open", door="beheerder")
    gelezen = deur.get(f"signalen/{signaal['id']}")
    assert [(een["van"], een["naar"]) for een in gelezen["spoor"]] == [
        ("open", "verklaard"),
        ("verklaard", "gesloten"),
        ("gesloten", "open"),
    ]
    assert gelezen["toestand"] == "open"


def test_what_cannot_be_is_told(deur: Deur) -> None:
    _signaleer(deur)
    (signaal,) = deur.get("signalen")["signalen"]
    id = signaal["id"]
    probleem(_zet(deur, id, toestand="open"), 409, "toestand-kan-niet")
    probleem(_zet(deur, str(uuid4())), 404, "niet-gevonden")
    probleem(deur.http.get(f"/api/v1/signalen/{uuid4()}"), 404, "niet-gevonden")
    for anders in (
        {"toestand": "weg"},
        {"door": "Jan"},
        {"toelichting": "   "},
        {"toelichting": "a" * 1001},
        {"naam": "Jan"},
    ):
        probleem(_zet(deur, id, **anders), 422, "onjuiste-vraag")
    probleem(deur.http.post(f"/api/v1/signalen/{id}/toestand", content=b"x"), 415, "mediatype")
    assert deur.get(f"signalen/{id}")["spoor"] == []


def test_a_bsn_in_the_text_is_refused_and_no_text_is_logged(deur: Deur, caplog: pytest.LogCaptureFixture) -> None:
    _signaleer(deur)
    (signaal,) = deur.get("signalen")["signalen"]
    with caplog.at_level(logging.DEBUG):
        geweigerd = _zet(deur, signaal["id"], toelichting=f"Gaat over {KIND.bsn[:3]} {KIND.bsn[3:]}.")
        assert _zet(deur, signaal["id"], toelichting="Geheimzinnig.").status_code == 200
    assert KIND.bsn[3:] not in str(probleem(geweigerd, 422, "persoonsgegevens"))
    assert KIND.bsn[3:] not in caplog.text
    assert "Geheimzinnig" not in caplog.text


def test_the_catalogue_tells_each_kind(deur: Deur) -> None:
    catalogus = deur.get("signaalsoorten")
    per_code = {een["code"]: een for een in catalogus["soorten"]}
    assert per_code["IV099"]["voor"] == ["gemeente"]
    assert per_code["TR371"]["soort"] == "retour"
    assert per_code["OP288"]["soort"] == "termijn"
    assert per_code["BEDRAG-SLUIT-NIET"]["uitleg"]
    assert catalogus["release"] == "3.2"
