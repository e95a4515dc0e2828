"""A scenario: the steps of a case or flow, as data. Cases come from ``casussen.toml`` less the slips of ``missers``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from tests.api.scenarios.missers import MISSERS, Misser
from tests.api.scenarios.samenstellen import Klasse

Levering = Literal["geen", "gestart", "tijdelijk_gestopt", "beeindigd"]
Verzoek = Literal["ingediend", "in_onderzoek", "toegewezen", "afgewezen"]
Codes = tuple[tuple[str, str], ...]
"""(class, retourcode) in document order."""

BESTAND = Path(__file__).with_name("casussen.toml")


@dataclass(frozen=True, slots=True)
class Stap:
    """One message, the day on which it is sent, and what has to come of it."""

    nummer: int
    """As the source numbers it; 0 for what goes before."""
    bericht: str
    """Code, such as JW301. A JW325 is the answer to the step before and is not sent."""
    dag: date
    klassen: tuple[Klasse, ...]
    codes: Codes = ()
    """The codes in the retour: none when everything is accepted (situation A)."""
    toegekend: int | None = None
    """Of a JW323 that is turned down in part or as a whole: the amount that is granted, in eurocents."""
    levering: Levering | None = None
    """How the last delivery stands afterwards."""
    verzoeken: Mapping[str, Verzoek] | None = None
    """By ReferentieAanbieder: what became of every verzoek of the client."""
    signalen: frozenset[str] = frozenset()
    """What someone has to see about it: codes of signals."""
    open: tuple[str, ...] = ()
    """Rules that cannot be checked on it."""

    @property
    def oordeel(self) -> str:
        """The verdict on it."""
        return "goedgekeurd" if not self.codes else "deels_afgekeurd" if self.toegekend else "afgekeurd"

    @property
    def telt(self) -> bool:
        """Whether it counts as sent: a declaratie does when its lines were judged."""
        return not self.codes or ("DeclaratieAntwoord", "0200") in self.codes


@dataclass(frozen=True, slots=True)
class Scenario:
    """Messages in order, and the toewijzingen as the API has to show them when all are handled."""

    id: str
    stappen: tuple[Stap, ...]
    vooraf: tuple[Stap, ...] = ()
    """What the source takes for granted: our own messages."""
    daarna: Mapping[int, Mapping[str, Any]] | None = None
    """By ToewijzingNummer: path in the answer of the API -> value."""
    anomalieen: int = 0
    """How many slips and remarks go with the case."""

    @property
    def alle(self) -> tuple[Stap, ...]:
        """What goes before, and the steps."""
        return (*self.vooraf, *self.stappen)


def bron() -> tuple[Scenario, ...]:
    """The cases exactly as the source has them."""
    return tuple(map(_casus, tomllib.loads(BESTAND.read_text("utf-8"))["casus"]))


def casussen() -> tuple[Scenario, ...]:
    """The cases as they are played: the source with all its slips put right."""
    return tuple(verbeterd(casus, MISSERS) for casus in bron())


def verbeterd(scenario: Scenario, missers: Iterable[Misser]) -> Scenario:
    """A scenario with these slips put right; those of other scenarios do not matter."""
    stappen = scenario.stappen
    for misser in missers:
        if misser.waar == scenario.id:
            stappen = tuple(
                pas_toe(stap, misser, misser.gebruikt) if stap.nummer in misser.stappen else stap for stap in stappen
            )
    return replace(scenario, stappen=stappen)


def pas_toe(stap: Stap, misser: Misser, waarde: str) -> Stap:
    """A step in which the field of the slip has this value; empty: the field is not there."""
    klassen = list(stap.klassen)
    plaats = plaats_van(stap, misser)
    velden = {**klassen[plaats][1], misser.veld: waarde}
    klassen[plaats] = klassen[plaats][0], {veld: inhoud for veld, inhoud in velden.items() if inhoud}
    return replace(stap, klassen=tuple(klassen))


def plaats_van(stap: Stap, misser: Misser) -> int:
    """Which class of the step the slip is about."""
    gezocht = [
        plaats
        for plaats, (naam, _) in enumerate(stap.klassen)
        if naam == misser.klasse or (misser.klasse == "*" and naam.endswith("Product"))
    ]
    return gezocht[misser.nummer - 1]


def _casus(rij: dict[str, Any]) -> Scenario:
    return Scenario(
        id=rij["id"],
        stappen=tuple(map(_stap, rij["stap"])),
        vooraf=tuple(map(_stap, rij.get("vooraf", ()))),
        daarna={een.pop("toewijzing"): dict(_velden(een)) for een in rij.get("daarna", ())},
        anomalieen=rij["anomalieen"],
    )


def _stap(rij: dict[str, Any]) -> Stap:
    eigen = {
        naam: rij.pop(naam) for naam in ("nummer", "bericht", "dag", "levering", "verzoeken", "open") if naam in rij
    }
    klassen = [
        (naam, een) for naam, inhoud in rij.items() for een in (inhoud if isinstance(inhoud, list) else [inhoud])
    ]
    return Stap(
        klassen=tuple((naam, dict(_velden(een))) for naam, een in klassen),
        **{"nummer": 0, **eigen, "open": tuple(eigen.get("open", ()))},
    )


def _velden(inhoud: dict[str, Any], pad: str = "") -> Iterator[tuple[str, Any]]:
    for naam, waarde in inhoud.items():
        if isinstance(waarde, dict):
            yield from _velden(waarde, f"{pad}{naam}/")
        else:
            yield f"{pad}{naam}", waarde
