"""Starts and stops that are missing or do not fit, and the duty to take every client: told by the daily round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from app.contracts.regio import Regio
from app.contracts.regiobestand import demoregio, lees_regio
from app.messages.records import Prestatie
from app.store import tables as t
from app.store.signalen import Signaalfilter, Signaalrij, zoek_signalen
from tests.bank import AANBIEDER, GEMEENTE, PRESTATIE, START, STOP, TOEWIJZING, Bank, maak_bank

REGIE, ACCEPTATIE = "SIG-REGIE", "SIG-ACCEPTATIE"
BEIDE = ("gemeente", "aanbieder")
APRIL, MEI = date(2026, 4, 1), date(2026, 5, 1)


def _op(bank: Bank, dag: date) -> None:
    bank.klok.dag = bank.dagtekening = dag


def _ronde(bank: Bank, dag: date, code: str) -> list[tuple[str, str]]:
    """For whom the signals of a kind are and how they stand after a round, oldest first."""
    _op(bank, dag)
    assert all(een.mislukt is None for een in bank.knoop.draai_dagronde())
    return [(rij.voor, rij.toestand) for rij in reversed(_rijen(bank, code))]


def _rijen(bank: Bank, code: str) -> list[Signaalrij]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return zoek_signalen(werk.verbinding, Signaalfilter(codes=(code,)), 100, None)


def _regel(maand: int, **anders: Any) -> Prestatie:
    begin = date(2026, maand, 1)
    eind = date(2026, maand + 1, 1) - timedelta(days=1)
    regel = PRESTATIE._replace(referentienummer=f"RN{maand}", begindatum=begin, einddatum=eind, volume=2, bedrag=17600)
    return regel._replace(**anders)


def test_a_claim_without_a_start_is_told_to_the_gemeente_when_the_start_is_late(elke_bank: Bank) -> None:
    """The end of April plus five working days is 11 May, for 5 May is a holiday; the clock told the aanbieder."""
    bank = elke_bank
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301())
    _op(bank, date(2026, 5, 4))
    bank.goed(bank.jw323(_regel(4)))
    assert _ronde(bank, date(2026, 5, 8), REGIE) == []
    assert _ronde(bank, date(2026, 5, 12), REGIE) == [("gemeente", "open")]
    (rij,) = _rijen(bank, REGIE)
    assert (rij.gemeente, rij.aanbieder, rij.verwijzing) == (GEMEENTE, AANBIEDER, "toewijzing 1001")
    assert rij.client is not None
    assert "OP271" in rij.uitleg
    assert "2026-04-30" in rij.uitleg
    bank.goed(bank.jw305())
    assert _ronde(bank, date(2026, 5, 13), REGIE) == [("gemeente", "gesloten")]


def test_a_trajectory_without_a_stop_after_its_end(elke_bank: Bank) -> None:
    bank = elke_bank
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    assert _ronde(bank, date(2026, 7, 1), REGIE) == []
    assert _ronde(bank, date(2026, 7, 14), REGIE) == [("gemeente", "open")]
    assert "geëindigd" in _rijen(bank, REGIE)[0].uitleg
    bank.goed(bank.jw307(STOP._replace(einddatum=date(2026, 6, 30))))
    assert _ronde(bank, date(2026, 7, 15), REGIE) == [("gemeente", "gesloten")]


def _gestopt(bank: Bank, **anders: Any) -> None:
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301(TOEWIJZING._replace(**anders)))
    bank.goed(bank.jw305())
    _op(bank, date(2026, 6, 8))
    bank.goed(bank.jw307(STOP._replace(einddatum=date(2026, 4, 30))))


def test_a_claim_over_months_after_the_stop_is_told_to_both(elke_bank: Bank) -> None:
    """April was before the stop; May, two lines of which one is credited later, was after it."""
    bank = elke_bank
    _gestopt(bank)
    bank.goed(bank.jw323(_regel(4), maand=APRIL))
    assert _ronde(bank, date(2026, 6, 8), REGIE) == []
    assert bank.goed(bank.jw323(_regel(5), maand=MEI)).oordeel.bevindingen == ()
    beide = [("gemeente", "open"), ("aanbieder", "open")]
    assert _ronde(bank, date(2026, 6, 9), REGIE) == beide
    uitleg = _rijen(bank, REGIE)[0].uitleg
    assert "gestopt op 2026-04-30" in uitleg
    assert "1 prestatie toegekend (€ 176,00), de eerste vanaf 2026-05-01" in uitleg
    credit = _regel(5, referentienummer="CN5", vorig_referentienummer="RN5", debet_credit="C")
    bank.goed(bank.jw323(credit, maand=MEI))
    assert _ronde(bank, date(2026, 6, 10), REGIE) == [(voor, "gesloten") for voor, _ in beide]


def test_help_that_started_again_was_not_stopped(elke_bank: Bank) -> None:
    bank = elke_bank
    _gestopt(bank)
    bank.goed(bank.jw305(START._replace(begindatum=MEI)))
    bank.goed(bank.jw323(_regel(5), maand=MEI))
    assert _ronde(bank, date(2026, 6, 9), REGIE) == []


def test_a_stop_that_is_not_for_good_does_not_count(bank: Bank) -> None:
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    _op(bank, date(2026, 6, 8))
    bank.goed(bank.jw307(STOP._replace(einddatum=date(2026, 4, 30), reden_beeindiging="20")))
    bank.goed(bank.jw323(_regel(5), maand=MEI))
    assert _ronde(bank, date(2026, 6, 9), REGIE) == []


def test_an_amount_for_the_whole_may_be_claimed_after_the_stop(bank: Bank) -> None:
    """It is owed also when the goals were met sooner."""
    _gestopt(bank)
    bank.goed(bank.jw323(_regel(5), maand=MEI))
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        werk.verbinding.execute(update(t.toewijzing).values(eenheid="83", frequentie="6"))
    assert _ronde(bank, date(2026, 6, 9), REGIE) == []


def _regio(**anders: Any) -> Regio:
    """The demo regio, with a duty to take every client in the contract of the aanbieder."""
    demo = lees_regio(demoregio())
    contracten = tuple(
        replace(een, acceptatieplicht=True, **anders) if een.aanbieder == AANBIEDER else een for een in demo.contracten
    )
    return replace(demo, contracten=contracten, startnorm_dagen=10)


@pytest.mark.parametrize(
    ("ontvangen", "laatste"), [(date(2026, 3, 31), date(2026, 4, 11)), (date(2026, 4, 7), date(2026, 4, 17))]
)
def test_no_start_within_the_norm(elke_bank: Bank, ontvangen: date, laatste: date) -> None:
    """Ten days after 1 April, or after the JW301 when that came later."""
    bank = elke_bank
    bank.knoop.laad_regio(_regio())
    _op(bank, ontvangen)
    bank.goed(bank.jw301())
    assert _ronde(bank, laatste, ACCEPTATIE) == []
    assert _ronde(bank, laatste + timedelta(days=1), ACCEPTATIE) == [(voor, "open") for voor in BEIDE]
    rij = _rijen(bank, ACCEPTATIE)[0]
    assert f"uiterlijk {laatste}" in rij.uitleg
    assert "10 dagen" in rij.uitleg
    assert "DEMO-2024-01" in rij.uitleg
    bank.goed(bank.jw305())
    assert _ronde(bank, laatste + timedelta(days=2), ACCEPTATIE) == [(voor, "gesloten") for voor in BEIDE]


def test_without_a_duty_nothing_is_said(bank: Bank) -> None:
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301())
    assert _ronde(bank, date(2026, 6, 1), ACCEPTATIE) == []


def test_without_a_norm_of_the_regio_it_is_four_weeks(bank: Bank) -> None:
    bank.knoop.laad_regio(replace(_regio(), startnorm_dagen=lees_regio(demoregio()).startnorm_dagen))
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301())
    assert _ronde(bank, date(2026, 4, 30), ACCEPTATIE) == []
    assert len(_ronde(bank, date(2026, 5, 1), ACCEPTATIE)) == 2


@pytest.mark.parametrize("einde", ["verlopen", "ingetrokken", "gedeclareerd"])
def test_what_ended_was_removed_or_was_claimed_is_not_awaited(elke_bank: Bank, einde: str) -> None:
    bank = elke_bank
    bank.knoop.laad_regio(_regio())
    _op(bank, date(2026, 4, 2))
    bank.goed(bank.jw301())
    assert len(_ronde(bank, date(2026, 5, 4), ACCEPTATIE)) == 2
    dag = date(2026, 5, 5)
    if einde == "verlopen":
        dag = date(2026, 7, 1)
    elif einde == "ingetrokken":
        weg = TOEWIJZING._replace(reden_wijziging="13", toewijzingsdatum=date(2026, 5, 4), einddatum=APRIL)
        bank.goed(bank.jw301(weg))
    else:
        bank.goed(bank.jw323(_regel(4), maand=APRIL))
    assert {toestand for _, toestand in _ronde(bank, dag, ACCEPTATIE)} == {"gesloten"}


def test_a_stop_by_the_aanbieder_is_told_at_once_and_closed_when_it_is_withdrawn(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.knoop.laad_regio(_regio())
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    stop = STOP._replace(reden_beeindiging="33")
    (signaal,) = bank.goed(bank.jw307(stop)).oordeel.signalen
    assert (signaal.code, signaal.voor.value) == (ACCEPTATIE, "gemeente")
    assert signaal.pad.endswith("/RedenBeeindiging")
    assert _ronde(bank, date(2026, 5, 7), ACCEPTATIE) == [("gemeente", "open")]
    assert bank.goed(bank.jw307(stop._replace(status="3"))).oordeel.signalen == ()
    assert _ronde(bank, date(2026, 5, 8), ACCEPTATIE) == [("gemeente", "gesloten")]


@pytest.mark.parametrize("reden", ["02", "20", "31", "32", "34", "35", "36", "37", "38", "39"])
def test_another_stop_is_not_told(bank: Bank, reden: str) -> None:
    bank.knoop.laad_regio(_regio())
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    assert bank.goed(bank.jw307(STOP._replace(reden_beeindiging=reden))).oordeel.signalen == ()


def test_nor_is_a_stop_without_a_duty(bank: Bank) -> None:
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    assert bank.goed(bank.jw307(STOP._replace(reden_beeindiging="33"))).oordeel.signalen == ()


def test_a_jw302_cannot_refuse(bank: Bank, tmp_path: Path) -> None:
    """The aanbieder rejects the JW301: the toewijzing stands, is claimed on, and its start is awaited."""
    partner = maak_bank(tmp_path / "partner")
    bank.knoop.laad_regio(_regio())
    for een in (bank, partner):
        _op(een, date(2026, 4, 2))
    bericht = bank.jw301()
    partner.goed(bericht)
    weigering = partner.verwerk(bericht)
    assert [een.retourcode for een in weigering.oordeel.bevindingen] == ["9056"]
    bank.goed(bericht)
    ontvangen = bank.verwerk(weigering.antwoord.pakket.bytes())
    assert [een.code for een in ontvangen.oordeel.signalen] == ["OORDEEL-VERSCHILT"]
    assert [voor for voor, _ in _ronde(bank, date(2026, 4, 13), ACCEPTATIE)] == list(BEIDE)
    bank.goed(bank.jw305())
    _op(bank, date(2026, 5, 4))
    bank.goed(bank.jw323(_regel(4), maand=APRIL))
    partner.knoop.sluit()
