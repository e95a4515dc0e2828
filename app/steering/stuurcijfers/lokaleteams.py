"""What each lokaal team is a party to: which help, how heavy, and when it was brought in (R032, R039, R150)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aantal, Gemeente, Intensiteit, Perceel, Profiel, Regio, deel
from app.store.stuurcijfers import verwijzing

Team = Annotated[str | None, Field(description="Korte code van het lokale team; leeg: geen team vastgelegd.")]


class Teamtelling(Weergave):
    """Trajecten van een lokaal team per PIC in een maand."""

    regio: Regio
    gemeente: Gemeente
    lokaal_team: Team
    maand: date = Field(description="Eerste dag van de maand waarin de toewijzing ingaat.")
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    zwaar: bool = Field(description="Of de intensiteit zwaarder is dan het midden van de intensiteiten van de regio.")
    toewijzingen: Aantal
    clienten: int = Field(description="Cliënten.")
    verplicht: int = Field(description="Waartoe de toewijzingen verplichten, in eurocent.")
    toegekend: int = Field(description="Wat op de toewijzingen tot nu toe is toegekend, in eurocent.")


def per_maand(peiling: Peiling[Stuurvraag]) -> list[Teamtelling]:
    """Trajectories per lokaal team, month and PIC."""
    gevonden = verwijzing.per_team(peiling.werk.verbinding, peiling.selectie)
    return [
        Teamtelling(
            regio=rij.regio,
            gemeente=rij.gemeente,
            lokaal_team=rij.lokaal_team,
            maand=date(rij.jaar, rij.maand, 1),
            perceel=rij.perceel,
            profiel=rij.profiel,
            intensiteit=rij.intensiteit,
            zwaar=rij.zwaar,
            toewijzingen=rij.toewijzingen,
            clienten=rij.clienten,
            verplicht=rij.verplicht,
            toegekend=rij.toegekend,
        )
        for rij in sorted(gevonden, key=_volgorde)
    ]


def _volgorde(rij: verwijzing.Teamrij) -> tuple[str | int, ...]:
    return (
        *(rij.regio, rij.gemeente, rij.lokaal_team or "", rij.jaar, rij.maand),
        *(rij.perceel or "", rij.profiel or "", rij.intensiteit or ""),
    )


CIJFER = Stuurcijfer(
    naam="lokaleteams",
    titel="Trajecten per lokaal team, maand en PIC",
    uitleg=(
        "Toewijzingen naar de maand waarin zij ingaan, met het lokale team dat bij de verwijzing is vastgelegd. Hulp "
        "per eenheid telt met haar PIC-label."
    ),
    eisen=("R039",),
    vraag=Stuurvraag,
    rij=Teamtelling,
    bereken=per_maand,
)


class Teaminzet(Weergave):
    """Hoe zwaar de hulp is waarbij een lokaal team is betrokken, en wanneer het erbij kwam."""

    regio: Regio
    gemeente: Gemeente
    lokaal_team: Team
    kwartaal: str = Field(description="Kwartaal waarin de toewijzing ingaat, zoals 2026-K2.")
    toewijzingen: Aantal
    clienten: int = Field(description="Cliënten.")
    met_pic: int = Field(description="Toewijzingen met een PIC.")
    zwaar: int = Field(description="Daarvan zwaar.")
    aandeel_zwaar: float | None = Field(description="Deel van de toewijzingen met een PIC dat zwaar is.")
    verplicht: int = Field(description="Waartoe de toewijzingen verplichten, in eurocent.")
    met_dag: int = Field(description="Toewijzingen waarvan de dag vastligt waarop het team erbij kwam.")
    vooraf: int = Field(description="Daarvan met het team erbij op of voor de dag van de verwijzing.")
    erna_gemiddelde: float | None = Field(
        description="Van de andere: gemiddeld aantal dagen na de verwijzing, in kalenderdagen."
    )
    erna_mediaan: int | None = Field(description="Middelste aantal dagen daarvan.")
    erna_p90: int | None = Field(description="Bij een op de tien daarvan duurde het langer.")


def inzet(peiling: Peiling[Stuurvraag]) -> list[Teaminzet]:
    """The heavy share of each lokaal team, and how late it was brought in."""
    gevonden, spreidingen = verwijzing.teaminzet(peiling.werk.verbinding, peiling.selectie)
    dagen = {tuple(een.groep.values()): een for een in spreidingen}
    regels = []
    for rij in sorted(gevonden, key=lambda rij: (*rij[:2], rij.lokaal_team or "", *rij[3:5])):
        erna = dagen.get(rij[:5])
        regels.append(
            Teaminzet(
                regio=rij.regio,
                gemeente=rij.gemeente,
                lokaal_team=rij.lokaal_team,
                kwartaal=f"{rij.jaar}-K{rij.kwartaal}",
                toewijzingen=rij.toewijzingen,
                clienten=rij.clienten,
                met_pic=rij.met_pic,
                zwaar=rij.zwaar,
                aandeel_zwaar=deel(rij.zwaar, rij.met_pic),
                verplicht=rij.verplicht,
                met_dag=rij.met_dag,
                vooraf=rij.vooraf,
                erna_gemiddelde=None if erna is None else deel(erna.som, erna.aantal),
                erna_mediaan=None if erna is None else erna.mediaan,
                erna_p90=None if erna is None else erna.p90,
            )
        )
    return regels


INZET = Stuurcijfer(
    naam="teaminzet",
    titel="Aandeel zware hulp per lokaal team, en wanneer het team erbij kwam",
    uitleg=(
        "Toewijzingen naar het kwartaal waarin zij ingaan. De dag van de verwijzing is de dagtekening van het JW315, "
        "en anders de eerste toewijzingsdatum."
    ),
    eisen=("R032", "R039", "R150"),
    vraag=Stuurvraag,
    rij=Teaminzet,
    bereken=inzet,
)
