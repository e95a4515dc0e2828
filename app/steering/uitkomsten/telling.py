"""What is counted in one row of the report on outcomes, and which counts may be shown only together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.contracts.indicatoren import RAPPORTCIJFER, Schaal
from app.contracts.indicatoren import Maat as Maatsoort
from app.steering.onderdrukking import Delen
from app.steering.uitkomsten.uitkomst import UITVALKLASSEN, VOORTIJDIG, Doelsoort, Resultaat, Uitvalklasse
from app.store.uitkomstcijfers import DOELTELLINGEN, Groep
from app.store.uitkomstmetingen import Meetgroep

KLASSEN: Final[Mapping[str, Sequence[str]]] = {
    klasse.value: [code for code, een in UITVALKLASSEN.items() if een is klasse] for klasse in UITVALKLASSEN.values()
}
"""Codes of RedenBeeindiging by class of uitval; the others are administrative."""


class Meetsleutel(NamedTuple):
    """What is added up: the same question on the same scale, whatever the version."""

    maat: Maatsoort
    indicator: str
    """Empty for a maat of which a regio has one at a time."""
    schaal: Schaal

    @classmethod
    def van(cls, groep: Meetgroep) -> Meetsleutel | None:
        """Where a group is added up; None: it is counted as a national mark or goal."""
        maat, schaal = Maatsoort(groep.maat), Schaal(groep.laag, groep.hoog)
        if maat is Maatsoort.METING:
            return cls(maat, groep.indicator, schaal)
        is_cijfer = maat in (Maatsoort.TEVREDENHEID_JEUGDIGE, Maatsoort.TEVREDENHEID_OPVOEDER)
        return cls(maat, "", schaal) if is_cijfer and schaal != RAPPORTCIJFER else None

    @property
    def naam(self) -> str:
        """Name of its measure."""
        return f"meting {self.maat.value} {self.indicator} {self.schaal}"


class Som(NamedTuple):
    """Numbers that were added up."""

    n: int
    som: int

    def plus(self, groep: Meetgroep) -> Som:
        """With a group."""
        return Som(self.n + groep.n, self.som + groep.som)


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
    metingen: dict[Meetsleutel, Som] = field(default_factory=dict)
    """Numbers on a scale of the regio; those on the national scale are in the kaders."""
    versies: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How many were measured under each version of an indicator."""
    resultaten: dict[str, Counter[str]] = field(default_factory=dict)
    """By result code: what became of it."""
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

    def tel_meting(self, groep: Meetgroep) -> None:
        """Add a group of measurements."""
        self.versies[groep.indicator, groep.versie] += groep.n
        sleutel = Meetsleutel.van(groep)
        if sleutel is not None:
            self.metingen[sleutel] = self.metingen.get(sleutel, Som(0, 0)).plus(groep)

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


def regionale_maten(blok: Telling) -> dict[str, Maat]:
    """What only this regio counts: its own scales and its result codes, each of trajectories with an EIND.

    They are counted by themselves and never add up to what is shown elsewhere, so each is a tree of its own.
    """
    return {
        **{sleutel.naam: Maat(_gemeten(sleutel), ("eind",)) for sleutel in blok.metingen},
        **{resultaatmaat(code): Maat(_met_resultaat(code), ("eind",)) for code in blok.resultaten},
    }


def resultaatmaat(code: str) -> str:
    """Name of the measure of a result code."""
    return f"resultaat {code}"


def _gemeten(sleutel: Meetsleutel) -> Callable[[Telling], Delen]:
    return lambda rij: (rij.metingen.get(sleutel, Som(0, 0)).n,)


def _met_resultaat(code: str) -> Callable[[Telling], Delen]:
    return lambda rij: (sum(rij.resultaten.get(code, Counter()).values()),)
