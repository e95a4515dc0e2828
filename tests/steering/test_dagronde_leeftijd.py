"""Birthdays: a toewijzing that runs over one is told on the day, without any message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app.contracts.verwijzing import Verwijzing
from app.messages.records import Geboortedatum, Omvang
from app.store import tables as t
from app.store.geboren import lees_geboren, versleutel_geboren
from app.store.signalen import Signaalfilter, Signaalrij, lees_signaal, zoek_signalen
from app.store.verwijzingen import bewaar_verwijzing
from tests.bank import KIND, START, STOP, TOEWIJZING, Bank

OPEN = TOEWIJZING._replace(einddatum=None, omvang=Omvang(8, "04", "4"))
"""Runs from 1 April 2026, so many hours a month, and has no end."""
EERSTE = date(2026, 5, 6)
"""The day of the bench, on which every message comes."""


def _geboren_op(leeftijd: int, dag: date = EERSTE + timedelta(days=1)) -> date:
    return dag.replace(year=dag.year - leeftijd)


def _wijs_toe(bank: Bank, geboren: date, **anders: Any) -> None:
    bank.goed(bank.jw301(OPEN._replace(**anders), kind=replace(KIND, geboortedatum=geboren)))


def _ronde(bank: Bank, dag: date) -> list[tuple[str, str]]:
    """What the register says after a round for a day, oldest first."""
    bank.klok.dag = dag
    assert all(een.mislukt is None for een in bank.knoop.draai_dagronde())
    return [(rij.code, rij.toestand) for rij in reversed(_rijen(bank))]


def _rijen(bank: Bank) -> list[Signaalrij]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return zoek_signalen(werk.verbinding, Signaalfilter(), 100, None)


@pytest.mark.parametrize(
    ("leeftijd", "daarvoor", "code"),
    [
        (16, [], "SIG-LEEFTIJD-16"),
        (18, ["SIG-LEEFTIJD-16"], "SIG-LEEFTIJD-18"),
        (23, ["SIG-LEEFTIJD-18"], "SIG-LEEFTIJD-23"),
    ],
)
def test_a_birthday_while_a_toewijzing_runs(elke_bank: Bank, leeftijd: int, daarvoor: list[str], code: str) -> None:
    """Silent on the day before; on the day itself of 16, and after it of 18 and 23, until when help may last."""
    bank, jarig = elke_bank, EERSTE + timedelta(days=1)
    _wijs_toe(bank, _geboren_op(leeftijd))
    assert _ronde(bank, EERSTE) == [(een, "open") for een in daarvoor]
    geldt = jarig if leeftijd == 16 else jarig + timedelta(days=1)
    gesloten = [(een, "gesloten") for een in daarvoor]
    assert _ronde(bank, geldt) == [*gesloten, (code, "open")]
    rij = _rijen(bank)[0]
    assert (rij.voor, rij.gemeente, rij.aanbieder, rij.verwijzing) == (
        "gemeente",
        "0384",
        "42420001",
        "toewijzing 1001",
    )
    assert rij.client is not None
    assert str(_geboren_op(leeftijd)) not in rij.uitleg
    assert _ronde(bank, geldt + timedelta(days=1)) == [*gesloten, (code, "open")]


def test_ggz_after_the_eighteenth_birthday(elke_bank: Bank) -> None:
    """The demo regio has no ggz, so the categorie is changed in the store."""
    _wijs_toe(elke_bank, _geboren_op(18))
    with elke_bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        werk.verbinding.execute(update(t.toewijzing).values(categorie="54"))
    assert "SIG-ZVW-VOORLIGGEND" not in dict(_ronde(elke_bank, EERSTE))
    assert dict(_ronde(elke_bank, EERSTE + timedelta(days=1)))["SIG-ZVW-VOORLIGGEND"] == "open"


def test_a_signal_of_the_toewijzing_itself_is_the_same_signal(elke_bank: Bank) -> None:
    """With an end after the birthday the JW301 told it; the round keeps it, and closes it when the toewijzing ends."""
    bank = elke_bank
    _wijs_toe(bank, _geboren_op(18), einddatum=date(2026, 6, 30))
    for dag in (EERSTE, date(2026, 6, 30)):
        assert ("SIG-LEEFTIJD-18", "open") in _ronde(bank, dag)
    assert ("SIG-LEEFTIJD-18", "gesloten") in _ronde(bank, date(2026, 7, 1))
    opslag = bank.knoop.opslag
    with opslag.werkeenheid(schrijven=False) as werk:
        gelezen = [lees_signaal(werk.verbinding, opslag.kluis, rij.openbaar) for rij in _rijen(bank)]
    sporen = {een[0].code: een[1] for een in gelezen if een is not None}
    assert "De toewijzing loopt niet meer" in sporen["SIG-LEEFTIJD-18"][-1].stap.toelichting


def test_what_was_removed_or_stopped_for_good_does_not_run(elke_bank: Bank) -> None:
    bank, dag = elke_bank, EERSTE + timedelta(days=1)
    _wijs_toe(bank, _geboren_op(16))
    bank.goed(bank.jw305(START))
    bank.goed(bank.jw307(STOP._replace(reden_beeindiging="20")))
    assert _ronde(bank, dag) == [("SIG-LEEFTIJD-16", "open")]
    bank.goed(bank.jw307(STOP._replace(reden_beeindiging="20", status="3")))
    bank.goed(bank.jw307(STOP))
    assert _ronde(bank, dag) == [("SIG-LEEFTIJD-16", "gesloten")]
    bank.goed(bank.jw305(START._replace(begindatum=dag), dagtekening=dag))
    assert _ronde(bank, dag) == [("SIG-LEEFTIJD-16", "gesloten"), ("SIG-LEEFTIJD-16", "open")]


def test_a_date_of_birth_is_kept_encrypted_as_the_last_toewijzing_told_it(elke_bank: Bank) -> None:
    bank = elke_bank
    kluis = bank.knoop.opslag.kluis

    def bewaard() -> bytes:
        with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
            (rij,) = werk.verbinding.execute(select(t.client)).all()
        assert lees_geboren(kluis, rij.bsn_kenmerk, rij.geboren) == Geboortedatum(geboren, None)
        assert str(geboren.year).encode() not in rij.geboren
        return bytes(rij.geboren)

    geboren = date(2010, 1, 2)
    _wijs_toe(bank, geboren, toewijzingnummer=2010)
    eerste, geboren = bewaard(), date(2011, 3, 4)
    _wijs_toe(bank, geboren, toewijzingnummer=2011)
    laatste = bewaard()
    assert laatste != eerste
    bank.goed(bank.jw305(START._replace(toewijzingnummer=2011)))
    afgekeurd = bank.verwerk(bank.jw301(OPEN._replace(toewijzingnummer=2010, code="45A53"), kind=KIND))
    assert [een.regel for een in afgekeurd.oordeel.bevindingen] == ["TR332"]
    assert bewaard() == laatste


@pytest.mark.parametrize("gebruik", [None, "1", "2", "3"])
def test_what_is_unknown_of_a_birthday_stays_so(bank: Bank, gebruik: str | None) -> None:
    kluis = bank.knoop.opslag.kluis
    geboren = Geboortedatum(date(2010, 1, 2), gebruik)
    assert lees_geboren(kluis, "a", versleutel_geboren(kluis, "a", geboren)) == geboren


def test_a_store_from_before_is_completed_from_its_messages(elke_bank: Bank) -> None:
    """Else the round would close what it cannot see."""
    bank = elke_bank
    _wijs_toe(bank, _geboren_op(17))
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        werk.verbinding.execute(update(t.client).values(geboren=None))
    assert _ronde(bank, EERSTE) == [("SIG-LEEFTIJD-16", "open")]
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        assert werk.verbinding.scalar(select(t.client.c.geboren)) is not None


@pytest.mark.parametrize(
    ("leeftijd", "feit", "code"),
    [
        (16, {"perspectiefplan_op": date(2026, 4, 1)}, "SIG-LEEFTIJD-16"),
        (18, {"verlengde_jeugdhulp": True}, "SIG-LEEFTIJD-18"),
    ],
)
def test_what_was_told_of_the_toewijzing_keeps_a_birthday_silent(
    elke_bank: Bank, leeftijd: int, feit: dict[str, Any], code: str
) -> None:
    """Withdrawn, it is told after all; told again, the round closes it."""
    bank, dag = elke_bank, EERSTE + timedelta(days=2)
    _wijs_toe(bank, _geboren_op(leeftijd))
    _vertel(bank, **feit)
    assert code not in dict(_ronde(bank, dag))
    _vertel(bank)
    assert dict(_ronde(bank, dag))[code] == "open"
    _vertel(bank, **feit)
    assert dict(_ronde(bank, dag))[code] == "gesloten"


def _vertel(bank: Bank, **feit: Any) -> None:
    """In the store alone, so that only the round does something about signals."""
    with bank.knoop.opslag.gemeenteslot("0384") as werk:
        bewaar_verwijzing(werk.verbinding, "0384", 1001, Verwijzing(**feit), bank.klok.nu())
