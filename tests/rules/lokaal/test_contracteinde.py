"""A new toewijzing under a contract that ended or was opgezegd (R113): silent, and after one change told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.contracts.geldigheid import Geldigheid
from app.contracts.partijen import Contractstatus, Statuswijziging, Verlenging
from app.contracts.regiobestand import demoregio, lees_regio
from app.messages.records import Startbericht, ToegewezenProduct
from app.rules.lokaal.contracteinde import contract_einde
from tests.bank import AANBIEDER, TOEWIJZING, Bank

CODE = "SIG-CONTRACT-EINDE"
BEGIN = date(2021, 1, 1)


def _laad(bank: Bank, *contracten: dict[str, Any]) -> None:
    """The demo regio with these contracts of the aanbieder in the place of its own."""
    demo = lees_regio(demoregio())
    (eigen,) = (een for een in demo.contracten if een.aanbieder == AANBIEDER)
    nieuw = tuple(replace(eigen, nummer=f"C{plaats}", **anders) for plaats, anders in enumerate(contracten, 1))
    bank.knoop.laad_regio(replace(demo, contracten=nieuw))


def _gemeld(bank: Bank, product: ToegewezenProduct = TOEWIJZING) -> list[str]:
    return [een.uitleg for een in bank.goed(bank.jw301(product)).oordeel.signalen if een.code == CODE]


def _status(status: Contractstatus, van: date) -> tuple[Statuswijziging, ...]:
    return (Statuswijziging(status, van),)


TOT = date(2026, 4, 1)
"""The Ingangsdatum of the toewijzing; it was given on 30 March."""
GEVALLEN: tuple[tuple[str, dict[str, Any], dict[str, Any], str], ...] = (
    (
        "the last day is that before the first of the toewijzing",
        {"geldig": Geldigheid(BEGIN, TOT)},
        {"geldig": Geldigheid(BEGIN, date(2026, 3, 31))},
        "begint op 2026-04-01, maar contract C1 eindigde op 2026-03-31",
    ),
    (
        "the option to extend is not activated",
        {
            "geldig": Geldigheid(BEGIN, date(2025, 12, 31)),
            "verlengingen": (Verlenging(date(2026, 12, 31), date(2025, 6, 1)),),
        },
        {"geldig": Geldigheid(BEGIN, date(2025, 12, 31)), "verlengingen": (Verlenging(date(2026, 12, 31)),)},
        "contract C1 eindigde op 2025-12-31",
    ),
    (
        "it was ended on the first day",
        {"geldig": Geldigheid(BEGIN), "statussen": _status(Contractstatus.BEEINDIGD, date(2026, 4, 2))},
        {"geldig": Geldigheid(BEGIN), "statussen": _status(Contractstatus.BEEINDIGD, TOT)},
        "contract C1 eindigde op 2026-03-31",
    ),
    (
        "it was opgezegd on the day on which the toewijzing was given",
        {
            "geldig": Geldigheid(BEGIN, date(2026, 12, 31)),
            "statussen": _status(Contractstatus.OPGEZEGD, date(2026, 3, 31)),
        },
        {
            "geldig": Geldigheid(BEGIN, date(2026, 12, 31)),
            "statussen": _status(Contractstatus.OPGEZEGD, date(2026, 3, 30)),
        },
        "is op 2026-03-30 gegeven, maar contract C1 is sinds 2026-03-30 opgezegd en eindigt op 2026-12-31",
    ),
    (
        "improving is no end",
        {"geldig": Geldigheid(BEGIN), "statussen": _status(Contractstatus.VERBETERTRAJECT, BEGIN)},
        {"geldig": Geldigheid(BEGIN), "statussen": _status(Contractstatus.OPGEZEGD, BEGIN)},
        "sinds 2021-01-01 opgezegd",
    ),
)


@pytest.mark.parametrize(
    ("stil", "meldt", "zin"), [geval[1:] for geval in GEVALLEN], ids=[geval[0] for geval in GEVALLEN]
)
def test_it_is_silent_and_after_one_change_told(
    bank: Bank, stil: dict[str, Any], meldt: dict[str, Any], zin: str
) -> None:
    _laad(bank, stil)
    assert _gemeld(bank) == []
    _laad(bank, meldt)
    (uitleg,) = _gemeld(bank, TOEWIJZING._replace(toewijzingnummer=1002))
    assert zin in uitleg
    assert "Kies een andere aanbieder" in uitleg


def test_another_contract_that_runs_takes_its_place(bank: Bank) -> None:
    voorbij = {"geldig": Geldigheid(BEGIN, date(2025, 12, 31))}
    opgezegd = {"geldig": Geldigheid(BEGIN), "statussen": _status(Contractstatus.OPGEZEGD, BEGIN)}
    _laad(bank, voorbij, opgezegd, {"geldig": Geldigheid(date(2026, 1, 1))})
    assert _gemeld(bank) == []
    _laad(bank, voorbij, opgezegd)
    assert len(_gemeld(bank, TOEWIJZING._replace(toewijzingnummer=1002))) == 1


def test_who_never_had_a_contract_is_told_by_another_way(bank: Bank) -> None:
    """A claim is rejected then; and a contract that has yet to begin did not end."""
    for contracten in ((), ({"geldig": Geldigheid(date(2027, 1, 1))},)):
        _laad(bank, *contracten)
        assert _gemeld(bank, TOEWIJZING._replace(toewijzingnummer=1010 + len(contracten))) == []


def test_what_was_assigned_before_goes_on(bank: Bank) -> None:
    """Also when it is changed, or withdrawn, after the contract was opgezegd."""
    bank.goed(bank.jw301())
    _laad(bank, {"geldig": Geldigheid(BEGIN), "statussen": _status(Contractstatus.OPGEZEGD, BEGIN)})
    later = TOEWIJZING._replace(toewijzingsdatum=date(2026, 5, 4))
    assert _gemeld(bank, later._replace(einddatum=date(2026, 9, 30), reden_wijziging="04")) == []
    assert _gemeld(bank, later._replace(einddatum=TOT, reden_wijziging="13")) == []


def test_without_agreements_nothing_is_known(bank: Bank) -> None:
    """Of a gemeente of which no regio was loaded."""
    _laad(bank, {"geldig": Geldigheid(BEGIN, date(2026, 3, 31))})
    bericht = bank.jw301(afzender="0503")
    assert [een.code for een in bank.goed(bericht).oordeel.signalen] == []


def test_only_a_jw301_is_asked(bank: Bank) -> None:
    bank.goed(bank.jw301())
    gelezen = bank.toets(bank.jw305()).bericht
    assert isinstance(gelezen, Startbericht)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        facts = werk.facts(gelezen, bank.release, bank.klok.dag)
        feiten = werk.procedurefeiten(facts, bank.knoop.loket.kalender)
    with pytest.raises(TypeError, match="JW301"):
        contract_einde(TOEWIJZING, feiten)
