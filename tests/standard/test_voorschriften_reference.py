"""Every rule of the national reference is known here, on exactly one list, with the same facts in other words."""

import json
from typing import Any

import pytest

from app.standard.release import laad_release
from app.standard.voorschriften import laad_voorschriften
from tests.shared import require_shared
from tests.standard.eigen_woorden import plain, sentences

RELEASE = laad_release("3.2")
VOORSCHRIFTEN = laad_voorschriften(RELEASE)
TOETSBAAR = {"full": "volledig", "partial": "gedeeltelijk", "none": "niet"}
AFWIJKINGEN: dict[tuple[str, str], str] = {}
"""(rule, fact) of which ours differs from the reference, with the reason."""


@pytest.fixture(scope="module")
def rules() -> dict[str, dict[str, Any]]:
    pad = require_shared() / "standard" / "ijw-3.2" / "rules.json"
    return {record["id"]: record for record in json.loads(pad.read_text(encoding="utf-8"))["rules"]}


def test_each_of_the_307_rules_is_on_exactly_one_list(rules: dict[str, dict[str, Any]]) -> None:
    ours = [*RELEASE.regels, *VOORSCHRIFTEN]
    assert len(ours) == len(set(ours)) == 307
    assert set(ours) == set(rules)


def test_level_scope_and_messages_are_those_of_the_reference(rules: dict[str, dict[str, Any]]) -> None:
    for een in VOORSCHRIFTEN.values():
        record = rules[een.id]
        feiten = {
            "niveau": (een.niveau, {"procedural": "procedureel"}.get(record["level"], record["level"])),
            "toetsbaar": (een.toetsbaar, TOETSBAAR[record["testable_scope"]]),
            "berichten": (list(een.berichten), record["messages"]),
            "retourcode": (None, record["retourcode"]),
        }
        anders = {naam for naam, (ons, bron) in feiten.items() if ons != bron}
        assert anders == {naam for regel_id, naam in AFWIJKINGEN if regel_id == een.id}, een.id


def test_rules_of_procedure_are_attached_where_the_reference_attaches_them(rules: dict[str, dict[str, Any]]) -> None:
    for een in VOORSCHRIFTEN.values():
        if een.soort == "RS":
            continue
        verwacht = [
            (plek["message"], plek["class"], plek.get("element") or "", pad)
            for plek in rules[een.id]["applies_to"]
            if plek.get("class")
            for pad in plek["paths"]
        ]
        assert [
            (plaats.bericht, plaats.klasse, plaats.element, f"{plaats.pad}/{plaats.element}".rstrip("/"))
            for plaats in een.plaatsen
        ] == verwacht, een.id


def test_a_rule_on_a_value_is_on_the_types_that_the_reference_gives_it(rules: dict[str, dict[str, Any]]) -> None:
    pad = require_shared() / "standard" / "ijw-3.2" / "datatypes.json"
    types = json.loads(pad.read_text(encoding="utf-8"))["datatypes"]
    for een in VOORSCHRIFTEN.values():
        if een.facet is None or een.id == "RS047":
            continue
        verwacht = [soort["name"] for soort in types if een.id in (soort.get("rs_rules") or ())]
        assert list(een.gedekt_door("xsd")) == verwacht
        naam, _, waarde = rules[een.id]["xsd_restriction"].partition(" value")
        assert (een.facet.naam, een.facet.waarde) == (naam, waarde.strip(' ="'))


def test_a_rule_that_works_out_a_principle_is_one_that_the_reference_relates_to_it(
    rules: dict[str, dict[str, Any]],
) -> None:
    for een in VOORSCHRIFTEN.values():
        if een.soort == "UP":
            assert list(een.gedekt_door("uitwerking")) == (rules[een.id].get("related") or [])


def test_explanations_are_in_our_own_words(rules: dict[str, dict[str, Any]]) -> None:
    theirs = set(sentences(list(rules.values())))
    for een in VOORSCHRIFTEN.values():
        for zin in filter(None, (een.uitleg, een.voorbehoud)):
            assert plain(zin) not in theirs, een.id
