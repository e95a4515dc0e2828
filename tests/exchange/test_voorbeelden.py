"""The examples give the codes that they promise, on any day and in any reeks."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange.judgement import Oordeel
from app.exchange.ports import Afhandeling
from app.exchange.voorbeelden import HOOGSTE_REEKS, VOORBEELDEN, uurtarief, voorbeeld
from app.messages.records import Bericht
from app.standard.elfproef import voldoet
from app.standard.release import laad_release
from tests.bank import Bank, maak_bank

RELEASE = laad_release("3.2")
NAMEN = [een.naam for een in VOORBEELDEN]
REEKSEN = st.integers(0, HOOGSTE_REEKS)
DAGEN = st.dates(date(2021, 6, 1), date(2030, 12, 31))
OP_DE_GRENS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _codes(afhandeling: Afhandeling) -> list[str]:
    return [een.retourcode for een in afhandeling.oordeel.bevindingen]


@OP_DE_GRENS
@given(reeks=REEKSEN, dag=DAGEN)
def test_a_chain_on_any_day_gives_exactly_the_expected_codes(
    tmp_path_factory: pytest.TempPathFactory, reeks: int, dag: date
) -> None:
    bank = maak_bank(tmp_path_factory.mktemp("keten"))
    try:
        _speel_af(bank, reeks, dag)
    finally:
        bank.knoop.sluit()


@OP_DE_GRENS
@given(stappen=st.lists(st.tuples(REEKSEN, st.integers(0, 400)), max_size=3, unique_by=lambda stap: stap[0]))
def test_chains_of_several_reeksen_do_not_get_in_each_others_way(
    tmp_path_factory: pytest.TempPathFactory, stappen: list[tuple[int, int]]
) -> None:
    bank = maak_bank(tmp_path_factory.mktemp("ketens"))
    dag = date(2025, 11, 3).toordinal()
    try:
        for reeks, verder in stappen:
            dag += verder
            _speel_af(bank, reeks, date.fromordinal(dag))
    finally:
        bank.knoop.sluit()


def _speel_af(bank: Bank, reeks: int, dag: date) -> None:
    bank.klok.dag = dag
    for een in VOORBEELDEN:
        afhandeling = bank.verwerk(voorbeeld(RELEASE, een.naam, reeks, dag))
        assert afhandeling.soort.code == een.code
        fout = een.verwacht not in ("", "8001")
        assert _codes(afhandeling) == ([een.verwacht] if fout else []), een.naam
        assert afhandeling.oordeel.oordeel is (Oordeel.AFGEKEURD if fout else Oordeel.GOEDGEKEURD)
        # Only a reeks months after the one before leaves something open: whether there was care in between.
        assert {open.regel for open in afhandeling.oordeel.niet_toetsbaar} <= {"TR318"}
        if een.verwacht:
            assert f"RetourCode>{een.verwacht}<".encode() in afhandeling.antwoord.pakket.bytes()


@given(naam=st.sampled_from(NAMEN), reeks=REEKSEN, dag=DAGEN)
def test_an_example_is_the_same_every_time_and_about_a_test_client(naam: str, reeks: int, dag: date) -> None:
    data = voorbeeld(RELEASE, naam, reeks, dag).bytes()
    assert data == voorbeeld(RELEASE, naam, reeks, dag).bytes()
    if b"Bsn>" not in data:
        assert b"jw319:Antwoord" in data
        return
    bsn = data.partition(b"Bsn>")[2][:9].decode()
    assert bsn.startswith("9999")
    assert voldoet(bsn)


@given(een=REEKSEN, ander=REEKSEN, namen=st.tuples(st.sampled_from(NAMEN), st.sampled_from(NAMEN)))
def test_no_two_examples_share_an_identificatie(een: int, ander: int, namen: tuple[str, str]) -> None:
    dag = date(2026, 5, 6)
    paren = {(een, namen[0]), (ander, namen[1])}
    identificaties = {
        re.findall(rb":Identificatie>(.{1,12})<", voorbeeld(RELEASE, naam, reeks, dag).bytes())[0]
        for reeks, naam in paren
    }
    assert len(identificaties) == len(paren)


def test_the_tariff_of_an_example_follows_the_date() -> None:
    assert (uurtarief(date(2025, 12, 31)), uurtarief(date(2026, 1, 1))) == (8500, 8800)


@pytest.mark.parametrize("reeks", [-1, HOOGSTE_REEKS + 1])
def test_a_reeks_outside_its_bounds_is_refused(reeks: int) -> None:
    with pytest.raises(ValueError, match="reeks"):
        voorbeeld(RELEASE, "start", reeks, date(2026, 5, 6))


def test_an_unknown_example_is_refused() -> None:
    with pytest.raises(KeyError):
        voorbeeld(RELEASE, "toewijzin", 1, date(2026, 5, 6))


@pytest.mark.parametrize("naam", ["toewijzing", "declaratie"])
def test_before_the_demo_regio_there_are_no_examples(naam: str) -> None:
    with pytest.raises(ValueError, match="no tariff"):
        voorbeeld(RELEASE, naam, 1, date(2021, 3, 31))


def test_there_is_an_example_of_every_message_that_is_judged() -> None:
    assert {een.code for een in VOORBEELDEN} == {soort.code for soort in get_args(Bericht)}


def test_the_stop_of_a_chain_without_start_is_refused(tmp_path: Path) -> None:
    bank = maak_bank(tmp_path)
    bank.verwerk(voorbeeld(RELEASE, "toewijzing", 1, bank.klok.dag))
    assert _codes(bank.verwerk(voorbeeld(RELEASE, "stop", 1, bank.klok.dag))) == ["9069"]
    bank.knoop.sluit()
