"""The rows of each figure as they are shown, in JSON and as CSV. Amounts are eurocents, shares and ratios fractions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from app.exchange.weergavebasis import Weergave

Regio = Annotated[str, Field(description="Code van de regio.")]
Gemeente = Annotated[str, Field(description="CBS-code van de gemeente.")]
Aanbieder = Annotated[str, Field(description="AGB-code van de aanbieder.")]
Perceel = Annotated[str | None, Field(description="Code van het perceel of segment; leeg: niet bekend.")]
Profiel = Annotated[
    str | None, Field(description="Code van het profiel; leeg: een prijs per eenheid zonder PIC-label.")
]
Intensiteit = Annotated[str | None, Field(description="Code van de intensiteit; leeg: als bij profiel.")]
Aantal = Annotated[int, Field(description="Aantal trajecten (toewijzingen).")]


class Populatie(Weergave):
    """Cliënten per PIC in een gemeente in een maand."""

    regio: Regio
    gemeente: Gemeente
    maand: date = Field(description="Eerste dag van de maand.")
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    zwaar: bool = Field(description="Of de intensiteit zwaarder is dan het midden van de intensiteiten van de regio.")
    clienten: int = Field(description="Cliënten met een toewijzing die op minstens een dag van de maand geldt.")
    toewijzingen: int = Field(description="Toewijzingen die op minstens een dag van de maand gelden.")
    instroom: int = Field(description="Toewijzingen die in de maand ingaan.")
    verplicht: int = Field(description="Waartoe de toewijzingen die in de maand ingaan verplichten, in eurocent.")


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


class Segment(Weergave):
    """Aandeel van een perceel in het geld en de cliënten van een regio."""

    regio: Regio
    perceel: Perceel
    clienten: int = Field(description="Cliënten met een toewijzing die in de periode geldt.")
    aandeel_clienten: float = Field(description="Deel van alle cliënten van de regio; samen kan dat meer dan 1 zijn.")
    toegekend: int = Field(description="Toegekend over de periode, in eurocent.")
    aandeel_toegekend: float = Field(description="Deel van alles wat in de regio is toegekend.")


class Prognose(Weergave):
    """Wat een gemeente in een maand kan verwachten."""

    regio: Regio
    gemeente: Gemeente
    maand: date = Field(description="Eerste dag van de maand.")
    lopend: int = Field(description="Wat nog rest op toewijzingen die er al zijn, in eurocent.")
    nieuw: int = Field(description="Wat toewijzingen die nog moeten komen kosten als de trend doorzet, in eurocent.")
    nieuwe_toewijzingen: int = Field(description="Hoeveel er dan in de maand bij komen.")
    totaal: int = Field(description="Lopend en nieuw samen, in eurocent.")


class Schaduwtarief(Weergave):
    """Wat trajecten per eenheid kostten naast het tarief van hun PIC."""

    regio: Regio
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    aantal: int = Field(description="Afgesloten trajecten met dit PIC-label.")
    gepubliceerd: bool = Field(description="Of er genoeg trajecten zijn; zo niet, dan blijven de bedragen leeg.")
    gemiddelde: int | None = Field(description="Gemiddelde kosten, in eurocent.")
    mediaan: int | None = Field(description="Middelste kosten, in eurocent.")
    p10: int | None = Field(description="Een op de tien trajecten kostte minder, in eurocent.")
    p90: int | None = Field(description="Een op de tien trajecten kostte meer, in eurocent.")
    tarief: int | None = Field(description="Tarief van de PIC op de laatste dag van de periode, in eurocent.")
    verhouding: float | None = Field(description="Gemiddelde kosten gedeeld door het tarief.")
    boven_dubbel: int | None = Field(description="Trajecten die meer dan twee keer het tarief kostten.")
    onder_helft: int | None = Field(description="Trajecten die minder dan de helft van het tarief kostten.")
    aandeel_uitschieters: float | None = Field(description="Deel van de trajecten dat zo ver afwijkt.")
    marge: int | None = Field(description="Onzekerheid van het gemiddelde (95 %), aan weerszijden, in eurocent.")


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


class Verwijzing(Weergave):
    """Trajecten per soort verwijzer in een kwartaal."""

    regio: Regio
    gemeente: Gemeente
    kwartaal: str = Field(description="Kwartaal waarin de toewijzing ingaat, zoals 2026-K2.")
    verwijzer: str | None = Field(description="TypeVerwijzer (COD327) van het JW315; leeg: er was geen verzoek.")
    toewijzingen: Aantal
    aandeel: float = Field(description="Deel van de toewijzingen van de gemeente in het kwartaal.")
    clienten: int = Field(description="Cliënten.")
    met_pic: int = Field(description="Toewijzingen met een PIC.")
    zwaar: int = Field(description="Daarvan zwaar.")
    aandeel_zwaar: float | None = Field(description="Deel van de toewijzingen met een PIC dat zwaar is.")
    verplicht: int = Field(description="Waartoe de toewijzingen verplichten, in eurocent.")


class Wachttijd(Weergave):
    """Hoe lang het duurt voor hulp begint, in kalenderdagen."""

    regio: Regio
    aanbieder: Aanbieder
    perceel: Perceel
    gestart: int = Field(description="Toewijzingen waarvan de hulp in de periode begon (JW305).")
    gemiddelde: float | None = Field(description="Gemiddeld aantal dagen van toewijzing (JW301) tot begin van de hulp.")
    mediaan: int | None = Field(description="Middelste aantal dagen.")
    p90: int | None = Field(description="Een op de tien wachtte langer.")
    wachtend: int = Field(description="Toewijzingen die vandaag gelden en waarvan geen begin bekend is.")
    verwezen: int = Field(description="Toewijzingen in de periode op een verzoek (JW315).")
    verzoek_tot_toewijzing: float | None = Field(description="Gemiddeld aantal dagen van verzoek tot toewijzing.")


class Uitval(Weergave):
    """Hoe hulp eindigde."""

    regio: Regio
    gemeente: Gemeente
    aanbieder: Aanbieder
    perceel: Perceel
    volgens_plan: int = Field(description="Beëindigd volgens plan (31).")
    in_overeenstemming: int = Field(description="Voortijdig, in overleg (34).")
    eenzijdig_client: int = Field(description="Eenzijdig door de cliënt (32).")
    eenzijdig_aanbieder: int = Field(description="Eenzijdig door de aanbieder (33).")
    extern: int = Field(description="Door iets buiten de hulp (35, 02).")
    administratief: int = Field(description="Alleen de toewijzing eindigde (36 tot en met 39).")
    tijdelijk: int = Field(description="Tijdelijk gestopt (20).")
    uitval: int = Field(description="Eenzijdig door cliënt of aanbieder.")
    aandeel_uitval: float | None = Field(description="Deel van wat echt eindigde, zonder administratief en tijdelijk.")


class Schaling(Weergave):
    """Zwaardere of lichtere hulp na eerdere hulp."""

    regio: Regio
    aanbieder: Annotated[str, Field(description="AGB-code van de aanbieder van de latere hulp.")]
    opgeschaald: int = Field(description="Cliënten met zwaardere hulp dan daarvoor.")
    afgeschaald: int = Field(description="Cliënten met lichtere hulp dan daarvoor.")
    gelijk: int = Field(description="Cliënten met even zware hulp als daarvoor.")
    van_ander: int = Field(description="Cliënten die van een andere aanbieder kwamen.")
    aandeel_afgeschaald: float = Field(description="Afgeschaald, als deel van alle drie samen.")


class Doorplaatsing(Weergave):
    """Cliënten die langs veel aanbieders gaan."""

    regio: Regio
    gemeente: Gemeente
    clienten: int = Field(description="Cliënten met een toewijzing die in de periode ingaat.")
    met_veel_aanbieders: int = Field(description="Cliënten met minstens het gevraagde aantal aanbieders.")
    aandeel: float = Field(description="Deel van de cliënten.")
    meeste: int = Field(description="Meeste aanbieders van een cliënt.")


class Retourcode(Weergave):
    """Hoe vaak een afzender een retourcode kreeg."""

    afzender: str = Field(description="AGB-code of gemeentecode van de afzender.")
    plaats: int = Field(description="Plaats in de lijst van deze afzender, vanaf 1.")
    retourcode: str = Field(description="Retourcode (WJ001).")
    aantal: int = Field(description="Hoe vaak, geteld per regel of ander onderdeel.")
    berichten: int = Field(description="In hoeveel berichten.")
    berichten_totaal: int = Field(description="Alle berichten van de afzender in de periode.")
    aandeel: float = Field(description="Deel van de berichten van de afzender met deze code.")


class Duur(Weergave):
    """Werkelijke duur per PIC naast de verwachte, in kalenderdagen."""

    regio: Regio
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    aantal: int = Field(description="Trajecten die in de periode eindigden (JW307).")
    gemiddelde: float = Field(description="Gemiddelde duur van de hulp.")
    mediaan: int = Field(description="Middelste duur.")
    p10: int = Field(description="Een op de tien trajecten duurde korter.")
    p90: int = Field(description="Een op de tien trajecten duurde langer.")
    met_verwachting: int = Field(description="Trajecten die van het begin af een einddatum hadden.")
    verwacht: float | None = Field(description="Gemiddelde duur volgens de eerste toewijzing, van die trajecten.")
    verhouding: float | None = Field(description="Werkelijke duur van die trajecten gedeeld door de verwachte.")
    korter: int = Field(description="Trajecten die korter duurden dan verwacht.")
    langer: int = Field(description="Trajecten die langer duurden dan verwacht.")


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
