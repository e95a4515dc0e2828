"""Random messages that our XSDs accept.

`random_valid` is all most tests need. The structure comes from the XSDs, so a new element or type is drawn
without a change here; only a new kind of pattern needs a sampler in `_SAMPLERS`.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from tests.schemas.structure import SCHEMAS, ComplexType, Element, SimpleType, read_message

BASE_NAMESPACE = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema"

_DIGITS = "0123456789"
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "ÀÉÏÔÜßàéïôüỳ"
_PRINTABLE = _LATIN + _DIGITS + _ACCENTED + " .,-'/&<>\"()@#€Ł漢😀"
# A type without an upper length takes anything; this is long enough to notice a limit that should not be.
_NO_LIMIT = 300


def random_valid(code: str, rng: Random, *, exotic: bool = False, folder: Path = SCHEMAS) -> bytes:
    """A message of the given code (such as `JW301`) that the XSD accepts, as UTF-8 bytes.

    Only the structure is right: content rules, keys and dates that belong together are not heeded. Every BSN
    is a test BSN (starts with 99) that passes the elfproef. `exotic` also draws values that are XSD-valid yet
    rare: years before 0001 or after 9999, 24:00:00, `+007`, white space around a number or a date.
    """
    return to_bytes(Generator(code, rng, exotic=exotic, folder=folder).tree())


def to_bytes(root: Any) -> bytes:
    """An lxml tree as UTF-8 bytes with XML declaration."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


class Generator:
    """Draws messages of one kind; codes are dealt from a pack, so that each value of a list turns up."""

    def __init__(self, code: str, rng: Random, *, exotic: bool = False, folder: Path = SCHEMAS) -> None:
        self.message = read_message(code, folder)
        self.exotic = exotic
        self._rng = rng
        self._packs: dict[str, list[str]] = {}
        self._density = 0.5

    def tree(self) -> Any:
        """A valid message as lxml tree, one element a line."""
        # From only what is obligatory up to everything that is possible.
        self._density = self._rng.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        prefix = self._rng.choice((None, "bericht"))
        root = etree.Element(self.message.tag, nsmap={prefix: self.message.namespace, "ijw": BASE_NAMESPACE})
        self._fill(root, self.message.type)
        etree.indent(root)
        return root

    def _fill(self, node: Any, content: SimpleType | ComplexType) -> None:
        if isinstance(content, SimpleType):
            node.text = self.value(content)
            return
        for declared in content.elements:
            for _ in range(self._occurrences(declared)):
                self._fill(etree.SubElement(node, declared.tag), declared.type)

    def _occurrences(self, declared: Element) -> int:
        if declared.minimum == 0 and self._rng.random() >= self._density:
            return 0
        if declared.maximum is None:
            return max(1, declared.minimum, self._rng.choice((1, 1, 1, 1, 2, 3)))
        return self._rng.randint(max(1, declared.minimum), declared.maximum)

    def value(self, simple: SimpleType) -> str:
        """A valid value of a type; raises KeyError when its pattern has no sampler."""
        if simple.enumeration:
            return self._deal(simple)
        if simple.name == "LDT_BurgerServicenummer":
            return draw_bsn(self._rng)
        if simple.primitive == "date":
            return _draw_date(self._rng, self.exotic)
        if simple.primitive == "time":
            return _draw_time(self._rng, self.exotic)
        pattern = simple.patterns[-1] if simple.patterns else None
        if pattern is not None and is_literal(pattern):
            return pattern
        if simple.primitive == "integer":
            return _draw_integer(self._rng, simple, self.exotic)
        length = _draw_length(self._rng, simple)
        return _SAMPLERS[pattern](self._rng, length)

    def _deal(self, simple: SimpleType) -> str:
        pack = self._packs.setdefault(simple.name, [])
        if not pack:
            pack.extend(simple.enumeration)
            self._rng.shuffle(pack)
        return pack.pop()


def is_literal(pattern: str) -> bool:
    """Whether a pattern allows exactly one text: itself."""
    return pattern.isascii() and pattern.isalnum()


def draw_bsn(rng: Random) -> str:
    """A test BSN: nine digits, starts with 99, passes the elfproef."""
    while True:
        digits = [9, 9, *(rng.randrange(10) for _ in range(6))]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10:
            return "".join(map(str, [*digits, last]))


def _draw_length(rng: Random, simple: SimpleType) -> int:
    shortest = 1 if simple.min_length is None else simple.min_length
    longest = _NO_LIMIT if simple.max_length is None else simple.max_length
    return rng.choice((shortest, longest, rng.randint(shortest, longest)))


def _draw_integer(rng: Random, simple: SimpleType, exotic: bool) -> str:
    low = simple.minimum if simple.minimum is not None else -(10**12)
    high = simple.maximum if simple.maximum is not None else 10**12
    number = str(rng.choice((low, low + 1, high - 1, high, rng.randint(low, high))))
    if exotic and rng.random() < 0.3:
        return rng.choice((f"+{number}", f"000{number}", f" {number}\n", "-0", f"\t{number}"))
    return number


def _draw_date(rng: Random, exotic: bool) -> str:
    if exotic and rng.random() < 0.3:
        return rng.choice(("-0044-03-15", "12027-01-01", " 2027-06-30 ", "\n2027-06-30", "0001-01-01"))
    drawn = date(2015, 1, 1) + timedelta(days=rng.randrange(9000))
    return rng.choice((drawn.isoformat(), drawn.isoformat(), "2024-02-29", "2000-02-29", "9999-12-31"))


def _draw_time(rng: Random, exotic: bool) -> str:
    if exotic and rng.random() < 0.3:
        return rng.choice(("24:00:00", " 12:00:00", "12:00:00\n", "12:00:00.123456789"))
    drawn = f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    return rng.choice((drawn, f"{drawn}.{rng.randrange(1000):03}", "00:00:00", "23:59:59"))


def _from(alphabet: str) -> Callable[[Random, int], str]:
    return lambda rng, length: "".join(rng.choices(alphabet, k=length))


def _exactly(count: int) -> Callable[[Random, int], str]:
    return lambda rng, _: "".join(rng.choices(_DIGITS, k=count))


def _visible(rng: Random, length: int) -> str:
    """Printable text with at least one character that is not white space."""
    drawn = rng.choices(_PRINTABLE, k=length)
    drawn[rng.randrange(length)] = rng.choice(_LATIN + "😀")
    return "".join(drawn)


def _lines(rng: Random, length: int) -> str:
    """As `_visible`, with dots and line ends between."""
    text = list(_visible(rng, length))
    for place in range(1, length - 1):
        if rng.random() < 0.05:
            text[place] = rng.choice("\n\t. ")
    text[0] = "."
    return "".join(text)


def _version(rng: Random, _: int) -> str:
    return ".".join(str(rng.choice((0, 1, 2, 10, 345))) for _ in range(3))


# What can be drawn for each pattern of a text type; None: a text type without a pattern.
_SAMPLERS: dict[str | None, Callable[[Random, int], str]] = {
    None: _from(_PRINTABLE),
    ".*[^\\s].*": _visible,
    "([.\\s]*\\S+[.\\s]*)+": _lines,
    "[0-9]{4}": _exactly(4),
    "[0-9]{8}": _exactly(8),
    "[0-9]*": _from(_DIGITS),
    "([a-zA-Z0-9])+": _from(_LATIN + _DIGITS),
    "([a-zA-ZÀ-ỳ])+": _from(_LATIN + _ACCENTED),
    "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)": _version,
}
