"""What everybody may see: results of a year that is over, in groups only, and nothing to choose."""

from __future__ import annotations

from datetime import date

from app.standard.elfproef import bulk_bsn
from tests.api.conftest import probleem
from tests.api.test_toegang import Dicht, dicht
from tests.bank import AANBIEDER, ANDERE_AANBIEDER
from tests.steering.trajecten import Einde, Traject, vul

__all__ = ["dicht"]

GOED = Traject(begin=date(2025, 4, 1), eind=date(2025, 9, 1), einde=Einde(behandel_bereikt=3), start=True)


def test_everybody_sees_a_year_that_is_over_in_groups(dicht: Dicht) -> None:
    with dicht.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, [*[GOED] * 12, *[GOED._replace(aanbieder=ANDERE_AANBIEDER)] * 9])
    antwoord = dicht.http.get("/api/v1/openbaar/uitkomsten/2025")
    assert antwoord.status_code == 200, antwoord.text
    rapport = antwoord.json()
    assert rapport["fictief"] is True
    assert rapport["periode"] == "2025"
    assert rapport["totaal"]["n"] == 21
    (regio,) = rapport["regios"]
    aanbieders = next(een["rijen"] for een in regio["tabellen"] if een["per"] == "aanbieder")
    # Nine would follow from twenty-one less twelve, so neither is told.
    assert {een["sleutel"]: een["n"] for een in aanbieders} == {AANBIEDER: None, ANDERE_AANBIEDER: None}
    assert bulk_bsn(1) not in antwoord.text


def test_there_is_nothing_to_choose(dicht: Dicht) -> None:
    pad = "/api/v1/openbaar/uitkomsten"
    gewoon = dicht.http.get(f"{pad}/2025")
    assert dicht.http.get(f"{pad}/2025", params={"aanbieder": AANBIEDER, "per": "kwartaal"}).json() == gewoon.json()
    detail = probleem(dicht.http.get(f"{pad}/2026"), 404, "niet-gevonden")["detail"]
    assert detail == "Over 2026 is pas iets te zeggen als dat jaar voorbij is."
    probleem(dicht.http.get(f"{pad}/2025-K2"), 422, "onjuiste-vraag")
    probleem(dicht.http.get("/api/v1/uitkomsten/rapport", params={"periode": "2025"}), 401, "niet-aangemeld")
