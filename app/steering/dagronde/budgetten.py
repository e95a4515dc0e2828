"""SIG-BUDGET: what a budget is certain to be spent on reaches one of its percentages (R086)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader
from app.steering.dagronde.drempels import Drempelstand, drempelsignalen, gemeenten_van
from app.steering.stuurcijfers.budgetten import Regiobudget, besteed_in, zoek_budgetten
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.budgetten import Besteding

SIGNAAL = "SIG-BUDGET"
_BEGIN = "budget "
_JAREN_VOORUIT = 2


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    """Of this year and the next ones: commitments cross into years that are still to come."""
    jaar = kader.dag.year
    budgetten = zoek_budgetten(werk, None, range(jaar, jaar + _JAREN_VOORUIT + 1))
    if not budgetten:
        return
    laatste = max(een.budget.jaar for een in budgetten)
    besteed = besteed_in(werk, None, kader.dag, date(laatste, 12, 31))
    for een in budgetten:
        eigen = een.budget.gemeente
        gemeenten = (eigen,) if eigen is not None else gemeenten_van(werk, een.regio, kader.dag)
        stand = _stand(een, [besteding for besteding in besteed if een.betreft(besteding)], gemeenten)
        yield from drempelsignalen(stand, SIGNAAL, (VoorWie.GEMEENTE,), "Dat is meer dan er is.")


def _stand(een: Regiobudget, besteed: list[Besteding], gemeenten: tuple[str, ...]) -> Drempelstand:
    """The larger of what was promised and what is to be paid: the one that a gemeente cannot get under (161)."""
    toegezegd = sum(besteding.toegezegd for besteding in besteed)
    betaalbaar = sum(besteding.betaalbaar for besteding in besteed)
    budget = een.budget
    waar = f"gemeente {budget.gemeente}" if budget.gemeente else f"regio {een.regio}"
    wat = f"perceel {budget.perceel}" if budget.perceel else "alle percelen"
    hoe = "is toegezegd" if toegezegd >= betaalbaar else "is te betalen"
    delen = (een.regio, budget.gemeente or "-", budget.perceel or "-", str(budget.jaar))
    return Drempelstand(
        kenmerk=_BEGIN + " ".join(delen),
        wat=f"Budget {budget.jaar} van {waar}, {wat}: er {hoe}",
        verwijzing=f"budget {budget.jaar}",
        bedrag=max(toegezegd, betaalbaar),
        grens=budget.bedrag,
        procenten=budget.drempels,
        gemeenten=gemeenten,
    )


BUDGETTEN = Controle(
    naam="budgetten",
    titel="Budgetten van dit jaar en later waarvan een drempel is bereikt.",
    domein=Domein((SIGNAAL,), _BEGIN),
    niet_meer="Er is minder toegezegd en te betalen dan deze drempel, het budget is veranderd, of het jaar is voorbij.",
    zoek=_zoek,
)
"""Closed when less is promised than before, when the budget is raised, or when its year is over."""
