"""How much a toewijzing gives, per period and in all (TR321, TR322; IV076, IV077, IV078)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

import pytest

from app.contracts.volume import naar_basis, past_bij, periode_maximum, toon, toon_basis, totaal_maximum
from app.rules.facts import BekendeToewijzing
from tests.shared import require_shared


def toewijzing(begin: str, eind: str | None, volume: int | None, eenheid: str, frequentie: str) -> BekendeToewijzing:
    """A toewijzing on which nothing was granted yet."""
    return BekendeToewijzing(
        id=1,
        gemeente="0384",
        nummer=1,
        aanbieder="42420001",
        client=1,
        categorie="45",
        code="45A04",
        ingangsdatum=date.fromisoformat(begin),
        einddatum=None if eind is None else date.fromisoformat(eind),
        reden_wijziging=None,
        volume=volume,
        eenheid=None if volume is None else eenheid,
        frequentie=None if volume is None else frequentie,
        budget=None,
        toegekend_volume=0,
        toegekend_bedrag=0,
        open_prestaties=0,
    )


def _per_periode(van: BekendeToewijzing, begin: str, eind: str) -> int:
    maximum = periode_maximum(van, date.fromisoformat(begin), date.fromisoformat(eind))
    assert maximum is not None
    return maximum.aantal * maximum.volume


def _in_totaal(van: BekendeToewijzing) -> int | None:
    maximum = totaal_maximum(van)
    return None if maximum is None else maximum.aantal * maximum.volume


def test_the_worked_examples_of_the_standard_come_out() -> None:
    vectoren: list[dict[str, Any]] = json.loads(
        (require_shared() / "standard" / "ijw-3.2" / "volume_vectors.json").read_text("utf-8")
    )["vectors"]
    juist = [vector for vector in vectoren if vector["agrees"]]
    assert len(juist) >= 10
    for vector in juist:
        gegeven = vector["toewijzing"]
        van = toewijzing(
            gegeven["ingangsdatum"],
            gegeven["einddatum"],
            gegeven["volume_per_week"],
            gegeven["eenheid"],
            vector["frequentie"],
        )
        perioden = vector["product_periods"]
        gerekend = [_per_periode(van, periode["begin"], periode["eind"]) for periode in perioden]
        assert gerekend == [periode["max_computed"] for periode in perioden], vector["source"]
        in_bron = zip(gerekend, vector["max_in_source"], strict=True)
        assert all(bron in (None, eigen) for eigen, bron in in_bron), vector["source"]
        assert _in_totaal(van) == vector["total_computed"], vector["source"]


class Voorbeeld(NamedTuple):
    """A toewijzing, its ProductPerioden with their maxima, and the maximum in all."""

    naam: str
    van: BekendeToewijzing
    perioden: tuple[tuple[str, str, int], ...]
    totaal: int | None


VOORBEELDEN = (
    Voorbeeld(
        "hours per week: every week that is touched counts",
        toewijzing("2022-07-11", "2022-09-04", 3, "04", "2"),
        (("2022-07-11", "2022-07-31", 9), ("2022-08-01", "2022-08-31", 15), ("2022-09-01", "2022-09-04", 3)),
        24,
    ),
    Voorbeeld(
        "hours per week over the turn of the year: week 53 once",
        toewijzing("2020-12-28", "2021-01-10", 3, "04", "2"),
        (("2020-12-28", "2020-12-31", 3), ("2021-01-01", "2021-01-10", 6)),
        6,
    ),
    Voorbeeld(
        "hours per week: the months have more weeks than the toewijzing",
        toewijzing("2022-10-11", "2022-12-28", 3, "04", "2"),
        (("2022-10-11", "2022-10-31", 12), ("2022-11-01", "2022-11-30", 15), ("2022-12-01", "2022-12-28", 15)),
        36,
    ),
    Voorbeeld(
        "a full month touches at most 6 weeks",
        toewijzing("2025-08-01", "2026-03-31", 1, "01", "2"),
        (("2026-03-01", "2026-03-31", 6), ("2026-02-01", "2026-02-28", 5)),
        36,
    ),
    Voorbeeld(
        "four weeks: February that begins on a Monday",
        toewijzing("2021-02-01", "2021-02-28", 2, "14", "2"),
        (("2021-02-01", "2021-02-28", 8),),
        8,
    ),
    Voorbeeld(
        "output per week: Sundays, the last day is one",
        toewijzing("2022-07-11", "2022-09-04", 30_000, "83", "2"),
        (
            ("2022-07-11", "2022-07-31", 90_000),
            ("2022-08-01", "2022-08-31", 120_000),
            ("2022-09-01", "2022-09-04", 30_000),
        ),
        240_000,
    ),
    Voorbeeld(
        "output per week: the broken last week counts where its last Sunday lies",
        toewijzing("2022-07-11", "2022-09-03", 30_000, "83", "2"),
        (
            ("2022-07-11", "2022-07-31", 90_000),
            ("2022-08-01", "2022-08-31", 150_000),
            ("2022-09-01", "2022-09-03", 0),
        ),
        240_000,
    ),
    Voorbeeld(
        "output, ends on the last day of a year that is no Sunday",
        toewijzing("2022-10-11", "2022-12-31", 2, "82", "2"),
        (("2022-10-11", "2022-10-31", 6), ("2022-11-01", "2022-11-30", 8), ("2022-12-01", "2022-12-31", 10)),
        24,
    ),
    Voorbeeld(
        "output without any Sunday, within a month: one week",
        toewijzing("2026-04-06", "2026-04-10", 5, "82", "2"),
        (("2026-04-06", "2026-04-10", 5),),
        5,
    ),
    Voorbeeld(
        "output without any Sunday, over two months: its week counts in the last",
        toewijzing("2026-04-27", "2026-05-02", 5, "82", "2"),
        (("2026-04-27", "2026-04-30", 0), ("2026-05-01", "2026-05-02", 5)),
        5,
    ),
    Voorbeeld(
        "per day",
        toewijzing("2026-04-10", "2026-05-02", 3, "04", "1"),
        (("2026-04-10", "2026-04-30", 63), ("2026-05-01", "2026-05-02", 6)),
        69,
    ),
    Voorbeeld(
        "per month, also a broken one",
        toewijzing("2026-04-10", "2026-06-02", 7, "04", "4"),
        (("2026-04-10", "2026-04-30", 7), ("2026-05-01", "2026-05-31", 7), ("2026-06-01", "2026-06-02", 7)),
        21,
    ),
    Voorbeeld(
        "in all",
        toewijzing("2026-04-10", "2026-06-02", 7, "16", "6"),
        (("2026-04-10", "2026-04-30", 7), ("2026-05-01", "2026-05-31", 7)),
        7,
    ),
    Voorbeeld(
        "per day without Einddatum: no total",
        toewijzing("2026-04-10", None, 3, "04", "1"),
        (("2026-04-10", "2026-04-30", 63),),
        None,
    ),
    Voorbeeld(
        "per month without Einddatum: no total",
        toewijzing("2026-04-10", None, 3, "04", "4"),
        (("2026-05-01", "2026-05-31", 3),),
        None,
    ),
    Voorbeeld(
        "in all without Einddatum: the total stands",
        toewijzing("2026-04-10", None, 3, "04", "6"),
        (("2026-05-01", "2026-05-31", 3),),
        3,
    ),
)


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=[een.naam for een in VOORBEELDEN])
def test_what_a_toewijzing_gives(voorbeeld: Voorbeeld) -> None:
    gerekend = tuple((begin, eind, _per_periode(voorbeeld.van, begin, eind)) for begin, eind, _ in voorbeeld.perioden)
    assert gerekend == voorbeeld.perioden
    assert _in_totaal(voorbeeld.van) == voorbeeld.totaal


def test_without_omvang_there_is_no_maximum() -> None:
    van = toewijzing("2026-04-01", "2026-06-30", None, "", "")
    assert periode_maximum(van, date(2026, 4, 1), date(2026, 4, 30)) is None
    assert totaal_maximum(van) is None


def test_hours_are_sixty_minutes_in_base_units() -> None:
    maximum = totaal_maximum(toewijzing("2026-04-06", "2026-04-19", 2, "04", "2"))
    assert maximum is not None
    assert (maximum.aantal * maximum.volume, maximum.basis) == (4, 240)
    assert [naar_basis(90, eenheid) for eenheid in ("01", "04", "14", "83")] == [90, 5400, 90, 90]


def test_only_minutes_on_hours_are_converted() -> None:
    eenheden = ("01", "04", "14", "16", "82", "83", "84")
    passend = {(een, toegewezen) for een in eenheden for toegewezen in eenheden if past_bij(een, toegewezen)}
    assert passend == {("01", "04")} | {(een, een) for een in eenheden}


def test_only_a_broken_month_of_output_per_month_is_left_to_agreement() -> None:
    april, deel = (date(2026, 4, 1), date(2026, 4, 30)), (date(2026, 4, 1), date(2026, 4, 12))
    for eenheid, afspraak in (("82", True), ("83", True), ("04", False), ("84", False)):
        van = toewijzing("2026-04-01", "2026-04-30", 4, eenheid, "4")
        heel, gebroken = periode_maximum(van, *april), periode_maximum(van, *deel)
        assert heel is not None
        assert gebroken is not None
        assert (heel.afspraak, gebroken.afspraak) == (False, afspraak)


def test_a_maximum_reads_as_a_computation() -> None:
    maximum = totaal_maximum(toewijzing("2026-04-06", "2026-04-19", 2, "04", "2"))
    assert str(maximum) == "2 weken x 2 uur = 4 uur"
    assert (toon(123_456, "83"), toon(7, "14"), toon(90, "01")) == ("€ 1.234,56", "7 etmalen", "90 minuten")
    assert (toon_basis(120, "04"), toon_basis(90, "04")) == ("2 uur", "90 minuten")
