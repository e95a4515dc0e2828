"""The message flows of the standard as scenarios: the sequence is the standard's, keys, days and amounts are ours.

A flow with a choice in it (a stop that is temporary or definitive) is here once for each choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.api.scenarios.berichten import (
    GESTART,
    TIJDELIJK,
    TOEGEWEZEN,
    VOT,
    VOW,
    WOONPLAATSBEGINSEL,
    afwijzing,
    gewijzigd,
    in_onderzoek,
    start,
    stop,
    toewijzing,
    verwijdering,
    vot,
    vow,
)
from tests.api.scenarios.scenario import Scenario, Stap


@dataclass(frozen=True, slots=True)
class Stroom:
    """A flow by its name in the standard, and what is played for it."""

    groep: str
    naam: str
    scenario: Scenario

    @property
    def id(self) -> str:
        """Group and name, which together are unique in the standard."""
        return f"{self.groep}: {self.naam}"


def stroom(
    groep: str,
    naam: str,
    *stappen: Stap,
    vooraf: tuple[Stap, ...] = (),
    keuze: str = "",
    daarna: Mapping[int, Mapping[str, Any]] | None = None,
) -> Stroom:
    """A flow whose steps are numbered in their order."""
    genummerd = tuple(replace(stap, nummer=nummer) for nummer, stap in enumerate(stappen, 1))
    return Stroom(groep, naam, Scenario(f"{groep}: {naam}{keuze and f' ({keuze})'}", genummerd, vooraf, daarna))


REGIE = (
    stroom("JW305", "Stop na start", start(), stop(), vooraf=TOEGEWEZEN),
    stroom("JW305", "tijdelijke Stop na start", start(), stop(reden=TIJDELIJK), vooraf=TOEGEWEZEN),
    stroom("JW305", "Definitieve Stop na start", start(), stop(), vooraf=TOEGEWEZEN),
    stroom(
        "JW305",
        "Definitieve Stop na tijdelijk stop",
        start(),
        stop(reden=TIJDELIJK),
        stop(date(2026, 4, 20)),
        vooraf=TOEGEWEZEN,
    ),
    stroom(
        "JW305",
        "Start na stop",
        start(),
        stop(reden=TIJDELIJK),
        start(date(2026, 4, 20), "2026-04-20"),
        vooraf=TOEGEWEZEN,
        keuze="tijdelijk",
    ),
    stroom(
        "JW305",
        "Start na stop",
        start(),
        stop(),
        start(date(2026, 4, 20), "2026-04-20"),
        vooraf=TOEGEWEZEN,
        keuze="definitief",
    ),
    stroom("JW305", "Verwijderen Start", start(), verwijdering(start(), date(2026, 3, 9), "geen"), vooraf=TOEGEWEZEN),
    stroom(
        "JW305",
        "Correctie start",
        start(begin="2026-03-02"),
        verwijdering(start(begin="2026-03-02"), date(2026, 3, 9), "geen"),
        start(date(2026, 3, 9)),
        vooraf=TOEGEWEZEN,
    ),
    stroom("JW305", "Verwijderen stop", stop(), verwijdering(stop(), date(2026, 4, 7), "gestart"), vooraf=GESTART),
    stroom(
        "JW305",
        "Correctie stop",
        stop(),
        verwijdering(stop(), date(2026, 4, 7), "gestart"),
        stop(date(2026, 4, 7), eind="2026-03-31"),
        vooraf=GESTART,
    ),
)
"""Start and stop."""

_TOEGEWEZEN: dict[int, dict[str, Any]] = {5001: {"einddatum": "2026-08-30", "versies/referentie_aanbieder": [VOT]}}
_GEWIJZIGD: dict[int, dict[str, Any]] = {
    5001: {"einddatum": "2026-05-03", "versies/reden_wijziging": ["", "12"], "versies/referentie_aanbieder": ["", VOW]},
    5002: {"ingangsdatum": "2026-05-04", "omvang/volume": 4, "versies/referentie_aanbieder": [VOW]},
}
_ONGEWIJZIGD: dict[int, dict[str, Any]] = {
    5001: {"einddatum": "2026-08-30", "omvang/volume": 3, "versies/actueel": [True]}
}

VERZOEKEN = (
    stroom("VOT", "Direct toewijzingen", vot(), toewijzing(referentie=VOT), daarna=_TOEGEWEZEN),
    stroom(
        "VOT",
        "Toewijzen na onderzoek",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        toewijzing(date(2026, 3, 23), VOT),
        daarna=_TOEGEWEZEN,
    ),
    stroom("VOT", "Direct afwijzen", vot(), afwijzing(VOT, date(2026, 2, 25))),
    stroom(
        "VOT",
        "Afwijzen na onderzoek",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        afwijzing(VOT, date(2026, 3, 23)),
    ),
    stroom(
        "VOT",
        "Afwijzing nav woonplaatsbeginsel",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        afwijzing(VOT, date(2026, 3, 5), WOONPLAATSBEGINSEL),
    ),
    stroom("VOW", "Direct toewijzen", vow(), gewijzigd(date(2026, 4, 10)), vooraf=GESTART, daarna=_GEWIJZIGD),
    stroom(
        "VOW",
        "Toewijzen na onderzoek",
        vow(),
        in_onderzoek(VOW, date(2026, 4, 10)),
        gewijzigd(date(2026, 4, 28)),
        vooraf=GESTART,
        daarna=_GEWIJZIGD,
    ),
    stroom("VOW", "Direct afwijzen", vow(), afwijzing(VOW, date(2026, 4, 10)), vooraf=GESTART, daarna=_ONGEWIJZIGD),
    stroom(
        "VOW",
        "Afwijzen na onderzoek",
        vow(),
        in_onderzoek(VOW, date(2026, 4, 10)),
        afwijzing(VOW, date(2026, 4, 28)),
        vooraf=GESTART,
        daarna=_ONGEWIJZIGD,
    ),
)
"""Requests for a toewijzing (VOT) and for a change of one (VOW)."""

STROMEN = (*VERZOEKEN, *REGIE)
