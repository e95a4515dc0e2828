"""The report on outcomes: trajectories that ended in a period, counted in rows, and what of each row may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from app.steering.onderdrukking import Boom, Delen, Zichtbaar, wat_zichtbaar_is
from app.steering.uitkomst import UITVALKLASSEN, VOORTIJDIG, Doelsoort, Periode, Resultaat, Uitvalklasse
from app.store.opslag import SqlWerkeenheid
from app.store.uitkomstcijfers import (
    DOELTELLINGEN,
    KWARTAAL,
    REGIO,
    Cohortfilter,
    Groep,
    lees_pics,
    tel_teamoordelen,
    tel_trajecten,
    tel_wachttijden,
)
from app.store.uitkomsten import Aggregaat, lees_aggregaten

Picvertaler: TypeAlias = Callable[[str, str], str | None]
"""From regio and product code to the PIC that the code stands for; None when it stands for none."""
TABELLEN: Final = ("gemeente", "aanbieder", "product", "pic", KWARTAAL)


KLASSEN: Final[Mapping[str, Sequence[str]]] = {
    klasse.value: [code for code, een in UITVALKLASSEN.items() if een is klasse] for klasse in UITVALKLASSEN.values()
}
"""Codes of RedenBeeindiging by class of uitval; the others are administrative."""


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


@dataclass(slots=True)
class Kadertelling:
    """What EIND told of trajectories in one kader."""

    eind: int = 0
    met: dict[Doelsoort, int] = field(default_factory=lambda: dict.fromkeys(Doelsoort, 0))
    """Trajectories with a goal of this kind."""
    doelen: Counter[str] = field(default_factory=Counter)
    """Goals by DOELTELLINGEN."""
    jeugdige_n: int = 0
    jeugdige_som: int = 0
    opvoeder_n: int = 0
    opvoeder_som: int = 0

    def tel(self, groep: Groep) -> None:
        """Add a group."""
        self.eind += groep.eind
        self.met[Doelsoort.MAATSCHAPPELIJK] += groep.met_maatschappelijk
        self.met[Doelsoort.BEHANDEL] += groep.met_behandel
        for naam, aantal in zip(DOELTELLINGEN, groep.doelen, strict=True):
            self.doelen[naam] += aantal
        self.jeugdige_n += groep.jeugdige_n
        self.jeugdige_som += groep.jeugdige_som
        self.opvoeder_n += groep.opvoeder_n
        self.opvoeder_som += groep.opvoeder_som

    def resultaten(self, soort: Doelsoort) -> dict[Resultaat, int]:
        """Goals of a kind by result."""
        return {een: self.doelen[f"{soort.value.lower()}_{een.value}"] for een in Resultaat}


UITVALDELEN: Final[tuple[tuple[Uitvalklasse, ...], ...]] = (
    (Uitvalklasse.VOLGENS_PLAN,),
    VOORTIJDIG,
    (Uitvalklasse.ADMINISTRATIEF,),
)
"""Classes that are told together: according to plan, before its end, and administratively."""


@dataclass(slots=True)
class Telling:
    """All that is counted in one row."""

    n: int = 0
    bedrag: int = 0
    start: int = 0
    klassen: Counter[Uitvalklasse] = field(default_factory=Counter)
    vrijwillig: Kadertelling = field(default_factory=Kadertelling)
    gedwongen: Kadertelling = field(default_factory=Kadertelling)
    naar_klasse: dict[Uitvalklasse, Kadertelling] = field(
        default_factory=lambda: {een: Kadertelling() for een in Uitvalklasse}
    )
    """What EIND told, by how trajectories ended."""
    wachtdagen: Counter[int] = field(default_factory=Counter)
    oordelen: int = 0
    oordelen_som: int = 0

    @property
    def kaders(self) -> tuple[Kadertelling, Kadertelling]:
        """Both, not forced first."""
        return self.vrijwillig, self.gedwongen

    def tel(self, groep: Groep) -> None:
        """Add a group of trajectories."""
        self.n += groep.n
        self.bedrag += groep.bedrag
        self.start += groep.start
        klasse = Uitvalklasse(groep.klasse) if groep.klasse else Uitvalklasse.ADMINISTRATIEF
        self.klassen[klasse] += groep.n
        if groep.gedwongen_kader is not None:
            (self.gedwongen if groep.gedwongen_kader else self.vrijwillig).tel(groep)
            self.naar_klasse[klasse].tel(groep)

    @property
    def uitval(self) -> Delen:
        """As UITVALDELEN."""
        return tuple(sum(self.klassen[een] for een in deel) for deel in UITVALDELEN)

    @property
    def eind(self) -> int:
        """Trajectories with EIND."""
        return sum(kader.eind for kader in self.kaders)

    @property
    def bereikt(self) -> int:
        """Goals of any kind that were reached."""
        return sum(kader.resultaten(soort)[Resultaat.BEREIKT] for kader in self.kaders for soort in Doelsoort)


class Maat(NamedTuple):
    """Something that is counted: its parts are shown together, and only where all of ``basis`` is shown."""

    delen: Callable[[Telling], Delen]
    basis: tuple[str, ...]


def _met(soort: Doelsoort) -> Callable[[Telling], Delen]:
    return lambda rij: tuple(kader.met[soort] for kader in rij.kaders)


def _naar_uitval(soort: Doelsoort) -> Callable[[Telling], Delen]:
    return lambda rij: tuple(sum(rij.naar_klasse[een].met[soort] for een in deel) for deel in UITVALDELEN)


def _naar_klasse(soort: Doelsoort) -> Callable[[Telling], Delen]:
    return lambda rij: tuple(rij.naar_klasse[een].met[soort] for een in VOORTIJDIG)


def _samen(delen: Callable[[Telling], Delen]) -> Callable[[Telling], Delen]:
    return lambda rij: (sum(delen(rij)),)


def _jeugdigen(rij: Telling) -> Delen:
    return tuple(kader.jeugdige_n for kader in rij.kaders)


def _opvoeders(rij: Telling) -> Delen:
    return tuple(kader.opvoeder_n for kader in rij.kaders)


def _einden(rij: Telling) -> Delen:
    return tuple(kader.eind for kader in rij.kaders)


MATEN: Final[Mapping[str, Maat]] = {
    "n": Maat(lambda rij: (rij.n,), ()),
    "start": Maat(lambda rij: (rij.start,), ("n",)),
    "wachttijd": Maat(lambda rij: (rij.wachtdagen.total(),), ("n",)),
    "uitval": Maat(lambda rij: rij.uitval, ("n",)),
    "voortijdig": Maat(lambda rij: tuple(rij.klassen[een] for een in VOORTIJDIG), ("uitval",)),
    "eind": Maat(_samen(_einden), ("n",)),
    "kader": Maat(_einden, ("eind",)),
    **{
        naam: maat
        for soort in Doelsoort
        for naam, maat in (
            (soort.value, Maat(_samen(_met(soort)), ("eind",))),
            (f"{soort.value} kader", Maat(_met(soort), (soort.value, "kader"))),
            (f"{soort.value} uitval", Maat(_naar_uitval(soort), (soort.value, "uitval"))),
            (f"{soort.value} voortijdig", Maat(_naar_klasse(soort), (f"{soort.value} uitval", "voortijdig"))),
        )
    },
    "jeugdige": Maat(_samen(_jeugdigen), ("eind",)),
    "jeugdige kader": Maat(_jeugdigen, ("jeugdige", "kader")),
    "opvoeder": Maat(_samen(_opvoeders), ("eind",)),
    "opvoeder kader": Maat(_opvoeders, ("opvoeder", "kader")),
}
"""In an order in which what a measure counts a part of comes before it."""


class Rij(NamedTuple):
    """A row, and the names of the measures in it that may be shown."""

    telling: Telling
    maten: frozenset[str]


class Blok(NamedTuple):
    """A regio and its tables; the key of a row says what it is about."""

    regio: str
    rij: Rij
    tabellen: Mapping[str, Mapping[str, Rij]]


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
    aggregaten = lees_aggregaten(werk.verbinding, kwartalen, vraag.regio)
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
    if pic_van is None and "pic" in vraag.per:
        pic_van = pics_van_regios(werk)
    geteld = _tel(werk, vraag, pic_van)
    zichtbaar = _wat_zichtbaar_is(geteld)
    blokken = tuple(
        Blok(
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
        )
        for regio, telling in sorted(geteld.blokken.items())
    )
    totaal = frozenset(maat for maat, waar in zichtbaar.items() if waar.totaal)
    return Rapport(vraag, Rij(geteld.totaal, totaal), blokken)


def _tel(werk: SqlWerkeenheid, vraag: Rapportvraag, pic_van: Picvertaler | None) -> _Tellingen:
    geteld = _Tellingen(Telling(), defaultdict(Telling), defaultdict(lambda: defaultdict(Telling)))
    verdeeld = {"product" if per == "pic" else per: per for per in vraag.per}

    def rijen(regio: str, per: str, sleutel: str) -> list[Telling]:
        """Where something is counted."""
        if per == REGIO:
            return [geteld.totaal, geteld.blokken[regio]]
        naam = verdeeld[per]
        eigen = (pic_van(regio, sleutel) or sleutel) if naam == "pic" and pic_van else sleutel
        return [geteld.tabellen[regio, naam][eigen]]

    per = (REGIO, *verdeeld)
    for groep in tel_trajecten(werk.verbinding, vraag.filter, per, KLASSEN):
        for rij in rijen(*groep[:3]):
            rij.tel(groep)
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
