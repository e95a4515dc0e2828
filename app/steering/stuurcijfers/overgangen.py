"""Clients who go from one aanbieder to the next, told of each aanbieder (R112)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import EERSTE, LAATSTE, Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aanbieder, Regio, deel
from app.store.stuurcijfers import overgangen


class Overgangvraag(Stuurvraag):
    """Ook hoe snel de volgende hulp begint."""

    STANDAARD_MAANDEN = 24
    van: date | None = Field(
        None, ge=EERSTE, le=LAATSTE, description="Eerste dag; leeg: het begin van de maand, 23 maanden voor tot."
    )
    binnen: int = Field(182, ge=0, le=731, description="De volgende hulp begint hoogstens zoveel dagen na het einde.")


class Overgang(Weergave):
    """Cliënten die bij een aanbieder weggaan of er komen."""

    regio: Regio
    aanbieder: Aanbieder
    clienten: int = Field(description="Cliënten met een toewijzing van de aanbieder die in de periode geldt.")
    doorgeplaatst: int = Field(description="Cliënten die van deze aanbieder naar een andere gingen.")
    aandeel_doorgeplaatst: float | None = Field(description="Doorgeplaatst als deel van de cliënten.")
    overgenomen: int = Field(description="Cliënten die van een andere aanbieder kwamen.")


def bereken(peiling: Peiling[Overgangvraag]) -> list[Overgang]:
    """Moves per aanbieder."""
    return [
        Overgang(
            regio=rij.regio,
            aanbieder=rij.aanbieder,
            clienten=rij.clienten,
            doorgeplaatst=rij.vertrokken,
            aandeel_doorgeplaatst=deel(rij.vertrokken, rij.clienten),
            overgenomen=rij.gekomen,
        )
        for rij in overgangen.overgangen(peiling.werk.verbinding, peiling.selectie, peiling.vraag.binnen)
    ]


CIJFER = Stuurcijfer(
    naam="overgangen",
    titel="Cliënten die van aanbieder naar aanbieder gaan",
    uitleg=(
        "Van twee opeenvolgende toewijzingen van een cliënt in een regio is de tweede van een andere aanbieder. "
        "Zij gaat in de periode in, hoogstens 182 dagen na het einde van de eerste of 31 dagen ervoor. Het einde "
        "is dat van de laatste stop die niet tijdelijk is, anders dat van de toewijzing. Zonder periode gaat het "
        "over 24 maanden."
    ),
    eisen=("R112",),
    vraag=Overgangvraag,
    rij=Overgang,
    bereken=bereken,
)
