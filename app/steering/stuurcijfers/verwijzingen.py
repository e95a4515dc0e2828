"""Who referred to help, and to how heavy help (R006, R026, R031, R084, R150)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aantal, Gemeente, Regio, deel
from app.store.stuurcijfers import verwijzing
from app.store.stuurcijfers.verwijzing import Verwijzingrij


class Verwijzingtelling(Weergave):
    """Trajecten per soort verwijzer in een kwartaal."""

    regio: Regio
    gemeente: Gemeente
    kwartaal: str = Field(description="Kwartaal waarin de toewijzing ingaat, zoals 2026-K2.")
    verwijzer: str | None = Field(description="Soort verwijzer (COD327); leeg: niet bekend.")
    toewijzingen: Aantal
    aandeel: float = Field(description="Deel van de toewijzingen van de gemeente in het kwartaal.")
    clienten: int = Field(description="Cliënten.")
    met_pic: int = Field(description="Toewijzingen met een PIC.")
    zwaar: int = Field(description="Daarvan zwaar.")
    aandeel_zwaar: float | None = Field(description="Deel van de toewijzingen met een PIC dat zwaar is.")
    verplicht: int = Field(description="Waartoe de toewijzingen verplichten, in eurocent.")
    aandeel_verplicht: float | None = Field(description="Deel daarvan van de gemeente in het kwartaal.")
    toegekend: int = Field(description="Wat op de toewijzingen tot nu toe is toegekend, in eurocent.")
    met_lokaal_team: int = Field(description="Toewijzingen waarbij een lokaal team (of GI) is betrokken.")
    zonder_lokaal_team: int = Field(description="Toewijzingen waarbij geen lokaal team is betrokken.")
    aandeel_zonder_lokaal_team: float | None = Field(
        description="Deel zonder lokaal team van alle toewijzingen van de gemeente in het kwartaal waarvan het bekend "
        "is; op elke regel van dat kwartaal hetzelfde."
    )


def bereken(peiling: Peiling[Stuurvraag]) -> list[Verwijzingtelling]:
    """Referrals by kind."""
    gevonden = verwijzing.verwijzingen(peiling.werk.verbinding, peiling.selectie)
    per_kwartaal: dict[tuple[str, str, int, int], list[Verwijzingrij]] = {}
    for rij in gevonden:
        per_kwartaal.setdefault(rij[:4], []).append(rij)
    alle = {sleutel: sum(rij.toewijzingen for rij in rijen) for sleutel, rijen in per_kwartaal.items()}
    geld = {sleutel: sum(rij.verplicht for rij in rijen) for sleutel, rijen in per_kwartaal.items()}
    zonder = {sleutel: sum(rij.zonder_lokaal_team for rij in rijen) for sleutel, rijen in per_kwartaal.items()}
    met = {sleutel: sum(rij.met_lokaal_team for rij in rijen) for sleutel, rijen in per_kwartaal.items()}
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
            met_lokaal_team=rij.met_lokaal_team,
            zonder_lokaal_team=rij.zonder_lokaal_team,
            aandeel_zonder_lokaal_team=deel(zonder[rij[:4]], zonder[rij[:4]] + met[rij[:4]]),
        )
        for rij in sorted(gevonden, key=lambda rij: (rij[:4], rij.verwijzer or ""))
    ]


CIJFER = Stuurcijfer(
    naam="verwijzingen",
    titel="Trajecten per soort verwijzer en kwartaal",
    uitleg=(
        "De verwijzer is die van het JW315 waarvan het eerste JW301 de ReferentieAanbieder noemt, en anders die van de "
        "verwijzing; leeg: geen van beide noemt er een. Een traject telt in het kwartaal waarin het ingaat. Een lokaal "
        "team is betrokken als de verwijzing een team of een dag noemt, of als de gemeente (01) of een gecertificeerde "
        "instelling (04) verwees."
    ),
    eisen=("R006", "R007", "R026", "R031", "R084", "R150"),
    vraag=Stuurvraag,
    rij=Verwijzingtelling,
    bereken=bereken,
)
