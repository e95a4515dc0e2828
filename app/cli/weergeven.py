"""Reports on files as text for people, JSON for programs and JUnit XML for build servers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from app.cli.verslag import Afloop, Bestandsverslag, Weigering
from app.contracts.prijs import euro
from app.exchange.partnerweergave import Partneroordeelweergave
from app.exchange.weergave import Beoordeling, Bevinding

_OORDEEL = {
    "goedgekeurd": "goedgekeurd",
    "afgekeurd": "AFGEKEURD",
    "deels_afgekeurd": "DEELS AFGEKEURD",
    "aangehouden": "AANGEHOUDEN, niet beoordeeld",
    "geweigerd": "GEWEIGERD, niet beoordeeld",
    "onleesbaar": "NIET GELEZEN",
}
_GEEN_FOUT = ("0200", "0233", "8001")
_GEEN_XML_TEKEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def als_tekst(verslag: Bestandsverslag) -> str:
    """One file, with everything there is to tell about it; ends with a line end."""
    regels = [_kopregel(verslag), *_inhoud(verslag)]
    if verslag.retour_xml is not None:
        regels += ["", verslag.retour_xml.replace("\r\n", "\n").rstrip()]
    return "\n".join(regels) + "\n"


def samenvatting(verslagen: Sequence[Bestandsverslag]) -> str:
    """One line over several files."""
    aantallen = Counter[str](verslag.uitkomst for verslag in verslagen)
    delen = [
        f"{aantallen[naam]} {tekst.split(',')[0].lower()}" for naam, tekst in _OORDEEL.items() if naam in aantallen
    ]
    return f"{len(verslagen)} bestanden: {', '.join(delen)}."


def als_json(verslagen: Iterable[Bestandsverslag]) -> str:
    """All files: a list with per file its name, uitkomst, and beoordeling or weigering."""
    rijen = [verslag.model_dump(mode="json") for verslag in verslagen]
    return json.dumps({"bestanden": rijen}, ensure_ascii=False, indent=2) + "\n"


def als_junit(verslagen: Sequence[Bestandsverslag]) -> str:
    """One testcase a file: a failure when it was rejected, an error when it could not be judged."""
    aflopen = Counter(verslag.afloop for verslag in verslagen)
    suite = etree.Element(
        "testsuite",
        name="ijw",
        tests=str(len(verslagen)),
        failures=str(aflopen[Afloop.AFGEKEURD]),
        errors=str(aflopen[Afloop.NIET_BEOORDEELD]),
        skipped="0",
        time=f"{sum(verslag.seconden for verslag in verslagen):.3f}",
    )
    for verslag in verslagen:
        suite.append(_testcase(verslag))
    wortel = etree.Element("testsuites")
    wortel.append(suite)
    tekst: str = etree.tostring(wortel, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tekst}'


def _kopregel(verslag: Bestandsverslag) -> str:
    beoordeling = verslag.beoordeling
    wat = "" if beoordeling is None else f"{beoordeling.bericht.code} {beoordeling.bericht.identificatie} "
    antwoord = f" (antwoord {beoordeling.retour.code})" if beoordeling is not None and beoordeling.retour else ""
    return f"{verslag.bestand}: {wat}{_OORDEEL[verslag.uitkomst]}{antwoord}"


def _inhoud(verslag: Bestandsverslag) -> Iterator[str]:
    if verslag.weigering is not None:
        yield from _weigering(verslag.weigering)
    if verslag.beoordeling is not None:
        yield from _oordeel(verslag.beoordeling)


def _weigering(weigering: Weigering) -> Iterator[str]:
    if all(fout.melding != weigering.titel for fout in weigering.fouten):
        yield f"  {weigering.titel}"
    for fout in weigering.fouten:
        plaats = [f"regel {fout.regelnummer}"] if fout.regelnummer is not None else []
        plaats += [fout.pad] if fout.pad else []
        yield f"  {', '.join(plaats)}: {fout.melding}" if plaats else f"  {fout.melding}"
    rest = weigering.aantal - len(weigering.fouten)
    if rest > 0:
        yield f"  ... en nog {rest} fouten."


def _oordeel(beoordeling: Beoordeling) -> Iterator[str]:
    if beoordeling.oefening:
        yield "  Oefening: er is niets bewaard, geboekt of verstuurd (IJW_OEFENMODUS)."
    if beoordeling.partner is not None:
        yield from _partner(beoordeling.partner)
    for een in beoordeling.bevindingen:
        yield from bevinding_als_tekst(een)
    for open_ in beoordeling.niet_toetsbaar:
        keer = f" ({open_.aantal} keer)" if open_.aantal > 1 else ""
        yield f"  Niet te toetsen: {open_.regel}{keer}: {open_.reden}"
    for signaal in beoordeling.signalen:
        waarover = f" ({signaal.verwijzing})" if signaal.verwijzing else ""
        yield f"  Signaal {signaal.code} voor de {signaal.voor}: {signaal.uitleg}{waarover}"


def _partner(partner: Partneroordeelweergave) -> Iterator[str]:
    """What a partner says in its answer: verdict, sums, and the codes that mean a fault with what is behind them."""
    waarop = "een bericht dat hier niet bekend is" if partner.op is None else f"bericht {partner.op.id}"
    yield f"  De partner over {waarop}: {_OORDEEL[partner.oordeel]}"
    som = partner.complement
    if som is not None:
        yield (
            f"    Ingediend {euro(som.ingediend)} - toegekend {euro(som.toegekend)} - afgewezen "
            f"{euro(som.afgewezen)} = {euro(som.verschil)}"
        )
    for een in partner.bevindingen:
        if een.retourcode not in _GEEN_FOUT:
            regels = f" ({', '.join(regel.regel for regel in een.regels)})" if een.regels else ""
            yield f"  {een.retourcode}{regels} van de partner op {een.pad}: {een.omschrijving}"
            yield from (f"    {regel.uitleg}" for regel in een.regels)


def bevinding_als_tekst(een: Bevinding) -> Iterator[str]:
    """A finding in a few lines: code and rule, place, explanation, what it was compared with."""
    regelnummer = f", regel {een.regelnummer}" if een.regelnummer is not None else ""
    yield f"  {een.retourcode} ({een.regel}) in {een.klasse}{regelnummer}"
    yield f"    {een.uitleg}"
    yield f"    Gevonden: {een.gevonden}; verwacht: {een.verwacht}."
    if een.vergeleken_met is not None:
        yield f"    Vergeleken met: {een.vergeleken_met}."
    yield f"    Plaats: {een.pad}"


def _testcase(verslag: Bestandsverslag) -> etree._Element:
    code = "onbekend" if verslag.beoordeling is None else verslag.beoordeling.bericht.code
    testcase = etree.Element("testcase", name=verslag.bestand, classname=code, time=f"{verslag.seconden:.3f}")
    inhoud = "\n".join(_inhoud(verslag))
    if verslag.weigering is not None:
        _kind(testcase, "error", inhoud, type=verslag.uitkomst, message=verslag.weigering.titel)
    elif verslag.beoordeling is not None and verslag.afloop is Afloop.AFGEKEURD:
        codes = Counter(een.retourcode for een in verslag.beoordeling.bevindingen)
        melding = ", ".join(f"{aantal} x {code}" for code, aantal in codes.items())
        _kind(testcase, "failure", inhoud, type=verslag.uitkomst, message=melding)
    elif inhoud:
        _kind(testcase, "system-out", inhoud)
    if verslag.retour_xml is not None:
        _kind(testcase, "system-out", verslag.retour_xml.replace("\r\n", "\n"))
    return testcase


def _kind(ouder: etree._Element, naam: str, tekst: str, **attributen: str) -> None:
    kind = etree.SubElement(ouder, naam, {sleutel: _schoon(waarde) for sleutel, waarde in attributen.items()})
    kind.text = _schoon(tekst)


def _schoon(tekst: str) -> str:
    """Text without characters that XML cannot hold."""
    return _GEEN_XML_TEKEN.sub("\N{REPLACEMENT CHARACTER}", tekst)
