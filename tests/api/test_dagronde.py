"""The daily round from outside: made by the operator, looked back on by who wants to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.steering.dagronde.controles import CONTROLES
from tests.api.conftest import Deur, probleem


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


def test_no_round_for_a_day_to_come(deur: Deur) -> None:
    morgen = deur.bank.klok.dag + timedelta(days=1)
    inhoud = probleem(_draai(deur, op=morgen.isoformat()), 409, "dag-kan-niet")
    assert morgen.isoformat() in inhoud["detail"]


@pytest.mark.parametrize("vraag", [{"op": "morgen"}, {"dag": "2026-05-06"}])
def test_a_question_that_is_wrong_is_refused(deur: Deur, vraag: dict[str, str]) -> None:
    probleem(_draai(deur, **vraag), 422, "onjuiste-vraag")
    probleem(deur.http.get("/api/v1/dagronde", params={"limit": "0"}), 422, "onjuiste-vraag")
