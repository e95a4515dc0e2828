"""The catalogue says what the national reference says, in other words."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.standard.release import laad_release
from tests.shared import require_shared
from tests.standard.eigen_woorden import plain, sentences

RELEASE = laad_release("3.2")
HEEN = tuple(bericht.code for bericht in RELEASE.berichten.values() if bericht.soort == "heen")
ELDERS_GEPLAATST = {
    "TR342": [("JW325", "DeclaratieAntwoord", "TotaalToegekendBedrag", "DeclaratieAntwoord/TotaalToegekendBedrag")],
    "TR374": [("JW315", "Client", "", "Client"), ("JW317", "Verzoek", "", "Client/Verzoek")],
}
"""Attached to a message as a whole; here to the class that the rule speaks of (decision 2)."""
NIET_OP_HET_BEANTWOORDE = ("TR056", "TR135")
"""Attached to DeclaratieIdentificatie of JW325 too. That repeats what TR337 wants to see again: it is used
before by nature, so only the BerichtIdentificatie of the JW325 itself is held to these rules."""
NIVEAUS = {"xsd": 1, "xslt": 2, "berichtoverstijgend": 3, "externe bron": 4}
ROLLEN = {"LDT_Gemeente": "gemeente", "LDT_AgbCode": "aanbieder"}


@pytest.fixture(scope="module")
def standard() -> Path:
    return require_shared() / "standard" / "ijw-3.2"


@pytest.fixture(scope="module")
def rules(standard: Path) -> list[dict[str, Any]]:
    records = json.loads((standard / "rules.json").read_text(encoding="utf-8"))["rules"]
    assert isinstance(records, list)
    return records


@pytest.fixture(scope="module")
def messages(standard: Path) -> dict[str, dict[str, Any]]:
    records = json.loads((standard / "messages.json").read_text(encoding="utf-8"))["messages"]
    return {record["code"]: record for record in records}


@pytest.fixture(scope="module")
def wj001(standard: Path) -> dict[str, dict[str, Any]]:
    records = json.loads((standard / "codelists" / "WJ001.json").read_text(encoding="utf-8"))["codes"]
    return {record["code"]: record for record in records}


def test_messages_are_those_of_the_reference(messages: dict[str, dict[str, Any]]) -> None:
    assert list(RELEASE.berichten) == list(messages)
    for code, record in messages.items():
        bericht = RELEASE.berichten[code]
        assert bericht.berichtcode == record["berichtcode"]
        assert bericht.naam == record["name"]
        assert bericht.namespace == record["namespace"]
        assert bericht.schema == record["xsd"]
        assert f"{bericht.soort}bericht" == record["kind"]
        assert bericht.afzender == ROLLEN[record["header"]["Afzender_datatype"]]
        assert bericht.ontvanger == ROLLEN[record["header"]["Ontvanger_datatype"]]
        assert bericht.antwoord == (record["answered_by"] or ("JW325" if code == "JW323" else ""))


def test_logical_keys_are_those_of_the_reference(messages: dict[str, dict[str, Any]]) -> None:
    for code, record in messages.items():
        bericht = RELEASE.berichten[code]
        keys = {key["class_path"]: key for key in record["logical_keys"]}
        assert {pad: list(elementen) for pad, elementen in bericht.sleutels.items()} == {
            pad: key["own_key"] for pad, key in keys.items()
        }
        for pad, key in keys.items():
            assert list(bericht.volledige_sleutel(pad)) == key["full_key"]


def test_double_rows_are_forbidden_where_the_reference_forbids_them(
    messages: dict[str, dict[str, Any]],
) -> None:
    verwacht = {
        (code, key["class_path"]) for code in HEEN for key in messages[code]["logical_keys"] if key["tr101_applies"]
    }
    assert {(plaats.bericht, plaats.pad) for plaats in RELEASE.regels["TR101"].plaatsen} == verwacht


def test_the_catalogue_holds_every_rule_that_is_attached_to_a_message(rules: list[dict[str, Any]]) -> None:
    verwacht = {record["id"] for record in rules if record["kind"] in ("TR", "CD", "CS")}
    assert set(RELEASE.regels) == verwacht


def test_level_code_and_scope_are_those_of_the_reference(rules: list[dict[str, Any]]) -> None:
    records = {record["id"]: record for record in rules}
    for regel in RELEASE.regels.values():
        record = records[regel.id]
        assert regel.niveau == NIVEAUS[record["level"]], regel.id
        assert (regel.retourcode or None) == record["retourcode"], regel.id
        assert (regel.toetsbaar == "volledig") == (record["testable_scope"] == "full"), regel.id


def test_rules_are_attached_where_the_reference_attaches_them(rules: list[dict[str, Any]]) -> None:
    records = {record["id"]: record for record in rules}
    for regel in RELEASE.regels.values():
        verwacht = ELDERS_GEPLAATST.get(regel.id) or list(_attachments(records[regel.id]))
        assert [
            (plaats.bericht, plaats.klasse, plaats.element, f"{plaats.pad}/{plaats.element}".rstrip("/"))
            for plaats in regel.plaatsen
        ] == verwacht, regel.id


def _attachments(record: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for place in record["applies_to"]:
        element = place.get("element") or ""
        if record["id"] in NIET_OP_HET_BEANTWOORDE and element.startswith("DeclaratieIdentificatie/"):
            continue
        for path in place["paths"]:
            yield place["message"], place["class"], element, path


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from _nodes(child)


def test_every_place_exists_in_the_structure_of_its_message(messages: dict[str, dict[str, Any]]) -> None:
    paden = {code: {node["path"] for node in _nodes(messages[code]["structure"])} for code in HEEN}
    for regel in RELEASE.regels.values():
        for plaats in regel.plaatsen:
            assert plaats.pad in paden[plaats.bericht]
            assert f"{plaats.pad}/{plaats.element}".rstrip("/") in paden[plaats.bericht]


def test_retourcodes_are_those_of_the_reference(wj001: dict[str, dict[str, Any]]) -> None:
    assert list(RELEASE.retourcodes) == list(wj001)
    for code, record in wj001.items():
        retourcode = RELEASE.retourcodes[code]
        assert list(retourcode.regels) == [rule for rule in record["rules"] if not rule.startswith("(")]
        assert list(retourcode.berichten) == record["returned_in"]
        vanaf = record["valid_from"]
        assert retourcode.geldig_van == (date.fromisoformat(vanaf) if vanaf else None)


def test_explanations_are_in_our_own_words(rules: list[dict[str, Any]], wj001: dict[str, dict[str, Any]]) -> None:
    theirs = {*sentences(rules), *sentences(list(wj001.values()))}
    for regel in RELEASE.regels.values():
        for zin in (regel.titel, regel.uitleg, regel.voorbehoud):
            assert not zin or plain(zin) not in theirs, regel.id


def test_descriptions_of_retourcodes_are_in_our_own_words(wj001: dict[str, dict[str, Any]]) -> None:
    """A description of up to four words is a name and may be the same."""
    theirs = set(sentences(list(wj001.values())))
    for retourcode in RELEASE.retourcodes.values():
        words = plain(retourcode.omschrijving)
        assert len(words.split()) <= 4 or words not in theirs, retourcode.code
