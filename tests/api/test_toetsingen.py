"""A dry run says what handing in would have said, and leaves nothing behind."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from app.messages.pakket import Pakket
from app.store.tables import metadata
from tests.api.conftest import Deur
from tests.bank import PRESTATIE, Bank


def _rijen(bank: Bank) -> dict[str, int]:
    with bank.knoop.opslag.engine.connect() as verbinding:
        return {
            naam: verbinding.scalar(select(func.count()).select_from(tabel)) or 0
            for naam, tabel in metadata.tables.items()
        }


def _zonder_kenmerk(xml: bytes) -> bytes:
    return re.sub(rb"(IdentificatieRetour|DagtekeningRetour|Identificatie|Dagtekening)>[^<]*<", rb"\1><", xml)


def _berichten(bank: Bank) -> list[Pakket]:
    return [
        bank.jw323(),
        bank.jw323(PRESTATIE._replace(volume=11, bedrag=11 * 8800)),
        bank.jw323(PRESTATIE, PRESTATIE._replace(referentienummer="RN2", tarief=8801, bedrag=79209)),
        bank.jw323(totaal=1),
        bank.jw305(),
        bank.jw307(),
        bank.jw301(),
        bank.jw301(dagtekening=bank.dagtekening.replace(year=2027)),
    ]


@pytest.mark.parametrize("nummer", range(8))
def test_it_says_what_handing_in_says(elke_deur: Deur, nummer: int) -> None:
    bank = elke_deur.bank
    elke_deur.post(bank.jw301())
    bericht = _berichten(bank)[nummer]
    voor = _rijen(bank)
    getoetst = elke_deur.post(bericht, "toetsingen")
    als_json = elke_deur.beoordeling(bericht, "toetsingen")
    assert _rijen(bank) == voor
    verwerkt = elke_deur.post(bericht)
    assert _zonder_kenmerk(getoetst.content) == _zonder_kenmerk(verwerkt.content)
    assert "location" not in getoetst.headers
    bewaard = elke_deur.http.get(verwerkt.headers["location"]).json()
    assert _vergelijkbaar(als_json) == _vergelijkbaar(bewaard)
    assert als_json["retour"]["link"] is None


def _vergelijkbaar(oordeel: dict[str, Any]) -> dict[str, Any]:
    """Without what only a message that is kept has."""
    return {**oordeel, "id": None, "ontvangen": None, "keten": None, "retour": oordeel["retour"]["code"]}


def test_a_key_means_nothing_to_a_dry_run(deur: Deur) -> None:
    for _ in range(2):
        assert deur.post(deur.bank.jw301(), "toetsingen", Idempotency_Key="k").status_code == 200
    assert deur.post(deur.bank.jw301(), Idempotency_Key="k").status_code == 200
