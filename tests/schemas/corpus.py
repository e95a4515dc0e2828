"""The messages on which two sets of XSDs are compared: valid ones, and copies of these with one fault."""

import os
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from tests.schemas.generate import Generator, to_bytes
from tests.schemas.mutate import MUTATIONS
from tests.schemas.structure import SCHEMAS
from tests.schemas.subject import Hits, open_subject

SEED = os.environ.get("IJW_TEST_SEED", "32")
UNMUTATED = "unmutated"

VALID_PER_MESSAGE = 700
MUTATED_PER_VALID = 3
# Kinds take turns. A large message has some 130 places where an element can be left out, doubled or
# emptied, so these kinds get more turns than the others.
_TURNS = (*MUTATIONS, *3 * ("missing_element", "duplicate_element"), "empty_value")


@dataclass(frozen=True)
class Case:
    """One message to judge. `kind` is the name of its mutation, or `unmutated`."""

    kind: str
    content: bytes


def cases(code: str) -> Iterator[Case]:
    """All cases of one message code.

    The same seed (environment variable IJW_TEST_SEED) gives the same cases.
    """
    rng = Random(f"{SEED} {code}")
    plain = Generator(code, rng)
    exotic = Generator(code, rng, exotic=True)
    hits: dict[str, Hits] = {kind: Counter() for kind in MUTATIONS}
    turn = 0
    for number in range(VALID_PER_MESSAGE):
        generator = exotic if number % 4 == 3 else plain
        tree = generator.tree()
        yield Case(UNMUTATED, to_bytes(tree))
        for _ in range(MUTATED_PER_VALID):
            kind = _TURNS[turn % len(_TURNS)]
            turn += 1
            changed = open_subject(deepcopy(tree), generator.message, rng, hits[kind])
            MUTATIONS[kind](changed)
            yield Case(kind, to_bytes(changed.root))


@cache
def compiled(code: str, folder: Path = SCHEMAS) -> Any:
    """The XSD of a message as lxml validator."""
    return etree.XMLSchema(file=str(folder / f"{code}.xsd"))


def faults(schema: Any, document: Any) -> list[tuple[int, str]]:
    """Line and text of each fault a validator finds; empty when the document is valid."""
    schema.validate(document)
    return [(fault.line, fault.message) for fault in schema.error_log]
