"""Composes a JW301 that follows on an earlier one: the same child with all that was told of it, other toewijzingen."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from app.messages.opstellen import begin_bericht, toegewezen_product
from app.messages.pakket import Pakket
from app.messages.records import Header, ToegewezenProduct
from app.messages.schrijver import Schrijver
from app.messages.xsd import boom_van
from app.standard.release import Release

_PRODUCTEN = "ToegewezenProducten"


def stel_vervolg_op(release: Release, header: Header, vorige: Pakket, producten: Iterable[ToegewezenProduct]) -> Pakket:
    """The JW301 in this release; ``vorige`` is a JW301 that was valid, of whatever release.

    What another release has otherwise than this one shows when the message is held against its XSD.
    """
    client = boom_van(vorige.bytes())[1]
    eigen = etree.QName(client).namespace
    schrijver = begin_bericht(release, release.berichten["JW301"], header)
    schrijver.begin("Client")
    for element in client:
        if etree.QName(element).localname == _PRODUCTEN:
            schrijver.begin(_PRODUCTEN)
            for product in producten:
                toegewezen_product(schrijver, product)
            schrijver.eind()
        else:
            _neem_over(schrijver, element, eigen)
    return schrijver.sluit()


def _neem_over(schrijver: Schrijver, element: etree._Element, eigen: str | None) -> None:
    """An element with all that is in it, in the namespaces of the new message."""
    naam = etree.QName(element)
    basis = naam.namespace != eigen
    if len(element) == 0:
        schrijver.veld(naam.localname, element.text or "", basis=basis)
        return
    schrijver.begin(naam.localname, basis=basis)
    for kind in element:
        _neem_over(schrijver, kind, eigen)
    schrijver.eind()
