"""What starts and stops do to what was sent before: removals, repeats and their order (IV008, OP033)."""

from __future__ import annotations

from datetime import date

from tests.bank import ANDER_KIND, START, STOP, TOEWIJZING, Bank, gevonden
from tests.rules.berichten import START_ZONDER, STOP_ZONDER, TIJDELIJKE_STOP, zonder

_WEG = START._replace(status="3")
_OPNIEUW = START._replace(begindatum=date(2026, 5, 5))


def _gestart(bank: Bank) -> Bank:
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    return bank


def test_a_start_that_was_removed_can_be_sent_again_and_removed_again(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    for _ in range(3):
        bank.goed(bank.jw305(_WEG))
        assert gevonden(bank.toets(bank.jw305(_WEG))) == [("TR063", "9063", "StartProduct")]
        bank.goed(bank.jw305())
    assert gevonden(bank.verwerk(bank.jw305())) == [
        ("TR074", "9074", "StartProduct"),
        ("TR326", "9326", "StartProduct"),
    ]


def test_a_removed_start_cannot_be_stopped(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    bank.goed(bank.jw305(_WEG))
    assert gevonden(bank.verwerk(bank.jw307())) == [("TR382", "9069", "StopProduct")]


def test_in_one_message_removals_come_before_first_deliveries(elke_bank: Bank) -> None:
    """The correction of a key element in one message, the new start written above the removal (IV008)."""
    bank = _gestart(elke_bank)
    bank.goed(bank.jw305(START._replace(begindatum=date(2026, 4, 2)), _WEG))
    assert gevonden(bank.toets(bank.jw307())) == [("TR382", "9069", "StopProduct")]
    bank.goed(bank.jw307(STOP._replace(begindatum=date(2026, 4, 2))))


def test_a_stop_is_corrected_in_one_message(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    bank.goed(bank.jw307())
    bank.goed(bank.jw307(STOP._replace(einddatum=date(2026, 5, 1)), STOP._replace(status="3")))
    assert gevonden(bank.verwerk(bank.jw307())) == [("TR415", "9415", "StopProduct")]


def test_two_starts_of_one_product_in_one_message_are_one_too_many(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw305(START, _OPNIEUW))
    assert [(een.regel, een.klasse_pad[-3:]) for een in afhandeling.oordeel.bevindingen] == [("TR326", "[2]")]
    assert gevonden(bank.toets(bank.jw307())) == [("TR382", "9069", "StopProduct")], "all of it counts as not sent"


def test_two_stops_in_one_message_follow_each_other(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    eerder = TIJDELIJKE_STOP._replace(einddatum=date(2026, 4, 20))
    assert gevonden(bank.toets(bank.jw307(STOP, eerder))) == [
        ("TR414", "9414", "StopProduct"),
        ("TR415", "9415", "StopProduct"),
    ]
    bank.goed(bank.jw307(eerder, STOP))


def test_removing_a_stop_makes_the_start_run_again(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    bank.goed(bank.jw307())
    bank.goed(bank.jw307(STOP._replace(status="3")))
    assert gevonden(bank.toets(bank.jw305(_OPNIEUW))) == [("TR326", "9326", "StartProduct")]
    bank.goed(bank.jw305(_WEG))
    bank.goed(bank.jw305(_OPNIEUW))


def test_removing_one_of_two_stops_leaves_the_other(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    bank.goed(bank.jw307(TIJDELIJKE_STOP))
    bank.goed(bank.jw307(STOP))
    bank.goed(bank.jw307(STOP._replace(status="3")))
    assert gevonden(bank.toets(bank.jw305(_WEG))) == [("TR071", "9071", "StartProduct")]
    bank.goed(bank.jw305(_OPNIEUW))


def test_after_a_stop_the_delivery_can_start_and_stop_anew(elke_bank: Bank) -> None:
    bank = _gestart(elke_bank)
    bank.goed(bank.jw307(TIJDELIJKE_STOP))
    bank.goed(bank.jw305(_OPNIEUW))
    bank.goed(bank.jw307(TIJDELIJKE_STOP._replace(begindatum=date(2026, 5, 5), einddatum=date(2026, 5, 6))))


def test_without_number_starts_are_told_apart_by_product_and_begindatum(elke_bank: Bank) -> None:
    """Taakgericht: several deliveries of one product may run side by side (IV096)."""
    bank = elke_bank
    ander = START_ZONDER._replace(begindatum=date(2026, 5, 1))
    bank.goed(bank.jw305(START_ZONDER))
    bank.goed(bank.jw305(ander))
    assert gevonden(bank.toets(bank.jw305(ander))) == [
        ("TR074", "9074", "StartProduct"),
        ("TR326", "9326", "StartProduct"),
    ]
    bank.goed(bank.jw307(STOP_ZONDER))
    assert gevonden(bank.toets(bank.jw305(START_ZONDER))) == [("TR074", "9074", "StartProduct")]
    bank.goed(bank.jw305(START_ZONDER._replace(status="3", begindatum=ander.begindatum)))


def test_without_number_a_stop_of_one_product_leaves_another_product_running(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw305(START_ZONDER, START_ZONDER._replace(code="45A53")))
    bank.goed(bank.jw307(STOP_ZONDER))
    bank.goed(bank.jw307(STOP_ZONDER._replace(code="45A53")))
    nog_een = STOP_ZONDER._replace(einddatum=date(2026, 5, 5))
    assert gevonden(bank.toets(bank.jw307(nog_een))) == [("TR415", "9415", "StopProduct")]


def test_starts_of_another_client_do_not_count(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw305(START_ZONDER))
    bank.goed(bank.jw305(START_ZONDER, kind=ANDER_KIND))
    assert gevonden(bank.toets(bank.jw307(STOP_ZONDER._replace(status="3"), kind=ANDER_KIND))) == [
        ("TR063", "9063", "StopProduct")
    ]


def test_a_removal_is_not_held_against_anything_else(elke_bank: Bank) -> None:
    """Also when its toewijzing was removed since (TR063: no other checks)."""
    bank = _gestart(elke_bank)
    bank.goed(bank.jw301(zonder(TOEWIJZING)))
    assert gevonden(bank.toets(bank.jw307())) == [("TR019", "9019", "StopProduct")]
    bank.goed(bank.jw305(_WEG))


def test_a_rejected_start_counts_as_not_sent(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    fout = START._replace(toewijzingnummer=4242)
    afhandeling = bank.verwerk(bank.jw305(START, fout, identificatie="S1"))
    assert not afhandeling.oordeel.verwerkt
    assert gevonden(bank.toets(bank.jw305(identificatie="S1"))) == [("TR056", "9056", "Header")]
    bank.goed(bank.jw305(identificatie="S2"))
