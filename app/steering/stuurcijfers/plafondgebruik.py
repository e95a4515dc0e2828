"""How far volumeplafonds are filled, as a figure: with CSV, and for the bundle of an aanbieder (R149)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aanbieder, Regio, deel
from app.store.plafonds import zoek_plafonds


class Plafondgebruik(Weergave):
    """Hoe ver een volumeplafond is gevuld in een jaar."""

    regio: Regio
    contract: str = Field(description="Nummer van het contract.")
    aanbieder: Aanbieder
    perceel: str = Field(description="Code van het perceel of segment.")
    gemeente: str | None = Field(description="CBS-code; leeg: over alle gemeenten samen.")
    jaar: int = Field(description="Jaar waarvoor het plafond geldt.")
    plafond: int = Field(description="Hoogstens te betalen, in eurocent.")
    gerealiseerd: int = Field(description="Toegekend, te betalen en niet gecrediteerd, in eurocent.")
    aandeel: float | None = Field(description="Gerealiseerd gedeeld door het plafond.")
    over: int = Field(description="Plafond min gerealiseerd, in eurocent.")
    niet_betaalbaar: int = Field(description="Toegekend boven het plafond, in eurocent.")
    toegezegd: int = Field(description="Waartoe toewijzingen onder het contract in dat jaar verplichten, in eurocent.")
    aandeel_toegezegd: float | None = Field(description="Toegezegd gedeeld door het plafond.")
    signaal_pct: int = Field(description="Percentage waarbij de aanbieder het moet melden.")
    bereikt: date | None = Field(description="Dag waarop dat percentage is bereikt; leeg: nog niet.")
    gemeld: date | None = Field(description="Dag waarop de aanbieder het meldde; leeg: nog niet.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Plafondgebruik]:
    """A line for each volumeplafond of the years that the period touches."""
    keuze = peiling.selectie
    return [
        Plafondgebruik(
            regio=rij.regio,
            contract=rij.contract,
            aanbieder=rij.aanbieder,
            perceel=rij.perceel,
            gemeente=rij.gemeente or None,
            jaar=jaar,
            plafond=rij.plafond,
            gerealiseerd=rij.gerealiseerd,
            aandeel=deel(rij.gerealiseerd, rij.plafond),
            over=rij.plafond - rij.gerealiseerd,
            niet_betaalbaar=rij.niet_betaalbaar,
            toegezegd=rij.toegezegd,
            aandeel_toegezegd=deel(rij.toegezegd, rij.plafond),
            signaal_pct=rij.signaal_pct,
            bereikt=None if rij.bereikt is None else rij.bereikt.date(),
            gemeld=rij.gemeld,
        )
        for jaar in range(keuze.van.year, keuze.tot.year + 1)
        for rij in zoek_plafonds(peiling.werk.verbinding, keuze.regio, keuze.aanbieder, jaar)
        if keuze.perceel in (None, rij.perceel) and (not keuze.gemeenten or rij.gemeente in ("", *keuze.gemeenten))
    ]


CIJFER = Stuurcijfer(
    naam="plafondgebruik",
    titel="Hoe ver volumeplafonds zijn gevuld en wat er al is toegezegd",
    uitleg=(
        "Van de jaren die de periode raakt, telkens het hele jaar tot nu toe. Gerealiseerd is wat in het jaar van "
        "de ProductPeriode is toegekend en te betalen is. Een plafond over alle gemeenten samen blijft staan als "
        "naar een gemeente wordt gevraagd."
    ),
    eisen=("R149",),
    vraag=Stuurvraag,
    rij=Plafondgebruik,
    bereken=bereken,
)
