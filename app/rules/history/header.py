"""Level 3 and 4 rules on class Header."""

from __future__ import annotations

from app.messages.records import Header, Toewijzingsbericht
from app.rules.collection import RuleCollection
from app.rules.facts import Facts
from app.rules.outcome import Fired, NotCheckable, Outcome

REGELS = RuleCollection()


@REGELS.rule("TR056", "Header")
def tr056(header: Header, facts: Facts) -> Outcome:
    """A sender uses an Identificatie once per kind of message."""
    eerder = facts.header.eerder
    if eerder is None:
        return None
    return Fired(
        gevonden=f"Identificatie {header.identificatie}",
        verwacht="een nieuwe Identificatie",
        uitleg=f"Afzender {header.afzender} heeft deze identificatie al gebruikt in een bericht dat op "
        f"{eerder.ontvangen} is ontvangen; geef ieder bericht een nieuwe, ook na een afkeuring.",
        vergeleken_met=f"bericht {eerder.id}",
    )


@REGELS.rule("TR135", "Header")
def tr135(header: Header, facts: Facts) -> Outcome:
    """The Dagtekening does not lie in the future."""
    vandaag = facts.header.vandaag
    if header.dagtekening <= vandaag:
        return None
    return Fired(
        gevonden=str(header.dagtekening),
        verwacht=f"{vandaag} of eerder",
        uitleg=f"De dagtekening ligt in de toekomst; het is vandaag {vandaag}.",
    )


@REGELS.rule("TR378", "Header")
def tr378(header: Header, facts: Facts) -> Outcome:
    """The gemeente exists on the Dagtekening, or existed when a toewijzing concerned began."""
    van_gemeente = isinstance(facts.bericht, Toewijzingsbericht)
    gemeente = header.afzender if van_gemeente else header.ontvanger
    peildata = (header.dagtekening, *facts.header.peildata)
    bekend = [facts.header.gemeenten.bestaat_op(gemeente, dag) for dag in peildata]
    if True in bekend:
        return None
    if None in bekend:
        return NotCheckable(
            f"Gemeentecode {gemeente} is niet bekend en van {min(peildata)} is geen volledige CBS-lijst aanwezig."
        )
    dagen = ", ".join(dict.fromkeys(str(dag) for dag in peildata))
    return Fired(
        gevonden=f"gemeentecode {gemeente}",
        verwacht="een gemeentecode uit de CBS-lijst",
        uitleg=f"Gemeentecode {gemeente} bestaat niet op {dagen}.",
        element="Afzender" if van_gemeente else "Ontvanger",
    )
