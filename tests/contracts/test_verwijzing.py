"""What a regio asks of a verwijzing: each part is missing until it is told, and only where it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from app.contracts.verwijzing import (
    IN_WOORDEN,
    ONBEKEND,
    Verwijzing,
    Verwijzingsdeel,
    moet_breed_screenen,
    ontbrekend,
    verwijzer_van,
)

DAG = date(2026, 5, 6)
PLAN = Verwijzing(plan_op=DAG, plan_tot=DAG, plan_doelen=1)
VERTELD = {
    Verwijzingsdeel.VERWIJZERSOORT: Verwijzing(verwijzersoort="05"),
    Verwijzingsdeel.GEZINSPLAN: Verwijzing(gezinsplan="kenmerk"),
    Verwijzingsdeel.JEUGD_OVERSTIJGEND: Verwijzing(jeugd_overstijgend=False),
    Verwijzingsdeel.PLAN: PLAN,
}


@pytest.mark.parametrize("deel", VERTELD)
def test_a_part_is_missing_until_it_is_told(deel: Verwijzingsdeel) -> None:
    verwijzing = VERTELD[deel]
    assert ontbrekend((deel,), ONBEKEND, None, DAG) == (deel,)
    assert ontbrekend((deel,), verwijzing, verwijzer_van(verwijzing, None), DAG) == ()
    assert ontbrekend((), ONBEKEND, None, None) == ()


@pytest.mark.parametrize("weg", ["plan_op", "plan_tot", "plan_doelen"])
def test_a_plan_has_a_day_a_term_and_goals(weg: str) -> None:
    plan = PLAN._replace(**{weg: None})
    assert ontbrekend((Verwijzingsdeel.PLAN,), plan, None, DAG) == (Verwijzingsdeel.PLAN,)


@pytest.mark.parametrize(("verwijzer", "mist"), [("01", True), ("02", False), ("04", False), (None, False)])
def test_a_lokaal_team_is_asked_of_the_gemeente_only(verwijzer: str | None, mist: bool) -> None:
    deel = Verwijzingsdeel.LOKAAL_TEAM
    assert ontbrekend((deel,), ONBEKEND, verwijzer, DAG) == ((deel,) if mist else ())
    assert ontbrekend((deel,), Verwijzing(lokaal_team="OOST"), verwijzer, DAG) == ()
    # That a team was brought in does not say which.
    assert bool(ontbrekend((deel,), Verwijzing(lokaal_team_op=DAG), verwijzer, DAG)) is mist


def test_parts_come_in_order_and_the_einddatum_is_that_of_the_toewijzing() -> None:
    gevraagd = tuple(reversed(Verwijzingsdeel))
    zonder_team = tuple(deel for deel in Verwijzingsdeel if deel is not Verwijzingsdeel.LOKAAL_TEAM)
    assert ontbrekend(gevraagd, ONBEKEND, None, None) == zonder_team
    assert Verwijzingsdeel.EINDDATUM not in ontbrekend(gevraagd, ONBEKEND, None, DAG)
    assert IN_WOORDEN.keys() == set(Verwijzingsdeel)


@pytest.mark.parametrize(
    ("verwijzing", "verwijzer", "moet"),
    [
        (ONBEKEND, "02", True),
        (ONBEKEND, "03", False),
        (ONBEKEND, None, False),
        (Verwijzing(lokaal_team="OOST"), "02", False),
        (Verwijzing(lokaal_team_op=DAG), "02", False),
        (Verwijzing(brede_screening_op=DAG), "02", False),
        (PLAN, "02", True),
    ],
)
def test_who_has_to_screen(verwijzing: Verwijzing, verwijzer: str | None, moet: bool) -> None:
    assert moet_breed_screenen(verwijzing, verwijzer) is moet


def test_a_jw315_goes_before_what_was_told() -> None:
    assert verwijzer_van(Verwijzing(verwijzersoort="01"), "02") == "02"
    assert verwijzer_van(Verwijzing(verwijzersoort="01"), None) == "01"
