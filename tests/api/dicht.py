"""A service that asks for keys, and callers of every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from app.messages.pakket import Pakket
from app.store.toegang import NieuweToegang, Rol, Toegang
from tests.bank import Bank


@dataclass
class Beller:
    """A system with its key."""

    http: TestClient
    toegang: Toegang
    sleutel: str
    kop: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.kop = {"Authorization": f"Bearer {self.sleutel}"}

    def vraag(self, methode: str, pad: str, **anders: Any) -> Response:
        """Any request, with the key."""
        kop = {**self.kop, **anders.pop("headers", {})}
        antwoord: Response = self.http.request(methode, pad, headers=kop, **anders)
        return antwoord

    def get(self, pad: str, **vraag: Any) -> Response:
        """What is at a path below /api/v1."""
        return self.vraag("GET", f"/api/v1/{pad}", params=vraag)

    def post(self, bericht: Pakket | bytes, pad: str = "berichten", **headers: str) -> Response:
        """Hand in a message."""
        data = bericht if isinstance(bericht, bytes) else bericht.bytes()
        namen = {naam.replace("_", "-"): waarde for naam, waarde in headers.items()}
        return self.vraag("POST", f"/api/v1/{pad}", content=data, headers={"Content-Type": "application/xml", **namen})

    def goed(self, bericht: Pakket | bytes) -> dict[str, Any]:
        """Hand in a message and get the judgement."""
        antwoord = self.post(bericht, Accept="application/json")
        assert antwoord.status_code == 200, antwoord.text
        inhoud: dict[str, Any] = antwoord.json()
        return inhoud


def bel(http: TestClient, bank: Bank, rol: Rol, code: str | None = None, team: str | None = None) -> Beller:
    """A system with a new key."""
    nieuw = NieuweToegang(rol, code, team, f"proefsysteem {rol}", bank.klok.dag)
    return Beller(http, *bank.knoop.maak_toegang(nieuw))
