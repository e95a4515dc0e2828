"""The scenarios agree with the cases and flows of the national standard (needs the reference material)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from tests.api.scenarios.missers import MISSERS
from tests.api.scenarios.samenstellen import Klasse
from tests.api.scenarios.scenario import bron
from tests.api.scenarios.speler import GEHEEL_TOEGEKEND, RETOUR
from tests.api.scenarios.stromen import STROMEN
from tests.shared import require_shared


@pytest.fixture(scope="module")
def standaard() -> dict[str, Any]:
    """The cases as the reference material has them."""
    gelezen: dict[str, Any] = json.loads((require_shared() / "standard" / "ijw-3.2" / "cases.json").read_text("utf-8"))
    return gelezen


def _casussen(standaard: dict[str, Any]) -> list[dict[str, Any]]:
    return [*standaard["cases"], *standaard["supplementary_cases"]["cases"]]


def _klassen(stap: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    klassen = stap.get("classes") or [{"class": "Client", "fields": stap["client"]}, *stap["products"]]
    return [(een["class"], een["fields"]) for een in klassen]


def test_every_case_is_a_scenario_with_the_same_values(standaard: dict[str, Any]) -> None:
    nationaal = {casus["id"]: casus for casus in _casussen(standaard)}
    assert [casus.id for casus in bron()] == list(nationaal)
    for casus in bron():
        assert casus.anomalieen == len(nationaal[casus.id]["anomalies"])
        stappen = [stap for stap in nationaal[casus.id]["steps"] if stap["message"]]
        for eigen, stap in zip(casus.stappen, stappen, strict=True):
            assert (eigen.nummer, eigen.bericht) == (stap["step"], stap["message"])
            assert sorted(eigen.klassen, key=lambda een: een[0]) == sorted(_klassen(stap), key=lambda een: een[0])


def test_every_case_expects_the_same_answers(standaard: dict[str, Any]) -> None:
    for casus in _casussen(standaard):
        for stap in casus["steps"]:
            verwacht = stap.get("expected", {})
            match verwacht:
                case {"retour": retour, "status": "accepted"}:
                    assert retour == RETOUR[stap["message"]]
                case {"answer": antwoord}:
                    assert antwoord == RETOUR[stap["message"]]
                case {"status": status}:
                    assert all(f"{klasse} {code}" in status for klasse, code in GEHEEL_TOEGEKEND)
                case _:
                    assert stap["message"] is None


def test_every_flow_is_a_scenario_with_the_same_sequence(standaard: dict[str, Any]) -> None:
    stromen = {f"{stroom['group']}: {stroom['name']}": stroom for stroom in standaard["message_flows"]["flows"]}
    assert {een.id for een in STROMEN} == set(stromen)
    for een in STROMEN:
        nationaal = stromen[een.id]["sequence"]
        assert [_bericht(een.id, stap.nummer, stap.bericht) for stap in een.scenario.stappen] == [
            stap["message"] for stap in nationaal
        ]
        for eigen, stap in zip(een.scenario.stappen, nationaal, strict=True):
            for veld, waarde in stap.get("fields", {}).items():
                assert _past(_waarde(eigen.klassen, veld), waarde), (een.id, veld)


def test_the_retours_of_the_flows_are_those_that_are_expected(standaard: dict[str, Any]) -> None:
    for stroom in standaard["message_flows"]["flows"]:
        assert stroom["retour_messages"] == [RETOUR[stap["message"]] for stap in stroom["sequence"]]


def _bericht(waar: str, nummer: int, gebruikt: str) -> str:
    """The kind of message that the source writes for a step."""
    missers = {(een.waar, stap): een.bron for een in MISSERS if not een.klasse for stap in een.stappen}
    return missers.get((waar, nummer), gebruikt)


def _waarde(klassen: Sequence[Klasse], veld: str) -> str | None:
    """The value of a field, which the source names with or without its class."""
    waarden = {
        pad: waarde for naam, velden in klassen for kort, waarde in velden.items() for pad in (kort, f"{naam}/{kort}")
    }
    return waarden.get(veld)


def _past(gevonden: str | None, verwacht: str) -> bool:
    """A value, or in words: another one than this, or any code of a gemeente."""
    if verwacht.startswith("not "):
        return gevonden is not None and gevonden != verwacht.removeprefix("not ")
    if verwacht.startswith("code of"):
        return gevonden is not None and gevonden.isdecimal()
    return gevonden == verwacht
