"""Which municipality existed when, and when we cannot say."""

import json
from datetime import date

import pytest

from app.standard.gemeenten import laad_gemeenten
from app.standard.release import laad_release
from tests.shared import require_shared

LIJST = laad_gemeenten(laad_release("3.2"))
OPGEGAAN = ("0501", "0530", "0614")


def test_there_are_342_municipalities_and_three_that_merged() -> None:
    bestaand = [code for code in LIJST.gemeenten if LIJST.bestaat_op(code, LIJST.peildatum)]
    assert (len(bestaand), len(LIJST.gemeenten)) == (342, 345)
    assert all(len(code) == 4 and code.isdigit() for code in LIJST.gemeenten)


def test_the_list_of_the_peildatum_is_that_of_the_reference() -> None:
    pad = require_shared() / "standard" / "ijw-3.2" / "codelists" / "CBS_Gemeentecodes.json"
    record = json.loads(pad.read_text(encoding="utf-8"))
    assert LIJST.peildatum.isoformat() == record["reference_date"]
    assert {code: gemeente.naam for code, gemeente in LIJST.gemeenten.items() if code not in OPGEGAAN} == {
        code["code"]: code["description"] for code in record["codes"]
    }


@pytest.mark.parametrize("code", OPGEGAAN)
def test_a_merged_municipality_exists_until_the_day_before_the_merger(code: str) -> None:
    assert LIJST.bestaat_op(code, date(2022, 12, 31)) is True
    assert LIJST.bestaat_op(code, date(2023, 1, 1)) is False
    assert LIJST.gemeenten[code].opgegaan_in == "1992"


def test_a_new_municipality_exists_from_the_day_of_the_merger() -> None:
    assert LIJST.bestaat_op("1992", date(2022, 12, 31)) is False
    assert LIJST.bestaat_op("1992", date(2023, 1, 1)) is True
    assert LIJST.naam("1992") == "Voorne aan Zee"


def test_an_unlisted_code_did_not_exist_since_the_list_is_complete() -> None:
    assert LIJST.bestaat_op("9999", date(2023, 1, 1)) is False
    assert LIJST.bestaat_op("9999", date(2026, 6, 1)) is False


def test_an_unlisted_code_may_have_existed_before_that() -> None:
    assert LIJST.bestaat_op("9999", date(2022, 12, 31)) is None


def test_an_unknown_code_has_no_name() -> None:
    with pytest.raises(KeyError):
        LIJST.naam("9999")
