"""Who uses heavy intensiteiten more than others do for the same problems: high trust, high penalty (R147).

Per aanbieder the number of heavy trajectories is held against what is expected when it would do as its peers do,
profiel by profiel. The peers of an aanbieder are all others in the same regio, perceel and profiel; itself it is
never among them. A flag starts a dialogue, not a rejection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import inf, sqrt

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aanbieder, Regio, eindig
from app.store.stuurcijfers import trajecten
from app.store.stuurcijfers.trajecten import Zwaarterij

SIGNAAL = "SIG-ZWAARTE"


@dataclass(frozen=True, slots=True)
class Drempels:
    """When an aanbieder is flagged: all three have to be met."""

    aantal: int = 20
    """At least so many trajectories that can be compared."""
    verhouding: float = 1.2
    """Observed heavy trajectories are more than so many times the expected ones."""
    z: float = 1.96
    """And more than so many standard deviations above them."""


STANDAARD = Drempels()


@dataclass(frozen=True, slots=True)
class Zwaarteoordeel:
    """An aanbieder beside its peers."""

    regio: str
    aanbieder: str
    trajecten: int
    """That can be compared: others have the profiel too."""
    zonder_vergelijking: int
    """Trajectories for a profiel that nobody else has."""
    waargenomen: int
    verwacht: Fraction
    variantie: Fraction
    gevlagd: bool

    @property
    def verhouding(self) -> float:
        """Observed over expected; infinite when nothing heavy was expected and there is."""
        if self.verwacht == 0:
            return inf if self.waargenomen else 1.0
        return float(self.waargenomen / self.verwacht)

    @property
    def standaarddeviatie(self) -> float:
        """Square root of the variance."""
        return sqrt(self.variantie)

    @property
    def z(self) -> float:
        """How many standard deviations above the expected number; infinite when peers leave no room for chance."""
        verschil = float(self.waargenomen - self.verwacht)
        if self.variantie == 0:
            return inf if verschil > 0 else -inf if verschil < 0 else 0.0
        return verschil / self.standaarddeviatie


def vergelijk_zwaarte(rijen: Iterable[Zwaarterij], drempels: Drempels = STANDAARD) -> list[Zwaarteoordeel]:
    """Every aanbieder beside its peers, by regio and AGB code.

    For each profiel with n trajectories, of which peers have a share p heavy: n x p are expected, with variance
    n x p x (1 - p).
    """
    rijen = list(rijen)
    totalen: dict[tuple[str, str, str], tuple[int, int]] = {}
    for rij in rijen:
        aantal, zwaar = totalen.get(rij[:3], (0, 0))
        totalen[rij[:3]] = aantal + rij.aantal, zwaar + rij.zwaar
    per_aanbieder: dict[tuple[str, str], list[Zwaarterij]] = {}
    for rij in rijen:
        per_aanbieder.setdefault((rij.regio, rij.aanbieder), []).append(rij)
    return [_oordeel(*wie, van_hem, totalen, drempels) for wie, van_hem in sorted(per_aanbieder.items())]


def _oordeel(
    regio: str,
    aanbieder: str,
    rijen: Iterable[Zwaarterij],
    totalen: dict[tuple[str, str, str], tuple[int, int]],
    drempels: Drempels,
) -> Zwaarteoordeel:
    trajecten = alleen = waargenomen = 0
    verwacht = variantie = Fraction(0)
    for rij in rijen:
        aantal, zwaar = totalen[rij[:3]]
        if aantal == rij.aantal:
            alleen += rij.aantal
            continue
        deel = Fraction(zwaar - rij.zwaar, aantal - rij.aantal)
        trajecten += rij.aantal
        waargenomen += rij.zwaar
        verwacht += rij.aantal * deel
        variantie += rij.aantal * deel * (1 - deel)
    uitkomst = Zwaarteoordeel(regio, aanbieder, trajecten, alleen, waargenomen, verwacht, variantie, gevlagd=False)
    if trajecten < drempels.aantal or uitkomst.verhouding <= drempels.verhouding or uitkomst.z <= drempels.z:
        return uitkomst
    return Zwaarteoordeel(regio, aanbieder, trajecten, alleen, waargenomen, verwacht, variantie, gevlagd=True)


class Zwaartevraag(Stuurvraag):
    """Ook wanneer een aanbieder opvalt."""

    minimum: int = Field(STANDAARD.aantal, ge=1, description="Minstens zoveel vergelijkbare trajecten.")
    verhouding: float = Field(STANDAARD.verhouding, ge=1, description="Waargenomen is meer dan zoveel maal verwacht.")
    z: float = Field(STANDAARD.z, ge=0, description="En meer dan zoveel standaarddeviaties erboven.")


class Zwaarte(Weergave):
    """Zware trajecten van een aanbieder naast die van anderen met dezelfde profielen."""

    regio: Regio
    aanbieder: Aanbieder
    trajecten: int = Field(description="Trajecten die zijn te vergelijken, omdat anderen het profiel ook leveren.")
    zonder_vergelijking: int = Field(description="Trajecten van profielen die niemand anders levert.")
    waargenomen: int = Field(description="Zware trajecten.")
    verwacht: float = Field(description="Zware trajecten als de aanbieder deed wat de anderen per profiel doen.")
    verhouding: float | None = Field(description="Waargenomen gedeeld door verwacht; leeg: niets zwaars verwacht.")
    variantie: float = Field(description="Spreiding die toeval geeft: som van n x p x (1 - p).")
    standaarddeviatie: float = Field(description="Wortel van de variantie.")
    z: float | None = Field(description="Afstand tot verwacht in standaarddeviaties; leeg: toeval speelt geen rol.")
    signaal: str | None = Field(description="SIG-ZWAARTE als alle drempels zijn overschreden; begin van een gesprek.")


def bereken(peiling: Peiling[Zwaartevraag]) -> list[Zwaarte]:
    """The benchmark of heavy intensiteiten, most standard deviations first."""
    vraag = peiling.vraag
    drempels = Drempels(vraag.minimum, vraag.verhouding, vraag.z)
    oordelen = vergelijk_zwaarte(trajecten.zwaarte(peiling.werk.verbinding, peiling.selectie), drempels)
    return [
        Zwaarte(
            regio=een.regio,
            aanbieder=een.aanbieder,
            trajecten=een.trajecten,
            zonder_vergelijking=een.zonder_vergelijking,
            waargenomen=een.waargenomen,
            verwacht=round(float(een.verwacht), 3),
            verhouding=eindig(een.verhouding),
            variantie=round(float(een.variantie), 3),
            standaarddeviatie=round(een.standaarddeviatie, 3),
            z=eindig(een.z),
            signaal=SIGNAAL if een.gevlagd else None,
        )
        for een in sorted(oordelen, key=lambda een: (-een.z, een.regio, een.aanbieder))
        if peiling.selectie.aanbieder in (None, een.aanbieder)
    ]


CIJFER = Stuurcijfer(
    naam="zwaarte",
    titel="Zware hulp naast die van vergelijkbare aanbieders",
    uitleg=(
        "Trajecten die in de periode ingaan, per aanbieder, perceel en profiel. Waar anderen in de regio met dat "
        "perceel en profiel een deel p zwaar hebben, zijn van n eigen trajecten n x p zware verwacht, met "
        "variantie n x p x (1 - p); beide worden over de profielen opgeteld. SIG-ZWAARTE komt bij minstens 20 "
        "trajecten, een verhouding boven 1,2 en een z boven 1,96."
    ),
    eisen=("R147", "R153"),
    vraag=Zwaartevraag,
    rij=Zwaarte,
    bereken=bereken,
)
