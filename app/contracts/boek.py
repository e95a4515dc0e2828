"""The contract book: what one gemeente agreed with one aanbieder, ready to be asked by rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from app.contracts.model import Contract, Productcode, Tarief, Tariefcontrole
from app.contracts.prijs import MINUUT, UUR, minuuttarief

D = TypeVar("D", Productcode, Tarief)


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
    _afspraken: dict[tuple[str, str, date], Afspraak | None] = field(default_factory=dict, repr=False)
    _codes: dict[tuple[str, str, date], bool] = field(default_factory=dict, repr=False)

    def vers(self) -> Contractboek:
        """The same agreements without what was looked up in them: a book lives as long as one message."""
        return Contractboek(self.regio, self.contracten, self.productcodes, self.tarieven)

    def contract_op(self, dag: date) -> Contract | None:
        """The contract of the aanbieder that is valid on the day; the latest to start when there are more."""
        return max(
            (contract for contract in self.contracten if contract.geldig.omvat(dag)),
            key=lambda contract: contract.geldig.van,
            default=None,
        )

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
        contract = self.contract_op(dag)
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


def op_code(dingen: Iterable[D]) -> dict[str, list[D]]:
    """Product codes or tariffs by their code, in the order given."""
    groepen: dict[str, list[D]] = {}
    for ding in dingen:
        groepen.setdefault(ding.code, []).append(ding)
    return groepen
