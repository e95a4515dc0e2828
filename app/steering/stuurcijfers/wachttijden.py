"""From request to toewijzing to help (R038, R083, R118, R134)."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Groepvraag, Peiling, Stuurcijfer
from app.steering.stuurcijfers.velden import Aanbieder, Groepintensiteit, Groepprofiel, Perceel, Regio, deel
from app.store.stuurcijfers import tijden
from app.store.stuurcijfers.basis import Spreiding


class Wachttijd(Weergave):
    """Hoe lang het duurt voor hulp begint, in kalenderdagen."""

    regio: Regio
    aanbieder: Aanbieder
    perceel: Perceel
    profiel: Groepprofiel
    intensiteit: Groepintensiteit
    gestart: int = Field(description="Toewijzingen waarvan de hulp in de periode begon (JW305).")
    gemiddelde: float | None = Field(description="Gemiddeld aantal dagen van toewijzing (JW301) tot begin van de hulp.")
    mediaan: int | None = Field(description="Middelste aantal dagen.")
    p90: int | None = Field(description="Een op de tien wachtte langer.")
    wachtend: int = Field(description="Toewijzingen die vandaag gelden en waarvan geen begin bekend is.")
    verwezen: int = Field(description="Toewijzingen in de periode op een verzoek (JW315).")
    verzoek_tot_toewijzing: float | None = Field(description="Gemiddeld aantal dagen van verzoek tot toewijzing.")


def bereken(peiling: Peiling[Groepvraag]) -> list[Wachttijd]:
    """Per aanbieder and perceel or PIC."""
    verbinding, selectie = peiling.werk.verbinding, peiling.selectie
    groep = tijden.PER_AANBIEDER if peiling.vraag.per == "perceel" else tijden.PER_AANBIEDER_EN_PIC
    gestart = _op_groep(tijden.wachttijden(verbinding, selectie, groep))
    verwezen = _op_groep(tijden.verwijstijden(verbinding, selectie, groep))
    wachtend = tijden.wachtenden(verbinding, selectie, peiling.vandaag, groep)
    regels = []
    for sleutel in sorted(gestart.keys() | verwezen.keys() | wachtend.keys(), key=lambda een: [x or "" for x in een]):
        een, verzoek = gestart.get(sleutel), verwezen.get(sleutel)
        regels.append(
            Wachttijd.model_validate(
                {
                    **dict.fromkeys(("profiel", "intensiteit")),
                    **dict(zip(groep, sleutel, strict=True)),
                    "gestart": een.aantal if een else 0,
                    "gemiddelde": deel(een.som, een.aantal) if een else None,
                    "mediaan": een.mediaan if een else None,
                    "p90": een.p90 if een else None,
                    "wachtend": wachtend.get(sleutel, 0),
                    "verwezen": verzoek.aantal if verzoek else 0,
                    "verzoek_tot_toewijzing": deel(verzoek.som, verzoek.aantal) if verzoek else None,
                }
            )
        )
    return regels


def _op_groep(spreidingen: Sequence[Spreiding]) -> dict[tijden.Groepsleutel, Spreiding]:
    return {tuple(een.groep.values()): een for een in spreidingen}


CIJFER = Stuurcijfer(
    naam="wachttijden",
    titel="Wachttijden in kalenderdagen",
    uitleg=(
        "Van het eerste JW301 (Toewijzingsdatum) tot de vroegste Begindatum van een JW305, van hulp die in de "
        "periode begon. Wachtend: de toewijzing geldt vandaag en er is geen begin bekend. Ook de dagen van JW315 "
        "tot JW301."
    ),
    eisen=("R038", "R043", "R083", "R118"),
    vraag=Groepvraag,
    rij=Wachttijd,
    bereken=bereken,
)
