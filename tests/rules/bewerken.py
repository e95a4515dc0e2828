"""Edits on the XML of a message, for what the records of the composer do not hold.

Paths name elements below Bericht without prefixes, with a position where there are several:
``Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum``. In fragments the prefix ``m`` stands for
the namespace of the message and ``ijw`` for that of the basisschema.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.bank import Bank

Maker = Callable[[Bank], bytes]
"""Makes a message with the bench, which numbers it and knows the day."""
Edit = Callable[[etree._Element], None]

BASIS = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema"


def bewerkt(maak: Maker, *edits: Edit) -> Maker:
    """The message of a maker with edits, one after another."""

    def maker(bank: Bank) -> bytes:
        wortel = etree.fromstring(maak(bank), etree.XMLParser(remove_blank_text=True))
        for edit in edits:
            edit(wortel)
        data: bytes = etree.tostring(wortel, encoding="UTF-8", xml_declaration=True, pretty_print=True)
        return data.replace(b"\n", b"\r\n")

    return maker


def zet(pad: str, waarde: object) -> Edit:
    """Give an element another text."""

    def edit(wortel: etree._Element) -> None:
        vind(wortel, pad).text = str(waarde)

    return edit


def weg(*paden: str) -> Edit:
    """Take elements away."""

    def edit(wortel: etree._Element) -> None:
        for element in [vind(wortel, pad) for pad in paden]:
            element.getparent().remove(element)

    return edit


def na(pad: str, *fragmenten: str) -> Edit:
    """Put elements right after another one."""

    def edit(wortel: etree._Element) -> None:
        anker = vind(wortel, pad)
        for element in reversed(_elementen(wortel, fragmenten)):
            anker.addnext(element)

    return edit


def erin(pad: str, *fragmenten: str) -> Edit:
    """Put elements at the end of another one."""

    def edit(wortel: etree._Element) -> None:
        vind(wortel, pad).extend(_elementen(wortel, fragmenten))

    return edit


def vervang(pad: str, fragment: str) -> Edit:
    """Put an element in the place of another one."""

    def edit(wortel: etree._Element) -> None:
        oud = vind(wortel, pad)
        oud.getparent().replace(oud, _elementen(wortel, (fragment,))[0])

    return edit


def nogmaals(pad: str) -> Edit:
    """Put a copy of an element right after it."""

    def edit(wortel: etree._Element) -> None:
        element = vind(wortel, pad)
        element.addnext(deepcopy(element))

    return edit


def vind(wortel: etree._Element, pad: str) -> etree._Element:
    """The one element at a path below the root."""
    gevonden = wortel.xpath("./" + "/".join(_stap(stap) for stap in pad.split("/")))
    assert len(gevonden) == 1, f"{pad}: {len(gevonden)} elements"
    return gevonden[0]


def _stap(stap: str) -> str:
    naam, haak, positie = stap.partition("[")
    return f"*[local-name()='{naam}']{haak}{positie}"


def _elementen(wortel: etree._Element, fragmenten: tuple[str, ...]) -> list[etree._Element]:
    namespace = etree.QName(wortel).namespace
    tekst = f'<x xmlns:m="{namespace}" xmlns:ijw="{BASIS}">{"".join(fragmenten)}</x>'
    return list(etree.fromstring(tekst))
