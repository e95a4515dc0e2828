"""How much of the heavy help is ambulant and how much with a stay (R017)."""

from __future__ import annotations

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aanbieder, Regio, deel
from app.store.stuurcijfers.trajecten import verblijf


class Verblijfvraag(Stuurvraag):
    """Ook over welke trajecten."""

    alleen_zwaar: bool = Field(True, description="Alleen trajecten met zware hulp; anders alle.")


class Verblijf(Weergave):
    """Ambulante hulp en hulp met verblijf van een aanbieder in een perceel."""

    regio: Regio
    perceel: str = Field(description="Code van het perceel of segment.")
    aanbieder: Aanbieder
    trajecten: int = Field(description="Trajecten die in de periode ingaan.")
    ambulant: int = Field(description="Daarvan zonder verblijf.")
    met_verblijf: int = Field(description="Daarvan met verblijf.")
    onbekend: int = Field(description="Daarvan zeggen de afspraken het niet.")
    verhouding: float | None = Field(description="Ambulant gedeeld door met verblijf; leeg: geen met verblijf.")
    aandeel_verblijf: float | None = Field(description="Met verblijf, als deel van ambulant en met verblijf samen.")
    aandeel_verblijf_regio: float | None = Field(description="Hetzelfde van alle aanbieders in dit perceel.")


def bereken(peiling: Peiling[Verblijfvraag]) -> list[Verblijf]:
    """A line for each aanbieder in each perceel."""
    per_plek: dict[tuple[str, str, str], dict[bool | None, int]] = {}
    regios: dict[tuple[str, str], dict[bool | None, int]] = {}
    for rij in verblijf(peiling.werk.verbinding, peiling.selectie, alleen_zwaar=peiling.vraag.alleen_zwaar):
        per_plek.setdefault(rij[:3], {})[rij.met_verblijf] = rij.aantal
        samen = regios.setdefault(rij[:2], {})
        samen[rij.met_verblijf] = samen.get(rij.met_verblijf, 0) + rij.aantal
    return [
        Verblijf(
            regio=regio,
            perceel=perceel,
            aanbieder=aanbieder,
            trajecten=sum(tellen.values()),
            ambulant=tellen.get(False, 0),
            met_verblijf=tellen.get(True, 0),
            onbekend=tellen.get(None, 0),
            verhouding=deel(tellen.get(False, 0), tellen.get(True, 0)),
            aandeel_verblijf=_aandeel(tellen),
            aandeel_verblijf_regio=_aandeel(regios[regio, perceel]),
        )
        for (regio, perceel, aanbieder), tellen in sorted(per_plek.items())
        if peiling.selectie.aanbieder in (None, aanbieder)
    ]


def _aandeel(tellen: dict[bool | None, int]) -> float | None:
    return deel(tellen.get(True, 0), tellen.get(True, 0) + tellen.get(False, 0))


CIJFER = Stuurcijfer(
    naam="verblijf",
    titel="Hoeveel van de zware hulp ambulant is en hoeveel met verblijf",
    uitleg=(
        "Trajecten die in de periode ingaan, per aanbieder en perceel. Of hulp met verblijf is zegt de "
        "productcode in de afspraken van de regio (met_verblijf), anders haar PIC of PIC-label. Zwaar is boven "
        "het midden van de rangen van de intensiteiten; hulp per eenheid zonder PIC-label heeft er geen en telt "
        "alleen met alleen_zwaar=false."
    ),
    eisen=("R017",),
    vraag=Verblijfvraag,
    rij=Verblijf,
    bereken=bereken,
)
