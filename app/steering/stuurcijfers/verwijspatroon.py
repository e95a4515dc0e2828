"""Whether the same need leads to the same referral, whoever refers and wherever (R026).

Per kind of verwijzer and per gemeente the PICs of trajectories are held against those of the regio as a whole. Two
figures tell it: one line for each group with the outcome, and one line for each PIC in it with the arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.chikwadraat import Klasse, Sleutel, Verdeling, vergelijk_verdeling
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie
from app.store.stuurcijfers.patroon import Pictelling, pictellingen

SIGNAAL = "SIG-VERWIJSPATROON"
Soort = Literal["gemeente", "verwijzer"]
SOORTEN: Final[tuple[Soort, ...]] = ("gemeente", "verwijzer")


class Groep(NamedTuple):
    """Who is held against the regio."""

    regio: str
    per: Soort
    naam: str | None
    """CBS code or TypeVerwijzer; None: trajectories without a request."""


class Patroonvraag(Stuurvraag):
    """Ook wanneer een groep opvalt."""

    minimum: int = Field(50, ge=1, description="Minstens zoveel trajecten.")
    afwijking: float = Field(0.15, ge=0, le=1, description="De afwijking is groter dan dit deel.")
    p: float = Field(0.01, gt=0, lt=1, description="En de kans op toeval is kleiner dan dit.")


Per = Annotated[Soort, Field(description="Waarnaar is verdeeld: gemeente of verwijzer.")]
Groepnaam = Annotated[
    str | None,
    Field(description="CBS-code van de gemeente of TypeVerwijzer (COD327); leeg: de verwijzer is niet bekend."),
]


class Verwijsafwijking(Weergave):
    """Hoe ver een groep van haar regio afwijkt."""

    regio: Regio
    per: Per
    groep: Groepnaam
    aantal: int = Field(description="Trajecten van de groep met een PIC die in de periode ingaan.")
    aantal_regio: int = Field(description="Die van de hele regio, met de groep erbij.")
    afwijking: float = Field(
        description="Deel van de trajecten dat een andere PIC zou moeten hebben om gelijk te zijn aan de regio: de "
        "helft van de som van de verschillen tussen de aandelen."
    )
    klassen: int = Field(description="PICs in de toets; die met minder dan 5 verwacht tellen samen als een.")
    vrijheidsgraden: int = Field(description="Klassen min 1.")
    chikwadraat: float | None = Field(
        description="Som van de bijdragen, gedeeld door 1 - aantal / aantal_regio; leeg: er is niets te toetsen."
    )
    p: float | None = Field(description="Kans op zo veel verschil als de groep niet anders was dan de rest.")
    signaal: str | None = Field(description=f"{SIGNAAL} als alle drempels zijn overschreden; begin van een gesprek.")


class Verwijspatroon(Weergave):
    """Een PIC in de verwijzingen van een groep, naast de regio."""

    regio: Regio
    per: Per
    groep: Groepnaam
    perceel: str | None = Field(description="Code van het perceel; leeg: alle samengenomen PICs van de groep.")
    profiel: str | None = Field(description="Code van het profiel; leeg: als bij perceel.")
    intensiteit: str | None = Field(description="Code van de intensiteit; leeg: als bij perceel.")
    aantal: int = Field(description="Trajecten van de groep met deze PIC.")
    aandeel: float = Field(description="Deel van de trajecten van de groep.")
    aandeel_regio: float = Field(description="Deel van de trajecten van de regio.")
    verwacht: float = Field(description="Trajecten van de groep maal aandeel van de regio.")
    samengenomen: bool = Field(description="Of de PIC in de toets niet alleen telt: er zijn er minder dan 5 verwacht.")
    bijdrage: float | None = Field(description="(aantal - verwacht) in het kwadraat / verwacht; leeg: samengenomen.")


def bereken_afwijking(peiling: Peiling[Patroonvraag]) -> list[Verwijsafwijking]:
    """A line for each group; the furthest off first."""
    vraag = peiling.vraag
    regels = []
    for groep, een in _vergelijk(peiling.werk, peiling.selectie):
        p = een.p
        gevlagd = een.aantal >= vraag.minimum and een.afwijking > vraag.afwijking and p is not None and p < vraag.p
        regels.append(
            Verwijsafwijking(
                regio=groep.regio,
                per=groep.per,
                groep=groep.naam,
                aantal=een.aantal,
                aantal_regio=een.totaal,
                afwijking=round(een.afwijking, 3),
                klassen=een.vrijheidsgraden + 1,
                vrijheidsgraden=een.vrijheidsgraden,
                chikwadraat=None if een.chikwadraat is None else round(een.chikwadraat, 3),
                p=None if p is None else round(p, 4),
                signaal=SIGNAAL if gevlagd else None,
            )
        )
    return sorted(regels, key=lambda rij: (rij.regio, rij.per, -rij.afwijking, rij.groep or ""))


def bereken_patroon(peiling: Peiling[Stuurvraag]) -> list[Verwijspatroon]:
    """A line for each PIC of each group, and one for all that the test takes together."""
    return [rij for groep, een in _vergelijk(peiling.werk, peiling.selectie) for rij in _picrijen(groep, een)]


def _vergelijk(werk: SqlWerkeenheid, selectie: Selectie) -> Iterator[tuple[Groep, Verdeling]]:
    gekozen = pictellingen(werk.verbinding, selectie)
    heel = selectie._replace(gemeenten=(), aanbieder=None)
    alle = gekozen if heel == selectie else pictellingen(werk.verbinding, heel)
    regios: dict[str, dict[Sleutel, int]] = {}
    for rij in alle:
        _tel(regios.setdefault(rij.regio, {}), rij)
    groepen: dict[Groep, dict[Sleutel, int]] = {}
    for rij in gekozen:
        for soort in SOORTEN:
            _tel(groepen.setdefault(Groep(rij.regio, soort, getattr(rij, soort)), {}), rij)
    for groep, eigen in sorted(groepen.items(), key=lambda een: (*een[0][:2], een[0].naam or "")):
        yield groep, vergelijk_verdeling(eigen, regios[groep.regio])


def _tel(telling: dict[Sleutel, int], rij: Pictelling) -> None:
    pic = rij.perceel, rij.profiel, rij.intensiteit
    telling[pic] = telling.get(pic, 0) + rij.aantal


def _picrijen(groep: Groep, een: Verdeling) -> Iterator[Verwijspatroon]:
    for pic, klasse in sorted(een.klassen.items()):
        yield _picrij(groep, een, pic, klasse, samengenomen=pic in een.samen)
    if een.overig is not None:
        yield _picrij(groep, een, (None, None, None), een.overig, samengenomen=False)


def _picrij(
    groep: Groep, een: Verdeling, pic: tuple[str | None, ...], klasse: Klasse, *, samengenomen: bool
) -> Verwijspatroon:
    perceel, profiel, intensiteit = pic
    return Verwijspatroon(
        regio=groep.regio,
        per=groep.per,
        groep=groep.naam,
        perceel=perceel,
        profiel=profiel,
        intensiteit=intensiteit,
        aantal=klasse.aantal,
        aandeel=round(klasse.aantal / een.aantal, 3),
        aandeel_regio=round(klasse.verwacht / een.aantal, 3),
        verwacht=round(klasse.verwacht, 3),
        samengenomen=samengenomen,
        bijdrage=None if samengenomen else round(klasse.bijdrage, 3),
    )


AFWIJKING = Stuurcijfer(
    naam="verwijsafwijking",
    titel="Of verwijzers en gemeenten naar andere PICs verwijzen dan hun regio",
    uitleg=(
        "Trajecten met een PIC die in de periode ingaan, per gemeente en per soort verwijzer, naast die van de "
        "hele regio. De afwijking is de helft van de som van de verschillen tussen de aandelen: 0 is gelijk, 1 is "
        "niets gemeen. De toets is chi-kwadraat van de groep naast de rest van de regio; PICs waarvan er minder "
        "dan 5 zijn verwacht tellen samen. SIG-VERWIJSPATROON komt bij minstens 50 trajecten, een afwijking boven "
        "0,15 en een p onder 0,01. Het cijfer verwijspatroon geeft de berekening per PIC."
    ),
    eisen=("R026",),
    vraag=Patroonvraag,
    rij=Verwijsafwijking,
    bereken=bereken_afwijking,
)
PATROON = Stuurcijfer(
    naam="verwijspatroon",
    titel="Naar welke PICs verwijzers en gemeenten verwijzen, naast hun regio",
    uitleg=(
        "De berekening van het cijfer verwijsafwijking: per groep elke PIC van de regio met aantal, aandeel, het "
        "aandeel in de regio, het aantal dat daarbij is verwacht, en de bijdrage aan chi-kwadraat. De laatste "
        "regel van een groep is die van alle PICs die de toets samenneemt."
    ),
    eisen=("R026", "R043"),
    vraag=Stuurvraag,
    rij=Verwijspatroon,
    bereken=bereken_patroon,
)
