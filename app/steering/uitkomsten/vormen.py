"""The forms in which outcomes are given to people and programs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.contracts.indicatoren import Maat


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True)


class BewaardWeergave(_Weergave):
    """Wat er met een levering gebeurde."""

    versie: int = Field(description="De hoeveelste levering die iets anders zei, vanaf 1; eerdere blijven bewaard.")
    nieuw: bool = Field(description="Onwaar als dit precies zo al bekend was; er is dan niets veranderd.")


class TrajectenBewaard(_Weergave):
    """Wat er met elk traject gebeurde, in de volgorde van de levering."""

    trajecten: tuple[BewaardWeergave, ...]


class DoelrealisatieWeergave(_Weergave):
    """Wat er van doelen terechtkwam, in hele procenten van alle doelen van deze soort."""

    n: int = Field(description="Trajecten met een eindgesprek en zo'n doel.")
    bereikt: int | None
    deels: int | None
    niet: int | None


class CijferWeergave(_Weergave):
    """Een gemiddeld rapportcijfer."""

    n: int = Field(description="Aantal cijfers.")
    gemiddelde: float | None = Field(description="Op één decimaal; leeg als er geen cijfers zijn.")


class Doelrealisatie(_Weergave):
    """Samen, gesplitst naar kader, en gesplitst naar hoe trajecten eindigden.

    Weinig uitval met weinig bereikte doelen, of veel uitval met veel, kan zeggen dat de zorgzwaarte niet paste:
    ``zwaarte`` zegt wat de cijfers doen vermoeden. De laatste vier velden verdelen ``voortijdig``.
    """

    alle: DoelrealisatieWeergave | None
    vrijwillig: DoelrealisatieWeergave | None
    gedwongen: DoelrealisatieWeergave | None
    volgens_plan: DoelrealisatieWeergave | None
    voortijdig: DoelrealisatieWeergave | None
    administratief: DoelrealisatieWeergave | None
    in_overeenstemming: DoelrealisatieWeergave | None
    eenzijdig_client: DoelrealisatieWeergave | None
    eenzijdig_aanbieder: DoelrealisatieWeergave | None
    extern: DoelrealisatieWeergave | None


class CijferPerKader(_Weergave):
    """Samen, en gesplitst naar kader: een cijfer in een gedwongen kader weegt anders."""

    alle: CijferWeergave | None
    vrijwillig: CijferWeergave | None
    gedwongen: CijferWeergave | None


class UitvalWeergave(_Weergave):
    """Hoe trajecten eindigden, naar de RedenBeeindiging van de definitieve JW307."""

    volgens_plan: int = Field(description="Reden 31.")
    voortijdig: int = Field(description="De vier klassen hieronder samen.")
    administratief: int = Field(description="Andere redenen: de hulp gaat elders of onder een ander nummer verder.")
    in_overeenstemming: int | None = Field(description="Reden 34.")
    eenzijdig_client: int | None = Field(description="Reden 32.")
    eenzijdig_aanbieder: int | None = Field(description="Reden 33.")
    extern: int | None = Field(description="Reden 35 en 02.")


class ZwaarteWeergave(_Weergave):
    """Of de hulp misschien te licht of te zwaar was: een aanwijzing om over te praten, geen oordeel."""

    oordeel: Literal["te_licht", "te_zwaar", "passend", "onbeslist"]
    uitval: int = Field(description="Procent voortijdig, van wat niet administratief eindigde.")
    bereikt: int = Field(description="Procent bereikte behandeldoelen van de groep waar de regel naar kijkt.")
    uitleg: str = Field(description="De regel met zijn getallen; alle staan ook in deze rij.")


class WachttijdWeergave(_Weergave):
    """Dagen van ontvangst van de eerste JW301 tot de eerste Begindatum; een start daarvoor is 0."""

    n: int = Field(description="Trajecten die zijn gestart.")
    gemiddelde: float | None = Field(description="Op één decimaal.")
    mediaan: float | None = Field(description="Het middelste aantal dagen.")


class VolledigheidWeergave(_Weergave):
    """Wat is geleverd van wat verwacht wordt: een START en een EIND van elk traject."""

    verwacht: int
    start: int | None
    eind: int | None


class MetingWeergave(_Weergave):
    """Een getal dat deze regio meet, op zijn eigen schaal; wat op een andere schaal is gemeten staat apart."""

    maat: Maat
    indicator: str | None = Field(
        description="Code van een eigen indicator; leeg bij een maat waarvan elke regio er een heeft."
    )
    schaal: str = Field(examples=["1-5"])
    n: int | None = Field(description="Trajecten waarvan bij EIND een getal is gegeven.")
    gemiddelde: float | None = Field(description="Op één decimaal.")


class ResultaatWeergave(_Weergave):
    """Wat er van een verwacht resultaat van een profiel terechtkwam, in hele procenten van de trajecten daarmee."""

    code: str
    naam: str
    n: int | None = Field(description="Trajecten met bij EIND een doel met deze resultaatcode.")
    bereikt: int | None
    deels: int | None
    niet: int | None


class IndicatorWeergave(_Weergave):
    """Een versie van een indicator waaronder is gemeten."""

    code: str
    versie: int
    naam: str
    vraag: str = Field(description="Hoe het in de hele regio wordt gevraagd of geteld.")
    maat: Maat
    schaal: str | None = Field(description="Leeg bij een aantal dagen.", examples=["1-10"])
    van: date
    tot: date | None
    besluit: str


class UitkomstRij(_Weergave):
    """Een groep trajecten. Leeg: het gaat over minder dan 10, zou daartoe te herleiden zijn, of is niet geleverd."""

    n: int | None = Field(description="Trajecten die in de periode definitief eindigden.")
    onderdrukt: bool = Field(description="Of de hele rij is weggelaten.")
    volledigheid: VolledigheidWeergave | None
    uitval: UitvalWeergave | None
    maatschappelijk: Doelrealisatie = Field(description="Doelen van het lokale team.")
    behandel: Doelrealisatie = Field(description="Doelen van de aanbieder met de cliënt.")
    tevredenheid_jeugdige: CijferPerKader
    tevredenheid_opvoeder: CijferPerKader
    wachttijd: WachttijdWeergave | None
    toegekend_per_traject: int | None = Field(description="Gemiddeld toegekend op de toewijzing, in eurocent.")
    bereikte_doelen_per_traject: float | None = Field(
        description="Bereikte doelen van beide soorten per traject met een EIND, op twee decimalen."
    )
    toegekend_per_bereikt_doel: int | None = Field(
        description="toegekend_per_traject gedeeld door bereikte_doelen_per_traject, in eurocent; leeg als er geen "
        "doel is bereikt."
    )
    zwaarte: ZwaarteWeergave | None = Field(
        description="Leeg: minder dan 20 trajecten, of een getal dat de regel nodig heeft is verborgen."
    )
    metingen: tuple[MetingWeergave, ...] = Field(
        description="Eigen indicatoren van de regio, en cijfers op een andere schaal dan 1-10; die tellen nergens mee."
    )
    resultaten: tuple[ResultaatWeergave, ...] = Field(description="Per resultaatcode van een profiel.")
    lokaal_team: CijferWeergave | None = Field(
        description="Oordeel van lokale teams over aanbieders; het gaat over geen cliënt en wordt altijd getoond."
    )


class UitkomstTabelrij(UitkomstRij):
    """Een rij van een tabel."""

    sleutel: str = Field(description="Waar de rij over gaat: een gemeente, aanbieder, productcode, PIC of kwartaal.")


class UitkomstTabel(_Weergave):
    """De trajecten van een regio, verdeeld."""

    per: Literal["gemeente", "aanbieder", "product", "pic", "kwartaal"]
    rijen: tuple[UitkomstTabelrij, ...]


class UitkomstRegio(_Weergave):
    """Een regio en haar tabellen."""

    regio: str = Field(description="Leeg: gemeenten waarvan geen regio is geladen.")
    indicatoren: tuple[IndicatorWeergave, ...] = Field(
        description="Versies waaronder in deze periode is gemeten; leeg: de landelijke set, met cijfers van 1 tot en "
        "met 10."
    )
    totaal: UitkomstRij
    tabellen: tuple[UitkomstTabel, ...]


class UitkomstRapport(_Weergave):
    """Uitkomsten van trajecten die in een periode eindigden, alleen in groepen."""

    periode: str
    grens: int = Field(description="Kleinste groep die wordt getoond.")
    totaal: UitkomstRij
    regios: tuple[UitkomstRegio, ...]


class AggregaatregelWeergave(_Weergave):
    """Een groep zoals de aanbieder haar leverde; leeg als het er minder dan 10 zijn, of als het niet is geleverd."""

    perceel: str | None
    pic: str | None
    gedwongen_kader: bool | None
    n: int | None
    onderdrukt: bool
    doelrealisatie: int | None = Field(description="Procent.")
    uitval: int | None = Field(description="Procent.")
    tevredenheid_jeugdige: float | None
    tevredenheid_opvoeder: float | None
    wachttijd: int | None = Field(description="Dagen.")
    besteding_per_client: int | None = Field(description="Eurocent.")


class AggregaatWeergave(_Weergave):
    """Wat een aanbieder over een kwartaal leverde."""

    regio: str
    aanbieder: str
    periode: str
    indicatoren: tuple[str, ...] = Field(
        description="Versies waaronder is gemeten; leeg: de landelijke set.", examples=[["CT-J/1", "DR/1"]]
    )
    regels: tuple[AggregaatregelWeergave, ...]


class Ontbrekend(_Weergave):
    """Een aanbieder bij wie trajecten eindigden en die over dat kwartaal niets leverde."""

    regio: str
    aanbieder: str
    periode: str


class Aggregatenlijst(_Weergave):
    """Wat aanbieders over al hun cliënten samen leverden, en wie niets leverde."""

    aggregaten: tuple[AggregaatWeergave, ...]
    ontbreekt: tuple[Ontbrekend, ...]
