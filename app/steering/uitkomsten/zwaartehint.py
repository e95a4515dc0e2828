"""Whether help may have been too light or too heavy: uitval beside the goals that were reached (R136).

Uitval alone says little: a child that leaves early with its goals reached got more help than it needed, one that
leaves early without them got too little. The rule asks nothing but numbers that a row of the report shows, so that a
reader can apply it too and a hint gives away nothing that the row does not.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from app.contracts.prijs import deel_half_omhoog

MINSTENS: Final = 20
"""Trajectories that ended according to plan or before its end; fewer give no hint."""
GRENS_GROEP: Final = 10
"""Trajectories with goals of the kind that the rule looks at; fewer give no hint."""
VEEL_UITVAL: Final = 25
"""Percent of them from which many end early."""
VEEL_BEREIKT: Final = 60
"""Percent of goals from which many are reached."""
WEINIG_BEREIKT: Final = 40
"""Percent of goals up to which few are reached."""


class Zwaarte(Enum):
    """What the numbers hint at."""

    TE_LICHT = "te_licht"
    TE_ZWAAR = "te_zwaar"
    PASSEND = "passend"
    ONBESLIST = "onbeslist"
    """Neither few nor many goals were reached."""


class Doelgroep(NamedTuple):
    """Trajectories that ended in one way: how many have goals, and the percentage of goals that was reached."""

    n: int
    bereikt: int | None


class Hint(NamedTuple):
    """What is hinted at, and the numbers by which it was."""

    zwaarte: Zwaarte
    uitval: int
    """Whole percents that ended early, of what did not end administratively."""
    bereikt: int
    """Whole percents of goals reached, of those that the rule looked at."""
    uitleg: str
    """Dutch, with the numbers."""


def hint(volgens_plan: int, voortijdig: int, plan: Doelgroep | None, vroeg: Doelgroep | None) -> Hint | None:
    """What the numbers of a row hint at; None when there are too few or one that is needed is hidden.

    ``plan`` and ``vroeg`` are the goals of behandeling of what ended according to plan and before its end.
    """
    geeindigd = volgens_plan + voortijdig
    if geeindigd < MINSTENS:
        return None
    uitval = deel_half_omhoog(100 * voortijdig, geeindigd)
    veel = uitval >= VEEL_UITVAL
    groep = vroeg if veel else plan
    if groep is None or groep.bereikt is None or groep.n < GRENS_GROEP:
        return None
    zwaarte = _zwaarte(veel=veel, bereikt=groep.bereikt)
    wie = "wie voortijdig stopte" if veel else "wie het plan afmaakte"
    uitleg = (
        f"Van {geeindigd} trajecten stopte {uitval} procent voortijdig ({'veel' if veel else 'weinig'}: de grens is "
        f"{VEEL_UITVAL}). Van {wie} is {groep.bereikt} procent van de behandeldoelen bereikt "
        f"(veel vanaf {VEEL_BEREIKT}, weinig tot en met {WEINIG_BEREIKT})."
    )
    return Hint(zwaarte, uitval, groep.bereikt, uitleg)


def _zwaarte(*, veel: bool, bereikt: int) -> Zwaarte:
    if bereikt <= WEINIG_BEREIKT:
        return Zwaarte.TE_LICHT
    if bereikt >= VEEL_BEREIKT:
        return Zwaarte.TE_ZWAAR if veel else Zwaarte.PASSEND
    return Zwaarte.ONBESLIST
