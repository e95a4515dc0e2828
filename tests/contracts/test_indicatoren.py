"""Indicators and results of a regio: versions of whole quarters, one at a time, on a scale."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.controle import controleer
from app.contracts.indicatoren import HOOGSTE, Maat, Schaal, geldend, lees_schaal
from app.contracts.regiobestand import demoregio, lees_bestanden
from app.standard.gemeenten import laad_gemeenten
from app.standard.release import laad_release
from app.store.contracten import als_bytes, uit_bytes
from tests.contracts.regios import NAMEN, afspraken

KOP = "code;versie;naam;vraag;maat;schaal;van;tot;besluit\n"
J = "CT-J;1;Tevredenheid;Hoe was het?;TEVREDENHEID_JEUGDIGE;1-5;2020-01-01;2020-12-31;B1\n"
GEMEENTEN = laad_gemeenten(laad_release())


def _meldingen(**bestanden: str) -> list[tuple[str, int | None, str]]:
    teksten = {**lees_bestanden(demoregio()), **{f"{naam}.csv": tekst for naam, tekst in bestanden.items()}}
    return [(een.plaats.bestand, een.plaats.regel, een.wat) for een in controleer(teksten, GEMEENTEN)[1]]


@pytest.mark.parametrize(
    ("rijen", "melding"),
    [
        (J, None),
        (J + "CT-J;2;T;V?;TEVREDENHEID_JEUGDIGE;1-10;2021-01-01;;B2\n", None),
        ("CT-J;1;T;V?;TEVREDENHEID_JEUGDIGE;1-5;2020-01-15;;\n", "dat zijn geen hele kwartalen"),
        ("CT-J;1;T;V?;TEVREDENHEID_JEUGDIGE;1-5;2020-01-01;2020-05-31;\n", "dat zijn geen hele kwartalen"),
        ("CT-J;1;T;V?;TEVREDENHEID_JEUGDIGE;5-1;2020-01-01;;\n", "'5-1' is geen schaal"),
        ("CT-J;1;T;V?;TEVREDENHEID_JEUGDIGE;;2020-01-01;;\n", "heeft geen schaal"),
        ("DR;1;T;V?;DOELREALISATIE;1-10;2020-01-01;;\n", "dat zijn procenten"),
        ("WT;1;T;V?;WACHTTIJD;1-10;2020-01-01;;\n", "meet dagen en heeft geen schaal"),
        ("XX;1;T;V?;GELUK;1-10;2020-01-01;;\n", "'GELUK' is geen van"),
        (J + "CT-J;1;T;V?;TEVREDENHEID_JEUGDIGE;1-10;2021-01-01;;B2\n", "heeft na versie 1 versie 1"),
        (J + "CT-J;2;T;V?;METING;1-10;2021-01-01;;B2\n", "meet METING en versie 1 TEVREDENHEID_JEUGDIGE"),
        (J + "CT-J;2;T;V?;TEVREDENHEID_JEUGDIGE;1-10;2020-10-01;;B2\n", "geldt tegelijk met CT-J versie 1"),
        (J + "CT-X;1;T;V?;TEVREDENHEID_JEUGDIGE;1-10;2020-10-01;;B2\n", "geldt tegelijk met CT-J versie 1"),
        ("A;1;T;V?;METING;1-10;2020-01-01;;\nB;1;T;V?;METING;1-5;2020-01-01;;\n", None),
    ],
)
def test_each_mistake_in_an_indicator_is_told_once(rijen: str, melding: str | None) -> None:
    gevonden = _meldingen(indicatoren=KOP + rijen)
    assert len(gevonden) == (melding is not None), gevonden
    if melding is not None:
        bestand, regel, wat = gevonden[0]
        assert (bestand, regel) == ("indicatoren.csv", rijen.count("\n") + 1)
        assert melding in wat


@pytest.mark.parametrize(
    ("rijen", "melding"),
    [
        ("3;3-1;Beter;2020-01-01;\n", None),
        ("8;8-1;Beter;2020-01-01;\n", "hoort bij profiel 8, dat hier niet bekend is"),
        ("3;3-1;Beter;2020-01-01;\n3;3-1;Weer;2021-01-01;\n", "Resultaat 3-1 staat er al"),
        ("3;3-1;Beter;2020-01-01;2020-12-31\n3;3-1;Weer;2021-01-01;\n", None),
        ("3;3-1;Beter;2020-01-01;2020-12-31\n5;3-1;Weer;2021-01-01;\n", "Resultaat 3-1 staat er al"),
    ],
)
def test_each_mistake_in_a_result_is_told_once(rijen: str, melding: str | None) -> None:
    gevonden = _meldingen(resultaten="profiel;code;naam;van;tot\n" + rijen)
    assert [wat for _, _, wat in gevonden if melding and melding in wat] == [wat for _, _, wat in gevonden]
    assert len(gevonden) == (melding is not None)


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.sampled_from(NAMEN))
def test_on_each_day_a_regio_has_one_indicator_of_each_kind(dag: date, naam: str) -> None:
    maten = [een.maat for een in geldend(afspraken(naam).regio.indicatoren, dag) if een.maat is not Maat.METING]
    assert len(maten) == len(set(maten))


def test_a_regio_with_its_indicators_is_kept_as_it_is() -> None:
    for naam in NAMEN:
        regio = afspraken(naam).regio
        assert regio.indicatoren
        assert regio.resultaten
        assert uit_bytes(als_bytes(regio)) == regio


def test_versions_of_the_made_up_regio_differ_in_scale() -> None:
    eerder, later = (een for een in afspraken("proefland").regio.indicatoren if een.code == "CT-J")
    assert (eerder.schaal, later.schaal) == (Schaal(1, 5), Schaal(1, 10))


@given(st.integers(0, 2 * HOOGSTE), st.integers(0, 2 * HOOGSTE))
def test_a_scale_is_read_as_it_is_written(laag: int, hoog: int) -> None:
    tekst = f"{laag}-{hoog}"
    if laag < hoog <= HOOGSTE:
        schaal = lees_schaal(tekst)
        assert str(schaal) == tekst
        assert all(schaal.omvat(een) for een in (laag, hoog))
        assert not any(schaal.omvat(een) for een in (laag - 1, hoog + 1))
    else:
        with pytest.raises(ValueError, match="scale"):
            lees_schaal(tekst)


@pytest.mark.parametrize("tekst", ["", "1", "1-", "-1-5", "1 - 5", "1-5 ", "a-b", "10000-10001"])
def test_nothing_else_is_a_scale(tekst: str) -> None:
    with pytest.raises(ValueError, match="scale"):
        lees_schaal(tekst)


def test_quarters_follow_each_other_without_two_versions_in_one() -> None:
    for naam in NAMEN:
        per_code: dict[str, list[date]] = {}
        for een in afspraken(naam).regio.indicatoren:
            per_code.setdefault(een.code, []).append(een.geldig.van)
        for dagen in per_code.values():
            assert all(eerder < later for eerder, later in pairwise(dagen))
