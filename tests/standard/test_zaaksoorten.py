"""The catalogue of cases is refused when it does not hold together."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from app.standard.bestanden import ReleaseFout
from app.standard.release import laad_release
from app.standard.signaalsoorten import laad_signaalsoorten
from app.standard.zaaksoorten import laad_zaaksoorten, lees_zaaksoorten

GOED: dict[str, Any] = {
    "gegeven": [{"naam": "kleur", "soort": "keuze", "titel": "Kleur", "keuzes": ["rood"]}],
    "zaak": [
        {
            "code": "proef",
            "titel": "Proef",
            "uitleg": "Om te proberen.",
            "over": ["aanbieder"],
            "bron": ["R141"],
            "open": {"door": ["regio"], "vraagt": ["kleur"]},
            "toestanden": [{"naam": "begin", "titel": "Begin"}, {"naam": "eind", "titel": "Eind", "einde": True}],
            "stappen": [{"naam": "af", "titel": "Af", "van": ["begin"], "naar": "eind", "door": ["regio"]}],
        }
    ],
}


def test_what_each_kind_comes_from_is_there() -> None:
    bronnen = {bron for soort in laad_zaaksoorten().values() for bron in soort.bron}
    assert bronnen == {"R074", "R106", "R141", "R147", "R148", "R162"}
    assert all(len(soort.code) <= 24 for soort in laad_zaaksoorten().values())


def test_the_signals_that_lead_to_a_case_are_signalled() -> None:
    signalen = {code for soort in laad_zaaksoorten().values() for code in soort.signalen}
    assert signalen <= set(laad_signaalsoorten(laad_release()))


def test_a_good_one_is_read() -> None:
    (soort,) = lees_zaaksoorten(GOED).values()
    assert [een.naam for een in soort.openen.vraagt] == ["kleur"]
    assert [een.naam for een in soort.stappen_van("begin")] == ["af"]
    assert soort.stappen_van("eind") == ()


@pytest.mark.parametrize(
    "bederf",
    [
        lambda zaak: zaak["stappen"][0].update(naar="weg"),
        lambda zaak: zaak["stappen"][0].update(van=[]),
        lambda zaak: zaak["stappen"][0].update(door=["wethouder"]),
        lambda zaak: zaak["stappen"][0].update(door=[]),
        lambda zaak: zaak["stappen"][0].update(vraagt=["maat"]),
        lambda zaak: zaak["stappen"][0].update(maatregel="verhoog"),
        lambda zaak: zaak["stappen"].append(zaak["stappen"][0]),
        lambda zaak: zaak["toestanden"].append({"naam": "eiland", "titel": "Eiland"}),
        lambda zaak: zaak["toestanden"][1].update(einde=False),
        lambda zaak: zaak["over"].append("weer"),
        lambda zaak: zaak.pop("uitleg"),
    ],
)
def test_a_kind_that_does_not_hold_together_is_refused(bederf: Callable[[dict[str, Any]], Any]) -> None:
    inhoud = copy.deepcopy(GOED)
    bederf(inhoud["zaak"][0])
    with pytest.raises(ReleaseFout):
        lees_zaaksoorten(inhoud)


def test_values_and_codes_are_unambiguous() -> None:
    for inhoud in (
        {**GOED, "zaak": GOED["zaak"] * 2},
        {**GOED, "gegeven": GOED["gegeven"] * 2},
        {**GOED, "gegeven": [{"naam": "kleur", "soort": "code", "titel": "Kleur"}]},
        {**GOED, "gegeven": [{"naam": "kleur", "soort": "geur", "titel": "Kleur"}]},
    ):
        with pytest.raises(ReleaseFout):
            lees_zaaksoorten(inhoud)
