"""What is left, in units that the chain does not reach."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.facts import BekendeToewijzing
from app.standard.release import laad_release
from app.store.resterend import bereken_resterend

MAAND = BekendeToewijzing(
    id=1,
    gemeente="0384",
    nummer=1,
    aanbieder="42420001",
    client=1,
    categorie="45",
    code="45A04",
    ingangsdatum=date(2026, 4, 1),
    einddatum=date(2026, 4, 30),
    reden_wijziging=None,
    volume=2,
    eenheid="04",
    frequentie="6",
    budget=None,
    toegekend_volume=90,
    toegekend_bedrag=13200,
    open_prestaties=1,
)


@pytest.mark.parametrize(
    ("volume", "eenheid", "frequentie", "toegekend", "naam", "over", "laatste"),
    [
        (2, "04", "6", 90, "minuten", 30, "Over: 2 uur - 90 minuten = 30 minuten."),
        (100, "01", "6", 90, "minuten", 10, "Over: 100 minuten - 90 minuten = 10 minuten."),
        (1, "14", "1", 12, "etmaal", 18, "Over: 30 etmalen - 12 etmalen = 18 etmalen."),
        (2, "82", "4", 1, "stuks (output)", 1, "Over: 2 stuks - 1 stuks = 1 stuks."),
        (50_000, "83", "6", 60_000, "eurocent", -10_000, "Over: € 500,00 - € 600,00 = -€ 100,00."),
    ],
)
def test_every_unit_is_reckoned_in_its_own(
    volume: int, eenheid: str, frequentie: str, toegekend: int, naam: str, over: int, laatste: str
) -> None:
    rest = bereken_resterend(
        MAAND._replace(volume=volume, eenheid=eenheid, frequentie=frequentie, toegekend_volume=toegekend),
        laad_release(),
    )
    assert (rest.eenheid, rest.over, rest.stappen[-1]) == (naam, over, laatste)


def test_without_volume_and_budget_nothing_limits_the_total() -> None:
    rest = bereken_resterend(MAAND._replace(volume=None, eenheid=None, frequentie=None), laad_release())
    assert (rest.maximum, rest.over, rest.stappen[-1]) == (None, None, "Toegekend tot nu toe: € 132,00.")
