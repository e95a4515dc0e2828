"""The band of peers: who counts in it, where it lies, and when it stays hidden."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import quantiles

from hypothesis import given
from hypothesis import strategies as st

from app.steering.stuurcijfers import spiegel
from app.steering.stuurcijfers.spiegel import Band, Waarde, maak_band
from tests.bank import Bank
from tests.steering.stuurmodel import reken
from tests.steering.stuurwereld import AANBIEDERS, Traject, Wereld


def test_a_band_by_hand() -> None:
    """Means 1 to 5; one with nine trajectories does not count."""
    anderen = [Waarde(10 * getal, 10) for getal in (5, 3, 1, 2, 4)]
    assert maak_band([*anderen, Waarde(900, 9)]) == (5, Band(Fraction(2), Fraction(3), Fraction(4)))


def test_fewer_than_five_peers_give_no_band() -> None:
    anderen = [Waarde(10 * getal, 10) for getal in range(4)]
    assert maak_band([*anderen, Waarde(5, 9)]) == (4, None)


@given(st.lists(st.tuples(st.integers(-1000, 1000), st.integers(10, 50)), min_size=5, max_size=30))
def test_the_band_is_that_of_the_library(anderen: list[tuple[int, int]]) -> None:
    _, band = maak_band(Waarde(*een) for een in anderen)
    assert band is not None
    verwacht = quantiles((som / aantal for som, aantal in anderen), n=4, method="inclusive")
    assert [round(float(een), 6) for een in band] == [round(een, 6) for een in verwacht]


def test_an_aanbieder_sees_itself_and_no_names(bank: Bank) -> None:
    """Ten trajectories each of six aanbieders that cost 1,000 to 6,000 euros; the first sees the other five."""
    wereld = Wereld(bank)
    wereld.laad()
    wereld.plaats(
        Traject(
            aanbieder=wie,
            client=nummer * 10 + welke,
            bedragen=((date(2026, 2, 1), 100_000 * (nummer + 1)),),
            gestart=date(2026, 1, 11),
            gestopt=(date(2026, 3, 31), "32" if welke < nummer else "31"),
        )
        for nummer, wie in enumerate(AANBIEDERS[:6])
        for welke in range(10)
    )
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        gevonden = {rij.maat: rij for rij in reken(werk, spiegel.CIJFER, aanbieder=AANBIEDERS[0])}
        strenger = reken(werk, spiegel.CIJFER, aanbieder=AANBIEDERS[0], gemeente=["0503"])
    assert strenger == []
    kosten, uitval = gevonden["kosten"], gevonden["uitval"]
    assert (kosten.aantal, kosten.eigen, kosten.anderen) == (10, 100_000, 5)
    assert (kosten.p25, kosten.mediaan, kosten.p75) == (300_000, 400_000, 500_000)
    assert (uitval.eigen, uitval.p25, uitval.mediaan, uitval.p75) == (0, 0.2, 0.3, 0.4)
    assert (gevonden["duur"].eigen, gevonden["wachttijd"].eigen, gevonden["zwaar"].eigen) == (80, 10, 0)
    for rij in gevonden.values():
        assert not set(AANBIEDERS) & {str(waarde) for waarde in rij.model_dump().values()}
