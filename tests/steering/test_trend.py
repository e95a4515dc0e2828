"""Whose outcomes fall behind or stand out: the rule by itself, and in the daily round."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.steering.dagronde.ronde import draai
from app.steering.dagronde.trends import TRENDS
from app.steering.uitkomsten.trend import SLECHT, TRENDMATEN, Grond, Trendmaat, beoordeel_trend, leg_uit
from app.steering.uitkomsten.trendreeksen import NALEVERING, te_bekijken, vind_trends
from app.store.signalen import Signaalfilter, Signaalrij, zoek_signalen
from app.store.zaken import Zaakfilter, Zaakrij, lees_zaak, zoek_zaken
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, Bank
from tests.steering.trajecten import Einde, Traject, vul

DOELEN, UITVAL = TRENDMATEN[0], TRENDMATEN[4]
_GEEN: tuple[int, ...] = ()


@pytest.mark.parametrize(
    ("maat", "reeks", "anderen", "gronden"),
    [
        (DOELEN, (80, 75, 70), _GEEN, "verslechterd"),
        (DOELEN, (80, 75, 71), _GEEN, ""),  # not by the margin
        (DOELEN, (80, 80, 60), _GEEN, ""),  # only once
        (DOELEN, (80, 60, 65), _GEEN, ""),
        (DOELEN, (None, 75, 60), _GEEN, ""),  # one is hidden
        (DOELEN, (80, 75, None), (90, 90, 90), ""),
        (DOELEN, (70, 75, 80), _GEEN, "verbeterd"),
        (DOELEN, (None, None, 60), (50, 70, 90), "slechter_dan_anderen"),
        (DOELEN, (None, None, 61), (50, 70, 90), ""),
        (DOELEN, (None, None, 60), (70, 90), ""),  # of two others there is no median
        (DOELEN, (None, None, 80), (50, 60, 80, 90), "beter_dan_anderen"),  # the median is 70
        (DOELEN, (80, 70, 60), (70, 70, 70), "verslechterd slechter_dan_anderen"),
        (DOELEN, (99, 95, 85), (70, 70, 70), ""),  # worse than it was, better than others
        (UITVAL, (10, 15, 20), _GEEN, "verslechterd"),
        (UITVAL, (None, None, 5), (20, 20, 20), "beter_dan_anderen"),
    ],
)
def test_each_line_of_the_rule(
    maat: Trendmaat, reeks: Sequence[int | None], anderen: Sequence[int], gronden: str
) -> None:
    trend = beoordeel_trend(maat, reeks, anderen)
    assert " ".join(een.value for een in (trend.gronden if trend else ())) == gronden


_waarden = st.integers(0, 100)
_reeksen = st.lists(st.one_of(st.none(), _waarden), min_size=3, max_size=3)
_anderen = st.lists(_waarden, max_size=6)


@given(st.sampled_from(TRENDMATEN), _reeksen, _anderen)
def test_bad_mirrored_is_good(maat: Trendmaat, reeks: list[int | None], anderen: list[int]) -> None:
    spiegel = beoordeel_trend(maat, [None if een is None else -een for een in reeks], [-een for een in anderen])
    trend = beoordeel_trend(maat, reeks, anderen)
    assert (trend is None) == (spiegel is None)
    if trend is not None and spiegel is not None:
        assert trend.slecht != spiegel.slecht
        assert len(trend.gronden) == len(spiegel.gronden)


@given(st.sampled_from(TRENDMATEN), _reeksen, _anderen, st.integers(-50, 50))
def test_only_differences_count(maat: Trendmaat, reeks: list[int | None], anderen: list[int], meer: int) -> None:
    hoger = beoordeel_trend(
        maat, [None if een is None else een + meer for een in reeks], [een + meer for een in anderen]
    )
    trend = beoordeel_trend(maat, reeks, sorted(anderen, reverse=True))
    assert (trend and trend.gronden) == (hoger and hoger.gronden)


@given(st.sampled_from(TRENDMATEN), _reeksen, _anderen)
def test_a_trend_has_a_margin_that_anybody_can_check(
    maat: Trendmaat, reeks: list[int | None], anderen: list[int]
) -> None:
    trend = beoordeel_trend(maat, reeks, anderen)
    if trend is None:
        return
    assert reeks[-1] is not None
    assert {grond in SLECHT for grond in trend.gronden} == {trend.slecht}
    if Grond.VERSLECHTERD in trend.gronden or Grond.VERBETERD in trend.gronden:
        assert reeks[0] is not None
        assert abs(reeks[-1] - reeks[0]) >= maat.marge
    else:
        gesorteerd, helft = sorted(anderen), len(anderen) // 2
        midden = gesorteerd[helft] + gesorteerd[~helft]
        assert abs(2 * reeks[-1] - midden) >= 2 * maat.marge
    assert maat.titel.capitalize() in leg_uit(trend, ("a", "b", "c"))


@given(st.dates(date(2018, 1, 1), date(2040, 12, 31)))
def test_three_quarters_that_follow_each_other_and_are_over(dag: date) -> None:
    perioden = te_bekijken(dag)
    assert len(perioden) == 3
    for eerder, later in itertools.pairwise(perioden):
        assert eerder.tot + timedelta(days=1) == later.van
    laatste = perioden[-1].tot
    assert laatste + NALEVERING <= dag < laatste + timedelta(days=93) + NALEVERING


def test_only_aanbieders_of_the_same_regio_are_others() -> None:
    nu = {("A", str(een)): {"uitval": 10} for een in range(4)} | {("B", str(een)): {"uitval": 40} for een in range(9)}
    assert list(vind_trends([{}, {}, nu], ("1", "2", "3"))) == []
    nu[("A", "4")] = {"uitval": 20}
    (gevonden,) = vind_trends([{}, {}, nu], ("1", "2", "3"))
    assert (gevonden.regio, gevonden.aanbieder, gevonden.trend.anderen) == ("A", "4", 4)


KWARTALEN = (date(2025, 5, 1), date(2025, 8, 1), date(2025, 11, 1))
"""The quarters that the bench's day, 6 May 2026, looks at."""


def _kwartaal(eind: date, aanbieder: str, bereikt: int, van: int = 20) -> list[Traject]:
    """So many of so many goals reached, one a trajectory."""
    vast: dict[str, Any] = {"aanbieder": aanbieder, "begin": date(2025, 1, 1), "eind": eind}
    goed, slecht = Einde(behandel_bereikt=1), Einde(behandel_bereikt=0, behandel_niet=1)
    return [Traject(**vast, einde=goed)] * bereikt + [Traject(**vast, einde=slecht)] * (van - bereikt)


def _vul(bank: Bank, trajecten: Sequence[Traject], vanaf: int = 1) -> None:
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, trajecten, vanaf)


def _ronde(bank: Bank) -> tuple[int, int, int]:
    (uitkomst,) = draai(bank.knoop.opslag, bank.knoop.loket.kalender, bank.klok.nu(), None, [TRENDS])
    assert uitkomst.mislukt is None
    return uitkomst.gevonden, uitkomst.geopend, uitkomst.gesloten


def _register(bank: Bank) -> tuple[list[Signaalrij], list[Zaakrij]]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        signalen = zoek_signalen(werk.verbinding, Signaalfilter(), 100, None)
        return signalen, zoek_zaken(werk.verbinding, Zaakfilter(), 100)


def test_a_bad_trend_is_a_signal_with_a_case_and_a_good_one_too(elke_bank: Bank) -> None:
    """18, 15 and 12 of 20 goals: 90, 75 and 60 percent; and the other way around."""
    bank = elke_bank
    for nummer, (eind, slecht, goed) in enumerate(zip(KWARTALEN, (18, 15, 12), (12, 15, 18), strict=True)):
        _vul(bank, [*_kwartaal(eind, AANBIEDER, slecht), *_kwartaal(eind, ANDERE_AANBIEDER, goed)], 1 + 40 * nummer)
    assert _ronde(bank) == (4, 4, 0)
    signalen, zaken = _register(bank)
    assert {(een.code, een.voor, een.aanbieder) for een in signalen} == {
        ("SIG-VERBETERPLAN", "gemeente", AANBIEDER),
        ("SIG-VERBETERPLAN", "aanbieder", AANBIEDER),
        ("SIG-GOEDE-PRAKTIJK", "gemeente", ANDERE_AANBIEDER),
        ("SIG-GOEDE-PRAKTIJK", "aanbieder", ANDERE_AANBIEDER),
    }
    gemeld = next(een for een in signalen if (een.code, een.voor) == ("SIG-VERBETERPLAN", "gemeente"))
    assert "2025-K2 90%, 2025-K3 75%, 2025-K4 60%" in gemeld.uitleg
    assert {(een.soort, een.aanbieder, een.regio, een.toestand) for een in zaken} == {
        ("verbeterplan", AANBIEDER, "DEMO", "gesignaleerd"),
        ("goede_praktijk", ANDERE_AANBIEDER, "DEMO", "gesignaleerd"),
    }
    (verbeterplan,) = (een for een in zaken if een.soort == "verbeterplan")
    assert verbeterplan.signaal == gemeld.openbaar
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        zaak = lees_zaak(werk.verbinding, bank.knoop.opslag.kluis, verbeterplan.openbaar)
    assert zaak is not None
    eerste = zaak.verloop.stappen[0].stap
    assert (eerste.door, eerste.toelichting) == ("beheerder", gemeld.uitleg)
    assert eerste.gegevens == {"indicator": "doelen_behandel", "periode": "2025-K4"}
    assert _ronde(bank) == (4, 0, 0)


def test_a_next_quarter_closes_the_signal_and_opens_no_second_case(elke_bank: Bank) -> None:
    bank = elke_bank
    for nummer, (eind, bereikt) in enumerate(zip((*KWARTALEN, date(2026, 2, 1)), (18, 15, 12, 9), strict=True)):
        _vul(bank, _kwartaal(eind, AANBIEDER, bereikt), 1 + 20 * nummer)
    assert _ronde(bank) == (2, 2, 0)
    bank.klok.dag = date(2026, 5, 12)  # 42 days after the first quarter
    assert _ronde(bank) == (2, 2, 2)
    signalen, zaken = _register(bank)
    assert sorted(een.toestand for een in signalen) == ["gesloten", "gesloten", "open", "open"]
    assert len(zaken) == 1


def test_nothing_is_made_of_what_is_hidden(bank: Bank) -> None:
    for nummer, (eind, bereikt) in enumerate(zip(KWARTALEN, (9, 5, 1), strict=True)):
        _vul(bank, _kwartaal(eind, AANBIEDER, bereikt, van=9), 1 + 20 * nummer)
    assert _ronde(bank) == (0, 0, 0)


def test_an_aanbieder_without_contract_is_signalled_without_a_case(bank: Bank) -> None:
    for nummer, (eind, bereikt) in enumerate(zip(KWARTALEN, (18, 15, 12), strict=True)):
        _vul(bank, _kwartaal(eind, "42429999", bereikt), 1 + 20 * nummer)
    assert _ronde(bank) == (2, 2, 0)
    signalen, zaken = _register(bank)
    assert (len(signalen), zaken) == (2, [])
