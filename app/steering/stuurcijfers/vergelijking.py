"""Two groups of gemeenten beside each other: what the same PIC costs, lasts and how often it is left (R156)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.contracts.prijs import deel_half_omhoog
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Gemeentecode, OnmogelijkeVraag, Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.uitval import UITVALREDENEN
from app.steering.stuurcijfers.velden import Intensiteit, Profiel, deel
from app.store.stuurcijfers import tijden
from app.store.stuurcijfers.tijden import Groepskosten

A, B = "a", "b"


@dataclass(frozen=True, slots=True)
class Groepscijfer:
    """Trajectories of a group: how many, with the sums of their cost (eurocents), days and uitval."""

    aantal: int = 0
    kosten: int = 0
    dagen: int = 0
    uitval: int = 0

    @property
    def gemiddeld(self) -> int | None:
        """Mean cost in eurocents."""
        return deel_half_omhoog(self.kosten, self.aantal) if self.aantal else None

    @property
    def duur(self) -> int | None:
        """Mean duration in days."""
        return deel_half_omhoog(self.dagen, self.aantal) if self.aantal else None

    def plus(self, ander: Groepscijfer) -> Groepscijfer:
        """Both together."""
        return Groepscijfer(
            self.aantal + ander.aantal,
            self.kosten + ander.kosten,
            self.dagen + ander.dagen,
            self.uitval + ander.uitval,
        )


LEEG = Groepscijfer()


@dataclass(frozen=True, slots=True)
class Picvergelijking:
    """One PIC in both groups; without PIC: all PICs that both groups have."""

    pic: tuple[str, str, str] | None
    a: Groepscijfer
    b: Groepscijfer
    verhouding: float | None
    """Mean cost of b over that of a; over all PICs with as many trajectories of each PIC as b has."""


def vergelijk(rijen: Iterable[Groepskosten]) -> list[Picvergelijking]:
    """Every PIC, and last all that both groups have: cost of b over what it would be at the means of a."""
    per_pic: dict[tuple[str, str, str], dict[str, Groepscijfer]] = {}
    for rij in rijen:
        per_pic.setdefault(rij[:3], {})[rij.groep] = Groepscijfer(rij.aantal, rij.kosten, rij.dagen, rij.uitval)
    regels, alle_a, alle_b, verwacht = list[Picvergelijking](), LEEG, LEEG, 0.0
    for pic, groepen in sorted(per_pic.items()):
        a, b = groepen.get(A, LEEG), groepen.get(B, LEEG)
        regels.append(Picvergelijking(pic, a, b, _deel(b.kosten * a.aantal, a.kosten * b.aantal)))
        if a.aantal and b.aantal:
            alle_a, alle_b = alle_a.plus(a), alle_b.plus(b)
            verwacht += a.kosten / a.aantal * b.aantal
    return [*regels, Picvergelijking(None, alle_a, alle_b, _deel(alle_b.kosten, verwacht))]


def _deel(teller: float, noemer: float) -> float | None:
    return teller / noemer if noemer else None


class Vergelijkvraag(Stuurvraag):
    """Ook welke twee groepen."""

    a: list[Gemeentecode] = Field(min_length=1, max_length=500, description="CBS-codes van de gemeenten van groep a.")
    b: list[Gemeentecode] = Field(min_length=1, max_length=500, description="CBS-codes van de gemeenten van groep b.")


class Vergelijking(Weergave):
    """Dezelfde PIC in twee groepen gemeenten."""

    perceel: Annotated[str | None, Field(description="Code van het perceel; leeg op de laatste regel: alle PICs.")]
    profiel: Profiel
    intensiteit: Intensiteit
    a_aantal: int = Field(description="Trajecten van groep a die in de periode eindigden.")
    a_gemiddelde: int | None = Field(description="Gemiddeld toegekend per traject van groep a, in eurocent.")
    a_duur: int | None = Field(description="Gemiddelde duur in groep a, in dagen.")
    a_uitval: float | None = Field(description="Deel van de trajecten van groep a dat eenzijdig eindigde.")
    b_aantal: int = Field(description="Trajecten van groep b die in de periode eindigden.")
    b_gemiddelde: int | None = Field(description="Gemiddeld toegekend per traject van groep b, in eurocent.")
    b_duur: int | None = Field(description="Gemiddelde duur in groep b, in dagen.")
    b_uitval: float | None = Field(description="Deel van de trajecten van groep b dat eenzijdig eindigde.")
    verhouding: float | None = Field(
        description="Kosten van b gedeeld door die van a; op de laatste regel bij de PICs van groep b."
    )


def bereken(peiling: Peiling[Vergelijkvraag]) -> list[Vergelijking]:
    """Two groups of gemeenten beside each other, per PIC and standardised over all of them."""
    vraag = peiling.vraag
    beide = sorted(set(vraag.a) & set(vraag.b))
    if beide:
        raise OnmogelijkeVraag(f"In beide groepen: {', '.join(beide)}. Laat elke gemeente er een van zijn.")
    groepen: Mapping[str, Sequence[str]] = {A: vraag.a, B: vraag.b}
    gevonden = tijden.groepskosten(peiling.werk.verbinding, peiling.selectie, groepen, UITVALREDENEN)
    return [
        Vergelijking(
            perceel=een.pic[0] if een.pic else None,
            profiel=een.pic[1] if een.pic else None,
            intensiteit=een.pic[2] if een.pic else None,
            a_aantal=een.a.aantal,
            a_gemiddelde=een.a.gemiddeld,
            a_duur=een.a.duur,
            a_uitval=deel(een.a.uitval, een.a.aantal),
            b_aantal=een.b.aantal,
            b_gemiddelde=een.b.gemiddeld,
            b_duur=een.b.duur,
            b_uitval=deel(een.b.uitval, een.b.aantal),
            verhouding=None if een.verhouding is None else round(een.verhouding, 3),
        )
        for een in vergelijk(gevonden)
    ]


CIJFER = Stuurcijfer(
    naam="vergelijking",
    titel="Dezelfde PIC in twee groepen gemeenten",
    uitleg=(
        "Gemiddeld toegekend, duur en uitval van trajecten die in de periode eindigden. De laatste regel gaat "
        "over alle PICs die beide groepen hebben: kosten van b gedeeld door wat b zou kosten met de gemiddelden "
        "van a."
    ),
    eisen=("R156",),
    vraag=Vergelijkvraag,
    rij=Vergelijking,
    bereken=bereken,
)
