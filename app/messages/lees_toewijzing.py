"""Reader of JW301."""

from __future__ import annotations

from lxml import etree

from app.messages.elementen import (
    datum,
    datum_of_niets,
    getal,
    getal_of_niets,
    kinderen,
    tekst,
    tekst_of_niets,
    tijd,
)
from app.messages.lees_client import lees_client, lees_geboortedatum, lees_header, lees_naam, lees_omvang, lees_product
from app.messages.pakket import Pakket
from app.messages.records import (
    Adres,
    Contact,
    OpenPeriode,
    Relatie,
    ToegewezenProduct,
    Toewijzingsbericht,
)
from app.messages.xsd import boom_van


def lees_toewijzingsbericht(wortel: etree._Element) -> Toewijzingsbericht:
    """The records of a valid JW301 tree."""
    header, client = wortel
    velden = kinderen(client)
    relaties: list[Relatie] = []
    contacten: list[Contact] = []
    for nummer, element in enumerate(velden.get("Relaties", ()), 1):
        relatie, contact = _lees_relatie(element, f"/Bericht/Client/Relaties/Relatie[{nummer}]")
        relaties.append(relatie)
        contacten.append(contact)
    for nummer, element in enumerate(velden["Contactgegevens"], 1):
        contacten.append(_lees_contact(element, f"/Bericht/Client/Contactgegevens/Contact[{nummer}]", None))
    return Toewijzingsbericht(
        header=lees_header(header),
        client=lees_client(velden),
        relaties=tuple(relaties),
        contacten=tuple(contacten),
        producten=tuple(
            _lees_product(element, f"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{nummer}]")
            for nummer, element in enumerate(velden["ToegewezenProducten"], 1)
        ),
    )


def lees_bewaarde_toewijzing(pakket: Pakket) -> Toewijzingsbericht:
    """The records of a JW301 that was found valid when it was received."""
    return lees_toewijzingsbericht(boom_van(pakket.bytes()))


def _lees_relatie(element: etree._Element, pad: str) -> tuple[Relatie, Contact]:
    velden = kinderen(element)
    nummer = tekst(velden["Nummer"])
    geboortedatum = velden.get("Geboortedatum")
    relatie = Relatie(
        pad=pad,
        nummer=nummer,
        geboortedatum=None if geboortedatum is None else lees_geboortedatum(geboortedatum),
        naam=lees_naam(velden["Naam"]),
    )
    return relatie, _lees_contact(velden["Contact"], f"{pad}/Contact", nummer)


def _lees_contact(element: etree._Element, pad: str, relatie: str | None) -> Contact:
    velden = kinderen(element)
    adres, periode = velden.get("Adres"), velden.get("Periode")
    return Contact(
        pad=pad,
        relatie=relatie,
        soort=tekst(velden["Soort"]),
        adres=None if adres is None else _lees_adres(adres),
        telefoon="Telefoon" in velden,
        periode=None if periode is None else _lees_periode(periode),
    )


def _lees_adres(element: etree._Element) -> Adres:
    velden = kinderen(element)
    return Adres("Huis" in velden, tekst_of_niets(velden, "Postcode"), tekst_of_niets(velden, "LandCode"))


def _lees_periode(element: etree._Element) -> OpenPeriode:
    velden = kinderen(element)
    return OpenPeriode(datum_of_niets(velden, "Begindatum"), datum_of_niets(velden, "Einddatum"))


def _lees_product(element: etree._Element, pad: str) -> ToegewezenProduct:
    velden = kinderen(element)
    categorie, code = lees_product(velden)
    return ToegewezenProduct(
        pad=pad,
        toewijzingnummer=getal(velden["ToewijzingNummer"]),
        referentie_aanbieder=tekst_of_niets(velden, "ReferentieAanbieder"),
        categorie=categorie,
        code=code,
        toewijzingsdatum=datum(tekst(velden["Toewijzingsdatum"])),
        toewijzingstijd=tijd(velden["Toewijzingstijd"]),
        ingangsdatum=datum(tekst(velden["Ingangsdatum"])),
        einddatum=datum_of_niets(velden, "Einddatum"),
        reden_wijziging=tekst_of_niets(velden, "RedenWijziging"),
        omvang=lees_omvang(velden),
        budget=getal_of_niets(velden, "Budget"),
    )
