"""Outcomes come in per trajectory or over all clients together, without a Bsn, and go out in groups only."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.messages.opstellen import Kind
from app.standard.elfproef import bulk_bsn, lijkt_bsn, test_bsn, voldoet
from app.steering.bsnachtig import weiger_bsn
from app.steering.geweigerd import UitkomstGeweigerd
from app.store import tables as t
from tests.api.conftest import Deur, probleem
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, GEMEENTE, START, STOP, TOEWIJZING
from tests.steering.trajecten import Einde, Traject, vul

BSN = test_bsn(7)
EIND: dict[str, Any] = {
    "gemeente": GEMEENTE,
    "toewijzingnummer": 1001,
    "moment": "EIND",
    "datum": "2026-05-04",
    "gedwongen_kader": False,
    "doelen": [
        {"soort": "MAATSCHAPPELIJK", "resultaat": "bereikt"},
        {"soort": "BEHANDEL", "resultaat": "deels"},
        {"soort": "BEHANDEL", "resultaat": "bereikt"},
    ],
    "tevredenheid_jeugdige": 8,
    "tevredenheid_opvoeder": 7,
}
BEGIN: dict[str, Any] = {
    "gemeente": GEMEENTE,
    "toewijzingnummer": 1001,
    "moment": "START",
    "datum": "2026-04-01",
    "gedwongen_kader": False,
    "doelen": [{"soort": "BEHANDEL"}],
}
REGELS: list[dict[str, Any]] = [
    {"perceel": "SPEC", "n": 42, "doelrealisatie": 71, "tevredenheid_jeugdige": 7.4, "besteding_per_client": 412500},
    {"perceel": "HOOG", "n": 4},
]


def _put(deur: Deur, pad: str, inhoud: Any) -> Response:
    antwoord: Response = deur.http.put(f"/api/v1/uitkomsten/{pad}", json=inhoud)
    return antwoord


def _lever(deur: Deur, *trajecten: dict[str, Any]) -> Response:
    return _put(deur, "trajecten", {"trajecten": trajecten})


def _fouten(antwoord: Response, naam: str) -> dict[str, str]:
    inhoud = probleem(antwoord, 422, naam)
    return {fout["pad"]: fout["melding"] for fout in inhoud["fouten"]}


def _rijen(deur: Deur, naam: str) -> list[dict[str, Any]]:
    tabel = t.metadata.tables[naam]
    with deur.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return [dict(rij) for rij in werk.verbinding.execute(select(tabel).order_by(tabel.c.id)).mappings()]


def test_a_delivery_again_changes_nothing_and_another_replaces_it(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.bank.goed(deur.bank.jw301())
    assert _lever(deur, BEGIN, EIND).json() == {
        "trajecten": [{"versie": 1, "nieuw": True}, {"versie": 1, "nieuw": True}]
    }
    anders = EIND | {"tevredenheid_jeugdige": 9}
    for levering, versie, nieuw in ((EIND, 1, False), (anders, 2, True), (anders, 2, False), (EIND, 3, True)):
        assert _lever(deur, levering).json() == {"trajecten": [{"versie": versie, "nieuw": nieuw}]}
    rijen = [rij for rij in _rijen(deur, "uitkomst") if rij["moment"] == "EIND"]
    assert [rij["tevredenheid_jeugdige"] for rij in rijen] == [8, 9, 8]
    assert [rij["vervangen"] is None for rij in rijen] == [False, False, True]
    assert rijen[0]["vervangen"] == rijen[1]["bekend"]
    assert {naam: rijen[0][naam] for naam in ("maatschappelijk_bereikt", "behandel_bereikt", "behandel_deels")} == {
        "maatschappelijk_bereikt": 1,
        "behandel_bereikt": 1,
        "behandel_deels": 1,
    }


def test_deliveries_at_the_same_moment_follow_each_other(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.bank.goed(deur.bank.jw301())
    with ThreadPoolExecutor(8) as draden:
        leveringen = [EIND | {"tevredenheid_jeugdige": 1 + nummer % 10} for nummer in range(20)]
        antwoorden = list(draden.map(lambda een: _lever(deur, een), leveringen))
    assert {antwoord.status_code for antwoord in antwoorden} == {200}
    rijen = _rijen(deur, "uitkomst")
    assert [rij["versie"] for rij in rijen] == list(range(1, len(rijen) + 1))
    assert [rij["vervangen"] is None for rij in rijen].count(True) == 1


@pytest.mark.parametrize(
    ("anders", "pad", "melding"),
    [
        ({"tevredenheid_jeugdige": 11}, "trajecten.0.tevredenheid_jeugdige", "hoogstens 10"),
        ({"tevredenheid_opvoeder": 0}, "trajecten.0.tevredenheid_opvoeder", "minstens 1"),
        ({"moment": "TUSSEN"}, "trajecten.0.moment", "'START', 'EIND' of 'NA'"),
        ({"gemeente": "384"}, "trajecten.0.gemeente", "verwacht"),
        ({"datum": "gisteren"}, "trajecten.0.datum", "datum"),
        ({"datum": "2026-05-07"}, "trajecten.0.datum", "tot en met 2026-05-06"),
        ({"gedwongen_kader": "misschien"}, "trajecten.0.gedwongen_kader", "true of false"),
        ({"doelen": []}, "trajecten.0.doelen", "minstens 1"),
        ({"doelen": [{"soort": "BEHANDEL"}]}, "trajecten.0.doelen.0.resultaat", "bereikt, deels of niet"),
        ({"doelen": [{"soort": "ANDERS", "resultaat": "niet"}]}, "trajecten.0.doelen.0.soort", "'BEHANDEL'"),
        ({"toelichting": "Het gaat goed met Sam."}, "trajecten.0.toelichting", "niet bekend"),
        ({"toewijzingnummer": 1002}, "trajecten.0.toewijzingnummer", "het nummer uit de JW301"),
        ({"gemeente": "0437"}, "trajecten.0.toewijzingnummer", "geen toewijzing van deze gemeente"),
        ({"moment": "START"}, "trajecten.0.doelen.0.resultaat", "START"),
        ({"moment": "START"}, "trajecten.0.tevredenheid_jeugdige", "START"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_what_was_expected(
    deur: Deur, anders: dict[str, Any], pad: str, melding: str
) -> None:
    deur.bank.goed(deur.bank.jw301())
    antwoord = _lever(deur, EIND | anders)
    naam = antwoord.json()["type"].rpartition(":")[2]
    assert naam in ("onjuiste-vraag", "uitkomst-geweigerd")
    assert melding in _fouten(antwoord, naam)[pad]
    assert "Sam" not in antwoord.text
    assert _rijen(deur, "uitkomst") == []


def test_one_fault_keeps_the_whole_list_out(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.bank.goed(deur.bank.jw301())
    fouten = _fouten(_lever(deur, BEGIN, EIND, EIND, EIND | {"toewijzingnummer": 7}), "uitkomst-geweigerd")
    assert set(fouten) == {"trajecten.2.moment", "trajecten.3.toewijzingnummer"}
    assert _rijen(deur, "uitkomst") == []


@pytest.mark.parametrize(
    ("inhoud", "pad"),
    [
        ({"trajecten": [EIND | {"toelichting": f"over {BSN}"}]}, "trajecten.0.toelichting"),
        ({"trajecten": [EIND | {"gemeente": BSN}]}, "trajecten.0.gemeente"),
        ({"trajecten": [EIND | {"toewijzingnummer": BSN}]}, "trajecten.0.toewijzingnummer"),
        ({"trajecten": [EIND | {"toewijzingnummer": int(BSN)}]}, "trajecten.0.toewijzingnummer"),
        ({"trajecten": [EIND | {"tevredenheid_jeugdige": int(BSN)}]}, "trajecten.0.tevredenheid_jeugdige"),
        ({"trajecten": [EIND | {"bsn": int(BSN)}]}, "trajecten.0.bsn"),
        ({"trajecten": [EIND | {BSN: 1}]}, "trajecten.0.(naam van een veld)"),
        ({"trajecten": [EIND], "door": f"{BSN[:4]}.{BSN[4:6]}.{BSN[6:]}"}, "door"),
    ],
)
def test_what_looks_like_a_bsn_is_refused_wherever_it_stands(deur: Deur, inhoud: Any, pad: str) -> None:
    deur.bank.goed(deur.bank.jw301())
    antwoord = _put(deur, "trajecten", inhoud)
    assert set(_fouten(antwoord, "persoonsgegevens")) == {pad}
    assert BSN not in antwoord.text.replace(".", "")
    assert _rijen(deur, "uitkomst") == []


def test_a_toewijzingnummer_that_passes_the_elfproef_is_taken_when_it_is_one(deur: Deur) -> None:
    nummer = int(bulk_bsn(3))
    deur.bank.goed(deur.bank.jw301(TOEWIJZING._replace(toewijzingnummer=nummer)))
    assert _lever(deur, EIND | {"toewijzingnummer": nummer}).status_code == 200


@pytest.mark.parametrize(
    "pad",
    [
        f"aggregaten/{BSN}/{AANBIEDER}/2026-K1",
        f"oordelen/{GEMEENTE}/{BSN}/{AANBIEDER}/2026-K1",
    ],
)
def test_an_address_with_a_bsn_is_refused(deur: Deur, pad: str) -> None:
    inhoud = {"regels": REGELS} if pad.startswith("agg") else {"cijfer": 7}
    antwoord = _put(deur, pad, inhoud)
    probleem(antwoord, 422, "persoonsgegevens")
    assert BSN not in antwoord.text


@given(st.integers(0, 909_090), st.sampled_from(("", " ", ".", "-")), st.text("abc :", max_size=3))
def test_every_bsn_is_seen_with_anything_around_it(nummer: int, teken: str, tekst: str) -> None:
    bsn = bulk_bsn(nummer)
    waarde = f"{tekst}{bsn[:3]}{teken}{bsn[3:6]}{teken}{bsn[6:]}{tekst}"
    assert lijkt_bsn(waarde)
    assert lijkt_bsn(int(bsn))
    with pytest.raises(UitkomstGeweigerd) as geweigerd:
        weiger_bsn({"a": [{"b": waarde}]})
    assert [een.pad for een in geweigerd.value.fouten] == ["a.0.b"]
    assert bsn not in geweigerd.value.fouten[0].melding


@given(st.integers(0, 999_999_999))
def test_only_nine_digits_that_pass_are_refused(nummer: int) -> None:
    assert lijkt_bsn(nummer) == voldoet(str(nummer))


def test_a_body_that_is_no_json_is_a_problem(deur: Deur) -> None:
    pad = "/api/v1/uitkomsten/trajecten"
    probleem(deur.http.put(pad, content=b"x", headers={"Content-Type": "text/plain"}), 415, "mediatype")
    probleem(deur.http.put(pad, content=b"{", headers={"Content-Type": "application/json"}), 422, "onjuiste-vraag")
    probleem(deur.http.put(pad, json=[EIND]), 422, "onjuiste-vraag")


def test_results_over_all_clients_together_are_kept_and_shown_from_ten(elke_deur: Deur) -> None:
    deur = elke_deur
    pad = f"aggregaten/DEMO/{AANBIEDER}/2026-K1"
    assert _put(deur, pad, {"regels": REGELS}).json() == {"versie": 1, "nieuw": True}
    assert _put(deur, pad, {"regels": REGELS}).json() == {"versie": 1, "nieuw": False}
    nieuwe = [REGELS[0] | {"n": 43}, REGELS[1]]
    assert _put(deur, pad, {"regels": nieuwe}).json() == {"versie": 2, "nieuw": True}
    (aggregaat,) = deur.get("uitkomsten/aggregaten", periode="2026")["aggregaten"]
    assert {naam: aggregaat[naam] for naam in ("regio", "aanbieder", "periode")} == {
        "regio": "DEMO",
        "aanbieder": AANBIEDER,
        "periode": "2026-K1",
    }
    groot, klein = aggregaat["regels"]
    assert (groot["n"], groot["doelrealisatie"], groot["tevredenheid_jeugdige"]) == (43, 71, 7.4)
    assert groot["besteding_per_client"] == 412500
    assert (klein["perceel"], klein["n"], klein["onderdrukt"], klein["doelrealisatie"]) == ("HOOG", None, True, None)
    assert deur.get("uitkomsten/aggregaten", periode="2026-K2")["aggregaten"] == []
    assert deur.get("uitkomsten/aggregaten", periode="2026", regio="ANDERS")["aggregaten"] == []


@pytest.mark.parametrize(
    ("regels", "pad", "melding"),
    [
        ([{"n": 9, "doelrealisatie": 50}], "regels.0.doelrealisatie", "alleen n"),
        ([{"n": 20}, {"perceel": "SPEC", "n": 15}], "regels.1", "overlapt met regels.0"),
        ([{"pic": "3B", "n": 20}, {"perceel": "SPEC", "n": 15}], "regels.1", "overlapt met regels.0"),
        ([{"perceel": "SPEC", "n": 20}, {"perceel": "SPEC", "gedwongen_kader": True, "n": 15}], "regels.1", "overlapt"),
        ([{"n": 20, "tevredenheid_jeugdige": 7.25}], "regels.0.tevredenheid_jeugdige", "decimalen"),
        ([{"n": 20, "doelrealisatie": 101}], "regels.0.doelrealisatie", "hoogstens 100"),
        ([{"n": 0}], "regels.0.n", "minstens 1"),
        ([], "regels", "minstens 1"),
    ],
)
def test_groups_that_are_too_small_or_overlap_are_refused(
    deur: Deur, regels: list[dict[str, Any]], pad: str, melding: str
) -> None:
    antwoord = _put(deur, f"aggregaten/DEMO/{AANBIEDER}/2026-K1", {"regels": regels})
    naam = antwoord.json()["type"].rpartition(":")[2]
    assert melding in _fouten(antwoord, naam)[pad]


def test_an_unknown_regio_and_a_quarter_to_come_are_refused(deur: Deur) -> None:
    antwoord = _put(deur, f"aggregaten/ANDERS/{AANBIEDER}/2026-K3", {"regels": REGELS})
    assert set(_fouten(antwoord, "uitkomst-geweigerd")) == {"regio", "periode"}
    antwoord = _put(deur, f"oordelen/{GEMEENTE}/NOORD/{AANBIEDER}/2026-K3", {"cijfer": 7})
    assert set(_fouten(antwoord, "uitkomst-geweigerd")) == {"periode"}
    probleem(_put(deur, f"oordelen/{GEMEENTE}/NOORD/{AANBIEDER}/2026-K5", {"cijfer": 7}), 422, "onjuiste-vraag")


def test_the_marks_of_lokale_teams_are_told_by_aanbieder(elke_deur: Deur) -> None:
    deur = elke_deur
    for gemeente, team, aanbieder, cijfer in (
        (GEMEENTE, "NOORD", AANBIEDER, 4),
        (GEMEENTE, "NOORD", AANBIEDER, 8),  # in the place of the 4
        (GEMEENTE, "ZUID", AANBIEDER, 7),
        ("0437", "CENTRUM", ANDERE_AANBIEDER, 5),
    ):
        pad = f"oordelen/{gemeente}/{team}/{aanbieder}/2026-K2"
        assert _put(deur, pad, {"cijfer": cijfer}).status_code == 200
    rapport = deur.get("uitkomsten/rapport", periode="2026", per="aanbieder")
    assert rapport["totaal"]["lokaal_team"] == {"n": 3, "gemiddelde": 6.7}
    (tabel,) = rapport["regios"][0]["tabellen"]
    assert {rij["sleutel"]: rij["lokaal_team"] for rij in tabel["rijen"]} == {
        AANBIEDER: {"n": 2, "gemiddelde": 7.5},
        ANDERE_AANBIEDER: {"n": 1, "gemiddelde": 5.0},
    }


def test_from_messages_and_a_delivery_to_the_report(elke_deur: Deur) -> None:
    """Acceptance point 10: twelve chains as aanbieders and gemeenten send them; two end for another reason."""
    deur, bank = elke_deur, elke_deur.bank
    for nummer in range(12):
        kind, toewijzing = Kind(test_bsn(nummer)), 1001 + nummer
        bank.goed(bank.jw301(TOEWIJZING._replace(toewijzingnummer=toewijzing), kind=kind))
        bank.goed(bank.jw305(START._replace(toewijzingnummer=toewijzing), kind=kind))
        reden = "32" if nummer < 2 else "31"
        bank.goed(bank.jw307(STOP._replace(toewijzingnummer=toewijzing, reden_beeindiging=reden), kind=kind))
    assert _lever(deur, *(EIND | {"toewijzingnummer": 1001 + nummer} for nummer in range(12))).status_code == 200
    antwoord = deur.http.get(
        "/api/v1/uitkomsten/rapport", params={"periode": "2026-K2", "per": ["product", "kwartaal"]}
    )
    assert antwoord.status_code == 200, antwoord.text
    assert not [bsn for bsn in map(test_bsn, range(12)) if bsn in antwoord.text]
    totaal = antwoord.json()["totaal"]
    assert totaal["n"] == 12
    assert totaal["volledigheid"] == {"verwacht": 12, "start": 0, "eind": 12}
    assert totaal["uitval"] is None  # two of twelve would be told
    assert totaal["behandel"]["volgens_plan"] is None
    assert totaal["behandel"]["alle"] == {"n": 12, "bereikt": 50, "deels": 50, "niet": 0}
    assert totaal["tevredenheid_opvoeder"]["alle"] == {"n": 12, "gemiddelde": 7.0}
    assert totaal["wachttijd"] == {"n": 12, "gemiddelde": 0.0, "mediaan": 0.0}  # known after it began
    assert [tabel["per"] for tabel in antwoord.json()["regios"][0]["tabellen"]] == ["product", "kwartaal"]


def test_the_report_comes_as_csv_too(deur: Deur) -> None:
    with deur.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, [Traject(einde=Einde(tevredenheid_jeugdige=7))] * 11)
    antwoord = deur.http.get("/api/v1/uitkomsten/rapport", params={"periode": "2026", "vorm": "csv"})
    assert antwoord.headers["content-type"] == "text/csv; charset=utf-8"
    assert antwoord.headers["content-disposition"] == 'attachment; filename="uitkomsten-2026.csv"'
    eerste = next(csv.DictReader(io.StringIO(antwoord.text), delimiter=";"))
    assert (eerste["per"], eerste["n"], eerste["tevredenheid_jeugdige_alle_gemiddelde"]) == ("totaal", "11", "7,0")


def test_who_told_nothing_over_a_quarter_is_named(elke_deur: Deur) -> None:
    deur = elke_deur
    with deur.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        trajecten = [Traject(eind=date(2026, 2, 1)), Traject(), Traject(aanbieder=ANDERE_AANBIEDER)]
        vul(werk.verbinding, [*trajecten, Traject(gemeente="9999")])
    _put(deur, f"aggregaten/DEMO/{AANBIEDER}/2026-K1", {"regels": REGELS})
    ontbreekt = deur.get("uitkomsten/aggregaten", periode="2026")["ontbreekt"]
    assert [(een["aanbieder"], een["periode"]) for een in ontbreekt] == [
        (AANBIEDER, "2026-K2"),
        (ANDERE_AANBIEDER, "2026-K2"),
    ]


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ({}, "onjuiste-vraag"),
        ({"periode": "2026-05"}, "onjuiste-vraag"),
        ({"periode": "2026", "per": "client"}, "onjuiste-vraag"),
        ({"periode": "2026", "bsn": "x"}, "onjuiste-vraag"),
        ({"periode": "2026", "per": ["product", "pic"]}, "uitkomst-geweigerd"),
        ({"periode": "2026", "regio": BSN}, "persoonsgegevens"),
    ],
)
def test_a_question_that_cannot_be_is_refused(deur: Deur, vraag: dict[str, Any], naam: str) -> None:
    antwoord = deur.http.get("/api/v1/uitkomsten/rapport", params=vraag)
    probleem(antwoord, 422, naam)
    assert BSN not in antwoord.text


def test_no_address_gives_the_outcome_of_one_trajectory(deur: Deur) -> None:
    document = deur.http.get("/openapi.json").json()
    lezen = {pad for pad, wijzen in document["paths"].items() if "uitkomsten" in pad and "get" in wijzen}
    assert lezen == {
        *("/api/v1/openbaar/uitkomsten", "/api/v1/openbaar/uitkomsten/{jaar}"),
        *(f"/api/v1/uitkomsten/{naam}" for naam in ("rapport", "aggregaten", "werklijst")),
    }
