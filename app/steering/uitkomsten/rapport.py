"""The report on outcomes: trajectories that ended in a period, counted in rows, and what of each row may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from app.contracts.geldigheid import Geldigheid
from app.contracts.indicatoren import Indicator
from app.steering.onderdrukking import GRENS, Boom, Zichtbaar, wat_zichtbaar_is
from app.steering.uitkomsten.telling import KLASSEN, MATEN, Telling, regionale_maten
from app.steering.uitkomsten.uitkomst import Periode
from app.store.opslag import SqlWerkeenheid
from app.store.uitkomstcijfers import (
    lees_pics,
    tel_teamoordelen,
    tel_trajecten,
    tel_wachttijden,
)
from app.store.uitkomstcohort import KWARTAAL, REGIO, Cohortfilter
from app.store.uitkomsten import Aggregaat, lees_aggregaten
from app.store.uitkomstmetingen import tel_metingen, tel_resultaatcodes

Picvertaler: TypeAlias = Callable[[str, str], str | None]
"""From regio and product code to the PIC that the code stands for; None when it stands for none."""
TABELLEN: Final = ("gemeente", "aanbieder", "product", "pic", KWARTAAL)


def _zonder_pics(_regio: str, _code: str) -> None:
    return None


def pics_van_regios(werk: SqlWerkeenheid) -> Picvertaler:
    """What codes stand for in the agreements that are loaded."""
    pics = lees_pics(werk.verbinding)
    return lambda regio, code: pics.get((regio, code))


class Rapportvraag(NamedTuple):
    """Which trajectories, and in which tables; None does not filter."""

    periode: Periode
    per: tuple[str, ...] = ()
    """Names of TABELLEN; product and pic exclude each other."""
    regio: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    product: str | None = None

    @property
    def filter(self) -> Cohortfilter:
        """What the store is asked."""
        kwartalen = [(een.naam, een.van, een.tot) for een in self.periode.kwartalen]
        return Cohortfilter(kwartalen, self.regio, self.gemeente, self.aanbieder, self.product)


class Rij(NamedTuple):
    """A row, and the names of the measures in it that may be shown."""

    telling: Telling
    maten: frozenset[str]
    """Names of MATEN and of the measures of its regio."""


class Blok(NamedTuple):
    """A regio and its tables; the key of a row says what it is about."""

    regio: str
    rij: Rij
    tabellen: Mapping[str, Mapping[str, Rij]]
    indicatoren: tuple[Indicator, ...]
    """Versions under which was measured."""
    resultaten: Mapping[str, str]
    """Names of result codes."""


class Rapport(NamedTuple):
    """The answer to a question."""

    vraag: Rapportvraag
    totaal: Rij
    blokken: tuple[Blok, ...]


class Aggregatenlijst(NamedTuple):
    """What aanbieders told of all their clients together."""

    aggregaten: tuple[Aggregaat, ...]
    ontbreekt: tuple[tuple[str, str, str], ...]
    """Regio, aanbieder and quarter of which trajectories ended and nothing was told."""


def lees_aggregatenlijst(werk: SqlWerkeenheid, vraag: Rapportvraag) -> Aggregatenlijst:
    """What holds in the period, and what is due and did not come."""
    kwartalen = [een.naam for een in vraag.periode.kwartalen]
    aggregaten = lees_aggregaten(werk.verbinding, kwartalen, vraag.regio, vraag.aanbieder)
    geleverd = {(een.regio, een.aanbieder, een.periode) for een in aggregaten}
    verwacht = {
        (groep.regio, groep.sleutel, kwartaal.naam)
        for kwartaal in vraag.periode.kwartalen
        for groep in tel_trajecten(werk.verbinding, vraag._replace(periode=kwartaal).filter, ("aanbieder",), KLASSEN)
        if groep.regio
    }
    return Aggregatenlijst(tuple(aggregaten), tuple(sorted(verwacht - geleverd)))


class _Tellingen(NamedTuple):
    totaal: Telling
    blokken: defaultdict[str, Telling]
    tabellen: defaultdict[tuple[str, str], defaultdict[str, Telling]]


def maak_rapport(werk: SqlWerkeenheid, vraag: Rapportvraag, pic_van: Picvertaler | None = None) -> Rapport:
    """Count, and find out what may be shown. ``pic_van``: another mapping than that of the agreements."""
    if pic_van is None:
        pic_van = pics_van_regios(werk) if "pic" in vraag.per else _zonder_pics
    geteld = _tel(werk, vraag, pic_van)
    zichtbaar = _wat_zichtbaar_is(geteld)
    blokken = tuple(_blok(werk, vraag, geteld, regio, zichtbaar) for regio in sorted(geteld.blokken))
    totaal = frozenset(maat for maat, waar in zichtbaar.items() if waar.totaal)
    return Rapport(vraag, Rij(geteld.totaal, totaal), blokken)


def _blok(
    werk: SqlWerkeenheid, vraag: Rapportvraag, geteld: _Tellingen, regio: str, landelijk: Mapping[str, Zichtbaar]
) -> Blok:
    telling = geteld.blokken[regio]
    zichtbaar = {**landelijk, **_regionaal_zichtbaar(geteld, regio, landelijk)}
    afspraken = werk.contracten.afspraken(werk.verbinding, regio) if regio else None
    indicatoren = () if afspraken is None else afspraken.regio.indicatoren
    namen = {} if afspraken is None else {een.code: een.naam for een in afspraken.regio.resultaten}
    periode = Geldigheid(vraag.periode.van, vraag.periode.tot)
    return Blok(
        regio,
        Rij(telling, frozenset(maat for maat, waar in zichtbaar.items() if regio in waar.blokken)),
        {
            per: {
                sleutel: Rij(
                    een, frozenset(maat for maat, waar in zichtbaar.items() if (regio, per, sleutel) in waar.rijen)
                )
                for sleutel, een in sorted(geteld.tabellen.get((regio, per), {}).items())
            }
            for per in vraag.per
        },
        tuple(
            een for een in indicatoren if een.geldig.overlapt(periode) or telling.versies[een.code, een.versie] >= GRENS
        ),
        {code: namen.get(code, code) for code in telling.resultaten},
    )


def _tel(werk: SqlWerkeenheid, vraag: Rapportvraag, pic_van: Picvertaler) -> _Tellingen:
    geteld = _Tellingen(Telling(), defaultdict(Telling), defaultdict(lambda: defaultdict(Telling)))
    verdeeld = {"product" if per == "pic" else per: per for per in vraag.per}

    def rijen(regio: str, per: str, sleutel: str) -> list[Telling]:
        """Where something is counted."""
        if per == REGIO:
            return [geteld.totaal, geteld.blokken[regio]]
        naam = verdeeld[per]
        eigen = (pic_van(regio, sleutel) or sleutel) if naam == "pic" else sleutel
        return [geteld.tabellen[regio, naam][eigen]]

    per = (REGIO, *verdeeld)
    for groep in tel_trajecten(werk.verbinding, vraag.filter, per, KLASSEN):
        for rij in rijen(*groep[:3]):
            rij.tel(groep)
    for meting in tel_metingen(werk.verbinding, vraag.filter, per):
        for rij in rijen(*meting[:3]):
            rij.tel_meting(meting)
    for doel in tel_resultaatcodes(werk.verbinding, vraag.filter, per):
        for rij in rijen(*doel[:3]):
            rij.resultaten.setdefault(doel.code, Counter())[doel.resultaat] += doel.n
    for wacht in tel_wachttijden(werk.verbinding, vraag.filter, per):
        for rij in rijen(*wacht[:3]):
            rij.wachtdagen[wacht.dagen] += wacht.n
    for oordeel in tel_teamoordelen(werk.verbinding, vraag.filter):
        waarden = {"gemeente": oordeel.gemeente, "aanbieder": oordeel.aanbieder, KWARTAAL: oordeel.kwartaal}
        plaatsen = [(REGIO, ""), *((een, waarden[een]) for een in vraag.per if een in waarden)]
        for rij in (een for plaats in plaatsen for een in rijen(oordeel.regio, *plaats)):
            rij.oordelen += oordeel.n
            rij.oordelen_som += oordeel.som
    return geteld


def _wat_zichtbaar_is(geteld: _Tellingen) -> dict[str, Zichtbaar]:
    gevonden: dict[str, Zichtbaar] = {}
    for naam, (delen, bases) in MATEN.items():
        boom = Boom(
            delen(geteld.totaal),
            {regio: delen(een) for regio, een in geteld.blokken.items()},
            {
                tabel: {sleutel: delen(een) for sleutel, een in rijen.items()}
                for tabel, rijen in geteld.tabellen.items()
            },
        )
        basis = None
        for een in bases:
            basis = gevonden[een] if basis is None else basis.en(gevonden[een])
        gevonden[naam] = wat_zichtbaar_is(boom, basis)
    return gevonden


def _regionaal_zichtbaar(geteld: _Tellingen, regio: str, landelijk: Mapping[str, Zichtbaar]) -> dict[str, Zichtbaar]:
    blok = geteld.blokken[regio]
    tabellen = {tabel: rijen for tabel, rijen in geteld.tabellen.items() if tabel[0] == regio}
    gevonden: dict[str, Zichtbaar] = {}
    for naam, (delen, (basis,)) in regionale_maten(blok).items():
        boom = Boom(
            delen(blok),
            {regio: delen(blok)},
            {tabel: {sleutel: delen(een) for sleutel, een in rijen.items()} for tabel, rijen in tabellen.items()},
        )
        gevonden[naam] = wat_zichtbaar_is(boom, landelijk[basis])
    return gevonden
