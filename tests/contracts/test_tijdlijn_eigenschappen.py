"""The check of the timeline against a walk over all days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.controle import controleer
from tests.contracts.test_controle import GEMEENTEN, GOED

BEGIN = date(2020, 1, 1)
DAGEN = 12
LEDEN = ("0503", "0518")

Rij = tuple[int, int | None, tuple[str, ...]]
"""First day, last day (None: open) and gemeenten (none: all), as numbers of days from BEGIN."""

RIJEN = st.lists(
    st.tuples(st.integers(0, DAGEN), st.none() | st.integers(0, 6), st.sampled_from([(), LEDEN[:1], LEDEN[1:]])).map(
        lambda rij: (rij[0], None if rij[1] is None else rij[0] + rij[1], rij[2])
    ),
    max_size=5,
)


def dag(nummer: int) -> date:
    """A day by its number."""
    return BEGIN + timedelta(days=nummer)


def als_toml(rijen: list[Rij]) -> str:
    """The regio that is right, of two gemeenten and some days, with another timeline."""
    kop, _, rest = GOED["regio.toml"].partition("[[bekostiging]]")
    rest = rest[rest.index("[[aanbieder]]") :]
    kop = kop.replace("van = 2020-01-01\n", f"van = 2020-01-01\ntot = {dag(DAGEN)}\n", 1)
    kop += '[[gemeente]]\ncode = "0518"\nnaam = "Den Haag"\nvan = 2019-01-01\n\n'
    for van, tot, gemeenten in rijen:
        kop += f'[[bekostiging]]\nperceel = "P"\nvan = {dag(van)}\nvorm = "PXQ"\n'
        kop += "" if tot is None else f"tot = {dag(tot)}\n"
        kop += f"gemeenten = {list(gemeenten)}\n\n" if gemeenten else "\n"
    return kop + rest


@given(RIJEN)
def test_gaps_and_overlaps_are_told_when_a_walk_over_the_days_finds_them(rijen: list[Rij]) -> None:
    aantallen = [
        sum(
            van <= nummer and (tot is None or nummer <= tot) and (not gemeenten or lid in gemeenten)
            for van, tot, gemeenten in rijen
        )
        for lid in LEDEN
        for nummer in range(DAGEN + 1)
    ]
    gevonden = controleer({**GOED, "regio.toml": als_toml(rijen)}, GEMEENTEN)[1]
    teksten = [een.wat for een in gevonden if een.wat.startswith("Perceel P heeft")]
    assert any("geen bekostiging" in tekst for tekst in teksten) == (0 in aantallen)
    assert any("meer dan een" in tekst for tekst in teksten) == (max(aantallen) > 1)
    assert all(een.plaats.regel is not None for een in gevonden)
