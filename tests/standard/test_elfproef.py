"""The elfproef, and test numbers that pass it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.standard.elfproef import bulk_bsn, test_bsn, voldoet


def _brute_force(bsn: str) -> bool:
    a, b, c, d, e, f, g, h, i = map(int, bsn)
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


@given(st.integers(0, 999_999_999))
def test_it_equals_the_written_formula(nummer: int) -> None:
    bsn = f"{nummer:09}"
    assert voldoet(bsn) == _brute_force(bsn)


@given(st.integers(0, 909_090), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(n: int, plek: int, verschil: int) -> None:
    bsn = bulk_bsn(n)
    fout = f"{bsn[:plek]}{(int(bsn[plek]) + verschil) % 10}{bsn[plek + 1 :]}"
    assert voldoet(bsn)
    assert not voldoet(fout)


@pytest.mark.parametrize(
    "bsn",
    [
        "",
        "99990000",
        "9999000066",
        "99990000x",
        " 99990000",
        "\uff19\uff19\uff19\uff19\uff10\uff10\uff10\uff10\uff16",
    ],
)
def test_anything_but_nine_digits_fails(bsn: str) -> None:
    assert voldoet(bsn) is False


def test_test_numbers_are_all_that_start_with_9999_in_order() -> None:
    alle = [bsn for nummer in range(999_900_000, 1_000_000_000) if _brute_force(bsn := str(nummer))]
    assert [test_bsn(n) for n in range(len(alle))] == alle


def test_bulk_numbers_rise_and_start_with_99() -> None:
    nummers = [bulk_bsn(n) for n in range(5_000)]
    assert nummers == [bsn for x in range(990_000_000, int(nummers[-1]) + 1) if _brute_force(bsn := str(x))]
    assert bulk_bsn(909_090) == test_bsn(9_090) == "999999990"


@pytest.mark.parametrize("n", [-1, 9_091])
def test_a_number_out_of_range_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="9091 that start with 9999"):
        test_bsn(n)


def test_a_bulk_number_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="909091 that start with 99"):
        bulk_bsn(909_091)
