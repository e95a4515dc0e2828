"""Level 2 rules on classes StartProduct (JW305) and StopProduct (JW307)."""

from __future__ import annotations

from app.messages.records import Bericht, StartProduct, StopProduct
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()


@REGELS.rule("CS058", "StartProduct", "StopProduct")
def cs058(product: StartProduct | StopProduct, _bericht: Bericht) -> Outcome:
    """StatusAanlevering is 1 (first) or 3 (remove)."""
    if product.status in ("1", "3"):
        return None
    return Fired(
        gevonden=f"StatusAanlevering {product.status}",
        verwacht="1 of 3",
        uitleg="Alleen 1 (eerste aanlevering) en 3 (verwijderen) zijn toegestaan; verwijder een onjuiste "
        "aanlevering met 3 en lever daarna opnieuw aan met 1.",
    )


@REGELS.rule("TR134", "StartProduct")
def tr134_start(product: StartProduct, bericht: Bericht) -> Outcome:
    """The delivery did not start after the Dagtekening."""
    dagtekening = bericht.header.dagtekening
    if product.begindatum <= dagtekening:
        return None
    return Fired(
        gevonden=str(product.begindatum),
        verwacht=f"{dagtekening} of eerder",
        uitleg=f"De begindatum ligt na de dagtekening ({dagtekening}); meld een start als die er geweest is.",
    )


@REGELS.rule("TR134", "StopProduct")
def tr134_stop(product: StopProduct, bericht: Bericht) -> Outcome:
    """The delivery did not end after the Dagtekening."""
    dagtekening = bericht.header.dagtekening
    if product.einddatum <= dagtekening:
        return None
    return Fired(
        gevonden=str(product.einddatum),
        verwacht=f"{dagtekening} of eerder",
        uitleg=f"De einddatum ligt na de dagtekening ({dagtekening}); meld een stop als die er geweest is.",
    )


@REGELS.rule("TR018", "StopProduct")
def tr018(product: StopProduct, _bericht: Bericht) -> Outcome:
    """The delivery does not end before it began."""
    if product.einddatum >= product.begindatum:
        return None
    return Fired(
        gevonden=str(product.einddatum),
        verwacht=f"{product.begindatum} of later",
        uitleg=f"De einddatum ({product.einddatum}) ligt voor de begindatum ({product.begindatum}).",
    )
