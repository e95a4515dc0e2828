"""Gezinsplannen are told in groups of ten or more plans, and nothing tells of fewer by subtraction."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.verwijzing import Verwijzing
from app.steering.verwijzingen.gezinsplannen import MATEN, toon_gezinsplannen
from app.store.stuurcijfers.gezinsplannen import Gezinsplantelling
from tests.api.conftest import Deur, probleem
from tests.bank import KIND
from tests.steering.stuurwereld import AANBIEDERS, Traject, Wereld

EEN, ANDER = AANBIEDERS[:2]


def gezinnen(gemeente: str, nummers: Iterator[int], *soorten: tuple[int, tuple[str, ...], bool]) -> Iterator[Traject]:
    """So many plans, each with a child for each aanbieder that is named; and whether they are about more."""
    for aantal, aanbieders, overstijgend in soorten:
        for _ in range(aantal):
            plan = f"{gemeente} {next(nummers)}"
            for aanbieder in aanbieders:
                verwijzing = Verwijzing(gezinsplan=plan, jeugd_overstijgend=overstijgend)
                yield Traject(gemeente=gemeente, aanbieder=aanbieder, client=next(nummers), verwijzing=verwijzing)


def lees(deur: Deur, **vraag: str) -> dict[str | None, dict[str, Any]]:
    inhoud = deur.get("gezinsplannen", **{"periode": "2026-K1"} | vraag)
    assert inhoud["fictief"] is True
    return {rij["gemeente"]: rij for rij in inhoud["rijen"]}


def test_plans_are_counted_with_their_children_and_what_these_share(elke_deur: Deur) -> None:
    wereld, nummers = Wereld(elke_deur.bank), count(1)
    wereld.laad()
    wereld.plaats(
        [
            *gezinnen("0384", nummers, (12, (EEN,), False), (11, (EEN, EEN), True), (10, (EEN, ANDER), False)),
            *gezinnen("0503", nummers, (10, (EEN, EEN, ANDER), True), (10, (ANDER,), False)),
            Traject(gemeente="0518", client=next(nummers)),
        ]
    )
    rijen = lees(elke_deur)
    assert rijen["0384"] == {
        "regio": "STUUR",
        "gemeente": "0384",
        "plannen": 33,
        "kinderen": 12 + 22 + 20,
        "kinderen_per_plan": 1.636,
        "meer_kinderen": 21,
        "gedeelde_aanbieder": 11,
        "meer_aanbieders": 10,
        "aanbieders_per_plan": 1.303,
        "jeugd_overstijgend": 11,
    }
    assert (rijen[None]["plannen"], rijen[None]["kinderen"], rijen[None]["gedeelde_aanbieder"]) == (53, 94, 21)
    assert set(rijen) == {None, "0384", "0503"}
    assert lees(elke_deur, periode="2025") == {}
    assert lees(elke_deur, regio="DEMO") == {}
    antwoord = elke_deur.http.get("/api/v1/gezinsplannen", params={"periode": "2026", "vorm": "csv"})
    gelezen = list(csv.DictReader(io.StringIO(antwoord.text), delimiter=";"))
    assert [(rij["gemeente"], rij["plannen"], rij["fictief"]) for rij in gelezen] == [
        ("", "53", "ja"),
        ("0384", "33", "ja"),
        ("0503", "20", "ja"),
    ]


def test_fewer_than_ten_plans_are_hidden_and_so_is_what_would_tell_them(elke_deur: Deur) -> None:
    wereld, nummers = Wereld(elke_deur.bank), count(1)
    wereld.laad()
    wereld.plaats(
        [
            *gezinnen("0384", nummers, (30, (EEN,), False), (3, (EEN, EEN), False)),
            *gezinnen("0503", nummers, (9, (EEN,), False)),
            *gezinnen("0518", nummers, (40, (EEN,), False)),
        ]
    )
    rijen = lees(elke_deur)
    assert [rijen[een]["plannen"] for een in (None, "0384", "0503", "0518")] == [82, None, None, 40]
    # Three families with two children among 82: nobody is told how many children there are.
    assert [rijen[een]["kinderen"] for een in (None, "0384", "0503", "0518")] == [None] * 4


def test_the_question_may_hold_no_bsn(deur: Deur) -> None:
    antwoord = deur.http.get("/api/v1/gezinsplannen", params={"periode": "2026", "regio": KIND.bsn})
    assert KIND.bsn not in antwoord.text
    probleem(antwoord, 422, "persoonsgegevens")


_TELLING = st.integers(0, 40).flatmap(
    lambda plannen: st.tuples(
        st.just(plannen), st.integers(0, 60), *(st.integers(0, plannen) for _ in range(3)), st.integers(0, 60)
    ).flatmap(lambda zes: st.integers(0, plannen).map(lambda over: (*zes, over)))
)


@given(st.lists(_TELLING, min_size=1, max_size=6))
def test_hidden_gemeenten_together_count_nobody_or_at_least_ten_plans(lijst: list[tuple[int, ...]]) -> None:
    """What is left when all that is shown is taken off is about two gemeenten or more, and ten plans or more."""
    tellingen = [Gezinsplantelling("R", f"{nummer:04d}", *een) for nummer, een in enumerate(lijst)]
    regio, *rijen = toon_gezinsplannen(tellingen)
    for naam, delen in MATEN.items():
        if getattr(regio, naam) is None:
            assert all(getattr(rij, naam) is None for rij in rijen)
            continue
        verborgen = [een for een, rij in zip(tellingen, rijen, strict=True) if getattr(rij, naam) is None]
        assert len(verborgen) != 1
        for samen in zip(*(delen(een) for een in verborgen), strict=True):
            assert sum(samen) == 0 or sum(samen) >= 10
        for een, rij in zip(tellingen, rijen, strict=True):
            if getattr(rij, naam) is not None:
                assert all(aantal == 0 or aantal >= 10 for aantal in delen(een))
