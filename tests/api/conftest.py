"""A client that speaks HTTP to a whole service; every XML answer is held against its XSD."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import etree

from app.api.app import maak_app
from app.exchange.ports import Klok
from app.messages.pakket import Pakket
from tests.bank import Bank, Stilstaand, controleer_antwoord

XML = {"Content-Type": "application/xml"}


@dataclass
class Deur:
    """The HTTP door of a bench."""

    http: TestClient
    bank: Bank

    def post(self, bericht: Pakket | bytes, pad: str = "berichten", **headers: str) -> Response:
        """Hand in a message; underscores in the names of headers become dashes."""
        data = bericht if isinstance(bericht, bytes) else bericht.bytes()
        namen = {naam.replace("_", "-"): waarde for naam, waarde in headers.items()}
        antwoord: Response = self.http.post(f"/api/v1/{pad}", content=data, headers={**XML, **namen})
        if antwoord.status_code == 200 and "xml" in antwoord.headers["content-type"]:
            self.controleer(antwoord.content)
        return antwoord

    def controleer(self, xml: bytes) -> etree._Element:
        """The tree of a national answer that is valid against its XSD."""
        namespace = etree.QName(etree.fromstring(xml)).namespace
        gevonden = self.bank.knoop.loket.releases.met_namespace(namespace or "")
        assert gevonden is not None
        return controleer_antwoord(self.bank.knoop, gevonden[1].code, xml)

    def beoordeling(self, bericht: Pakket | bytes, pad: str = "berichten", **headers: str) -> dict[str, Any]:
        """Hand in a message and get the judgement."""
        antwoord = self.post(bericht, pad, Accept="application/json", **headers)
        assert antwoord.status_code == 200, antwoord.text
        inhoud: dict[str, Any] = antwoord.json()
        return inhoud

    def get(self, pad: str, **vraag: str) -> Any:
        """The JSON at a path below /api/v1."""
        antwoord = self.http.get(f"/api/v1/{pad}", params=vraag)
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()

    def zet_klok(self, klok: Klok) -> None:
        """Give the desk another clock."""
        object.__setattr__(self.bank.knoop.loket, "klok", klok)


class Tikkend(Stilstaand):
    """A clock that moves on a second whenever somebody looks, so that no two messages come at once."""

    def __init__(self) -> None:
        super().__init__()
        self._keren = count()

    def nu(self) -> datetime:
        """A little after ten in the morning."""
        return super().nu() + timedelta(seconds=next(self._keren))


def probleem(antwoord: Response, status: int, naam: str) -> dict[str, Any]:
    """The problem document; fails when it is another one."""
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"] == "application/problem+json"
    inhoud: dict[str, Any] = antwoord.json()
    assert inhoud["type"] == f"urn:problem-type:jeugdknoop:{naam}"
    assert inhoud["status"] == status
    assert inhoud["title"]
    assert inhoud["detail"]
    return inhoud


def codes(xml: bytes) -> list[str]:
    """Every RetourCode of an answer, in document order."""
    return [str(element.text) for element in etree.fromstring(xml).iter("{*}RetourCode")]


@pytest.fixture
def deur(bank: Bank) -> Iterator[Deur]:
    """A door on SQLite."""
    with TestClient(maak_app(bank.knoop)) as http:
        deur = Deur(http, bank)
        deur.zet_klok(Tikkend())
        yield deur


@pytest.fixture
def elke_deur(elke_bank: Bank) -> Iterator[Deur]:
    """A door on SQLite, and then on PostgreSQL."""
    with TestClient(maak_app(elke_bank.knoop)) as http:
        deur = Deur(http, elke_bank)
        deur.zet_klok(Tikkend())
        yield deur
