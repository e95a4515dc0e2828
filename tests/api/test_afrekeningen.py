"""The result-dependent share of a trajectory over HTTP: decided once, told beside payment, and never by amount."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from httpx import Response

from app.contracts.partijen import Resultaatdeel
from app.messages.records import Omvang
from tests.api.conftest import Deur, probleem
from tests.bank import KIND
from tests.contracts.tweeling import Proef, proef, tweeling

HOFSTAD, MAASJEUGD = "50500001", "60600001"
ZES, ELF = 6, 11
"""Years that the twins move."""


def _delft(deur: Deur, percentage: int = 30) -> Proef:
    """A twin of Haaglanden of which the contracts have a share from 2020 on."""
    delft = proef(deur, "haaglanden", ZES, "0503", HOFSTAD)
    regio = tweeling("haaglanden", ZES)
    deel = Resultaatdeel(percentage, delft.dag("2020-01-01"))
    contracten = tuple(replace(een, resultaatdeel=deel) for een in regio.contracten)
    deur.bank.knoop.laad_regio(replace(regio, contracten=contracten))
    return delft


def _eind(proef_: Proef, nummer: int, *resultaten: str) -> None:
    doelen = [{"soort": "BEHANDEL", "resultaat": een} for een in resultaten]
    eind = {
        "gemeente": proef_.gemeente,
        "toewijzingnummer": nummer,
        "moment": "EIND",
        "datum": proef_.dag("2020-11-02").isoformat(),
        "gedwongen_kader": False,
        "doelen": doelen,
    }
    antwoord = proef_.deur.http.put("/api/v1/uitkomsten/trajecten", json={"trajecten": [eind]})
    assert antwoord.status_code == 200, antwoord.text


def _reken_af(proef_: Proef, nummer: int, **anders: Any) -> Response:
    vraag = {
        "gemeente": proef_.gemeente,
        "toewijzingnummer": nummer,
        "verwijtbaar": True,
        "door": "gemeente",
        "besluit": "B-12",
        "reden": "De hulp bleef uit.",
        **anders,
    }
    antwoord: Response = proef_.deur.http.post("/api/v1/afrekeningen", json=vraag)
    return antwoord


def _afgerekend(proef_: Proef, nummer: int, **anders: Any) -> dict[str, Any]:
    antwoord = _reken_af(proef_, nummer, **anders)
    assert antwoord.status_code == 201, antwoord.text
    afrekening: dict[str, Any] = antwoord.json()
    assert antwoord.headers["location"] == afrekening["link"]
    assert proef_.deur.http.get(afrekening["link"]).json() == afrekening
    return afrekening


def test_a_malus_is_told_beside_the_payments_and_changes_no_line(elke_deur: Deur) -> None:
    """Example 5.6: 400000 with a share of 30 %; what is payable is 280000."""
    deur, delft = elke_deur, _delft(elke_deur)
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6"))
    oordeel = delft.declareer(delft.regel(t1, "2020-10", 1, 400_000))
    antwoord_voor = deur.http.get(f"/api/v1/berichten/{oordeel['id']}/retour").content
    _eind(delft, t1.toewijzingnummer, "bereikt", "niet", "deels")
    afrekening = _afgerekend(delft, t1.toewijzingnummer)
    assert (afrekening["bedrag"], afrekening["percentage"], afrekening["deel"]) == (400_000, 30, 120_000)
    assert (afrekening["malus"], afrekening["betaalbaar"], afrekening["bonus"]) == (120_000, 280_000, 0)
    assert (afrekening["contract"], afrekening["peildag"], afrekening["fictief"]) == (
        "H10-2020-01",
        "2026-02-01",
        True,
    )
    assert "Doelen: 1 bereikt, 1 deels, 1 niet." in afrekening["stappen"]
    assert "Betaalbaar: € 4.000,00 - € 1.200,00 = € 2.800,00." in afrekening["stappen"]
    lijst = deur.get("betalingen", gemeente="0503")
    assert [een["bedrag"] for een in lijst["betalingen"]] == [400_000]
    assert lijst["totaal"] == {
        "regels": 1,
        "betaalbaar": 400_000,
        "niet_betaalbaar": 0,
        "afrekeningen": -120_000,
        "te_betalen": 280_000,
    }
    bestand = deur.http.get("/api/v1/betalingen", params={"gemeente": "0503"}, headers={"Accept": "text/csv"})
    prestatie, malus = csv.DictReader(io.StringIO(bestand.text), delimiter=";")
    assert (prestatie["soort"], prestatie["bedrag"], prestatie["besluit"]) == ("prestatie", "400000", "")
    assert (malus["soort"], malus["bedrag"], malus["debet_credit"], malus["besluit"]) == (
        "afrekening",
        "-120000",
        "C",
        "B-12",
    )
    assert malus["declaratienummer"] == ""
    assert deur.http.get(f"/api/v1/berichten/{oordeel['id']}/retour").content == antwoord_voor
    assert delft.toegekend(t1) == 400_000
    assert KIND.bsn not in bestand.text


def test_a_trajectory_with_a_share_is_settled_only_by_its_decision(elke_deur: Deur) -> None:
    """R089: all was granted, and still the chain waits; another contract without a share does not."""
    deur, delft = elke_deur, _delft(elke_deur)
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6"))
    delft.declareer(delft.regel(t1, "2020-10", 1, 400_000))
    (keten,) = deur.get("ketens", gemeente="0503")["ketens"]
    assert keten["toestand"] == "verlopen"
    _eind(delft, t1.toewijzingnummer, "niet")
    assert deur.get("ketens", gemeente="0503")["ketens"][0]["toestand"] == "geevalueerd"
    _afgerekend(delft, t1.toewijzingnummer)
    assert deur.get("ketens", gemeente="0503")["ketens"][0]["toestand"] == "afgerekend"


def test_without_a_share_all_that_was_granted_settles(deur: Deur) -> None:
    delft = _delft(deur, percentage=0)
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6"))
    delft.declareer(delft.regel(t1, "2020-10", 1, 400_000))
    assert deur.get("ketens", gemeente="0503")["ketens"][0]["toestand"] == "afgerekend"


def test_a_later_version_takes_its_place_and_pays_the_difference(elke_deur: Deur) -> None:
    deur, delft = elke_deur, _delft(elke_deur)
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6"))
    nummer = t1.toewijzingnummer
    _eind(delft, nummer, "niet")
    eerste = _afgerekend(delft, nummer)
    fout = probleem(_reken_af(delft, nummer), 409, "al-afgerekend")
    assert fout["detail"].startswith("Versie 1 geldt.")
    probleem(_reken_af(delft, nummer, vervangt=2), 409, "al-afgerekend")
    tweede = _afgerekend(
        delft, nummer, vervangt=1, verwijtbaar=False, besluit="B-13", reden="Bezwaar gegrond.", eigen_kosten=310_000
    )
    assert (tweede["versie"], tweede["malus"], tweede["verrekening"], tweede["bonus"]) == (2, 0, 120_000, 90_000)
    oud = deur.http.get(eerste["link"]).json()
    assert oud == {**eerste, "geldend": False}
    (geldend,) = deur.get("afrekeningen", geldend="true", gemeente="0503", toewijzingnummer=str(nummer))["afrekeningen"]
    assert (geldend["id"], geldend["besluit"]) == (tweede["id"], "B-13")
    assert deur.get("betalingen", gemeente="0503")["totaal"]["afrekeningen"] == 0
    bestand = deur.http.get("/api/v1/betalingen", params={"gemeente": "0503"}, headers={"Accept": "text/csv"})
    assert [rij["bedrag"] for rij in csv.DictReader(io.StringIO(bestand.text), delimiter=";")] == ["-120000", "120000"]
    probleem(_reken_af(delft, 9999, vervangt=1), 404, "niet-gevonden")


def test_decisions_at_the_same_moment_follow_each_other(elke_deur: Deur) -> None:
    delft = _delft(elke_deur)
    nummer = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6")).toewijzingnummer
    _eind(delft, nummer, "niet")
    with ThreadPoolExecutor(8) as draden:
        antwoorden = list(draden.map(lambda _: _reken_af(delft, nummer), range(8)))
    assert sorted(een.status_code for een in antwoorden) == [201] + [409] * 7
    assert elke_deur.get("betalingen", gemeente="0503")["totaal"]["afrekeningen"] == -120_000


def test_it_is_refused_without_share_outcomes_or_missed_goals(deur: Deur) -> None:
    delft = _delft(deur)
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6"))
    nummer = t1.toewijzingnummer
    fout = probleem(_reken_af(delft, nummer), 422, "afrekening-kan-niet")
    assert "eindgesprek ontbreken" in fout["detail"]
    _eind(delft, nummer, "bereikt", "bereikt")
    fout = probleem(_reken_af(delft, nummer), 422, "afrekening-kan-niet")
    assert "dan kan er geen malus zijn" in fout["detail"]
    probleem(_reken_af(delft, nummer, vervangt=1), 409, "al-afgerekend")
    for anders in (
        {"malus": 5},
        {"bedrag": 5},
        {"door": "Jan"},
        {"verwijtbaar": "nee"},
        {"besluit": ""},
        {"reden": " "},
    ):
        probleem(_reken_af(delft, nummer, **anders), 422, "onjuiste-vraag")
    fout = probleem(_reken_af(delft, nummer, reden=f"Voor {KIND.bsn}"), 422, "persoonsgegevens")
    assert KIND.bsn not in str(fout)
    probleem(deur.http.get(f"/api/v1/afrekeningen/{uuid4()}"), 404, "niet-gevonden")
    assert deur.get("afrekeningen")["afrekeningen"] == []


def test_in_rijnmond_only_trajectories_from_the_day_of_the_share_on_are_settled(elke_deur: Deur) -> None:
    """R064, on the twin: a week tariff, so what was granted is settled."""
    rotterdam = proef(elke_deur, "rijnmond", ELF, "0599", MAASJEUGD)
    week = Omvang(1, "82", "2")
    eerder = rotterdam.wijs_toe("50R1M", "2018-06-25", "2018-09-30", week)
    later = rotterdam.wijs_toe("50R1M", "2018-07-02", "2018-09-30", week)
    assert rotterdam.codes(rotterdam.regel(eerder, "2018-08", 4, 12_000)) == []
    assert rotterdam.codes(rotterdam.regel(later, "2018-08", 4, 12_000)) == []
    for product in (eerder, later):
        doel = {"soort": "BEHANDEL", "resultaat": "niet"}
        eind = {
            "gemeente": "0599",
            "toewijzingnummer": product.toewijzingnummer,
            "moment": "EIND",
            "datum": rotterdam.dag("2018-10-01").isoformat(),
            "gedwongen_kader": False,
            "doelen": [doel],
        }
        assert elke_deur.http.put("/api/v1/uitkomsten/trajecten", json={"trajecten": [eind]}).status_code == 200
    fout = probleem(_reken_af(rotterdam, eerder.toewijzingnummer), 422, "afrekening-kan-niet")
    assert "geldt pas vanaf peildatum 2029-07-01" in fout["detail"]
    afrekening = _afgerekend(rotterdam, later.toewijzingnummer)
    assert (afrekening["percentage"], afrekening["bedrag"], afrekening["malus"]) == (10, 48_000, 4_800)


def test_pages_filters_and_csv(deur: Deur) -> None:
    delft = _delft(deur)
    nummers = []
    for _ in range(3):
        t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", Omvang(1, "82", "6"))
        _eind(delft, t1.toewijzingnummer, "niet")
        _afgerekend(delft, t1.toewijzingnummer)
        nummers.append(t1.toewijzingnummer)
    gelezen, link = [], "/api/v1/afrekeningen?limit=2&gemeente=0503"
    while link:
        pagina = deur.http.get(link).json()
        gelezen += [een["toewijzingnummer"] for een in pagina["afrekeningen"]]
        link = pagina["volgende"]
    assert gelezen == nummers[::-1]
    dag = deur.bank.knoop.loket.klok.nu().date()
    for naam, waarde, ander in (
        ("gemeente", "0503", "0518"),
        ("aanbieder", HOFSTAD, "50500002"),
        ("geldend", "true", "false"),
        ("van", dag.isoformat(), date(dag.year + 1, 1, 1).isoformat()),
        ("tot", dag.isoformat(), date(dag.year - 1, 1, 1).isoformat()),
    ):
        assert len(deur.get("afrekeningen", **{naam: waarde})["afrekeningen"]) == 3, naam
        assert deur.get("afrekeningen", **{naam: ander})["afrekeningen"] == [], naam
    bestand = deur.http.get("/api/v1/afrekeningen", headers={"Accept": "text/csv"})
    rijen = list(csv.DictReader(io.StringIO(bestand.text), delimiter=";"))
    assert [(rij["malus"], rij["fictief"], rij["geldend"]) for rij in rijen] == [("120000", "ja", "ja")] * 3
    assert "De hulp bleef uit" not in bestand.text
