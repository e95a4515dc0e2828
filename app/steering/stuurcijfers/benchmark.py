"""What the same PIC costs, lasts and gives up at each aanbieder (R043, R139)."""

from __future__ import annotations

from pydantic import Field

from app.contracts.prijs import deel_half_omhoog
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.uitval import ECHTE_REDENEN, UITVALREDENEN
from app.steering.stuurcijfers.velden import Aanbieder, Regio, deel
from app.store.stuurcijfers.spiegel import resultaten


class Benchmarkrij(Weergave):
    """Trajecten van een aanbieder met een PIC die in de periode eindigden, naast alle trajecten met die PIC."""

    regio: Regio
    perceel: str = Field(description="Code van het perceel.")
    profiel: str = Field(description="Code van het profiel.")
    intensiteit: str = Field(description="Code van de intensiteit.")
    aanbieder: Aanbieder
    aantal: int = Field(description="Trajecten die in de periode eindigden (JW307).")
    kosten: int = Field(description="Gemiddeld toegekend per traject, in eurocent.")
    kosten_regio: int = Field(
        description="Gemiddeld toegekend per traject van alle aanbieders met deze PIC, in eurocent."
    )
    verhouding: float | None = Field(description="Kosten gedeeld door kosten van de regio.")
    duur: float = Field(description="Gemiddelde duur, in dagen.")
    duur_regio: float = Field(description="Gemiddelde duur bij alle aanbieders, in dagen.")
    aandeel_uitval: float | None = Field(description="Eenzijdig geëindigd, als deel van wat echt eindigde.")
    aandeel_uitval_regio: float | None = Field(description="Hetzelfde bij alle aanbieders.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Benchmarkrij]:
    """A line for each aanbieder with each PIC."""
    alle = resultaten(peiling.werk.verbinding, peiling.selectie._replace(aanbieder=None), ECHTE_REDENEN, UITVALREDENEN)
    sommen: dict[tuple[str, ...], list[int]] = {}
    for rij in alle:
        som = sommen.setdefault(rij[:4], [0] * 5)
        for plaats, getal in enumerate(rij[5:]):
            som[plaats] += getal
    regels = []
    for rij in alle:
        if peiling.selectie.aanbieder in (None, rij.aanbieder):
            aantal, kosten, dagen, echt, uitval = sommen[rij[:4]]
            regels.append(
                Benchmarkrij(
                    regio=rij.regio,
                    perceel=rij.perceel,
                    profiel=rij.profiel,
                    intensiteit=rij.intensiteit,
                    aanbieder=rij.aanbieder,
                    aantal=rij.aantal,
                    kosten=deel_half_omhoog(rij.kosten, rij.aantal),
                    kosten_regio=deel_half_omhoog(kosten, aantal),
                    verhouding=deel(rij.kosten * aantal, kosten * rij.aantal),
                    duur=round(rij.dagen / rij.aantal, 3),
                    duur_regio=round(dagen / aantal, 3),
                    aandeel_uitval=deel(rij.uitval, rij.echt_geeindigd),
                    aandeel_uitval_regio=deel(uitval, echt),
                )
            )
    return regels


CIJFER = Stuurcijfer(
    naam="benchmark",
    titel="Kosten, duur en uitval van dezelfde PIC bij elke aanbieder",
    uitleg=(
        "Trajecten met een PIC waarvan de hulp in de periode eindigde, tijdelijk niet meegeteld. Kosten zijn wat "
        "op de toewijzing is toegekend. Alleen dezelfde PIC staat naast elkaar; de regio is met de aanbieder zelf "
        "erbij."
    ),
    eisen=("R043", "R139"),
    vraag=Stuurvraag,
    rij=Benchmarkrij,
    bereken=bereken,
)
