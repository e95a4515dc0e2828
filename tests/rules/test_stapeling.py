"""The overlap sweep against the definition, pair by pair: TR302, TR361, TR386 and TR410 rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from app.rules.stapeling import Productperiode, gestapeld, stapelingen

BEGIN = date(2026, 1, 1)
DAGEN = st.integers(0, 12).map(lambda dagen: BEGIN + timedelta(days=dagen))
PRODUCTEN = st.sampled_from(
    [(None, None), ("45", None), ("43", None), ("45", "45A04"), ("45", "45A53"), ("43", "43A07"), ("43", "45A04")]
)
PERIODEN = st.lists(
    st.tuples(PRODUCTEN, DAGEN, st.none() | DAGEN).map(
        lambda delen: Productperiode(delen[0][0], delen[0][1], delen[1], delen[2])
    ),
    max_size=9,
)


def _zelfde_product(een: Productperiode, ander: Productperiode) -> bool:
    if een.categorie is None or ander.categorie is None:
        return True
    if een.code is None or ander.code is None:
        return een.categorie == ander.categorie
    return (een.categorie, een.code) == (ander.categorie, ander.code)


def _dagen(periode: Productperiode) -> set[date]:
    """Day by day, as far as any begin in these tests lies."""
    eind = periode.einddatum or BEGIN + timedelta(days=12)
    return {periode.begindatum + timedelta(days=dag) for dag in range((eind - periode.begindatum).days + 1)}


def _botst(een: Productperiode, ander: Productperiode) -> bool:
    return _zelfde_product(een, ander) and bool(_dagen(een) & _dagen(ander))


def _eerder(perioden: Sequence[Productperiode], een: int, ander: int) -> bool:
    return (perioden[een].begindatum, een) < (perioden[ander].begindatum, ander)


@given(PERIODEN)
@example([Productperiode("45", None, BEGIN, None), Productperiode("45", "45A04", BEGIN, BEGIN)])
@example([Productperiode("45", "45A04", BEGIN, None), Productperiode(None, None, BEGIN, BEGIN)])
def test_exactly_those_are_named_that_overlap_one_that_begins_earlier(perioden: list[Productperiode]) -> None:
    gevonden = list(stapelingen(perioden))
    plaatsen = range(len(perioden))
    verwacht = [
        plaats
        for plaats in plaatsen
        if any(_eerder(perioden, ander, plaats) and _botst(perioden[ander], perioden[plaats]) for ander in plaatsen)
    ]
    assert [plaats for plaats, _ in gevonden] == verwacht
    for plaats, eerder in gevonden:
        assert _eerder(perioden, eerder, plaats)
        assert _botst(perioden[eerder], perioden[plaats])


@given(st.permutations(range(6)), st.lists(PRODUCTEN, min_size=6, max_size=6))
def test_whether_there_is_an_overlap_does_not_depend_on_the_order(
    volgorde: list[int], producten: list[tuple[str | None, str | None]]
) -> None:
    perioden = [
        Productperiode(categorie, code, BEGIN + timedelta(days=2 * plaats), BEGIN + timedelta(days=2 * plaats + 3))
        for plaats, (categorie, code) in enumerate(producten)
    ]
    gehusseld = [perioden[plaats] for plaats in volgorde]
    assert {perioden[plaats] for plaats, _ in stapelingen(perioden)} == {
        gehusseld[plaats] for plaats, _ in stapelingen(gehusseld)
    }


def test_a_period_that_ends_before_it_begins_overlaps_nothing() -> None:
    lang = Productperiode("45", "45A04", BEGIN, None)
    leeg = Productperiode("45", "45A04", BEGIN + timedelta(days=5), BEGIN + timedelta(days=3))
    assert list(stapelingen([lang, leeg, lang])) == [(2, 0)]


def test_the_explanation_names_both_with_their_periods() -> None:
    een = Productperiode("45", "45A04", date(2026, 6, 1), None)
    ander = Productperiode("45", "45A04", date(2026, 4, 1), date(2026, 6, 30))
    uitkomst = gestapeld("nieuw product 2", een, "nieuw product 1", ander)
    assert uitkomst.gevonden == "2026-06-01 t/m onbepaald"
    assert uitkomst.verwacht == "een periode buiten 2026-04-01 t/m 2026-06-30"
    assert uitkomst.uitleg == (
        "Nieuw product 2 (2026-06-01 t/m onbepaald) overlapt met nieuw product 1 (2026-04-01 t/m 2026-06-30) "
        "voor hetzelfde product."
    )
    assert uitkomst.vergeleken_met == "nieuw product 1 in dit bericht"
