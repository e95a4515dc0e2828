"""Composes the XML of any message from the fields of its classes, in the order of our XSD.

A class is named as the standard does and its fields by their path inside it: ``("StopProduct",
{"Product/Categorie": "45"})``. What stands fast (BerichtCode, who sends) is read from the XSD; what a
source leaves out (a name, an address) comes from ``invulling``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from tests.api.scenarios.invulling import PARTIJEN, XSD_VERSIE, invulling
from tests.schemas.generate import BASE_NAMESPACE, is_literal, to_bytes
from tests.schemas.structure import ComplexType, Element, SimpleType, read_message

Velden = Mapping[str, Any]
"""Path inside the class -> text; RetourCodes are a list of texts."""
Klasse = tuple[str, Velden]
_Inhoud = dict[str, list[Any]]
"""Values of an element by name: texts, or again the contents of elements."""


class OnbekendVeld(Exception):
    """A field or class is named that the message does not have; the text says which."""


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """What names a message: its Identificatie and Dagtekening."""

    identificatie: str
    dag: date

    def velden(self, element: str) -> dict[str, str]:
        """As the fields of an element of the Header."""
        return {f"{element}/Identificatie": self.identificatie, f"{element}/Dagtekening": self.dag.isoformat()}


def stel_op(code: str, klassen: Iterable[Klasse], kenmerk: Kenmerk) -> bytes:
    """A heenbericht; the classes in document order, a Client before its Prestaties."""
    return _stel_op(code, klassen, kenmerk.velden("BerichtIdentificatie") | XSD_VERSIE, kenmerk.dag)


def stel_retour_op(code: str, klassen: Iterable[Klasse], op: Kenmerk, kenmerk: Kenmerk) -> bytes:
    """The answer to the message with the other Kenmerk."""
    if code == "JW325":
        kop = kenmerk.velden("BerichtIdentificatie") | op.velden("DeclaratieIdentificatie")
    else:
        eigen = {"IdentificatieRetour": kenmerk.identificatie, "DagtekeningRetour": kenmerk.dag.isoformat()}
        kop = op.velden("BerichtIdentificatie") | eigen
    versies = ("XsdVersie", "XsdVersieDeclaratie" if code == "JW325" else "XsdVersieRetour")
    kop |= {veld.replace("XsdVersie", versie, 1): waarde for veld, waarde in XSD_VERSIE.items() for versie in versies}
    return _stel_op(code, klassen, kop, kenmerk.dag)


def _stel_op(code: str, klassen: Iterable[Klasse], kop: Velden, dag: date) -> bytes:
    bericht = read_message(code)
    inhoud: _Inhoud = {}
    for naam, velden in (("Header", {**_vast(bericht), **kop}), *klassen):
        _plaats(inhoud, bericht, naam, {**invulling(code, naam, dag), **velden})
    wortel = etree.Element(bericht.tag, nsmap={"jw": bericht.namespace, "ijw": BASE_NAMESPACE})
    _schrijf(wortel, bericht, inhoud)
    etree.indent(wortel)
    return to_bytes(wortel).replace(b"\n", b"\r\n")  # OP192


def _vast(bericht: Element) -> dict[str, str]:
    """Fields of the Header that follow from the kind of message: literals of the XSD and the parties."""
    vast = {}
    for veld in _onder(_zoek(bericht, "Header")[-1]):
        soort = veld.type
        if isinstance(soort, SimpleType) and soort.patterns and is_literal(soort.patterns[-1]):
            vast[veld.name] = soort.patterns[-1]
        elif veld.name in ("Afzender", "Ontvanger"):
            vast[veld.name] = PARTIJEN[soort.name]
    return vast


def _plaats(inhoud: _Inhoud, bericht: Element, naam: str, velden: Velden) -> None:
    """Put a class where the message has it: in the last container of its kind, as a new one where more may be."""
    pad = _zoek(bericht, naam)
    for stap in pad[:-1]:
        inhoud = inhoud.setdefault(stap.name, [{}])[-1]
    lijst = inhoud.setdefault(naam, [])
    if not lijst or pad[-1].maximum != 1:
        lijst.append({})
    for veld, waarde in velden.items():
        _zet(lijst[-1], pad[-1], veld, waarde)


def _zet(inhoud: _Inhoud, klasse: Element, veld: str, waarde: Any) -> None:
    element = klasse
    *ouders, naam = veld.split("/")
    for ouder in ouders:
        element = _kind(element, ouder)
        inhoud = inhoud.setdefault(ouder, [{}])[-1]
    _kind(element, naam)
    inhoud[naam] = [{"RetourCode": waarde}] if isinstance(waarde, list) else [waarde]


def _schrijf(knoop: Any, element: Element, inhoud: _Inhoud) -> None:
    for onder in _onder(element):
        for waarde in inhoud.get(onder.name, ()):
            nieuw = etree.SubElement(knoop, onder.tag)
            if isinstance(onder.type, SimpleType):
                nieuw.text = waarde
            else:
                _schrijf(nieuw, onder, waarde)


def _onder(element: Element) -> tuple[Element, ...]:
    return element.type.elements if isinstance(element.type, ComplexType) else ()


def _kind(element: Element, naam: str) -> Element:
    for onder in _onder(element):
        if onder.name == naam:
            return onder
    raise OnbekendVeld(f"{element.name} has no {naam}")


@cache
def _zoek(bericht: Element, naam: str) -> tuple[Element, ...]:
    """The elements from below the root to the class of this name; the first in document order."""
    for pad in _paden(bericht):
        if pad[-1].name == naam:
            return pad
    raise OnbekendVeld(f"{bericht.namespace} has no {naam}")


def _paden(element: Element) -> Iterator[tuple[Element, ...]]:
    for onder in _onder(element):
        yield (onder,)
        for verder in _paden(onder):
            yield (onder, *verder)
