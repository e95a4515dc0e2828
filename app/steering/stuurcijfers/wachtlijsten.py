"""Waiting lists that are coming: who waits now, how waiting has changed, and when someone has to look (R118)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.kwartalen import begin_van_kwartaal, eind_van_kwartaal, kwartaal_van, kwartaalnaam
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Aanbieder, Regio, deel
from app.store.stuurcijfers.spiegel import wachtsommen
from app.store.stuurcijfers.wachtlijst import Wachtenden, wie_wacht

SIGNAAL = "SIG-WACHTLIJST"
KWARTALEN = 4
"""Whole quarters of which the trend is taken."""
DAGEN = 91
"""Days of a quarter, for the pace at which help begins."""


@dataclass(frozen=True, slots=True)
class Drempels:
    """When a list is flagged."""

    minimum: int = 5
    """At least so many wait."""
    norm: int = 70
    """Days that it may take: ten weeks, the Treeknorm for treatment."""


STANDAARD = Drempels()
Plek = tuple[str, str, str, str, str]
"""Regio, perceel, profiel, intensiteit and aanbieder."""


@dataclass(frozen=True, slots=True)
class Verloop:
    """Mean waiting time of help that began, quarter by quarter; the oldest first."""

    begonnen: tuple[int, ...]
    dagen: tuple[int, ...]
    """How long they waited, together."""

    def gemiddelde(self, plaats: int) -> Fraction | None:
        """Mean days in a quarter; None when nothing began in it."""
        return Fraction(self.dagen[plaats], self.begonnen[plaats]) if self.begonnen[plaats] else None

    @property
    def lijn(self) -> tuple[Fraction, Fraction] | None:
        """Slope in days a quarter and the value in the quarter that is next, of the straight line (least squares)
        through the means; None with fewer than three quarters."""
        punten = [(x, y) for x in range(len(self.begonnen)) if (y := self.gemiddelde(x)) is not None]
        if len(punten) < 3:
            return None
        n = len(punten)
        midden_x, midden_y = Fraction(sum(x for x, _ in punten), n), sum((y for _, y in punten), Fraction(0)) / n
        noemer = sum(((x - midden_x) ** 2 for x, _ in punten), Fraction(0))
        helling = sum(((x - midden_x) * (y - midden_y) for x, y in punten), Fraction(0)) / noemer
        return helling, max(Fraction(0), midden_y + helling * (len(self.begonnen) - midden_x))


def waarom_gevlagd(wachtend: int, verloop: Verloop, drempels: Drempels) -> Iterator[str]:
    """Each reason to look at a list, in Dutch with its numbers."""
    if wachtend < drempels.minimum:
        return
    lijn = verloop.lijn
    if lijn is not None and lijn[0] > 0 and lijn[1] > drempels.norm:
        yield (
            f"De wachttijd loopt op met {round(float(lijn[0]), 1)} dagen per kwartaal en komt zo in het volgende "
            f"kwartaal op {round(float(lijn[1]))} dagen; de norm is {drempels.norm}."
        )
    duurt = doorlooptijd(wachtend, verloop)
    if duurt is None:
        yield f"Er wachten er {wachtend}, en in het laatste hele kwartaal is geen hulp begonnen."
    elif duurt > drempels.norm:
        yield (
            f"Er wachten er {wachtend} en in het laatste hele kwartaal begonnen er {verloop.begonnen[-1]}: zo duurt "
            f"het {round(float(duurt))} dagen voor iedereen aan de beurt is; de norm is {drempels.norm}."
        )


def doorlooptijd(wachtend: int, verloop: Verloop) -> Fraction | None:
    """Days until all who wait are helped at the pace of the last quarter; None when nothing began in it."""
    return Fraction(wachtend * DAGEN, verloop.begonnen[-1]) if verloop.begonnen[-1] else None


class Wachtlijstvraag(Stuurvraag):
    """Ook wanneer een lijst opvalt."""

    minimum: int = Field(STANDAARD.minimum, ge=1, description="Er wachten er minstens zoveel.")
    norm: int = Field(STANDAARD.norm, ge=1, le=1000, description="Dagen die het mag duren.")


class Wachtlijst(Weergave):
    """Wie bij een aanbieder op een PIC wacht, en hoe dat verloopt."""

    regio: Regio
    perceel: str = Field(description="Code van het perceel.")
    profiel: str = Field(description="Code van het profiel.")
    intensiteit: str = Field(description="Code van de intensiteit.")
    aanbieder: Aanbieder
    wachtend: int = Field(description="Toewijzingen die vandaag gelden en waarvan geen begin bekend is.")
    wachten_al: float | None = Field(description="Hoeveel dagen zij gemiddeld al wachten, vanaf het eerste JW301.")
    laatste_kwartaal: str = Field(description="Laatste hele kwartaal tot en met de laatste dag, zoals 2026-K1.")
    begonnen_1: int = Field(description="Trajecten die drie kwartalen daarvoor begonnen.")
    begonnen_2: int = Field(description="Twee kwartalen daarvoor.")
    begonnen_3: int = Field(description="In het kwartaal daarvoor.")
    begonnen_4: int = Field(description="In het laatste hele kwartaal.")
    dagen_1: float | None = Field(description="Gemiddelde wachttijd van begonnen_1, in dagen.")
    dagen_2: float | None = Field(description="Die van begonnen_2.")
    dagen_3: float | None = Field(description="Die van begonnen_3.")
    dagen_4: float | None = Field(description="Die van begonnen_4.")
    trend: float | None = Field(
        description="Dagen per kwartaal dat de wachttijd oploopt; leeg: minder dan drie kwartalen."
    )
    verwacht: float | None = Field(description="Wachttijd in het volgende kwartaal als de trend doorzet, in dagen.")
    aan_de_beurt: float | None = Field(
        description="Dagen tot iedereen die wacht aan de beurt is: wachtend x 91 / begonnen_4; leeg: er begon niets."
    )
    signaal: str | None = Field(description=f"{SIGNAAL} als er een reden is om te kijken.")
    reden: str | None = Field(description="Waarom, met de getallen.")


def bereken(peiling: Peiling[Wachtlijstvraag]) -> list[Wachtlijst]:
    """A line for each aanbieder and PIC with help that waits or began; those that are flagged first."""
    verbinding, selectie = peiling.werk.verbinding, peiling.selectie
    laatste = kwartaal_van(selectie.tot)
    if selectie.tot != eind_van_kwartaal(laatste):
        laatste -= 1
    eerste = laatste - KWARTALEN + 1
    terug = selectie._replace(van=begin_van_kwartaal(eerste), tot=eind_van_kwartaal(laatste))
    per_plek: dict[Plek, dict[int, tuple[int, int]]] = {}
    for som in wachtsommen(verbinding, terug):
        per_plek.setdefault(som[:5], {})[som.kwartaal] = som.aantal, som.dagen
    wachtenden = {rij[:5]: rij for rij in wie_wacht(verbinding, selectie, peiling.vandaag)}
    drempels = Drempels(peiling.vraag.minimum, peiling.vraag.norm)
    regels = [
        _rij(plek, wachtenden.get(plek), _verloop(per_plek.get(plek, {}), eerste), laatste, drempels)
        for plek in sorted(per_plek.keys() | wachtenden.keys())
    ]
    return sorted(regels, key=lambda rij: rij.signaal is None)


def _verloop(kwartalen: Mapping[int, tuple[int, int]], eerste: int) -> Verloop:
    reeks = [kwartalen.get(eerste + plaats, (0, 0)) for plaats in range(KWARTALEN)]
    return Verloop(tuple(aantal for aantal, _ in reeks), tuple(dagen for _, dagen in reeks))


def _rij(plek: Plek, wachtenden: Wachtenden | None, verloop: Verloop, laatste: int, drempels: Drempels) -> Wachtlijst:
    regio, perceel, profiel, intensiteit, aanbieder = plek
    wachtend = wachtenden.aantal if wachtenden else 0
    redenen = list(waarom_gevlagd(wachtend, verloop, drempels))
    lijn, duurt = verloop.lijn, doorlooptijd(wachtend, verloop)
    een, twee, drie, vier = (deel(verloop.dagen[x], verloop.begonnen[x]) for x in range(KWARTALEN))
    return Wachtlijst(
        regio=regio,
        perceel=perceel,
        profiel=profiel,
        intensiteit=intensiteit,
        aanbieder=aanbieder,
        wachtend=wachtend,
        wachten_al=deel(wachtenden.dagen, wachtenden.aantal) if wachtenden else None,
        laatste_kwartaal=kwartaalnaam(laatste),
        begonnen_1=verloop.begonnen[0],
        begonnen_2=verloop.begonnen[1],
        begonnen_3=verloop.begonnen[2],
        begonnen_4=verloop.begonnen[3],
        dagen_1=een,
        dagen_2=twee,
        dagen_3=drie,
        dagen_4=vier,
        trend=None if lijn is None else round(float(lijn[0]), 3),
        verwacht=None if lijn is None else round(float(lijn[1]), 3),
        aan_de_beurt=None if duurt is None else round(float(duurt), 3),
        signaal=SIGNAAL if redenen else None,
        reden=" ".join(redenen) or None,
    )


CIJFER = Stuurcijfer(
    naam="wachtlijsten",
    titel="Wachtlijsten die er zijn of aankomen, per aanbieder en PIC",
    uitleg=(
        "Wachtend: de toewijzing geldt vandaag en er is geen begin van de hulp (JW305) bekend. Daarnaast wat er "
        "in elk van de laatste vier hele kwartalen begon en hoelang daarop was gewacht; door die gemiddelden gaat "
        "een rechte lijn (kleinste kwadraten). SIG-WACHTLIJST komt als er minstens 5 wachten en de lijn stijgt en "
        "in het volgende kwartaal boven de norm van 70 dagen uitkomt, of als het in het tempo van het laatste "
        "kwartaal langer dan de norm duurt voor iedereen aan de beurt is. Van en tot bepalen alleen welk kwartaal "
        "het laatste is."
    ),
    eisen=("R118",),
    vraag=Wachtlijstvraag,
    rij=Wachtlijst,
    bereken=bereken,
)
