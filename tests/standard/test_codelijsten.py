"""Code lists hold exactly the codes of the standard, and say which of them may not be used."""

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.standard.codelijsten import Code, Codelijst, codelijst_ids, laad_codelijst
from app.standard.release import laad_release
from tests.shared import require_shared

XS = "{http://www.w3.org/2001/XMLSchema}"
RELEASE = laad_release("3.2")
LIJSTEN = [laad_codelijst(RELEASE, codelijst_id) for codelijst_id in codelijst_ids(RELEASE)]


@pytest.fixture(scope="module")
def standard() -> Path:
    return require_shared() / "standard" / "ijw-3.2"


@pytest.fixture(scope="module")
def enumerations(standard: Path) -> dict[str, list[str]]:
    """Simple type -> the values it enumerates, straight from the schema."""
    schema = ElementTree.parse(standard / "xsd" / "basisschema.xsd")
    found = {}
    for simple in schema.iter(f"{XS}simpleType"):
        values = [value.attrib["value"] for value in simple.iter(f"{XS}enumeration")]
        if values:
            found[simple.attrib["name"]] = values
    return found


def test_every_enumeration_of_the_schema_has_a_list(enumerations: dict[str, list[str]]) -> None:
    ours = {lijst.datatype: sorted(lijst.codes) for lijst in LIJSTEN}
    ours["LDT_RetourCode"] = sorted(RELEASE.retourcodes)
    assert ours == {name: sorted(values) for name, values in enumerations.items()}


@pytest.mark.parametrize("ours", LIJSTEN, ids=lambda lijst: lijst.id)
def test_a_list_is_that_of_the_reference(ours: Codelijst, standard: Path) -> None:
    record = json.loads((standard / "codelists" / f"{ours.id}.json").read_text(encoding="utf-8"))
    assert (ours.naam, ours.datatype) == (record["name"], record["datatype"])
    assert [
        (code.code, code.geldig_van and code.geldig_van.isoformat(), code.geldig_tot, code.bruikbaar)
        for code in ours.codes.values()
    ] == [
        (c["code"], c["valid_from"], c["valid_to"], c["status"] not in ("not_allowed", "vervallen"))
        for c in record["codes"]
    ]


def test_codes_forbidden_by_a_rule_are_marked() -> None:
    """CS050, CS058 and CS336 forbid what the schema allows."""
    verboden = {(lijst.id, code.code) for lijst in LIJSTEN for code in lijst.codes.values() if not code.bruikbaar}
    assert verboden == {("COD700", "5"), ("COD467", "2"), ("COD467", "9"), ("JZ002", "01")}


def test_every_code_has_a_short_description() -> None:
    for lijst in LIJSTEN:
        for code in lijst.codes.values():
            assert code.omschrijving == code.omschrijving.strip() != ""
            assert len(code.omschrijving) <= 60


def test_a_code_holds_from_its_first_to_its_last_day() -> None:
    code = Code("1", "Voorbeeld", date(2021, 1, 1), date(2022, 12, 31), bruikbaar=True)
    dagen = [date(2020, 12, 31), date(2021, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [code.geldig_op(dag) for dag in dagen] == [False, True, True, False]
    assert Code("2", "Altijd", None, None, bruikbaar=True).geldig_op(date(1900, 1, 1))


def test_a_description_is_looked_up_by_code() -> None:
    assert laad_codelijst(RELEASE, "WJ756").omschrijving("04") == "Uur"
    with pytest.raises(KeyError):
        laad_codelijst(RELEASE, "WJ756").omschrijving("99")


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(LookupError):
        laad_codelijst(RELEASE, "../regels")
