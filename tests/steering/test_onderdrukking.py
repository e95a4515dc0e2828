"""No number about fewer than ten is shown, and none follows from the numbers that are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.steering.onderdrukking import GRENS, Boom, Delen, Zichtbaar, te_klein, verberg, wat_zichtbaar_is

Plaats: TypeAlias = tuple[str, ...]
"""() for the total, (block,) or (block, table, row)."""
Atoom: TypeAlias = tuple[str, Mapping[str, str], tuple[int, ...]]
"""Block, row in each table, and part of each measure: somebody whom the report may count."""


@pytest.mark.parametrize(
    ("rijen", "verborgen"),
    [
        ({"a": 12, "b": 30}, ""),
        ({"a": 9, "b": 30, "c": 31}, "ab"),  # the next smallest, or 9 is the total minus 61
        ({"a": 9, "b": 10, "c": 31}, "ab"),
        ({"a": 3, "b": 4, "c": 20, "d": 21}, "abc"),  # 3 and 4 are 7 together, so a third
        ({"a": 1, "b": 1, "c": 20}, "abc"),  # 2 together would be 1 and 1
        ({"a": 6, "b": 7, "c": 20}, "ab"),
        ({"a": 9, "b": 9, "c": 20}, "ab"),
        ({"a": 5, "b": 40}, "ab"),
        ({"a": 0, "b": 40}, ""),  # nobody is no group
        ({"a": 0, "b": 5, "c": 40}, "abc"),
    ],
)
def test_rows_are_hidden_until_subtraction_tells_nothing(rijen: dict[str, int], verborgen: str) -> None:
    tellingen = {sleutel: (aantal,) for sleutel, aantal in rijen.items()}
    assert verberg(tellingen, (sum(rijen.values()),)) == set(verborgen)
    assert verberg(tellingen, None) == set(rijen)


def test_one_row_that_is_hidden_for_another_reason_gets_company() -> None:
    assert verberg({"a": (12,), "b": (30,), "c": (40,)}, (82,), eerder="a") == {"a", "b"}


def test_a_row_of_nobody_is_no_company() -> None:
    """Everybody may know that it is empty: then the other hidden row would follow."""
    assert verberg({"a": (12,), "b": (0,), "c": (40,)}, (52,), eerder="a") == {"a", "b", "c"}
    assert verberg({"a": (0,), "b": (0,), "c": (40,)}, (40,), eerder="a") == {"a", "b"}


@pytest.mark.parametrize(
    ("rijen", "verborgen"),
    [
        ({"a": (20, 15), "b": (30, 12)}, ""),
        ({"a": (20, 3), "b": (30, 12), "c": (31, 20)}, "ab"),
        ({"a": (20, 3), "b": (30, 0), "c": (31, 20)}, "abc"),  # 3 and 0 are 3
        ({"a": (3, 20), "b": (20, 3), "c": (50, 50)}, "ab"),
    ],
)
def test_parts_of_a_row_are_hidden_together(rijen: dict[str, tuple[int, int]], verborgen: str) -> None:
    ouder = [sum(delen) for delen in zip(*rijen.values(), strict=True)]
    assert verberg(rijen, ouder) == set(verborgen)


def test_a_total_that_is_too_small_hides_all_below_it() -> None:
    boom = Boom((9,), {"r": (9,)}, {("r", "gemeente"): {"a": (4,), "b": (5,)}})
    assert wat_zichtbaar_is(boom) == Zichtbaar(False, frozenset(), frozenset())


def test_what_is_hidden_stays_hidden_in_what_is_counted_of_it() -> None:
    basis = Zichtbaar(True, frozenset("rs"), frozenset({("r", "t", "a")}))
    boom = Boom((90,), {"r": (45,), "s": (45,)}, {("r", "t"): {"a": (15,), "b": (15,), "c": (15,)}})
    assert wat_zichtbaar_is(boom, basis) == basis


class _Wereld(NamedTuple):
    """A report that counts trajectories: all, those with an outcome by kader, and how they ended."""

    bomen: Sequence[Boom]
    zichtbaar: Sequence[Zichtbaar]
    atomen: Sequence[Atoom]


ALLE, KADER, UITVAL, VOORTIJDIG, EIND_NAAR_UITVAL, EIND_NAAR_KLASSE = range(6)
_SOORTEN = tuple(product((0,), (0, 1, 2), (0, 1, 2, 3, 4)))
"""Kader: 1 not forced, 2 forced, 0 not delivered. End: 0 plan, 1 administrative, 2-4 before the end."""


def _delen(telling: Mapping[tuple[int, ...], int]) -> tuple[Delen, ...]:
    """What each measure counts: all; by kader; by end; before the end; with an outcome, by end and before it."""

    def tel(*waar: tuple[int, tuple[int, ...]]) -> int:
        return sum(aantal for soort, aantal in telling.items() if all(soort[p] in w for p, w in waar))

    return (
        (sum(telling.values()),),
        (tel((1, (1,))), tel((1, (2,)))),
        (tel((2, (0,))), tel((2, (1,))), tel((2, (2, 3, 4)))),
        tuple(tel((2, (een,))) for een in (2, 3, 4)),
        tuple(tel((1, (1, 2)), (2, einde)) for einde in ((0,), (1,), (2, 3, 4))),
        tuple(tel((1, (1, 2)), (2, (een,))) for een in (2, 3, 4)),
    )


def _leden(maat: int, deel: int, soort: tuple[int, ...]) -> bool:
    """Whether a trajectory of this kind is counted in a part of a measure."""
    return _delen({soort: 1})[maat][deel] == 1


@st.composite
def werelden(draw: st.DrawFn) -> _Wereld:
    """A few regios with a few tables each, with numbers around the limit."""
    blokken = draw(st.integers(1, 3))
    atomen: list[Atoom] = []
    telling: dict[int, int] = {}
    for blok in range(blokken):
        breedtes = draw(st.sampled_from(((1,), (3,), (2, 2), (3, 2))))
        for rijen in product(*(range(een) for een in breedtes)):
            plaats = {f"t{nummer}": f"r{rij}" for nummer, rij in enumerate(rijen)}
            dik = draw(st.sampled_from((0, 1, 6, 12)))
            for soort in _SOORTEN:
                telling[len(atomen)] = draw(st.integers(0, 3)) * dik if dik else 0
                atomen.append((f"b{blok}", plaats, soort))

    def delen(*waar: str) -> tuple[Delen, ...]:
        soorten: dict[tuple[int, ...], int] = {}
        for nummer, (blok, plaats, soort) in enumerate(atomen):
            if not waar or (blok == waar[0] and (len(waar) == 1 or plaats.get(waar[1]) == waar[2])):
                soorten[soort] = soorten.get(soort, 0) + telling[nummer]
        return _delen(soorten)

    rijen_van: dict[tuple[str, str], set[str]] = {}
    for blok_naam, van, _ in atomen:
        for tabel, rij in van.items():
            rijen_van.setdefault((blok_naam, tabel), set()).add(rij)
    bomen = [
        Boom(
            delen()[maat],
            {f"b{blok}": delen(f"b{blok}")[maat] for blok in range(blokken)},
            {(b, tabel): {rij: delen(b, tabel, rij)[maat] for rij in rijen} for (b, tabel), rijen in rijen_van.items()},
        )
        for maat in range(6)
    ]
    alle = wat_zichtbaar_is(bomen[ALLE])
    kader = wat_zichtbaar_is(Boom(*_samen(bomen[KADER])), alle)
    uitval = wat_zichtbaar_is(bomen[UITVAL], alle)
    gesplitst = wat_zichtbaar_is(bomen[KADER], kader)
    voortijdig = wat_zichtbaar_is(bomen[VOORTIJDIG], uitval)
    per_einde = wat_zichtbaar_is(bomen[EIND_NAAR_UITVAL], kader.en(uitval))
    per_klasse = wat_zichtbaar_is(bomen[EIND_NAAR_KLASSE], per_einde.en(voortijdig))
    zichtbaar = [alle, gesplitst, uitval, voortijdig, per_einde, per_klasse, kader]
    return _Wereld([*bomen, Boom(*_samen(bomen[KADER]))], zichtbaar, atomen)


def _samen(boom: Boom) -> Boom:
    return Boom(
        (sum(boom.totaal),),
        {naam: (sum(delen),) for naam, delen in boom.blokken.items()},
        {tabel: {rij: (sum(delen),) for rij, delen in rijen.items()} for tabel, rijen in boom.tabellen.items()},
    )


def _plaatsen(boom: Boom, zichtbaar: Zichtbaar) -> Iterator[tuple[Plaats, Delen, bool]]:
    yield (), boom.totaal, zichtbaar.totaal
    for blok, delen in boom.blokken.items():
        yield (blok,), delen, blok in zichtbaar.blokken
    for (blok, tabel), rijen in boom.tabellen.items():
        for rij, delen in rijen.items():
            yield (blok, tabel, rij), delen, (blok, tabel, rij) in zichtbaar.rijen


def _vergelijking(wereld: _Wereld, plaats: Plaats, maat: int, deel: int) -> dict[int, Fraction]:
    """Which kinds of trajectories a number counts: its equation, over all that could exist."""

    def telt(soort: tuple[int, ...]) -> bool:
        if maat == len(wereld.bomen) - 1:
            return soort[1] != 0
        return _leden(maat, deel, soort)

    return {
        nummer: Fraction(1)
        for nummer, (blok, rijen, soort) in enumerate(wereld.atomen)
        if telt(soort) and (not plaats or blok == plaats[0]) and (len(plaats) < 3 or rijen.get(plaats[1]) == plaats[2])
    }


class _Vergelijkingen:
    """Equations that somebody can add and subtract at will."""

    def __init__(self) -> None:
        self._rijen: dict[int, dict[int, Fraction]] = {}

    def voeg_toe(self, vergelijking: dict[int, Fraction]) -> None:
        """Add what is shown."""
        rest = self._herleid(vergelijking)
        if rest:
            spil = min(rest)
            self._rijen[spil] = {naam: waarde / rest[spil] for naam, waarde in rest.items()}

    def volgt(self, vergelijking: dict[int, Fraction]) -> bool:
        """Whether a number follows from what is shown."""
        return not self._herleid(vergelijking)

    def _herleid(self, vergelijking: dict[int, Fraction]) -> dict[int, Fraction]:
        rest, klaar = dict(vergelijking), -1
        while (volgende := min((naam for naam in rest if naam > klaar), default=-1)) >= 0:
            klaar, keer = volgende, rest[volgende]
            for naam, waarde in self._rijen.get(klaar, {}).items():
                nieuw = rest.get(naam, Fraction(0)) - keer * waarde
                if nieuw:
                    rest[naam] = nieuw
                else:
                    rest.pop(naam, None)
        return rest


@settings(deadline=None, max_examples=30)
@given(werelden())
def test_no_hidden_number_follows_from_the_shown_ones(wereld: _Wereld) -> None:
    """Over all tables, all measures and their parts at once, by adding and subtracting in any way."""
    getoond = _Vergelijkingen()
    verborgen = []
    for maat, (boom, zichtbaar) in enumerate(zip(wereld.bomen, wereld.zichtbaar, strict=True)):
        for plaats, delen, mag in _plaatsen(boom, zichtbaar):
            for deel, aantal in enumerate(delen):
                vergelijking = _vergelijking(wereld, plaats, maat, deel)
                if mag:
                    assert not te_klein(aantal)
                    getoond.voeg_toe(vergelijking)
                else:
                    verborgen.append((plaats, maat, deel, vergelijking))
    for plaats, maat, deel, vergelijking in verborgen:
        assert not getoond.volgt(vergelijking), (plaats, maat, deel)


@settings(deadline=None, max_examples=60)
@given(werelden())
def test_what_is_left_when_all_that_is_shown_is_subtracted_is_about_ten_or_nobody(wereld: _Wereld) -> None:
    for boom, zichtbaar in zip(wereld.bomen, wereld.zichtbaar, strict=True):
        tabellen: list[tuple[Delen, bool, list[tuple[Delen, bool]]]] = [
            (
                boom.totaal,
                zichtbaar.totaal,
                [(delen, blok in zichtbaar.blokken) for blok, delen in boom.blokken.items()],
            ),
            *(
                (
                    boom.blokken[blok],
                    blok in zichtbaar.blokken,
                    [(delen, (blok, tabel, rij) in zichtbaar.rijen) for rij, delen in rijen.items()],
                )
                for (blok, tabel), rijen in boom.tabellen.items()
            ),
        ]
        for ouder, mag, rijen in tabellen:
            rest = [delen for delen, getoond in rijen if not getoond]
            assert mag or len(rest) == len(rijen)
            if mag and rest:
                assert len(rest) > 1
                assert sum(map(any, rest)) != 1 or len(rest) == len(rijen)
                assert all(sum(delen) == 0 or sum(delen) >= GRENS for delen in zip(*rest, strict=True))
            assert all(
                sum(delen) == een for een, delen in zip(ouder, zip(*(d for d, _ in rijen), strict=True), strict=True)
            )


def test_the_attack_finds_what_a_careless_report_gives_away() -> None:
    """Without rule 3 the attack of the property succeeds: it can fail."""
    getoond = _Vergelijkingen()
    een = Fraction(1)
    getoond.voeg_toe({0: een, 1: een, 2: een})
    getoond.voeg_toe({0: een})
    assert not getoond.volgt({1: een})
    getoond.voeg_toe({0: een, 2: een})
    assert getoond.volgt({1: een})
