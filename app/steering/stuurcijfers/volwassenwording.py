"""Who is seventeen and a half or older and has help, per gemeente (R131)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering import volwassenwording
from app.steering.stuurcijfers.stuurcijfer import OnmogelijkeVraag, Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio

_WEINIG = "leeg: minder dan tien, of af te leiden uit wat wel wordt getoond."


class Volwassenwording(Weergave):
    """Cliënten van 17,5 jaar of ouder met een lopende toewijzing."""

    regio: Regio
    gemeente: str | None = Field(description="CBS-code van de gemeente; leeg: de regio samen.")
    clienten: int | None = Field(description=f"Cliënten van 17,5 jaar of ouder; {_WEINIG}")
    bijna_18: int | None = Field(description=f"Daarvan nog geen 18; {_WEINIG}")
    vanaf_18: int | None = Field(description=f"Daarvan 18 of ouder; {_WEINIG}")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Volwassenwording]:
    """Always worked out for all; the question chooses rows. Raises OnmogelijkeVraag for a part of a gemeente."""
    selectie = peiling.selectie
    if selectie.aanbieder is not None or selectie.perceel is not None:
        raise OnmogelijkeVraag("Dit cijfer is er per gemeente en regio; vraag het zonder aanbieder en zonder perceel.")
    return [
        Volwassenwording(**rij._asdict())
        for rij in volwassenwording.tel(peiling.werk, selectie.tot)
        if selectie.regio in (None, rij.regio) and (not selectie.gemeenten or rij.gemeente in selectie.gemeenten)
    ]


CIJFER = Stuurcijfer(
    naam="volwassenwording",
    titel="Cliënten van 17,5 jaar of ouder met lopende hulp",
    uitleg=(
        "Op de laatste dag van de periode: cliënten van wie de geboortedatum bekend is, met een toewijzing die is "
        "begonnen, niet is geëindigd en niet definitief is gestopt. Van een verjaardag die voor een deel bekend is, "
        "telt de laatste dag die kan. Aantallen onder de tien, en wat daarmee is af te leiden, blijven leeg; daarom is "
        "er geen verdeling naar aanbieder. Welke toewijzingen het zijn, leest een gemeente op /api/v1/volwassenwording."
    ),
    eisen=("R131",),
    vraag=Stuurvraag,
    rij=Volwassenwording,
    bereken=bereken,
)
