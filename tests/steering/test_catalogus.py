"""Every figure is declared once, and says all that its route, CSV and page have to tell."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from app.cli.cijferpagina import cijferpagina
from app.steering.stuurcijfers.catalogus import CIJFERS
from app.steering.stuurcijfers.stuurcijfer import Stuurcijfer
from tests.shared import CHECKOUT

_EISEN = {
    eis["id"]
    for groep in tomllib.loads((CHECKOUT / "docs" / "eisen.toml").read_text("utf-8"))["groep"]
    for eis in groep["eis"]
}


def test_no_two_figures_share_an_address() -> None:
    assert len({cijfer.naam for cijfer in CIJFERS}) == len(CIJFERS)


@pytest.mark.parametrize("cijfer", CIJFERS, ids=lambda cijfer: cijfer.naam)
def test_a_figure_says_what_it_is(cijfer: Stuurcijfer[Any, Any]) -> None:
    assert cijfer.naam.isalpha()
    assert cijfer.uitleg.endswith(".")
    assert cijfer.eisen
    assert set(cijfer.eisen) <= _EISEN
    for velden in (cijfer.vraag.model_fields, cijfer.rij.model_fields):
        assert [naam for naam, veld in velden.items() if not veld.description] == []


def test_the_page_has_each_figure_with_each_column() -> None:
    delen = {deel.partition("\n")[0]: deel for deel in cijferpagina().split("\n## ")[1:]}
    assert list(delen) == [cijfer.naam for cijfer in CIJFERS]
    for cijfer in CIJFERS:
        for kolom in cijfer.kolommen:
            assert f"\n| `{kolom}` | " in delen[cijfer.naam]
