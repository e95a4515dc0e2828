"""docs/eisen.md leaves no requirement out and names nothing that is not there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.docs import eisen
from tests.docs.bestaan import bestaat
from tests.docs.eisen import PAGINA, PRIORITEITEN, Eis, Proef, alle, proeven, schrijf
from tests.shared import require_shared

EISEN = alle()


def test_the_page_is_up_to_date() -> None:
    assert PAGINA.read_text("utf-8") == schrijf(), "eisen.md lags behind docs/eisen.toml; run `make docs`"


def test_each_requirement_stands_once_and_in_order() -> None:
    ids = [eis.id for eis in EISEN]
    assert ids == sorted(set(ids))
    assert {eis.prioriteit for eis in EISEN} == set(PRIORITEITEN)


def test_every_must_and_should_of_the_source_is_there_with_its_priority() -> None:
    bron = (require_shared() / "domain" / "requirements.md").read_text("utf-8")
    gevraagd = dict(re.findall(r"^\| (R\d{3}) \| ([MSC]) \|", bron, re.MULTILINE))
    gegeven = {eis.id: eis.prioriteit for eis in EISEN}
    assert {naam: wat for naam, wat in gevraagd.items() if wat in "MS"}.items() <= gegeven.items()
    assert gegeven.items() <= gevraagd.items()


def test_no_sentence_of_the_source_was_copied() -> None:
    bron = " ".join(re.findall(r"\w+", (require_shared() / "domain" / "requirements.md").read_text("utf-8").lower()))
    for eis in EISEN:
        woorden = re.findall(r"\w+", f"{eis.eis} {eis.uitleg}".lower())
        reeksen = (" ".join(woorden[plaats : plaats + 10]) for plaats in range(len(woorden) - 9))
        assert [reeks for reeks in reeksen if reeks in bron] == [], eis.id


@pytest.mark.parametrize("eis", EISEN, ids=lambda eis: eis.id)
def test_what_is_named_exists(eis: Eis) -> None:
    assert [naam for naam in eis.waar if not bestaat(naam)] == []


@pytest.mark.parametrize("eis", EISEN, ids=lambda eis: eis.id)
def test_a_stand_says_what_it_has_to(eis: Eis) -> None:
    assert eis.eis
    tests = [naam for naam in eis.waar if "::" in naam]
    match eis.stand:
        case "built":
            assert tests
            assert len(eis.waar) > len(tests)
        case "partly":
            assert eis.waar
            assert eis.uitleg
        case "not built":
            assert not eis.waar
            assert eis.uitleg


@pytest.mark.parametrize("proef", proeven(), ids=lambda proef: str(proef.nummer))
def test_each_point_is_shown_by_tests_that_exist(proef: Proef) -> None:
    assert proef.waar
    assert [naam for naam in proef.waar if "::" not in naam or not bestaat(naam)] == []


def test_there_are_twelve_points() -> None:
    assert [proef.nummer for proef in proeven()] == list(range(1, 13))


@pytest.mark.parametrize(
    "naam",
    [
        "GET /api/v1/regios",
        "PUT /api/v1/regios/{code}",
        "ijw toets",
        "ijw regio laad",
        "TR418",
        "OP364",
        "app.contracts.pic",
        "app.contracts.pic.Pic",
        "app.contracts.pic.Pic.label",
        "app.contracts.bekostiging.Vorm.PXQ",
        "app.contracts.controle",
        "app/contracts/regios/haaglanden",
        "tests/docs/test_eisen.py::test_the_page_is_up_to_date",
    ],
)
def test_what_is_there_is_found(naam: str) -> None:
    assert bestaat(naam)


@pytest.mark.parametrize(
    "naam",
    [
        "DELETE /api/v1/regios",
        "GET /api/v1/onbekend",
        "ijw onbekend",
        "ijw laad",
        "SIG-ONBEKEND",
        "TR999",
        "app.contracts.onbekend",
        "app.contracts.pic.Onbekend",
        "app.contracts.pic.Pic.onbekend",
        "app.contracts.model.Pic",
        "app/contracts/regios/onbekend",
        "tests/docs/test_eisen.py::test_onbekend",
        "tests/docs/test_eisen.py::EISEN",
    ],
)
def test_what_is_not_there_is_not_found(naam: str) -> None:
    assert not bestaat(naam)


def test_a_row_that_says_something_else_is_refused() -> None:
    rij = {"id": "R999", "prioriteit": "M", "eis": "x", "stand": "built"}
    with pytest.raises(ValueError, match="unknown"):
        eisen._eis({**rij, "onbekend": 1})
    with pytest.raises(ValueError, match="stand ready"):
        eisen._eis({**rij, "stand": "ready"})


def test_the_counts_on_the_page_are_those_of_its_rows() -> None:
    tekst = PAGINA.read_text("utf-8")
    rijen = Counter(re.findall(r"^\| R\d{3} ([MSC]) \|", tekst, re.MULTILINE))
    totalen = dict(re.findall(r"^\| ([MSC]) \(.*\| (\d+) \|$", tekst, re.MULTILINE))
    assert {naam: int(aantal) for naam, aantal in totalen.items()} == rijen


@pytest.mark.parametrize("proef", proeven(), ids=lambda proef: str(proef.nummer))
def test_each_point_has_a_test_over_http_on_both_databases_that_names_it(proef: Proef) -> None:
    """Its name or first line says the number, and it takes the door of each database."""
    noemt = re.compile(rf"acceptance[ _]point[ _]{proef.nummer}(?!\d)", re.IGNORECASE)

    def toont(naam: str) -> bool:
        pad, _, test = naam.partition("::")
        bron = Path(pad).read_text("utf-8").partition(f"def {test}(")[2].split("\n\n\n")[0]
        return "elke_deur" in bron.partition(")")[0] and bool(noemt.search(test) or noemt.search(bron))

    assert [naam for naam in proef.waar if naam.startswith("tests/api/") and toont(naam)]
