"""`ijw regels`: the national rules as a table, or one of them in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import typer
from rich.console import Console
from rich.table import Table

from app.exchange.dekking import functies, gedragingen, signaalfuncties
from app.standard.release import NIVEAU_XSD, Regel, Release
from app.standard.voorschriften import Voorschrift, Vorm, laad_voorschriften

VORMEN: Mapping[Vorm, str] = {
    "regel": "Getoetst door",
    "xsd": "In het schema (XSD)",
    "signaal": "Signaal",
    "klok": "Termijn",
    "antwoord": "Antwoord",
    "administratie": "Administratie",
    "opstellen": "Opstellen",
    "inname": "Inname",
    "uitwerking": "Uitgewerkt in",
}
_SOORTEN = {
    "RS": "een bericht dat niet aan het schema voldoet, wordt geweigerd",
    "OP": "een afspraak over de werkwijze",
    "IV": "een instructie voor het invullen",
    "UP": "een uitgangspunt",
}
NIVEAUS = {1: "schema (XSD)", 2: "het bericht zelf", 3: "eerdere berichten", 4: "externe bron"}


def toon_regels(release: Release, soort: str | None = None) -> None:
    """All rules, or those of one kind: a table on a terminal, else one line a rule with fields separated by tabs."""
    rijen = [rij for rij in _rijen(release) if soort is None or rij[0].startswith(soort)]
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


def _rijen(release: Release) -> Iterator[tuple[str, str, str, str, str]]:
    for regel in release.regels.values():
        yield regel.id, str(regel.niveau), regel.retourcode or "-", " ".join(berichten(regel)), regel.titel
    for een in laad_voorschriften(release).values():
        niveau = str(NIVEAU_XSD) if een.niveau == "xsd" else "-"
        yield een.id, niveau, "-", " ".join(een.berichten) or "-", een.uitleg


def toon_regel(release: Release, regel: Regel) -> None:
    """Everything about one rule."""
    typer.echo("\n".join(_regel(release, regel)))


def toon_voorschrift(een: Voorschrift) -> None:
    """Everything about one rule without a retourcode."""
    typer.echo("\n".join(_voorschrift(een)))


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
        yield f"  Geen retourcode: {_zonder_retourcode(regel)}"
    yield "  Getoetst op:"
    for plaats in regel.plaatsen:
        yield f"    {plaats.bericht} {plaats.pad}{f' / {plaats.element}' if plaats.element else ''}"
    yield f"  In de code: {_in_de_code(release, regel)}"


def _in_de_code(release: Release, regel: Regel) -> str:
    if regel.niveau == NIVEAU_XSD:
        return "schemas/ (XSD)"
    return ", ".join(functies(release, regel))


def _zonder_retourcode(regel: Regel) -> str:
    if regel.niveau == NIVEAU_XSD:
        return "een bericht dat niet aan het schema voldoet, wordt geweigerd."
    return "op een declaratie-antwoord volgt geen antwoord."


def _voorschrift(een: Voorschrift) -> Iterator[str]:
    yield f"{een.id}: {een.uitleg}"
    if een.voorbehoud:
        yield f"  Voorbehoud: {een.voorbehoud}"
    yield f"  Toetsbaar: {een.toetsbaar}"
    yield f"  Geen retourcode: {_SOORTEN[een.soort]}."
    if een.berichten:
        yield f"  Gaat over: {', '.join(een.berichten)}"
    for dekking in een.dekking:
        gedrag = gedragingen(dekking)
        for doet in gedrag:
            yield f"  {VORMEN[dekking.vorm]}: {doet.wat} ({doet.waar})"
        if not gedrag:
            yield f"  {VORMEN[dekking.vorm]}: {', '.join(dekking.verwijzingen)}"
        if dekking.vorm == "signaal" and (
            waar := [naam for id in dekking.verwijzingen for naam in signaalfuncties(id)]
        ):
            yield f"  In de code: {', '.join(waar)}"
