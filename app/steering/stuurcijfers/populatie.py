"""How many clients there are a month per PIC (R039, R043, R155)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.standard.kalender import eerste_van_maand, laatste_van_maand, maand_verder
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Gemeente, Intensiteit, Perceel, Profiel, Regio
from app.store.stuurcijfers import populatie


class Populatie(Weergave):
    """Cliënten per PIC in een gemeente in een maand."""

    regio: Regio
    gemeente: Gemeente
    maand: date = Field(description="Eerste dag van de maand.")
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    zwaar: bool = Field(description="Of de intensiteit zwaarder is dan het midden van de intensiteiten van de regio.")
    clienten: int = Field(description="Cliënten met een toewijzing die op minstens een dag van de maand geldt.")
    toewijzingen: int = Field(description="Toewijzingen die op minstens een dag van de maand gelden.")
    instroom: int = Field(description="Toewijzingen die in de maand ingaan.")
    verplicht: int = Field(description="Waartoe de toewijzingen die in de maand ingaan verplichten, in eurocent.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Populatie]:
    """Clients a month per PIC that the period touches."""
    selectie = peiling.selectie
    eerste, laatste = eerste_van_maand(selectie.van), eerste_van_maand(selectie.tot)
    maanden = [eerste]
    while maanden[-1] < laatste:
        maanden.append(maand_verder(maanden[-1], 1))
    kalender = [populatie.Maand(maand, laatste_van_maand(maand)) for maand in maanden]
    gevonden = populatie.populatie(peiling.werk.verbinding, selectie, kalender)
    return [Populatie(**rij._asdict()) for rij in gevonden]


CIJFER = Stuurcijfer(
    naam="populatie",
    titel="Cliënten per PIC, maand voor maand",
    uitleg=(
        "Verschillende cliënten met een toewijzing die op een dag van de maand geldt. Instroom en verplicht zijn "
        "van de toewijzingen die in de maand ingaan. Hulp per eenheid telt met haar PIC-label."
    ),
    eisen=("R039", "R043", "R155"),
    vraag=Stuurvraag,
    rij=Populatie,
    bereken=bereken,
)
