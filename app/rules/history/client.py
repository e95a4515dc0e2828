"""TR304: the client of a JW317 or JW323 is known."""

from __future__ import annotations

from app.messages.records import DeclaratieClient, Verzoekclient
from app.rules.collection import RuleCollection
from app.rules.facts import DeclaratieFacts, VerzoekFacts
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()


@REGELS.rule("TR304", "Client")
def tr304(client: DeclaratieClient | Verzoekclient, facts: DeclaratieFacts | VerzoekFacts) -> Outcome:
    """The Bsn is of a client of this gemeente at this aanbieder; in a JW323 the lines are on its toewijzingen."""
    if isinstance(client, DeclaratieClient) and isinstance(facts, DeclaratieFacts):
        return _in_declaratie(client, facts)
    return None if facts.toewijzingen else _onbekend()


def _in_declaratie(client: DeclaratieClient, facts: DeclaratieFacts) -> Outcome:
    if facts.clientsleutels[client.positie - 1] is None:
        return _onbekend()
    regel = facts.vreemde_regels.get(client.positie)
    if regel is None:
        return None
    return Fired(
        gevonden=f"een prestatie op toewijzing {regel.toewijzingnummer} van een ander",
        verwacht="prestaties op toewijzingen van deze client",
        uitleg=f"Prestatie {regel.referentienummer} noemt toewijzing {regel.toewijzingnummer}; die is van een "
        "andere client.",
        vergeleken_met=f"toewijzing {regel.toewijzingnummer}",
    )


def _onbekend() -> Fired:
    return Fired(
        gevonden="een onbekend Bsn",
        verwacht="het Bsn van een client met een toewijzing",
        uitleg="Voor dit Bsn heeft deze gemeente aan deze aanbieder geen toewijzing gegeven.",
    )
