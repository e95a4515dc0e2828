"""Distance and chi-square by hand and against tables, and the pattern of referrals against a plain model."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import exp, gamma, inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.steering.stuurcijfers import verwijspatroon
from app.steering.stuurcijfers.chikwadraat import Sleutel, staartkans, vergelijk_verdeling
from app.store.opslag import SqlWerkeenheid
from tests.steering.stuurmodel import Model, reken

A, B, C = ("A",), ("B",), ("C",)


def test_a_group_beside_the_whole_by_hand() -> None:
    """60 of 200, where the whole is 100, 60 and 40: expected 30, 18 and 12."""
    een = vergelijk_verdeling({A: 42, B: 12, C: 6}, {A: 100, B: 60, C: 40})
    assert [round(een.klassen[naam].verwacht, 9) for naam in (A, B, C)] == [30, 18, 12]
    assert [round(een.klassen[naam].bijdrage, 9) for naam in (A, B, C)] == [4.8, 2, 3]
    assert een.afwijking == pytest.approx((12 + 6 + 6) / 2 / 60)
    assert (een.vrijheidsgraden, een.overig) == (2, None)
    assert een.chikwadraat == pytest.approx(9.8 / (1 - 60 / 200))
    assert een.p == pytest.approx(exp(-14 / 2))


def test_classes_in_which_few_are_expected_are_taken_together() -> None:
    een = vergelijk_verdeling({A: 8, B: 1, C: 1}, {A: 70, B: 20, C: 10})
    assert een.samen == {B, C, A}, "7 alone leaves 3 expected for the others, too few to stand beside it"
    assert (een.vrijheidsgraden, een.chikwadraat, een.p) == (0, None, None)
    een = vergelijk_verdeling({A: 40, B: 6, C: 4}, {A: 80, B: 12, C: 8})
    assert een.samen == {C, B}
    assert een.overig is not None
    assert (een.overig.aantal, een.overig.verwacht) == (10, 10)
    assert (een.afwijking, een.chikwadraat, een.p) == (0, 0, 1)


def test_a_group_that_is_the_whole_is_not_tested() -> None:
    een = vergelijk_verdeling({A: 50, B: 50}, {A: 50, B: 50})
    assert (een.afwijking, een.chikwadraat) == (0, None)


@pytest.mark.parametrize(
    ("waarde", "graden", "kans"),
    [(3.841459, 1, 0.05), (5.991465, 2, 0.05), (11.344867, 3, 0.01), (18.307038, 10, 0.05), (29.141238, 14, 0.01)],
)
def test_the_chance_is_that_of_the_tables(waarde: float, graden: int, kans: float) -> None:
    assert staartkans(waarde, graden) == pytest.approx(kans, abs=1e-7)


@given(st.floats(0.01, 80), st.integers(1, 40))
def test_the_chance_is_the_area_under_the_density(waarde: float, graden: int) -> None:
    """Simpson's rule from the value on, after the substitution x = value + u / (1 - u)."""

    def dichtheid(u: float) -> float:
        if u >= 1:
            return 0.0
        x = waarde + u / (1 - u)
        return float(x ** (graden / 2 - 1) * exp(-x / 2) / (2 ** (graden / 2) * gamma(graden / 2)) / (1 - u) ** 2)

    stappen = 4000
    som = dichtheid(0) + sum((4 if n % 2 else 2) * dichtheid(n / stappen) for n in range(1, stappen))
    assert staartkans(waarde, graden) == pytest.approx(som / stappen / 3, abs=1e-5)


_TELLING = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 200)), min_size=2, max_size=8).filter(
    lambda paren: sum(eigen for eigen, _ in paren) > 0 and sum(rest for _, rest in paren) > 0
)


@given(_TELLING)
def test_the_shortcut_is_the_test_of_both_rows_of_the_table(paren: list[tuple[int, int]]) -> None:
    """Pearson's statistic over the group and all that is not in it, with the classes that were taken together."""
    eigen: dict[Sleutel, int] = {(str(nummer),): een for nummer, (een, _) in enumerate(paren)}
    geheel: dict[Sleutel, int] = {(str(nummer),): een + rest for nummer, (een, rest) in enumerate(paren) if een + rest}
    gevonden = vergelijk_verdeling({sleutel: een for sleutel, een in eigen.items() if een}, geheel)
    klassen: list[set[Sleutel]] = [{sleutel} for sleutel in geheel if sleutel not in gevonden.samen]
    klassen += [set(gevonden.samen)] if gevonden.samen else []
    assert all(sum(gevonden.klassen[een].verwacht for een in klasse) >= 5 for klasse in klassen) or len(klassen) == 1
    if gevonden.chikwadraat is None:
        assert len(klassen) == 1
        return
    n, totaal = sum(eigen.values()), sum(geheel.values())
    som = 0.0
    for klasse in klassen:
        heel, van_groep = sum(geheel[een] for een in klasse), sum(eigen[een] for een in klasse)
        for waargenomen, rij in ((van_groep, n), (heel - van_groep, totaal - n)):
            verwacht = rij * heel / totaal
            som += (waargenomen - verwacht) ** 2 / verwacht
    assert gevonden.chikwadraat == pytest.approx(som, abs=1e-9)
    assert gevonden.p is not None
    assert 0 <= gevonden.p <= 1 < inf


def test_the_pattern_is_that_of_the_model(wereld: tuple[SqlWerkeenheid, Model]) -> None:
    werk, model = wereld
    regio = Counter(een.pic for een in model.begonnen() if een.pic)
    groepen: dict[Any, Counter[Any]] = defaultdict(Counter)
    for een in model.begonnen():
        if een.pic:
            groepen["gemeente", een.gemeente][een.pic] += 1
            groepen["verwijzer", een.wie_verwees][een.pic] += 1
    gevonden = {(rij.per, rij.groep): rij for rij in reken(werk, verwijspatroon.AFWIJKING)}
    assert gevonden.keys() == groepen.keys()
    for sleutel, eigen in groepen.items():
        n, totaal = eigen.total(), regio.total()
        verschil = sum(abs(eigen[pic] / n - regio[pic] / totaal) for pic in regio)
        assert (gevonden[sleutel].aantal, gevonden[sleutel].aantal_regio) == (n, totaal)
        assert gevonden[sleutel].afwijking == pytest.approx(verschil / 2, abs=0.001)
    per_pic = list(reken(werk, verwijspatroon.PATROON))
    for sleutel, eigen in groepen.items():
        regels = [rij for rij in per_pic if (rij.per, rij.groep) == sleutel]
        assert {(rij.perceel, rij.profiel, rij.intensiteit): rij.aantal for rij in regels if rij.perceel} == {
            pic: eigen[pic] for pic in regio
        }
        rij = gevonden[sleutel]
        bijdragen = sum(een.bijdrage for een in regels if een.bijdrage is not None)
        if rij.chikwadraat is not None:
            assert rij.chikwadraat == pytest.approx(bijdragen / (1 - rij.aantal / rij.aantal_regio), abs=0.05)
    # What is filtered stands beside the whole regio.
    een_gemeente = {(rij.per, rij.groep): rij for rij in reken(werk, verwijspatroon.AFWIJKING, gemeente=["0384"])}
    assert een_gemeente["gemeente", "0384"] == gevonden["gemeente", "0384"]
    assert ("gemeente", "0503") not in een_gemeente
    assert all(rij.aantal_regio == gevonden["gemeente", "0384"].aantal_regio for rij in een_gemeente.values())
