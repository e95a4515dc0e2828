"""Who referred to help, and to how heavy help (R006, R026, R031, R084, R150)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aantal, Gemeente, Regio, deel
from app.store.stuurcijfers import trajecten


class Verwijzingtelling(Weergave):
    """Trajecten per soort verwijzer in een kwartaal."""

    regio: Regio
    gemeente: Gemeente
    kwartaal: str = Field(description="Kwartaal waarin de toewijzing ingaat, zoals 2026-K2.")
    verwijzer: str | None = Field(description="TypeVerwijzer (COD327) van het JW315; leeg: er was geen verzoek.")
    toewijzingen: Aantal
    aandeel: float = Field(description="Deel van de toewijzingen van de gemeente in het kwartaal.")
    clienten: int = Field(description="Cliënten.")
    met_pic: int = Field(description="Toewijzingen met een PIC.")
    zwaar: int = Field(description="Daarvan zwaar.")
    aandeel_zwaar: float | None = Field(description="Deel van de toewijzingen met een PIC dat zwaar is.")
    verplicht: int = Field(description="Waartoe de toewijzingen verplichten, in eurocent.")
    aandeel_verplicht: float | None = Field(description="Deel daarvan van de gemeente in het kwartaal.")
    toegekend: int = Field(description="Wat op de toewijzingen tot nu toe is toegekend, in eurocent.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Verwijzingtelling]:
    """Referrals by kind."""
    gevonden = trajecten.verwijzingen(peiling.werk.verbinding, peiling.selectie)
    alle: dict[tuple[str, str, int, int], int] = {}
    geld: dict[tuple[str, str, int, int], int] = {}
    for rij in gevonden:
        alle[rij[:4]] = alle.get(rij[:4], 0) + rij.toewijzingen
        geld[rij[:4]] = geld.get(rij[:4], 0) + rij.verplicht
    return [
        Verwijzingtelling(
            regio=rij.regio,
            gemeente=rij.gemeente,
            kwartaal=f"{rij.jaar}-K{rij.kwartaal}",
            verwijzer=rij.verwijzer,
            toewijzingen=rij.toewijzingen,
            aandeel=deel(rij.toewijzingen, alle[rij[:4]]) or 0.0,
            clienten=rij.clienten,
            met_pic=rij.met_pic,
            zwaar=rij.zwaar,
            aandeel_zwaar=deel(rij.zwaar, rij.met_pic),
            verplicht=rij.verplicht,
            aandeel_verplicht=deel(rij.verplicht, geld[rij[:4]]),
            toegekend=rij.toegekend,
        )
        for rij in sorted(gevonden, key=lambda rij: (rij[:4], rij.verwijzer or ""))
    ]


CIJFER = Stuurcijfer(
    naam="verwijzingen",
    titel="Trajecten per soort verwijzer en kwartaal",
    uitleg=(
        "De verwijzer is die van het JW315 waarvan het eerste JW301 de ReferentieAanbieder noemt; leeg: er was "
        "geen verzoek. Een traject telt in het kwartaal waarin het ingaat."
    ),
    eisen=("R006", "R026", "R031", "R084", "R150"),
    vraag=Stuurvraag,
    rij=Verwijzingtelling,
    bereken=bereken,
)
