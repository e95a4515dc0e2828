"""Counting by arithmetic gives what counting day by day gives."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.standard import kalender
from tests.shared import require_shared

DAGEN = st.dates(date(1999, 1, 1), date(2041, 12, 31))
LENGTES = st.one_of(st.integers(0, 40), st.integers(0, 1200))


def _days(begin: date, lengte: int) -> list[date]:
    return [begin + timedelta(days=dag) for dag in range(lengte + 1)]


@given(DAGEN, LENGTES)
def test_counts_equal_a_walk_over_the_days(begin: date, lengte: int) -> None:
    periode = _days(begin, lengte)
    eind = periode[-1]
    zondagen = [dag for dag in periode if dag.isoweekday() == 7]
    assert kalender.dagen(begin, eind) == len(periode)
    assert kalender.weken_geraakt(begin, eind) == len({dag.isocalendar()[:2] for dag in periode})
    assert kalender.zondagen(begin, eind) == len(zondagen)
    assert kalender.laatste_zondag(begin, eind) == (zondagen[-1] if zondagen else None)
    assert kalender.maanden_geraakt(begin, eind) == len({(dag.year, dag.month) for dag in periode})


@given(DAGEN)
def test_first_and_last_day_enclose_the_month(dag: date) -> None:
    eerste, laatste = kalender.eerste_van_maand(dag), kalender.laatste_van_maand(dag)
    assert eerste <= dag <= laatste
    assert (eerste - timedelta(days=1)).month != dag.month
    assert (laatste + timedelta(days=1)).month != dag.month
    assert kalender.maanden_geraakt(eerste, laatste) == 1


def test_the_week_around_new_year_counts_once() -> None:
    assert kalender.weken_geraakt(date(2024, 12, 30), date(2025, 1, 5)) == 1


def test_the_last_day_of_the_calendar_has_a_month() -> None:
    assert kalender.laatste_van_maand(date(9999, 12, 1)) == date.max


def test_volumes_of_the_reference_have_the_same_weeks_and_sundays() -> None:
    pad = require_shared() / "standard" / "ijw-3.2" / "volume_vectors.json"
    vectors = [v for v in json.loads(pad.read_text(encoding="utf-8"))["vectors"] if v["agrees"]]
    assert vectors
    for vector in vectors:
        for periode in vector["product_periods"]:
            begin, eind = date.fromisoformat(periode["begin"]), date.fromisoformat(periode["eind"])
            assert kalender.weken_geraakt(begin, eind) == periode["iso_weeks"]
            assert kalender.zondagen(begin, eind) == periode["sundays"]


@given(DAGEN, st.integers(0, 150))
def test_years_earlier_is_the_same_day_and_month(dag: date, jaren: int) -> None:
    vroeger = kalender.jaren_eerder(dag, jaren)
    assert vroeger.year == dag.year - jaren
    if (dag.month, dag.day) != (2, 29):
        assert (vroeger.month, vroeger.day) == (dag.month, dag.day)


@pytest.mark.parametrize(
    ("jaren", "verwacht"),
    [(1, date(2023, 2, 28)), (4, date(2020, 2, 29)), (5, date(2019, 2, 28)), (124, date(1900, 2, 28))],
)
def test_a_leap_day_falls_back_to_the_28th(jaren: int, verwacht: date) -> None:
    assert kalender.jaren_eerder(date(2024, 2, 29), jaren) == verwacht


@given(DAGEN, st.integers(0, 150))
def test_years_later_is_the_way_back_but_for_a_leap_day(dag: date, jaren: int) -> None:
    later = kalender.jaren_later(dag, jaren)
    assert later.year == dag.year + jaren
    if (dag.month, dag.day) != (2, 29):
        assert (later.month, later.day) == (dag.month, dag.day)


@pytest.mark.parametrize(("jaren", "verwacht"), [(4, date(2028, 2, 29)), (18, date(2042, 3, 1))])
def test_a_leap_day_moves_on_to_the_first_of_march(jaren: int, verwacht: date) -> None:
    assert kalender.jaren_later(date(2024, 2, 29), jaren) == verwacht


@pytest.mark.parametrize(
    "tel",
    [
        kalender.dagen,
        kalender.weken_geraakt,
        kalender.zondagen,
        kalender.laatste_zondag,
        kalender.maanden_geraakt,
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(tel: Callable[[date, date], object]) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        tel(date(2026, 1, 2), date(2026, 1, 1))
