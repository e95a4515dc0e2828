"""What the checks look at: a regio with the places of its parts, and the list of gemeenten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from app.contracts.regio import Regio
from app.contracts.regiobron import TOML, Melding, Plaats, Rij
from app.contracts.regiolezen import Gelezen
from app.standard.gemeenten import Gemeentelijst

T = TypeVar("T")


class Dossier:
    """A regio that is being checked."""

    def __init__(self, gelezen: Gelezen, gemeenten: Gemeentelijst) -> None:
        self.regio: Regio = gelezen.regio
        self.gemeenten = gemeenten
        self._gelezen = gelezen
        regio = gelezen.regio
        self.percelen = {een.code: een for een in regio.percelen}
        self.profielen = {een.code for een in regio.profielen}
        self.pics = {een.sleutel for een in regio.pics}
        self.intensiteiten = {een.code: een for een in regio.intensiteiten}
        self.contracten = {een.nummer: een for een in regio.contracten}
        self.aanbieders = {een.agb for een in regio.aanbieders}
        self.leden = {een.code for een in regio.gemeenten}
        self.codes = {een.code for een in regio.productcodes}

    def met_rij(self, soort: str, dingen: Sequence[T]) -> Iterator[tuple[T, Rij]]:
        """Things of a kind with the row that each was read from."""
        return zip(dingen, self._gelezen.rijen[soort], strict=True)

    def plaats_van_regio(self) -> Plaats:
        """Where [regio] is."""
        rijen = self._gelezen.rijen["regio"]
        return rijen[0].plaats if rijen else Plaats(TOML)

    def onbekend(self, naam: str | None, bekend: Iterable[str], soort: str) -> bool:
        """Whether a name is neither known, nor in a row of this kind that could not be read."""
        return naam is not None and naam not in bekend and not self.onzeker(soort, naam)

    def onzeker(self, soort: str, *namen: str | None) -> bool:
        """Whether one of these names is in a row of this kind that could not be read."""
        return any(naam in self._gelezen.onzeker[soort] for naam in namen)

    def onleesbaar(self, soort: str) -> bool:
        """Whether a kind has rows that could not be read."""
        return bool(self._gelezen.onzeker[soort])

    def dubbele(
        self, soort: str, dingen: Sequence[T], sleutel: Callable[[T], Hashable], naam: str, veld: str
    ) -> Iterator[Melding]:
        """A message for each thing whose key was there before."""
        geteld: Counter[Hashable] = Counter()
        for ding, rij in self.met_rij(soort, dingen):
            waarde = sleutel(ding)
            geteld[waarde] += 1
            if geteld[waarde] > 1:
                getoond = " ".join(map(str, waarde)) if isinstance(waarde, tuple) else waarde
                yield Melding(
                    rij.plaats_van(veld), f"{naam} {getoond} staat er al.", "Haal er een weg, of geef deze een ander."
                )
