"""The parts of a correction by themselves: numbers, advice, and lines over messages."""

from __future__ import annotations

from itertools import count, cycle

import pytest

from app.exchange.correctie.advies import ADVIEZEN
from app.exchange.correctie.berichten import HOOGSTE_TOTAAL, NieuweRegel, credit_van, verdeel
from app.exchange.correctie.nummers import GeenNummers, vrije_nummers
from app.standard.release import laad_release
from tests.bank import ANDER_KIND, KIND, PRESTATIE


def test_numbers_are_different_and_free() -> None:
    teller = count(1)
    assert vrije_nummers(lambda: str(next(teller)), 3, lambda nummers: {"1", "3"} & set(nummers)) == ["2", "4", "5"]
    rondje = cycle("AAB")
    assert vrije_nummers(lambda: next(rondje), 2, lambda _: set()) == ["A", "B"]


def test_a_source_without_free_numbers_is_told() -> None:
    with pytest.raises(GeenNummers):
        vrije_nummers(lambda: "A", 1, lambda nummers: set(nummers))


def test_every_code_of_a_claim_has_advice_and_no_other() -> None:
    release = laad_release()
    codes = {regel.retourcode for niveau in (2, 3, 4) for regel in release.regels_voor("JW323", niveau)}
    assert set(ADVIEZEN) == codes
    assert list(ADVIEZEN) == sorted(ADVIEZEN)


def _regel(bsn: str, nummer: int, *, credit: bool = False, bedrag: int = 100) -> NieuweRegel:
    debet = PRESTATIE._replace(referentienummer=str(nummer), bedrag=bedrag)
    return NieuweRegel(bsn, credit_van(debet, str(nummer)) if credit else debet)


def test_lines_are_kept_together_by_client_and_cut_where_a_message_is_full() -> None:
    een, twee = KIND.bsn, ANDER_KIND.bsn
    regels = [_regel(een, 1), _regel(twee, 2), _regel(een, 3), _regel(twee, 4, credit=True), _regel(een, 5)]
    delen = [(deel.soort, [regel.prestatie.referentienummer for regel in deel.regels]) for deel in verdeel(regels, 2)]
    assert delen == [("credit", ["4"]), ("debet", ["1", "3"]), ("debet", ["5", "2"])]


def test_a_total_that_does_not_fit_is_cut_too() -> None:
    vol = HOOGSTE_TOTAAL - 50
    regels = [_regel(KIND.bsn, 1, bedrag=vol), _regel(KIND.bsn, 2, bedrag=50), _regel(KIND.bsn, 3, bedrag=50)]
    assert [len(deel.regels) for deel in verdeel(regels)] == [2, 1]
