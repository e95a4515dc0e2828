"""What was committed, claimed, granted and can be paid (R062, R086, R094, R151)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Gemeente, Perceel, Regio, deel
from app.store.stuurcijfers import financien


class Financien(Weergave):
    """Geld per gemeente en perceel."""

    regio: Regio
    gemeente: Gemeente
    perceel: Perceel
    toewijzingen: int = Field(description="Toewijzingen die in de periode ingaan.")
    ongebruikt: int = Field(description="Toewijzingen daarvan waarop niets is toegekend.")
    verplicht: int = Field(description="Waartoe die toewijzingen verplichten, in eurocent.")
    benut: int = Field(description="Wat op die toewijzingen tot nu toe is toegekend, in eurocent.")
    aandeel_benut: float | None = Field(description="Benut gedeeld door verplicht: het gebruik van wat is toegewezen.")
    ingediend: int = Field(description="Gedeclareerd over de periode, debet min credit, in eurocent.")
    toegekend: int = Field(description="Daarvan toegekend, debet min credit, in eurocent.")
    tegengehouden: int = Field(description="Daarvan boven een volumeplafond en dus niet te betalen, in eurocent.")
    betaalbaar: int = Field(description="Toegekend min tegengehouden, in eurocent.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Financien]:
    """Money per gemeente and perceel."""
    return [
        Financien(**rij._asdict(), aandeel_benut=deel(rij.benut, rij.verplicht), betaalbaar=rij.betaalbaar)
        for rij in financien.geld(peiling.werk.verbinding, peiling.selectie)
    ]


CIJFER = Stuurcijfer(
    naam="financien",
    titel="Verplicht, gedeclareerd, toegekend en betaalbaar, in eurocent",
    uitleg=(
        "Verplichtingen tellen op de ingangsdatum van de toewijzing, declaraties op de eerste dag van de "
        "ProductPeriode, debet min credit. Ongebruikt: er is niets op toegekend. Benut is wat op de toewijzingen "
        "uit de periode tot nu toe is toegekend, ook later. Een prestatie op een onbekende toewijzing heeft geen "
        "perceel. Tegengehouden is toegekend boven een volumeplafond; betaalbaar is de rest."
    ),
    eisen=("R062", "R086", "R094", "R151"),
    vraag=Stuurvraag,
    rij=Financien,
    bereken=bereken,
)
