"""What the coming months are going to cost: what is still due on running help, and help that is yet to begin (R085).

Running help: what is left of its commitment is spread in equal parts over the months up to its Einddatum; without
one over ``ZONDER_EINDE`` months. New help: a straight line through the commitments that began in each of the last
``TERUGBLIK`` whole months (least squares) is drawn on; what begins in a month is spread in equal parts over as many
months as help has lasted on average.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.standard.kalender import eerste_van_maand, laatste_van_maand, maand_verder
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Gemeente, Regio
from app.store.stuurcijfers import financien
from app.store.stuurcijfers.financien import Instroom, Openstaand

TERUGBLIK = 12
ZONDER_EINDE = 12
_DAGEN_PER_MAAND = Fraction(1461, 48)
"""30,4375: four years over 48 months."""


@dataclass(frozen=True, slots=True)
class Maandprognose:
    """What a gemeente may expect in a month, in eurocents; ``maand`` 0 is the current one."""

    regio: str
    gemeente: str
    maand: int
    lopend: int
    """Of help that runs or was assigned already."""
    nieuw: int
    """Of help that is yet to be assigned."""
    nieuwe_toewijzingen: int

    @property
    def totaal(self) -> int:
        """Both together."""
        return self.lopend + self.nieuw


def voorspel(open_: Iterable[Openstaand], instroom: Iterable[Instroom], maanden: int) -> list[Maandprognose]:
    """So many months for each gemeente, the current one first."""
    lopend: dict[tuple[str, str], list[int]] = {}
    for een in open_:
        reeks = lopend.setdefault(een[:2], [0] * maanden)
        laatste = een.van_maand + ZONDER_EINDE - 1 if een.tot_maand is None else max(een.tot_maand, een.van_maand)
        for plaats, deel in enumerate(verdeel(een.rest, laatste - een.van_maand + 1), een.van_maand):
            if plaats < maanden:
                reeks[plaats] += deel
    begonnen: dict[tuple[str, str], list[Instroom]] = {}
    for rij in instroom:
        begonnen.setdefault(rij[:2], []).append(rij)
    return [
        een
        for wie in sorted(lopend.keys() | begonnen.keys())
        for een in _maanden(*wie, lopend.get(wie, [0] * maanden), begonnen.get(wie, []))
    ]


def _maanden(regio: str, gemeente: str, lopend: Sequence[int], begonnen: Sequence[Instroom]) -> Iterator[Maandprognose]:
    bedragen, aantallen = [0] * TERUGBLIK, [0] * TERUGBLIK
    for rij in begonnen:
        if -TERUGBLIK <= rij.maand < 0:
            bedragen[rij.maand] += rij.verplicht
            aantallen[rij.maand] += rij.toewijzingen
    looptijd = gemiddelde_looptijd(begonnen)
    nieuw = [0] * len(lopend)
    for maand, bedrag in enumerate(trek_door(bedragen, len(lopend))):
        for plaats, deel in enumerate(verdeel(bedrag, looptijd), maand):
            if plaats < len(nieuw):
                nieuw[plaats] += deel
    for maand, aantal in enumerate(trek_door(aantallen, len(lopend))):
        yield Maandprognose(regio, gemeente, maand, lopend[maand], nieuw[maand], aantal)


def verdeel(bedrag: int, maanden: int) -> list[int]:
    """An amount in equal parts, the remainder in the last."""
    deel = bedrag // maanden
    return [deel] * (maanden - 1) + [bedrag - deel * (maanden - 1)]


def gemiddelde_looptijd(begonnen: Iterable[Instroom]) -> int:
    """Whole months that help lasts on average, at least one; ``ZONDER_EINDE`` when nothing has an end."""
    dagen = aantal = 0
    for rij in begonnen:
        dagen += rij.dagen
        aantal += rij.met_einde
    if aantal == 0:
        return ZONDER_EINDE
    return max(1, _rond(dagen / (aantal * _DAGEN_PER_MAAND)))


def trek_door(reeks: Sequence[int], maanden: int) -> list[int]:
    """The straight line of least squares through a series, drawn on for so many months; never below zero."""
    n = len(reeks)
    midden, gemiddeld = Fraction(n - 1, 2), Fraction(sum(reeks), n)
    noemer = sum(((x - midden) ** 2 for x in range(n)), Fraction(0))
    teller = sum(((x - midden) * (y - gemiddeld) for x, y in enumerate(reeks)), Fraction(0))
    helling = teller / noemer if noemer else Fraction(0)
    return [max(0, _rond(gemiddeld + helling * (n + maand - midden))) for maand in range(maanden)]


def _rond(getal: Fraction) -> int:
    return (2 * getal.numerator + getal.denominator) // (2 * getal.denominator)


class Prognosevraag(Stuurvraag):
    """Ook hoever vooruit."""

    maanden: int = Field(6, ge=1, le=36, description="Hoeveel maanden vooruit, met de lopende maand.")


class Prognose(Weergave):
    """Wat een gemeente in een maand kan verwachten."""

    regio: Regio
    gemeente: Gemeente
    maand: date = Field(description="Eerste dag van de maand.")
    lopend: int = Field(description="Wat nog rest op toewijzingen die er al zijn, in eurocent.")
    nieuw: int = Field(description="Wat toewijzingen die nog moeten komen kosten als de trend doorzet, in eurocent.")
    nieuwe_toewijzingen: int = Field(description="Hoeveel er dan in de maand bij komen.")
    totaal: int = Field(description="Lopend en nieuw samen, in eurocent.")


def bereken(peiling: Peiling[Prognosevraag]) -> list[Prognose]:
    """Running commitments and the trend of inflow, from the month of today on."""
    selectie, vandaag = peiling.selectie, peiling.vandaag
    nu = eerste_van_maand(vandaag)
    terug = selectie._replace(van=maand_verder(nu, -TERUGBLIK), tot=laatste_van_maand(maand_verder(nu, -1)))
    voorspeld = voorspel(
        financien.openstaand(peiling.werk.verbinding, selectie, vandaag),
        financien.instroom(peiling.werk.verbinding, terug, vandaag),
        peiling.vraag.maanden,
    )
    return [
        Prognose(
            regio=een.regio,
            gemeente=een.gemeente,
            maand=maand_verder(nu, een.maand),
            lopend=een.lopend,
            nieuw=een.nieuw,
            nieuwe_toewijzingen=een.nieuwe_toewijzingen,
            totaal=een.totaal,
        )
        for een in voorspeld
    ]


CIJFER = Stuurcijfer(
    naam="prognose",
    titel="Wat de komende maanden kosten, in eurocent",
    uitleg=(
        "Van lopende toewijzingen: wat verplicht is min wat is toegekend, in gelijke delen tot de einddatum "
        "(zonder einddatum twaalf maanden). Van hulp die nog komt: een rechte lijn (kleinste kwadraten) door wat "
        "in elk van de laatste twaalf hele maanden werd verplicht, doorgetrokken en uitgesmeerd over de "
        "gemiddelde looptijd."
    ),
    eisen=("R085",),
    vraag=Prognosevraag,
    rij=Prognose,
    bereken=bereken,
)
