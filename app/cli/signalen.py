"""`ijw signalen`: what someone has to see."""

from __future__ import annotations

import json

import typer
from rich.console import Console
from rich.table import Table

from app.assembly import Knoop
from app.steering.signalen import toon_in_lijst
from app.steering.weergave import Adressen
from app.store.signalen import Signaalfilter, Signaalrij, zoek_signalen

_MEESTE = 10_000


def toon_signalen(knoop: Knoop, filter_: Signaalfilter, *, als_json: bool) -> bool:
    """Show signals, newest first; whether one of them is open."""
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        rijen = zoek_signalen(werk.verbinding, filter_, _MEESTE, None)
    if als_json:
        adressen, release = Adressen(basis=""), knoop.loket.releases.eerste
        lijst = [toon_in_lijst(rij, release, adressen).model_dump(mode="json") for rij in rijen]
        typer.echo(json.dumps(lijst, ensure_ascii=False, indent=2))
    else:
        _als_tekst(rijen)
    return any(rij.toestand == "open" for rij in rijen)


def _als_tekst(rijen: list[Signaalrij]) -> None:
    """A table on a terminal, else one line a signal with fields separated by tabs."""
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        for rij in rijen:
            typer.echo("\t".join(_velden(rij)))
        return
    if not rijen:
        typer.echo("Er zijn geen signalen.")
        return
    tabel = Table("Dag", "Toestand", "Code", "Voor", "Gemeente", "Aanbieder", "Wat", box=None, pad_edge=False)
    for rij in rijen:
        tabel.add_row(*_velden(rij))
    console.print(tabel)


def _velden(rij: Signaalrij) -> tuple[str, ...]:
    dag = rij.moment.date().isoformat()
    return dag, rij.toestand, rij.code, rij.voor, rij.gemeente or "-", rij.aanbieder or "-", rij.uitleg
