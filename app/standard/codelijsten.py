"""Code lists of the standard: which codes there are, what they mean and when they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from app.standard.bestanden import read_csv, read_datum, read_toml
from app.standard.release import Release


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list. An absent date means: no limit known on that side; `geldig_tot` is included."""

    code: str
    omschrijving: str
    geldig_van: date | None
    geldig_tot: date | None
    bruikbaar: bool
    """False when the schema knows the code but a rule forbids it (CS050, CS058, CS336)."""

    def geldig_op(self, dag: date) -> bool:
        """Does the code hold on this day?"""
        begonnen = self.geldig_van is None or self.geldig_van <= dag
        return begonnen and (self.geldig_tot is None or dag <= self.geldig_tot)


@dataclass(frozen=True, slots=True)
class Codelijst:
    """A code list, such as WJ756 (Eenheid). `datatype` is the type in the schema that uses it."""

    id: str
    naam: str
    datatype: str
    codes: Mapping[str, Code] = field(hash=False)

    def omschrijving(self, code: str) -> str:
        """What the code means, in Dutch. Raises KeyError for a code that is not in the list."""
        return self.codes[code].omschrijving


def codelijst_ids(release: Release) -> tuple[str, ...]:
    """The ids of all code lists of a release. The retourcodes (WJ001) are in `Release.retourcodes`."""
    return tuple(_namen(release))


@lru_cache(maxsize=128)
def laad_codelijst(release: Release, codelijst_id: str) -> Codelijst:
    """Read one code list; the same object for every next call.

    Raises LookupError for a list that the release does not have.
    """
    naam, datatype = _namen(release)[codelijst_id]
    rijen = read_csv(release.map / "codelijsten" / f"{codelijst_id}.csv")
    codes = {rij["code"]: _read_code(rij) for rij in rijen}
    return Codelijst(codelijst_id, naam, datatype, MappingProxyType(codes))


@lru_cache
def _namen(release: Release) -> Mapping[str, tuple[str, str]]:
    rijen = read_toml(release.map / "codelijsten.toml")["codelijst"]
    return MappingProxyType({rij["id"]: (rij["naam"], rij["datatype"]) for rij in rijen})


def _read_code(rij: dict[str, str]) -> Code:
    van, tot = read_datum(rij["geldig_van"]), read_datum(rij["geldig_tot"])
    return Code(rij["code"], rij["omschrijving"], van, tot, bruikbaar=rij["gebruik"] == "ja")
