"""What toewijzingen commit to under a volumeplafond, held against plain Python, on both databases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.contracts.model import Budget, Contract, Volumeplafond
from app.contracts.regio import Regio
from app.exchange.judgement import VoorWie
from app.standard.werkdagen import laad_werkkalender
from app.steering.dagronde.budgetten import BUDGETTEN
from app.steering.dagronde.controle import Rondekader
from app.steering.stuurcijfers.budgetten import Budgetmaand, bereken
from app.steering.stuurcijfers.stuurcijfer import OnmogelijkeVraag, Peiling, Stuurvraag
from app.store.dagronde import Gevonden
from app.store.plafonds import zoek_plafonds
from tests.bank import Bank
from tests.steering.stuurwereld import AANBIEDERS, ALTIJD, ETMAAL, GEMEENTEN, TARIEVEN, Traject, Wereld, maak_regio

JAREN = (2025, 2026, 2027)
OPVOLGER = Contract("C-NIEUW", AANBIEDERS[0], replace(ALTIJD, van=date(2026, 7, 1)))


def regio_met_plafonds() -> Regio:
    """The first aanbieder gets another contract in the middle of 2026; one gemeente has a plafond of its own."""
    regio = maak_regio()
    eerste = replace(regio.contracten[0], geldig=replace(ALTIJD, tot=date(2026, 6, 30)))
    contracten = (eerste, OPVOLGER, *regio.contracten[1:])
    plafonds = tuple(
        Volumeplafond(een.nummer, perceel, jaar, 1_000_000)
        for een in contracten[:3]
        for perceel in ("SPEC", "HOOG")
        for jaar in JAREN
    )
    eigen = Volumeplafond(eerste.nummer, "HOOG", 2026, 500_000, 80, GEMEENTEN[1])
    return replace(regio, contracten=contracten, volumeplafonds=(*plafonds, eigen))


def trajecten(zaad: int) -> list[Traject]:
    """Chance made the same every time."""
    kans = random.Random(zaad)
    alle = []
    for nummer in range(200):
        ingang = date(2024, 10, 1) + timedelta(days=kans.randrange(800))
        einde = None if kans.random() < 0.1 else ingang + timedelta(days=kans.randrange(700))
        perceel = kans.choice(("SPEC", "HOOG"))
        gestopt = (ingang + timedelta(days=kans.randrange(500)), kans.choice(("31", "20")))
        alle.append(
            Traject(
                gemeente=kans.choice(GEMEENTEN),
                aanbieder=kans.choice(AANBIEDERS[:3]),
                client=nummer + 1,
                pic=(perceel, "3", kans.choice(("A", "D"))),
                ingang=ingang,
                einde=einde,
                gestopt=gestopt if kans.random() < 0.4 else None,
                verwijderd=kans.random() < 0.05,
                volume=kans.randrange(1, 40),
            )
        )
    return alle


def contract_op(regio: Regio, een: Traject, dag: date) -> str | None:
    """Under which contract a day of a trajectory falls: for a PIC that of its first day."""
    peildag = dag if een.per_eenheid else een.ingang
    return next((c.nummer for c in regio.contracten if c.aanbieder == een.aanbieder and c.geldig.omvat(peildag)), None)


def toegezegd(regio: Regio, alle: list[Traject], plafond: Volumeplafond) -> float:
    """Day by day: an equal part of the whole for each day that counts."""
    som = 0.0
    for een in alle:
        assert een.pic is not None
        if een.verwijderd or een.pic[0] != plafond.perceel:
            continue
        einde = een.einde or een.ingang
        telt = min(einde, een.gestopt[0]) if een.gestopt and een.gestopt[1] != "20" and een.per_eenheid else einde
        bedrag = (een.volume or 1) * ETMAAL if een.per_eenheid else TARIEVEN[een.pic[2]]
        dagen = [een.ingang + timedelta(days=n) for n in range((einde - een.ingang).days + 1)]
        for dag in dagen:
            if dag <= telt and dag.year == plafond.jaar and contract_op(regio, een, dag) == plafond.contract:
                eigen = [
                    p
                    for p in regio.volumeplafonds
                    if (p.contract, p.perceel, p.jaar) == (plafond.contract, plafond.perceel, plafond.jaar)
                    and p.gemeente == een.gemeente
                ]
                if plafond in eigen or (plafond.gemeente is None and not eigen):
                    som += bedrag / len(dagen)
    return som


@pytest.mark.parametrize("zaad", [1, 2])
def test_committed_is_an_equal_part_for_each_day_that_counts(elke_bank: Bank, zaad: int) -> None:
    wereld, alle = Wereld(elke_bank, regio_met_plafonds()), trajecten(zaad)
    wereld.laad()
    wereld.plaats(alle)
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        standen = zoek_plafonds(werk.verbinding, None, None, None)
    assert len(standen) == len(wereld.regio.volumeplafonds)
    assert sum(een.toegezegd > 0 for een in standen) > 15
    for stand in standen:
        (plafond,) = (
            p
            for p in wereld.regio.volumeplafonds
            if (p.contract, p.perceel, p.jaar, p.gemeente or "") == stand.sleutel[1:]
        )
        # Each toewijzing is rounded by less than a cent at either side.
        assert stand.toegezegd == pytest.approx(toegezegd(wereld.regio, alle, plafond), abs=2 * len(alle)), stand


def test_the_years_of_a_toewijzing_are_together_the_whole(elke_bank: Bank) -> None:
    wereld = Wereld(elke_bank, regio_met_plafonds())
    wereld.laad()
    een = Traject(aanbieder=AANBIEDERS[1], pic=("SPEC", "3", "A"), ingang=date(2025, 11, 7), einde=date(2027, 3, 3))
    wereld.plaats([een])
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        standen = zoek_plafonds(werk.verbinding, "STUUR", AANBIEDERS[1], None)
    delen = [stand.toegezegd for stand in standen if stand.perceel == "SPEC"]
    assert all(deel > 0 for deel in delen)
    assert sum(delen) == TARIEVEN["A"]


BUDGETTEN_2026 = (
    Budget(2026, 100_000_000),
    Budget(2026, 30_000_000, "HOOG"),
    Budget(2026, 10_000_000, "SPEC", GEMEENTEN[0], (50, 100)),
)


def met_budgetten(bank: Bank, alle: list[Traject]) -> Wereld:
    """A world with three budgets for 2026."""
    wereld = Wereld(bank, replace(maak_regio(), budgetten=BUDGETTEN_2026))
    wereld.laad()
    wereld.plaats(alle)
    return wereld


def maanden(bank: Bank, **vraag: Any) -> list[Budgetmaand]:
    """The figure over a year."""
    gevraagd = Stuurvraag.model_validate({"van": date(2026, 1, 1), "tot": date(2026, 12, 31), **vraag})
    vandaag = date(2026, 5, 6)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return list(bereken(Peiling(werk, gevraagd, gevraagd.selectie(vandaag), vandaag)))


def test_a_budget_burns_down_month_by_month(elke_bank: Bank) -> None:
    """180 days of a PIC of 4,000 euros: 31 in January are 688.88; claims count in their own month."""
    een = Traject(
        gemeente=GEMEENTEN[0],
        pic=("SPEC", "3", "B"),
        ingang=date(2026, 1, 1),
        einde=date(2026, 6, 29),
        bedragen=((date(2026, 2, 1), 280_000), (date(2026, 6, 1), 120_000)),
        afgekeurd=((date(2026, 2, 1), 10_000),),
    )
    per_etmaal = Traject(
        gemeente=GEMEENTEN[1],
        client=2,
        pic=("HOOG", "3", "B"),
        ingang=date(2025, 12, 22),
        einde=date(2026, 1, 10),
        volume=20,
        gestopt=(date(2026, 1, 5), "31"),
    )
    met_budgetten(elke_bank, [een, per_etmaal])
    rijen = maanden(elke_bank)
    assert [(rij.gemeente, rij.perceel) for rij in rijen[::12]] == [
        (None, None),
        (None, "HOOG"),
        (GEMEENTEN[0], "SPEC"),
    ]
    januari, februari, *_, december = rijen[24:]
    assert (januari.maand, januari.toegezegd, januari.betaalbaar) == (date(2026, 1, 1), 400_000 * 31 // 180, 0)
    assert (februari.ingediend, februari.toegekend, februari.betaalbaar) == (290_000, 280_000, 280_000)
    assert (februari.over, februari.deel_betaalbaar) == (10_000_000 - 280_000, 0.028)
    assert (december.toegezegd_tot_en_met, december.over_na_toezegging) == (400_000, 9_600_000)
    assert (december.over, december.deel_toegezegd) == (9_600_000, 0.04)
    hoog = rijen[12]
    # Twenty etmalen over twenty days: ten of them in 2026, of which five before the stop.
    assert (hoog.toegezegd, hoog.over_na_toezegging) == (5 * ETMAAL, 30_000_000 - 5 * ETMAAL)
    assert rijen[0].toegezegd == januari.toegezegd + hoog.toegezegd
    assert len(maanden(elke_bank, gemeente=[GEMEENTEN[0]])) == 12
    assert {rij.perceel for rij in maanden(elke_bank, perceel="HOOG")} == {"HOOG"}
    deel = maanden(elke_bank, van=date(2026, 6, 1), tot=date(2026, 7, 1), perceel="SPEC")
    assert [rij.betaalbaar_tot_en_met for rij in deel] == [400_000, 400_000]
    with pytest.raises(OnmogelijkeVraag, match="niet van een aanbieder"):
        maanden(elke_bank, aanbieder=AANBIEDERS[0])


def test_months_are_together_what_toewijzingen_commit_to(elke_bank: Bank) -> None:
    alle = [replace(een, gestopt=None) for een in trajecten(3)]
    met_budgetten(elke_bank, alle)
    rijen = maanden(elke_bank)
    verwacht = 0.0
    for een in alle:
        einde = een.einde or een.ingang
        bedrag = (een.volume or 1) * ETMAAL if een.per_eenheid else TARIEVEN[een.pic[2] if een.pic else ""]
        dagen = [een.ingang + timedelta(days=n) for n in range((einde - een.ingang).days + 1)]
        verwacht += 0 if een.verwijderd else bedrag * sum(dag.year == 2026 for dag in dagen) / len(dagen)
    assert rijen[11].toegezegd_tot_en_met == pytest.approx(verwacht, abs=2 * len(alle))


def gesignaleerd(bank: Bank, dag: date) -> list[Gevonden]:
    """What the check of the daily round finds."""
    kader = Rondekader(dag, laad_werkkalender(None), bank.knoop.opslag.kluis)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return [een for een in BUDGETTEN.zoek(werk, kader) if isinstance(een, Gevonden)]


def test_each_threshold_of_a_budget_is_signalled_to_its_gemeente(elke_bank: Bank) -> None:
    """Twelve trajectories of 8,000 euros out of 100,000 are 96 %; one more that is paid in full passes it."""
    duur = Traject(gemeente=GEMEENTEN[0], pic=("SPEC", "3", "D"), ingang=date(2026, 1, 1), einde=date(2026, 12, 31))
    wereld = met_budgetten(elke_bank, [replace(duur, client=n) for n in range(1, 13)])
    dag = date(2026, 5, 6)
    (half,) = gesignaleerd(elke_bank, dag)
    assert (half.code, half.voor, half.gemeente) == ("SIG-BUDGET", VoorWie.GEMEENTE, GEMEENTEN[0])
    assert "perceel SPEC: er is toegezegd € 96.000,00 van € 100.000,00 (96,00%); de grens is 50%." in half.uitleg
    wereld.plaats([replace(duur, client=20, bedragen=((date(2026, 3, 1), 800_000),))])
    _, boven = gesignaleerd(elke_bank, dag)
    assert "(104,00%); de grens is 100%. Dat is meer dan er is." in boven.uitleg
    assert half.kenmerk != boven.kenmerk
    wereld.regio = replace(wereld.regio, budgetten=(Budget(2026, 10_000_000, drempels=(100,)),))
    wereld.laad()
    alle = gesignaleerd(elke_bank, dag)
    assert [een.gemeente for een in alle] == sorted(GEMEENTEN)
    assert len({een.kenmerk for een in alle}) == len(GEMEENTEN)
    assert gesignaleerd(elke_bank, date(2027, 1, 1)) == []
