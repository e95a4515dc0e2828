"""The OpenAPI document says what the doors do, and is committed as the code makes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts

from app.api.app import maak_app
from app.api.openapi import BESTAND, main, tekst
from app.api.rechten import RECHTEN
from app.messages.intake import neem_aan
from tests.api.conftest import Deur
from tests.bank import Bank

DOCUMENT: dict[str, Any] = json.loads(tekst())
OPERATIES = [
    (pad, methode, operatie) for pad, methoden in DOCUMENT["paths"].items() for methode, operatie in methoden.items()
]


def test_the_committed_document_is_the_one_of_the_code() -> None:
    assert main(["--check"]) == 0, f"{BESTAND} is not up to date: run `make openapi` and commit it"


def test_a_difference_is_told_in_a_few_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = tmp_path / "openapi.json"
    assert main(["--check", "--bestand", str(bestand)]) == 1
    assert main(["--bestand", str(bestand)]) == 0
    assert main(["--check", "--bestand", str(bestand)]) == 0
    bestand.write_text(bestand.read_text("utf-8").replace('"leesRegel"', '"regel"'), "utf-8")
    capsys.readouterr()
    assert main(["--check", "--bestand", str(bestand)]) == 1
    uitvoer = capsys.readouterr().err
    assert "make openapi" in uitvoer
    assert '+        "operationId": "leesRegel"' in uitvoer
    assert len(uitvoer.splitlines()) < 12


def test_the_document_depends_on_no_setting_and_opens_no_database(tmp_path: Path) -> None:
    opdracht = (sys.executable, "-W", "error", "-m", "app.api.openapi", "--check")
    omgeving = {"IJW_DATA_DIR": str(tmp_path / "data"), "IJW_MAX_BERICHT_MB": "3", "PATH": "/usr/bin"}
    uitkomst = subprocess.run(opdracht, cwd=BESTAND.parents[1], env=omgeving, capture_output=True, text=True)
    assert uitkomst.returncode == 0, uitkomst.stderr
    assert not (tmp_path / "data").exists()


def test_every_operation_has_a_name_of_its_own_and_a_dutch_summary() -> None:
    namen = [operatie["operationId"] for _, _, operatie in OPERATIES]
    assert len(set(namen)) == len(namen)
    for _, _, operatie in OPERATIES:
        assert operatie["operationId"].isalpha()
        assert operatie["summary"]
        assert operatie["description"]


def test_every_route_has_a_row() -> None:
    routes = {(getattr(een, "operation_id", None), een.path) for een in iter_route_contexts(maak_app().routes)}
    zonder = sorted((str(operatie), str(pad)) for operatie, pad in routes if operatie not in RECHTEN)
    assert not zonder, (
        f"No rights for {zonder}. Add a row to RECHTEN in app/api/rechten.py: which roles may do it, and how the scope "
        "of each is applied. For OPSLAG the door itself asks the store with bereik_van(request). Then make "
        "docs openapi; tests/api/test_bereik.py asks the new route on behalf of strangers."
    )
    assert {operatie for operatie, _ in routes} == set(RECHTEN), "rows without a route"


def test_every_error_is_a_documented_problem() -> None:
    for pad, _, operatie in OPERATIES:
        for status, antwoord in operatie["responses"].items():
            if status >= "400":
                schema = antwoord["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Probleem"}, pad
    assert set(DOCUMENT["paths"]["/api/v1/berichten"]["post"]["responses"]) == {
        "200", "204", "400", "401", "403", "406", "409", "413", "415", "422", "500", "503"
    }  # fmt: skip


def test_every_reference_leads_somewhere() -> None:
    bekend = {f"#/components/schemas/{naam}" for naam in DOCUMENT["components"]["schemas"]}
    verwijzingen = {deel.split('"')[0] for deel in json.dumps(DOCUMENT).split('"$ref": "')[1:]}
    assert verwijzingen == bekend


def test_the_examples_are_messages_that_can_be_judged(bank: Bank) -> None:
    inhoud = DOCUMENT["paths"]["/api/v1/berichten"]["post"]["requestBody"]["content"]["application/xml"]
    gezien = set()
    for een in inhoud["examples"].values():
        gezien.add(bank.knoop.loket.toets(neem_aan(een["value"].encode())).soort.code)
    assert gezien == {"JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323"}


def test_the_service_gives_the_same_document(deur: Deur) -> None:
    assert deur.http.get("/openapi.json").json() == DOCUMENT
