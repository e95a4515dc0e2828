"""Heavier or lighter help after earlier help (R098)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio, deel
from app.store.stuurcijfers import trajecten


class Schaling(Weergave):
    """Zwaardere of lichtere hulp na eerdere hulp."""

    regio: Regio
    aanbieder: Annotated[str, Field(description="AGB-code van de aanbieder van de latere hulp.")]
    opgeschaald: int = Field(description="Cliënten met zwaardere hulp dan daarvoor.")
    afgeschaald: int = Field(description="Cliënten met lichtere hulp dan daarvoor.")
    gelijk: int = Field(description="Cliënten met even zware hulp als daarvoor.")
    van_ander: int = Field(description="Cliënten die van een andere aanbieder kwamen.")
    aandeel_afgeschaald: float = Field(description="Afgeschaald, als deel van alle drie samen.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Schaling]:
    """Steps up and down per aanbieder."""
    return [
        Schaling(
            **rij._asdict(),
            aandeel_afgeschaald=deel(rij.afgeschaald, rij.opgeschaald + rij.afgeschaald + rij.gelijk) or 0.0,
        )
        for rij in trajecten.bewegingen(peiling.werk.verbinding, peiling.selectie)
    ]


CIJFER = Stuurcijfer(
    naam="schaling",
    titel="Zwaardere of lichtere hulp na eerdere hulp",
    uitleg=(
        "Opeenvolgende toewijzingen van een cliënt in een regio, naar de rang van hun intensiteit; die van één "
        "dag tellen als de zwaarste. Verteld van de aanbieder van de latere."
    ),
    eisen=("R098",),
    vraag=Stuurvraag,
    rij=Schaling,
    bereken=bereken,
)
