"""What everybody may see: results of a year, published once, in groups only, and nothing to choose."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from app.standard.elfproef import bulk_bsn
from app.store.toegang import Rol
from tests.api.conftest import probleem
from tests.api.test_toegang import Dicht, dicht
from tests.bank import AANBIEDER, ANDERE_AANBIEDER
from tests.steering.trajecten import Einde, Traject, vul

__all__ = ["dicht"]

GOED = Traject(begin=date(2025, 4, 1), eind=date(2025, 9, 1), einde=Einde(behandel_bereikt=3), start=True)
PAD = "/api/v1/openbaar/uitkomsten"


def _vul(dicht: Dicht, *trajecten: Traject, vanaf: int = 1) -> None:
    with dicht.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, trajecten, vanaf)


def _publiceer(dicht: Dicht, jaar: int = 2025) -> None:
    antwoord = dicht.bel(Rol.BEHEERDER).vraag("PUT", f"{PAD}/{jaar}")
    assert antwoord.status_code == 201, antwoord.text
    assert antwoord.headers["location"].endswith(f"{PAD}/{jaar}")


def test_everybody_sees_a_year_that_is_published_in_groups(dicht: Dicht) -> None:
    _vul(dicht, *[GOED] * 12, *[GOED._replace(aanbieder=ANDERE_AANBIEDER)] * 9)
    probleem(dicht.http.get(f"{PAD}/2025"), 404, "niet-gevonden")
    _publiceer(dicht)
    antwoord = dicht.http.get(f"{PAD}/2025")
    assert antwoord.status_code == 200, antwoord.text
    rapport = antwoord.json()
    assert (rapport["fictief"], rapport["gepubliceerd"], rapport["periode"]) == (True, "2026-05-06", "2025")
    assert rapport["totaal"]["n"] == 21
    (regio,) = rapport["regios"]
    assert [een["per"] for een in regio["tabellen"]] == ["gemeente", "aanbieder", "pic"]
    aanbieders = next(een["rijen"] for een in regio["tabellen"] if een["per"] == "aanbieder")
    # Nine would follow from twenty-one less twelve, so neither is told.
    assert {een["sleutel"]: een["n"] for een in aanbieders} == {AANBIEDER: None, ANDERE_AANBIEDER: None}
    assert [een["agb"] for een in rapport["aanbieders"]] == [AANBIEDER, ANDERE_AANBIEDER]
    assert all("(fictief)" in een["naam"] for een in rapport["aanbieders"])
    assert bulk_bsn(1) not in antwoord.text
    (jaar,) = dicht.http.get(PAD).json()["jaren"]
    assert (jaar["jaar"], jaar["link"].endswith(f"{PAD}/2025")) == (2025, True)


def test_what_was_published_stays_as_it_was_and_is_cached(dicht: Dicht) -> None:
    """One more trajectory would be the difference between two answers."""
    _vul(dicht, *[GOED] * 12)
    _publiceer(dicht)
    eerst = dicht.http.get(f"{PAD}/2025")
    _vul(dicht, GOED, vanaf=13)
    probleem(dicht.bel(Rol.BEHEERDER).vraag("PUT", f"{PAD}/2025"), 409, "al-gepubliceerd")
    weer = dicht.http.get(f"{PAD}/2025")
    assert weer.content == eerst.content
    assert weer.headers["cache-control"] == "public, max-age=86400"
    etag = weer.headers["etag"]
    assert etag == eerst.headers["etag"]
    for tags in (etag, f'"x", W/{etag}', "*"):
        ongewijzigd = dicht.http.get(f"{PAD}/2025", headers={"If-None-Match": tags})
        assert (ongewijzigd.status_code, ongewijzigd.content, ongewijzigd.headers["etag"]) == (304, b"", etag)
    assert dicht.http.get(f"{PAD}/2025", headers={"If-None-Match": '"x"'}).status_code == 200


def test_the_csv_names_aanbieders_and_says_what_is_made_up(dicht: Dicht) -> None:
    _vul(dicht, *[GOED] * 12)
    _publiceer(dicht)
    antwoord = dicht.http.get(f"{PAD}/2025", headers={"Accept": "text/csv"})
    assert antwoord.headers["content-disposition"] == 'attachment; filename="uitkomsten-2025.csv"'
    assert antwoord.headers["etag"] != dicht.http.get(f"{PAD}/2025").headers["etag"]
    rijen = list(csv.DictReader(io.StringIO(antwoord.text), delimiter=";"))
    assert [(rij["per"], rij["sleutel"], rij["n"]) for rij in rijen] == [
        ("totaal", "2025", "12"),
        ("regio", "DEMO", "12"),
        ("gemeente", "0384", "12"),
        ("aanbieder", AANBIEDER, "12"),
        ("pic", "45A04", "12"),
    ]
    assert [bool(rij["naam"]) for rij in rijen] == [False, False, False, True, False]
    assert {rij["fictief"] for rij in rijen} == {"ja"}


@pytest.mark.parametrize(("dag", "mag"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_a_year_is_published_from_april_on(dicht: Dicht, dag: date, mag: bool) -> None:
    dicht.bank.klok.dag = dag
    antwoord = dicht.bel(Rol.BEHEERDER).vraag("PUT", f"{PAD}/2025")
    if mag:
        assert antwoord.status_code == 201
    else:
        assert "vanaf 2026-04-01" in probleem(antwoord, 422, "onjuiste-vraag")["detail"]


def test_there_is_nothing_to_choose_and_only_the_beheerder_publishes(dicht: Dicht) -> None:
    _publiceer(dicht)
    gewoon = dicht.http.get(f"{PAD}/2025")
    assert dicht.http.get(f"{PAD}/2025", params={"aanbieder": AANBIEDER, "per": "kwartaal"}).json() == gewoon.json()
    detail = probleem(dicht.http.get(f"{PAD}/2026"), 404, "niet-gevonden")["detail"]
    assert "dat kan vanaf 2027-04-01" in detail
    probleem(dicht.http.get(f"{PAD}/2025-K2"), 422, "onjuiste-vraag")
    probleem(dicht.http.put(f"{PAD}/2024"), 401, "niet-aangemeld")
    probleem(dicht.bel(Rol.REGIO, "DEMO").vraag("PUT", f"{PAD}/2024"), 403, "geen-toegang")
    probleem(dicht.http.get("/api/v1/uitkomsten/rapport", params={"periode": "2025"}), 401, "niet-aangemeld")
