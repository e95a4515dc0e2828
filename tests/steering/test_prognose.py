"""The forecast, by hand and by what has to hold for any numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.steering.stuurcijfers.prognose import (
    TERUGBLIK,
    ZONDER_EINDE,
    gemiddelde_looptijd,
    trek_door,
    verdeel,
    voorspel,
)
from app.store.stuurcijfers.financien import Instroom, Openstaand


def test_what_is_left_is_spread_up_to_the_month_of_the_end() -> None:
    open_ = [Openstaand("R", "0384", 0, 2, 3, 100_000), Openstaand("R", "0384", 1, 1, 1, 500)]
    prognose = voorspel(open_, [], 4)
    assert [een.lopend for een in prognose] == [33_333, 33_833, 33_334, 0]
    assert [een.nieuw for een in prognose] == [0, 0, 0, 0]


def test_help_without_an_end_is_spread_over_a_year() -> None:
    prognose = voorspel([Openstaand("R", "0384", 0, None, 1, 12_000)], [], 13)
    assert [een.lopend for een in prognose] == [1000] * ZONDER_EINDE + [0]


def test_inflow_that_stays_the_same_goes_on_so_and_is_paid_while_help_lasts() -> None:
    """Ten toewijzingen a month of 3,000 together, that each last 61 days: two months, half each."""
    instroom = [Instroom("R", "0384", -maand, 10, 3000, 10, 610) for maand in range(1, TERUGBLIK + 1)]
    prognose = voorspel([], instroom, 3)
    assert [een.nieuwe_toewijzingen for een in prognose] == [10, 10, 10]
    assert [een.nieuw for een in prognose] == [1500, 3000, 3000]
    assert [een.totaal for een in prognose] == [1500, 3000, 3000]


def test_a_line_is_drawn_on_and_never_below_zero() -> None:
    assert trek_door([10, 20, 30, 40], 3) == [50, 60, 70]
    assert trek_door([40, 30, 20, 10], 3) == [0, 0, 0]
    assert trek_door([1, 2, 2], 1) == [3]  # 2,67
    assert trek_door([7], 2) == [7, 7]


def test_the_mean_term_is_rounded_to_months() -> None:
    assert gemiddelde_looptijd([]) == ZONDER_EINDE
    assert gemiddelde_looptijd([Instroom("R", "0384", -1, 1, 0, 1, 5)]) == 1
    assert gemiddelde_looptijd([Instroom("R", "0384", -1, 2, 0, 2, 2 * 183)]) == 6


@given(st.integers(0, 10**10), st.integers(1, 40))
def test_nothing_is_lost_in_spreading(bedrag: int, maanden: int) -> None:
    delen = verdeel(bedrag, maanden)
    assert (len(delen), sum(delen)) == (maanden, bedrag)
    assert min(delen) >= 0


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(0, 10**8)), max_size=20))
def test_a_horizon_that_is_long_enough_holds_all_that_is_left(open_: list[tuple[int, int, int]]) -> None:
    openstaand = [Openstaand("R", "0384", van, van + duur, 1, rest) for van, duur, rest in open_]
    assert sum(een.lopend for een in voorspel(openstaand, [], 16)) == sum(rest for *_, rest in open_)
