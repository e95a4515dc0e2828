"""How money and clients divide over percelen (R016)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Perceel, Regio, deel
from app.store.stuurcijfers import financien, populatie


class Segment(Weergave):
    """Aandeel van een perceel in het geld en de cliënten van een regio."""

    regio: Regio
    perceel: Perceel
    clienten: int = Field(description="Cliënten met een toewijzing die in de periode geldt.")
    aandeel_clienten: float = Field(description="Deel van alle cliënten van de regio; samen kan dat meer dan 1 zijn.")
    toegekend: int = Field(description="Toegekend over de periode, in eurocent.")
    aandeel_toegekend: float = Field(description="Deel van alles wat in de regio is toegekend.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Segment]:
    """Share of spend and of clients per perceel."""
    selectie = peiling.selectie
    tallen, clienten = populatie.clienten_per_perceel(peiling.werk.verbinding, selectie)
    aantallen = {(tal.regio, tal.perceel): tal.clienten for tal in tallen}
    toegekend: dict[tuple[str, str | None], int] = dict.fromkeys(aantallen, 0)
    totaal: dict[str, int] = {}
    for rij in financien.geld(peiling.werk.verbinding, selectie._replace(perceel=None)):
        totaal[rij.regio] = totaal.get(rij.regio, 0) + rij.toegekend
        if selectie.perceel in (None, rij.perceel):
            sleutel = rij.regio, rij.perceel
            toegekend[sleutel] = toegekend.get(sleutel, 0) + rij.toegekend
    return [
        Segment(
            regio=regio,
            perceel=perceel,
            clienten=aantallen.get((regio, perceel), 0),
            aandeel_clienten=deel(aantallen.get((regio, perceel), 0), clienten.get(regio, 0)) or 0.0,
            toegekend=bedrag,
            aandeel_toegekend=deel(bedrag, totaal.get(regio, 0)) or 0.0,
        )
        for (regio, perceel), bedrag in sorted(toegekend.items(), key=lambda een: (een[0][0], een[0][1] or ""))
    ]


CIJFER = Stuurcijfer(
    naam="segmenten",
    titel="Aandeel van elk perceel in geld en cliënten",
    uitleg=(
        "Wat in de periode is toegekend, als deel van alles wat in de regio is toegekend; cliënten met hulp in de "
        "periode, als deel van alle cliënten. Een cliënt in twee percelen telt in beide."
    ),
    eisen=("R016",),
    vraag=Stuurvraag,
    rij=Segment,
    bereken=bereken,
)
