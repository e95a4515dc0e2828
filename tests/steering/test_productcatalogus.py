"""The catalogue of products: what is counted on which day, in the regios that come with the product."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.contracts.regio import Regio
from app.contracts.regiobestand import demoregio, lees_regio, meegeleverd
from app.steering.stuurcijfers.productcatalogus import Catalogusdag, bereken
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurvraag
from tests.bank import Bank

VANDAAG = date(2026, 5, 6)


def catalogus(bank: Bank, **vraag: Any) -> list[Catalogusdag]:
    """The figure."""
    gevraagd = Stuurvraag.model_validate(vraag)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return list(bereken(Peiling(werk, gevraagd, gevraagd.selectie(VANDAAG), VANDAAG)))


def geteld(regio: Regio, dag: date) -> tuple[int, int]:
    """Combinations of PICs and per unit, row by row."""
    codes = {een.code: een.pic for een in regio.productcodes if een.geldig.omvat(dag)}
    rijen = {(een.code, een.eenheid, een.contract, een.gemeente) for een in regio.tarieven if een.geldig.omvat(dag)}
    met = [codes[rij[0]] for rij in rijen if rij[0] in codes]
    return sum(pic is not None for pic in met), sum(pic is None for pic in met)


@pytest.mark.parametrize("naam", ["haaglanden", "rijnmond"])
def test_the_catalogue_is_counted_on_the_first_of_each_month_and_the_last_day(bank: Bank, naam: str) -> None:
    bank.knoop.laad_regio(replace(lees_regio(demoregio()), gemeenten=()))
    regio = lees_regio(meegeleverd()[naam])
    bank.knoop.laad_regio(regio)
    rijen = catalogus(bank, regio=regio.code, van=date(2019, 12, 15), tot=date(2021, 1, 10))
    maanden = [date(2020, maand, 1) for maand in range(1, 13)]
    assert [rij.datum for rij in rijen] == [*maanden, date(2021, 1, 1), date(2021, 1, 10)]
    for rij in rijen:
        assert (rij.van_pics, rij.per_eenheid) == geteld(regio, rij.datum)
        assert rij.combinaties == rij.van_pics + rij.per_eenheid
        assert rij.oude_codes <= rij.per_eenheid
    assert sum(rij.combinaties for rij in rijen) > 0
    een_dag = catalogus(bank, regio=regio.code, van=date(2020, 6, 1), tot=date(2020, 6, 1))
    assert [rij.datum for rij in een_dag] == [date(2020, 6, 1)]
    assert catalogus(bank, gemeente=["9999"]) == []


def test_a_new_version_of_a_tariff_does_not_count_twice(bank: Bank) -> None:
    regio = lees_regio(demoregio())
    (voor,) = catalogus(bank, van=VANDAAG, tot=VANDAAG)
    nieuw = replace(regio.tarieven[0], versie=2, besluit="B", reden="R", vastgesteld=VANDAAG)
    bank.knoop.laad_regio(replace(regio, tarieven=(*regio.tarieven, nieuw)))
    assert catalogus(bank, van=VANDAAG, tot=VANDAAG) == [voor]
    perceel = catalogus(bank, van=VANDAAG, tot=VANDAAG, perceel="ARRANGEMENT")
    assert (perceel[0].per_eenheid, perceel[0].combinaties) == (0, perceel[0].van_pics)
