"""A valid message laid open for mutation: every element with its declaration."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from lxml import etree

from tests.schemas.structure import Element, SimpleType

Hits = Counter[tuple[str, ...]]
"""How often each position or type was chosen."""


@dataclass(frozen=True)
class Place:
    """An element of a message with its declaration."""

    node: Any
    declared: Element

    @property
    def simple(self) -> SimpleType | None:
        """The value type, or None for a container."""
        return self.declared.type if isinstance(self.declared.type, SimpleType) else None

    @property
    def position(self) -> tuple[str, ...]:
        """What tells this kind of place from others: the names of the element and its parent."""
        parent = self.node.getparent()
        return ("" if parent is None else parent.tag, self.node.tag)

    @property
    def type_key(self) -> tuple[str, ...]:
        """What tells its type from others: the name, and any pattern added in the message itself."""
        return (self.declared.type.name, *(self.simple.patterns if self.simple else ()))

    @property
    def text(self) -> str:
        """The value; only for an element that holds one."""
        value: str = self.node.text
        return value


@dataclass(frozen=True)
class Subject:
    """A valid message, ready to be changed: its tree and every element below the root.

    Chance alone would leave many declarations untouched, so a choice falls on what was hit least; share one
    `hits` between the subjects of a corpus to spread a kind of mutation over everything the messages hold.
    """

    root: Any
    message: Element
    places: tuple[Place, ...]
    rng: Random
    hits: Hits = field(default_factory=Counter)

    @property
    def everywhere(self) -> list[Place]:
        """Every element, the root included."""
        return [Place(self.root, self.message), *self.places]

    @property
    def containers(self) -> list[Place]:
        """The elements that hold elements, the root included."""
        return [place for place in self.everywhere if not place.simple]

    @property
    def values(self) -> list[Place]:
        """The elements that hold a value."""
        return [place for place in self.places if place.simple]

    def values_of(self, *primitives: str) -> list[Place]:
        """The elements whose value is of one of the built-in types, such as `integer`."""
        return [place for place in self.places if place.simple and place.simple.primitive in primitives]

    def pick(self, places: Sequence[Place]) -> Place:
        """One of the places, at a position that was hit least."""
        return self._least(places, [place.position for place in places])

    def pick_value(self, places: Sequence[Place]) -> Place:
        """One of the places, of a type that was hit least."""
        return self._least(places, [place.type_key for place in places])

    def _least(self, places: Sequence[Place], keys: list[tuple[str, ...]]) -> Place:
        fewest = min(self.hits[key] for key in keys)
        number = self.rng.choice([number for number, key in enumerate(keys) if self.hits[key] == fewest])
        self.hits[keys[number]] += 1
        return places[number]


def open_subject(root: Any, message: Element, rng: Random, hits: Hits | None = None) -> Subject:
    """The tree of a valid message joined with its declarations."""
    return Subject(root, message, tuple(_walk(root, message)), rng, Counter() if hits is None else hits)


def _walk(node: Any, declared: Element) -> Iterator[Place]:
    if isinstance(declared.type, SimpleType):
        return
    by_tag = {child.tag: child for child in declared.type.elements}
    for child in node.iterchildren(etree.Element):
        yield Place(child, by_tag[child.tag])
        yield from _walk(child, by_tag[child.tag])
