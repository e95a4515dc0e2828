"""A toewijzing from outside: versions, claims, and what is left with the computation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.messages.records import Omvang
from tests.api.conftest import Deur, probleem
from tests.bank import KIND, PRESTATIE, TOEWIJZING


def _stand(deur: Deur, nummer: int = 1001) -> dict[str, Any]:
    antwoord = deur.http.get(f"/api/v1/toewijzingen/0384/{nummer}")
    assert antwoord.status_code == 200, antwoord.text
    assert KIND.bsn not in antwoord.text
    stand: dict[str, Any] = antwoord.json()
    return stand


def test_what_is_left_is_reckoned_step_by_step(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    deur.beoordeling(bank.jw301())
    declaratie = deur.beoordeling(bank.jw323())
    deur.beoordeling(bank.jw323(PRESTATIE._replace(referentienummer="RN2", tarief=8801, bedrag=79209)))
    stand = _stand(deur)
    assert stand["resterend"] == {
        "eenheid": "minuten",
        "maximum": 28 * 60,
        "toegekend": 9 * 60,
        "over": 19 * 60,
        "stappen": [
            "Toegewezen: 2 uur per week, over 2026-04-01 t/m 2026-06-30.",
            "Maximum over de hele toewijzing: 14 weken x 2 uur = 28 uur.",
            "Toegekend: 9 uur.",
            "Over: 28 uur - 9 uur = 19 uur.",
        ],
    }
    eerste, tweede = stand["prestaties"]
    assert eerste["bericht_id"] == declaratie["id"]
    assert eerste["bericht"] == f"/api/v1/berichten/{declaratie['id']}"
    assert (eerste["referentienummer"], eerste["staat"], eerste["retourcodes"]) == ("RN1", "toegekend", [])
    assert eerste["maximum"] == "5 weken x 2 uur = 10 uur"
    assert (tweede["staat"], tweede["retourcodes"]) == ("afgekeurd", ["9389", "0611"])


def test_a_credit_shows_and_gives_room_back(deur: Deur) -> None:
    bank = deur.bank
    deur.post(bank.jw301())
    deur.post(bank.jw323())
    deur.post(bank.jw323(PRESTATIE._replace(referentienummer="RN2", vorig_referentienummer="RN1", debet_credit="C")))
    stand = _stand(deur)
    assert [(een["debet_credit"], een["staat"]) for een in stand["prestaties"]] == [
        ("D", "gecrediteerd"),
        ("C", "toegekend"),
    ]
    assert stand["resterend"]["over"] == 28 * 60
    assert stand["toegekend_bedrag"] == 0


def test_the_version_that_counts_is_the_latest_assigned(elke_deur: Deur) -> None:
    """IV013: not the latest received."""
    deur, bank = elke_deur, elke_deur.bank
    eerste = deur.beoordeling(bank.jw301())
    korter = TOEWIJZING._replace(
        toewijzingsdatum=date(2026, 5, 4),
        einddatum=date(2026, 5, 31),
        reden_wijziging="09",
        omvang=Omvang(1, "04", "2"),
    )
    laatste = deur.beoordeling(bank.jw301(korter))
    assert laatste["oordeel"] == "goedgekeurd", laatste["bevindingen"]
    stand = _stand(deur)
    assert [(een["bericht_id"], een["actueel"]) for een in stand["versies"]] == [
        (eerste["id"], False),
        (laatste["id"], True),
    ]
    assert stand["einddatum"] == "2026-05-31"
    assert stand["omvang"] == {"volume": 1, "eenheid": "04", "frequentie": "2"}
    assert stand["resterend"]["stappen"][1] == "Maximum over de hele toewijzing: 9 weken x 1 uur = 9 uur."


def test_a_budget_is_reckoned_in_euros(deur: Deur) -> None:
    product = TOEWIJZING._replace(code=None, omvang=None, budget=100_000)
    deur.beoordeling(deur.bank.jw301(product))
    assert deur.beoordeling(deur.bank.jw323())["oordeel"] == "goedgekeurd"
    assert _stand(deur)["resterend"] == {
        "eenheid": "eurocent",
        "maximum": 100_000,
        "toegekend": 79_200,
        "over": 20_800,
        "stappen": [
            "Toegewezen: een budget van € 1.000,00 over 2026-04-01 t/m 2026-06-30.",
            "Toegekend: € 792,00.",
            "Over: € 1.000,00 - € 792,00 = € 208,00.",
        ],
    }


def test_without_an_end_there_is_no_total(deur: Deur) -> None:
    oordeel = deur.beoordeling(deur.bank.jw301(TOEWIJZING._replace(einddatum=None, omvang=Omvang(9, "04", "4"))))
    assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]
    rest = _stand(deur)["resterend"]
    assert (rest["maximum"], rest["over"]) == (None, None)
    assert "Zonder einddatum" in rest["stappen"][1]


def test_nothing_can_be_claimed_on_one_that_was_removed(deur: Deur) -> None:
    deur.beoordeling(deur.bank.jw301())
    weg = TOEWIJZING._replace(
        toewijzingsdatum=date(2026, 5, 4), einddatum=TOEWIJZING.ingangsdatum, reden_wijziging="13"
    )
    assert deur.beoordeling(deur.bank.jw301(weg))["oordeel"] == "goedgekeurd"
    stand = _stand(deur)
    assert stand["verwijderd"]
    assert stand["resterend"]["over"] == 0


def test_an_unknown_toewijzing_is_not_found(deur: Deur) -> None:
    probleem(deur.http.get("/api/v1/toewijzingen/0384/7"), 404, "niet-gevonden")
    probleem(deur.http.get("/api/v1/toewijzingen/0503/1001"), 404, "niet-gevonden")


@pytest.mark.parametrize("pad", ["384/1", "0384/x", "0384/-1", "0384/1000000000"])
def test_a_place_that_cannot_be_is_told(deur: Deur, pad: str) -> None:
    probleem(deur.http.get(f"/api/v1/toewijzingen/{pad}"), 422, "onjuiste-vraag")
