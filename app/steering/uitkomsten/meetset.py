"""The indicators and results against which a delivery is held: those of its regio, on its day (R142, R050).

A regio that defined nothing on that day has the national set: goals, and marks from 1 to 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.contracts.indicatoren import LANDELIJK, Indicator, Maat, Profielresultaat, Schaal, geldend
from app.contracts.regio import Regio
from app.messages.problems import Fout
from app.store.opslag import SqlWerkeenheid
from app.store.uitkomsten import Meting

CIJFERS: Final[Mapping[str, Maat]] = {
    "tevredenheid_jeugdige": Maat.TEVREDENHEID_JEUGDIGE,
    "tevredenheid_opvoeder": Maat.TEVREDENHEID_OPVOEDER,
}
"""Fields with a mark, and what they measure."""


@dataclass(frozen=True, slots=True)
class Meetset:
    """What a regio measures on a day."""

    dag: date
    regio: str | None = None
    indicatoren: tuple[Indicator, ...] = ()
    """Empty: the national set."""
    resultaten: Mapping[str, Profielresultaat] = field(default_factory=dict)

    def van(self, maat: Maat) -> Indicator | None:
        """The indicator that measures this."""
        return next((een for een in self.indicatoren if een.maat is maat), None)

    def eigen(self, code: str) -> Indicator | None:
        """The regio's own indicator with this code."""
        return next((een for een in self.indicatoren if een.maat is Maat.METING and een.code == code), None)

    def schaal(self, maat: Maat) -> Schaal | None:
        """The scale of what is measured; None for days."""
        indicator = self.van(maat)
        return LANDELIJK.get(maat) if indicator is None else indicator.schaal

    def fouten_van_maat(self, maat: Maat, pad: str, waarde: float | None) -> Iterator[Fout]:
        """A number that this regio does not ask, or that is not on its scale."""
        if waarde is None:
            return
        veld, indicator, schaal = pad.rpartition(".")[2], self.van(maat), self.schaal(maat)
        if self.indicatoren and indicator is None:
            yield Fout(
                None, pad, f"{veld} ({maat.value}) wordt {self._waar} niet gemeten. Verwacht: weglaten. {self._wel}"
            )
        elif schaal is not None and not schaal.omvat(waarde):
            yield Fout(None, pad, f"{veld} is {_buiten(schaal, indicator)}")

    def fouten_van_meting(self, code: str, waarde: int, pad: str) -> Iterator[Fout]:
        """An indicator that this regio does not have, or a number that is not on its scale."""
        indicator = self.eigen(code)
        if indicator is None or indicator.schaal is None:
            eigen = [een.code for een in self.indicatoren if een.maat is Maat.METING]
            welke = f"Eigen indicatoren zijn: {', '.join(eigen)}." if eigen else "Er zijn geen eigen indicatoren."
            yield Fout(None, f"{pad}.indicator", f"indicator wordt {self._waar} niet gemeten. {welke}")
        elif not indicator.schaal.omvat(waarde):
            yield Fout(None, f"{pad}.waarde", f"waarde is {_buiten(indicator.schaal, indicator)}")

    def fouten_van_code(self, code: str, profiel: str | None, pad: str) -> Iterator[Fout]:
        """A result that is not one of this regio, or not one of the profiel of the toewijzing (None: unknown)."""
        resultaat = self.resultaten.get(code)
        bekend = sorted(een.code for een in self.resultaten.values() if profiel in (None, een.profiel))
        welke = f"Er zijn: {', '.join(bekend)}." if bekend else "Er zijn er geen."
        if resultaat is None:
            yield Fout(None, pad, f"code is {self._waar} geen resultaatcode. {welke}")
        elif profiel not in (None, resultaat.profiel):
            yield Fout(None, pad, f"code hoort niet bij profiel {profiel} van de toewijzing. {welke}")

    def metingen(self, cijfers: Mapping[str, Any], eigen: Mapping[str, int]) -> tuple[Meting, ...]:
        """Under which versions an EIND was measured, by indicator."""
        paren: list[tuple[Indicator | None, int | None]] = [(self.van(Maat.DOELREALISATIE), None)]
        paren += [(self.van(maat), cijfers[naam]) for naam, maat in CIJFERS.items() if cijfers[naam] is not None]
        paren += [(self.eigen(code), waarde) for code, waarde in eigen.items()]
        return tuple(
            sorted(
                (
                    Meting(een.code, een.versie, een.maat.value, een.schaal.laag, een.schaal.hoog, waarde)
                    for een, waarde in paren
                    if een is not None and een.schaal is not None
                ),
                key=lambda meting: meting.indicator,
            )
        )

    @property
    def versies(self) -> str:
        """All versions in a line, such as ``CT-J/1 DR/1``."""
        return " ".join(sorted(f"{een.code}/{een.versie}" for een in self.indicatoren))

    @property
    def _waar(self) -> str:
        return f"op {self.dag} hier" if self.regio is None else f"op {self.dag} in regio {self.regio}"

    @property
    def _wel(self) -> str:
        return f"Wel: {', '.join(sorted(een.maat.value for een in self.indicatoren))}."


def _buiten(schaal: Schaal, indicator: Indicator | None) -> str:
    wie = "de landelijke set" if indicator is None else f"indicator {indicator.code} {indicator.versie}"
    return (
        f"buiten de schaal {schaal} van {wie}; verwacht: een getal van minstens {schaal.laag} en hoogstens "
        f"{schaal.hoog}."
    )


def meetset_van(regio: Regio | None, dag: date) -> Meetset:
    """What a regio measures on a day; None: nobody loaded its agreements."""
    if regio is None:
        return Meetset(dag)
    return Meetset(dag, regio.code, geldend(regio.indicatoren, dag), _resultaten(regio.resultaten, dag))


def _resultaten(resultaten: Iterable[Profielresultaat], dag: date) -> dict[str, Profielresultaat]:
    return {een.code: een for een in resultaten if een.geldig.omvat(dag)}


class Meetsets:
    """The sets of gemeenten by day, each worked out once."""

    def __init__(self, werk: SqlWerkeenheid) -> None:
        self._werk = werk
        self._sets: dict[tuple[str, date], Meetset] = {}

    def van_gemeente(self, gemeente: str, dag: date) -> Meetset:
        """What the regio of a gemeente measures on a day."""
        sleutel = gemeente, dag
        if sleutel not in self._sets:
            afspraken = self._werk.contracten.afspraken_van_gemeente(self._werk.verbinding, gemeente, dag)
            self._sets[sleutel] = meetset_van(None if afspraken is None else afspraken.regio, dag)
        return self._sets[sleutel]
