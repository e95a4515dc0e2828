"""An aanbieder beside its peers: own value, and the band in which half of the others lie; never who they are (R153)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.uitval import ECHTE_REDENEN, UITVALREDENEN
from app.steering.stuurcijfers.velden import Regio
from app.store.stuurcijfers.spiegel import resultaten, wachtsommen
from app.store.stuurcijfers.trajecten import zwaarte

Maat = Literal["kosten", "duur", "uitval", "wachttijd", "zwaar"]
MINSTE_ANDEREN: Final = 5
"""Fewer peers than this give no band."""
MINSTE_TRAJECTEN: Final = 10
"""A peer with fewer trajectories is left out: its value would tell of a few children."""


class Plek(NamedTuple):
    """What is measured of which help; ``zwaar`` is over all intensiteiten of a profiel."""

    regio: str
    perceel: str
    profiel: str
    intensiteit: str | None
    maat: Maat


class Waarde(NamedTuple):
    """A sum over so many trajectories of one aanbieder; its value is the mean."""

    som: int
    aantal: int

    @property
    def gemiddeld(self) -> Fraction:
        """The mean; raises ZeroDivisionError for no trajectories."""
        return Fraction(self.som, self.aantal)


class Band(NamedTuple):
    """Between which values half of the peers lie, in proportion between the nearest two."""

    p25: Fraction
    mediaan: Fraction
    p75: Fraction


class Spiegelvraag(Stuurvraag):
    """Van welke aanbieder."""

    aanbieder: str = Field(pattern=r"^\d{8}$", description="AGB-code van de aanbieder die zich spiegelt.")


class Spiegelbeeld(Weergave):
    """Een eigen cijfer van een aanbieder, naast dat van anderen met dezelfde PIC."""

    regio: Regio
    perceel: str = Field(description="Code van het perceel.")
    profiel: str = Field(description="Code van het profiel.")
    intensiteit: str | None = Field(description="Code van de intensiteit; leeg: alle, bij de maat zwaar.")
    maat: Maat = Field(
        description="kosten (eurocent per traject), duur (dagen), uitval (deel van wat echt eindigde), wachttijd "
        "(dagen van JW301 tot begin van de hulp), of zwaar (deel van de trajecten met zware hulp)."
    )
    aantal: int = Field(description="Eigen trajecten waarover het gaat.")
    eigen: float | None = Field(description="Eigen gemiddelde of deel; leeg: geen eigen trajecten.")
    anderen: int = Field(description="Andere aanbieders met minstens 10 trajecten; hun namen worden niet gegeven.")
    p25: float | None = Field(description="Een kwart van de anderen zit hieronder; leeg: minder dan 5 anderen.")
    mediaan: float | None = Field(description="De helft van de anderen zit hieronder; leeg: als bij p25.")
    p75: float | None = Field(description="Driekwart van de anderen zit hieronder; leeg: als bij p25.")


def maak_band(anderen: Iterable[Waarde]) -> tuple[int, Band | None]:
    """How many peers count, and their band; None when they are too few."""
    waarden = sorted(een.gemiddeld for een in anderen if een.aantal >= MINSTE_TRAJECTEN)
    if len(waarden) < MINSTE_ANDEREN:
        return len(waarden), None
    return len(waarden), Band(_percentiel(waarden, 25), _percentiel(waarden, 50), _percentiel(waarden, 75))


def _percentiel(waarden: Sequence[Fraction], procent: int) -> Fraction:
    plaats, rest = divmod((len(waarden) - 1) * procent, 100)
    boven = waarden[min(plaats + 1, len(waarden) - 1)]
    return waarden[plaats] + Fraction(rest, 100) * (boven - waarden[plaats])


def bereken(peiling: Peiling[Spiegelvraag]) -> list[Spiegelbeeld]:
    """A line for each measure of each PIC that the aanbieder delivered."""
    wie = peiling.vraag.aanbieder
    regels = []
    for plek, per_aanbieder in sorted(
        _waarden(peiling).items(), key=lambda een: (*een[0][:3], een[0].intensiteit or "")
    ):
        if wie not in per_aanbieder:
            continue
        eigen = per_aanbieder[wie]
        aantal, band = maak_band(een for aanbieder, een in per_aanbieder.items() if aanbieder != wie)
        regels.append(
            Spiegelbeeld(
                **plek._asdict(),
                aantal=eigen.aantal,
                eigen=_rond(eigen.gemiddeld if eigen.aantal else None),
                anderen=aantal,
                p25=_rond(band and band.p25),
                mediaan=_rond(band and band.mediaan),
                p75=_rond(band and band.p75),
            )
        )
    return regels


def _rond(getal: Fraction | None) -> float | None:
    return None if getal is None else round(float(getal), 3)


def _waarden(peiling: Peiling[Spiegelvraag]) -> Mapping[Plek, Mapping[str, Waarde]]:
    gevonden: dict[Plek, dict[str, Waarde]] = {}
    for plek, aanbieder, waarde in _per_aanbieder(peiling):
        per_aanbieder = gevonden.setdefault(plek, {})
        eerder = per_aanbieder.get(aanbieder, Waarde(0, 0))
        per_aanbieder[aanbieder] = Waarde(eerder.som + waarde.som, eerder.aantal + waarde.aantal)
    return gevonden


def _per_aanbieder(peiling: Peiling[Spiegelvraag]) -> Iterator[tuple[Plek, str, Waarde]]:
    verbinding, alle = peiling.werk.verbinding, peiling.selectie._replace(aanbieder=None)
    for rij in resultaten(verbinding, alle, ECHTE_REDENEN, UITVALREDENEN):
        yield Plek(*rij[:4], "kosten"), rij.aanbieder, Waarde(rij.kosten, rij.aantal)
        yield Plek(*rij[:4], "duur"), rij.aanbieder, Waarde(rij.dagen, rij.aantal)
        yield Plek(*rij[:4], "uitval"), rij.aanbieder, Waarde(rij.uitval, rij.echt_geeindigd)
    for som in wachtsommen(verbinding, alle):
        yield Plek(*som[:4], "wachttijd"), som.aanbieder, Waarde(som.dagen, som.aantal)
    for een in zwaarte(verbinding, alle):
        yield Plek(een.regio, een.perceel, een.profiel, None, "zwaar"), een.aanbieder, Waarde(een.zwaar, een.aantal)


CIJFER = Stuurcijfer(
    naam="spiegel",
    titel="Eigen cijfers van een aanbieder naast die van anderen met dezelfde PIC",
    uitleg=(
        "Per PIC wat trajecten die in de periode eindigden kostten en duurden, welk deel eenzijdig eindigde, en "
        "hoe lang op hulp is gewacht die in de periode begon; per profiel welk deel van de trajecten die ingingen "
        "zwaar is. Daarnaast waar de helft van de andere aanbieders zit: van P25 tot P75. Een andere telt mee met "
        "minstens 10 trajecten, en met minder dan 5 anderen blijft de band leeg. Wie de anderen zijn wordt nooit "
        "gezegd."
    ),
    eisen=("R153",),
    vraag=Spiegelvraag,
    rij=Spiegelbeeld,
    bereken=bereken,
)
