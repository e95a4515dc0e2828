"""Children who come from closed care (R127)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aantal, Gemeente, Regio, deel
from app.store.stuurcijfers import verwijzing


class GeslotenInstroom(Weergave):
    """Trajecten die op gesloten jeugdhulp volgen."""

    regio: Regio
    gemeente: Gemeente
    kwartaal: str = Field(description="Kwartaal waarin de toewijzing ingaat, zoals 2026-K2.")
    toewijzingen: Aantal
    uit_gesloten: int = Field(description="Daarvan uit gesloten jeugdhulp.")
    verteld: int = Field(description="Daarvan: bij de verwijzing vastgelegd.")
    afgeleid: int = Field(description="Daarvan: volgens een eerdere toewijzing in een gesloten perceel.")
    tegengesproken: int = Field(
        description="Niet geteld: een eerdere toewijzing was gesloten, maar de verwijzing zegt van niet."
    )
    clienten: int = Field(description="Cliënten die uit gesloten jeugdhulp komen.")
    aandeel: float | None = Field(description="Deel van de toewijzingen dat op gesloten jeugdhulp volgt.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[GeslotenInstroom]:
    """Trajectories that follow on closed care."""
    return [
        GeslotenInstroom(
            regio=rij.regio,
            gemeente=rij.gemeente,
            kwartaal=f"{rij.jaar}-K{rij.kwartaal}",
            toewijzingen=rij.toewijzingen,
            uit_gesloten=rij.verteld + rij.afgeleid,
            verteld=rij.verteld,
            afgeleid=rij.afgeleid,
            tegengesproken=rij.tegengesproken,
            clienten=rij.clienten,
            aandeel=deel(rij.verteld + rij.afgeleid, rij.toewijzingen),
        )
        for rij in verwijzing.instroom_uit_gesloten(peiling.werk.verbinding, peiling.selectie)
    ]


CIJFER = Stuurcijfer(
    naam="instroomgesloten",
    titel="Trajecten die op gesloten jeugdhulp volgen",
    uitleg=(
        "Toewijzingen buiten gesloten percelen, naar het kwartaal waarin zij ingaan. Uit gesloten jeugdhulp komt wie "
        "dat volgens de verwijzing doet; zegt die niets, dan wie een eerdere toewijzing heeft in een perceel dat de "
        f"regio gesloten noemt, en die nog loopt of hoogstens {verwijzing.MEESTE_DAGEN_ERNA} dagen eerder eindigde "
        "(stop, anders einddatum)."
    ),
    eisen=("R127",),
    vraag=Stuurvraag,
    rij=GeslotenInstroom,
    bereken=bereken,
)
