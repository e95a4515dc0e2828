"""Who nears eighteen, per gemeente: counted once, hidden under ten, and listed for the gemeente itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from app.messages.records import Geboortedatum
from app.rules.lokaal.leeftijd import zeventien_en_half
from app.steering.volwassenwording import Leeftijdsgroep, Telling, groep_op, tel
from tests.bank import Bank
from tests.steering.stuurwereld import Traject, Wereld

DAG = date(2026, 5, 6)
"""The day of the bench. Who was born on 2008-11-06 is seventeen and a half."""
KIND, BIJNA, ACHTTIEN, OUD = date(2008, 11, 7), date(2008, 11, 6), date(2008, 5, 6), date(2003, 5, 6)


def _trajecten(van: int, aantal: int, geboren: date | None, **anders: Any) -> Iterable[Traject]:
    return (Traject(client=van + plaats, geboren=geboren, **anders) for plaats in range(aantal))


def _tel(bank: Bank, trajecten: Iterable[Traject]) -> list[Telling]:
    wereld = Wereld(bank)
    wereld.laad()
    wereld.plaats(trajecten)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return tel(werk, DAG)


@pytest.mark.parametrize(
    ("geboren", "half"),
    [
        (date(2008, 11, 6), date(2026, 5, 6)),
        (date(2008, 8, 31), date(2026, 2, 28)),
        (date(2008, 7, 15), date(2026, 1, 15)),
    ],
)
def test_seventeen_and_a_half_is_six_months_after_seventeen(geboren: date, half: date) -> None:
    assert zeventien_en_half(Geboortedatum(geboren, None)) == half
    assert zeventien_en_half(Geboortedatum(geboren, "3")) is None


@pytest.mark.parametrize(
    ("geboren", "groep"),
    [
        (KIND, None),
        (BIJNA, Leeftijdsgroep.BIJNA_18),
        (date(2008, 5, 7), Leeftijdsgroep.BIJNA_18),
        (ACHTTIEN, Leeftijdsgroep.TOT_23),
        (date(2003, 5, 7), Leeftijdsgroep.TOT_23),
        (OUD, Leeftijdsgroep.VANAF_23),
    ],
)
def test_groups_begin_on_a_birthday(geboren: date, groep: Leeftijdsgroep | None) -> None:
    assert groep_op(Geboortedatum(geboren, None), DAG) is groep
    assert groep_op(Geboortedatum(geboren, "3"), DAG) is None


def test_clients_count_once_and_only_while_help_runs(elke_bank: Bank) -> None:
    """Two toewijzingen of one client are one client; what ended, stopped, was withdrawn or is to come is none."""
    trajecten = [
        *_trajecten(1, 12, BIJNA),
        *_trajecten(1, 12, BIJNA, pic=("HOOG", "3", "A")),
        *_trajecten(101, 11, ACHTTIEN),
        *_trajecten(201, 15, KIND),
        *_trajecten(301, 15, None),
        *_trajecten(401, 15, BIJNA, einde=date(2026, 5, 5)),
        *_trajecten(501, 15, BIJNA, gestart=date(2026, 1, 1), gestopt=(date(2026, 5, 5), "31")),
        *_trajecten(601, 15, BIJNA, verwijderd=True),
        *_trajecten(701, 15, BIJNA, ingang=date(2026, 5, 7), einde=None),
    ]
    assert _tel(elke_bank, trajecten) == [
        Telling("STUUR", None, 23, 12, 11),
        Telling("STUUR", "0384", 23, 12, 11),
    ]


def test_counts_under_ten_are_hidden_with_what_would_give_them_away(bank: Bank) -> None:
    """0384 has three: hidden; the smallest other gemeente with it, for the regio is their sum.

    The parts of the last one are hidden as well, for the others together have only three under eighteen.
    """
    trajecten = [
        *_trajecten(1, 3, BIJNA, gemeente="0384"),
        *_trajecten(101, 20, ACHTTIEN, gemeente="0503"),
        *_trajecten(201, 15, BIJNA, gemeente="0518"),
        *_trajecten(301, 15, ACHTTIEN, gemeente="0518"),
    ]
    assert _tel(bank, trajecten) == [
        Telling("STUUR", None, 53, 18, 35),
        Telling("STUUR", "0384", None, None, None),
        Telling("STUUR", "0503", None, None, None),
        Telling("STUUR", "0518", 30, None, None),
    ]


def test_a_sum_can_be_shown_of_which_the_parts_cannot(bank: Bank) -> None:
    telling = _tel(bank, [*_trajecten(1, 4, BIJNA), *_trajecten(101, 20, ACHTTIEN)])
    assert telling == [Telling("STUUR", None, 24, None, None), Telling("STUUR", "0384", 24, None, None)]


def test_nobody_is_no_row(bank: Bank) -> None:
    assert _tel(bank, _trajecten(1, 3, KIND)) == []


def test_over_http_the_question_chooses_rows_and_changes_no_number(elke_bank: Bank) -> None:
    trajecten = [*_trajecten(1, 12, BIJNA, gemeente="0384"), *_trajecten(101, 11, BIJNA, gemeente="0503")]
    _tel(elke_bank, trajecten)
    with TestClient(maak_app(elke_bank.knoop)) as http:

        def rijen(**vraag: str) -> Any:
            antwoord = http.get("/api/v1/stuurcijfers/volwassenwording", params=vraag)
            assert antwoord.status_code == 200, antwoord.text
            return antwoord.json()["rijen"]

        alle = rijen()
        assert [(rij["gemeente"], rij["clienten"]) for rij in alle] == [(None, 23), ("0384", 12), ("0503", 11)]
        assert rijen(gemeente="0503") == alle[2:]
        assert rijen(regio="STUUR") == alle
        assert rijen(tot="2026-05-05") == []
        for deel in ({"aanbieder": "88800001"}, {"perceel": "SPEC"}):
            geweigerd = http.get("/api/v1/stuurcijfers/volwassenwording", params=deel)
            assert geweigerd.status_code == 422
            assert "zonder aanbieder" in geweigerd.json()["detail"]

        antwoord = http.get("/api/v1/volwassenwording", params={"gemeente": "0503"})
        lijst = antwoord.json()
        assert (lijst["op"], len(lijst["toewijzingen"])) == ("2026-05-06", 11)
        eerste = lijst["toewijzingen"][0]
        assert (eerste["groep"], eerste["verlengde_jeugdhulp"], eerste["perspectiefplan"]) == (
            "17,5 tot 18",
            None,
            False,
        )
        assert eerste["toewijzing"] == f"/api/v1/toewijzingen/0503/{eerste['toewijzingnummer']}"
        assert "2008" not in antwoord.text
        assert (
            http.get("/api/v1/volwassenwording", params={"gemeente": "0503", "op": "2026-05-05"}).json()["toewijzingen"]
            == []
        )
        for fout in ({}, {"gemeente": "Delft"}, {"gemeente": "0503", "op": "gisteren"}):
            assert http.get("/api/v1/volwassenwording", params=fout).status_code == 422
