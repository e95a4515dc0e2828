"""Whether there is a plan for the time after youth care, from sixteen on (R128)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Gemeente, Regio, deel
from app.store.stuurcijfers import verwijzing


class Perspectief(Weergave):
    """Toewijzingen vanaf 16 jaar, en hoeveel daarvan een perspectiefplan hebben."""

    regio: Regio
    gemeente: Gemeente
    gevraagd: int = Field(description="Toewijzingen waarvoor een perspectiefplan is gevraagd of vastgelegd.")
    met_plan: int = Field(description="Daarvan met een vastgelegd perspectiefplan.")
    zonder_plan: int = Field(description="Daarvan zonder.")
    open: int = Field(description="Zonder, en het signaal staat open.")
    verklaard: int = Field(description="Zonder, en het signaal is verklaard.")
    volledigheid: float | None = Field(description="Deel met een vastgelegd plan.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Perspectief]:
    """How complete perspectiefplannen are."""
    return [
        Perspectief(
            regio=rij.regio,
            gemeente=rij.gemeente,
            gevraagd=rij.gevraagd,
            met_plan=rij.met_plan,
            zonder_plan=rij.gevraagd - rij.met_plan,
            open=rij.open,
            verklaard=rij.verklaard,
            volledigheid=deel(rij.met_plan, rij.gevraagd),
        )
        for rij in verwijzing.perspectiefplannen(peiling.werk.verbinding, peiling.selectie)
    ]


CIJFER = Stuurcijfer(
    naam="perspectiefplannen",
    titel="Perspectiefplannen vanaf 16 jaar: gevraagd en vastgelegd",
    uitleg=(
        "Toewijzingen die in de periode gelden en waarvoor SIG-LEEFTIJD-16 is gegeven of een perspectiefplan is "
        "vastgelegd. Er is geen geboortedatum voor nodig: het signaal zegt dat de cliënt 16 is."
    ),
    eisen=("R128",),
    vraag=Stuurvraag,
    rij=Perspectief,
    bereken=bereken,
)
