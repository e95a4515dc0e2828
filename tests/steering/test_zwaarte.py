"""The benchmark of heavy intensiteiten, by hand and against a model that adds up trajectory by trajectory."""

from __future__ import annotations

from fractions import Fraction
from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.steering.stuurcijfers.zwaarte import Drempels, vergelijk_zwaarte
from app.store.stuurcijfers.trajecten import Zwaarterij


def _rij(aanbieder: str, profiel: str, aantal: int, zwaar: int, perceel: str = "SPEC") -> Zwaarterij:
    return Zwaarterij("R", perceel, profiel, aanbieder, aantal, zwaar)


VOORBEELD = [
    _rij("X", "P3", 40, 20),
    _rij("X", "P5", 20, 13),
    _rij("Y", "P3", 100, 30),
    _rij("Y", "P5", 50, 25),
    _rij("Z", "P3", 200, 60),
    _rij("Z", "P5", 100, 50),
]
"""X has 40 trajectories where its peers have 30 % heavy and 20 where they have 50 %; 33 of its own are."""


def test_the_worked_example_gives_its_figures() -> None:
    x, y, z = vergelijk_zwaarte(VOORBEELD)
    assert (x.aanbieder, x.trajecten, x.waargenomen, x.verwacht) == ("X", 60, 33, Fraction(22))
    assert x.verhouding == 1.5
    assert x.variantie == Fraction("13.4")
    assert round(x.standaarddeviatie, 2) == 3.66
    assert round(x.z, 1) == 3.0
    assert [een.gevlagd for een in (x, y, z)] == [True, False, False]


@pytest.mark.parametrize(
    ("drempels", "gevlagd"),
    [
        (Drempels(aantal=60), True),
        (Drempels(aantal=61), False),
        (Drempels(verhouding=1.49), True),
        (Drempels(verhouding=1.5), False),
        (Drempels(z=3.0), True),
        (Drempels(z=3.01), False),
    ],
)
def test_all_thresholds_have_to_be_passed(drempels: Drempels, gevlagd: bool) -> None:
    assert vergelijk_zwaarte(VOORBEELD, drempels)[0].gevlagd is gevlagd


def test_a_profiel_that_nobody_else_has_is_left_out() -> None:
    (x, _) = vergelijk_zwaarte([_rij("X", "P9", 30, 30), _rij("X", "P3", 5, 1), _rij("Y", "P3", 5, 1)])
    assert (x.trajecten, x.zonder_vergelijking, x.waargenomen) == (5, 30, 1)


def test_the_same_profiel_in_another_perceel_is_another_problem() -> None:
    (x, y) = vergelijk_zwaarte([_rij("X", "P3", 30, 30), _rij("Y", "P3", 30, 0, "HOOG")])
    assert (x.trajecten, y.trajecten) == (0, 0)


def test_heavy_help_where_peers_have_none_is_flagged_though_no_ratio_can_be_given() -> None:
    x, y = vergelijk_zwaarte([_rij("X", "P3", 20, 1), _rij("Y", "P3", 100, 0)])
    assert (x.verwacht, x.verhouding, x.z, x.gevlagd) == (Fraction(0), inf, inf, True)
    assert not y.gevlagd


_TRAJECTEN = st.lists(
    st.tuples(st.sampled_from("VWXYZ"), st.sampled_from("12"), st.booleans()), min_size=1, max_size=80
)


@given(_TRAJECTEN)
def test_it_is_what_adding_up_one_trajectory_at_a_time_gives(trajecten: list[tuple[str, str, bool]]) -> None:
    sleutels = sorted({een[:2] for een in trajecten})
    rijen = [
        _rij(
            *sleutel,
            sum(een[:2] == sleutel for een in trajecten),
            sum(een[:2] == sleutel and een[2] for een in trajecten),
        )
        for sleutel in sleutels
    ]
    for oordeel in vergelijk_zwaarte(rijen):
        verwacht = variantie = 0.0
        eigen = [een for een in trajecten if een[0] == oordeel.aanbieder]
        vergelijkbaar = 0
        waargenomen = 0
        for _, profiel, zwaar in eigen:
            anderen = [een[2] for een in trajecten if een[0] != oordeel.aanbieder and een[1] == profiel]
            if not anderen:
                continue
            kans = sum(anderen) / len(anderen)
            verwacht += kans
            variantie += kans * (1 - kans)
            vergelijkbaar += 1
            waargenomen += zwaar
        assert oordeel.trajecten == vergelijkbaar
        assert oordeel.trajecten + oordeel.zonder_vergelijking == len(eigen)
        assert oordeel.waargenomen == waargenomen
        assert float(oordeel.verwacht) == pytest.approx(verwacht)
        assert float(oordeel.variantie) == pytest.approx(variantie, abs=1e-9)
        assert oordeel.standaarddeviatie == pytest.approx(sqrt(variantie), abs=1e-4)
