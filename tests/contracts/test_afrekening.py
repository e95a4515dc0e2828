"""A trajectory is settled by its contract and its outcomes, and by nothing that somebody made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.afrekening import (
    AfrekeningGeweigerd,
    Doelen,
    Geweigerd,
    Grondslag,
    grondslag_van,
    reken_af,
)
from app.contracts.afspraken import Afspraken
from app.contracts.declaratieprijs import Toewijzing
from app.contracts.partijen import Resultaatdeel
from app.contracts.verplichting import verplichting
from tests.contracts.regios import afspraken

GRONDSLAG = Grondslag("C-1", 30, date(2020, 1, 1), date(2020, 2, 1), 400_000, "afgesproken")
GEMIST, BEREIKT = Doelen(1, 0, 2), Doelen(3, 0, 0)


def _rijnmond(ingang: date, code: str = "50R1M") -> Toewijzing:
    return Toewijzing("0599", "60600001", code, ingang, date(2018, 12, 30), 1, "82", "2", ingang)


def _haaglanden(deel: Resultaatdeel | None) -> Afspraken:
    regio = afspraken("haaglanden").regio
    contracten = tuple(replace(een, resultaatdeel=deel) for een in regio.contracten)
    return Afspraken(replace(regio, contracten=contracten))


T1 = Toewijzing("0503", "50500001", "50H3B", date(2020, 2, 1), date(2020, 10, 31), 1, "82", "6", date(2020, 2, 1))


def test_the_worked_example() -> None:
    malus = reken_af(GRONDSLAG, GEMIST, verwijtbaar=True)
    assert (malus.uitkomst.deel, malus.uitkomst.malus, malus.uitkomst.betaalbaar) == (120_000, 120_000, 280_000)
    assert "Resultaatafhankelijk deel: 30% van € 4.000,00 = € 1.200,00" in malus.stappen[2]
    assert malus.stappen[-1] == "Betaalbaar: € 4.000,00 - € 1.200,00 = € 2.800,00."
    bonus = reken_af(GRONDSLAG, BEREIKT, verwijtbaar=False, eigen_kosten=310_000)
    assert (bonus.uitkomst.betaalbaar, bonus.uitkomst.bonus) == (400_000, 90_000)
    assert "€ 900,00 blijft bij de aanbieder" in bonus.stappen[-1]


@pytest.mark.parametrize(
    ("dag", "deel"), [(date(2018, 6, 30), False), (date(2018, 7, 1), True), (date(2018, 9, 3), True)]
)
def test_in_rijnmond_the_share_is_phased_in_during_2018(dag: date, deel: bool) -> None:
    """R064: a trajectory that began before the day on which the share began is paid in full."""
    wat = verplichting(afspraken("rijnmond"), _rijnmond(dag))
    if deel:
        grondslag = grondslag_van(wat, 300_000)
        assert (grondslag.percentage, grondslag.peildag, grondslag.bedrag) == (10, dag, 300_000)
        assert grondslag.herkomst.startswith("toegekend")
        return
    with pytest.raises(AfrekeningGeweigerd) as fout:
        grondslag_van(wat, 300_000)
    assert fout.value.waarom is Geweigerd.GEEN_DEEL
    assert "geldt pas vanaf peildatum 2018-07-01" in fout.value.uitleg


def test_an_arrangement_is_settled_on_what_was_agreed_and_not_on_what_was_claimed() -> None:
    boek = _haaglanden(Resultaatdeel(30, date(2020, 1, 1)))
    assert grondslag_van(verplichting(boek, T1), 120_000).bedrag == 400_000


def test_what_cannot_be_settled_says_why() -> None:
    geen = _haaglanden(None)
    nul = _haaglanden(Resultaatdeel(0, date(2020, 1, 1)))
    wel = _haaglanden(Resultaatdeel(30, date(2020, 1, 1)))
    for wat, toegekend, waarom in (
        (None, 1, Geweigerd.GEEN_AFSPRAKEN),
        (verplichting(geen, T1), 1, Geweigerd.GEEN_DEEL),
        (verplichting(nul, T1), 1, Geweigerd.GEEN_DEEL),
        (verplichting(wel, T1._replace(aanbieder="50509999")), 1, Geweigerd.GEEN_CONTRACT),
        (verplichting(afspraken("rijnmond"), _rijnmond(date(2018, 9, 3))), 0, Geweigerd.GEEN_BEDRAG),
    ):
        with pytest.raises(AfrekeningGeweigerd) as fout:
            grondslag_van(wat, toegekend)
        assert fout.value.waarom is waarom
    with pytest.raises(AfrekeningGeweigerd) as fout:
        reken_af(GRONDSLAG, None, verwijtbaar=False)
    assert fout.value.waarom is Geweigerd.GEEN_EIND
    with pytest.raises(AfrekeningGeweigerd) as fout:
        reken_af(GRONDSLAG, BEREIKT, verwijtbaar=True)
    assert fout.value.waarom is Geweigerd.DOELEN_BEREIKT


@given(
    bedrag=st.integers(1, 10**9),
    percentage=st.integers(1, 100),
    doelen=st.builds(Doelen, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)),
    verwijtbaar=st.booleans(),
    kosten=st.none() | st.integers(0, 10**9),
)
def test_what_is_paid_lies_between_the_fixed_part_and_the_whole(
    bedrag: int, percentage: int, doelen: Doelen, verwijtbaar: bool, kosten: int | None
) -> None:
    grondslag = GRONDSLAG._replace(bedrag=bedrag, percentage=percentage)
    if verwijtbaar and not (doelen.deels or doelen.niet):
        with pytest.raises(AfrekeningGeweigerd):
            reken_af(grondslag, doelen, verwijtbaar=verwijtbaar, eigen_kosten=kosten)
        return
    uit = reken_af(grondslag, doelen, verwijtbaar=verwijtbaar, eigen_kosten=kosten).uitkomst
    assert uit.malus + uit.betaalbaar == bedrag
    assert uit.betaalbaar == (bedrag - uit.deel if verwijtbaar else bedrag)
    assert 0 <= bedrag * percentage - uit.deel * 100 < 100
    assert uit.bonus == (0 if (verwijtbaar and uit.deel) or kosten is None else max(0, bedrag - kosten))
