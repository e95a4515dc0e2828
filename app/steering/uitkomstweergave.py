"""The report on outcomes as people and programs read it: what is hidden is empty."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.contracts.prijs import deel_half_omhoog
from app.steering.onderdrukking import GRENS
from app.steering.uitkomst import VOORTIJDIG, Doelsoort, Resultaat
from app.steering.uitkomstrapport import UITVALDELEN, Kadertelling, Rapport, Rij, Telling
from app.steering.uitkomstrapport import Aggregatenlijst as Lijst
from app.steering.zwaartehint import Doelgroep, hint
from app.store.uitkomsten import Aggregaat


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


def toon_rapport(rapport: Rapport) -> UitkomstRapport:
    """The report without what has to stay hidden."""
    return UitkomstRapport(
        periode=rapport.vraag.periode.naam,
        grens=GRENS,
        totaal=UitkomstRij(**_toon_rij(rapport.totaal)),
        regios=tuple(
            UitkomstRegio(
                regio=blok.regio,
                totaal=UitkomstRij(**_toon_rij(blok.rij)),
                tabellen=tuple(
                    UitkomstTabel.model_validate(
                        {
                            "per": per,
                            "rijen": [{"sleutel": sleutel, **_toon_rij(rij)} for sleutel, rij in rijen.items()],
                        }
                    )
                    for per, rijen in blok.tabellen.items()
                ),
            )
            for blok in rapport.blokken
        ),
    )


def _toon_rij(rij: Rij) -> dict[str, Any]:
    telling, maten = rij
    if "n" not in maten:
        doelen = Doelrealisatie.model_validate(dict.fromkeys(Doelrealisatie.model_fields))
        cijfers = CijferPerKader(alle=None, vrijwillig=None, gedwongen=None)
        return {
            **dict.fromkeys(("n", "volledigheid", "uitval", "wachttijd", *_KOSTEN, "zwaarte")),
            **dict.fromkeys(("maatschappelijk", "behandel"), doelen),
            **dict.fromkeys(("tevredenheid_jeugdige", "tevredenheid_opvoeder"), cijfers),
            "onderdrukt": True,
            "lokaal_team": _oordeel(telling),
        }
    uitval = _uitval(telling, maten)
    per_soort = {soort: _doelen(telling, maten, soort) for soort in Doelsoort}
    return {
        "n": telling.n,
        "onderdrukt": False,
        "volledigheid": VolledigheidWeergave(
            verwacht=telling.n,
            start=telling.start if "start" in maten else None,
            eind=telling.eind if "eind" in maten else None,
        ),
        "uitval": uitval,
        **{soort.value.lower(): gevonden for soort, gevonden in per_soort.items()},
        "tevredenheid_jeugdige": _cijfers(
            telling, maten, "jeugdige", lambda kader: (kader.jeugdige_n, kader.jeugdige_som)
        ),
        "tevredenheid_opvoeder": _cijfers(
            telling, maten, "opvoeder", lambda kader: (kader.opvoeder_n, kader.opvoeder_som)
        ),
        "wachttijd": _wachttijd(telling.wachtdagen) if "wachttijd" in maten else None,
        **_kosten(telling, maten),
        "zwaarte": _zwaarte(uitval, per_soort[Doelsoort.BEHANDEL]),
        "lokaal_team": _oordeel(telling),
    }


_KOSTEN: Final = ("toegekend_per_traject", "bereikte_doelen_per_traject", "toegekend_per_bereikt_doel")


def _kosten(telling: Telling, maten: frozenset[str]) -> dict[str, int | float | None]:
    """What a trajectory and a reached goal cost; the last follows from the numbers beside it as they are shown.

    Goals of both kinds are counted together, so both have to be visible. No amount of only those with an EIND is
    told: beside that of all it would tell what the others cost, who may be few.
    """
    if not telling.n:
        return dict.fromkeys(_KOSTEN)
    per_traject = deel_half_omhoog(telling.bedrag, telling.n)
    zichtbaar = telling.eind and {soort.value for soort in Doelsoort} <= maten
    honderdsten = deel_half_omhoog(100 * telling.bereikt, telling.eind) if zichtbaar else None
    per_doel = deel_half_omhoog(100 * per_traject, honderdsten) if honderdsten else None
    return dict(zip(_KOSTEN, (per_traject, None if honderdsten is None else honderdsten / 100, per_doel), strict=True))


def _zwaarte(uitval: UitvalWeergave | None, behandel: Doelrealisatie) -> ZwaarteWeergave | None:
    if uitval is None:
        return None
    plan, vroeg = (
        None if een is None else Doelgroep(een.n, een.bereikt) for een in (behandel.volgens_plan, behandel.voortijdig)
    )
    gevonden = hint(uitval.volgens_plan, uitval.voortijdig, plan, vroeg)
    if gevonden is None:
        return None
    return ZwaarteWeergave.model_validate({**gevonden._asdict(), "oordeel": gevonden.zwaarte.value})


def _uitval(telling: Telling, maten: frozenset[str]) -> UitvalWeergave | None:
    if "uitval" not in maten:
        return None
    volgens_plan, voortijdig, administratief = telling.uitval
    return UitvalWeergave.model_validate(
        {
            "volgens_plan": volgens_plan,
            "voortijdig": voortijdig,
            "administratief": administratief,
            **{een.value: telling.klassen[een] if "voortijdig" in maten else None for een in VOORTIJDIG},
        }
    )


def _doelen(telling: Telling, maten: frozenset[str], soort: Doelsoort) -> Doelrealisatie:
    def toon(kaders: tuple[Kadertelling, ...]) -> DoelrealisatieWeergave:
        per_resultaat = [sum(kader.resultaten(soort)[een] for kader in kaders) for een in Resultaat]
        alle = sum(per_resultaat)
        bereikt, deels, niet = (deel_half_omhoog(100 * een, alle) if alle else None for een in per_resultaat)
        return DoelrealisatieWeergave(
            n=sum(kader.met[soort] for kader in kaders), bereikt=bereikt, deels=deels, niet=niet
        )

    def splits(naam: str, delen: Iterable[tuple[Kadertelling, ...]]) -> list[DoelrealisatieWeergave | None]:
        return [toon(deel) if f"{soort.value} {naam}" in maten else None for deel in delen]

    vrijwillig, gedwongen = splits("kader", ((kader,) for kader in telling.kaders))
    volgens_plan, voortijdig, administratief = splits(
        "uitval", (tuple(telling.naar_klasse[een] for een in deel) for deel in UITVALDELEN)
    )
    klassen = splits("voortijdig", ((telling.naar_klasse[een],) for een in VOORTIJDIG))
    return Doelrealisatie(
        alle=toon(telling.kaders) if soort.value in maten else None,
        vrijwillig=vrijwillig,
        gedwongen=gedwongen,
        volgens_plan=volgens_plan,
        voortijdig=voortijdig,
        administratief=administratief,
        **{een.value: deel for een, deel in zip(VOORTIJDIG, klassen, strict=True)},
    )


def _cijfers(
    telling: Telling, maten: frozenset[str], wie: str, lees: Callable[[Kadertelling], tuple[int, int]]
) -> CijferPerKader:
    vrijwillig, gedwongen = (lees(kader) for kader in telling.kaders)
    gesplitst = f"{wie} kader" in maten
    samen = (vrijwillig[0] + gedwongen[0], vrijwillig[1] + gedwongen[1])
    return CijferPerKader(
        alle=_cijfer(*samen) if wie in maten else None,
        vrijwillig=_cijfer(*vrijwillig) if gesplitst else None,
        gedwongen=_cijfer(*gedwongen) if gesplitst else None,
    )


def _cijfer(n: int, som: int) -> CijferWeergave:
    return CijferWeergave(n=n, gemiddelde=deel_half_omhoog(10 * som, n) / 10 if n else None)


def _oordeel(telling: Telling) -> CijferWeergave | None:
    return _cijfer(telling.oordelen, telling.oordelen_som) if telling.oordelen else None


def _wachttijd(dagen: Counter[int]) -> WachttijdWeergave:
    n = dagen.total()
    som = sum(een * keren for een, keren in dagen.items())
    return WachttijdWeergave(
        n=n, gemiddelde=deel_half_omhoog(10 * som, n) / 10 if n else None, mediaan=mediaan(dagen) if n else None
    )


def mediaan(telling: Counter[int]) -> float:
    """The middle one of values that were counted, or the mean of the two in the middle; raises for nothing."""
    n = telling.total()
    gezocht = ((n - 1) // 2, n // 2)
    gevonden, voorbij = list[int](), 0
    for waarde in sorted(telling):
        voorbij += telling[waarde]
        while len(gevonden) < 2 and gezocht[len(gevonden)] < voorbij:
            gevonden.append(waarde)
    return sum(gevonden) / len(gevonden)


_CSV_KOP: Final = ("regio", "per", "sleutel")


def als_csv(rapport: UitkomstRapport) -> str:
    """The same with a row a line: semicolons, a decimal comma, empty for what is hidden."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    kop: tuple[str, ...] = ()
    for plaats, rij in _csv_rijen(rapport):
        plat = dict(_plat(rij.model_dump(exclude={"sleutel"})))
        if not kop:
            kop = tuple(plat)
            schrijver.writerow((*_CSV_KOP, *kop))
        schrijver.writerow((*plaats, *(plat[naam] for naam in kop)))
    return uit.getvalue()


def _csv_rijen(rapport: UitkomstRapport) -> Iterator[tuple[tuple[str, str, str], UitkomstRij]]:
    yield ("", "totaal", rapport.periode), rapport.totaal
    for regio in rapport.regios:
        yield (regio.regio, "regio", regio.regio), regio.totaal
        for tabel in regio.tabellen:
            for rij in tabel.rijen:
                yield (regio.regio, tabel.per, rij.sleutel), rij


_DELEN: Final[Mapping[str, tuple[str, ...]]] = {
    "volledigheid": tuple(VolledigheidWeergave.model_fields),
    "uitval": tuple(UitvalWeergave.model_fields),
    "wachttijd": tuple(WachttijdWeergave.model_fields),
    "zwaarte": tuple(ZwaarteWeergave.model_fields),
    "lokaal_team": tuple(CijferWeergave.model_fields),
    **{
        f"{soort.value.lower()}.{kader}": tuple(DoelrealisatieWeergave.model_fields)
        for soort in Doelsoort
        for kader in Doelrealisatie.model_fields
    },
    **{
        f"tevredenheid_{wie}.{kader}": tuple(CijferWeergave.model_fields)
        for wie in ("jeugdige", "opvoeder")
        for kader in CijferPerKader.model_fields
    },
}
"""Fields of what may be absent as a whole, so that every line has every column."""


def _plat(inhoud: Mapping[str, Any], voor: str = "") -> Iterator[tuple[str, str]]:
    for naam, waarde in inhoud.items():
        pad = f"{voor}{naam}"
        if waarde is None and pad in _DELEN:
            yield from ((f"{pad}.{veld}".replace(".", "_"), "") for veld in _DELEN[pad])
        elif isinstance(waarde, dict):
            yield from _plat(waarde, f"{pad}.")
        else:
            yield pad.replace(".", "_"), _csv_waarde(waarde)


def _csv_waarde(waarde: object) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)


def toon_aggregatenlijst(lijst: Lijst) -> Aggregatenlijst:
    """What was told, and what did not come."""
    return Aggregatenlijst(
        aggregaten=tuple(map(toon_aggregaat, lijst.aggregaten)),
        ontbreekt=tuple(
            Ontbrekend(regio=regio, aanbieder=aanbieder, periode=periode)
            for regio, aanbieder, periode in lijst.ontbreekt
        ),
    )


def toon_aggregaat(aggregaat: Aggregaat) -> AggregaatWeergave:
    """What an aanbieder told, without how few there are in a group under the limit."""
    return AggregaatWeergave(
        regio=aggregaat.regio,
        aanbieder=aggregaat.aanbieder,
        periode=aggregaat.periode,
        regels=tuple(
            AggregaatregelWeergave(
                **{
                    **regel._asdict(),
                    "n": regel.n if regel.n >= GRENS else None,
                    "onderdrukt": regel.n < GRENS,
                    "tevredenheid_jeugdige": _tienden(regel.tevredenheid_jeugdige),
                    "tevredenheid_opvoeder": _tienden(regel.tevredenheid_opvoeder),
                }
            )
            for regel in aggregaat.regels
        ),
    )


def _tienden(waarde: int | None) -> float | None:
    return None if waarde is None else waarde / 10
