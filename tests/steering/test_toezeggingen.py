"""What toewijzingen commit to under a volumeplafond, held against plain Python, on both databases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.contracts.model import Contract, Volumeplafond
from app.contracts.regio import Regio
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
