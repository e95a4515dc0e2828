"""Clients who go from aanbieder to aanbieder: by hand, and against a plain model."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from app.steering.stuurcijfers import overgangen
from app.store.opslag import SqlWerkeenheid
from tests.bank import Bank
from tests.steering.stuurmodel import JAAR, Model, reken
from tests.steering.stuurwereld import AANBIEDERS, Traject, Wereld

X, Y, Z = AANBIEDERS[:3]


def test_a_client_moves_when_the_next_help_follows_on(bank: Bank) -> None:
    """Client 1 goes from X to Y; 2 stays; 3 comes back after a year; 4 has help of two at a time."""
    januari = Traject(aanbieder=X, ingang=date(2026, 1, 1), einde=date(2026, 1, 31))
    maart = Traject(aanbieder=Y, ingang=date(2026, 3, 1), einde=date(2026, 3, 31))
    wereld = Wereld(bank)
    wereld.laad()
    wereld.plaats(
        [
            *(januari, maart),
            *(Traject(client=2, aanbieder=X, ingang=een.ingang, einde=een.einde) for een in (januari, maart)),
            Traject(client=3, aanbieder=X, ingang=date(2025, 1, 1), einde=date(2025, 2, 1)),
            Traject(client=3, aanbieder=Z, ingang=date(2026, 2, 1), einde=None),
            Traject(client=4, aanbieder=X, ingang=date(2026, 1, 1), einde=date(2026, 12, 31)),
            Traject(client=4, aanbieder=Y, ingang=date(2026, 2, 1), einde=date(2026, 12, 31)),
        ]
    )
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        gevonden = {rij.aanbieder: rij for rij in reken(werk, overgangen.CIJFER)}
        strenger = {rij.aanbieder: rij for rij in reken(werk, overgangen.CIJFER, binnen=28)}
    assert (gevonden[X].clienten, gevonden[X].doorgeplaatst, gevonden[X].aandeel_doorgeplaatst) == (3, 1, 0.333)
    assert (gevonden[Y].doorgeplaatst, gevonden[Y].overgenomen) == (0, 1)
    assert (gevonden[Z].clienten, gevonden[Z].overgenomen) == (1, 0)
    assert strenger[X].doorgeplaatst == 0


def _einde(een: Traject) -> date | None:
    return een.gestopt[0] if een.gestopt and een.gestopt[1] != "20" else een.einde


def test_moves_are_those_of_the_model(wereld: tuple[SqlWerkeenheid, Model]) -> None:
    werk, model = wereld
    per_client: dict[int, list[Traject]] = defaultdict(list)
    for een in model.alle:
        per_client[een.client].append(een)
    weg, gekomen = defaultdict(set), defaultdict(set)
    for client, lijst in per_client.items():
        lijst.sort(key=lambda een: een.ingang)
        for vorige, een in pairwise(lijst):
            einde = _einde(vorige)
            if vorige.aanbieder == een.aanbieder or einde is None or een.ingang < JAAR.van or een.ingang > JAAR.tot:
                continue
            if einde - timedelta(days=31) <= een.ingang <= einde + timedelta(days=182):
                weg[vorige.aanbieder].add(client)
                gekomen[een.aanbieder].add(client)
    assert weg
    for rij in reken(werk, overgangen.CIJFER):
        assert (rij.doorgeplaatst, rij.overgenomen) == (len(weg[rij.aanbieder]), len(gekomen[rij.aanbieder]))
    (alleen,) = reken(werk, overgangen.CIJFER, aanbieder=X)
    assert alleen.doorgeplaatst == len(weg[X])
