"""Rules, retourcodes and code lists."""

from __future__ import annotations

import pytest

from app.standard.voorschriften import laad_voorschriften
from tests.api.conftest import Deur, probleem


def test_all_rules_are_listed_and_each_can_be_read(deur: Deur) -> None:
    lijst = deur.get("regels")
    catalogus = deur.bank.release.regels
    assert [een["id"] for een in lijst["regels"]] == list(catalogus)
    for een in lijst["regels"]:
        assert deur.get(f"regels/{een['id']}") == een


def test_rules_can_be_chosen_by_message(deur: Deur) -> None:
    regels = deur.get("regels", bericht="JW323")["regels"]
    assert regels
    assert all(any(plaats["bericht"] == "JW323" for plaats in een["plaatsen"]) for een in regels)
    assert deur.get("regels", bericht="JW999")["regels"] == []


def test_rules_without_a_retourcode_are_listed_and_each_can_be_read(deur: Deur) -> None:
    lijst = deur.get("voorschriften")
    verwacht = laad_voorschriften(deur.bank.knoop.loket.releases.eerste)
    assert [een["id"] for een in lijst["voorschriften"]] == list(verwacht)
    for een in lijst["voorschriften"][::10]:
        assert deur.get(f"voorschriften/{een['id'].lower()}") == een


def test_rules_without_a_retourcode_can_be_chosen_by_kind_and_message(deur: Deur) -> None:
    gekozen = deur.get("voorschriften", soort="IV", bericht="JW325")["voorschriften"]
    assert [een["id"] for een in gekozen] == ["IV024", "IV033", "IV034", "IV046", "IV087", "IV088"]
    probleem(deur.http.get("/api/v1/voorschriften", params={"soort": "XX"}), 422, "onjuiste-vraag")


def test_a_rule_of_procedure_tells_how_it_is_held(deur: Deur) -> None:
    een = deur.get("voorschriften/OP033x1")
    assert (een["soort"], een["niveau"], een["toetsbaar"]) == ("OP", "procedureel", "gedeeltelijk")
    assert {dekking["vorm"] for dekking in een["dekking"]} == {"regel", "signaal"}
    (antwoord,) = deur.get("voorschriften/IV087")["dekking"][:1]
    assert (antwoord["vorm"], antwoord["verwijzingen"]) == ("antwoord", ["declaratieantwoord"])
    assert antwoord["toelichting"][0].endswith(".")
    assert deur.get("voorschriften/RS017")["facet"] == {"naam": "maxLength", "waarde": "12"}


def test_a_retourcode_tells_its_rules(deur: Deur) -> None:
    assert deur.get("retourcodes/0611")["regels"] == ["TR418"]
    for code in deur.bank.release.retourcodes:
        assert deur.get(f"retourcodes/{code}")["code"] == code


def test_a_code_list_is_given_with_what_may_be_used(deur: Deur) -> None:
    lijst = deur.get("codelijsten/WJ756")
    assert lijst["naam"] == "Eenheid"
    assert {een["code"] for een in lijst["codes"]} >= {"01", "04", "14"}
    assert deur.get("codelijsten/wj756") == lijst


def test_the_retourcodes_are_a_code_list_too(deur: Deur) -> None:
    codes = deur.get("codelijsten/WJ001")["codes"]
    assert [een["code"] for een in codes] == list(deur.bank.release.retourcodes)


@pytest.mark.parametrize(
    "pad", ["regels/TR999", "voorschriften/OP999", "retourcodes/9999", "codelijsten/..", "codelijsten/XX1"]
)
def test_what_is_not_there_is_told(deur: Deur, pad: str) -> None:
    probleem(deur.http.get(f"/api/v1/{pad}"), 404, "niet-gevonden")
