"""What `ijw regio` shows: mistakes in files, and which regios there are."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import typer

from app.assembly import Knoop
from app.contracts.controle import controleer as controleer_bestanden
from app.contracts.regio import Regio
from app.contracts.regiobestand import RegioFout, lees_bestanden, lees_regio, meegeleverd
from app.contracts.regiobron import TOML, Melding, Plaats
from app.standard.gemeenten import laad_gemeenten
from app.standard.release import Release
from app.store.contracten import bekende_regios


def vind(naam: str) -> Traversable:
    """A folder, or a regio of ours by its name; raises RegioFout when it is neither."""
    map_ = Path(naam)
    if map_.is_dir():
        return map_
    eigen = meegeleverd()
    if naam not in eigen:
        advies = f"Noem een map met {TOML}, of een van {', '.join(eigen)}."
        raise RegioFout([Melding(Plaats(naam), "Deze map is er niet.", advies)])
    return eigen[naam]


def controleer(map_: Traversable, release: Release) -> int:
    """Show every mistake in the files of a folder; gives their number."""
    gelezen, meldingen = controleer_bestanden(lees_bestanden(map_), laad_gemeenten(release))
    for melding in meldingen:
        typer.echo(str(melding))
    regio = gelezen.regio
    if meldingen:
        fouten = "1 fout" if len(meldingen) == 1 else f"{len(meldingen)} fouten"
        typer.echo(f"{fouten} in {regio.naam or map_.name}.")
    else:
        typer.echo(f"{regio.naam}: in orde; {_omvang(regio)}.{_fictief(regio.fictief)}")
    return len(meldingen)


def lees_goede_bestanden(map_: Traversable, release: Release) -> dict[str, str]:
    """The files of a folder; raises RegioFout with every mistake, before any database is opened."""
    bestanden = lees_bestanden(map_)
    meldingen = controleer_bestanden(bestanden, laad_gemeenten(release))[1]
    if meldingen:
        raise RegioFout(meldingen)
    return bestanden


def vertel(regio: Regio, versie: int) -> str:
    """One line about a load."""
    return f"{regio.naam} geladen: {_omvang(regio)} (lading {versie}).{_fictief(regio.fictief)}"


def toon_lijst(knoop: Knoop) -> None:
    """Show which regios were loaded and which come with the product."""
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        bekend = bekende_regios(werk.verbinding)
    for een in bekend:
        moment = een.geladen.strftime("%Y-%m-%d %H:%M")
        typer.echo(f"{een.code:<16} lading {een.versie}, {moment} UTC  {een.naam}{_fictief(een.fictief)}")
    if not bekend:
        typer.echo("Er is nog geen regio geladen.")
    typer.echo("Meegeleverd, te laden met `ijw regio laad NAAM`:")
    for naam, map_ in meegeleverd().items():
        regio = lees_regio(map_)
        typer.echo(f"  {naam:<18} {regio.code:<12} {regio.naam}")


def _omvang(regio: Regio) -> str:
    return (
        f"{len(regio.gemeenten)} gemeenten, {len(regio.contracten)} contracten, "
        f"{len(regio.productcodes)} productcodes, {len(regio.tarieven)} tarieven"
    )


def _fictief(fictief: bool) -> str:
    return " Fictief: contracten, codes en bedragen zijn verzonnen." if fictief else ""
