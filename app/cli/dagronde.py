"""`ijw dagronde`: make the daily round and tell what it came to."""

from __future__ import annotations

import json
from datetime import date

import typer

from app.assembly import Knoop
from app.steering.dagronde.weergave import toon_uitkomst


def toon_dagronde(knoop: Knoop, op: date | None, *, als_json: bool) -> bool:
    """Make the round and show a line for each check; whether all went well. Raises DagGeweigerd."""
    uitkomsten = knoop.draai_dagronde(op)
    if als_json:
        lijst = [toon_uitkomst(een).model_dump(mode="json") for een in uitkomsten]
        typer.echo(json.dumps(lijst, ensure_ascii=False, indent=2))
    else:
        for een in uitkomsten:
            afloop = "" if een.mislukt is None else f"\tmislukt: {een.mislukt}"
            typer.echo(
                f"{een.dag}\t{een.controle}\t{een.gevonden} gevonden\t{een.geopend} geopend\t"
                f"{een.gesloten} gesloten{afloop}"
            )
    return all(een.mislukt is None for een in uitkomsten)
