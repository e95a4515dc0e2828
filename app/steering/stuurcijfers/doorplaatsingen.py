"""Clients who see many aanbieders (R112)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import EERSTE, LAATSTE, Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Gemeente, Regio, deel
from app.store.stuurcijfers import trajecten


class Doorplaatsvraag(Stuurvraag):
    """Ook vanaf hoeveel aanbieders."""

    STANDAARD_MAANDEN = 24
    van: date | None = Field(
        None, ge=EERSTE, le=LAATSTE, description="Eerste dag; leeg: het begin van de maand, 23 maanden voor tot."
    )
    vanaf: int = Field(3, ge=2, le=99, description="Vanaf hoeveel aanbieders een cliënt telt.")


class Doorplaatsing(Weergave):
    """Cliënten die langs veel aanbieders gaan."""

    regio: Regio
    gemeente: Gemeente
    clienten: int = Field(description="Cliënten met een toewijzing die in de periode ingaat.")
    met_veel_aanbieders: int = Field(description="Cliënten met minstens het gevraagde aantal aanbieders.")
    aandeel: float = Field(description="Deel van de cliënten.")
    meeste: int = Field(description="Meeste aanbieders van een cliënt.")


def bereken(peiling: Peiling[Doorplaatsvraag]) -> list[Doorplaatsing]:
    """Clients per gemeente with so many aanbieders or more."""
    return [
        Doorplaatsing(**rij._asdict(), aandeel=deel(rij.met_veel_aanbieders, rij.clienten) or 0.0)
        for rij in trajecten.doorplaatsingen(peiling.werk.verbinding, peiling.selectie, peiling.vraag.vanaf)
    ]


CIJFER = Stuurcijfer(
    naam="doorplaatsingen",
    titel="Cliënten met veel aanbieders",
    uitleg=(
        "Verschillende aanbieders van de toewijzingen van een cliënt die in de periode ingaan; zonder periode "
        "zijn dat 24 maanden. Het cijfer overgangen zegt bij wie cliënten weggaan."
    ),
    eisen=("R112",),
    vraag=Doorplaatsvraag,
    rij=Doorplaatsing,
    bereken=bereken,
)
