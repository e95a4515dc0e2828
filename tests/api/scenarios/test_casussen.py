"""The cases of the standard, message by message through the HTTP door."""

from __future__ import annotations

import pytest

from tests.api.scenarios.scenario import Scenario, casussen
from tests.api.scenarios.speler import Speler


@pytest.mark.parametrize("casus", casussen(), ids=lambda casus: casus.id)
def test_a_case_ends_as_the_standard_says(elke_speler: Speler, casus: Scenario) -> None:
    elke_speler.speel(casus)
