"""`ijw termijnen`: what is due and what is late."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

import typer
from rich.console import Console
from rich.table import Table

from app.assembly import Knoop
from app.steering.overzicht import OpenTermijn, Termijnvraag, zoek_termijnen
from app.steering.termijnen import Kloktoestand, Termijnsoort
from app.steering.weergave import Adressen, toon_termijn
from app.steering.zoeken import kader_van

_MEESTE = 10_000


def toon_termijnen(
    knoop: Knoop,
    gemeente: str | None,
    aanbieder: str | None,
    soort: str | None,
    toestand: Literal["loopt", "te_laat"] | None,
    tot: date | None,
    *,
    als_json: bool,
) -> bool:
    """Show the terms of which what is due has not come; whether one of them is late."""
    vraag = Termijnvraag(
        gemeente=gemeente,
        aanbieder=aanbieder,
        soort=None if soort is None else Termijnsoort(soort),
        toestand=None if toestand is None else Kloktoestand(toestand),
        tot=tot,
    )
    kader = kader_van(knoop.loket.klok.nu().date(), knoop.loket.kalender, knoop.settings)
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        termijnen = zoek_termijnen(werk, vraag, kader, _MEESTE)
    if als_json:
        adressen = Adressen(basis="")
        lijst = [toon_termijn(termijn, adressen).model_dump(mode="json") for termijn in termijnen]
        typer.echo(json.dumps(lijst, ensure_ascii=False, indent=2))
    else:
        _als_tekst(termijnen)
    return any(termijn.klok.toestand is Kloktoestand.TE_LAAT for termijn in termijnen)


def _als_tekst(termijnen: list[OpenTermijn]) -> None:
    """A table on a terminal, else one line a term with fields separated by tabs."""
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        for termijn in termijnen:
            typer.echo("\t".join(_rij(termijn)))
        return
    if not termijnen:
        typer.echo("Er is niets dat nog moet komen.")
        return
    tabel = Table("Uiterlijk", "Toestand", "Aan zet", "Regel", "Gemeente", "Aanbieder", "Wat", box=None, pad_edge=False)
    for termijn in termijnen:
        tabel.add_row(*_rij(termijn))
    console.print(tabel)


def _rij(termijn: OpenTermijn) -> tuple[str, ...]:
    klok, over = termijn
    toestand = klok.toestand.value.replace("_", " ")
    return (
        *(klok.uiterlijk.isoformat(), toestand, klok.aan_zet.value, klok.regel),
        *(over.gemeente, over.aanbieder, klok.onderwerp),
    )
