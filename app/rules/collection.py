"""A collection of rules of one subject, and how a rule is put in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar

from app.messages.records import Klasse
from app.rules.outcome import Outcome

PerKlasse = Callable[[Any, Any], Outcome]
"""(record, message or facts) -> outcome."""
Over = Callable[[Any], Iterable[tuple[Klasse, Outcome]]]
"""(message) -> outcomes with the record that each belongs to; for rules on the message as a whole."""

Voor = Literal["alle", "debet", "credit"]

P = TypeVar("P", bound=PerKlasse)
V = TypeVar("V", bound=Over)


class RuleCollection:
    """Rules by (id, class), and rules over a whole message by id.

    ``berichten`` are the messages that they are for; none means all. A rule for one message goes before the
    same rule on the same class for all.
    """

    def __init__(self, *berichten: str) -> None:
        self.berichten = berichten
        self.per_klasse: dict[tuple[str, str], PerKlasse] = {}
        self.over: dict[str, Over] = {}
        self.voor: dict[tuple[str, str], Voor] = {}
        self.van_afwezige: set[str] = set()

    def rule(self, rule_id: str, *klassen: str, voor: Voor = "alle") -> Callable[[P], P]:
        """Mark a function as the rule ``rule_id`` for records of these classes.

        ``voor`` says whether it only holds for debet or only for credit lines.
        """

        def bewaar(functie: P) -> P:
            for klasse in klassen:
                self.per_klasse[rule_id, klasse] = functie
                self.voor[rule_id, klasse] = voor
            return functie

        return bewaar

    def rule_over(self, rule_id: str, *, van_afwezige: bool = False) -> Callable[[V], V]:
        """Mark a function as the rule ``rule_id`` for a whole message.

        ``van_afwezige``: the class that the catalogue names is absent when the rule is broken, so the
        function gives the class above it.
        """

        def bewaar(functie: V) -> V:
            self.over[rule_id] = functie
            if van_afwezige:
                self.van_afwezige.add(rule_id)
            return functie

        return bewaar
