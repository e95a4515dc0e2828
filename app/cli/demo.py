"""`ijw demo`: walks the chain of messages on a store of its own that is thrown away afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from time import perf_counter

from lxml import etree

from app.assembly import Knoop, bouw
from app.contracts.model import Regio
from app.contracts.prijs import euro
from app.contracts.regiobestand import demoregio, lees_regio
from app.exchange.ports import Afhandeling
from app.exchange.voorbeelden import VOORBEELDEN, Voorbeeld, voorbeeld
from app.messages.intake import neem_aan
from app.messages.records import Declaratiebericht
from app.settings import Settings

_BREEDTE = 100
_INLEIDING = """\
Jeugdknoop ontvangt berichten van de standaard iJw, toetst ze en geeft meteen het landelijke antwoord.
Hieronder gaat één keten langs: een toewijzing, de start van de hulp, drie declaraties, een verzoek om de
toewijzing te wijzigen met het antwoord daarop, de stop, en een verzoek om een nieuwe toewijzing.
Regio, kind en bedragen zijn verzonnen; alles gebeurt in een tijdelijke map die daarna weg is.
"""
_WAT = {
    "JW301": "toewijzing",
    "JW305": "start",
    "JW307": "stop",
    "JW315": "verzoek om toewijzing",
    "JW317": "verzoek om wijziging",
    "JW319": "antwoord op een verzoek",
    "JW323": "declaratie",
}


@dataclass(frozen=True, slots=True)
class Stap:
    """One message of the chain with its answer."""

    voorbeeld: Voorbeeld
    afhandeling: Afhandeling
    seconden: float

    @property
    def codes(self) -> tuple[str, ...]:
        """Every retourcode in the answer, each once, in its order."""
        wortel = etree.fromstring(self.afhandeling.antwoord.pakket.bytes())
        return tuple(dict.fromkeys(element.text or "" for element in wortel.iter("{*}RetourCode")))

    @property
    def klopt(self) -> bool:
        """Whether the answer has exactly the codes that this example promises."""
        gevonden = {een.retourcode for een in self.afhandeling.oordeel.bevindingen}
        verwacht = self.voorbeeld.verwacht
        if verwacht in ("", "8001"):
            return not gevonden and (self.codes == () if verwacht == "" else verwacht in self.codes)
        return gevonden == {verwacht} and verwacht in self.codes


def speel_keten() -> Iterator[Stap]:
    """Hand in the whole chain, each message as it would be sent today."""
    with TemporaryDirectory(prefix="ijw-demo-") as map_:
        knoop = bouw(Settings(data_dir=Path(map_), database_url="", key_file=None))
        try:
            knoop.laad_regio(lees_regio(demoregio()))
            for een in VOORBEELDEN:
                yield _stap(knoop, een)
        finally:
            knoop.sluit()


def _stap(knoop: Knoop, een: Voorbeeld) -> Stap:
    loket = knoop.loket
    data = voorbeeld(loket.releases.eerste, een.naam, 1, loket.klok.nu().date()).bytes()
    begin = perf_counter()
    afhandeling = loket.verwerk(neem_aan(data, knoop.settings.grens))
    return Stap(een, afhandeling, perf_counter() - begin)


def vertel(stappen: Sequence[Stap], *, met_xml: bool) -> Iterator[str]:
    """The chain as text, a piece at a time."""
    regio = lees_regio(demoregio())
    yield _INLEIDING
    for nummer, stap in enumerate(stappen, 1):
        yield _vertel_stap(nummer, stap, regio, met_xml=met_xml)
    yield _cijfers(stappen)


def _vertel_stap(nummer: int, stap: Stap, regio: Regio, *, met_xml: bool) -> str:
    afhandeling = stap.afhandeling
    header = afhandeling.bericht.header
    soort = afhandeling.soort.code
    van, aan = _partij(header.afzender, regio), _partij(header.ontvanger, regio)
    regels = [
        f"{nummer}. {soort} {_WAT[soort]}: van {van} aan {aan}",
        f"   {stap.voorbeeld.titel}.",
        *_inhoud(afhandeling),
        f"   -> {afhandeling.antwoord.code} {afhandeling.oordeel.oordeel.value.replace('_', ' ')}, {_codes(stap)}",
    ]
    regels += [
        fill(een.uitleg, _BREEDTE, initial_indent=f"      {een.retourcode} ({een.regel}): ", subsequent_indent=" " * 8)
        for een in afhandeling.oordeel.bevindingen
    ]
    if not stap.klopt:
        regels.append(
            f"   NIET ZOALS VERWACHT: verwacht was {stap.voorbeeld.verwacht or 'goedkeuring zonder retourcode'}."
        )
    if met_xml:
        regels += ["", _xml("verstuurd", afhandeling.levering.pakket.bytes())]
        regels += ["", _xml("antwoord", afhandeling.antwoord.pakket.bytes())]
    return "\n".join(regels) + "\n"


def _inhoud(afhandeling: Afhandeling) -> Iterator[str]:
    bericht = afhandeling.bericht
    if isinstance(bericht, Declaratiebericht):
        for regel in bericht.prestaties:
            yield (
                f"   {regel.volume} uur {regel.code} x {euro(regel.tarief or 0)} = {euro(regel.bedrag)}, "
                f"over {regel.begindatum} t/m {regel.einddatum}."
            )


def _codes(stap: Stap) -> str:
    verklaring = {
        "0200": "geen opmerking",
        "8001": "geheel toegekend",
        "0233": "niet beoordeeld",
        "0001": "technisch afgekeurd",
    }
    if not stap.codes:
        return "zonder retourcodes: er is niets op aan te merken"
    delen = [f"{code} ({verklaring[code]})" if code in verklaring else code for code in stap.codes]
    return f"retourcode{'s' if len(delen) > 1 else ''} {', '.join(delen)}"


def _partij(code: str, regio: Regio) -> str:
    namen = {een.code: f"gemeente {een.naam}" for een in regio.gemeenten}
    namen |= {een.agb: een.naam.removesuffix(" (fictief)") for een in regio.aanbieders}
    return f"{namen[code]} ({code})"


def _xml(wat: str, data: bytes) -> str:
    inhoud = "\n".join(f"   | {regel}" for regel in data.decode().splitlines())
    return f"   {wat}:\n{inhoud}"


def _cijfers(stappen: Sequence[Stap]) -> str:
    ingediend = toegekend = 0
    for stap in stappen:
        bericht, uitslag = stap.afhandeling.bericht, stap.afhandeling.oordeel.uitslag
        if isinstance(bericht, Declaratiebericht):
            ingediend += bericht.declaratie.totaal
            toegekend += 0 if uitslag is None else uitslag.toegekend
    goed = sum(stap.klopt for stap in stappen)
    duur = sum(stap.seconden for stap in stappen)
    return "\n".join(
        (
            "Samen:",
            f"   Gedeclareerd {euro(ingediend)}, toegekend {euro(toegekend)}, afgewezen {euro(ingediend - toegekend)}.",
            f"   {len(stappen)} berichten getoetst, bewaard en beantwoord in {duur * 1000:.0f} milliseconden.",
            f"   {goed} van {len(stappen)} antwoorden zoals verwacht.",
            "",
        )
    )
