"""A collection of rules of procedure for one kind of message, and what such a rule can say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, TypeVar

Voor = Literal["gemeente", "aanbieder"]


class Opmerking(NamedTuple):
    """Something that the party ``voor`` has to see; the texts hold no personal data."""

    voor: Voor
    uitleg: str
    """A Dutch sentence with what a person needs to check it."""
    verwijzing: str | None = None
    """The earlier toewijzing, verzoek or message that it is about."""
    element: str = ""
    """Element of the class, or "" for the class itself."""
    kenmerk: str | None = None
    """For one that would come with each message: while it is not closed, another with this mark is not kept."""


Procedureregel = Callable[[Any, Any], Opmerking | None]
"""(record, Procedurefeiten) -> what there is to see, or None."""
OverBericht = Callable[[Any], Iterator[tuple[str, Opmerking]]]
"""(Procedurefeiten) -> what there is to see, each with the path of the class instance."""

P = TypeVar("P", bound=Procedureregel)
V = TypeVar("V", bound=OverBericht)


class Procedureregels:
    """Rules by (id, class), and rules over a whole message by id."""

    def __init__(self) -> None:
        self.per_klasse: dict[tuple[str, str], Procedureregel] = {}
        self.over: dict[str, OverBericht] = {}

    @property
    def ids(self) -> set[str]:
        """Which rules there are."""
        return {id for id, _ in self.per_klasse} | set(self.over)

    def regel(self, id: str, klasse: str) -> Callable[[P], P]:
        """Mark a function as the rule ``id`` for records of this class."""

        def bewaar(functie: P) -> P:
            self.per_klasse[id, klasse] = functie
            return functie

        return bewaar

    def regel_over(self, id: str) -> Callable[[V], V]:
        """Mark a function as the rule ``id`` for a whole message."""

        def bewaar(functie: V) -> V:
            self.over[id] = functie
            return functie

        return bewaar
