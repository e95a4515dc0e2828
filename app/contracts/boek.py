"""The contract book: what one gemeente agreed with one aanbieder, ready to be asked by rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.contracts.afspraken import Afspraken, laatste_contract, op_code
from app.contracts.partijen import Contract, Tariefcontrole
from app.contracts.pic import Productcode
from app.contracts.prijs import MINUUT, UUR, minuuttarief
from app.contracts.tarieven import Tarief


class Afspraak(NamedTuple):
    """The tariff that holds for one product code, claim unit and day."""

    tarief: Tarief
    contract: Contract
    bedrag: int
    """Eurocents per claimed unit: the tariff itself, or the hourly tariff per minute, rounded (IV081)."""
    per_uur: bool
    """The contract has a tariff per hour while minutes are claimed."""

    @property
    def tariefcontrole(self) -> Tariefcontrole:
        return self.contract.tariefcontrole


@dataclass(slots=True)
class Contractboek:
    """All that a regio agreed and that touches one gemeente and one aanbieder.

    ``regio`` is None when nobody loaded agreements for this gemeente: then nothing about tariffs or
    product codes can be checked, which is not the same as "there is no contract".
    """

    regio: str | None = None
    contracten: tuple[Contract, ...] = ()
    productcodes: Mapping[str, Sequence[Productcode]] = field(default_factory=dict)
    """By code."""
    tarieven: Mapping[str, Sequence[Tarief]] = field(default_factory=dict)
    """By code."""
    afspraken: Afspraken | None = field(default=None, repr=False)
    """All agreements of the regio, for what is about more than this aanbieder; None when nobody gave them."""
    _afspraken: dict[tuple[str, str, date], Afspraak | None] = field(default_factory=dict, repr=False)
    _codes: dict[tuple[str, str, date], bool] = field(default_factory=dict, repr=False)

    def vers(self) -> Contractboek:
        """The same agreements without what was looked up in them: a book lives as long as one message."""
        return Contractboek(self.regio, self.contracten, self.productcodes, self.tarieven, self.afspraken)

    def contract_op(self, dag: date, code: str | None = None) -> Contract | None:
        """The contract of the aanbieder that runs on the day, for the perceel of a code; the latest to start."""
        product = None if code is None else self._product(code, dag)
        if product is None:
            return laatste_contract(self.contracten, dag)
        return laatste_contract(self.contracten, dag, product.perceel, product.profiel)

    def _product(self, code: str, dag: date) -> Productcode | None:
        return next((een for een in self.productcodes.get(code, ()) if een.geldig.omvat(dag)), None)

    def kent_code(self, categorie: str, code: str, dag: date) -> bool:
        """Whether the code is an agreed one of this categorie on the day (TR381)."""
        sleutel = (categorie, code, dag)
        bekend = self._codes.get(sleutel)
        if bekend is None:
            bekend = self._codes[sleutel] = any(
                product.categorie == categorie and product.geldig.omvat(dag)
                for product in self.productcodes.get(code, ())
            )
        return bekend

    def eenheden(self, code: str, dag: date) -> frozenset[str]:
        """Units in which the code is claimed under the contract on the day; minutes go with hours."""
        producten = self.productcodes.get(code, ())
        eenheden = {product.eenheid for product in producten if product.geldig.omvat(dag)}
        return frozenset(eenheden | {MINUUT} if UUR in eenheden else eenheden)

    def afspraak(self, code: str, eenheid: str, dag: date) -> Afspraak | None:
        """The agreed tariff for a claim in this unit, or None when nothing is agreed on that day."""
        sleutel = (code, eenheid, dag)
        gevonden = self._afspraken.get(sleutel)
        if gevonden is None and sleutel not in self._afspraken:
            gevonden = self._afspraken[sleutel] = self._zoek_afspraak(code, eenheid, dag)
        return gevonden

    def _zoek_afspraak(self, code: str, eenheid: str, dag: date) -> Afspraak | None:
        contract = self.contract_op(dag, code)
        if contract is None:
            return None
        tarief = self._tarief(contract, code, eenheid, dag)
        if tarief is not None:
            return Afspraak(tarief, contract, tarief.bedrag, False)
        if eenheid == MINUUT:
            uurtarief = self._tarief(contract, code, UUR, dag)
            if uurtarief is not None:
                return Afspraak(uurtarief, contract, minuuttarief(uurtarief.bedrag), True)
        return None

    def _tarief(self, contract: Contract, code: str, eenheid: str, dag: date) -> Tarief | None:
        return max(
            (
                tarief
                for tarief in self.tarieven.get(code, ())
                if tarief.eenheid == eenheid and tarief.geldig.omvat(dag) and tarief.contract in (None, contract.nummer)
            ),
            key=lambda tarief: tarief.voorrang,
            default=None,
        )


def maak_boek(afspraken: Afspraken, gemeente: str, aanbieder: str) -> Contractboek:
    """The book of one gemeente and one aanbieder in a regio."""
    regio = afspraken.regio
    contracten = tuple(een for een in regio.contracten if een.aanbieder == aanbieder)
    nummers = {een.nummer for een in contracten}
    return Contractboek(
        regio=regio.code,
        contracten=contracten,
        productcodes=afspraken.productcodes,
        tarieven=op_code(
            een
            for een in regio.tarieven
            if een.gemeente in (None, gemeente) and (een.contract is None or een.contract in nummers)
        ),
        afspraken=afspraken,
    )
