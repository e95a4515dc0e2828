"""Versions of a toewijzing: which one is current (IV013), and removal with RedenWijziging 13."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.messages.records import Omvang, ToegewezenProduct
from tests.bank import PRESTATIE, START, TOEWIJZING, Bank, gevonden
from tests.exchange.stand import stand
from tests.rules.berichten import CREDIT, zonder


def _versie(uren: int, dag: date = date(2026, 4, 20), tijd: str = "10:00:00", **anders: Any) -> ToegewezenProduct:
    return TOEWIJZING._replace(
        omvang=Omvang(uren, "04", "2"), toewijzingsdatum=dag, toewijzingstijd=tijd, reden_wijziging="03", **anders
    )


def _te_veel(bank: Bank, uren: int) -> bool:
    """Whether so many hours over April are too many; nothing is kept."""
    afhandeling = bank.toets(bank.jw323(PRESTATIE._replace(volume=uren, bedrag=uren * 8800)))
    assert gevonden(afhandeling) in ([], [("TR321", "9321", "Prestatie")])
    return bool(afhandeling.oordeel.bevindingen)


def _uren_per_week(bank: Bank) -> int:
    """What the current version gives a week: April touches five weeks."""
    for uren in range(1, 20):
        if _te_veel(bank, uren * 5 + 1):
            assert not _te_veel(bank, uren * 5)
            return uren
    raise AssertionError("no limit found")


def test_the_version_that_was_assigned_last_is_current(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    assert _uren_per_week(bank) == 2
    bank.goed(bank.jw301(_versie(3)))
    assert _uren_per_week(bank) == 3
    bank.goed(bank.jw301(_versie(1, date(2026, 4, 25))))
    assert _uren_per_week(bank) == 1


def test_an_older_version_that_comes_later_does_not_become_current(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(_versie(4, date(2026, 4, 20), "10:00:00")))
    for dag, tijd in ((date(2026, 4, 19), "23:59:59"), (date(2026, 4, 20), "09:59:59.999")):
        bank.goed(bank.jw301(_versie(1, dag, tijd)))
        assert _uren_per_week(bank) == 4
    for tijd, uren in (("10:00:00", 5), ("10:00:00.1", 6), ("10:00:01", 7)):
        bank.goed(bank.jw301(_versie(uren, date(2026, 4, 20), tijd)))
        assert _uren_per_week(bank) == uren


def test_a_version_may_end_the_toewijzing_earlier(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw301(_versie(2, einddatum=date(2026, 4, 12))))
    afhandeling = bank.verwerk(bank.jw323(PRESTATIE._replace(volume=4, bedrag=4 * 8800)))
    assert gevonden(afhandeling) == [("TR308", "9308", "Prestatie"), ("TR388", "9388", "Prestatie")]


def test_a_rejected_version_changes_nothing(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    nieuw = TOEWIJZING._replace(toewijzingnummer=1002, referentie_aanbieder="VOT1", code="45A53")
    assert gevonden(bank.verwerk(bank.jw301(_versie(3), nieuw))) == [("TR379", "9379", "ToegewezenProduct")]
    assert _uren_per_week(bank) == 2
    assert gevonden(bank.toets(bank.jw305(START._replace(toewijzingnummer=1002)))) == [
        ("TR019", "9019", "StartProduct")
    ]


def test_what_was_granted_stays_with_the_toewijzing_over_its_versions(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    voor = stand(bank)
    bank.goed(bank.jw301(_versie(3)))
    assert stand(bank) == voor == (540, 79_200, 1)


def test_nothing_can_be_started_or_claimed_on_a_removed_toewijzing(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw301(zonder(TOEWIJZING)))
    assert gevonden(bank.toets(bank.jw305())) == [("TR019", "9019", "StartProduct")]
    een_dag = PRESTATIE._replace(einddatum=PRESTATIE.begindatum, volume=1, bedrag=8800)
    assert gevonden(bank.toets(bank.jw323(een_dag))) == [("TR384", "9384", "Prestatie")]


def test_a_toewijzing_is_removed_only_when_its_claims_are_credited(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    assert gevonden(bank.verwerk(bank.jw301(zonder(TOEWIJZING)))) == [("TR385", "9385", "ToegewezenProduct")]
    bank.goed(bank.jw323(CREDIT))
    assert stand(bank) == (0, 0, 0)
    bank.goed(bank.jw301(zonder(TOEWIJZING)))


def test_a_rejected_claim_does_not_stand_in_the_way_of_removal(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    assert bank.verwerk(bank.jw323(PRESTATIE._replace(tarief=1, bedrag=9))).oordeel.bevindingen
    bank.goed(bank.jw301(zonder(TOEWIJZING)))


def test_a_removal_that_is_older_than_the_current_version_removes_nothing(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(_versie(3, date(2026, 4, 25))))
    bank.goed(bank.jw301(zonder(TOEWIJZING, toewijzingsdatum=date(2026, 4, 20))))
    assert _uren_per_week(bank) == 3
