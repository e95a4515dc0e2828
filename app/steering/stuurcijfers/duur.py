"""Real duration beside the expected one, per PIC (R035, R066)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Intensiteit, Perceel, Profiel, Regio, deel
from app.store.stuurcijfers import tijden


class Hulpduur(Weergave):
    """Werkelijke duur per PIC naast de verwachte, in kalenderdagen."""

    regio: Regio
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    aantal: int = Field(description="Trajecten die in de periode eindigden (JW307).")
    gemiddelde: float = Field(description="Gemiddelde duur van de hulp.")
    mediaan: int = Field(description="Middelste duur.")
    p10: int = Field(description="Een op de tien trajecten duurde korter.")
    p90: int = Field(description="Een op de tien trajecten duurde langer.")
    met_verwachting: int = Field(description="Trajecten die van het begin af een einddatum hadden.")
    verwacht: float | None = Field(description="Gemiddelde duur volgens de eerste toewijzing, van die trajecten.")
    verhouding: float | None = Field(description="Werkelijke duur van die trajecten gedeeld door de verwachte.")
    korter: int = Field(description="Trajecten die korter duurden dan verwacht.")
    langer: int = Field(description="Trajecten die langer duurden dan verwacht.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Hulpduur]:
    """Duration of help that ended in the period."""
    return [
        Hulpduur(
            **een.werkelijk.groep,
            aantal=een.werkelijk.aantal,
            gemiddelde=deel(een.werkelijk.som, een.werkelijk.aantal) or 0.0,
            mediaan=een.werkelijk.mediaan,
            p10=een.werkelijk.p10,
            p90=een.werkelijk.p90,
            met_verwachting=een.met_verwachting,
            verwacht=deel(een.verwacht, een.met_verwachting),
            verhouding=deel(een.werkelijk_met, een.verwacht),
            korter=een.korter,
            langer=een.langer,
        )
        for een in tijden.duur(peiling.werk.verbinding, peiling.selectie)
    ]


CIJFER = Stuurcijfer(
    naam="duur",
    titel="Duur per PIC in kalenderdagen",
    uitleg=(
        "Van de laatste stop die niet tijdelijk is: Begindatum tot en met Einddatum. Verwacht: de looptijd van de "
        "eerste versie van de toewijzing."
    ),
    eisen=("R035", "R066"),
    vraag=Stuurvraag,
    rij=Hulpduur,
    bereken=bereken,
)
