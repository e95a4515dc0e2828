"""Level 3 rules on class Declaratie of JW323."""

from __future__ import annotations

from app.messages.records import Declaratie
from app.rules.collection import RuleCollection
from app.rules.facts import DeclaratieFacts
from app.rules.outcome import Fired, NotCheckable, Outcome
from app.standard.kalender import maanden_geraakt

REGELS = RuleCollection()


@REGELS.rule("TR318", "Declaratie")
def tr318(declaratie: Declaratie, facts: DeclaratieFacts) -> Outcome:
    """Declaratieperioden follow each other; going back before the last one is not possible.

    Whether care was given in a month that was passed over is not known to the receiver, so a gap is
    never a fault. The last month may come again, for corrections (IV090).
    """
    laatste = facts.laatste_periode
    if laatste is None:
        return None
    if declaratie.begindatum < laatste:
        return Fired(
            gevonden=f"{declaratie.begindatum:%Y-%m}",
            verwacht=f"{laatste:%Y-%m} of later",
            uitleg=f"De laatst ingediende declaratieperiode is {laatste:%Y-%m}; een eerdere maand gaat als "
            "productperiode mee in de declaratie van de huidige maand.",
            vergeleken_met=f"declaratieperiode {laatste:%Y-%m}",
        )
    if maanden_geraakt(laatste, declaratie.begindatum) > 2:
        return NotCheckable(
            f"Tussen {laatste:%Y-%m} en {declaratie.begindatum:%Y-%m} is niet gedeclareerd; of er toen zorg is "
            "geleverd, is hier niet bekend."
        )
    return None


@REGELS.rule("TR333", "Declaratie")
def tr333(declaratie: Declaratie, facts: DeclaratieFacts) -> Outcome:
    """An aanbieder uses a DeclaratieNummer once."""
    eerder = facts.declaratie_eerder
    if eerder is None:
        return None
    return Fired(
        gevonden=f"declaratienummer {declaratie.nummer}",
        verwacht="een nieuw declaratienummer",
        uitleg=f"Declaratienummer {declaratie.nummer} is al gebruikt in een declaratie die op {eerder.ontvangen} "
        "is ontvangen.",
        vergeleken_met=f"bericht {eerder.id}",
    )
