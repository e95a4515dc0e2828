"""`ijw regels`: the national rules as a table, or one of them in full."""

from __future__ import annotations

from collections.abc import Iterator

import typer
from rich.console import Console
from rich.table import Table

from app.exchange.dekking import functies
from app.standard.release import NIVEAU_XSD, Regel, Release

NIVEAUS = {1: "schema (XSD)", 2: "het bericht zelf", 3: "eerdere berichten", 4: "externe bron"}


def toon_regels(release: Release) -> None:
    """All rules: a table on a terminal, else one line a rule with fields separated by tabs."""
    rijen = [
        (regel.id, str(regel.niveau), regel.retourcode or "-", " ".join(berichten(regel)), regel.titel)
        for regel in release.regels.values()
    ]
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        for rij in rijen:
            typer.echo("\t".join(rij))
        return
    tabel = Table("Regel", "Niveau", "Code", "Berichten", "Waar het om gaat", box=None, pad_edge=False)
    for rij in rijen:
        tabel.add_row(*rij)
    console.print(tabel)
    typer.echo("\nÉén regel helemaal: ijw regels TR418")


def toon_regel(release: Release, regel: Regel) -> None:
    """Everything about one rule."""
    typer.echo("\n".join(_regel(release, regel)))


def berichten(regel: Regel) -> list[str]:
    """Messages on which a rule is held, each once."""
    return list(dict.fromkeys(plaats.bericht for plaats in regel.plaatsen))


def _regel(release: Release, regel: Regel) -> Iterator[str]:
    yield f"{regel.id}: {regel.titel}"
    yield f"  {regel.uitleg}"
    if regel.voorbehoud:
        yield f"  Voorbehoud: {regel.voorbehoud}"
    yield f"  Niveau {regel.niveau}: {NIVEAUS[regel.niveau]}"
    if regel.retourcode:
        yield f"  Retourcode {regel.retourcode}: {release.retourcodes[regel.retourcode].omschrijving}"
    else:
        yield "  Geen retourcode: een bericht dat niet aan het schema voldoet, wordt geweigerd."
    yield "  Getoetst op:"
    for plaats in regel.plaatsen:
        yield f"    {plaats.bericht} {plaats.pad}{f' / {plaats.element}' if plaats.element else ''}"
    yield f"  In de code: {_in_de_code(release, regel)}"


def _in_de_code(release: Release, regel: Regel) -> str:
    if regel.niveau == NIVEAU_XSD:
        return "schemas/ (XSD)"
    return ", ".join(functies(release, regel)) or f"nog niet; {', '.join(berichten(regel))} wordt nog niet aangenomen"
