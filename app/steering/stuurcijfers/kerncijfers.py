"""A few numbers of a regio that anybody can hold against what is known of it (R087)."""

from __future__ import annotations

from pydantic import Field

from app.contracts.prijs import deel_half_omhoog
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio
from app.store.stuurcijfers import financien, populatie


class Kerncijfer(Weergave):
    """Hoe groot een regio is."""

    regio: Regio
    gemeenten: int = Field(description="Gemeenten met hulp of declaraties in de periode.")
    clienten: int = Field(description="Cliënten met een toewijzing die in de periode geldt.")
    dagen: int = Field(description="Dagen van de periode.")
    toewijzingen: int = Field(description="Toewijzingen die in de periode ingaan.")
    verplicht: int = Field(description="Waartoe die verplichten, in eurocent.")
    toegekend: int = Field(description="Over de periode toegekend, in eurocent.")
    per_client: int | None = Field(description="Toegekend per cliënt, in eurocent.")
    per_client_per_jaar: int | None = Field(description="Hetzelfde, omgerekend naar 365 dagen.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Kerncijfer]:
    """A line for each regio."""
    selectie = peiling.selectie
    _, clienten = populatie.clienten_per_perceel(peiling.werk.verbinding, selectie)
    per_regio: dict[str, list[financien.Geldrij]] = {regio: [] for regio in clienten}
    for rij in financien.geld(peiling.werk.verbinding, selectie):
        per_regio.setdefault(rij.regio, []).append(rij)
    dagen = (selectie.tot - selectie.van).days + 1
    regels = []
    for regio, geld in sorted(per_regio.items()):
        aantal, toegekend = clienten.get(regio, 0), sum(rij.toegekend for rij in geld)
        regels.append(
            Kerncijfer(
                regio=regio,
                gemeenten=len({rij.gemeente for rij in geld}),
                clienten=aantal,
                dagen=dagen,
                toewijzingen=sum(rij.toewijzingen for rij in geld),
                verplicht=sum(rij.verplicht for rij in geld),
                toegekend=toegekend,
                per_client=deel_half_omhoog(toegekend, aantal) if aantal else None,
                per_client_per_jaar=deel_half_omhoog(toegekend * 365, aantal * dagen) if aantal else None,
            )
        )
    return regels


CIJFER = Stuurcijfer(
    naam="kerncijfers",
    titel="Hoe groot een regio is, en wat een cliënt kost",
    uitleg=(
        "Om te zien of de cijfers kunnen kloppen: een grote regio heeft ongeveer 27.000 cliënten per jaar, een op "
        "de tien jeugdigen, en geeft ongeveer 7.000 euro per cliënt per jaar uit."
    ),
    eisen=("R087",),
    vraag=Stuurvraag,
    rij=Kerncijfer,
    bereken=bereken,
)
