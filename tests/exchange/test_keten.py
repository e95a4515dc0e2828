"""The chain: toewijzing, start, declaratie, stop, each with its national answer."""

from app.exchange.judgement import Oordeel
from tests.bank import PRESTATIE, Bank, gevonden


def test_the_chain_is_approved_from_toewijzing_to_stop(elke_bank: Bank) -> None:
    bank = elke_bank
    antwoorden = [
        bank.goed(bericht).antwoord.code for bericht in (bank.jw301(), bank.jw305(), bank.jw323(), bank.jw307())
    ]
    assert antwoorden == ["JW302", "JW306", "JW325", "JW308"]


def test_a_claim_one_cent_above_the_tariff_is_rejected_with_0611(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    regel = PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)
    afhandeling = bank.verwerk(bank.jw323(regel))
    assert gevonden(afhandeling) == [("TR418", "0611", "Prestatie")]
    assert "boven" in afhandeling.oordeel.bevindingen[0].uitleg
    assert afhandeling.oordeel.oordeel is Oordeel.AFGEKEURD


def test_one_hour_too_many_is_rejected_with_9321(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(PRESTATIE._replace(volume=11, bedrag=11 * 8800)))
    assert gevonden(afhandeling) == [("TR321", "9321", "Prestatie")]
    assert afhandeling.oordeel.bevindingen[0].uitleg.endswith("5 weken x 2 uur = 10 uur; ingediend is 11 uur.")


def test_a_credit_makes_room_again(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    credit = PRESTATIE._replace(referentienummer="RN2", vorig_referentienummer="RN1", debet_credit="C")
    opnieuw = PRESTATIE._replace(referentienummer="RN3", volume=10, bedrag=88000)
    afhandeling = bank.goed(bank.jw323(opnieuw, credit))
    assert afhandeling.oordeel.uitslag is not None
    assert afhandeling.oordeel.uitslag.toegekend == 8800
