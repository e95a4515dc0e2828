"""Control level 1: the XSD verdict, with every fault, its line and its path, in Dutch."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Final

from lxml import etree

from app.messages.intake import Levering
from app.messages.problems import BerichtGeweigerd, Fout, Soort

MEESTE_FOUTEN = 10_000
"""Faults listed in one refusal; the count of all is told besides."""

_PARSER_OPTIES: Final = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
}


class Schemas:
    """The compiled XSDs of one release, read from a folder when first needed.

    libxml2 keeps the state of a validation in the schema, so every thread compiles its own.
    """

    def __init__(self, map_: Path):
        self.map = map_
        self._per_draad = threading.local()

    def schema(self, bestand: str) -> etree.XMLSchema:
        """The schema of an XSD file name such as ``JW301.xsd``."""
        schemas: dict[str, etree.XMLSchema] = self._per_draad.__dict__
        if bestand not in schemas:
            schemas[bestand] = etree.XMLSchema(etree.parse(self.map / bestand))
        return schemas[bestand]


def lees_boom(levering: Levering, schema: etree.XMLSchema) -> etree._Element:
    """The whole message as a tree, valid against the schema; raises BerichtGeweigerd with all faults."""
    parser = etree.XMLParser(**_PARSER_OPTIES)
    try:
        wortel = etree.fromstring(levering.pakket.bytes(), parser)
    except etree.XMLSyntaxError as fout:
        raise _geen_xml(fout) from None
    if not schema.validate(wortel):
        raise _niet_volgens_xsd(wortel, schema)
    return wortel


class OngeldigStuk(Exception):
    """A piece of a message is not valid by itself; what is wrong is told by ``lees_boom`` on the whole."""


def geldige_boom(stuk: bytes, schema: etree.XMLSchema) -> etree._Element:
    """The tree of a piece of a message; raises OngeldigStuk."""
    wortel = boom_van(stuk)
    if not schema.validate(wortel):
        raise OngeldigStuk
    return wortel


def boom_van(stuk: bytes) -> etree._Element:
    """The tree of a message, or of a piece of it, that is not held against its XSD; raises OngeldigStuk."""
    try:
        return etree.fromstring(stuk, etree.XMLParser(**_PARSER_OPTIES))
    except etree.XMLSyntaxError:
        raise OngeldigStuk from None


def vind_tekst(levering: Levering, tekst: str) -> Fout:
    """Where an element with exactly this text stands, as a Fout without melding."""
    wortel = etree.fromstring(levering.pakket.bytes(), etree.XMLParser(**_PARSER_OPTIES))
    for element in wortel.iter():
        if element.text == tekst:
            return Fout(element.sourceline, Plaatsen(wortel).pad(element), "")
    return Fout(None, "", "")


_STAP = re.compile(r"/(?:([^/:\[]+):)?([^/:\[]+)(?:\[(\d+)\])?")
_ELK = ("", "*")
_Groep = tuple[str, str]


class Plaatsen:
    """Finds elements of one tree and says where they are.

    There can be thousands of faults, so the children of an element are grouped once.
    """

    def __init__(self, wortel: etree._Element):
        self._wortel = wortel
        self._groepen: dict[etree._Element, dict[_Groep, list[etree._Element]]] = {}
        self._posities: dict[etree._Element, int] = {}

    def pad(self, element: etree._Element) -> str:
        """Path of an element from the root: local names, with a position where a name occurs more than once."""
        stappen: list[str] = []
        knoop: etree._Element | None = element
        while knoop is not None:
            ouder = knoop.getparent()
            if ouder is not None:
                self._groepeer(ouder)
            positie = self._posities.get(knoop)
            naam = etree.QName(knoop).localname
            stappen.append(naam if positie is None else f"{naam}[{positie}]")
            knoop = ouder
        return "/" + "/".join(reversed(stappen))

    def van(self, entry: etree._LogEntry) -> tuple[str, int | None]:
        """Path and line of a fault; an empty path when its element cannot be found."""
        element = self._vind(entry.path or "")
        if element is None:
            return "", entry.line or None
        return self.pad(element), element.sourceline or entry.line

    def _vind(self, pad: str) -> etree._Element | None:
        """The element of a path as libxml2 writes it: prefix:name[n], or *[n] in a default namespace."""
        element = self._wortel if pad else None
        for prefix, naam, positie in _STAP.findall(pad)[1:]:
            gelijken = self._groepeer(element).get((prefix, naam), [])
            nummer = int(positie or 1)
            if nummer > len(gelijken):
                return None
            element = gelijken[nummer - 1]
        return element

    def _groepeer(self, ouder: etree._Element) -> dict[_Groep, list[etree._Element]]:
        groepen = self._groepen.get(ouder)
        if groepen is None:
            groepen = self._groepen[ouder] = {_ELK: list(ouder)}
            for kind in ouder:
                groepen.setdefault((kind.prefix or "", etree.QName(kind).localname), []).append(kind)
            for gelijken in groepen.values():
                if len(gelijken) > 1 and gelijken is not groepen[_ELK]:
                    self._posities.update((kind, nummer) for nummer, kind in enumerate(gelijken, 1))
        return groepen


def _geen_xml(fout: etree.XMLSyntaxError) -> BerichtGeweigerd:
    tekst = fout.msg or ""
    if "depth" in tekst or "huge" in tekst.lower():
        melding = "De elementen zijn te diep genest of een tekst is te lang."
        return BerichtGeweigerd(Soort.GEWEIGERDE_XML, melding, (Fout(fout.lineno, "", melding),))
    melding = f"De XML is niet welgevormd bij teken {fout.offset} van deze regel ({_syntaxisfout(tekst)})."
    return BerichtGeweigerd(Soort.GEEN_XML, "Dit is geen welgevormde XML.", (Fout(fout.lineno or None, "", melding),))


def _syntaxisfout(tekst: str) -> str:
    """A Dutch hint for the common syntax faults; never the text of the message itself."""
    for begin, uitleg in (
        ("Opening and ending tag mismatch", "een eindtag past niet bij de begintag"),
        ("Premature end of data", "het bericht houdt te vroeg op"),
        ("Extra content at the end", "er staat nog iets na het hoofdelement"),
        ("EntityRef", "een &-teken is niet als &amp; geschreven"),
        ("Entity", "een entiteit is niet gedefinieerd"),
        ("xmlParseEntityRef", "een &-teken is niet als &amp; geschreven"),
        ("Input is not proper UTF-8", "de tekens zijn geen geldige UTF-8"),
        ("Namespace prefix", "een namespace-prefix is niet gedeclareerd"),
        ("Attribute", "een attribuut is onjuist geschreven"),
        ("PCDATA invalid Char value", "er staat een teken dat in XML niet is toegestaan"),
        ("StartTag: invalid element name", "een <-teken begint geen geldige tag"),
    ):
        if tekst.startswith(begin):
            return uitleg
    return "controleer de tags en tekens op deze plaats"


def _niet_volgens_xsd(wortel: etree._Element, schema: etree.XMLSchema) -> BerichtGeweigerd:
    plaatsen = Plaatsen(wortel)
    meldingen = list(schema.error_log)
    fouten: list[Fout] = []
    for entry in meldingen[: 2 * MEESTE_FOUTEN]:
        pad, regel = plaatsen.van(entry)
        if fouten and entry.type_name == "SCHEMAV_CVC_DATATYPE_VALID_1_2_1" and fouten[-1].pad == pad:
            continue  # libxml2 repeats each facet fault as a general one
        fouten.append(Fout(regel, pad, _in_het_nederlands(entry, pad)))
    aantal = len(fouten) if len(meldingen) <= 2 * MEESTE_FOUTEN else len(meldingen)
    return BerichtGeweigerd(
        Soort.NIET_VOLGENS_XSD,
        f"Het bericht voldoet niet aan het XSD ({aantal} {'fout' if aantal == 1 else 'fouten'}).",
        tuple(fouten[:MEESTE_FOUTEN]),
        aantal,
    )


_ONVINDBAAR = "element"
_NEGEN_CIJFERS = re.compile(r"\d{9}")
_NAAM = re.compile(r"\{[^}]*\}")
_WAARDE = re.compile(r"value '(.*)' ", re.DOTALL)
_GEWEIGERD = re.compile(r": '(.*)' is not a valid value", re.DOTALL)
_VERWACHT = re.compile(r"Expected is (?:one of )?\((.*)\)")
_FACETTEN = {
    "SCHEMAV_CVC_MINLENGTH_VALID": "is te kort of leeg",
    "SCHEMAV_CVC_MAXLENGTH_VALID": "is te lang",
    "SCHEMAV_CVC_PATTERN_VALID": "heeft niet de vereiste vorm",
    "SCHEMAV_CVC_ENUMERATION_VALID": "staat niet in de codelijst",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "is te klein",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "is te groot",
}
_GRENZEN = {
    "SCHEMAV_CVC_MAXLENGTH_VALID": re.compile(r"maximum length of '(\d+)'"),
    "SCHEMAV_CVC_MINLENGTH_VALID": re.compile(r"minimum length of '(\d+)'"),
    "SCHEMAV_CVC_PATTERN_VALID": re.compile(r"pattern '(.*)'\.?$", re.DOTALL),
    "SCHEMAV_CVC_MININCLUSIVE_VALID": re.compile(r"minimum value allowed \('(.*)'\)"),
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": re.compile(r"maximum value allowed \('(.*)'\)"),
    "SCHEMAV_CVC_ENUMERATION_VALID": re.compile(r"element of the set \{(.*)\}\.?$", re.DOTALL),
}
_GRENS_IN_WOORDEN = {
    "SCHEMAV_CVC_MAXLENGTH_VALID": "hoogstens {} tekens",
    "SCHEMAV_CVC_MINLENGTH_VALID": "minstens {} teken",
    "SCHEMAV_CVC_PATTERN_VALID": "de vorm {}",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "minstens {}",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "hoogstens {}",
    "SCHEMAV_CVC_ENUMERATION_VALID": "een van {}",
}


def _in_het_nederlands(entry: etree._LogEntry, pad: str) -> str:
    tekst, soort = entry.message, entry.type_name
    naam = pad.rpartition("/")[2].partition("[")[0] or _ONVINDBAAR
    if soort in _FACETTEN:
        grens = _GRENZEN[soort].search(tekst)
        verwacht = f"; verwacht: {_GRENS_IN_WOORDEN[soort].format(grens[1])}" if grens else ""
        return f"{naam}: de waarde{_getoond(_WAARDE.search(tekst), naam)} {_FACETTEN[soort]}{verwacht}."
    if soort == "SCHEMAV_CVC_DATATYPE_VALID_1_2_1":
        return f"{naam}: de waarde{_getoond(_GEWEIGERD.search(tekst), naam)} is niet geldig voor dit veld."
    verwachte = _VERWACHT.search(tekst)
    lijst = _NAAM.sub("", verwachte[1]).strip() if verwachte else ""
    if "Missing child element" in tekst:
        return f"{naam}: een verplicht onderdeel ontbreekt; verwacht: {lijst}."
    if "This element is not expected" in tekst:
        return f"{naam} staat hier niet op zijn plaats" + (f"; verwacht: {lijst}." if lijst else ".")
    if "attribute" in tekst:
        return f"{naam}: een attribuut is hier niet toegestaan."
    if "Character content" in tekst or "Element content is not allowed" in tekst:
        return f"{naam}: de inhoud is hier niet toegestaan (tekst waar elementen horen, of andersom)."
    return f"{naam} voldoet niet aan het XSD."


def _getoond(gevonden: re.Match[str] | None, naam: str) -> str:
    """The value of a faulty element, unless it could be a Bsn: by the element it is in, or by its digits."""
    if gevonden is None or naam in ("Bsn", _ONVINDBAAR):
        return ""
    waarde = gevonden[1]
    if _NEGEN_CIJFERS.search(waarde):
        return ""
    return f" '{waarde[:60]}…'" if len(waarde) > 60 else f" '{waarde}'"


def lees_element(levering: Levering, naam: str) -> etree._Element:
    """The child of the root with this local name, of a message that was found valid before."""
    wortel = etree.fromstring(levering.pakket.bytes(), etree.XMLParser(**_PARSER_OPTIES))
    return next(kind for kind in wortel if etree.QName(kind).localname == naam)
