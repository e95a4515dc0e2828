"""Reader of JW325; like a JW323 it can hold 30,000 lines, and a large one is read in pieces."""

from __future__ import annotations

from functools import partial

from lxml import etree

from app.messages.elementen import datum, getal, kinderen, tekst, tekst_of_niets
from app.messages.intake import Levering
from app.messages.lees_client import lees_header
from app.messages.lees_declaratie import STUK, lees_regel
from app.messages.lees_retour import lees_codes
from app.messages.records import (
    AntwoordClient,
    AntwoordPrestatie,
    DeclaratieAntwoord,
    Declaratieantwoordbericht,
    Retourkenmerk,
    Totaalbedrag,
    XsdVersie,
)
from app.messages.stukken import Ondeelbaar, verdeel
from app.messages.xsd import OngeldigStuk, geldige_boom, lees_boom

_SLOT = (
    "</{p}Clienten><{p}RetourCodes><{p}RetourCode>0200</{p}RetourCode></{p}RetourCodes>"
    "</{p}DeclaratieAntwoord></{p}Bericht>"
)
"""Ends a piece; the codes in it are never read, for only the last piece ends as the message does."""


def lees_declaratieantwoordbericht(levering: Levering, schema: etree.XMLSchema) -> Declaratieantwoordbericht:
    """The records of a JW325; raises BerichtGeweigerd when the XSD does not accept it."""
    if levering.pakket.klein is not None:
        return _uit_boom(lees_boom(levering, schema))
    lezer = _Clientlezer()
    bericht: list[etree._Element] = []
    try:
        for stuk in verdeel(levering.pakket.open(), STUK, _SLOT):
            bericht = list(geldige_boom(stuk, schema))
            lezer.lees_alle(kinderen(bericht[1])["Clienten"])
    except (Ondeelbaar, OngeldigStuk):
        return _uit_boom(lees_boom(levering, schema))
    return lezer.bericht(*bericht)


def _uit_boom(wortel: etree._Element) -> Declaratieantwoordbericht:
    lezer = _Clientlezer()
    bericht = list(wortel)
    clienten = kinderen(bericht[1]).get("Clienten") if len(bericht) > 1 else None
    if clienten is not None:
        lezer.lees_alle(clienten)
    return lezer.bericht(*bericht)


def _lees_antwoord(element: etree._Element) -> DeclaratieAntwoord:
    velden = kinderen(element)
    return DeclaratieAntwoord(
        nummer=tekst(velden["DeclaratieNummer"]),
        ingediend=_bedrag(velden["TotaalIngediendBedrag"]),
        toegekend=_bedrag(velden["TotaalToegekendBedrag"]),
        codes=lees_codes(velden["RetourCodes"]),
    )


def _bedrag(element: etree._Element) -> Totaalbedrag:
    bedrag, debet_credit = element
    return Totaalbedrag(getal(bedrag), tekst(debet_credit))


def _xsd_versie(element: etree._Element) -> XsdVersie:
    basisschema, bericht = element
    return XsdVersie(tekst(basisschema), tekst(bericht))


_maak_prestatie = partial(tuple.__new__, AntwoordPrestatie)


class _Clientlezer:
    """Reads clients in document order, and keeps one copy of the texts and lists of codes that come back."""

    def __init__(self) -> None:
        self._clienten: list[AntwoordClient] = []
        self._prestaties: list[AntwoordPrestatie] = []
        self._teksten: dict[str, str] = {}
        self._codes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def lees_alle(self, clienten: etree._Element) -> None:
        """Take in the clients of an element Clienten."""
        for client in clienten:
            self._lees(client)

    def _lees(self, element: etree._Element) -> None:
        bsn, prestaties, codes = element
        client = len(self._clienten) + 1
        self._clienten.append(AntwoordClient(client, bsn.text, lees_codes(codes)))
        eigen = self._teksten.setdefault
        for positie, prestatie in enumerate(prestaties, 1):
            *velden, element_codes = prestatie
            regelcodes = lees_codes(element_codes)
            regel = (client, positie, *lees_regel(velden, eigen), self._codes.setdefault(regelcodes, regelcodes))
            self._prestaties.append(_maak_prestatie(regel))

    def bericht(self, header: etree._Element, antwoord: etree._Element | None = None) -> Declaratieantwoordbericht:
        """The message, once all its clients were read."""
        eigen, velden = lees_header(header), kinderen(header)
        identificatie, dagtekening = velden["DeclaratieIdentificatie"]
        return Declaratieantwoordbericht(
            header=eigen,
            kenmerk=Retourkenmerk(
                identificatie=eigen.identificatie,
                dagtekening=eigen.dagtekening,
                xslt_versie=tekst_of_niets(velden, "XsltVersie"),
                xsd_versie=eigen.xsd_versie,
                codes=lees_codes(velden["RetourCodes"]),
            ),
            declaratie_identificatie=tekst(identificatie),
            declaratie_dagtekening=datum(tekst(dagtekening)),
            declaratie_xsd_versie=_xsd_versie(velden["XsdVersieDeclaratie"]),
            antwoord=None if antwoord is None else _lees_antwoord(antwoord),
            clienten=self._clienten,
            prestaties=self._prestaties,
        )
