"""The structure of a message as its XSD states it, in a form a test can walk.

Only the few XSD constructs that the iJw schemas use are understood. Anything else raises, so that a
construct this module does not know can never be overlooked by a test that relies on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas" / "ijw" / "3.2"
BASE_FILE = "basisschema.xsd"

_XS = "{http://www.w3.org/2001/XMLSchema}"
_BUILT_IN = frozenset({"string", "integer", "date", "time"})
_NUMERIC_FACETS = frozenset({"minLength", "maxLength", "minInclusive", "maxInclusive"})


@dataclass(frozen=True)
class SimpleType:
    """A value type: the built-in type below it and every facet on the way to it.

    `name` is the nearest named type; `patterns` must all match; lengths are in characters.
    """

    name: str
    primitive: str
    min_length: int | None = None
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    patterns: tuple[str, ...] = ()
    enumeration: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComplexType:
    """A container: its elements in the only order allowed."""

    name: str
    elements: "tuple[Element, ...]"


@dataclass(frozen=True)
class Element:
    """One element declaration. `maximum` is None when the number of occurrences has no limit."""

    name: str
    namespace: str
    minimum: int
    maximum: int | None
    type: SimpleType | ComplexType

    @property
    def tag(self) -> str:
        """Name with namespace, as lxml writes it."""
        return f"{{{self.namespace}}}{self.name}"


class UnknownConstruct(Exception):
    """An XSD uses something this module does not read; the text names the construct and its line."""


@dataclass(frozen=True)
class _Schemas:
    types: dict[tuple[str, str], Any]
    elements: dict[tuple[str, str], Any]


def message_codes(folder: Path = SCHEMAS) -> tuple[str, ...]:
    """Codes of the messages that have an XSD in the folder, in order, such as `JW301`."""
    return tuple(sorted(path.stem for path in folder.glob("JW*.xsd")))


@cache
def read_message(code: str, folder: Path = SCHEMAS) -> Element:
    """Declaration of the root element of a message.

    Raises UnknownConstruct when the XSD uses a construct outside the iJw habit.
    """
    roots = [etree.parse(folder / name).getroot() for name in (f"{code}.xsd", BASE_FILE)]
    schemas = _Schemas({}, {})
    for root in roots:
        _collect(root, schemas)
    namespace = roots[0].get("targetNamespace")
    (declared,) = (node for (owner, _), node in schemas.elements.items() if owner == namespace)
    return _read_element(declared, schemas)


@cache
def named_types(folder: Path = SCHEMAS) -> Mapping[str, SimpleType | ComplexType]:
    """The types of the base schema by name."""
    schemas = _Schemas({}, {})
    _collect(etree.parse(folder / BASE_FILE).getroot(), schemas)
    return {name: _read_type(node, schemas) for (_, name), node in schemas.types.items()}


def _children(node: Any) -> Iterator[Any]:
    return (child for child in node if isinstance(child.tag, str) and child.tag != f"{_XS}annotation")


def _unknown(node: Any) -> UnknownConstruct:
    return UnknownConstruct(f"{node.tag} {dict(node.attrib)} on line {node.sourceline}")


def _expect(node: Any, kind: str, attributes: set[str]) -> None:
    if node.tag != _XS + kind or not set(node.attrib) <= attributes:
        raise _unknown(node)


def _collect(root: Any, schemas: _Schemas) -> None:
    _expect(root, "schema", {"targetNamespace", "elementFormDefault"})
    if root.get("elementFormDefault") != "qualified":
        raise _unknown(root)
    namespace = root.get("targetNamespace")
    for child in _children(root):
        if child.tag == f"{_XS}import":
            _expect(child, "import", {"namespace", "schemaLocation"})
        elif child.tag == f"{_XS}element":
            schemas.elements[namespace, child.get("name")] = child
        elif child.tag in (f"{_XS}simpleType", f"{_XS}complexType"):
            schemas.types[namespace, child.get("name")] = child
        else:
            raise _unknown(child)


def _resolve(node: Any, qname: str) -> tuple[str, str]:
    prefix, _, local = qname.rpartition(":")
    return node.nsmap[prefix or None], local


def _read_element(node: Any, schemas: _Schemas) -> Element:
    _expect(node, "element", {"name", "type", "minOccurs", "maxOccurs"})
    inner = list(_children(node))
    if "type" in node.attrib:
        if inner:
            raise _unknown(node)
        content = _read_type(schemas.types[_resolve(node, node.get("type"))], schemas)
    else:
        (anonymous,) = inner
        content = _read_type(anonymous, schemas)
    maximum = node.get("maxOccurs", "1")
    return Element(
        name=node.get("name"),
        namespace=node.getroottree().getroot().get("targetNamespace"),
        minimum=int(node.get("minOccurs", "1")),
        maximum=None if maximum == "unbounded" else int(maximum),
        type=content,
    )


def _read_type(node: Any, schemas: _Schemas) -> SimpleType | ComplexType:
    if node.tag == f"{_XS}simpleType":
        return _read_simple(node, schemas)
    _expect(node, "complexType", {"name"})
    (sequence,) = _children(node)
    _expect(sequence, "sequence", set())
    return ComplexType(node.get("name"), tuple(_read_element(child, schemas) for child in _children(sequence)))


def _read_simple(node: Any, schemas: _Schemas) -> SimpleType:
    _expect(node, "simpleType", {"name"})
    (restriction,) = _children(node)
    _expect(restriction, "restriction", {"base"})
    namespace, local = _resolve(restriction, restriction.get("base"))
    if f"{{{namespace}}}" == _XS:
        if local not in _BUILT_IN:
            raise _unknown(restriction)
        below = SimpleType(name=node.get("name"), primitive=local)
    else:
        below = _read_simple(schemas.types[namespace, local], schemas)
    numbers: dict[str, int] = {}
    patterns: list[str] = []
    codes: list[str] = []
    for facet in _children(restriction):
        kind = etree.QName(facet).localname
        _expect(facet, kind, {"value"})
        value = facet.get("value")
        if kind in _NUMERIC_FACETS and kind not in numbers:
            numbers[kind] = int(value)
        elif kind == "pattern" and not patterns:  # two on one level would mean either-or
            patterns.append(value)
        elif kind == "enumeration":
            codes.append(value)
        else:
            raise _unknown(facet)
    return SimpleType(
        name=node.get("name") or below.name,
        primitive=below.primitive,
        min_length=numbers.get("minLength", below.min_length),
        max_length=numbers.get("maxLength", below.max_length),
        minimum=numbers.get("minInclusive", below.minimum),
        maximum=numbers.get("maxInclusive", below.maximum),
        patterns=below.patterns + tuple(patterns),
        enumeration=tuple(codes) or below.enumeration,
    )
