"""Compares texts without their case, spacing and punctuation."""

import re
from collections.abc import Iterator


def plain(text: str) -> str:
    """The words of a text."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def sentences(value: object) -> Iterator[str]:
    """The texts and the sentences anywhere in a JSON value, as their words."""
    if isinstance(value, str):
        yield plain(value)
        yield from (plain(part) for part in re.split(r"(?<=[.;:!?])\s+|\n", value))
    elif isinstance(value, dict):
        for item in value.values():
            yield from sentences(item)
    elif isinstance(value, list):
        for item in value:
            yield from sentences(item)
