"""`ijw toegang`: making, listing and revoking accesses, also before anyone can come in over HTTP."""

from __future__ import annotations

import json
from datetime import date

import typer

from app.assembly import Knoop
from app.store.toegang import NieuweToegang, Rol, Toegang, alle_toegangen


def maak(
    knoop: Knoop, rol: str, code: str | None, team: str | None, naam: str, van: date | None, tot: date | None
) -> None:
    """Make an access; its key goes to standard output alone, so that a script can take it."""
    vandaag = knoop.loket.klok.nu().date()
    toegang, sleutel = knoop.maak_toegang(NieuweToegang(Rol(rol), code, team, naam, van or vandaag, tot))
    typer.echo(vertel(toegang, vandaag), err=True)
    typer.echo("Bewaar deze sleutel zoals een wachtwoord; hij is niet opnieuw op te vragen:", err=True)
    typer.echo(sleutel)
    if knoop.settings.toegang == "open":
        typer.echo("Let op: nu wordt geen sleutel gevraagd. Dat verandert met IJW_TOEGANG=sleutel.", err=True)


def toon_lijst(knoop: Knoop, *, als_json: bool) -> None:
    """Every access, the first one first."""
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        toegangen = alle_toegangen(werk.verbinding)
    if als_json:
        typer.echo(json.dumps([een._asdict() for een in toegangen], default=str, ensure_ascii=False, indent=2))
        return
    vandaag = knoop.loket.klok.nu().date()
    for een in toegangen:
        typer.echo(vertel(een, vandaag))
    if not toegangen:
        typer.echo("Er zijn nog geen toegangen. De eerste: ijw toegang maak --rol beheerder --naam SYSTEEM")


def vertel(toegang: Toegang, vandaag: date) -> str:
    """One line on an access."""
    tot = "tot intrekking" if toegang.tot is None else f"tot en met {toegang.tot}"
    if toegang.ingetrokken is not None:
        stand = f"ingetrokken op {toegang.ingetrokken:%Y-%m-%d}"
    else:
        stand = "geldt" if toegang.geldt(vandaag) else "geldt vandaag niet"
    return f"{toegang.id:>5}  {toegang.omschrijving:<28}  {stand}; van {toegang.van} {tot}; {toegang.naam}"
