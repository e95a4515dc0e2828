"""The message flows of the standard and their side paths, message by message through the HTTP door."""

from __future__ import annotations

import pytest

from tests.api.scenarios.declaraties import DECLARATIES
from tests.api.scenarios.scenario import Scenario
from tests.api.scenarios.speler import Speler
from tests.api.scenarios.stromen import STROMEN
from tests.api.scenarios.zijwegen import ZIJWEGEN


@pytest.mark.parametrize("scenario", [een.scenario for een in STROMEN], ids=lambda scenario: scenario.id)
def test_a_flow_is_accepted_from_begin_to_end(elke_speler: Speler, scenario: Scenario) -> None:
    elke_speler.speel(scenario)


@pytest.mark.parametrize("scenario", [*ZIJWEGEN, *DECLARATIES], ids=lambda scenario: scenario.id)
def test_what_lies_beside_a_flow_is_turned_down_or_signalled(speler: Speler, scenario: Scenario) -> None:
    speler.speel(scenario)
