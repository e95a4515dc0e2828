"""A claim for help on or after the twenty-third birthday: told once a toewijzing, and never rejected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.exchange.judgement import Oordeel
from app.messages.records import Prestatie, Toewijzingsbericht
from app.rules.lokaal import leeftijd
from app.store.signalen import Signaalfilter, Signaalrij, zoek_signalen
from tests.bank import ANDER_KIND, KIND, PRESTATIE, TOEWIJZING, Bank

CODE = "SIG-LEEFTIJD-23"
JARIG = date(2026, 5, 1)
"""Twenty-three on the first day of the month that is claimed."""
GEBOREN = JARIG.replace(year=2003)
ANDERE = TOEWIJZING._replace(toewijzingnummer=1002)


def _regel(maand: int, **anders: Any) -> Prestatie:
    """Two hours in April, May or June."""
    begin = date(2026, maand, 1)
    eind = date(2026, maand + 1, 1) - timedelta(days=1)
    nummer = f"RN{maand}"
    regel = PRESTATIE._replace(referentienummer=nummer, begindatum=begin, einddatum=eind, volume=2, bedrag=17600)
    return regel._replace(**anders)


def _wijs_toe(bank: Bank, geboren: date) -> None:
    bank.klok.dag = bank.dagtekening = date(2026, 4, 6)
    bank.verwerk(bank.jw301(kind=replace(KIND, geboortedatum=geboren)))
    bank.verwerk(bank.jw301(ANDERE, kind=replace(ANDER_KIND, geboortedatum=date(2015, 1, 1))))
    bank.klok.dag = bank.dagtekening = date(2026, 6, 8)


def _gemeld(bank: Bank, *regels: Prestatie, maand: int = 5) -> list[tuple[str, str | None]]:
    """Code and reference of the signals on a declaratie, which is granted whatever they say."""
    ander = _regel(maand, client=2, toewijzingnummer=1002, referentienummer=f"AN{maand}")
    per_bsn = [(KIND.bsn, regels), (ANDER_KIND.bsn, [ander])]
    oordeel = bank.goed(bank.jw323(per_bsn=per_bsn, maand=date(2026, maand, 1))).oordeel
    assert oordeel.oordeel is Oordeel.GOEDGEKEURD
    return [(een.code, een.verwijzing) for een in oordeel.signalen]


def _rijen(bank: Bank) -> list[Signaalrij]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return zoek_signalen(werk.verbinding, Signaalfilter(codes=(CODE,)), 10, None)


def test_a_period_that_begins_on_the_birthday_is_told_and_one_before_it_is_not(elke_bank: Bank) -> None:
    bank = elke_bank
    _wijs_toe(bank, GEBOREN)
    assert _gemeld(bank, _regel(4), _regel(5)) == [(CODE, "toewijzing 1001")]
    rij = _rijen(bank)[0]
    assert (rij.voor, rij.toestand, rij.bericht_code) == ("gemeente", "open", "JW323")
    assert "vanaf 2026-05-01" in rij.uitleg
    assert "2003" not in rij.uitleg


@pytest.mark.parametrize(("geboren", "gemeld"), [(date(2003, 5, 1), True), (date(2003, 5, 2), False)])
def test_a_day_younger_and_it_is_silent(bank: Bank, geboren: date, gemeld: bool) -> None:
    _wijs_toe(bank, geboren)
    assert [code for code, _ in _gemeld(bank, _regel(5))] == [CODE] * gemeld


def test_it_is_told_once_a_toewijzing_in_a_message(bank: Bank) -> None:
    _wijs_toe(bank, date(2003, 4, 1))
    assert _gemeld(bank, _regel(4), _regel(5)) == [(CODE, "toewijzing 1001")]
    assert "vanaf 2026-04-01" in _rijen(bank)[0].uitleg


def test_it_is_kept_once_while_it_runs_and_the_daily_round_leaves_it_alone(elke_bank: Bank) -> None:
    """The round closes what the JW301 told, for the toewijzing has ended; that it was claimed stays open."""
    bank = elke_bank
    _wijs_toe(bank, GEBOREN)
    bank.klok.dag = bank.dagtekening = date(2026, 7, 8)
    for maand in (5, 6):
        assert _gemeld(bank, _regel(maand), maand=maand) == [(CODE, "toewijzing 1001")]
    bank.knoop.draai_dagronde()
    assert [(rij.bericht_code, rij.toestand) for rij in _rijen(bank)] == [("JW323", "open"), ("JW301", "gesloten")]


def test_only_a_declaratie_is_asked(bank: Bank) -> None:
    _wijs_toe(bank, GEBOREN)
    gelezen = bank.toets(bank.jw301()).bericht
    assert isinstance(gelezen, Toewijzingsbericht)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        facts = werk.facts(gelezen, bank.release, bank.klok.dag)
        feiten = werk.procedurefeiten(facts, bank.knoop.loket.kalender)
    with pytest.raises(TypeError, match="JW323"):
        list(leeftijd.drieentwintig_declaratie(feiten))
