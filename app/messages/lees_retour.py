"""Reader of the retours JW302, JW306, JW308, JW316, JW318 and JW320: their header and the codes of each class.

Which elements are classes is in the keys of ``berichten.toml``; that is also what the writer goes by, so one
reader does for all.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.messages.elementen import datum, kinderen, tekst, tekst_of_niets
from app.messages.lees_client import lees_header
from app.messages.records import Retourbericht, Retourkenmerk, Retourklasse, XsdVersie
from app.standard.release import Berichtsoort


def lees_retourbericht(wortel: etree._Element, soort: Berichtsoort) -> Retourbericht:
    """A retour of this kind, of a valid tree."""
    kop, *klassen = wortel
    header, velden = lees_header(kop), kinderen(kop)
    basisschema, versie = velden["XsdVersieRetour"]
    partijen = {soort.afzender: header.afzender, soort.ontvanger: header.ontvanger}
    return Retourbericht(
        code=soort.code,
        header=header,
        gemeente=partijen["gemeente"],
        aanbieder=partijen["aanbieder"],
        kenmerk=Retourkenmerk(
            identificatie=tekst(velden["IdentificatieRetour"]),
            dagtekening=datum(tekst(velden["DagtekeningRetour"])),
            xslt_versie=tekst_of_niets(velden, "XsltVersie"),
            xsd_versie=XsdVersie(tekst(basisschema), tekst(versie)),
            codes=lees_codes(velden.get("RetourCodes")),
        ),
        inhoud=tuple(
            Retourklasse(klassepad.rpartition("/")[2], pad, lees_codes(kinderen(element).get("RetourCodes")))
            for klasse in klassen
            for element, pad, klassepad in klasse_instanties(klasse, frozenset(soort.sleutels))
        ),
    )


def lees_codes(element: etree._Element | None) -> tuple[str, ...]:
    """The codes of an element RetourCodes; none when it is absent."""
    return () if element is None else tuple(tekst(code) for code in element)


def klasse_instanties(element: etree._Element, klassen: frozenset[str]) -> Iterator[tuple[etree._Element, str, str]]:
    """Class instances at and below a child of the root, in document order: element, path, class path below Bericht.

    A path has a position where a class stands in a container, as instances there can be many; a class right
    below another one is one.
    """
    naam = _naam(element)
    yield from _loop(element, f"/Bericht/{naam}", naam, klassen)


def _loop(
    element: etree._Element, pad: str, klassepad: str, klassen: frozenset[str]
) -> Iterator[tuple[etree._Element, str, str]]:
    if klassepad in klassen:
        yield element, pad, klassepad
    tellers: dict[str, int] = {}
    for kind in element:
        naam = _naam(kind)
        nummer = tellers[naam] = tellers.get(naam, 0) + 1
        kindpad = f"{klassepad}/{naam}"
        positie = f"[{nummer}]" if kindpad in klassen and klassepad not in klassen else ""
        yield from _loop(kind, f"{pad}/{naam}{positie}", kindpad, klassen)


def _naam(element: etree._Element) -> str:
    naam: str = element.tag.rpartition("}")[2]
    return naam
