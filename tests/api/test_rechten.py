"""The table of rights is whole, and names nothing that is not there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.api.openapi import tekst
from app.api.rechten import GESLOTEN, RECHTEN, Waar, recht_van
from app.store.toegang import Rol

DOCUMENT: dict[str, Any] = json.loads(tekst())
OPERATIES: dict[str, Any] = {
    operatie["operationId"]: operatie for methoden in DOCUMENT["paths"].values() for operatie in methoden.values()
}


def test_what_has_no_row_is_closed_for_all() -> None:
    for naam in (None, "", "bestaatNiet"):
        assert recht_van(naam) is GESLOTEN
    assert not GESLOTEN.rollen
    assert not GESLOTEN.openbaar
    assert not GESLOTEN.ook_open


@pytest.mark.parametrize("naam", sorted(OPERATIES))
def test_a_row_names_parameters_that_the_operation_has(naam: str) -> None:
    operatie = OPERATIES[naam]
    plaatsen = {(een["name"], een["in"]) for een in operatie.get("parameters", ())}
    for grens in RECHTEN[naam].rollen.values():
        for parameter, _ in grens.delen:
            match grens.waar:
                case Waar.PAD:
                    assert (parameter, "path") in plaatsen
                case Waar.VRAAG:
                    assert (parameter, "query") in plaatsen
                case Waar.INHOUD:
                    assert parameter in _verplicht(operatie)
                case _:
                    pytest.fail(f"{grens.waar} has no parameters")


def _verplicht(operatie: Any) -> list[str]:
    verwijzing: str = operatie["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    namen: list[str] = DOCUMENT["components"]["schemas"][verwijzing.rpartition("/")[2]]["required"]
    return namen


@pytest.mark.parametrize("naam", sorted(OPERATIES))
def test_the_document_says_who_may(naam: str) -> None:
    operatie, recht = OPERATIES[naam], RECHTEN[naam]
    assert operatie.get("security") == (None if recht.openbaar else [{"sleutel": []}])
    assert ("401" in operatie["responses"]) is not recht.openbaar
    for rol in recht.rollen:
        assert rol.value in operatie["description"]


def test_toezicht_writes_nothing_and_sees_no_message() -> None:
    for methoden in DOCUMENT["paths"].values():
        for methode, operatie in methoden.items():
            recht = RECHTEN[operatie["operationId"]]
            if Rol.TOEZICHT in recht.rollen:
                assert methode == "get", operatie["operationId"]
            if "application/xml" in operatie["responses"].get("200", {}).get("content", ()) and not recht.openbaar:
                assert not {Rol.TOEZICHT, Rol.REGIO, Rol.LOKAAL_TEAM, Rol.BEHEERDER} & set(recht.rollen)


def test_a_console_can_authorize() -> None:
    schema = DOCUMENT["components"]["securitySchemes"]["sleutel"]
    assert (schema["type"], schema["scheme"]) == ("http", "bearer")
