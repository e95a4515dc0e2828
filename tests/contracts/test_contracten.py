"""Pricing to the cent, which agreement holds, and region files that say what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.afspraken import Afspraken
from app.contracts.boek import Contractboek, maak_boek
from app.contracts.model import Contract, Geldigheid, Productcode, Regio, Tarief
from app.contracts.prijs import bedrag_voor_minuten, deel_half_omhoog, euro, minuuttarief
from app.contracts.regiobestand import RegioFout, demoregio, lees_regio

DAG = date(2026, 4, 1)
ALTIJD = Geldigheid(date(2020, 1, 1))


def test_the_tariff_a_minute_and_the_amount_are_rounded_as_iv081_says() -> None:
    assert minuuttarief(8730) == 146  # 1,455 a minute
    assert minuuttarief(8724) == 145  # 1,454 a minute
    assert minuuttarief(8500) == 142
    assert bedrag_voor_minuten(8500, 380) == 53833  # and not 380 x 142 = 53960
    assert bedrag_voor_minuten(9500, 500) == 79167


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_half_is_rounded_up_and_nothing_is_off_by_more_than_half(teller: int, noemer: int) -> None:
    uitkomst = deel_half_omhoog(teller, noemer)
    assert -noemer < 2 * (uitkomst * noemer - teller) <= noemer


def test_amounts_are_written_as_people_write_them() -> None:
    assert [euro(centen) for centen in (0, 5, 400001, 123456789, -250)] == [
        "€ 0,00",
        "€ 0,05",
        "€ 4.000,01",
        "€ 1.234.567,89",
        "-€ 2,50",
    ]


def boek(*tarieven: Tarief) -> Contractboek:
    return _boek((Contract("C1", "42420001", ALTIJD),), tarieven)


def _boek(contracten: tuple[Contract, ...], tarieven: tuple[Tarief, ...]) -> Contractboek:
    producten = (Productcode("45", "45A04", "", "04", ALTIJD),)
    regio = Regio("PROEF", "Proef", True, (), (), contracten, producten, tarieven)
    return maak_boek(Afspraken(regio), "0384", "42420001")


def test_the_most_specific_and_newest_tariff_holds() -> None:
    tarieven = [
        Tarief("45A04", "04", 100, ALTIJD),
        Tarief("45A04", "04", 110, ALTIJD, versie=2),
        Tarief("45A04", "04", 120, ALTIJD, gemeente="0384"),
        Tarief("45A04", "04", 130, ALTIJD, contract="C1"),
        Tarief("45A04", "04", 140, ALTIJD, contract="C1", gemeente="0384"),
    ]
    for aantal, bedrag in ((1, 100), (2, 110), (3, 120), (4, 130), (5, 140)):
        afspraak = boek(*tarieven[:aantal]).afspraak("45A04", "04", DAG)
        assert afspraak is not None
        assert afspraak.bedrag == bedrag


def test_a_tariff_holds_on_its_first_and_last_day_and_not_beside_them() -> None:
    april = boek(Tarief("45A04", "04", 100, Geldigheid(date(2026, 4, 1), date(2026, 4, 30))))
    dagen = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1))
    assert [april.afspraak("45A04", "04", dag) is not None for dag in dagen] == [False, True, True, False]


def test_minutes_take_the_hourly_tariff_unless_there_is_one_a_minute() -> None:
    per_uur = boek(Tarief("45A04", "04", 8500, ALTIJD)).afspraak("45A04", "01", DAG)
    assert per_uur is not None
    assert (per_uur.bedrag, per_uur.per_uur) == (142, True)
    per_minuut = boek(Tarief("45A04", "04", 8500, ALTIJD), Tarief("45A04", "01", 141, ALTIJD))
    afspraak = per_minuut.afspraak("45A04", "01", DAG)
    assert afspraak is not None
    assert (afspraak.bedrag, afspraak.per_uur) == (141, False)
    assert per_minuut.eenheden("45A04", DAG) == {"01", "04"}


def test_without_a_contract_on_the_day_nothing_is_agreed() -> None:
    leeg = _boek((), (Tarief("45A04", "04", 100, ALTIJD),))
    assert leeg.afspraak("45A04", "04", DAG) is None


def test_the_demo_regio_says_that_it_is_made_up() -> None:
    regio = lees_regio(demoregio())
    assert regio.fictief
    assert {een.agb for een in regio.aanbieders} == {een.aanbieder for een in regio.contracten}


FOUTEN = {
    "geen toml": ("= nee", "code;eenheid;bedrag;van\n", "regio.toml"),
    "geen naam": ('[regio]\ncode = "X"\n', "code;eenheid;bedrag;van\n", "'naam' ontbreekt"),
    "geen getal": ('[regio]\ncode = "X"\nnaam = "X"\n', "code;eenheid;bedrag;van\nA;04;8,50;2026-01-01\n", "regel 2"),
    "geen datum": ('[regio]\ncode = "X"\nnaam = "X"\n', "code;eenheid;bedrag;van\nA;04;850;1-1-2026\n", "'van'"),
    "omgekeerd": (
        '[regio]\ncode = "X"\nnaam = "X"\n[[gemeente]]\ncode = "0384"\nnaam = "D"\nvan = 2026-02-01\n'
        "tot = 2026-01-01\n",
        "code;eenheid;bedrag;van\n",
        "regio.toml regel 8: 'tot' (2026-01-01) ligt voor",
    ),
    "geen keuze": (
        '[regio]\ncode = "X"\nnaam = "X"\n[[contract]]\nnummer = "C"\naanbieder = "42420001"\nvan = 2026-02-01\n'
        'tariefcontrole = "ONGEVEER"\n',
        "code;eenheid;bedrag;van\n",
        "'ONGEVEER' is geen van GELIJK, MAXIMUM",
    ),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_a_region_file_with_a_fault_says_where_and_what(naam: str, tmp_path: Path) -> None:
    toml, csv, melding = FOUTEN[naam]
    (tmp_path / "regio.toml").write_text(toml)
    (tmp_path / "tarieven.csv").write_text(csv)
    with pytest.raises(RegioFout) as fout:
        lees_regio(tmp_path)
    assert melding in str(fout.value)


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(RegioFout, match=r"regio\.toml"):
        lees_regio(tmp_path)
