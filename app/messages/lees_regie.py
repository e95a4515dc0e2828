"""Readers of JW305 and JW307, the messages on starting and stopping the delivery."""

from __future__ import annotations

from lxml import etree

from app.messages.elementen import datum, datum_of_niets, getal_of_niets, kinderen, tekst
from app.messages.lees_client import lees_client, lees_header, lees_product
from app.messages.records import Startbericht, StartProduct, Stopbericht, StopProduct


def lees_startbericht(wortel: etree._Element) -> Startbericht:
    """The records of a valid JW305 tree."""
    header, client = wortel
    velden = kinderen(client)
    return Startbericht(
        header=lees_header(header),
        client=lees_client(velden),
        producten=tuple(
            _lees_start(element, f"/Bericht/Client/StartProducten/StartProduct[{nummer}]")
            for nummer, element in enumerate(velden["StartProducten"], 1)
        ),
    )


def lees_stopbericht(wortel: etree._Element) -> Stopbericht:
    """The records of a valid JW307 tree."""
    header, client = wortel
    velden = kinderen(client)
    return Stopbericht(
        header=lees_header(header),
        client=lees_client(velden),
        producten=tuple(
            _lees_stop(element, f"/Bericht/Client/StopProducten/StopProduct[{nummer}]")
            for nummer, element in enumerate(velden["StopProducten"], 1)
        ),
    )


def _lees_start(element: etree._Element, pad: str) -> StartProduct:
    velden = kinderen(element)
    categorie, code = lees_product(velden)
    return StartProduct(
        pad=pad,
        toewijzingnummer=getal_of_niets(velden, "ToewijzingNummer"),
        categorie=categorie,
        code=code,
        toewijzing_ingangsdatum=datum_of_niets(velden, "ToewijzingIngangsdatum"),
        begindatum=datum(tekst(velden["Begindatum"])),
        status=tekst(velden["StatusAanlevering"]),
    )


def _lees_stop(element: etree._Element, pad: str) -> StopProduct:
    velden = kinderen(element)
    categorie, code = lees_product(velden)
    return StopProduct(
        pad=pad,
        toewijzingnummer=getal_of_niets(velden, "ToewijzingNummer"),
        categorie=categorie,
        code=code,
        toewijzing_ingangsdatum=datum_of_niets(velden, "ToewijzingIngangsdatum"),
        begindatum=datum(tekst(velden["Begindatum"])),
        reden_beeindiging=tekst(velden["RedenBeeindiging"]),
        einddatum=datum(tekst(velden["Einddatum"])),
        status=tekst(velden["StatusAanlevering"]),
    )
