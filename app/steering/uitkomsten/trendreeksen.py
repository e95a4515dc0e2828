"""The values of which the trend is looked at, out of the reports on quarters, as they show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from app.contracts.prijs import deel_half_omhoog
from app.steering.onderdrukking import GRENS
from app.steering.uitkomsten.rapport import Rapportvraag, maak_rapport
from app.steering.uitkomsten.trend import PERIODEN, TRENDMATEN, Trend, beoordeel_trend
from app.steering.uitkomsten.uitkomst import Periode
from app.steering.uitkomsten.vormen import UitkomstRij
from app.steering.uitkomsten.weergave import toon_rapport
from app.store.opslag import SqlWerkeenheid

NALEVERING: Final = timedelta(days=42)
"""Outcomes come after the end of a quarter; a trend is looked at when these days are over."""

Waarden = Mapping[tuple[str, str], Mapping[str, int]]
"""By regio and aanbieder: the values that are shown, by name of the Trendmaat."""


class Gevondentrend(NamedTuple):
    """A trend of an aanbieder in a regio."""

    regio: str
    aanbieder: str
    trend: Trend
    perioden: tuple[str, ...]
    """The quarters, the oldest first."""


def te_bekijken(dag: date) -> tuple[Periode, ...]:
    """The quarters that are looked at on a day, the oldest first."""
    jaar, kwartaal = dag.year, (dag.month + 2) // 3
    perioden = list[Periode]()
    while len(perioden) < PERIODEN:
        jaar, kwartaal = (jaar - 1, 4) if kwartaal == 1 else (jaar, kwartaal - 1)
        periode = Periode(jaar, kwartaal)
        if periode.tot + NALEVERING <= dag:
            perioden.append(periode)
    return tuple(reversed(perioden))


def zoek_trends(werk: SqlWerkeenheid, dag: date) -> Iterator[Gevondentrend]:
    """Every aanbieder and indicator with a bad or a good trend in the quarters that are looked at."""
    perioden = te_bekijken(dag)
    yield from vind_trends([_waarden(werk, periode) for periode in perioden], [een.naam for een in perioden])


def vind_trends(waarden: Sequence[Waarden], perioden: Sequence[str]) -> Iterator[Gevondentrend]:
    """The same out of values; the others of an aanbieder are all in its regio but itself."""
    nu = waarden[-1]
    for regio, aanbieder in sorted(nu):
        for maat in TRENDMATEN:
            reeks = [een.get((regio, aanbieder), {}).get(maat.naam) for een in waarden]
            anderen = [
                getoond[maat.naam]
                for (waar, wie), getoond in nu.items()
                if waar == regio and wie != aanbieder and maat.naam in getoond
            ]
            trend = beoordeel_trend(maat, reeks, anderen)
            if trend is not None:
                yield Gevondentrend(regio, aanbieder, trend, tuple(perioden))


def _waarden(werk: SqlWerkeenheid, periode: Periode) -> Waarden:
    rapport = toon_rapport(maak_rapport(werk, Rapportvraag(periode, per=("aanbieder",))))
    return {
        (regio.regio, rij.sleutel): dict(getoonde_waarden(rij))
        for regio in rapport.regios
        if regio.regio
        for tabel in regio.tabellen
        for rij in tabel.rijen
    }


def getoonde_waarden(rij: UitkomstRij) -> Iterator[tuple[str, int]]:
    """The values of a row that are not hidden, as TRENDMATEN says."""
    for naam, doelen in (("doelen_behandel", rij.behandel.alle), ("doelen_maatschappelijk", rij.maatschappelijk.alle)):
        if doelen is not None and doelen.bereikt is not None:
            yield naam, doelen.bereikt
    for naam, cijfer in (
        ("tevredenheid_jeugdige", rij.tevredenheid_jeugdige.alle),
        ("tevredenheid_opvoeder", rij.tevredenheid_opvoeder.alle),
        ("wachttijd", rij.wachttijd),
    ):
        if cijfer is not None and cijfer.gemiddelde is not None:
            yield naam, round(10 * cijfer.gemiddelde)
    if rij.uitval is not None and rij.uitval.volgens_plan + rij.uitval.voortijdig >= GRENS:
        geeindigd = rij.uitval.volgens_plan + rij.uitval.voortijdig
        yield "uitval", deel_half_omhoog(100 * rij.uitval.voortijdig, geeindigd)
