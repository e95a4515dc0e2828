"""What is still to be told of trajectories that ended, by gemeente, team and aanbieder; and the reminder at the end."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from app.standard.elfproef import test_bsn
from app.steering.dagronde.eindgesprekken import EINDGESPREKKEN
from app.steering.dagronde.ronde import draai
from app.store import tables as t
from app.store.signalen import Signaalfilter, zoek_signalen
from app.store.uitkomstwerklijst import Werkfilter, Werkrij, zoek_werk
from tests.api.conftest import Deur, probleem
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, GEMEENTE, Bank
from tests.steering.trajecten import Einde, Traject, vul

MET_MAATSCHAPPELIJK = Einde(maatschappelijk_bereikt=1)


def _vul(bank: Bank, *trajecten: Traject) -> None:
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, trajecten)


def _lever(deur: Deur, nummer: int, moment: str, **anders: Any) -> Any:
    resultaat = {} if moment == "START" else {"resultaat": "bereikt"}
    levering = {
        "gemeente": GEMEENTE,
        "toewijzingnummer": nummer,
        "moment": moment,
        "datum": "2026-05-05",
        "gedwongen_kader": False,
        "doelen": [{"soort": "MAATSCHAPPELIJK", **resultaat}],
        **anders,
    }
    return deur.http.put("/api/v1/uitkomsten/trajecten", json={"trajecten": [levering]})


def _lijst(deur: Deur, **vraag: Any) -> dict[int, list[str]]:
    rijen = deur.get("uitkomsten/werklijst", **vraag)["rijen"]
    return {rij["toewijzingnummer"]: rij["ontbreekt"] for rij in rijen}


def test_the_list_names_what_each_trajectory_misses(elke_deur: Deur) -> None:
    deur = elke_deur
    _vul(
        deur.bank,
        Traject(eind=date(2026, 5, 4)),
        Traject(eind=date(2026, 5, 3), start=True),
        Traject(eind=date(2026, 5, 2), start=True, einde=Einde()),
        Traject(eind=date(2026, 5, 1), start=True, einde=MET_MAATSCHAPPELIJK),
        Traject(eind=date(2026, 4, 30), einde=MET_MAATSCHAPPELIJK, aanbieder=ANDERE_AANBIEDER),
        Traject(eind=date(2026, 4, 29), reden="20"),  # help goes on later
        Traject(eind=None),
        Traject(eind=date(2026, 4, 28), gemeente="0503"),
    )
    lijst = deur.get("uitkomsten/werklijst")
    assert (lijst["van"], lijst["tot"], lijst["volgende"]) == ("2025-05-06", "2026-05-06", None)
    assert [(rij["gemeente"], rij["toewijzingnummer"], rij["ontbreekt"]) for rij in lijst["rijen"]] == [
        ("0503", 8, ["START", "EIND", "MAATSCHAPPELIJK"]),
        (GEMEENTE, 5, ["START"]),
        (GEMEENTE, 3, ["MAATSCHAPPELIJK"]),
        (GEMEENTE, 2, ["EIND", "MAATSCHAPPELIJK"]),
        (GEMEENTE, 1, ["START", "EIND", "MAATSCHAPPELIJK"]),
    ]
    assert lijst["rijen"][1]["toewijzing"].endswith(f"/api/v1/toewijzingen/{GEMEENTE}/5")
    for vraag, verwacht in (
        ({"gemeente": "0503"}, [8]),
        ({"aanbieder": ANDERE_AANBIEDER}, [5]),
        ({"ontbreekt": "EIND"}, [8, 2, 1]),
        ({"van": "2026-05-03"}, [2, 1]),
        ({"tot": "2026-04-28"}, [8]),
    ):
        assert list(_lijst(deur, **vraag)) == verwacht


def test_the_lokaal_team_measures_after_the_help_and_finds_its_own_work(elke_deur: Deur) -> None:
    deur = elke_deur
    _vul(deur.bank, *[Traject(start=True, einde=Einde())] * 3)
    for nummer, team in ((1, "NOORD"), (2, "ZUID")):
        antwoord = deur.http.put(f"/api/v1/verwijzingen/{GEMEENTE}/{nummer}", json={"lokaal_team": team})
        assert antwoord.status_code == 200, antwoord.text
    assert _lijst(deur, team="NOORD") == {1: ["MAATSCHAPPELIJK"]}
    assert _lever(deur, 1, "NA").status_code == 200
    assert _lijst(deur, team="NOORD") == {}
    assert set(_lijst(deur)) == {2, 3}


def test_what_was_measured_after_the_help_takes_the_place_of_what_eind_told(elke_deur: Deur) -> None:
    """Twelve with a goal that was not reached at EIND; it is reached when the team looks again."""
    deur = elke_deur
    einde = Einde(maatschappelijk_niet=1, tevredenheid_jeugdige=8)
    _vul(deur.bank, *[Traject(start=True, einde=einde)] * 11, Traject(start=True))
    for nummer in range(1, 13):
        assert _lever(deur, nummer, "NA").status_code == 200
    totaal = deur.get("uitkomsten/rapport", periode="2026")["totaal"]
    # Of the twelfth there is no EIND yet: what was measured after it waits for that.
    assert totaal["volledigheid"] == {"verwacht": 12, "start": 12, "eind": 11}
    assert totaal["maatschappelijk"]["alle"] == {"n": 11, "bereikt": 100, "deels": 0, "niet": 0}
    assert totaal["behandel"]["alle"] == {"n": 11, "bereikt": 100, "deels": 0, "niet": 0}
    assert totaal["tevredenheid_jeugdige"]["alle"] == {"n": 11, "gemiddelde": 8.0}


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"doelen": [{"soort": "BEHANDEL", "resultaat": "bereikt"}]}, "doelen.0.soort"),
        ({"doelen": [{"soort": "MAATSCHAPPELIJK"}]}, "doelen.0.resultaat"),
        ({"tevredenheid_jeugdige": 8}, "tevredenheid_jeugdige"),
        ({"doelen": [{"soort": "MAATSCHAPPELIJK", "resultaat": "niet", "code": "3-1"}]}, "doelen.0.code"),
    ],
)
def test_after_the_help_only_goals_of_the_team_are_taken(deur: Deur, anders: dict[str, Any], pad: str) -> None:
    _vul(deur.bank, Traject(code="50D3B"))
    fouten = probleem(_lever(deur, 1, "NA", **anders), 422, "uitkomst-geweigerd")["fouten"]
    assert [een["pad"] for een in fouten] == [f"trajecten.0.{pad}"]


def test_pages_follow_each_other_and_the_csv_has_them_all(elke_deur: Deur) -> None:
    deur = elke_deur
    _vul(deur.bank, *(Traject(eind=date(2026, 4, 1) + timedelta(days=een // 2)) for een in range(7)))
    gezien, vraag = list[int](), "/api/v1/uitkomsten/werklijst?limit=3"
    for _ in range(3):
        pagina = deur.http.get(vraag).json()
        gezien += [rij["toewijzingnummer"] for rij in pagina["rijen"]]
        vraag = pagina["volgende"]
    assert vraag is None
    assert gezien == [1, 2, 3, 4, 5, 6, 7]
    antwoord = deur.http.get("/api/v1/uitkomsten/werklijst", headers={"Accept": "text/csv"})
    rijen = list(csv.DictReader(io.StringIO(antwoord.text), delimiter=";"))
    assert [int(rij["toewijzingnummer"]) for rij in rijen] == gezien
    assert rijen[0] | {"team": ""} == {
        "gemeente": GEMEENTE,
        "toewijzingnummer": "1",
        "aanbieder": AANBIEDER,
        "team": "",
        "einddatum": "2026-04-01",
        "ontbreekt": "START EIND MAATSCHAPPELIJK",
    }


def test_no_bsn_is_in_the_list(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    for bericht in (bank.jw301(), bank.jw305(), bank.jw307()):
        bank.goed(bericht)
    antwoord = deur.http.get("/api/v1/uitkomsten/werklijst")
    assert [rij["toewijzingnummer"] for rij in antwoord.json()["rijen"]] == [1001]
    assert test_bsn(0) not in antwoord.text


@pytest.mark.parametrize(
    "vraag",
    [
        {"ontbreekt": "ALLES"},
        {"gemeente": "384"},
        {"na": "morgen"},
        {"na": "2026-02-31_0384_1"},
        {"van": "2026-05-02", "tot": "2026-05-01"},
        {"bsn": "x"},
    ],
)
def test_a_question_that_cannot_be_is_refused(deur: Deur, vraag: dict[str, str]) -> None:
    probleem(deur.http.get("/api/v1/uitkomsten/werklijst", params=vraag), 422, "onjuiste-vraag")


def _willekeurig(kans: Random) -> Traject:
    return Traject(
        eind=kans.choice((date(2026, 4, 1), date(2026, 5, 1), None)),
        reden=kans.choice(("31", "20")),
        start=kans.random() < 0.5,
        einde=kans.choice((None, Einde(), MET_MAATSCHAPPELIJK)),
    )


def test_the_list_is_what_each_trajectory_by_itself_misses(elke_bank: Bank) -> None:
    kans = Random(20260506)
    trajecten = [_willekeurig(kans) for _ in range(300)]
    _vul(elke_bank, *trajecten)
    verwacht = {
        nummer: tuple(
            naam
            for naam, ontbreekt in (
                ("START", not een.start),
                ("EIND", een.einde is None),
                ("MAATSCHAPPELIJK", een.einde != MET_MAATSCHAPPELIJK),
            )
            if ontbreekt
        )
        for nummer, een in enumerate(trajecten, 1)
        if een.eind is not None and een.reden != "20"
    }
    filter_ = Werkfilter(date(2026, 1, 1), date(2026, 12, 31))
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        rijen = zoek_werk(werk.verbinding, filter_, 1000)
        bladen, blad = list[Werkrij](), zoek_werk(werk.verbinding, filter_, 7)
        while blad:
            bladen += blad
            blad = zoek_werk(werk.verbinding, filter_, 7, blad[-1].plek)
    assert {rij.nummer: rij.ontbreekt for rij in rijen} == {een: mist for een, mist in verwacht.items() if mist}
    assert bladen == rijen == sorted(rijen, key=lambda rij: rij.plek)


def _ronde(bank: Bank) -> tuple[int, int, int]:
    (een,) = draai(bank.knoop.opslag, bank.knoop.loket.kalender, bank.klok.nu(), None, [EINDGESPREKKEN])
    assert een.mislukt is None
    return een.gevonden, een.geopend, een.gesloten


def test_at_the_einddatum_the_aanbieder_is_reminded_until_eind_is_there(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    _vul(bank, Traject(start=True), Traject(start=True, einde=Einde()), Traject())
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        werk.verbinding.execute(update(t.toewijzing).values(einddatum=date(2026, 5, 7)))
    assert _ronde(bank) == (0, 0, 0)
    bank.klok.dag = date(2026, 5, 7)
    assert _ronde(bank) == (1, 1, 0)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        (signaal,) = zoek_signalen(werk.verbinding, Signaalfilter(), 10, None)
    assert (signaal.code, signaal.voor, signaal.verwijzing) == ("SIG-EINDGESPREK", "aanbieder", "toewijzing 1")
    assert "loopt tot en met 2026-05-07" in signaal.uitleg
    assert _ronde(bank) == (1, 0, 0)
    assert _lever(deur, 1, "EIND").status_code == 200
    assert _ronde(bank) == (0, 0, 1)
