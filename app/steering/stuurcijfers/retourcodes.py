"""What messages are rejected for most, by sender (R105, R154)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import deel
from app.store.stuurcijfers import berichten


class Retourcodevraag(Stuurvraag):
    """Ook hoeveel codes per afzender."""

    meeste: int = Field(10, ge=1, le=100, description="Hoeveel codes per afzender, de vaakste eerst.")


class Retourcode(Weergave):
    """Hoe vaak een afzender een retourcode kreeg."""

    afzender: str = Field(description="AGB-code of gemeentecode van de afzender.")
    plaats: int = Field(description="Plaats in de lijst van deze afzender, vanaf 1.")
    retourcode: str = Field(description="Retourcode (WJ001).")
    aantal: int = Field(description="Hoe vaak, geteld per regel of ander onderdeel.")
    berichten: int = Field(description="In hoeveel berichten.")
    berichten_totaal: int = Field(description="Alle berichten van de afzender in de periode.")
    aandeel: float = Field(description="Deel van de berichten van de afzender met deze code.")


def bereken(peiling: Peiling[Retourcodevraag]) -> list[Retourcode]:
    """The retourcodes that each sender gets most."""
    codes, alle = berichten.retourcodes(peiling.werk.verbinding, peiling.selectie)
    totaal = {tal.afzender: tal.berichten for tal in alle}
    plaatsen: dict[str, int] = {}
    regels = []
    for rij in codes:
        plaats = plaatsen[rij.afzender] = plaatsen.get(rij.afzender, 0) + 1
        if plaats <= peiling.vraag.meeste:
            aandeel = deel(rij.berichten, totaal[rij.afzender]) or 0.0
            regels.append(
                Retourcode(**rij._asdict(), plaats=plaats, berichten_totaal=totaal[rij.afzender], aandeel=aandeel)
            )
    return regels


CIJFER = Stuurcijfer(
    naam="retourcodes",
    titel="Vaakste retourcodes per afzender",
    uitleg=(
        "Bevindingen op berichten die in de periode zijn ontvangen. Regio, gemeente en aanbieder kiezen tussen "
        "wie de berichten gingen; perceel doet hier niets."
    ),
    eisen=("R105", "R154"),
    vraag=Retourcodevraag,
    rij=Retourcode,
    bereken=bereken,
)
