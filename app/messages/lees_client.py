"""Readers of what the messages about one client have in common: header, client, product."""

from __future__ import annotations

from lxml import etree

from app.messages.elementen import Kinderen, datum, getal, kinderen, tekst, tekst_of_niets
from app.messages.records import Client, Communicatie, Geboortedatum, Header, Naam, Omvang, XsdVersie


def lees_header(element: etree._Element) -> Header:
    """Class Header of a heenbericht."""
    velden = kinderen(element)
    identificatie, dagtekening = velden["BerichtIdentificatie"]
    basisschema, bericht = velden["XsdVersie"]
    return Header(
        afzender=tekst(velden["Afzender"]),
        ontvanger=tekst(velden["Ontvanger"]),
        identificatie=tekst(identificatie),
        dagtekening=datum(tekst(dagtekening)),
        xsd_versie=XsdVersie(tekst(basisschema), tekst(bericht)),
    )


def lees_client(velden: Kinderen) -> Client:
    """Class Client of JW301, JW305, JW307 or JW315."""
    communicatie = velden.get("Communicatie")
    return Client(
        bsn=tekst(velden["Bsn"]),
        geboortedatum=lees_geboortedatum(velden["Geboortedatum"]),
        naam=lees_naam(velden["Naam"]),
        communicatie=None if communicatie is None else _lees_communicatie(communicatie),
    )


def lees_geboortedatum(element: etree._Element) -> Geboortedatum:
    """CDT_Geboortedatum."""
    velden = kinderen(element)
    return Geboortedatum(datum(tekst(velden["Datum"])), tekst_of_niets(velden, "DatumGebruik"))


def lees_naam(element: etree._Element) -> Naam:
    """CDT_VolledigeNaam or CDT_VerkorteNaam."""
    velden = kinderen(element)
    return Naam("Partnernaam" in velden, tekst_of_niets(velden, "NaamGebruik"))


def lees_product(velden: Kinderen) -> tuple[str | None, str | None]:
    """Categorie and Code of an optional CDT_Product."""
    element = velden.get("Product")
    if element is None:
        return None, None
    product = kinderen(element)
    return tekst(product["Categorie"]), tekst_of_niets(product, "Code")


def lees_omvang(velden: Kinderen) -> Omvang | None:
    """An optional CDT_Omvang."""
    element = velden.get("Omvang")
    if element is None:
        return None
    volume, eenheid, frequentie = element
    return Omvang(getal(volume), tekst(eenheid), tekst(frequentie))


def _lees_communicatie(element: etree._Element) -> Communicatie:
    velden = kinderen(element)
    return Communicatie(tekst(velden["Vorm"]), tekst_of_niets(velden, "Taal"))
