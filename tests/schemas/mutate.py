"""Single faults (and a few harmless oddities) put into a valid message.

A mutation changes one thing in the tree of its subject. Whether the result is invalid is for the XSDs to
say: some mutations often leave a valid message, and that is wanted. Each finds a place in every message.
"""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.schemas.generate import BASE_NAMESPACE, is_literal
from tests.schemas.subject import Place, Subject

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML = "http://www.w3.org/XML/1998/namespace"

_DATES = (
    "2027-06-31", "2023-02-29", "1900-02-29", "2027-13-01", "2027-00-10", "2027-01-00", "0000-01-01",
    "2027-06-30Z", "2027-06-30+01:00", "2027-06-30-05:00", "2027-06-30+14:00", "2027-06-30T00:00:00",
    "2027-6-3", "27-06-30", "30-06-2027", "20270630", "2027/06/30", "02027-06-30", "-2027-06-30",
    "2027-06", "vandaag",
)  # fmt: skip
_TIMES = (
    "24:00:00", "24:00:01", "23:59:60", "12:60:00", "12:00", "1:02:03", "12:00:00Z", "12:00:00+01:00",
    "12:00:00.", "12:00:00.5", "-12:00:00", "12:00:00-01:00", "2027-06-30T12:00:00",
)  # fmt: skip
_NOT_IN_RANGE = ("1.0", "1e3", "0x1", "1 2", "+", "1,5", "--1", "٣", "1_0", "INF", "1" + "0" * 30)


def missing_element(it: Subject) -> None:
    """An element is left out."""
    node = it.pick(it.places).node
    node.getparent().remove(node)


def extra_element(it: Subject) -> None:
    """An element is put where it is not declared, known or unknown."""
    parent = it.pick(it.everywhere).node
    known = it.rng.choice(it.places).declared.tag
    unknown = f"{{{it.message.namespace}}}Opmerking"
    extra = etree.Element(it.rng.choice((unknown, known, "Opmerking")))
    extra.text = it.rng.choice((None, "x"))
    parent.insert(it.rng.randint(0, len(parent)), extra)


def swapped_order(it: Subject) -> None:
    """Two neighbours change places."""
    places = [place for place in it.places if _previous_differs(place)]
    node = it.pick(places).node
    node.addnext(node.getprevious())


def _previous_differs(place: Place) -> bool:
    previous = place.node.getprevious()
    return previous is not None and previous.tag != place.node.tag


def duplicate_element(it: Subject) -> None:
    """An element occurs once more."""
    node = it.pick(it.places).node
    node.addnext(deepcopy(node))


def empty_container(it: Subject) -> None:
    """A container loses all its elements."""
    node = it.pick(it.containers).node
    for child in list(node):
        node.remove(child)


def renamed_element(it: Subject) -> None:
    """An element is written with another name."""
    node = it.pick(it.everywhere).node
    name = etree.QName(node)
    node.tag = f"{{{name.namespace}}}{it.rng.choice((name.localname.lower(), name.localname + 's'))}"


def wrong_namespace(it: Subject) -> None:
    """An element lies in another namespace, or in none."""
    node = it.pick(it.everywhere).node
    name = etree.QName(node)
    other_release = it.message.namespace.replace("3_2", "3_1")
    others: list[str | None] = [it.message.namespace, BASE_NAMESPACE, "urn:anders", other_release]
    others.remove(name.namespace)
    if it.root.prefix:  # with a default namespace, lxml cannot write an element that has none
        others.append(None)
    node.tag = etree.QName(it.rng.choice(others), name.localname)


def too_long(it: Subject) -> None:
    """A text grows to just beyond its upper length, to far beyond, or to just within."""
    place = it.pick_value([place for place in it.values_of("string") if not _is_coded(place)])
    allowed = (place.simple.max_length if place.simple else None) or len(place.text)
    missing = allowed + it.rng.choice((0, 1, 1, 1, 1, 50)) - len(place.text)
    place.node.text += it.rng.choice((place.text[-1], place.text[-1], "x", "7", "😀", " ")) * max(missing, 0)


def too_short(it: Subject) -> None:
    """A text loses characters."""
    place = it.pick_value([place for place in it.values_of("string") if not _is_coded(place)])
    place.node.text = place.text[: it.rng.choice((-1, 1, len(place.text) // 2))]


def _is_coded(place: Place) -> bool:
    return place.simple is not None and bool(place.simple.enumeration)


def wrong_code(it: Subject) -> None:
    """A code is not in its list, or a fixed value is another."""
    place = it.pick_value([place for place in it.values if _is_coded(place) or _is_fixed(place)])
    code = place.text
    variants = (code.lower(), f"0{code}", f"{code}0", code.lstrip("0"), code * 2)
    place.node.text = it.rng.choice(("99", "XX", "0", "9999", *variants))


def _is_fixed(place: Place) -> bool:
    return place.simple is not None and any(is_literal(pattern) for pattern in place.simple.patterns)


def empty_value(it: Subject) -> None:
    """A value is empty or only white space."""
    it.pick_value(it.values).node.text = it.rng.choice((None, None, " ", " ", "\n  ", "\t"))


def white_space(it: Subject) -> None:
    """White space, real or lookalike, stands before, after or inside a value."""
    place = it.pick_value(it.values)
    blank = it.rng.choice((" ", "  ", "\t", "\n", "\r", "\u00a0", "\u2003"))
    at = it.rng.choice((0, len(place.text) // 2, len(place.text)))
    place.node.text = place.text[:at] + blank + place.text[at:]


def out_of_range(it: Subject) -> None:
    """A number lies just outside its range, or is no whole number."""
    place = it.pick_value(it.values_of("integer"))
    lowest, highest = (place.simple.minimum, place.simple.maximum) if place.simple else (None, None)
    below, above = str((lowest or 0) - 1), str((highest or 0) + 1)
    place.node.text = it.rng.choice((below, above, it.rng.choice(_NOT_IN_RANGE)))


def bad_date(it: Subject) -> None:
    """A date or time does not exist, is written differently, or has a time zone."""
    place = it.pick_value(it.values_of("date", "time"))
    is_date = place.simple is not None and place.simple.primitive == "date"
    place.node.text = it.rng.choice(_DATES if is_date else _TIMES)


def bad_pattern(it: Subject) -> None:
    """A value with a pattern gets characters that may not fit it."""
    place = it.pick_value([place for place in it.values if place.simple and place.simple.patterns])
    text = place.text
    at = it.rng.randrange(len(text))
    strange = it.rng.choice(("x", "7", "é", "ÿ", "×", "-", ".", " ", "\n", "Z", ":", "٣", "_"))
    replaced = text[:at] + strange + text[at + 1 :]
    place.node.text = it.rng.choice((replaced, strange * len(text), f"\n{text}", f"{text}\n"))


def text_in_container(it: Subject) -> None:
    """A container holds text beside its elements."""
    node = it.pick(it.containers).node
    text = it.rng.choice(("tekst", "0", " x ", "\u00a0", " ", "\n"))
    if len(node) and it.rng.random() < 0.5:
        it.rng.choice(list(node)).tail = text
    else:
        node.text = text


def element_in_value(it: Subject) -> None:
    """A value holds an element."""
    node = it.pick(it.values).node
    child = etree.SubElement(node, it.rng.choice((node.tag, "b")))
    child.tail = it.rng.choice((None, "x"))


def comment_inside(it: Subject) -> None:
    """A comment or processing instruction stands between elements or in the middle of a value: allowed."""
    place = it.pick(it.places)
    node = place.node
    inside = it.rng.choice((etree.Comment(" opmerking "), etree.ProcessingInstruction("doel", "iets")))
    if place.simple:
        at = it.rng.randint(0, len(place.text))
        node.text, inside.tail = place.text[:at], place.text[at:]
        node.append(inside)
    else:
        node.insert(it.rng.randint(0, len(node)), inside)


def attribute_added(it: Subject) -> None:
    """An element has an attribute; only a hint where an XSD lies is allowed."""
    names = ("soort", f"{{{it.message.namespace}}}id", f"{{{_XML}}}lang", f"{{{_XSI}}}onbekend")
    hints = (f"{{{_XSI}}}schemaLocation", f"{{{_XSI}}}noNamespaceSchemaLocation")
    it.pick(it.everywhere).node.set(it.rng.choice(names + hints), "urn:nergens nergens.xsd")


def xsi_type(it: Subject) -> None:
    """An element says what type it has: its own, another, or one that does not exist."""
    place, other = it.pick(it.everywhere), it.rng.choice(it.places)
    local = f"{it.root.prefix}:" if it.root.prefix else ""
    known = [prefix + chosen.declared.type.name for prefix in (local, "ijw:") for chosen in (place, other)]
    strange = ("ijw:LDT_Naam", "ijw:LDT_Commentaar", "onbekend:string", "Bestaatniet", "")
    place.node.set(f"{{{_XSI}}}type", it.rng.choice((*known, *strange)))


def xsi_nil(it: Subject) -> None:
    """An element says that it is nil, with or without losing its content."""
    node = it.pick(it.everywhere).node
    node.set(f"{{{_XSI}}}nil", it.rng.choice(("true", "false", "1", "0", "ja")))
    if it.rng.random() < 0.5:
        node.text = None
        for child in list(node):
            node.remove(child)


MUTATIONS: dict[str, Callable[[Subject], None]] = {
    mutation.__name__: mutation
    for mutation in (
        missing_element,
        extra_element,
        swapped_order,
        duplicate_element,
        empty_container,
        renamed_element,
        wrong_namespace,
        too_long,
        too_short,
        wrong_code,
        empty_value,
        white_space,
        out_of_range,
        bad_date,
        bad_pattern,
        text_in_container,
        element_in_value,
        comment_inside,
        attribute_added,
        xsi_type,
        xsi_nil,
    )
}
"""Every mutation by its name."""
