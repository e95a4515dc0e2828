"""Reader of JW323: a tree when the message is small, a row of small trees in one pass when it is large.

A valid Prestatie has its children in a fixed order, so they are taken by position: on a message of
30,000 lines that is what keeps reading cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from lxml import etree

from app.messages.elementen import datum, getal, kinderen, tekst
from app.messages.intake import Levering
from app.messages.lees_client import lees_header
from app.messages.pakket import Pakket
from app.messages.records import Declaratie, Declaratiebericht, DeclaratieClient, Prestatie
from app.messages.stukken import Ondeelbaar, verdeel
from app.messages.xsd import OngeldigStuk, boom_van, geldige_boom, lees_boom

STUK = 512 * 1024
"""Bytes of the pieces in which a large message is read; more or less is slower."""
SLOT = "</{p}Clienten></{p}Declaratie></{p}Bericht>"
"""What may follow any client."""


def lees_declaratiebericht(levering: Levering, schema: etree.XMLSchema) -> Declaratiebericht:
    """The records of a JW323; raises BerichtGeweigerd when the XSD does not accept it."""
    if levering.pakket.klein is None:
        bericht = _uit_stukken(levering.pakket, partial(geldige_boom, schema=schema))
        if bericht is not None:
            return bericht
    return _uit_boom(lees_boom(levering, schema))


def lees_bewaarde_declaratie(pakket: Pakket) -> Declaratiebericht:
    """The records of a JW323 that was found valid when it was received."""
    bericht = _uit_stukken(pakket, boom_van) if pakket.klein is None else None
    return bericht or _uit_boom(boom_van(pakket.bytes()))


def _uit_boom(wortel: etree._Element) -> Declaratiebericht:
    header, declaratie = wortel
    lezer = _Clientlezer()
    lezer.lees_alle(declaratie[-1])
    return lezer.bericht(header, declaratie)


def _uit_stukken(pakket: Pakket, boom: Callable[[bytes], etree._Element]) -> Declaratiebericht | None:
    """None when the message cannot be read in pieces."""
    lezer = _Clientlezer()
    bericht: list[etree._Element] = []
    try:
        for stuk in verdeel(pakket.open(), STUK, SLOT):
            bericht = list(boom(stuk))
            lezer.lees_alle(bericht[1][-1])
    except (Ondeelbaar, OngeldigStuk):
        return None
    return lezer.bericht(*bericht)


def _lees_declaratie(element: etree._Element) -> Declaratie:
    velden = kinderen(element)
    begindatum, einddatum = velden["DeclaratiePeriode"]
    bedrag, debet_credit = velden["TotaalIngediendBedrag"]
    return Declaratie(
        nummer=tekst(velden["DeclaratieNummer"]),
        begindatum=datum(tekst(begindatum)),
        einddatum=datum(tekst(einddatum)),
        dagtekening=datum(tekst(velden["DeclaratieDagtekening"])),
        totaalbedrag=getal(bedrag),
        debet_credit=tekst(debet_credit),
    )


def lees_regel(velden: list[etree._Element], eigen: Callable[[str, str], str]) -> tuple[Any, ...]:
    """The fields of a Prestatie from ReferentieNummer on, of its child elements without RetourCodes.

    ``eigen`` gives one copy of the texts that come back in every line.
    """
    tarief_waarde = None
    if len(velden) == 9:
        referentie, nummer, categorie, code, periode, volume, eenheid, tarief, bedrag = velden
        tarief_waarde = int(tarief.text)
    else:
        referentie, nummer, categorie, code, periode, volume, eenheid, bedrag = velden
    begin, eind = periode
    waarde, debet_credit = bedrag
    categorie_tekst, code_tekst, eenheid_tekst = categorie.text, code.text, eenheid.text
    return (
        referentie[0].text,
        referentie[1].text if len(referentie) > 1 else None,
        int(nummer.text),
        eigen(categorie_tekst, categorie_tekst),
        eigen(code_tekst, code_tekst),
        datum(begin.text),
        datum(eind.text),
        int(volume.text),
        eigen(eenheid_tekst, eenheid_tekst),
        tarief_waarde,
        int(waarde.text),
        "C" if debet_credit.text == "C" else "D",
    )


_maak_prestatie = partial(tuple.__new__, Prestatie)
"""A Prestatie of a tuple of its fields; the class itself takes twice the time, 30,000 times a message."""


class _Clientlezer:
    """Reads clients in document order, and keeps one copy of the texts that come back in every line."""

    def __init__(self) -> None:
        self._clienten: list[DeclaratieClient] = []
        self._prestaties: list[Prestatie] = []
        self._teksten: dict[str, str] = {}

    def lees_alle(self, clienten: etree._Element) -> None:
        """Take in the clients of an element Clienten."""
        for client in clienten:
            self._lees(client)

    def _lees(self, element: etree._Element) -> None:
        bsn, prestaties = element
        client = len(self._clienten) + 1
        self._clienten.append(DeclaratieClient(client, bsn.text))
        eigen, voeg_toe = self._teksten.setdefault, self._prestaties.append
        for positie, prestatie in enumerate(prestaties, 1):
            voeg_toe(_maak_prestatie((client, positie, *lees_regel(list(prestatie), eigen))))

    def bericht(self, header: etree._Element, declaratie: etree._Element) -> Declaratiebericht:
        """The message, once all its clients were read."""
        return Declaratiebericht(lees_header(header), _lees_declaratie(declaratie), self._clienten, self._prestaties)
