"""Level 3 and 4 rules on class Header, and TR378 on the other class that names a gemeente."""

from __future__ import annotations

from app.messages.records import Header, Woonplaatsbeginsel
from app.rules.collection import RuleCollection
from app.rules.facts import AntwoordFacts, Facts
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
    """The gemeente of the message exists."""
    if header.afzender == facts.bericht.gemeente:
        return _gemeente_bestaat(header.afzender, "Afzender", facts)
    return _gemeente_bestaat(header.ontvanger, "Ontvanger", facts)


@REGELS.rule("TR378", "Woonplaatsbeginsel")
def tr378_woonplaats(woonplaats: Woonplaatsbeginsel, facts: AntwoordFacts) -> Outcome:
    """The gemeente that has to pay exists."""
    return _gemeente_bestaat(woonplaats.gemeente, "Gemeente", facts)


def _gemeente_bestaat(gemeente: str, element: str, facts: Facts) -> Outcome:
    """On the Dagtekening, or on a day on which a toewijzing concerned begins."""
    peildata = (facts.bericht.header.dagtekening, *facts.header.peildata)
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
        element=element,
    )
