"""Public holidays follow from the calendar of the church and the law; working days from those."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.standard.werkdagen import FeestdagenFout, Werkkalender, laad_werkkalender

KALENDER = laad_werkkalender()
DAGEN = st.dates(date(2015, 1, 1), date(2045, 11, 1))


def _easter(year: int) -> date:
    """Easter Sunday by the tables of the Gregorian calendar: the Sunday after the ecclesiastical full moon.

    Epact and golden number, not the formula with which the table was made.
    """
    golden = year % 19 + 1
    century = year // 100 + 1
    dropped_leap_days = 3 * century // 4 - 12
    moon_correction = (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon_correction - dropped_leap_days) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = date(year, 3, 1) + timedelta(days=44 - epact - 1)
    if full_moon < date(year, 3, 21):
        full_moon += timedelta(days=30)
    return full_moon + timedelta(days=7 - full_moon.isoweekday() % 7)


def _holidays(year: int) -> dict[date, set[str]]:
    easter = _easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.isoweekday() == 7:
        kings_day = date(year, 4, 26)
    found: dict[date, set[str]] = {}
    for day, name in (
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (easter, "Eerste paasdag"),
        (easter + timedelta(days=1), "Tweede paasdag"),
        (kings_day, "Koningsdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),
        (easter + timedelta(days=39), "Hemelvaartsdag"),
        (easter + timedelta(days=49), "Eerste pinksterdag"),
        (easter + timedelta(days=50), "Tweede pinksterdag"),
        (date(year, 12, 25), "Eerste kerstdag"),
        (date(year, 12, 26), "Tweede kerstdag"),
    ):
        found.setdefault(day, set()).add(name)
    return found


@pytest.mark.parametrize("year", range(2015, 2046))
def test_the_table_holds_exactly_the_holidays_of_a_year(year: int) -> None:
    in_table = {dag: set(naam.split(" en ")) for dag, naam in KALENDER.feestdagen.items() if dag.year == year}
    assert in_table == _holidays(year)


def test_the_table_runs_from_2015_to_2045() -> None:
    assert {dag.year for dag in KALENDER.feestdagen} == set(range(2015, 2046))


@pytest.mark.parametrize(
    ("year", "easter"),
    [(2016, date(2016, 3, 27)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter_is_on_the_day_that_people_remember(year: int, easter: date) -> None:
    assert KALENDER.feestdagen[easter] == "Eerste paasdag"


@pytest.mark.parametrize(
    ("dag", "aantal", "verwacht"),
    [
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
        (date(2026, 5, 6), 3, date(2026, 5, 11)),  # Wednesday: Thursday, Friday, Monday
        (date(2026, 5, 8), 1, date(2026, 5, 11)),  # Friday
        (date(2026, 5, 9), 1, date(2026, 5, 11)),  # Saturday
        (date(2026, 5, 10), 1, date(2026, 5, 11)),  # Sunday
        (date(2026, 5, 4), 1, date(2026, 5, 6)),  # over 5 May
        (date(2026, 4, 2), 1, date(2026, 4, 3)),  # Good Friday is a working day
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter Monday
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # over Ascension Day
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas is on Friday and Saturday
        (date(2025, 12, 24), 4, date(2026, 1, 2)),  # 29, 30, 31 December, and New Year's Day is free
        (date(2025, 4, 25), 1, date(2025, 4, 28)),  # King's Day 2025 moved to Saturday 26 April
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(dag: date, aantal: int, verwacht: date) -> None:
    assert KALENDER.tel_werkdagen_op(dag, aantal) == verwacht


@given(DAGEN, st.integers(0, 40))
def test_counting_on_equals_a_walk_over_the_days(dag: date, aantal: int) -> None:
    einde = KALENDER.tel_werkdagen_op(dag, aantal)
    geteld = [een for een in _after(dag, einde) if KALENDER.is_werkdag(een)]
    assert len(geteld) == aantal == KALENDER.werkdagen_tussen(dag, einde)
    assert aantal == 0 or KALENDER.is_werkdag(einde)
    assert KALENDER.werkdagen_tussen(einde, dag) == -aantal


@given(DAGEN, DAGEN, st.integers(0, 40))
def test_the_last_begin_is_the_threshold_of_what_is_over(begin: date, vandaag: date, aantal: int) -> None:
    over = KALENDER.tel_werkdagen_op(begin, aantal) <= vandaag
    assert over == (begin <= KALENDER.uiterste_begin(vandaag, aantal))


@given(DAGEN)
def test_a_weekend_is_never_worked(dag: date) -> None:
    assert not (dag.isoweekday() >= 6 and KALENDER.is_werkdag(dag))


def test_counting_back_is_not_counting_on() -> None:
    with pytest.raises(ValueError, match="-1"):
        KALENDER.tel_werkdagen_op(date(2026, 5, 6), -1)
    with pytest.raises(ValueError, match="-1"):
        KALENDER.uiterste_begin(date(2026, 5, 6), -1)


def test_another_table_takes_the_place_of_ours(tmp_path: Path) -> None:
    pad = tmp_path / "feestdagen.csv"
    pad.write_text("datum;naam\n2026-04-03;Goede Vrijdag\n", "utf-8")
    eigen = laad_werkkalender(pad)
    assert eigen == Werkkalender({date(2026, 4, 3): "Goede Vrijdag"})
    assert eigen.tel_werkdagen_op(date(2026, 4, 2), 1) == date(2026, 4, 6)


@pytest.mark.parametrize(
    "tekst", ["datum;naam\n3 april;Goede Vrijdag\n", "dag;naam\n2026-04-03;x\n", "datum;naam\n;x\n"]
)
def test_a_table_that_cannot_be_read_names_its_line(tmp_path: Path, tekst: str) -> None:
    pad = tmp_path / "fout.csv"
    pad.write_text(tekst, "utf-8")
    with pytest.raises(FeestdagenFout, match="line 2"):
        laad_werkkalender(pad)


def _after(begin: date, einde: date) -> list[date]:
    return [begin + timedelta(days=nummer) for nummer in range(1, (einde - begin).days + 1)]
