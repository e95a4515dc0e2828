"""What was committed, claimed, granted and can be paid (R062, R086, R094, R151)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Gemeente, Perceel, Regio
from app.store.stuurcijfers import financien


class Financien(Weergave):
    """Geld per gemeente en perceel."""

    regio: Regio
    gemeente: Gemeente
    perceel: Perceel
    toewijzingen: int = Field(description="Toewijzingen die in de periode ingaan.")
    ongebruikt: int = Field(description="Toewijzingen daarvan waarop niets is toegekend.")
    verplicht: int = Field(description="Waartoe die toewijzingen verplichten, in eurocent.")
    ingediend: int = Field(description="Gedeclareerd over de periode, debet min credit, in eurocent.")
    toegekend: int = Field(description="Daarvan toegekend, debet min credit, in eurocent.")
    tegengehouden: int = Field(description="Daarvan boven een volumeplafond en dus niet te betalen, in eurocent.")
    betaalbaar: int = Field(description="Toegekend min tegengehouden, in eurocent.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Financien]:
    """Money per gemeente and perceel."""
    return [
        Financien(**rij._asdict(), betaalbaar=rij.betaalbaar)
        for rij in financien.geld(peiling.werk.verbinding, peiling.selectie)
    ]


CIJFER = Stuurcijfer(
    naam="financien",
    titel="Verplicht, gedeclareerd, toegekend en betaalbaar, in eurocent",
    uitleg=(
        "Verplichtingen tellen op de ingangsdatum van de toewijzing, declaraties op de eerste dag van de "
        "ProductPeriode, debet min credit. Ongebruikt: er is niets op toegekend. Een prestatie op een "
        "onbekende toewijzing heeft geen perceel. Tegengehouden is toegekend boven een volumeplafond; "
        "betaalbaar is de rest."
    ),
    eisen=(
        "R062",
        "R086",
        "R094",
        "R151",
    ),
    vraag=Stuurvraag,
    rij=Financien,
    bereken=bereken,
)
