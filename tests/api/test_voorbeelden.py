"""The ready examples, as the console uses them."""

from __future__ import annotations

from sqlalchemy import delete

from app.exchange.voorbeelden import VOORBEELDEN
from app.store import tables as t
from tests.api.conftest import Deur, codes, probleem


def test_each_example_gets_the_code_that_it_promises(deur: Deur) -> None:
    for een in VOORBEELDEN:
        bericht = deur.http.get(f"/api/v1/voorbeelden/{een.naam}", params={"reeks": 7})
        assert bericht.headers["content-type"] == "application/xml"
        antwoord = deur.post(bericht.content)
        assert (een.verwacht in codes(antwoord.content)) if een.verwacht else codes(antwoord.content) == []


def test_without_a_reeks_each_is_new(deur: Deur) -> None:
    twee = {deur.http.get("/api/v1/voorbeelden/toewijzing").content for _ in range(2)}
    assert len(twee) == 2


def test_an_unknown_example_names_those_that_are_there(deur: Deur) -> None:
    inhoud = probleem(deur.http.get("/api/v1/voorbeelden/beschikking"), 404, "niet-gevonden")
    assert "toewijzing, start, declaratie" in inhoud["detail"]


def test_a_reeks_has_bounds(deur: Deur) -> None:
    for reeks in ("-1", "100000000", "x"):
        antwoord = deur.http.get("/api/v1/voorbeelden/start", params={"reeks": reeks})
        probleem(antwoord, 422, "onjuiste-vraag")


def test_a_store_without_the_demo_regio_gives_no_examples(deur: Deur) -> None:
    with deur.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        for tabel in t.metadata.sorted_tables:
            if any(sleutel.column.table is t.regio for sleutel in tabel.foreign_keys):
                werk.verbinding.execute(delete(tabel))
        werk.verbinding.execute(delete(t.regio))
    inhoud = probleem(deur.http.get("/api/v1/voorbeelden/start"), 404, "niet-gevonden")
    assert "demoregio" in inhoud["detail"]
