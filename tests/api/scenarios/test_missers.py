"""The list of slips says what is wrong with the sources, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.api.scenarios.missers import MISSERS, ZONDER_GEVOLG, Misser, ZonderGevolg
from tests.api.scenarios.scenario import Scenario, Stap, bron, casussen, pas_toe, plaats_van
from tests.api.scenarios.speler import Speler
from tests.api.scenarios.stromen import STROMEN, Stroom

LIJST: tuple[Misser | ZonderGevolg, ...] = (*MISSERS, *ZONDER_GEVOLG)
CASUSSEN = {casus.id: casus for casus in casussen()}
KLASSE = {"JW305": "StartProduct", "JW307": "StopProduct"}


def _per_stap() -> Iterator[tuple[Misser, int]]:
    return ((misser, nummer) for misser in MISSERS for nummer in misser.stappen)


def _stromen(misser: Misser) -> list[Stroom]:
    return [een for een in STROMEN if een.id == misser.waar]


def _scenarios(misser: Misser) -> list[Scenario]:
    if misser.waar in CASUSSEN:
        return [CASUSSEN[misser.waar]]
    return [een.scenario for een in _stromen(misser)]


@pytest.mark.parametrize("misser", MISSERS, ids=lambda een: f"{een.waar} {een.klasse}/{een.veld}")
def test_a_slip_is_in_the_source(misser: Misser) -> None:
    """The table of cases holds what the source says, and the scenario what is used."""
    assert misser.bron != misser.gebruikt
    if not misser.klasse:
        gespeeld = {een.scenario.stappen[nummer - 1].bericht for een in _stromen(misser) for nummer in misser.stappen}
        assert gespeeld == {misser.gebruikt}
        return
    (casus,) = (een for een in bron() if een.id == misser.waar)
    assert {stap.nummer for stap in casus.stappen} >= set(misser.stappen)
    for origineel, verbeterd in zip(casus.stappen, CASUSSEN[misser.waar].stappen, strict=True):
        if origineel.nummer in misser.stappen:
            plaats = plaats_van(origineel, misser)
            assert origineel.klassen[plaats][1].get(misser.veld, "") == misser.bron
            assert verbeterd.klassen[plaats][1][misser.veld] == misser.gebruikt


@pytest.mark.parametrize(
    ("misser", "nummer"), list(_per_stap()), ids=[f"{een.waar} stap {nummer} {een.veld}" for een, nummer in _per_stap()]
)
def test_a_slip_sent_as_it_is_gets_what_the_list_says(speler: Speler, misser: Misser, nummer: int) -> None:
    """So an entry that is no longer needed fails here."""
    for scenario in _scenarios(misser)[:1]:
        eerder = [stap for stap in scenario.stappen if stap.nummer < nummer]
        speler.speel(replace(scenario, stappen=tuple(eerder), daarna=None))
        (stap,) = (stap for stap in scenario.stappen if stap.nummer == nummer)
        assert misser.zonder in speler.dien_in(_letterlijk(stap, misser)).woorden


_ALLEEN_STOP = ("RedenBeeindiging", "Einddatum")


def _letterlijk(stap: Stap, misser: Misser) -> Stap:
    """A step as the source has it, the other slips put right."""
    if misser.klasse:
        return pas_toe(stap, misser, misser.bron)
    velden = {veld: waarde for veld, waarde in stap.klassen[-1][1].items() if veld not in _ALLEEN_STOP}
    return replace(stap, bericht=misser.bron, klassen=(stap.klassen[0], (KLASSE[misser.bron], velden)))


def test_every_anomaly_of_a_case_is_accounted_for() -> None:
    for casus in bron():
        genoemd = {een.anomalie for een in LIJST if een.waar == casus.id}
        assert genoemd - {0} == set(range(1, casus.anomalieen + 1)), casus.id


def test_the_list_names_nothing_twice_and_nothing_unknown() -> None:
    plaatsen = [(een.waar, nummer, een.klasse, een.nummer, een.veld) for een in MISSERS for nummer in een.stappen]
    assert len(set(plaatsen)) == len(plaatsen)
    bekend = set(CASUSSEN) | {een.id for een in STROMEN}
    assert {een.waar for een in LIJST} <= bekend
    assert all(een.waarom for een in LIJST)
