"""A delivery is held against what its regio measures on its day, and what differs in scale is never added up."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.contracts.regiobestand import demoregio, lees_bestanden
from app.store import tables as t
from tests.api.conftest import Deur, probleem
from tests.bank import AANBIEDER, GEMEENTE
from tests.steering.trajecten import Traject, vul

INDICATOREN = """code;versie;naam;vraag;maat;schaal;van;tot;besluit
DR;1;Doelen;Wat is bereikt?;DOELREALISATIE;0-100;2020-01-01;;B1
CT-J;1;Tevreden;Hoe was het?;TEVREDENHEID_JEUGDIGE;1-5;2020-01-01;2026-03-31;B1
CT-J;2;Nuttig;Hoe nuttig was het?;TEVREDENHEID_JEUGDIGE;1-10;2026-04-01;;B2
ZRV;1;Zelfredzaam;Hoe redt het gezin zich?;METING;1-5;2020-01-01;2026-03-31;B1
ZRV;2;Zelfredzaam;Hoe redt het gezin zich nu?;METING;1-5;2026-04-01;;B2
"""
RESULTATEN = "profiel;code;naam;van;tot\n3;3-1;Thuis;2020-01-01;\n3;3-2;School;2020-01-01;\n5;5-1;Zelf;2020-01-01;\n"
EERDER, LATER = date(2026, 3, 15), date(2026, 5, 4)


@pytest.fixture
def deur_met_set(elke_deur: Deur) -> Deur:
    """The demo regio with two versions that differ in scale, an indicator of its own and coded results."""
    bestanden = {
        **lees_bestanden(demoregio()),
        "indicatoren.csv": INDICATOREN,
        "resultaten.csv": RESULTATEN,
    }
    antwoord = elke_deur.http.put("/api/v1/regios/DEMO", json={"bestanden": bestanden})
    assert antwoord.status_code == 200, antwoord.text
    return elke_deur


def _eind(nummer: int, **anders: Any) -> dict[str, Any]:
    return {
        "gemeente": GEMEENTE,
        "toewijzingnummer": nummer,
        "moment": "EIND",
        "datum": str(LATER),
        "gedwongen_kader": False,
        "doelen": [{"soort": "BEHANDEL", "resultaat": "bereikt"}],
        **anders,
    }


def _vul(deur: Deur, *trajecten: Traject) -> None:
    with deur.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, trajecten)
    deur.bank.knoop.opslag.werk_bij()


def _lever(deur: Deur, *trajecten: dict[str, Any]) -> Any:
    return deur.http.put("/api/v1/uitkomsten/trajecten", json={"trajecten": list(trajecten)})


def _fouten(antwoord: Any) -> dict[str, str]:
    return {een["pad"]: een["melding"] for een in probleem(antwoord, 422, "uitkomst-geweigerd")["fouten"]}


def _meting(waarde: int, indicator: str = "ZRV") -> dict[str, Any]:
    return {"metingen": [{"indicator": indicator, "waarde": waarde}]}


def _doelen(*codes: str | None, resultaat: str = "bereikt") -> dict[str, Any]:
    return {"doelen": [{"soort": "BEHANDEL", "resultaat": resultaat, "code": code} for code in codes]}


@pytest.mark.parametrize(
    ("anders", "pad", "melding"),
    [
        (
            {"datum": str(EERDER), "tevredenheid_jeugdige": 6},
            "tevredenheid_jeugdige",
            "schaal 1-5 van indicator CT-J 1",
        ),
        ({"tevredenheid_jeugdige": 11}, "tevredenheid_jeugdige", "schaal 1-10 van indicator CT-J 2"),
        ({"tevredenheid_jeugdige": 0}, "tevredenheid_jeugdige", "minstens 1 en hoogstens 10"),
        ({"tevredenheid_opvoeder": 7}, "tevredenheid_opvoeder", "in regio DEMO niet gemeten. Verwacht: weglaten"),
        (_meting(6), "metingen.0.waarde", "schaal 1-5 van indicator ZRV 2"),
        (_meting(3, "CT-J"), "metingen.0.indicator", "niet gemeten. Eigen indicatoren zijn: ZRV."),
        ({"metingen": [*_meting(3)["metingen"]] * 2}, "metingen.1.indicator", "staat al eerder in de lijst"),
        (_doelen("9-9"), "doelen.0.code", "geen resultaatcode. Er zijn: 3-1, 3-2."),
        (_doelen("5-1"), "doelen.0.code", "hoort niet bij profiel 3 van de toewijzing. Er zijn: 3-1, 3-2."),
        (_doelen("3-1", None, "3-1"), "doelen.2.code", "staat al eerder in de lijst"),
    ],
)
def test_what_the_regio_does_not_measure_that_day_is_refused(
    deur_met_set: Deur, anders: dict[str, Any], pad: str, melding: str
) -> None:
    _vul(deur_met_set, Traject(code="50D3B"))
    fouten = _fouten(_lever(deur_met_set, _eind(1, **anders)))
    assert set(fouten) == {f"trajecten.0.{pad}"}
    assert melding in fouten[f"trajecten.0.{pad}"]


def test_measurements_belong_to_the_end(deur_met_set: Deur) -> None:
    _vul(deur_met_set, Traject(code="50D3B"))
    begin = {"moment": "START", "doelen": [{"soort": "BEHANDEL", "code": "3-1"}]}
    assert set(_fouten(_lever(deur_met_set, _eind(1, **begin, **_meting(3))))) == {"trajecten.0.metingen"}
    assert _lever(deur_met_set, _eind(1, **begin)).status_code == 200


def test_without_a_set_of_the_regio_the_national_one_holds(deur: Deur) -> None:
    """A gemeente of which nobody loaded agreements."""
    _vul(deur, Traject(gemeente="9999"))
    fouten = _fouten(_lever(deur, _eind(1, gemeente="9999", tevredenheid_jeugdige=11, **_meting(3))))
    assert "schaal 1-10 van de landelijke set" in fouten["trajecten.0.tevredenheid_jeugdige"]
    assert "Er zijn geen eigen indicatoren" in fouten["trajecten.0.metingen.0.indicator"]
    goed = _eind(1, gemeente="9999", tevredenheid_jeugdige=10, tevredenheid_opvoeder=1)
    assert _lever(deur, goed).status_code == 200


def test_what_was_kept_says_under_which_version_and_again_changes_nothing(deur_met_set: Deur) -> None:
    deur = deur_met_set
    _vul(deur, Traject(code="50D3B"))
    eind = _eind(1, datum=str(EERDER), tevredenheid_jeugdige=4, **_meting(5), **_doelen("3-2", None, "3-1"))
    for levering, versie, nieuw in (
        (eind, 1, True),
        (eind, 1, False),
        (eind | _meting(4), 2, True),
        (eind | _doelen("3-1", None, "3-2", resultaat="bereikt"), 3, True),
        (eind, 3, False),
        (eind | _doelen("3-1", None, "3-2", resultaat="deels"), 4, True),
    ):
        assert _lever(deur, levering).json() == {"trajecten": [{"versie": versie, "nieuw": nieuw}]}
    with deur.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        m, u = t.uitkomst_meting.c, t.uitkomst.c
        vraag = select(m.indicator, m.versie, m.laag, m.hoog, m.waarde).join(t.uitkomst, u.id == m.uitkomst_id)
        metingen = werk.verbinding.execute(vraag.where(u.versie == 1).order_by(m.indicator)).all()
        marks = werk.verbinding.scalars(select(u.tevredenheid_jeugdige)).all()
    assert [tuple(een) for een in metingen] == [
        ("CT-J", 1, 1, 5, 4),
        ("DR", 1, 0, 100, None),
        ("ZRV", 1, 1, 5, 5),
    ]
    assert set(marks) == {None}  # a mark out of five is no mark out of ten


def _rapport(deur: Deur, **vraag: Any) -> dict[str, Any]:
    antwoord = deur.get("uitkomsten/rapport", periode="2026", regio="DEMO", **vraag)
    (regio,) = antwoord["regios"]
    gevonden: dict[str, Any] = regio
    return gevonden


def test_two_scales_are_told_apart_and_two_versions_of_one_scale_together(deur_met_set: Deur) -> None:
    """Twelve with 4 out of 5, eleven with 8 out of 10; ZRV was asked under two versions on one scale."""
    deur = deur_met_set
    _vul(deur, *[Traject(code="50D3B")] * 23)
    eerder = [_eind(een, datum=str(EERDER), tevredenheid_jeugdige=4, **_meting(2)) for een in range(1, 13)]
    later = [_eind(een, tevredenheid_jeugdige=8, **_meting(4)) for een in range(13, 24)]
    assert _lever(deur, *eerder, *later).status_code == 200
    regio = _rapport(deur, per="kwartaal")
    assert regio["totaal"]["tevredenheid_jeugdige"]["alle"] == {"n": 11, "gemiddelde": 8.0}
    zelfredzaam, tevreden = regio["totaal"]["metingen"]
    assert tevreden == {
        "maat": "TEVREDENHEID_JEUGDIGE",
        "indicator": None,
        "schaal": "1-5",
        "n": 12,
        "gemiddelde": 4.0,
    }
    assert (zelfredzaam["indicator"], zelfredzaam["schaal"]) == ("ZRV", "1-5")
    assert (zelfredzaam["n"], zelfredzaam["gemiddelde"]) == (23, 3.0)  # (12 x 2 + 11 x 4) / 23
    versies = [(een["code"], een["versie"], een["schaal"], een["besluit"]) for een in regio["indicatoren"]]
    assert versies == [
        ("DR", 1, "0-100", "B1"),
        ("CT-J", 1, "1-5", "B1"),
        ("CT-J", 2, "1-10", "B2"),
        ("ZRV", 1, "1-5", "B1"),
        ("ZRV", 2, "1-5", "B2"),
    ]
    landelijk = deur.get("uitkomsten/rapport", periode="2026")["totaal"]
    assert (landelijk["n"], landelijk["metingen"], landelijk["resultaten"]) == (23, [], [])


def test_each_result_is_told_by_its_code_and_a_few_are_not(deur_met_set: Deur) -> None:
    deur = deur_met_set
    _vul(deur, *[Traject(code="50D3B")] * 20, *[Traject(code="50D5A")] * 12)
    leveringen = [
        *(_eind(een, **_doelen("3-1", resultaat="bereikt" if een <= 15 else "niet")) for een in range(1, 17)),
        *(_eind(een, **_doelen("3-2")) for een in range(17, 21)),
        *(_eind(een, **_doelen("5-1", resultaat="deels")) for een in range(21, 33)),
    ]
    assert _lever(deur, *leveringen).status_code == 200
    regio = _rapport(deur, per=["pic", "aanbieder"])
    per_code = {een["code"]: een for een in regio["totaal"]["resultaten"]}
    assert per_code["3-1"] == {"code": "3-1", "naam": "Thuis", "n": 16, "bereikt": 94, "deels": 0, "niet": 6}
    assert per_code["5-1"] == {"code": "5-1", "naam": "Zelf", "n": 12, "bereikt": 0, "deels": 100, "niet": 0}
    assert per_code["3-2"] == {"code": "3-2", "naam": "School", "n": None, "bereikt": None, "deels": None, "niet": None}
    pics = {rij["sleutel"]: rij["resultaten"] for rij in regio["tabellen"][0]["rijen"]}
    assert [een["n"] for een in pics["ARRANGEMENT 3B"]] == [16, None, 0]
    assert [een["n"] for een in pics["ARRANGEMENT 5A"]] == [0, None, 12]


def test_the_csv_has_columns_for_what_the_regio_measures(deur_met_set: Deur) -> None:
    deur = deur_met_set
    _vul(deur, *[Traject(code="50D3B")] * 11, *[Traject(gemeente="9999")] * 10)
    assert _lever(deur, *(_eind(een, **_meting(4), **_doelen("3-1")) for een in range(1, 12))).status_code == 200
    antwoord = deur.http.get("/api/v1/uitkomsten/rapport", params={"periode": "2026", "vorm": "csv"})
    rijen = list(csv.DictReader(io.StringIO(antwoord.text), delimiter=";"))
    assert [rij["regio"] for rij in rijen] == ["", "", "DEMO"]
    assert [rij["meting_ZRV_1-5_gemiddelde"] for rij in rijen] == ["", "", "4,0"]
    assert [rij["resultaat_3-1_bereikt"] for rij in rijen] == ["", "", "100"]


def test_an_aggregate_is_held_against_the_set_of_its_quarter(deur_met_set: Deur) -> None:
    deur = deur_met_set
    pad = f"/api/v1/uitkomsten/aggregaten/DEMO/{AANBIEDER}"
    regel = {"n": 30, "doelrealisatie": 70, "tevredenheid_jeugdige": 4.5}
    assert deur.http.put(f"{pad}/2026-K1", json={"regels": [regel]}).status_code == 200
    fouten = _fouten(deur.http.put(f"{pad}/2026-K1", json={"regels": [regel | {"tevredenheid_jeugdige": 7.5}]}))
    assert "schaal 1-5 van indicator CT-J 1" in fouten["regels.0.tevredenheid_jeugdige"]
    fouten = _fouten(deur.http.put(f"{pad}/2026-K2", json={"regels": [regel | {"uitval": 12, "wachttijd": 3}]}))
    assert set(fouten) == {"regels.0.uitval", "regels.0.wachttijd"}
    (aggregaat,) = deur.get("uitkomsten/aggregaten", periode="2026")["aggregaten"]
    assert aggregaat["indicatoren"] == ["CT-J/1", "DR/1", "ZRV/1"]
    assert aggregaat["regels"][0]["tevredenheid_jeugdige"] == 4.5
