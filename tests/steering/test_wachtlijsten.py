"""When a waiting list is flagged, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.steering.stuurcijfers.wachtlijsten import STANDAARD, Drempels, Verloop, waarom_gevlagd

STIJGEND = Verloop((10, 10, 10, 10), (300, 400, 500, 600))
"""30, 40, 50 and 60 days: 10 more each quarter, so 70 in the next one."""


def test_the_line_through_the_quarters() -> None:
    assert STIJGEND.lijn == (Fraction(10), Fraction(70))
    assert Verloop((10, 0, 10, 10), (300, 0, 500, 600)).lijn == (Fraction(10), Fraction(70)), (
        "a quarter without starts is no point"
    )
    assert Verloop((10, 0, 0, 10), (300, 0, 0, 600)).lijn is None
    assert Verloop((1, 1, 1, 1), (30, 20, 10, 0)).lijn == (Fraction(-10), Fraction(0)), "never below zero"
    assert Verloop((2, 1, 1, 1), (3, 2, 2, 2)).lijn == (Fraction(3, 20), Fraction(9, 4))


@pytest.mark.parametrize(
    ("wachtend", "verloop", "drempels", "woorden"),
    [
        (5, STIJGEND, STANDAARD, []),
        (5, STIJGEND, Drempels(norm=69), ["10.0 dagen per kwartaal", "op 70 dagen", "norm is 69"]),
        (4, STIJGEND, Drempels(norm=20), []),
        (7, STIJGEND, Drempels(norm=64), ["op 70 dagen"]),
        (8, Verloop((10, 10, 10, 10), (300,) * 4), STANDAARD, ["begonnen er 10", "het 73 dagen", "norm is 70"]),
        (7, Verloop((10, 10, 10, 10), (300,) * 4), STANDAARD, []),
        (5, Verloop((0, 0, 3, 0), (0, 0, 300, 0)), STANDAARD, ["geen hulp begonnen"]),
        (20, Verloop((9, 9, 9, 9), (900, 800, 700, 650)), Drempels(norm=300), []),
    ],
)
def test_a_list_is_flagged_with_its_numbers(
    wachtend: int, verloop: Verloop, drempels: Drempels, woorden: list[str]
) -> None:
    redenen = " ".join(waarom_gevlagd(wachtend, verloop, drempels))
    assert bool(redenen) == bool(woorden)
    assert all(woord in redenen for woord in woorden)
