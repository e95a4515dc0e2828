"""What a national answer has to say, worked out anew from the heenbericht and the findings (IV028, IV087)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from app.exchange.judgement import Finding
from app.exchange.ports import Afhandeling

Codes = dict[str, tuple[str, ...]]
"""Retourcodes per class instance; the instances of a JW325 are named by Bsn and ReferentieNummer."""

_LIJSTEN = {
    "Relaties",
    "Contactgegevens",
    "ToegewezenProducten",
    "StartProducten",
    "StopProducten",
    "AangevraagdeProducten",
    "OngewijzigdeProducten",
    "TeWijzigenProducten",
    "NieuweProducten",
    "Clienten",
    "Prestaties",
}
_KLASSEN = {
    "Client",
    "Relatie",
    "Contact",
    "ToegewezenProduct",
    "StartProduct",
    "StopProduct",
    "AangevraagdProduct",
    "Verzoek",
    "OngewijzigdProduct",
    "TeWijzigenProduct",
    "NieuwProduct",
    "Antwoord",
    "Woonplaatsbeginsel",
}


def naam(element: etree._Element) -> str:
    """Local name."""
    return str(etree.QName(element).localname)


def wortel(data: bytes) -> etree._Element:
    """The tree, without the white space between elements."""
    return etree.fromstring(data, etree.XMLParser(remove_blank_text=True))


def antwoord_van(afhandeling: Afhandeling) -> etree._Element:
    """The answer as a tree."""
    return wortel(afhandeling.antwoord.pakket.bytes())


def heen_van(afhandeling: Afhandeling) -> etree._Element:
    """The message that was answered, as a tree."""
    return wortel(afhandeling.levering.pakket.bytes())


def kind(element: etree._Element, *namen: str) -> etree._Element | None:
    """The descendant by names, or None."""
    for stap in namen:
        gevonden = [onder for onder in element if naam(onder) == stap]
        if not gevonden:
            return None
        element = gevonden[0]
    return element


def tekst(element: etree._Element, *namen: str) -> str:
    """Text of a descendant that has to be there."""
    gevonden = kind(element, *namen)
    assert gevonden is not None, f"no {'/'.join(namen)} in {naam(element)}"
    return gevonden.text or ""


def klassen(element: etree._Element, pad: str = "/Bericht") -> Iterator[tuple[str, etree._Element]]:
    """Every element below the root with its path; a position where it is one of a list."""
    tellers: dict[str, int] = {}
    for onder in element:
        stap = naam(onder)
        tellers[stap] = tellers.get(stap, 0) + 1
        eigen = f"{pad}/{stap}" + (f"[{tellers[stap]}]" if naam(element) in _LIJSTEN else "")
        yield eigen, onder
        yield from klassen(onder, eigen)


def retourcodes(antwoord: etree._Element) -> Codes:
    """All codes of an answer."""
    gevonden: Codes = {}
    for pad, element in klassen(antwoord):
        codes = kind(element, "RetourCodes")
        if codes is not None:
            sleutel = _declaratiesleutel(element) or pad
            assert sleutel not in gevonden
            assert element[-1] is codes, "RetourCodes come last in a class"
            gevonden[sleutel] = tuple(code.text or "" for code in codes)
    return gevonden


def _declaratiesleutel(element: etree._Element) -> str:
    ouder = element.getparent()
    if naam(element) == "Client" and ouder is not None and naam(ouder) == "Clienten":
        return f"Client {tekst(element, 'Bsn')}"
    if naam(element) == "Prestatie" and ouder is not None:
        return f"Prestatie {tekst(ouder.getparent(), 'Bsn')} {_referentie(element)}"
    return ""


def _referentie(prestatie: etree._Element) -> str:
    # A line is told apart by its whole reference: a credit may repeat the number of another line.
    return "/".join(element.text or "" for element in prestatie[0])


def verwachte_codes(afhandeling: Afhandeling) -> Codes:
    """The codes that the answer has to hold, from the findings alone."""
    return codes_bij(heen_van(afhandeling), afhandeling.oordeel.bevindingen)


def codes_bij(heen: etree._Element, bevindingen: Sequence[Finding]) -> Codes:
    """The codes that belong to these findings on this message."""
    header = "/Bericht/Header"
    is_declaratie = kind(heen, "Declaratie") is not None
    if any(een.niveau == 2 for een in bevindingen):
        return {header: ("0001",)}
    per_klasse: Codes = {}
    for een in bevindingen:
        per_klasse[een.klasse_pad] = (*per_klasse.get(een.klasse_pad, ()), een.retourcode)
    if header in per_klasse:
        return {header: per_klasse[header]}
    if is_declaratie:
        return {header: ("0200",), **_declaratiecodes(heen, per_klasse)}
    if not per_klasse:
        return {}
    verwacht = {pad: ("0200",) for pad, element in klassen(heen) if naam(element) in _KLASSEN}
    return {header: ("0200",), **verwacht, **per_klasse}


def _declaratiecodes(heen: etree._Element, per_klasse: Mapping[str, tuple[str, ...]]) -> Codes:
    antwoord, declaratie = "/Bericht/DeclaratieAntwoord", "/Bericht/Declaratie"
    if not per_klasse:
        return {antwoord: ("8001",)}
    if declaratie in per_klasse:
        return {antwoord: per_klasse[declaratie]}
    verwacht: Codes = {antwoord: ("0200",)}
    for pad, client in klassen(heen):
        if naam(client) != "Client":
            continue
        regels: Codes = {}
        for onder, regel in klassen(client, pad):
            if naam(regel) != "Prestatie":
                continue
            if pad in per_klasse:
                regels[_declaratiesleutel(regel)] = ("0233",)
            elif onder in per_klasse:
                regels[_declaratiesleutel(regel)] = per_klasse[onder]
        if regels:
            verwacht[_declaratiesleutel(client)] = per_klasse.get(pad, ("0200",))
            verwacht |= regels
    return verwacht


def saldo(element: etree._Element, *namen: str) -> int:
    """A signed amount in eurocents: an element with an amount and DebetCredit."""
    gevonden = kind(element, *namen)
    assert gevonden is not None
    bedrag, debet_credit = gevonden
    return int(bedrag.text or "") * (1 if debet_credit.text == "D" else -1)


def controleer_antwoord_op_inhoud(afhandeling: Afhandeling) -> None:
    """The answer says exactly what the findings ask, and a JW325 adds up (TR342)."""
    if afhandeling.retour is None:
        return
    antwoord = antwoord_van(afhandeling)
    codes = retourcodes(antwoord)
    assert codes == verwachte_codes(afhandeling)
    if afhandeling.antwoord.code != "JW325":
        return
    deel = kind(antwoord, "DeclaratieAntwoord")
    if deel is None:
        return
    heen = heen_van(afhandeling)
    ingediend, toegekend = saldo(deel, "TotaalIngediendBedrag"), saldo(deel, "TotaalToegekendBedrag")
    assert ingediend == saldo(heen, "Declaratie", "TotaalIngediendBedrag")
    assert tekst(deel, "DeclaratieNummer") == tekst(heen, "Declaratie", "DeclaratieNummer")
    regels = [element for _, element in klassen(deel) if naam(element) == "Prestatie"]
    if "/Bericht/Declaratie" in {een.klasse_pad for een in afhandeling.oordeel.bevindingen}:
        assert (toegekend, regels) == (0, [])
    else:
        assert sum(saldo(regel, "IngediendBedrag") for regel in regels) == ingediend - toegekend
    totaal = kind(deel, "TotaalToegekendBedrag")
    assert totaal is not None
    assert toegekend != 0 or totaal[1].text == "D"
