"""Level 2 rules on JW319 alone."""

from __future__ import annotations

from collections.abc import Iterator

from app.messages.records import Antwoord, Bericht, Verzoekantwoord, Woonplaatsbeginsel
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()

_AFGEWEZEN, _IN_ONDERZOEK = "1", "2"
_REDEN_WOONPLAATSBEGINSEL = "8"


@REGELS.rule("CD085", "Antwoord")
def cd085(antwoord: Antwoord, _bericht: Bericht) -> Outcome:
    """A refusal has a reason."""
    if antwoord.verzoek_antwoord != _AFGEWEZEN or antwoord.reden_afwijzing is not None:
        return None
    return Fired(
        gevonden="RedenAfwijzingVerzoek leeg",
        verwacht="RedenAfwijzingVerzoek gevuld",
        uitleg="Het verzoek is afgewezen (VerzoekAntwoord 1); dan hoort de reden erbij.",
    )


@REGELS.rule("CD086", "Antwoord")
def cd086(antwoord: Antwoord, _bericht: Bericht) -> Outcome:
    """What is in onderzoek is not refused, so there is no reason."""
    if antwoord.verzoek_antwoord != _IN_ONDERZOEK or antwoord.reden_afwijzing is None:
        return None
    return Fired(
        gevonden=f"RedenAfwijzingVerzoek {antwoord.reden_afwijzing}",
        verwacht="RedenAfwijzingVerzoek leeg",
        uitleg="De aanvraag is in onderzoek (VerzoekAntwoord 2); dan is er geen reden van afwijzing.",
    )


@REGELS.rule_over("TR377", van_afwezige=True)
def tr377(bericht: Verzoekantwoord) -> Iterator[tuple[Antwoord, Outcome]]:
    """A refusal for the woonplaatsbeginsel names the gemeente that has to pay."""
    if bericht.antwoord.reden_afwijzing == _REDEN_WOONPLAATSBEGINSEL and bericht.woonplaatsbeginsel is None:
        yield (
            bericht.antwoord,
            Fired(
                gevonden="Woonplaatsbeginsel ontbreekt",
                verwacht="Woonplaatsbeginsel met de gemeente",
                uitleg="Het verzoek is afgewezen om het woonplaatsbeginsel (reden 8); dan hoort erbij welke gemeente "
                "verantwoordelijk is.",
            ),
        )


@REGELS.rule("TR409", "Woonplaatsbeginsel")
def tr409(_woonplaatsbeginsel: Woonplaatsbeginsel, bericht: Verzoekantwoord) -> Outcome:
    """Another gemeente is only named when the woonplaatsbeginsel is the reason; also not in onderzoek (IV095)."""
    reden = bericht.antwoord.reden_afwijzing
    if reden == _REDEN_WOONPLAATSBEGINSEL:
        return None
    return Fired(
        gevonden=f"Woonplaatsbeginsel gevuld bij RedenAfwijzingVerzoek {reden or 'leeg'}",
        verwacht="geen Woonplaatsbeginsel",
        uitleg=f"De reden van afwijzing is {reden or 'leeg'}; een andere gemeente wordt alleen genoemd bij reden 8 "
        "(woonplaatsbeginsel).",
    )
