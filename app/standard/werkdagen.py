"""Dutch working days: Monday to Friday except public holidays (decision 8 in docs/besluiten.md).

The holidays are those of `feestdagen.csv`, or of a file of the same form that an operator gives. In a year
that the table does not know only weekends are free.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from app.standard.bestanden import read_csv

_TABEL = Path(__file__).parent / "feestdagen.csv"
_ZATERDAG = 6
_DAG = timedelta(days=1)


class FeestdagenFout(Exception):
    """A file of public holidays cannot be used; the text says why and on which line."""


@dataclass(frozen=True, slots=True)
class Werkkalender:
    """The days on which work is done."""

    feestdagen: Mapping[date, str]
    """Public holiday -> its name; a weekend day may be among them."""

    def is_werkdag(self, dag: date) -> bool:
        """Whether the day is a working day."""
        return dag.isoweekday() < _ZATERDAG and dag not in self.feestdagen

    def tel_werkdagen_op(self, dag: date, aantal: int) -> date:
        """The ``aantal``-th working day after ``dag``; the day itself does not count, 0 gives the day itself.

        Raises ValueError for a negative number.
        """
        _check(aantal)
        for _ in range(aantal):
            dag += _DAG
            while not self.is_werkdag(dag):
                dag += _DAG
        return dag

    def uiterste_begin(self, dag: date, aantal: int) -> date:
        """The last day from which ``aantal`` working days later lies on or before ``dag``.

        So a term of so many working days was over at the end of ``dag`` when it began on this day or before.
        Raises ValueError for a negative number.
        """
        _check(aantal)
        for _ in range(aantal):
            while not self.is_werkdag(dag):
                dag -= _DAG
            dag -= _DAG
        return dag

    def werkdagen_tussen(self, na: date, tot_en_met: date) -> int:
        """Number of working days after ``na``, up to and including ``tot_en_met``; below 0 when that lies before."""
        if tot_en_met < na:
            return -self.werkdagen_tussen(tot_en_met, na)
        dagen = (tot_en_met - na).days
        return sum(self.is_werkdag(na + timedelta(days=nummer)) for nummer in range(1, dagen + 1))


@cache
def laad_werkkalender(pad: Path | None = None) -> Werkkalender:
    """The calendar with the holidays of a file, or those that come with the product.

    Raises FeestdagenFout for a file without columns ``datum`` (ISO) and ``naam``, OSError when it cannot be read.
    """
    feestdagen: dict[date, str] = {}
    bron = pad or _TABEL
    for nummer, rij in enumerate(read_csv(bron), 2):
        try:
            dag, naam = date.fromisoformat(rij["datum"]), rij["naam"]
        except (KeyError, TypeError, ValueError) as fout:
            raise FeestdagenFout(f"{bron}, line {nummer}: expected `datum;naam` with an ISO date ({fout})") from fout
        eerder = feestdagen.get(dag)
        feestdagen[dag] = naam if eerder is None else f"{eerder} en {naam}"
    return Werkkalender(feestdagen)


def _check(aantal: int) -> None:
    if aantal < 0:
        raise ValueError(f"cannot count {aantal} working days")
