"""Small flows are hidden, and no total of an aanbieder gives one away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.steering.stuurcijfers.clientstromen import Cel, verberg_kruising


def test_what_is_large_enough_is_shown() -> None:
    assert verberg_kruising({("X", "Y"): 10, ("X", "X"): 30, ("Y", "X"): 12}) == frozenset()


def test_a_small_flow_hides_another_one_of_its_row_and_of_its_column() -> None:
    """9 of X to Y: known from 52 - 43 or from 31 - 22, were the others shown."""
    cellen = {("X", "Y"): 9, ("X", "X"): 30, ("X", "Z"): 13, ("W", "Y"): 22, ("W", "X"): 40, ("W", "Z"): 50}
    verborgen = verberg_kruising(cellen)
    assert verborgen >= {("X", "Y"), ("X", "Z"), ("W", "Y")}
    assert ("W", "Z") in verborgen, "else 13 of X to Z follows from the total of Z"


_NAMEN = st.sampled_from(["", "A", "B", "C", "D"])


@given(st.dictionaries(st.tuples(_NAMEN, _NAMEN), st.integers(1, 60), max_size=25))
def test_what_is_hidden_in_a_line_is_never_one_number_that_others_leave(cellen: dict[Cel, int]) -> None:
    verborgen = verberg_kruising(cellen)
    assert all(aantal >= 10 or cel in verborgen for cel, aantal in cellen.items())
    for kant in (0, 1):
        for wie in {cel[kant] for cel in cellen}:
            lijn = [cel for cel in cellen if cel[kant] == wie]
            dicht = [cel for cel in lijn if cel in verborgen]
            assert len(dicht) in (0, len(lijn)) or (len(dicht) > 1 and sum(cellen[cel] for cel in dicht) >= 10)
