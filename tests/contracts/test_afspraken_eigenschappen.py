"""What holds for every gemeente, perceel, day, amount, scheme and order of loading."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.afspraken import Afspraken, Vraag
from app.contracts.declaratieprijs import Claimregel, Toewijzing, prijs_regel
from app.contracts.model import Bekostiging, Regio, Termijnschema, Termijnsoort
from app.contracts.overgang import OudRecht
from app.contracts.plafonds import Volumeplafond
from app.contracts.termijnen import termijn, termijnen
from app.contracts.uitkomst import reken_resultaat_af
from tests.contracts.plafondregels import boek as boek_regels
from tests.contracts.regios import NAMEN, afspraken
from tests.contracts.schaduwmodel import schaduwprijs

T = TypeVar("T")

VAN, TOT = date(2018, 1, 1), date(2024, 12, 31)
DAGEN = st.dates(VAN, TOT)
BEDRAGEN = st.integers(0, 99_999_999)
SCHEMAS = st.one_of(
    st.just(Termijnschema(Termijnsoort.EENMALIG)),
    st.integers(1, 60).map(lambda aantal: Termijnschema(Termijnsoort.MAANDELIJKS, aantal=aantal)),
    st.integers(0, 100).map(lambda start: Termijnschema(Termijnsoort.START_EIND, start=start, eind=100 - start)),
)


@pytest.mark.parametrize("naam", NAMEN)
def test_every_gemeente_perceel_and_day_has_exactly_one_form(naam: str) -> None:
    """All days at once: a day on which something could change is enough to look at, and each of those is."""
    boek = afspraken(naam)
    begin = max(VAN, boek.regio.geldig.van if boek.regio.geldig else VAN)
    grenzen = {begin, TOT}
    for rij in boek.regio.bekostigingen:
        grenzen |= {dag for dag in (rij.geldig.van, rij.geldig.tot, _na(rij.geldig.tot)) if dag is not None}
    for lid in boek.regio.gemeenten:
        grenzen |= {dag for dag in (lid.geldig.van, lid.geldig.tot, _na(lid.geldig.tot)) if dag is not None}
    gezien = 0
    for dag in sorted(dag for dag in grenzen if begin <= dag <= TOT):
        for lid in boek.regio.gemeenten:
            for perceel in boek.percelen:
                rijen = boek.bekostigingen(lid.code, perceel, dag)
                if lid.geldig.omvat(dag):
                    gezien += 1
                    assert len(rijen) == 1, (lid.code, perceel, dag)
                    assert boek.bekostiging(lid.code, perceel, dag) == rijen[0]
    assert gezien > 0


def _na(dag: date | None) -> date | None:
    return None if dag is None else dag + timedelta(days=1)


@given(st.sampled_from(NAMEN), st.data(), DAGEN)
def test_any_day_has_one_form_for_members_and_none_for_others(naam: str, data: st.DataObject, dag: date) -> None:
    boek = afspraken(naam)
    lid = data.draw(st.sampled_from(boek.regio.gemeenten))
    perceel = data.draw(st.sampled_from(sorted(boek.percelen)))
    in_regio = boek.lid(lid.code, dag) is not None and (boek.regio.geldig is None or boek.regio.geldig.omvat(dag))
    assert (boek.bekostiging(lid.code, perceel, dag) is not None) == in_regio
    assert boek.bekostiging("0000", perceel, dag) is None


@st.composite
def vragen(draw: st.DrawFn, boek: Afspraken) -> Vraag:
    """A question about things that exist, or nearly."""
    regio = boek.regio
    code = draw(st.sampled_from([*boek.productcodes, "99X99"]))
    dag, ingang = draw(DAGEN), draw(st.dates(date(2017, 1, 1), TOT))
    return Vraag(
        gemeente=draw(st.sampled_from([*(een.code for een in regio.gemeenten), "0000"])),
        aanbieder=draw(st.sampled_from([*boek.aanbieders, "99999999"])),
        code=code,
        eenheid=draw(st.sampled_from(["01", "04", "14", "16", "82", "83", "84"])),
        dag=dag,
        ingangsdatum=ingang,
        recht=draw(st.none() | st.just(OudRecht(code, ingang, ingang, max(dag, ingang), dag))),
        bekend_op=draw(st.none() | DAGEN),
    )


def _geschud(regio: Regio, toeval: random.Random) -> Regio:
    def schud(dingen: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(toeval.sample(dingen, len(dingen)))

    return replace(
        regio,
        gemeenten=schud(regio.gemeenten),
        contracten=schud(regio.contracten),
        productcodes=schud(regio.productcodes),
        tarieven=schud(regio.tarieven),
        percelen=schud(regio.percelen),
        bekostigingen=schud(regio.bekostigingen),
        onderaannemingen=schud(regio.onderaannemingen),
        overgangsregels=schud(regio.overgangsregels),
    )


@given(st.sampled_from(NAMEN), st.data(), st.randoms(use_true_random=False))
def test_a_tariff_is_found_or_refused_with_a_reason_whatever_the_order(
    naam: str, data: st.DataObject, toeval: random.Random
) -> None:
    boek = afspraken(naam)
    vraag = data.draw(vragen(boek))
    vondst = boek.zoek(vraag)
    assert (vondst.tarief is None) == (vondst.reden is not None)
    assert all(stap.zin for stap in vondst.stappen)
    if vondst.tarief is not None:
        assert vondst.peildag is not None
        assert vondst.tarief.geldig.omvat(vondst.peildag)
        assert vondst.tarief.gemeente in (None, vraag.gemeente)
        assert vondst.tarief.bekend_op(vraag.bekend_op)
        gelijk = [
            een
            for een in boek.tarieven[vraag.code]
            if (een.eenheid, een.voorrang) == (vondst.tarief.eenheid, vondst.tarief.voorrang)
            and een.geldig.omvat(vondst.peildag)
            and (een.contract, een.gemeente) == (vondst.tarief.contract, vondst.tarief.gemeente)
        ]
        assert gelijk == [vondst.tarief]
    assert Afspraken(_geschud(boek.regio, toeval)).zoek(vraag) == vondst


@given(st.sampled_from(NAMEN), st.data(), st.integers(1, 400), st.randoms(use_true_random=False))
def test_a_price_does_not_hang_on_the_order_of_loading(
    naam: str, data: st.DataObject, volume: int, toeval: random.Random
) -> None:
    boek = afspraken(naam)
    vraag = data.draw(vragen(boek))
    wat = Toewijzing(
        vraag.gemeente, vraag.aanbieder, vraag.code, vraag.dag, None, 1000, vraag.eenheid, "6", vraag.ingangsdatum
    )
    tarief = data.draw(st.integers(0, 1_000_000))
    regel = Claimregel(vraag.code, vraag.eenheid, volume, tarief, volume * tarief, vraag.dag, vraag.dag)
    uitkomst = prijs_regel(boek, wat, regel)
    assert prijs_regel(Afspraken(_geschud(boek.regio, toeval)), wat, regel) == uitkomst
    assert uitkomst.toegekend in (0, regel.bedrag)
    if uitkomst.toegekend and vraag.eenheid not in ("01", "83"):
        assert uitkomst.vondst.tarief is not None
        assert uitkomst.toegekend <= uitkomst.vondst.tarief.bedrag * volume


@given(BEDRAGEN, SCHEMAS)
def test_instalments_add_up_to_the_cent(bedrag: int, schema: Termijnschema) -> None:
    delen = termijnen(bedrag, schema)
    assert sum(delen) == bedrag
    assert all(deel >= 0 for deel in delen)
    assert [termijn(bedrag, schema, nummer) for nummer in range(len(delen))] == list(delen)
    match schema.soort:
        case Termijnsoort.EENMALIG:
            assert len(delen) == 1
            assert termijn(bedrag, schema, 1) is None
        case Termijnsoort.START_EIND:
            assert 0 <= bedrag * schema.start - delen[0] * 100 < 100
        case Termijnsoort.MAANDELIJKS:
            assert len(delen) == schema.aantal
            assert len(set(delen[:-1])) <= 1
            assert termijn(bedrag, schema, schema.aantal) == delen[0]


@given(BEDRAGEN, st.lists(BEDRAGEN, max_size=20), st.integers(1, 100))
def test_what_is_payable_never_passes_a_plafond_and_signals_once(bedrag: int, regels: list[int], pct: int) -> None:
    plafond = Volumeplafond("C", "E", 2018, bedrag, pct)
    toetsen = list(boek_regels(plafond, 0, regels))
    betaald = sum(een.bedrag for een in toetsen if een.betaalbaar)
    assert betaald <= bedrag
    signalen = [een for een in toetsen if een.signaal]
    assert len(signalen) <= 1
    if bedrag > 0:
        assert bool(signalen) == (betaald * 100 >= pct * bedrag)
    for een in toetsen:
        assert een.betaalbaar == (een.na <= bedrag)


@given(BEDRAGEN, st.integers(0, 100), st.booleans(), st.none() | BEDRAGEN)
def test_a_settlement_pays_all_or_all_but_the_result_dependent_part(
    bedrag: int, pct: int, malus: bool, kosten: int | None
) -> None:
    uitkomst = reken_resultaat_af(bedrag, pct, verwijtbaar_niet_bereikt=malus, eigen_kosten=kosten)
    assert uitkomst.betaalbaar == bedrag - (bedrag * pct // 100 if malus else 0)
    assert uitkomst.bonus >= 0
    assert not (uitkomst.bonus and uitkomst.malus)


@given(st.lists(BEDRAGEN, min_size=1, max_size=40), st.integers(1, 99_999_999))
def test_shadow_prices_lie_between_the_cheapest_and_the_dearest(kosten: list[int], tarief: int) -> None:
    uitkomst = schaduwprijs(kosten, tarief)
    assert uitkomst is not None
    assert min(kosten) <= uitkomst.p10 <= uitkomst.mediaan <= uitkomst.p90 <= max(kosten)
    assert abs(uitkomst.verhouding - 1000 * sum(kosten) / (len(kosten) * tarief)) <= 0.5001
    assert uitkomst == schaduwprijs(kosten[::-1], tarief)


@given(st.sampled_from(NAMEN), DAGEN)
def test_a_row_that_names_gemeenten_is_about_those_only(naam: str, dag: date) -> None:
    boek = afspraken(naam)
    for rij in boek.regio.bekostigingen:
        if rij.gemeenten:
            andere = [een.code for een in boek.regio.gemeenten if een.code not in rij.gemeenten]
            assert not any(rij.betreft(code, rij.perceel, dag) for code in andere)


def test_a_choice_in_a_regio_that_was_not_checked_does_not_hang_on_the_order() -> None:
    boek = afspraken("proefland")
    eerste = boek.regio.bekostigingen[0]
    dubbel = Bekostiging(eerste.perceel, eerste.geldig, eerste.vorm, eerste.peildatum, ("0086",))
    for rijen in ((eerste, dubbel), (dubbel, eerste)):
        anders = Afspraken(replace(boek.regio, bekostigingen=rijen))
        assert anders.bekostiging("0086", eerste.perceel, date(2020, 1, 1)) == dubbel
