"""How much may be claimed on a toewijzing: per ProductPeriode and in all (TR321, TR322, IV077, IV078).

Volumes are compared in base units: minutes for hours and minutes, eurocents for Eenheid 83, else the
unit itself.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

from app.contracts.prijs import EUROS, MINUUT, UUR, euro
from app.standard.kalender import (
    dagen,
    eerste_van_maand,
    laatste_van_maand,
    laatste_zondag,
    maanden_geraakt,
    weken_geraakt,
    zondagen,
)

PER_DAG, PER_WEEK, PER_MAAND, TOTAAL = "1", "2", "4", "6"
_OUTPUT = ("82", EUROS)
_EENHEDEN = {
    MINUUT: "minuten",
    UUR: "uur",
    "14": "etmalen",
    "16": "dagdelen",
    "82": "stuks",
    "84": "stuks",
}


class MetOmvang(Protocol):
    """A toewijzing, as far as its volume goes; ``volume`` is in eurocents for Eenheid 83."""

    @property
    def ingangsdatum(self) -> date:
        """First day."""

    @property
    def einddatum(self) -> date | None:
        """Last day; None: open."""

    @property
    def volume(self) -> int | None:
        """Assigned volume; None without Omvang."""

    @property
    def eenheid(self) -> str | None:
        """WJ756."""

    @property
    def frequentie(self) -> str | None:
        """Per what the volume holds."""


class Maximum(NamedTuple):
    """A maximum: ``aantal`` x ``volume`` in units of the toewijzing; ``waarvan`` says what was counted."""

    aantal: int
    waarvan: str
    volume: int
    eenheid: str
    basis: int
    """The maximum in base units."""
    afspraak: bool = False
    """The standard leaves a broken month to agreement: this is the most it could be."""

    def __str__(self) -> str:
        totaal = toon(self.aantal * self.volume, self.eenheid)
        return f"{self.aantal} {self.waarvan} x {toon(self.volume, self.eenheid)} = {totaal}"


def _maal(aantal: int, waarvan: str, volume: int, eenheid: str, *, afspraak: bool = False) -> Maximum:
    return Maximum(aantal, waarvan, volume, eenheid, aantal * naar_basis(volume, eenheid), afspraak)


def is_output(eenheid: str) -> bool:
    """Whether the unit belongs to the output variant."""
    return eenheid in _OUTPUT


def naar_basis(volume: int, eenheid: str) -> int:
    """A volume in base units."""
    return volume * 60 if eenheid == UUR else volume


def past_bij(eenheid: str, toegewezen: str | None) -> bool:
    """Whether a claim in this unit fits an assigned unit: equal, or minutes on hours (TR341)."""
    return eenheid == toegewezen or (eenheid == MINUUT and toegewezen == UUR)


def toon(volume: int, eenheid: str) -> str:
    """A volume with its unit, as people write it."""
    return euro(volume) if eenheid == EUROS else f"{volume} {_EENHEDEN.get(eenheid, eenheid)}"


def toon_basis(volume: int, eenheid: str) -> str:
    """A volume in base units with a unit of the toewijzing: 90 minutes of an assignment in hours too."""
    if eenheid == UUR:
        return f"{volume // 60} uur" if volume % 60 == 0 else f"{volume} minuten"
    return toon(volume, eenheid)


def periode_maximum(toewijzing: MetOmvang, begin: date, eind: date) -> Maximum | None:
    """Most that one Prestatie over this period may hold; None without Omvang.

    ``begin`` and ``eind`` lie in one month, ``begin`` not after ``eind`` (CS337, TR137).
    """
    volume, eenheid, frequentie = toewijzing.volume, toewijzing.eenheid, toewijzing.frequentie
    if volume is None or eenheid is None:
        return None
    if frequentie == PER_WEEK and eenheid in _OUTPUT:
        return _maal(output_weken(toewijzing, begin, eind), "weken", volume, eenheid)
    return _maximum(frequentie, begin, eind, volume, eenheid)


@lru_cache(maxsize=4096)
def _maximum(frequentie: str | None, begin: date, eind: date, volume: int, eenheid: str) -> Maximum:
    """For one period, other than output per week; many lines ask the same."""
    if frequentie == PER_DAG:
        return _maal(dagen(begin, eind), "dagen", volume, eenheid)
    if frequentie == PER_WEEK:
        return _maal(weken_geraakt(begin, eind), "weken", volume, eenheid)
    if frequentie == PER_MAAND:
        gebroken = begin != eerste_van_maand(begin) or eind != laatste_van_maand(eind)
        return _maal(1, "maand", volume, eenheid, afspraak=gebroken and is_output(eenheid))
    return _maal(1, "maal het totaal", volume, eenheid)


def totaal_maximum(toewijzing: MetOmvang) -> Maximum | None:
    """Most that all lines together may hold; None without Omvang, or per day or month without Einddatum."""
    volume, eenheid, frequentie = toewijzing.volume, toewijzing.eenheid, toewijzing.frequentie
    begin, eind = toewijzing.ingangsdatum, toewijzing.einddatum
    if volume is None or eenheid is None or (eind is None and frequentie != TOTAAL):
        return None
    if frequentie == PER_MAAND and eind is not None:
        return _maal(maanden_geraakt(begin, eind), "maanden", volume, eenheid)
    return _maximum(frequentie, begin, eind or begin, volume, eenheid)


def output_weken(toewijzing: MetOmvang, begin: date, eind: date) -> int:
    """Sundays in the period, and the broken last week where its last Sunday lies (IV077)."""
    weken = zondagen(begin, eind)
    einddatum = toewijzing.einddatum
    if einddatum is not None and einddatum.isoweekday() != 7:
        laatste = laatste_zondag(toewijzing.ingangsdatum, einddatum)
        if laatste is None:
            # A toewijzing within one week, without a Sunday: its only week counts in its last period.
            return 1 if begin <= einddatum <= eind else 0
        if begin <= laatste <= eind:
            weken += 1
    return weken
