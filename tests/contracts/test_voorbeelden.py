"""The worked examples, on the days that they are about: prices, maxima, commitments, caps and figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.contracts.afspraken import Afspraken, Vraag
from app.contracts.declaratieprijs import Claimregel, prijs_regel
from app.contracts.model import Contractstatus, Statuswijziging, Tarief
from app.contracts.plafonds import Volumeplafond
from app.contracts.stappen import ZINNEN, Stapnaam, zinnen
from app.contracts.uitkomst import Herziening, reken_resultaat_af
from app.contracts.verplichting import toets_toewijzing, verplichting
from tests.contracts.plafondregels import boek as boek_regels
from tests.contracts.regios import afspraken
from tests.contracts.schaduwmodel import schaduwprijs
from tests.contracts.voorbeelden import GEVALLEN, prijs, toewijzing


@pytest.mark.parametrize("geval", GEVALLEN["regel"], ids=lambda geval: geval["naam"])
def test_a_line_is_priced_as_the_example_says(geval: dict[str, Any]) -> None:
    uitkomst = prijs(geval)
    assert uitkomst.retourcodes == tuple(geval.get("codes", ()))
    assert uitkomst.signalen == tuple(geval.get("signalen", ()))
    assert uitkomst.toegekend == geval["toegekend"]
    if "verwacht" in geval:
        assert uitkomst.verwacht == geval["verwacht"]
    uitleg = "\n".join(zinnen(uitkomst.stappen))
    assert geval.get("zin", "") in uitleg


@pytest.mark.parametrize("geval", GEVALLEN["verplichting"], ids=lambda geval: geval["toewijzing"])
def test_a_toewijzing_commits_to_what_the_example_says(geval: dict[str, Any]) -> None:
    uitkomst = verplichting(*toewijzing(geval["toewijzing"]))
    assert uitkomst.bedrag == geval["bedrag"]
    assert all(zinnen(uitkomst.stappen))


def test_components_of_an_arrangement_are_twelve_weeks_of_35000() -> None:
    bedragen = [verplichting(*toewijzing(naam)).bedrag or 0 for naam in ("R1M", "R3L", "R5L")]
    assert sum(bedragen) == 12 * 35000 == 420000


def test_a_toewijzing_above_the_contract_amount_is_a_signal() -> None:
    assert toets_toewijzing(*toewijzing("T5")) is None
    afwijking = toets_toewijzing(*toewijzing("T5_HOGER"))
    assert afwijking is not None
    assert afwijking.code == "SIG-TARIEF-TOEWIJZING"
    assert "€ 500,00 boven het contractbedrag € 6.000,00" in afwijking.stap.zin
    assert toets_toewijzing(*toewijzing("T1_LANG")) is None
    assert toets_toewijzing(*toewijzing("T1")) is None


def test_a_toewijzing_without_end_or_without_tariff_has_no_known_cost() -> None:
    boek, wat = toewijzing("R1M")
    assert verplichting(boek, wat._replace(einddatum=None)).bedrag is None
    assert verplichting(boek, wat._replace(code="50R9X")).bedrag is None


def test_without_contract_or_as_onderaannemer_there_is_no_tariff() -> None:
    boek, wat = toewijzing("R1M")
    regel = Claimregel("50R1M", "82", 5, 12000, 60000, date(2018, 4, 1), date(2018, 4, 30))
    redenen = {}
    for agb in ("60600004", "60600003", "60600009", "99999999"):
        uitkomst = prijs_regel(boek, wat._replace(aanbieder=agb), regel)
        assert uitkomst.retourcodes == ("0611",)
        assert uitkomst.verwacht is None
        redenen[agb] = uitkomst.vondst.stappen[-1].naam
    assert redenen == {
        "60600004": Stapnaam.ONDERAANNEMER,
        "60600003": Stapnaam.ANDER_PERCEEL,
        "60600009": Stapnaam.GEEN_CONTRACT,
        "99999999": Stapnaam.GEEN_CONTRACT,
    }


def test_what_was_bought_apart_keeps_its_own_tariff() -> None:
    """Jeugdbescherming has no perceel, so no form of bekostiging asks for a PIC."""
    boek, wat = toewijzing("R1M")
    apart = wat._replace(code="48A01", eenheid="84", frequentie="6")
    tarief = boek.tarieven["48A01"][0].bedrag
    regel = Claimregel("48A01", "84", 1, tarief, tarief, date(2018, 4, 1), date(2018, 4, 30))
    uitkomst = prijs_regel(boek, apart, regel)
    assert (uitkomst.retourcodes, uitkomst.toegekend) == ((), tarief)
    assert Stapnaam.VORM not in [stap.naam for stap in uitkomst.stappen]


def test_a_contract_with_a_maximum_takes_a_lower_tariff() -> None:
    boek, wat = toewijzing("VIER")
    stuk = wat._replace(volume=1, eenheid="82")
    regel = Claimregel("50F11", "82", 1, 230000, 230000, date(2019, 5, 1), date(2019, 5, 31))
    assert prijs_regel(boek, stuk, regel).retourcodes == ()
    hoger = regel._replace(tarief=230002, bedrag=230002)
    assert prijs_regel(boek, stuk, hoger).retourcodes == ("0611",)


def test_the_plafond_of_perceel_e() -> None:
    boek = afspraken("rijnmond")
    plafond = boek.plafond("GR-2018-01", "E", 2018, "0599")
    assert plafond == Volumeplafond("GR-2018-01", "E", 2018, 50000000)
    (melding,) = boek_regels(plafond, 39850000, [175000])
    assert (melding.na, melding.honderdsten_procent, melding.signaal) == (40025000, 8005, True)
    (later,) = boek_regels(plafond, melding.na, [175000])
    assert not later.signaal
    regels = list(boek_regels(plafond, 49900000, [60000, 40000, 75000]))
    assert [(een.na, een.betaalbaar) for een in regels] == [
        (49960000, True),
        (50000000, True),
        (50075000, False),
    ]
    assert boek.plafond("GR-2018-01", "A", 2018, "0599") is None
    assert boek.plafond("GR-2018-03", "LOKAAL", 2018, "0599") is not None
    assert boek.plafond("GR-2018-03", "LOKAAL", 2018, "0606") is None


def test_the_result_dependent_part() -> None:
    malus = reken_resultaat_af(400000, 30, verwijtbaar_niet_bereikt=True)
    assert (malus.deel, malus.betaalbaar, malus.malus, malus.bonus) == (120000, 280000, 120000, 0)
    bonus = reken_resultaat_af(400000, 30, verwijtbaar_niet_bereikt=False, eigen_kosten=310000)
    assert (bonus.betaalbaar, bonus.malus, bonus.bonus) == (400000, 0, 90000)


def test_a_retroactive_tariff_counts_from_the_day_it_is_known() -> None:
    oud = afspraken("haaglanden")
    nieuw = Tarief(
        code="50H3B",
        eenheid="82",
        bedrag=418000,
        geldig=oud.tarieven["50H3B"][0].geldig,
        versie=2,
        besluit="Herziening",
        reden="Reële prijs",
        vastgesteld=date(2020, 9, 1),
    )
    boek = Afspraken(replace(oud.regio, tarieven=(*oud.regio.tarieven, nieuw)))
    vraag = Vraag("0503", "50500001", "50H3B", "82", date(2020, 5, 1), date(2020, 2, 1))
    for bekend_op, bedrag in ((date(2020, 8, 31), 400000), (date(2020, 9, 1), 418000), (None, 418000)):
        tarief = boek.zoek(vraag._replace(bekend_op=bekend_op)).tarief
        assert tarief is not None
        assert tarief.bedrag == bedrag
    herziening = Herziening(credit=400000, debet=418000)
    assert herziening.verschil == 18000


def test_shadow_prices() -> None:
    westland = schaduwprijs([122 * 31000], 3600000)
    assert westland is not None
    assert (westland.som, westland.verhouding) == (3782000, 1051)
    monitor = schaduwprijs([320000, 410000, 390000, 480000], 400000)
    assert monitor is not None
    assert (monitor.aantal, monitor.som, monitor.gemiddelde, monitor.mediaan) == (4, 1600000, 400000, 400000)
    assert (monitor.verhouding, monitor.publiceerbaar) == (1000, False)
    assert (monitor.p10, monitor.p90) == (341000, 459000)
    assert schaduwprijs([], 400000) is None


def test_every_step_has_a_sentence() -> None:
    assert set(ZINNEN) == set(Stapnaam)


def test_contracts_follow_their_extensions_and_their_status() -> None:
    boek = afspraken("rijnmond")

    def loopt(aanbieder: str, dag: date, bekend_op: date | None = None) -> bool:
        return boek.contract(aanbieder, dag, bekend_op=bekend_op) is not None

    assert loopt("60600001", date(2022, 12, 31))
    assert not loopt("60600001", date(2023, 1, 1))
    assert not loopt("60600001", date(2022, 1, 1), bekend_op=date(2021, 5, 31))
    assert loopt("60600002", date(2021, 12, 31))
    assert not loopt("60600002", date(2022, 1, 1))
    assert not loopt("60600003", date(2021, 1, 1))


def test_a_contract_says_how_it_stands() -> None:
    delta = afspraken("rijnmond").contract("60600002", date(2019, 4, 1), perceel="B")
    assert delta is not None
    standen = {dag: delta.status_op(dag) for dag in (date(2018, 6, 1), date(2019, 4, 1), date(2020, 1, 1))}
    assert list(standen.values()) == [
        Contractstatus.ACTIEF,
        Contractstatus.VERBETERTRAJECT,
        Contractstatus.ACTIEF,
    ]
    assert delta.status_op(date(2022, 1, 1)) is Contractstatus.BEEINDIGD
    gestopt = replace(delta, statussen=(Statuswijziging(Contractstatus.BEEINDIGD, date(2019, 7, 1)),))
    assert gestopt.looptijd().tot == date(2019, 6, 30)
    assert gestopt.status_op(date(2019, 7, 1)) is Contractstatus.BEEINDIGD
    assert gestopt.status_op(date(2019, 6, 30)) is Contractstatus.ACTIEF


def test_old_rights_that_run_into_2019_have_to_be_converted() -> None:
    (omzetten,) = (regel for regel in afspraken("rijnmond").regio.overgangsregels if regel.omzetten_vanaf)
    assert not omzetten.moet_om("45A48", date(2018, 12, 31))
    assert omzetten.moet_om("45A48", date(2019, 1, 1))
    assert omzetten.moet_om("45A48", None)
    assert not omzetten.moet_om("50R1M", None)


def test_help_outside_the_system_keeps_its_own_tariff() -> None:
    boek = afspraken("haaglanden")
    vondst = boek.zoek(Vraag("0518", "50500001", "48A01", "84", date(2022, 1, 1), date(2021, 1, 1)))
    assert vondst.tarief is not None
    assert vondst.tarief.bedrag == 92000
