"""The daily round from outside: made by the operator, looked back on by who wants to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.messages.records import Omvang
from app.steering.dagronde.controles import CONTROLES
from tests.api.conftest import Deur, Tikkend, probleem
from tests.bank import GEMEENTE, KIND, TOEWIJZING


def _draai(deur: Deur, **vraag: Any) -> Any:
    return deur.http.post("/api/v1/dagronde", json=vraag)


def test_a_round_tells_what_each_check_came_to(elke_deur: Deur) -> None:
    deur = elke_deur
    antwoord = _draai(deur)
    assert antwoord.status_code == 200, antwoord.text
    uitkomsten = antwoord.json()["uitkomsten"]
    assert [een["controle"] for een in uitkomsten] == [controle.naam for controle in CONTROLES]
    assert all((een["gevonden"], een["geopend"], een["mislukt"]) == (0, 0, None) for een in uitkomsten)
    overzicht = deur.get("dagronde")
    assert overzicht["uitkomsten"] == uitkomsten[::-1]
    soorten = {soort["code"] for soort in deur.get("signaalsoorten")["soorten"]}
    assert overzicht["controles"]
    for controle in overzicht["controles"]:
        assert set(controle["codes"]) <= soorten
    assert len(deur.get("dagronde", limit="1")["uitkomsten"]) == 1


def test_a_birthday_is_on_the_list_on_the_day_and_goes_with_the_help(elke_deur: Deur) -> None:
    """Nothing comes in between but the days: opened by one round, closed with its reason by another."""
    deur, bank = elke_deur, elke_deur.bank
    jarig = bank.klok.dag + timedelta(days=1)
    kind = replace(KIND, geboortedatum=jarig.replace(year=jarig.year - 16))
    open_einde = TOEWIJZING._replace(einddatum=None, omvang=Omvang(8, "04", "4"))
    deur.beoordeling(bank.jw301(open_einde, kind=kind))
    deur.beoordeling(bank.jw305(kind=kind))

    def ronde(dag: date) -> tuple[int, int]:
        klok = Tikkend()
        klok.dag = bank.dagtekening = dag
        deur.zet_klok(klok)
        (een,) = (een for een in _draai(deur).json()["uitkomsten"] if een["controle"] == "leeftijd")
        return een["geopend"], een["gesloten"]

    assert ronde(jarig - timedelta(days=1)) == (0, 0)
    assert ronde(jarig) == (1, 0)
    assert ronde(jarig) == (0, 0)
    (signaal,) = deur.get("signalen", code="SIG-LEEFTIJD-16", gemeente=GEMEENTE, voor="gemeente")["signalen"]
    assert (signaal["toestand"], signaal["bericht"], signaal["pad"]) == ("open", None, None)
    assert signaal["toewijzing"] == f"/api/v1/toewijzingen/{GEMEENTE}/1001"
    for link in ("toewijzing", "keten"):
        assert deur.http.get(signaal[link]).status_code == 200
    deur.beoordeling(bank.jw307(kind=kind))
    assert ronde(jarig + timedelta(days=1)) == (0, 1)
    gesloten = deur.http.get(signaal["link"]).json()
    (stap,) = gesloten["spoor"]
    assert (gesloten["toestand"], stap["van"], stap["naar"], stap["door"]) == (
        "gesloten",
        "open",
        "gesloten",
        "dagronde",
    )
    assert stap["toelichting"].startswith(f"Gesloten door de dagronde van {jarig + timedelta(days=1)}. De toewijzing")


def test_who_may_close_a_signal_cannot_pass_for_the_round(deur: Deur) -> None:
    vraag = {"toestand": "gesloten", "toelichting": "Weg.", "door": "dagronde"}
    antwoord = deur.http.post(f"/api/v1/signalen/{uuid4()}/toestand", json=vraag)
    probleem(antwoord, 422, "onjuiste-vraag")


def test_no_round_for_a_day_to_come(deur: Deur) -> None:
    morgen = deur.bank.klok.dag + timedelta(days=1)
    inhoud = probleem(_draai(deur, op=morgen.isoformat()), 409, "dag-kan-niet")
    assert morgen.isoformat() in inhoud["detail"]


@pytest.mark.parametrize("vraag", [{"op": "morgen"}, {"dag": "2026-05-06"}])
def test_a_question_that_is_wrong_is_refused(deur: Deur, vraag: dict[str, str]) -> None:
    probleem(_draai(deur, **vraag), 422, "onjuiste-vraag")
    probleem(deur.http.get("/api/v1/dagronde", params={"limit": "0"}), 422, "onjuiste-vraag")
