"""`ijw omzetting`: lists what has to be converted to a new system, and composes the JW301 that does so."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typer
from pydantic import ValidationError

from app.assembly import Knoop
from app.contracts.prijs import euro
from app.exchange.omzetting.gegevens import OmzettingGeweigerd
from app.exchange.omzetting.weergave import NieuweToewijzingWeergave, OmzetvoorstelWeergave, OmzetVraag, toon_omzetting
from app.exchange.vraagfouten import vertaal
from app.messages.problems import Fout
from app.steering.omzettingen import Blik, OmzettingWeergave, lees_omzettingen
from app.steering.weergave import Adressen
from app.store.omzettingen import Omzetfilter, Omzettoestand


def toon_lijst(knoop: Knoop, regio: str | None, gemeente: str | None, toestand: str) -> bool:
    """Show the worklist, one line a toewijzing; whether something of it has to be done."""
    filter_ = Omzetfilter(Omzettoestand(toestand), regio, gemeente)
    vandaag = knoop.loket.klok.nu().date()
    knoop.opslag.werk_bij()
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        pagina = lees_omzettingen(werk, filter_, Blik(vandaag, Adressen(basis="")), None, None)
    for rij in pagina.rijen:
        typer.echo("\t".join(_velden(rij)))
    if pagina.fictief:
        typer.echo("Let op: deze afspraken zijn fictief; codes en bedragen zijn verzonnen.")
    return bool(pagina.rijen) and filter_.toestand is not Omzettoestand.OMGEZET


def _velden(rij: OmzettingWeergave) -> tuple[str, ...]:
    return (
        *(rij.laatste_dag.isoformat(), f"{rij.dagen} dagen", rij.gemeente, rij.aanbieder),
        *(str(rij.toewijzingnummer), rij.code or "-", rij.uitleg),
    )


def lees_vraag(bestand: Path) -> OmzetVraag:
    """The question in a JSON file (`-` is standard input); raises OmzettingGeweigerd and OSError."""
    tekst = sys.stdin.buffer.read() if bestand == Path("-") else bestand.read_bytes()
    try:
        return OmzetVraag.model_validate_json(tekst)
    except ValidationError as fout:
        raise OmzettingGeweigerd(vertaal(fout.errors(include_url=False, include_input=False))) from None


def stel_op(knoop: Knoop, vraag: OmzetVraag) -> OmzetvoorstelWeergave:
    """The conversion; raises OmzettingGeweigerd."""
    return toon_omzetting(knoop.stel_omzetting_op(vraag.als_verzoek()))


def schrijf_bestanden(voorstel: OmzetvoorstelWeergave, map_: Path) -> list[Path]:
    """Write each message as a file; sorted by name the files are in the order of sending."""
    map_.mkdir(parents=True, exist_ok=True)
    paden = []
    for een in voorstel.berichten:
        # The Identificatie is new, so no file is ever overwritten.
        pad = map_ / f"{een.volgnummer:02d}-JW301-{een.aanbieder}-{een.identificatie}.xml"
        with pad.open("xb") as stroom:
            stroom.write(een.xml.encode())
        paden.append(pad)
    return paden


def vertel(voorstel: OmzetvoorstelWeergave, paden: Sequence[Path]) -> Iterator[str]:
    """What is sent, what it costs, and what to look out for."""
    yield voorstel.uitleg
    for een in voorstel.nieuw:
        yield _nieuw(een)
    for bericht, pad in zip(voorstel.berichten, paden, strict=True):
        yield f"{bericht.volgnummer}. JW301 aan aanbieder {bericht.aanbieder}: {pad}"
        for signaal in bericht.signalen:
            yield f"   {signaal.code} (voor {signaal.voor}): {signaal.uitleg}"
    if voorstel.fictief:
        yield "Let op: deze afspraken zijn fictief; codes en bedragen zijn verzonnen."


def vertel_weigering(fouten: Iterable[Fout]) -> Iterator[str]:
    """Why nothing was composed."""
    yield "Deze omzetting kan zo niet:"
    for fout in fouten:
        yield f"  {fout.pad}: {fout.melding}" if fout.pad else f"  {fout.melding}"


def _nieuw(een: NieuweToewijzingWeergave) -> str:
    kosten = "niet te zeggen" if een.verplichting is None else euro(een.verplichting)
    wat = f"{een.code}, {een.ingangsdatum} t/m {een.einddatum}"
    return f"Toewijzing {een.toewijzingnummer}: {wat}; kost hoogstens {kosten}."
