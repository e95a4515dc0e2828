"""Which help an aanbieder gives: its trajectories by PIC (R043, R149)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aanbieder, Intensiteit, Perceel, Profiel, Regio
from app.store.stuurcijfers import trajecten


class Picmix(Weergave):
    """Trajecten van een aanbieder met een PIC."""

    regio: Regio
    aanbieder: Aanbieder
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    zwaar: bool = Field(description="Of de intensiteit zwaarder is dan het midden van de intensiteiten van de regio.")
    trajecten: int = Field(description="Trajecten die in de periode ingaan.")
    aandeel: float = Field(description="Deel van de trajecten van de aanbieder in de regio.")
    clienten: int = Field(description="Cliënten.")
    verplicht: int = Field(description="Waartoe de trajecten verplichten, in eurocent.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Picmix]:
    """A line for each PIC of each aanbieder."""
    gevonden = trajecten.picmix(peiling.werk.verbinding, peiling.selectie)
    alle: dict[tuple[str, str], int] = {}
    for rij in gevonden:
        alle[rij[:2]] = alle.get(rij[:2], 0) + rij.trajecten
    return [Picmix(**rij._asdict(), aandeel=round(rij.trajecten / alle[rij[:2]], 3)) for rij in gevonden]


CIJFER = Stuurcijfer(
    naam="picmix",
    titel="Welke hulp een aanbieder geeft: trajecten per PIC",
    uitleg="Trajecten die in de periode ingaan. Hulp per eenheid telt met haar PIC-label.",
    eisen=("R043", "R149"),
    vraag=Stuurvraag,
    rij=Picmix,
    bereken=bereken,
)
