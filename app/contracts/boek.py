"""The contract book: what one gemeente agreed with one aanbieder, ready to be asked by rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.contracts.afspraken import Afspraken, Vondst, Vraag
from app.contracts.bekostiging import Peildatum
from app.contracts.overgang import OudRecht
from app.contracts.partijen import Contract, Tariefcontrole
from app.contracts.pic import Productcode
from app.contracts.prijs import MINUUT, UUR, minuuttarief
from app.contracts.tarieven import Tarief

_Sleutel = tuple[str, str, date]
"""Product code, unit and first day of the ProductPeriode."""


class Afspraak(NamedTuple):
    """The tariff that holds for one claim."""

    tarief: Tarief
    vondst: Vondst
    """How it was found."""
    bedrag: int
    """Eurocents per claimed unit: the tariff itself, or the hourly tariff per minute, rounded (IV081)."""
    per_uur: bool
    """The contract has a tariff per hour while minutes are claimed."""

    @property
    def contract(self) -> Contract | None:
        """None when a transition rule asks for none."""
        return self.vondst.contract

    @property
    def tariefcontrole(self) -> Tariefcontrole:
        """How a claimed tariff is held against it."""
        return Tariefcontrole.GELIJK if self.contract is None else self.contract.tariefcontrole

    @property
    def grond(self) -> str:
        """On what the tariff rests, in Dutch."""
        if self.contract is not None:
            return f"contract {self.contract.nummer}"
        return f"overgangsregel {self.vondst.overgang.code}" if self.vondst.overgang else "geen contract"


@dataclass(slots=True)
class Contractboek:
    """All that a regio agreed, asked for one gemeente and one aanbieder.

    ``afspraken`` is None when nobody loaded agreements for this gemeente: then nothing about tariffs or
    product codes can be checked, which is not the same as "there is no contract".
    """

    afspraken: Afspraken | None = field(default=None, repr=False)
    gemeente: str = ""
    aanbieder: str = ""
    bekend_op: date | None = None
    """Only versions and extensions that were decided by this day count; None: all."""
    met_stop: bool = False
    """A stop on new toewijzingen to this aanbieder was imposed here, whenever it holds or held."""
    _vast: dict[_Sleutel, Vondst] = field(default_factory=dict, repr=False)
    """What does not hang on the toewijzing: nearly all, so that many lines share it."""
    _vondsten: dict[tuple[_Sleutel, date, OudRecht | None], Vondst] = field(default_factory=dict, repr=False)
    _bedragen: dict[int, Afspraak | None] = field(default_factory=dict, repr=False)
    """By the identity of a Vondst that is kept above."""
    _codes: dict[tuple[str, str, date], bool] = field(default_factory=dict, repr=False)

    @property
    def regio(self) -> str | None:
        """Code of the regio; None when its agreements are not known."""
        return None if self.afspraken is None else self.afspraken.regio.code

    @property
    def met_percelen(self) -> bool:
        """Whether the regio says how its percelen are paid, so that claims in euros can be held against it too."""
        return self.afspraken is not None and bool(self.afspraken.percelen)

    def is_oud(self, code: str) -> bool:
        """Whether transition rules are about this code."""
        return self.afspraken is not None and code in self.afspraken.oude_codes

    def contract_op(self, dag: date, code: str | None = None) -> Contract | None:
        """The contract of the aanbieder that runs on the day, for the perceel of a code; the latest to start."""
        if self.afspraken is None:
            return None
        product = None if code is None else self.afspraken.product(code, dag)
        perceel, profiel = (None, None) if product is None else (product.perceel, product.profiel)
        return self.afspraken.contract(self.aanbieder, dag, perceel=perceel, profiel=profiel, bekend_op=self.bekend_op)

    def _producten(self, code: str, dag: date) -> list[Productcode]:
        alle = () if self.afspraken is None else self.afspraken.productcodes.get(code, ())
        return [een for een in alle if een.geldig.omvat(dag)]

    def kent_code(self, categorie: str, code: str, dag: date) -> bool:
        """Whether the code is an agreed one of this categorie on the day (TR381)."""
        sleutel = (categorie, code, dag)
        bekend = self._codes.get(sleutel)
        if bekend is None:
            bekend = self._codes[sleutel] = any(een.categorie == categorie for een in self._producten(code, dag))
        return bekend

    def eenheden(self, code: str, dag: date) -> frozenset[str]:
        """Units in which the code is claimed on the day; minutes go with hours."""
        eenheden = {product.eenheid for product in self._producten(code, dag)}
        return frozenset(eenheden | {MINUUT} if UUR in eenheden else eenheden)

    def vondst(
        self, code: str, eenheid: str, dag: date, ingangsdatum: date | None = None, recht: OudRecht | None = None
    ) -> Vondst:
        """Which tariff holds, or why there is none; ``ingangsdatum`` of the toewijzing (None: the day itself).

        Raises LookupError when there are no agreements.
        """
        sleutel = (code, eenheid, dag)
        if recht is None and (vast := self._vast.get(sleutel)) is not None:
            return vast
        ingang = ingangsdatum or dag
        gevonden = self._vondsten.get((sleutel, ingang, recht))
        if gevonden is None:
            gevonden = self._zoek(sleutel, ingang, recht)
            self._vondsten[sleutel, ingang, recht] = gevonden
            if recht is None and gevonden.peildatum is not Peildatum.TOEWIJZING:
                self._vast[sleutel] = gevonden
        return gevonden

    def _zoek(self, sleutel: _Sleutel, ingangsdatum: date, recht: OudRecht | None) -> Vondst:
        if self.afspraken is None:
            raise LookupError(f"no agreements of gemeente {self.gemeente}")
        code, eenheid, dag = sleutel
        return self.afspraken.zoek(
            Vraag(self.gemeente, self.aanbieder, code, eenheid, dag, ingangsdatum, recht, self.bekend_op)
        )

    def afspraak(
        self, code: str, eenheid: str, dag: date, ingangsdatum: date | None = None, recht: OudRecht | None = None
    ) -> Afspraak | None:
        """The agreed tariff for a claim in this unit, or None when nothing is agreed."""
        if self.afspraken is None:
            return None
        vondst = self.vondst(code, eenheid, dag, ingangsdatum, recht)
        sleutel = id(vondst)
        if sleutel in self._bedragen:
            return self._bedragen[sleutel]
        gemaakt = self._bedragen[sleutel] = _afspraak(vondst, eenheid)
        return gemaakt


def _afspraak(vondst: Vondst, eenheid: str) -> Afspraak | None:
    tarief = vondst.tarief
    if tarief is None:
        return None
    per_uur = eenheid == MINUUT and tarief.eenheid == UUR
    return Afspraak(tarief, vondst, minuuttarief(tarief.bedrag) if per_uur else tarief.bedrag, per_uur)


def maak_boek(
    afspraken: Afspraken, gemeente: str, aanbieder: str, bekend_op: date | None = None, *, met_stop: bool = False
) -> Contractboek:
    """The book of one gemeente and one aanbieder in a regio, as it was known on a day."""
    return Contractboek(afspraken, gemeente, aanbieder, bekend_op, met_stop)
