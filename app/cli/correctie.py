"""`ijw correctie`: composes what has to be sent after a rejected or wrong claim, and tells it in Dutch."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from app.assembly import Knoop
from app.contracts.prijs import euro
from app.exchange.correctie.gegevens import CorrectieGeweigerd
from app.exchange.correctie.weergave import (
    AdviesWeergave,
    CorrectieberichtWeergave,
    CorrectieVraag,
    CorrectieWeergave,
    RegelWeergave,
    toon_correctie,
)
from app.exchange.vraagfouten import vertaal
from app.messages.problems import Fout


def lees_vraag(bestand: Path) -> CorrectieVraag:
    """The question in a JSON file (`-` is standard input); raises CorrectieGeweigerd and OSError."""
    tekst = sys.stdin.buffer.read() if bestand == Path("-") else bestand.read_bytes()
    try:
        return CorrectieVraag.model_validate_json(tekst)
    except ValidationError as fout:
        raise CorrectieGeweigerd(vertaal(fout.errors(include_url=False, include_input=False))) from None


def vraag_om_bericht(aanbieder: str, bericht_id: str) -> CorrectieVraag:
    """The question to send all rejected lines of a message again; raises CorrectieGeweigerd."""
    try:
        return CorrectieVraag.model_validate({"aanbieder": aanbieder, "bericht_id": bericht_id})
    except ValidationError as fout:
        raise CorrectieGeweigerd(vertaal(fout.errors(include_url=False, include_input=False))) from None


def stel_op(knoop: Knoop, vraag: CorrectieVraag) -> CorrectieWeergave:
    """The correction; raises CorrectieGeweigerd."""
    return toon_correctie(knoop.stel_correctie_op(vraag.als_verzoek()), knoop.loket.releases.eerste)


def schrijf_bestanden(correctie: CorrectieWeergave, map_: Path) -> list[Path]:
    """Write each message as a file; sorted by name the files are in the order of sending."""
    map_.mkdir(parents=True, exist_ok=True)
    paden = []
    for een in correctie.berichten:
        # The Identificatie is new, so no file is ever overwritten.
        pad = map_ / f"{een.volgnummer:02d}-{een.soort}-{een.gemeente}-{een.identificatie}.xml"
        with pad.open("xb") as stroom:
            stroom.write(een.xml.encode())
        paden.append(pad)
    return paden


def vertel(correctie: CorrectieWeergave, paden: Sequence[Path]) -> Iterator[str]:
    """What to send, what comes of each line, and what to look out for."""
    if not correctie.berichten:
        yield "Er is niets te versturen."
    else:
        berichten = f"{len(paden)} berichten" if len(paden) > 1 else "1 bericht"
        yield f"Correctie van aanbieder {correctie.aanbieder}: {berichten}, te versturen in deze volgorde."
    for een, pad in zip(correctie.berichten, paden, strict=True):
        yield ""
        yield from _bericht(een, pad)
    if correctie.adviezen:
        yield ""
        yield "Het eerdere bericht is in zijn geheel afgekeurd:"
        yield from _adviezen(correctie.adviezen)
    for regel in correctie.regels:
        yield ""
        yield from _regel(regel)
    if correctie.berichten:
        yield ""
        yield (
            "Nu verzonden wordt alles toegekend."
            if correctie.wordt_toegekend
            else "LET OP: nu verzonden wordt niet alles toegekend."
        )


def vertel_weigering(fouten: Iterable[Fout]) -> Iterator[str]:
    """Why nothing was composed."""
    yield "Deze correctie kan zo niet:"
    for fout in fouten:
        yield f"  {fout.pad}: {fout.melding}" if fout.pad else f"  {fout.melding}"


def _bericht(een: CorrectieberichtWeergave, pad: Path) -> Iterator[str]:
    regels = "1 regel" if een.aantal == 1 else f"{een.aantal} regels"
    yield (
        f"{een.volgnummer}. JW323 {een.declaratienummer} ({een.soort}) aan gemeente {een.gemeente}, "
        f"declaratieperiode {een.begindatum:%Y-%m}: {regels}, totaal {euro(een.totaal)}"
    )
    yield f"   {pad}"
    if een.wacht_op:
        eerst = ", ".join(map(str, een.wacht_op))
        yield f"   Stuur dit pas als het antwoord (JW325) op bericht {eerst} er is."
    yield from _verwacht(een.verwacht)


def _regel(regel: RegelWeergave) -> Iterator[str]:
    yield f"Prestatie {regel.referentienummer}: {regel.uitkomst}. {regel.uitleg}"
    yield from _adviezen(regel.adviezen)
    yield from _verwacht(regel.verwacht)


def _adviezen(adviezen: Iterable[AdviesWeergave]) -> Iterator[str]:
    for advies in adviezen:
        yield f"   {advies.retourcode} ({advies.regel}): {advies.advies} Verwacht: {advies.verwacht}."


def _verwacht(adviezen: Iterable[AdviesWeergave]) -> Iterator[str]:
    for advies in adviezen:
        yield f"   LET OP, nu verzonden volgt weer {advies.retourcode} ({advies.regel}): {advies.uitleg}"
