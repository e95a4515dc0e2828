"""The message flows of the standard and their side paths, message by message through the HTTP door."""

from __future__ import annotations

import pytest

from tests.api.scenarios.scenario import Scenario
from tests.api.scenarios.speler import Speler
from tests.api.scenarios.stromen import STROMEN
from tests.api.scenarios.zijwegen import ZIJWEGEN

SCENARIOS = [een.scenario for een in STROMEN if een.scenario.speelbaar]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_a_flow_is_accepted_from_begin_to_end(elke_speler: Speler, scenario: Scenario) -> None:
    elke_speler.speel(scenario)


@pytest.mark.parametrize("scenario", [een for een in ZIJWEGEN if een.speelbaar], ids=lambda scenario: scenario.id)
def test_what_a_flow_forbids_is_turned_down(elke_speler: Speler, scenario: Scenario) -> None:
    elke_speler.speel(scenario)
