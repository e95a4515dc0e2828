"""Two worlds in one service that asks for keys, and every operation of the API as a question about the first one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.api.openapi import tekst
from app.contracts.geldigheid import Geldigheid
from app.contracts.plafonds import Volumeplafond
from app.contracts.regio import Regio
from app.contracts.regiobestand import demoregio, lees_regio
from app.contracts.tarieven import Tarief
from app.contracts.uitzondering import NieuweUitzondering, Uitzonderingsoort
from app.messages.opstellen import Kind
from app.standard.elfproef import test_bsn
from app.store import tables as t
from app.store.toegang import Rol
from tests.api.dicht import Beller, bel
from tests.bank import (
    AANBIEDER,
    ANDERE_AANBIEDER,
    GEMEENTE,
    KIND,
    PRESTATIE,
    START,
    STOP,
    TOEWIJZING,
    Bank,
)

ANDERE_GEMEENTE: Final = "0437"
NUMMER, ANDER_NUMMER = 7304518, 1234567
REFERENTIE, BESLUIT, CONTRACT, TEAM = "RNGEHEIM", "Geheim besluit", "DEMO-2024-01", "GEHEIMTEAM"
GEHEIM: Final = "Hier is iets over afgesproken."
PLAFOND = 987_654_321
ANDER_KIND = Kind(test_bsn(1))

DOCUMENT: dict[str, Any] = json.loads(tekst())


class Operatie(NamedTuple):
    """An operation of the API."""

    naam: str
    methode: str
    pad: str
    vorm: dict[str, Any]


OPERATIES: Final = [
    Operatie(vorm["operationId"], methode.upper(), pad, vorm)
    for pad, methoden in DOCUMENT["paths"].items()
    for methode, vorm in methoden.items()
]


@dataclass
class Wereld:
    """A gemeente with an aanbieder, of which everything is somebody else's business."""

    http: TestClient
    bank: Bank
    gemeente: Beller
    aanbieder: Beller
    bericht: str
    signaal: str
    client: str
    zaak: str
    berichten: tuple[str, ...]

    @property
    def sporen(self) -> tuple[str, ...]:
        """What no stranger may see anywhere."""
        return (str(NUMMER), REFERENTIE, TEAM, GEHEIM, KIND.bsn, self.signaal, self.client, self.zaak, *self.berichten)

    @property
    def afspraken(self) -> tuple[str, ...]:
        """What only who is a party to the agreements may see."""
        return (AANBIEDER, CONTRACT, BESLUIT, str(PLAFOND))

    def bel(self, rol: Rol, code: str | None = None, team: str | None = None) -> Beller:
        """A system with a new key."""
        return bel(self.http, self.bank, rol, code, team)

    def inhoud(self) -> dict[str, list[str]]:
        """Every row of every table but that of accesses."""
        self.bank.knoop.opslag.werk_bij()
        with self.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
            return {
                naam: sorted(map(repr, werk.verbinding.execute(select(tabel))))
                for naam, tabel in t.metadata.tables.items()
                if naam != "toegang"
            }

    def vragen(self, operatie: Operatie) -> Iterator[dict[str, Any]]:
        """Questions about this world: as narrow and as wide as the operation allows."""
        parameters = operatie.vorm.get("parameters", ())
        pad = {een["name"]: self._waarde(operatie, een["name"]) for een in parameters if een["in"] == "path"}
        vragen = {een["name"]: een for een in parameters if een["in"] == "query"}
        nodig = {naam: self._waarde(operatie, naam) for naam, een in vragen.items() if een.get("required")}
        anders = {naam: self._waarde(operatie, naam) for naam in vragen if naam in _VAN_DEZE_WERELD}
        adres = operatie.pad.format(**pad)
        for vraag in (nodig, *({**nodig, naam: waarde} for naam, waarde in anders.items()), {**nodig, **anders}):
            yield {"methode": operatie.methode, "pad": adres, "params": vraag, **self._inhoud(operatie)}

    def _waarde(self, operatie: Operatie, naam: str) -> Any:
        waarden = {
            "gemeente": GEMEENTE,
            "aanbieder": AANBIEDER,
            "nummer": NUMMER,
            "client": self.client,
            "regio": "DEMO",
            "code": "45A04",
            "id": self.bericht,
            "team": TEAM,
            "kwartaal": "2026-K2",
            "periode": "2026",
            "jaar": "2025",
            "perceel": "ARRANGEMENT",
            "segment": "AMBULANT",
            "profiel": "3",
            "intensiteit": "B",
            "naam": "toewijzing",
            "bericht_id": self.berichten[3],
            "volgnummer": "1",
            "van": "2026-01-01",
            "tot": "2026-12-31",
            "a": GEMEENTE,
            "b": "0363",
            "afzender": AANBIEDER,
            "ontvanger": AANBIEDER,
            "bericht": self.bericht,
            **_EIGEN_WAARDEN.get(operatie.naam, {}),
        }
        if operatie.naam in ("leesSignaal", "zetSignaaltoestand"):
            waarden["id"] = self.signaal
        if operatie.naam in ("leesZaak", "zetZaakstap"):
            waarden["id"] = self.zaak
        if naam not in waarden:
            pytest.fail(f"tests/api/dichtewereld.py has no value for {naam} of {operatie.naam}; add one to _waarde")
        return waarden[naam]

    def _inhoud(self, operatie: Operatie) -> dict[str, Any]:
        if "requestBody" not in operatie.vorm:
            return {}
        if operatie.naam in ("verwerkBericht", "toetsBericht"):
            jw301 = self.bank.jw301(TOEWIJZING._replace(toewijzingnummer=NUMMER + 1))
            return {"content": jw301.bytes(), "headers": {"Content-Type": "application/xml"}}
        if operatie.naam not in _INHOUD:
            pytest.fail(f"tests/api/dichtewereld.py has no body for {operatie.naam}; add one to _INHOUD")
        return {"json": _INHOUD[operatie.naam]}


_VAN_DEZE_WERELD: Final = ("gemeente", "aanbieder", "regio", "afzender", "ontvanger", "bericht")
"""Filters that a stranger would try."""

_EIGEN_WAARDEN: Final[dict[str, dict[str, Any]]] = {
    "leesRegio": {"code": "DEMO"},
    "leesRegiowijzigingen": {"code": "DEMO"},
    "laadRegio": {"code": "DEMO"},
    "leesRetourcode": {"code": "9321"},
    "leesRegel": {"id": "TR418"},
    "leesVoorschrift": {"id": "OP087"},
    "leesCodelijst": {"id": "WJ001"},
    "trekToegangIn": {"id": 1},
    "zoekRegels": {"bericht": "JW301"},
    "zoekVoorschriften": {"bericht": "JW301"},
}

_INHOUD: Final[dict[str, Any]] = {
    "legUitzonderingVast": {
        "gemeente": GEMEENTE,
        "toewijzingnummer": NUMMER,
        "soort": Uitzonderingsoort.MAATWERK.value,
        "reden": "Vreemd.",
        "goedgekeurd_door": "niemand",
        "tot": "2026-12-31",
    },
    "meldPlafond": {
        "regio": "DEMO",
        "contract": CONTRACT,
        "perceel": "VERBLIJF",
        "jaar": 2026,
        "gemeente": GEMEENTE,
        "datum": "2026-05-06",
    },
    "zoekKetensVanClient": {"bsn": KIND.bsn},
    "legPiclabelVast": {"perceel": "ARRANGEMENT", "profiel": "3", "intensiteit": "A"},
    "zetSignaaltoestand": {"toestand": "gesloten", "toelichting": "Weg ermee.", "door": "gemeente"},
    "stelCorrectieOp": {
        "aanbieder": AANBIEDER,
        "regels": [{"referentienummer": REFERENTIE, "actie": "crediteren"}],
    },
    "stelHerzieningOp": {"regio": "DEMO", "code": "45A04", "aanbieder": AANBIEDER},
    "laadRegio": {"bestanden": {"regio.toml": ""}},
    "leverUitkomsten": {
        "trajecten": [
            {
                "gemeente": GEMEENTE,
                "toewijzingnummer": NUMMER,
                "moment": "START",
                "datum": "2026-04-01",
                "gedwongen_kader": False,
                "doelen": [{"soort": "BEHANDEL"}],
            }
        ]
    },
    "leverAggregaat": {"regels": [{"perceel": "AMBULANT", "n": 42, "doelrealisatie": 1}]},
    "leverOordeel": {"cijfer": 1},
    "openZaak": {
        "soort": "escalatie",
        "onderwerp": {"soort": "toewijzing", "gemeente": GEMEENTE, "toewijzingnummer": NUMMER},
        "door": "gemeente",
        "toelichting": GEHEIM,
    },
    "zetZaakstap": {"stap": "intrekken", "door": "gemeente", "toelichting": "Weg ermee."},
    "legVerwijzingVast": {"verwijzersoort": "02", "lokaal_team": TEAM, "lokaal_team_op": "2026-03-20"},
    "vulVerwijzingAan": {"brede_screening_op": "2026-03-20"},
    "rekenTrajectAf": {
        "gemeente": GEMEENTE,
        "toewijzingnummer": NUMMER,
        "verwijtbaar": True,
        "door": "gemeente",
        "besluit": "B1",
        "reden": "Zomaar.",
    },
    "stelOmzettingOp": {"gemeente": GEMEENTE, "toewijzingnummer": NUMMER, "componenten": [{"code": "45A53"}]},
    "maakToegang": {"rol": "beheerder", "naam": "ik ook"},
    "draaiDagronde": {},
}


def maak_wereld(http: TestClient, bank: Bank) -> Wereld:
    """Two gemeenten with an aanbieder each; everything that can be there of the first is there."""
    bank.knoop.laad_regio(_met_eigen_afspraken(lees_regio(demoregio())))
    gemeente, aanbieder = bel(http, bank, Rol.GEMEENTE, GEMEENTE), bel(http, bank, Rol.AANBIEDER, AANBIEDER)
    een = TOEWIJZING._replace(toewijzingnummer=NUMMER)
    langer = een._replace(toewijzingsdatum=date(2026, 5, 4), einddatum=date(2026, 9, 30))
    prestatie = PRESTATIE._replace(toewijzingnummer=NUMMER, referentienummer=REFERENTIE)
    berichten = [gemeente.goed(bank.jw301(een))["id"], gemeente.goed(bank.jw301(langer))["id"]]
    for bericht in (
        bank.jw305(START._replace(toewijzingnummer=NUMMER)),
        bank.jw323(prestatie),
        bank.jw323(prestatie._replace(referentienummer=f"{REFERENTIE}2", bedrag=1)),
        bank.jw307(STOP._replace(toewijzingnummer=NUMMER)),
    ):
        berichten.append(aanbieder.goed(bericht)["id"])
    _buren(http, bank)
    _vul_aan(http, bank, gemeente, aanbieder)
    (signaal, *_) = gemeente.get("signalen").json()["signalen"]
    (keten,) = gemeente.get("ketens").json()["ketens"]
    zaak = gemeente.vraag("POST", "/api/v1/zaken", json=_INHOUD["openZaak"])
    assert zaak.status_code == 201, zaak.text
    return Wereld(
        *(http, bank, gemeente, aanbieder),
        *(berichten[0], signaal["id"], keten["client"], zaak.json()["id"]),
        tuple(map(str, berichten)),
    )


def _met_eigen_afspraken(regio: Regio) -> Regio:
    eigen = Tarief(
        "45A04", "04", 8800, Geldigheid(date(2026, 1, 1)), CONTRACT, besluit=BESLUIT, vastgesteld=date(2026, 3, 1)
    )
    plafonds = (
        Volumeplafond(CONTRACT, "VERBLIJF", 2026, PLAFOND, gemeente=GEMEENTE),
        Volumeplafond("DEMO-2024-02", "VERBLIJF", 2026, 1_000_000),
    )
    return replace(regio, tarieven=(*regio.tarieven, eigen), volumeplafonds=plafonds)


def _buren(http: TestClient, bank: Bank) -> None:
    knooppunt = bel(http, bank, Rol.KNOOPPUNT)
    een = TOEWIJZING._replace(toewijzingnummer=ANDER_NUMMER)
    start = START._replace(toewijzingnummer=ANDER_NUMMER)
    regels = [(ANDER_KIND.bsn, [PRESTATIE._replace(toewijzingnummer=ANDER_NUMMER)])]
    for bericht in (
        bank.jw301(een, kind=ANDER_KIND, afzender=ANDERE_GEMEENTE, ontvanger=ANDERE_AANBIEDER),
        bank.jw305(start, kind=ANDER_KIND, afzender=ANDERE_AANBIEDER, ontvanger=ANDERE_GEMEENTE),
        bank.jw323(per_bsn=regels, afzender=ANDERE_AANBIEDER, ontvanger=ANDERE_GEMEENTE),
    ):
        knooppunt.goed(bericht)


def _vul_aan(http: TestClient, bank: Bank, gemeente: Beller, aanbieder: Beller) -> None:
    uitzondering = NieuweUitzondering(
        GEMEENTE, NUMMER, Uitzonderingsoort.MAATWERK, None, "Reden.", "beleidsmedewerker", date(2026, 12, 31)
    )
    assert bank.knoop.leg_uitzondering_vast(uitzondering) is not None
    team = bel(http, bank, Rol.LOKAAL_TEAM, GEMEENTE, TEAM)
    for beller, pad, naam in (
        (aanbieder, "uitkomsten/trajecten", "leverUitkomsten"),
        (aanbieder, f"uitkomsten/aggregaten/DEMO/{AANBIEDER}/2026-K2", "leverAggregaat"),
        (team, f"uitkomsten/oordelen/{GEMEENTE}/{TEAM}/{AANBIEDER}/2026-K2", "leverOordeel"),
        (team, f"verwijzingen/{GEMEENTE}/{NUMMER}", "legVerwijzingVast"),
    ):
        antwoord = beller.vraag("PUT", f"/api/v1/{pad}", json=_INHOUD[naam])
        assert antwoord.status_code == 200, antwoord.text
    assert gemeente.get("uitzonderingen").json()["uitzonderingen"]


def onbekend() -> str:
    """An id of nothing."""
    return str(uuid4())
