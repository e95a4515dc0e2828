"""The report on outcomes as people and programs read it: what is hidden is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from app.contracts.indicatoren import Indicator
from app.contracts.prijs import deel_half_omhoog
from app.steering.onderdrukking import GRENS
from app.steering.uitkomsten.rapport import Aggregatenlijst as Lijst
from app.steering.uitkomsten.rapport import Blok, Rapport, Rij
from app.steering.uitkomsten.telling import UITVALDELEN, Kadertelling, Som, Telling, resultaatmaat
from app.steering.uitkomsten.uitkomst import VOORTIJDIG, Doelsoort, Resultaat
from app.steering.uitkomsten.vormen import (
    AggregaatregelWeergave,
    AggregaatWeergave,
    Aggregatenlijst,
    CijferPerKader,
    CijferWeergave,
    Doelrealisatie,
    DoelrealisatieWeergave,
    IndicatorWeergave,
    MetingWeergave,
    Ontbrekend,
    ResultaatWeergave,
    UitkomstRapport,
    UitkomstRegio,
    UitkomstRij,
    UitkomstTabel,
    UitvalWeergave,
    VolledigheidWeergave,
    WachttijdWeergave,
    ZwaarteWeergave,
)
from app.steering.uitkomsten.zwaartehint import Doelgroep, hint
from app.store.uitkomsten import Aggregaat


def toon_rapport(rapport: Rapport) -> UitkomstRapport:
    """The report without what has to stay hidden."""
    return UitkomstRapport(
        periode=rapport.vraag.periode.naam,
        grens=GRENS,
        totaal=UitkomstRij(**_toon_rij(rapport.totaal), metingen=(), resultaten=()),
        regios=tuple(map(_toon_blok, rapport.blokken)),
    )


def _toon_blok(blok: Blok) -> UitkomstRegio:
    def toon(rij: Rij) -> dict[str, Any]:
        return {**_toon_rij(rij), "metingen": _metingen(blok, rij), "resultaten": _resultaten(blok, rij)}

    return UitkomstRegio(
        regio=blok.regio,
        indicatoren=tuple(map(_indicator, blok.indicatoren)),
        totaal=UitkomstRij(**toon(blok.rij)),
        tabellen=tuple(
            UitkomstTabel.model_validate(
                {"per": per, "rijen": [{"sleutel": sleutel, **toon(rij)} for sleutel, rij in rijen.items()]}
            )
            for per, rijen in blok.tabellen.items()
        ),
    )


def _indicator(een: Indicator) -> IndicatorWeergave:
    return IndicatorWeergave(
        **{naam: getattr(een, naam) for naam in ("code", "versie", "naam", "vraag", "maat", "besluit")},
        schaal=None if een.schaal is None else str(een.schaal),
        van=een.geldig.van,
        tot=een.geldig.tot,
    )


def _metingen(blok: Blok, rij: Rij) -> tuple[MetingWeergave, ...]:
    """All that this regio measures, in each row alike."""
    getoond = []
    for sleutel in sorted(blok.rij.telling.metingen, key=lambda een: een.naam):
        som = rij.telling.metingen.get(sleutel, Som(0, 0))
        cijfer = _cijfer(*som) if sleutel.naam in rij.maten else None
        getoond.append(
            MetingWeergave(
                maat=sleutel.maat,
                indicator=sleutel.indicator or None,
                schaal=str(sleutel.schaal),
                n=None if cijfer is None else cijfer.n,
                gemiddelde=None if cijfer is None else cijfer.gemiddelde,
            )
        )
    return tuple(getoond)


def _resultaten(blok: Blok, rij: Rij) -> tuple[ResultaatWeergave, ...]:
    """All results of which this regio tells, in each row alike."""
    getoond = []
    for code, naam in sorted(blok.resultaten.items()):
        geteld = rij.telling.resultaten.get(code, Counter())
        n = geteld.total() if resultaatmaat(code) in rij.maten else None
        delen = {een.value: deel_half_omhoog(100 * geteld[een.value], n) if n else None for een in Resultaat}
        getoond.append(ResultaatWeergave(code=code, naam=naam, n=n, **delen))
    return tuple(getoond)


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
        indicatoren=tuple(aggregaat.indicatoren.split()),
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
