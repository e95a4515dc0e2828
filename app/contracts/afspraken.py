"""What a regio agreed, ready to be asked: one answer for every gemeente, perceel, code and day.

Every look-up is total (it says why there is nothing) and does not hang on the order in which a regio was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from app.contracts.bekostiging import Bekostiging, Peildatum, Vorm
from app.contracts.overgang import OudRecht, Overgangsregel
from app.contracts.partijen import Contract, Gemeente
from app.contracts.percelen import Perceel
from app.contracts.pic import Intensiteit, Pic, Productcode, Profiel
from app.contracts.plafonds import Volumeplafond
from app.contracts.prijs import EUROS, MINUUT, STUKS, UUR
from app.contracts.regio import Regio
from app.contracts.stappen import Stap, Stapnaam, Waarde
from app.contracts.tarieven import Tarief

D = TypeVar("D", Productcode, Tarief)

TARIEF_VAN: Final = {MINUUT: UUR, EUROS: STUKS}
"""Unit of the tariff that holds for a claim in another unit, when there is none in that unit itself."""


class Vraag(NamedTuple):
    """What is claimed, as far as the tariff hangs on it."""

    gemeente: str
    aanbieder: str
    code: str
    eenheid: str
    dag: date
    """First day of the ProductPeriode."""
    ingangsdatum: date
    """Of the toewijzing."""
    recht: OudRecht | None = None
    """For the transition rules; None: they are not asked."""
    bekend_op: date | None = None
    """Only versions and extensions that were decided by this day; None: all."""


class Vondst(NamedTuple):
    """Which tariff holds, and the steps that led to it; without a tariff the last step says why not."""

    stappen: tuple[Stap, ...]
    tarief: Tarief | None = None
    contract: Contract | None = None
    """None with a tariff: the transition rules ask for none."""
    product: Productcode | None = None
    bekostiging: Bekostiging | None = None
    overgang: Overgangsregel | None = None
    peildag: date | None = None
    peildatum: Peildatum | None = None
    """Which day ``peildag`` is; None when it did not come to that."""

    @property
    def reden(self) -> Stap | None:
        """Why there is no tariff; None when there is one."""
        return None if self.tarief is not None else self.stappen[-1]


class Afspraken:
    """All agreements of one regio with what is needed to find them."""

    def __init__(self, regio: Regio) -> None:
        self.regio = regio
        self.percelen: Mapping[str, Perceel] = {een.code: een for een in regio.percelen}
        self.profielen: Mapping[str, Profiel] = {een.code: een for een in regio.profielen}
        self.intensiteiten: Mapping[str, Intensiteit] = {een.code: een for een in regio.intensiteiten}
        self.pics: Mapping[tuple[str, str, str], Pic] = {een.sleutel: een for een in regio.pics}
        self.aanbieders: Mapping[str, str] = {een.agb: een.naam for een in regio.aanbieders}
        self.productcodes: Mapping[str, list[Productcode]] = op_code(regio.productcodes)
        self.tarieven: Mapping[str, list[Tarief]] = op_code(regio.tarieven)
        self.oude_codes = frozenset(code for regel in regio.overgangsregels for code in regel.codes)
        self._contracten: dict[str, list[Contract]] = {}
        for contract in regio.contracten:
            self._contracten.setdefault(contract.aanbieder, []).append(contract)
        self._bekostigingen: dict[str, list[Bekostiging]] = {}
        for rij in regio.bekostigingen:
            self._bekostigingen.setdefault(rij.perceel, []).append(rij)

    def lid(self, gemeente: str, dag: date) -> Gemeente | None:
        """The membership of a gemeente on a day."""
        return next((een for een in self.regio.gemeenten if een.code == gemeente and een.geldig.omvat(dag)), None)

    def bekostigingen(self, gemeente: str, perceel: str, dag: date) -> list[Bekostiging]:
        """All rows of the timeline for a day; in a regio that was checked there is exactly one."""
        return [rij for rij in self._bekostigingen.get(perceel, ()) if rij.betreft(gemeente, perceel, dag)]

    def bekostiging(self, gemeente: str, perceel: str, dag: date) -> Bekostiging | None:
        """How a perceel is paid in a gemeente on a day; None for another gemeente or outside the timeline."""
        if self.lid(gemeente, dag) is None:
            return None
        # Only in a regio that was not checked there is a choice; then it may not hang on the order of the rows.
        return max(
            self.bekostigingen(gemeente, perceel, dag),
            key=lambda rij: (bool(rij.gemeenten), rij.geldig.van, rij.vorm.value),
            default=None,
        )

    def contract(
        self,
        aanbieder: str,
        dag: date,
        *,
        perceel: str | None = None,
        profiel: str | None = None,
        bekend_op: date | None = None,
    ) -> Contract | None:
        """The contract of an aanbieder on a day, with its activated extensions; the latest to start."""
        return laatste_contract(self._contracten.get(aanbieder, ()), dag, perceel, profiel, bekend_op)

    def contracten_van(self, aanbieder: str) -> Sequence[Contract]:
        """All contracts of an aanbieder, whenever they run."""
        return self._contracten.get(aanbieder, ())

    def onderaanneming_van(self, aanbieder: str, dag: date) -> str | None:
        """Number of a contract under which an aanbieder delivers on a day."""
        return min(
            (
                een.contract
                for een in self.regio.onderaannemingen
                if een.aanbieder == aanbieder and een.geldig.omvat(dag)
            ),
            default=None,
        )

    def product(self, code: str, dag: date) -> Productcode | None:
        """Perceel and PIC of a product code on a day: the same for each unit in which it is claimed."""
        return max(
            (een for een in self.productcodes.get(code, ()) if een.geldig.omvat(dag)),
            key=lambda een: (een.geldig.van, een.categorie, een.eenheid),
            default=None,
        )

    def product_in(self, code: str, eenheid: str, dag: date) -> Productcode | None:
        """As ``product``, in the unit of a claim where the code has that unit."""
        in_eenheid = [
            een for een in self.productcodes.get(code, ()) if een.eenheid == eenheid and een.geldig.omvat(dag)
        ]
        return max(in_eenheid, key=lambda een: een.geldig.van) if in_eenheid else self.product(code, dag)

    def tarief(
        self,
        code: str,
        eenheid: str,
        gemeente: str,
        contract: str | None,
        peildag: date,
        bekend_op: date | None = None,
    ) -> Tarief | None:
        """The tariff for a claim in this unit; of an hour for minutes and of a piece for euros."""
        gevonden = self._tarief(code, eenheid, gemeente, contract, peildag, bekend_op)
        if gevonden is None and eenheid in TARIEF_VAN:
            gevonden = self._tarief(code, TARIEF_VAN[eenheid], gemeente, contract, peildag, bekend_op)
        return gevonden

    def _tarief(
        self, code: str, eenheid: str, gemeente: str, contract: str | None, peildag: date, bekend_op: date | None
    ) -> Tarief | None:
        return max(
            (
                een
                for een in self.tarieven.get(code, ())
                if een.eenheid == eenheid
                and een.geldig.omvat(peildag)
                and een.contract in (None, contract)
                and een.gemeente in (None, gemeente)
                and een.bekend_op(bekend_op)
            ),
            key=lambda een: (een.voorrang, een.geldig.van, een.bedrag),
            default=None,
        )

    def plafond(self, contract: str, perceel: str, jaar: int, gemeente: str) -> Volumeplafond | None:
        """The volumeplafond of a contract in a year: that of the gemeente itself, else that over all."""
        return max(
            (
                een
                for een in self.regio.volumeplafonds
                if (een.contract, een.perceel, een.jaar) == (contract, perceel, jaar)
                and een.gemeente in (None, gemeente)
            ),
            key=lambda een: een.gemeente is not None,
            default=None,
        )

    def zoek(self, vraag: Vraag) -> Vondst:
        """Which tariff holds for a claim, with every step, or why there is none."""
        product = self.product_in(vraag.code, vraag.eenheid, vraag.dag)
        if product is None:
            onbekend: dict[str, Waarde] = {"code": vraag.code, "dag": vraag.dag, "regio": self.regio.code}
            return Vondst((Stap(Stapnaam.ONBEKENDE_CODE, onbekend),))
        overgang = self._overgang(vraag.recht)
        stappen: list[Stap] = []
        bekostiging: Bekostiging | None = None
        if product.perceel is not None:
            bekostiging = self.bekostiging(vraag.gemeente, product.perceel, vraag.dag)
            plek: dict[str, Waarde] = {"gemeente": vraag.gemeente, "perceel": product.perceel, "dag": vraag.dag}
            if bekostiging is None:
                return Vondst((Stap(Stapnaam.GEEN_BEKOSTIGING, plek),), product=product)
            plek["vorm"] = bekostiging.vorm.value
            stappen.append(Stap(Stapnaam.VORM, plek))
            if product.buiten_stelsel:
                stappen.append(Stap(Stapnaam.BUITEN_STELSEL, {"code": vraag.code}))
            if product.past_bij(bekostiging.vorm):
                overgang = overgang if overgang is not None and overgang.zonder_contract else None
            elif overgang is None:
                stappen.append(Stap(Stapnaam.ANDERE_VORM, {**plek, "code": vraag.code}))
                return Vondst(tuple(stappen), product=product, bekostiging=bekostiging)
        if overgang is not None:
            waarden: dict[str, Waarde] = {"regel": overgang.code, "naam": overgang.naam, "code": vraag.code}
            stappen.append(Stap(Stapnaam.OVERGANG, waarden))
        peildatum = _peildatum(product, bekostiging, overgang)
        peildag = vraag.ingangsdatum if peildatum is Peildatum.TOEWIJZING else vraag.dag
        stappen.append(Stap(Stapnaam.PEILDAG, {"peildag": peildag, "peildatum": peildatum.value}))
        contract = self.contract(
            vraag.aanbieder, peildag, perceel=product.perceel, profiel=product.profiel, bekend_op=vraag.bekend_op
        )
        stappen.append(self._contractstap(vraag, product, contract, overgang, peildag))
        klaar = Vondst(tuple(stappen), None, contract, product, bekostiging, overgang, peildag, peildatum)
        if contract is None and not (overgang is not None and overgang.zonder_contract):
            return klaar
        nummer = None if contract is None else contract.nummer
        tarief = self.tarief(vraag.code, vraag.eenheid, vraag.gemeente, nummer, peildag, vraag.bekend_op)
        return klaar._replace(stappen=(*stappen, _tariefstap(vraag, tarief, peildag)), tarief=tarief)

    def _overgang(self, recht: OudRecht | None) -> Overgangsregel | None:
        if recht is None:
            return None
        return min(
            (regel for regel in self.regio.overgangsregels if regel.staat_toe(recht)),
            key=lambda regel: regel.code,
            default=None,
        )

    def _contractstap(
        self,
        vraag: Vraag,
        product: Productcode,
        contract: Contract | None,
        overgang: Overgangsregel | None,
        peildag: date,
    ) -> Stap:
        wie: dict[str, Waarde] = {"aanbieder": vraag.aanbieder, "peildag": peildag}
        if contract is not None:
            return Stap(Stapnaam.CONTRACT, {**wie, "contract": contract.nummer})
        if overgang is not None and overgang.zonder_contract:
            return Stap(Stapnaam.ZONDER_CONTRACT, {"regel": overgang.code})
        if self.contract(vraag.aanbieder, peildag, bekend_op=vraag.bekend_op) is not None:
            return Stap(Stapnaam.ANDER_PERCEEL, {**wie, "perceel": product.perceel, "code": vraag.code})
        hoofd = self.onderaanneming_van(vraag.aanbieder, peildag)
        if hoofd is not None:
            return Stap(Stapnaam.ONDERAANNEMER, {**wie, "contract": hoofd})
        return Stap(Stapnaam.GEEN_CONTRACT, {**wie, "regio": self.regio.code})


def laatste_contract(
    contracten: Iterable[Contract],
    dag: date,
    perceel: str | None = None,
    profiel: str | None = None,
    bekend_op: date | None = None,
) -> Contract | None:
    """The contract that runs on a day and is about a perceel and profiel; the latest to start when there are more."""
    return max(
        (een for een in contracten if een.betreft(perceel, profiel) and een.looptijd(bekend_op).omvat(dag)),
        key=lambda een: (een.geldig.van, een.nummer),
        default=None,
    )


def op_code(dingen: Iterable[D]) -> dict[str, list[D]]:
    """Product codes or tariffs by their code, in the order given."""
    groepen: dict[str, list[D]] = {}
    for ding in dingen:
        groepen.setdefault(ding.code, []).append(ding)
    return groepen


def _peildatum(product: Productcode, bekostiging: Bekostiging | None, overgang: Overgangsregel | None) -> Peildatum:
    if overgang is not None or bekostiging is None:
        return Peildatum.PRODUCTPERIODE
    if bekostiging.vorm is Vorm.PXQ or product.buiten_stelsel:
        return Peildatum.PRODUCTPERIODE
    return product.peildatum or bekostiging.peildatum


def _tariefstap(vraag: Vraag, tarief: Tarief | None, peildag: date) -> Stap:
    if tarief is None:
        return Stap(Stapnaam.GEEN_TARIEF, {"code": vraag.code, "eenheid": vraag.eenheid, "peildag": peildag})
    return Stap(
        Stapnaam.TARIEF,
        {
            "code": tarief.code,
            "eenheid": tarief.eenheid,
            "tarief_ct": tarief.bedrag,
            "versie": tarief.versie,
            "besluit": tarief.besluit or "besluit niet genoemd",
        },
    )
