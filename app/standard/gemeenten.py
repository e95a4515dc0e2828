"""Municipality codes of the CBS and the days on which they existed (TR378)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from app.standard.bestanden import read_csv, read_datum, read_toml
from app.standard.release import Release


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A municipality. `geldig_tot` is its last day; `opgegaan_in` the code of its successor, or ""."""

    code: str
    naam: str
    geldig_van: date | None
    geldig_tot: date | None
    opgegaan_in: str


@dataclass(frozen=True, slots=True)
class Gemeentelijst:
    """The municipalities we know of.

    `peildatum` is the day of the list of the CBS. Since `dekking_vanaf` the list is complete; before that day
    it says something only about the codes in it. A list of a later year has to be added as data.
    """

    peildatum: date
    dekking_vanaf: date
    gemeenten: Mapping[str, Gemeente] = field(hash=False)

    def bestaat_op(self, code: str, dag: date) -> bool | None:
        """Did this municipality exist on this day? None when the list cannot tell."""
        gemeente = self.gemeenten.get(code)
        if gemeente is None:
            return None if dag < self.dekking_vanaf else False
        begonnen = gemeente.geldig_van is None or gemeente.geldig_van <= dag
        return begonnen and (gemeente.geldig_tot is None or dag <= gemeente.geldig_tot)

    def naam(self, code: str) -> str:
        """The name of a municipality. Raises KeyError for an unknown code."""
        return self.gemeenten[code].naam


@lru_cache
def laad_gemeenten(release: Release) -> Gemeentelijst:
    """Read the municipalities that come with a release; the same object for every next call."""
    kop = read_toml(release.map / "gemeenten.toml")
    gemeenten = {rij["code"]: _read_gemeente(rij) for rij in read_csv(release.map / "gemeenten.csv")}
    return Gemeentelijst(kop["peildatum"], kop["dekking_vanaf"], MappingProxyType(gemeenten))


def _read_gemeente(rij: dict[str, str]) -> Gemeente:
    van, tot = read_datum(rij["geldig_van"]), read_datum(rij["geldig_tot"])
    return Gemeente(rij["code"], rij["naam"], van, tot, rij["opgegaan_in"])
