"""A hint about heaviness follows from the numbers that a row shows, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.steering.uitkomsten.rapport import Rapportvraag, maak_rapport
from app.steering.uitkomsten.vormen import UitkomstRij
from app.steering.uitkomsten.weergave import toon_rapport
from app.steering.uitkomsten.zwaartehint import MINSTENS, Doelgroep, Zwaarte, hint
from tests.bank import Bank
from tests.steering.test_uitkomstrapport import JAAR
from tests.steering.trajecten import Einde, Traject, vul

BEREIKT, NIET = Einde(behandel_bereikt=1), Einde(behandel_bereikt=0, behandel_niet=1)


@pytest.mark.parametrize(
    ("volgens_plan", "voortijdig", "plan", "vroeg", "verwacht"),
    [
        (75, 25, (75, 90), (25, 60), "te_zwaar"),  # many leave early, with their goals reached
        (75, 25, (75, 90), (25, 40), "te_licht"),  # many leave early without
        (75, 25, (75, 90), (25, 50), "onbeslist"),
        (76, 24, (76, 60), (24, 0), "passend"),
        (76, 24, (76, 40), (24, 100), "te_licht"),  # the plan was carried out and did not help
        (76, 24, (76, 59), None, "onbeslist"),
        (20, 0, (20, 100), (0, None), "passend"),
        (19, 0, (19, 100), (0, None), None),  # too few
        (75, 25, (75, 90), None, None),  # what the rule needs is hidden
        (75, 25, None, (25, 90), "te_zwaar"),
        (75, 25, (75, 90), (9, 90), None),
        (30, 0, (10, 60), None, "passend"),
    ],
)
def test_each_line_of_the_rule(
    volgens_plan: int,
    voortijdig: int,
    plan: tuple[int, int | None] | None,
    vroeg: tuple[int, int | None] | None,
    verwacht: str | None,
) -> None:
    gevonden = hint(volgens_plan, voortijdig, plan and Doelgroep(*plan), vroeg and Doelgroep(*vroeg))
    assert (gevonden and gevonden.zwaarte.value) == verwacht


@given(st.integers(0, 60), st.integers(0, 60), *[st.tuples(st.integers(0, 60), st.integers(0, 100))] * 2)
def test_the_explanation_has_the_numbers_by_which_it_can_be_worked_out_again(
    volgens_plan: int, voortijdig: int, plan: tuple[int, int], vroeg: tuple[int, int]
) -> None:
    gevonden = hint(volgens_plan, voortijdig, Doelgroep(*plan), Doelgroep(*vroeg))
    if gevonden is None:
        assert volgens_plan + voortijdig < MINSTENS or min(plan[0], vroeg[0]) < 10
        return
    assert abs(100 * voortijdig - gevonden.uitval * (volgens_plan + voortijdig)) * 2 <= volgens_plan + voortijdig
    for getal in (volgens_plan + voortijdig, gevonden.uitval, gevonden.bereikt):
        assert str(getal) in gevonden.uitleg
    hoger = hint(volgens_plan, voortijdig, Doelgroep(plan[0], 100), Doelgroep(vroeg[0], 100))
    assert hoger is not None
    assert hoger.zwaarte is (Zwaarte.TE_ZWAAR if gevonden.uitval >= 25 else Zwaarte.PASSEND)


def _rijen(bank: Bank, trajecten: Sequence[Traject], per: str) -> dict[str, UitkomstRij]:
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, trajecten)
        (regio,) = toon_rapport(maak_rapport(werk, Rapportvraag(JAAR, per=(per,)))).regios
    return {rij.sleutel: rij for rij in regio.tabellen[0].rijen}


def test_each_pic_has_its_cross_table_and_its_hint(elke_bank: Bank) -> None:
    """Of 50D3B many leave early with their goals reached, of 50D5A few without theirs."""
    zwaar = [Traject(code="50D3B", einde=BEREIKT)] * 30 + [Traject(code="50D3B", reden="32", einde=BEREIKT)] * 20
    licht = [Traject(code="50D5A", einde=NIET)] * 40 + [Traject(code="50D5A", reden="34", einde=BEREIKT)] * 10
    rijen = _rijen(elke_bank, zwaar + licht, "pic")
    een, twee = rijen["ARRANGEMENT 3B"], rijen["ARRANGEMENT 5A"]
    assert een.zwaarte is not None
    assert een.zwaarte.model_dump(exclude={"uitleg"}) == {"oordeel": "te_zwaar", "uitval": 40, "bereikt": 100}
    assert twee.zwaarte is not None
    assert twee.zwaarte.model_dump(exclude={"uitleg"}) == {"oordeel": "te_licht", "uitval": 20, "bereikt": 0}
    kruis = een.behandel.model_dump(include={"eenzijdig_client", "in_overeenstemming", "extern"})
    assert kruis["eenzijdig_client"] == {"n": 20, "bereikt": 100, "deels": 0, "niet": 0}
    assert kruis["in_overeenstemming"] == {"n": 0, "bereikt": None, "deels": None, "niet": None}


def test_a_hidden_number_gives_no_hint(bank: Bank) -> None:
    """Nine of forty left early: that is not told, so nothing is made of it."""
    trajecten = [Traject(einde=BEREIKT)] * 31 + [Traject(reden="32", einde=BEREIKT)] * 9
    rij = _rijen(bank, trajecten, "product")["45A04"]
    assert (rij.n, rij.uitval, rij.zwaarte) == (40, None, None)


def test_a_reached_goal_has_its_cost_beside_that_of_a_trajectory(elke_bank: Bank) -> None:
    """20 trajectories of 1.000 euro with two goals reached, 10 of 400 without one, 10 of which nothing was told."""
    trajecten = [
        *[Traject(bedrag=100_000, einde=Einde(behandel_bereikt=1, maatschappelijk_bereikt=1))] * 20,
        *[Traject(bedrag=40_000, einde=NIET)] * 10,
        *[Traject(bedrag=0)] * 10,
    ]
    rij = _rijen(elke_bank, trajecten, "aanbieder")["42420001"]
    assert (rij.toegekend_per_traject, rij.bereikte_doelen_per_traject) == (60_000, 1.33)  # 40 goals in 30
    assert rij.toegekend_per_bereikt_doel == 45_113  # 60.000 / 1,33


def test_the_cost_of_a_goal_is_not_told_where_a_kind_of_goal_is_hidden(bank: Bank) -> None:
    trajecten = [Traject(bedrag=100, einde=Einde())] * 20 + [
        Traject(bedrag=100, einde=Einde(maatschappelijk_bereikt=1))
    ] * 5
    rij = _rijen(bank, trajecten, "aanbieder")["42420001"]
    assert (rij.n, rij.maatschappelijk.alle) == (25, None)
    assert (rij.toegekend_per_traject, rij.bereikte_doelen_per_traject, rij.toegekend_per_bereikt_doel) == (
        100,
        None,
        None,
    )


def test_without_a_reached_goal_there_is_no_cost_of_one(bank: Bank) -> None:
    rij = _rijen(bank, [Traject(bedrag=100, einde=NIET)] * 12, "aanbieder")["42420001"]
    assert (rij.bereikte_doelen_per_traject, rij.toegekend_per_bereikt_doel) == (0.0, None)
