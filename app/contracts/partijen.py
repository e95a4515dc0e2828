"""Who agreed: gemeenten, aanbieders, their contracts, and the onderaannemers behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.contracts.geldigheid import Geldigheid, dag_voor


class Tariefcontrole(Enum):
    """How a claimed tariff is held against the contract (decision 9 in docs/besluiten.md)."""

    GELIJK = "GELIJK"
    """It has to be equal."""
    MAXIMUM = "MAXIMUM"
    """It may not be higher."""


class Contractstatus(Enum):
    """How a contract stands."""

    ACTIEF = "ACTIEF"
    """In force."""
    VERBETERTRAJECT = "VERBETERTRAJECT"
    """In force, while the aanbieder has to improve."""
    OPGEZEGD = "OPGEZEGD"
    """In force until its end, which was announced: no new toewijzingen."""
    BEEINDIGD = "BEEINDIGD"
    """No longer in force."""


class Plafondafhandeling(Enum):
    """What happens to a line that would pass a volumeplafond; no national code exists for it."""

    NIET_BETAALBAAR = "NIET_BETAALBAAR"
    """It is approved in the answer and not paid."""
    AFKEUR = "AFKEUR"
    """It is rejected."""


@dataclass(frozen=True, slots=True)
class Gemeente:
    """Membership of a gemeente (CBS code) in a regio."""

    code: str
    naam: str
    geldig: Geldigheid


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """A provider by its AGB code."""

    agb: str
    naam: str
    leden: tuple[str, ...] = ()
    """Names or AGB codes of those that form a combinatie; the AGB code is that of its penvoerder."""

    @property
    def is_combinatie(self) -> bool:
        """Whether several aanbieders hold the contract together."""
        return bool(self.leden)


@dataclass(frozen=True, slots=True)
class Verlenging:
    """An option to extend a contract; it counts once it is activated."""

    tot: date
    geactiveerd: date | None = None
    """Day on which it was decided to use the option; None: not (yet)."""


@dataclass(frozen=True, slots=True)
class Statuswijziging:
    """The status of a contract from a day on."""

    status: Contractstatus
    van: date


@dataclass(frozen=True, slots=True)
class Resultaatdeel:
    """The share of an amount that depends on the result, from a day on (default: none)."""

    percentage: int
    van: date


@dataclass(frozen=True, slots=True)
class Contract:
    """An agreement of the regio with one aanbieder, who is hoofdaannemer."""

    nummer: str
    aanbieder: str
    """AGB code."""
    geldig: Geldigheid
    """As it was signed, without extensions."""
    tariefcontrole: Tariefcontrole = Tariefcontrole.GELIJK
    percelen: tuple[str, ...] = ()
    """Codes of percelen; empty: all of the regio."""
    profielen: tuple[str, ...] = ()
    """Codes of profielen that the aanbieder delivers; empty: all."""
    verlengingen: tuple[Verlenging, ...] = ()
    """Options, in order of time."""
    statussen: tuple[Statuswijziging, ...] = ()
    """Changes of status, in order of time; before the first one the contract is ACTIEF."""
    acceptatieplicht: bool = False
    """Whether the aanbieder has to take every client that is assigned."""
    resultaatdeel: Resultaatdeel | None = None
    plafondafhandeling: Plafondafhandeling = Plafondafhandeling.NIET_BETAALBAAR
    samenwerkingen: tuple[str, ...] = ()
    """With whom cooperation is laid down, where the perceel asks for that."""

    def looptijd(self, bekend_op: date | None = None) -> Geldigheid:
        """The contract period with the extensions activated up to and including ``bekend_op`` (None: ever).

        A contract that is BEEINDIGD ends on the day before that status begins.
        """
        tot = self.geldig.tot
        for verlenging in self.verlengingen:
            if verlenging.geactiveerd is None or (bekend_op is not None and bekend_op < verlenging.geactiveerd):
                break
            tot = verlenging.tot
        for wijziging in self.statussen:
            if wijziging.status is Contractstatus.BEEINDIGD:
                einde = dag_voor(wijziging.van)
                tot = einde if tot is None else min(tot, einde)
        return Geldigheid(self.geldig.van, tot)

    def status_op(self, dag: date) -> Contractstatus:
        """How the contract stands on a day; BEEINDIGD after its last day."""
        if dag > self.looptijd().laatste:
            return Contractstatus.BEEINDIGD
        geldend = [wijziging.status for wijziging in self.statussen if wijziging.van <= dag]
        return geldend[-1] if geldend else Contractstatus.ACTIEF

    def betreft(self, perceel: str | None, profiel: str | None = None) -> bool:
        """Whether the contract is about this perceel and profiel; None: no matter which."""
        in_perceel = perceel is None or not self.percelen or perceel in self.percelen
        return in_perceel and (profiel is None or not self.profielen or profiel in self.profielen)


@dataclass(frozen=True, slots=True)
class Onderaanneming:
    """An aanbieder that delivers under the contract of another one; it may deliver and not claim."""

    contract: str
    aanbieder: str
    """AGB code of the onderaannemer."""
    geldig: Geldigheid
