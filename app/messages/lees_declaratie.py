"""Reader of JW323: a tree when the message is small, one streaming pass when it is large.

A valid Prestatie has its children in a fixed order, so they are taken by position: on a message of
30,000 lines that is what keeps reading cheap.
"""

from __future__ import annotations

from lxml import etree

from app.messages.elementen import datum, getal, kinderen, tekst
from app.messages.intake import Levering
from app.messages.lees_client import lees_header
from app.messages.records import Declaratie, Declaratiebericht, DeclaratieClient, Prestatie
from app.messages.xsd import lees_boom, stroom_elementen


def lees_declaratiebericht(levering: Levering, schema: etree.XMLSchema) -> Declaratiebericht:
    """The records of a JW323; raises BerichtGeweigerd when the XSD does not accept it."""
    if levering.pakket.klein is not None:
        return _uit_boom(lees_boom(levering, schema))
    return _uit_stroom(levering, schema)


def _uit_boom(wortel: etree._Element) -> Declaratiebericht:
    header, declaratie = wortel
    clienten: list[DeclaratieClient] = []
    prestaties: list[Prestatie] = []
    lezer = _Prestatielezer()
    for nummer, client in enumerate(declaratie[-1], 1):
        bsn, regels = client
        clienten.append(DeclaratieClient(nummer, tekst(bsn)))
        prestaties.extend(lezer.lees(regel, nummer, positie) for positie, regel in enumerate(regels, 1))
    return Declaratiebericht(lees_header(header), _lees_declaratie(declaratie), clienten, prestaties)


def _uit_stroom(levering: Levering, schema: etree.XMLSchema) -> Declaratiebericht:
    namespace = "{" + levering.wortel.namespace + "}"
    tag_prestatie = namespace + "Prestatie"
    clienten: list[DeclaratieClient] = []
    prestaties: list[Prestatie] = []
    kop: list[etree._Element] = []
    lezer = _Prestatielezer()
    nummer, positie = 1, 0
    for element in stroom_elementen(levering, schema, (tag_prestatie, namespace + "Client")):
        ouder = element.getparent()
        if element.tag == tag_prestatie:
            positie += 1
            prestaties.append(lezer.lees(element, nummer, positie))
            element.clear()
        else:
            kop = kop or list(element.getroottree().getroot())
            clienten.append(DeclaratieClient(nummer, tekst(element[0])))
            nummer, positie = nummer + 1, 0
            element.clear()
        if len(ouder) > 1:
            del ouder[0]
    header, declaratie = kop  # a valid message has at least one client
    return Declaratiebericht(lees_header(header), _lees_declaratie(declaratie), clienten, prestaties)


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


class _Prestatielezer:
    """Reads lines, and keeps one copy of the texts that come back in every line."""

    def __init__(self) -> None:
        self._teksten: dict[str, str] = {}

    def lees(self, element: etree._Element, client: int, positie: int) -> Prestatie:
        eigen = self._teksten
        if len(element) == 9:
            referentie, nummer, categorie, code, periode, volume, eenheid, tarief, bedrag = element
            tarief_waarde = int(tarief.text or "")
        else:
            referentie, nummer, categorie, code, periode, volume, eenheid, bedrag = element
            tarief_waarde = None
        begin, eind = periode
        waarde, debet_credit = bedrag
        categorie_tekst, code_tekst, eenheid_tekst = categorie.text or "", code.text or "", eenheid.text or ""
        dc_tekst = debet_credit.text or ""
        return Prestatie(
            client,
            positie,
            referentie[0].text or "",
            referentie[1].text or "" if len(referentie) > 1 else None,
            int(nummer.text or ""),
            eigen.setdefault(categorie_tekst, categorie_tekst),
            eigen.setdefault(code_tekst, code_tekst),
            datum(begin.text or ""),
            datum(eind.text or ""),
            int(volume.text or ""),
            eigen.setdefault(eenheid_tekst, eenheid_tekst),
            tarief_waarde,
            int(waarde.text or ""),
            eigen.setdefault(dc_tekst, dc_tekst),
        )
