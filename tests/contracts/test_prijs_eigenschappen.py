"""Prices against a model of their own: which tariff holds, what claims may come to, and the order of what was told.

The generators start from what can be claimed in the regios that come with the product, and stray a little from it: so
most questions have an answer, and a wrong one is near the right one.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from app.contracts.afspraken import Afspraken, Vondst, Vraag
from app.contracts.declaratieprijs import Claimregel, Eerder, Toewijzing, prijs_regel
from app.contracts.geldigheid import Geldigheid
from app.contracts.overgang import OudRecht
from app.contracts.partijen import Tariefcontrole
from app.contracts.plafonds import Volumeplafond
from app.contracts.regiobestand import lees_bestanden, lees_teksten, meegeleverd
from app.contracts.tarieven import Tarief
from app.contracts.termijnen import termijnen
from app.standard.kalender import laatste_van_maand, maand_verder
from tests.contracts.plafondregels import boek as boek_regels
from tests.contracts.regios import NAMEN, afspraken

VAN, TOT = date(2018, 1, 1), date(2024, 12, 31)
_DAG = timedelta(days=1)


class Claimbaar(NamedTuple):
    """What can be claimed on the first day of a month, by a contract."""

    gemeente: str
    aanbieder: str
    code: str
    eenheid: str
    dag: date


@cache
def claimbaar(naam: str) -> tuple[Claimbaar, ...]:
    """Every code that has a price, in its unit, in the first and the last gemeente, on days half a year apart."""
    boek = afspraken(naam)
    gemeenten = {een.code for een in (boek.regio.gemeenten[0], boek.regio.gemeenten[-1])}
    gevonden = []
    for product in boek.regio.productcodes:
        for contract in boek.regio.contracten:
            for gemeente in sorted(gemeenten):
                for dag in (date(jaar, maand, 1) for jaar in range(2018, 2025) for maand in (1, 7)):
                    een = Claimbaar(gemeente, contract.aanbieder, product.code, product.eenheid, dag)
                    if product.geldig.omvat(dag) and boek.zoek(Vraag(*een, dag)).tarief is not None:
                        gevonden.append(een)
    return tuple(dict.fromkeys(gevonden))


@pytest.mark.parametrize("naam", NAMEN)
def test_on_every_day_from_2018_to_2024_there_is_one_form_for_each_gemeente_and_perceel(naam: str) -> None:
    """A walk over all days, not only over those on which something changes."""
    boek = afspraken(naam)
    begin = max(VAN, boek.regio.geldig.van if boek.regio.geldig else VAN)
    rijen_van = {code: [een for een in boek.regio.bekostigingen if een.perceel == code] for code in boek.percelen}
    for dag in (begin + _DAG * nummer for nummer in range((TOT - begin).days + 1)):
        leden = [een.code for een in boek.regio.gemeenten if een.geldig.van <= dag <= een.geldig.laatste]
        assert leden
        for perceel, rijen in rijen_van.items():
            van_nu = [een for een in rijen if een.geldig.van <= dag <= een.geldig.laatste]
            if len(van_nu) == 1 and not van_nu[0].gemeenten:
                continue  # one row for all gemeenten
            for lid in leden:
                geldt = [een for een in van_nu if not een.gemeenten or lid in een.gemeenten]
                assert len(geldt) == 1, (lid, perceel, dag)
                assert boek.bekostiging(lid, perceel, dag) is geldt[0]


@st.composite
def extra_tarieven(draw: st.DrawFn, wat: Claimbaar, contract: str | None, bekend_op: date | None) -> list[Tarief]:
    """Versions beside those that there are: for all, a contract, a gemeente or both, and known early or late.

    Most of them hold on the day that is asked, so that they compete; days are often just on or past a limit.
    """
    versies = []
    for nummer in range(draw(st.integers(0, 6))):
        van = wat.dag - _DAG * draw(st.integers(-1, 1) | st.integers(0, 900))
        tot = draw(st.none() | (st.integers(-1, 1) | st.integers(0, 900)).map(lambda duur: wat.dag + _DAG * duur))
        bekend = draw(st.none() | st.dates(date(2017, 1, 1), TOT))
        if bekend_op is not None:
            bekend = draw(st.sampled_from([None, bekend, bekend_op - _DAG, bekend_op, bekend_op + _DAG]))
        versies.append(
            Tarief(
                *(wat.code, wat.eenheid, draw(st.integers(0, 1_000_000))),
                Geldigheid(min(van, tot or van), tot),
                draw(st.sampled_from([None, contract, contract, "ander"])),
                draw(st.sampled_from([None, wat.gemeente, wat.gemeente, "0000"])),
                versie=nummer + 2,
                vastgesteld=bekend,
            )
        )
    return versies


def _orakel(
    tarieven: list[Tarief], gemeente: str, contract: str | None, dag: date, bekend_op: date | None
) -> int | None:
    """The amount that holds, looked for from the most special tariff to the most general one."""
    for voor_contract in (True, False):
        for voor_gemeente in (True, False):
            geldig = [
                een
                for een in tarieven
                if (een.contract is not None) == voor_contract
                and (een.gemeente is not None) == voor_gemeente
                and (not voor_contract or een.contract == contract)
                and (not voor_gemeente or een.gemeente == gemeente)
                and een.geldig.van <= dag
                and (een.geldig.tot is None or dag <= een.geldig.tot)
                and (bekend_op is None or een.vastgesteld is None or een.vastgesteld <= bekend_op)
            ]
            if geldig:
                return sorted(geldig, key=lambda een: een.versie)[-1].bedrag
    return None


@settings(deadline=None)
@given(st.sampled_from(NAMEN), st.data(), st.randoms(use_true_random=False))
def test_the_most_special_and_newest_tariff_that_was_known_holds(
    naam: str, data: st.DataObject, toeval: random.Random
) -> None:
    basis = afspraken(naam)
    wat = data.draw(st.sampled_from(claimbaar(naam)))
    contract = data.draw(st.sampled_from([None, *(een.nummer for een in basis.regio.contracten)]))
    bekend_op = data.draw(st.none() | st.dates(date(2017, 1, 1), TOT))
    extra = data.draw(extra_tarieven(wat, contract, bekend_op))
    alle = [*basis.regio.tarieven, *extra]
    toeval.shuffle(alle)
    boek = Afspraken(replace(basis.regio, tarieven=tuple(alle)))
    eigen = [een for een in alle if (een.code, een.eenheid) == (wat.code, wat.eenheid)]
    verwacht = _orakel(eigen, wat.gemeente, contract, wat.dag, bekend_op)
    gevonden = boek.tarief(wat.code, wat.eenheid, wat.gemeente, contract, wat.dag, bekend_op)
    if verwacht is None and wat.eenheid == "83":
        return  # a claim in euros is held against the tariff of a piece
    event("a tariff" if verwacht is not None else "none")
    assert (None if gevonden is None else gevonden.bedrag) == verwacht


def _keer(wat: Toewijzing, begin: date, eind: date) -> int:
    """How often the volume goes into a part of the toewijzing, by walking over its days."""
    dagen = [begin + _DAG * nummer for nummer in range((eind - begin).days + 1)]
    match wat.frequentie:
        case "6":
            return 1
        case "1":
            return len(dagen)
        case "4":
            return len({(dag.year, dag.month) for dag in dagen})
        case _ if wat.eenheid in ("82", "83"):
            zondagen = [dag for dag in dagen if dag.isoweekday() == 7]
            laatste = wat.einddatum or date.max
            alle = [laatste - _DAG * nummer for nummer in range((laatste - wat.ingangsdatum).days + 1)]
            laatste_zondag = next(dag for dag in alle if dag.isoweekday() == 7)
            # The broken last week goes with the last Sunday.
            return len(zondagen) + (laatste_zondag in zondagen and laatste_zondag != laatste)
        case _:
            return len({dag.isocalendar()[:2] for dag in dagen})


def _basis(volume: int, eenheid: str | None) -> int:
    return volume * 60 if eenheid == "04" else volume


@st.composite
def reeksen(draw: st.DrawFn, naam: str) -> tuple[Toewijzing, list[Claimregel]]:
    """A toewijzing of whole months or with a broken last one, and claims: most at the price and up to the maximum."""
    wat = draw(st.sampled_from(claimbaar(naam)))
    tarief = _tarief_van(afspraken(naam), wat)
    maanden = draw(st.integers(1, 5))
    begins = [maand_verder(wat.dag, nummer) for nummer in range(maanden)]
    eind = laatste_van_maand(begins[-1]) - _DAG * draw(st.sampled_from([0, 0, 2, 5, 12]))
    per_keer = draw(st.integers(1, 4)) * (tarief if wat.eenheid == "83" else 1)
    toewijzing = Toewijzing(*wat[:3], wat.dag, eind, per_keer, wat.eenheid, draw(st.sampled_from("1246")))
    regels = []
    for begin in draw(st.lists(st.sampled_from(begins), min_size=1, max_size=2 * maanden)):
        tot = min(laatste_van_maand(begin), eind)
        meest = per_keer * _keer(toewijzing, begin, tot)
        volume = max(0, draw(st.sampled_from([meest, meest, meest, meest // 2, meest + 1, meest - 1])))
        prijs = None if wat.eenheid == "83" else max(0, tarief + draw(st.sampled_from([0, 0, 0, 0, 0, 1, -1])))
        bedrag = volume * (1 if prijs is None else prijs) + draw(st.sampled_from([0, 0, 0, 0, 0, 0, 1]))
        regels.append(Claimregel(wat.code, wat.eenheid, volume, prijs, bedrag, begin, tot))
    return toewijzing, regels


def _tarief_van(boek: Afspraken, wat: Claimbaar) -> int:
    gevonden = boek.zoek(Vraag(*wat, wat.dag)).tarief
    assert gevonden is not None
    return gevonden.bedrag


@settings(deadline=None)
@given(st.sampled_from(NAMEN), st.data())
def test_granted_claims_never_pass_tariff_times_volume_nor_the_plafond(naam: str, data: st.DataObject) -> None:
    """Each line, all lines together, and what is paid of them under a plafond that they just fill, or a cent less."""
    boek = afspraken(naam)
    wat, regels = data.draw(reeksen(naam))
    eerder, bedragen = Eerder(), list[int]()
    in_euros, per_keer = wat.eenheid == "83", _basis(wat.volume or 0, wat.eenheid)
    maximum = per_keer * _keer(wat, wat.ingangsdatum, wat.einddatum or date.max)
    for regel in regels:
        uitkomst = prijs_regel(boek, wat, regel, eerder)
        vondst = uitkomst.vondst
        if uitkomst.retourcodes:
            assert uitkomst.toegekend == 0
            continue
        assert vondst.tarief is not None
        if in_euros:
            assert regel.bedrag == regel.volume
        else:
            gelijk = vondst.contract is None or vondst.contract.tariefcontrole is Tariefcontrole.GELIJK
            assert regel.tarief == vondst.tarief.bedrag if gelijk else (regel.tarief or 0) <= vondst.tarief.bedrag
            assert regel.bedrag == regel.volume * (regel.tarief or 0) <= regel.volume * vondst.tarief.bedrag
        bedragen.append(uitkomst.toegekend)
        volume = _basis(regel.volume, regel.eenheid)
        assert volume <= per_keer * _keer(wat, regel.begin, regel.eind)
        eerder = Eerder(eerder.volume + volume, eerder.prestaties + 1)
        assert eerder.volume <= maximum
    event(f"{min(len(bedragen), 3)} granted, or more")
    for deel in range(len(bedragen) + 1):
        for bedrag in (max(0, sum(bedragen[:deel]) + verschil) for verschil in (-1, 0, 1)):
            over = bedrag
            toetsen = boek_regels(Volumeplafond("C", "P", 2020, bedrag), 0, bedragen)
            for toets, gevraagd in zip(toetsen, bedragen, strict=True):
                assert toets.betaalbaar == (gevraagd <= over)
                over -= gevraagd if toets.betaalbaar else 0


@settings(deadline=None)
@given(st.sampled_from(NAMEN), st.data())
def test_a_claim_at_the_price_within_the_maximum_is_granted(naam: str, data: st.DataObject) -> None:
    """Or what never passes anything would be what grants nothing."""
    boek = afspraken(naam)
    wat = data.draw(st.sampled_from(claimbaar(naam)))
    vondst = boek.zoek(Vraag(*wat, wat.dag))
    assert vondst.tarief is not None
    tarief, in_euros = vondst.tarief.bedrag, wat.eenheid == "83"
    eind = laatste_van_maand(wat.dag) - _DAG * data.draw(st.sampled_from([0, 0, 3, 9]))
    per_keer = tarief if in_euros else data.draw(st.integers(1, 50))
    toewijzing = Toewijzing(*wat[:3], wat.dag, eind, per_keer, wat.eenheid, data.draw(st.sampled_from("1246")))
    volume = per_keer * _keer(toewijzing, wat.dag, eind)
    bedrag = volume if in_euros else volume * tarief
    regel = Claimregel(wat.code, wat.eenheid, volume, None if in_euros else tarief, bedrag, wat.dag, eind)
    assert prijs_regel(boek, toewijzing, regel).retourcodes == ()
    te_veel = regel._replace(volume=volume + 1, bedrag=volume + 1 if in_euros else (volume + 1) * tarief)
    assert set(prijs_regel(boek, toewijzing, te_veel).retourcodes) == {"9321", "9322"}
    if not in_euros:
        duurder = regel._replace(tarief=tarief + 1, bedrag=volume * (tarief + 1))
        assert prijs_regel(boek, toewijzing, duurder).retourcodes == ("0611",)


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(NAMEN), st.randoms(use_true_random=False), st.data())
def test_a_price_does_not_hang_on_the_order_of_rows_in_the_files(
    naam: str, toeval: random.Random, data: st.DataObject
) -> None:
    """Also with tariffs that overlap: all rows of every CSV file in another order give the same price and reasons."""
    boek = afspraken(naam)
    bestanden = lees_bestanden(meegeleverd()[naam])
    anders = {}
    for bestand, tekst in bestanden.items():
        kop, *rijen = tekst.splitlines(keepends=True)
        if bestand.endswith(".csv"):
            rijen = [rij if rij.endswith("\n") else f"{rij}\n" for rij in rijen]
            toeval.shuffle(rijen)
        anders[bestand] = "".join([kop, *rijen])
    geschud = Afspraken(lees_teksten(anders).regio)
    for wat in data.draw(st.lists(st.sampled_from(claimbaar(naam)), min_size=1, max_size=20)):
        vraag = Vraag(*wat, wat.dag)
        assert geschud.zoek(vraag) == boek.zoek(vraag)
        toewijzing = Toewijzing(*wat[:3], wat.dag, laatste_van_maand(wat.dag), 4, wat.eenheid, "6")
        regel = Claimregel(wat.code, wat.eenheid, 3, 9500, 28_500, wat.dag, laatste_van_maand(wat.dag))
        assert prijs_regel(geschud, toewijzing, regel) == prijs_regel(boek, toewijzing, regel)


@settings(deadline=None)
@given(st.sampled_from(NAMEN), st.data())
def test_the_instalments_of_every_code_in_euros_are_its_contract_amount(naam: str, data: st.DataObject) -> None:
    """Claimed one after the other, each is expected as it is, and together they are the amount to the cent."""
    boek = afspraken(naam)
    in_euros = [een for een in claimbaar(naam) if een.eenheid == "83"]
    if not in_euros:
        return
    wat = data.draw(st.sampled_from(in_euros))
    vondst = boek.zoek(Vraag(*wat, wat.dag))
    if vondst.product is None or vondst.bekostiging is None or vondst.tarief is None:
        raise AssertionError(wat)
    schema = vondst.product.termijnschema or vondst.bekostiging.termijnschema
    if schema is None:
        return
    delen = termijnen(vondst.tarief.bedrag, schema)
    toewijzing = Toewijzing(*wat[:3], wat.dag, wat.dag.replace(year=wat.dag.year + 1), vondst.tarief.bedrag, "83", "6")
    eerder = Eerder()
    for deel in delen:
        regel = Claimregel(wat.code, "83", deel, None, deel, wat.dag, laatste_van_maand(wat.dag))
        uitkomst = prijs_regel(boek, toewijzing, regel, eerder)
        assert (uitkomst.retourcodes, uitkomst.signalen, uitkomst.verwacht) == ((), (), deel)
        eerder = Eerder(eerder.volume + deel, eerder.prestaties + 1)
    assert eerder.volume == vondst.tarief.bedrag


@settings(deadline=None)
@given(st.data(), st.randoms(use_true_random=False))
def test_what_competes_is_chosen_alike_in_every_order(data: st.DataObject, toeval: random.Random) -> None:
    """Two contracts on one day, a product code that is given anew, and transition rules that allow the same."""
    basis = afspraken("rijnmond").regio
    wat = data.draw(st.sampled_from([een for een in claimbaar("rijnmond") if een.dag >= date(2018, 7, 1)]))
    contracten = [een for een in basis.contracten if een.aanbieder == wat.aanbieder]
    tweede = [replace(een, nummer=f"{een.nummer}-B", tariefcontrole=Tariefcontrole.MAXIMUM) for een in contracten]
    opnieuw = [
        replace(een, naam="opnieuw", geldig=Geldigheid(wat.dag - _DAG, een.geldig.tot))
        for een in basis.productcodes
        if (een.code, een.eenheid) == (wat.code, wat.eenheid) and een.geldig.omvat(wat.dag)
    ]
    regels = [replace(een, code=f"{een.code}{nummer}") for een in basis.overgangsregels for nummer in (1, 2)]
    oud = Claimbaar("0599", "60600009", "45A48", "04", date(2018, 3, 1))
    recht = OudRecht("45A48", date(2017, 5, 1), date(2017, 5, 1), date(2017, 5, 1), date(2018, 3, 31))
    vragen = (Vraag(*wat, wat.dag), Vraag(*oud, date(2017, 5, 1), recht))

    def antwoorden() -> list[Vondst]:
        geschud = replace(
            basis,
            contracten=tuple(toeval.sample([*basis.contracten, *tweede], len(basis.contracten) + len(tweede))),
            productcodes=tuple(toeval.sample([*basis.productcodes, *opnieuw], len(basis.productcodes) + len(opnieuw))),
            overgangsregels=tuple(toeval.sample(regels, len(regels))),
        )
        return [Afspraken(geschud).zoek(vraag) for vraag in vragen]

    eerste = antwoorden()
    assert [een.tarief is not None for een in eerste] == [True, True]
    assert eerste[1].overgang is not None
    for _ in range(3):
        assert antwoorden() == eerste
