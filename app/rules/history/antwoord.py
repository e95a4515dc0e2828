"""Level 3 rules on class Antwoord of JW319: which answer may follow on which verzoek (OP344)."""

from __future__ import annotations

from app.messages.records import Antwoord
from app.rules.collection import RuleCollection
from app.rules.facts import AntwoordFacts
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()

_IN_ONDERZOEK = "2"


@REGELS.rule("TR355", "Antwoord")
def tr355(antwoord: Antwoord, facts: AntwoordFacts) -> Outcome:
    """An answer is to a verzoek of this aanbieder to this gemeente."""
    if facts.verzoek is not None:
        return None
    referentie = antwoord.referentie_aanbieder
    return Fired(
        gevonden=f"ReferentieAanbieder {referentie}",
        verwacht="de referentie van een verzoek van deze aanbieder",
        uitleg=f"Deze gemeente heeft van deze aanbieder geen verzoek om toewijzing of wijziging met referentie "
        f"{referentie} ontvangen dat is goedgekeurd.",
    )


@REGELS.rule("TR359", "Antwoord")
def tr359(_antwoord: Antwoord, facts: AntwoordFacts) -> Outcome:
    """A verzoek that was honoured with a toewijzing is not answered any more."""
    verzoek = facts.verzoek
    if verzoek is None or verzoek.toegewezen_door is None:
        return None
    return Fired(
        gevonden="een antwoord na de toewijzing",
        verwacht="geen antwoord meer",
        uitleg=f"Op het {verzoek.naam} {verzoek.referentie} is al een toewijzing met die referentie gestuurd.",
        vergeleken_met=f"bericht {verzoek.toegewezen_door}",
    )


@REGELS.rule("TR360", "Antwoord")
def tr360(antwoord: Antwoord, facts: AntwoordFacts) -> Outcome:
    """In onderzoek is only said of a verzoek that was not answered before."""
    verzoek = facts.verzoek
    if antwoord.verzoek_antwoord != _IN_ONDERZOEK or verzoek is None:
        return None
    eerder = verzoek.in_onderzoek_door or verzoek.afgewezen_door
    if eerder is None:
        return None
    return Fired(
        gevonden="VerzoekAntwoord 2 (in onderzoek)",
        verwacht="een verzoek dat nog niet is beantwoord",
        uitleg=f"Op het {verzoek.naam} {verzoek.referentie} is al geantwoord; in onderzoek kan alleen als eerste "
        "antwoord.",
        vergeleken_met=f"bericht {eerder}",
        element="VerzoekAntwoord",
    )


@REGELS.rule("TR365", "Antwoord")
def tr365(_antwoord: Antwoord, facts: AntwoordFacts) -> Outcome:
    """After a refusal no answer follows."""
    verzoek = facts.verzoek
    if verzoek is None or verzoek.afgewezen_door is None:
        return None
    return Fired(
        gevonden="een tweede antwoord",
        verwacht="hoogstens een eerder antwoord met waarde 2 (in onderzoek)",
        uitleg=f"Het {verzoek.naam} {verzoek.referentie} is al afgewezen; daarna volgt geen antwoord meer.",
        vergeleken_met=f"bericht {verzoek.afgewezen_door}",
    )
