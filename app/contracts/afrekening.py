"""Settling a trajectory under a contract with a result-dependent share: what the share is, and what it comes to.

Pure. The share is in force when it began on or before the peildatum of the trajectory (R063, R064); the malus is
never told by who decides, only whether goals were missed through the fault of the aanbieder (R065).
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple

from app.contracts.afspraken import Vondst
from app.contracts.bekostiging import Vorm
from app.contracts.partijen import Resultaatdeel
from app.contracts.prijs import euro
from app.contracts.uitkomst import Resultaatafrekening, reken_resultaat_af
from app.contracts.verplichting import Verplichting

_IN_ZIJN_GEHEEL = (Vorm.PIC, Vorm.VAST_ARRANGEMENT)
"""Due in full, also when help ended early (decision 129)."""


class Geweigerd(Enum):
    """Why a trajectory cannot be settled."""

    GEEN_AFSPRAKEN = "geen afspraken"
    GEEN_CONTRACT = "geen contract"
    GEEN_DEEL = "geen resultaatafhankelijk deel"
    GEEN_BEDRAG = "geen bedrag"
    GEEN_EIND = "geen uitkomsten aan het eind"
    DOELEN_BEREIKT = "alle doelen bereikt"


class AfrekeningGeweigerd(Exception):
    """A trajectory cannot be settled (so); ``uitleg`` is Dutch and says what there has to be."""

    def __init__(self, waarom: Geweigerd, uitleg: str):
        super().__init__(waarom.value)
        self.waarom = waarom
        self.uitleg = uitleg


class Doelen(NamedTuple):
    """What became of the goals of a trajectory, of both kinds together."""

    bereikt: int
    deels: int
    niet: int

    @property
    def alle_bereikt(self) -> bool:
        """Whether none was missed; so too when there were none."""
        return not (self.deels or self.niet)


class Grondslag(NamedTuple):
    """On what a settlement rests."""

    contract: str
    percentage: int
    vanaf: date
    """From which peildatum the share holds."""
    peildag: date
    bedrag: int
    """Eurocents."""
    herkomst: str
    """Where the amount comes from, in Dutch."""


class Afrekening(NamedTuple):
    """What a settlement comes to, with the computation in Dutch sentences."""

    grondslag: Grondslag
    uitkomst: Resultaatafrekening
    stappen: tuple[str, ...]


def resultaatdeel_van(vondst: Vondst) -> Resultaatdeel | None:
    """The share that holds for a trajectory on its peildatum; None when all of it is paid whatever the result."""
    deel = None if vondst.contract is None else vondst.contract.resultaatdeel
    if deel is None or vondst.peildag is None or not deel.percentage or vondst.peildag < deel.van:
        return None
    return deel


def grondslag_van(verplichting: Verplichting | None, toegekend: int) -> Grondslag:
    """Contract, share and amount of a trajectory; raises AfrekeningGeweigerd.

    ``toegekend``: eurocents granted, less what was credited. It is the amount where help is paid per week or unit, for
    then no more is due than was delivered; an arrangement is due in full (decision 175).
    """
    if verplichting is None:
        raise AfrekeningGeweigerd(Geweigerd.GEEN_AFSPRAKEN, "Van deze gemeente zijn hier geen afspraken geladen.")
    vondst = verplichting.vondst
    contract, peildag = vondst.contract, vondst.peildag
    if contract is None or peildag is None:
        raise AfrekeningGeweigerd(Geweigerd.GEEN_CONTRACT, "Dit traject valt niet onder een contract.")
    deel = resultaatdeel_van(vondst)
    if deel is None:
        later = contract.resultaatdeel
        ingang = f"; dat geldt pas vanaf peildatum {later.van}" if later is not None and later.percentage else ""
        raise AfrekeningGeweigerd(
            Geweigerd.GEEN_DEEL,
            f"Contract {contract.nummer} maakt op peildatum {peildag} geen deel van het bedrag afhankelijk van het "
            f"resultaat{ingang}.",
        )
    vorm = None if vondst.bekostiging is None else vondst.bekostiging.vorm
    if vorm in _IN_ZIJN_GEHEEL:
        bedrag, herkomst = verplichting.bedrag, "afgesproken voor het hele traject"
    else:
        bedrag, herkomst = toegekend, "toegekend op de toewijzing, na aftrek van credits"
    if bedrag is None or bedrag <= 0:
        raise AfrekeningGeweigerd(Geweigerd.GEEN_BEDRAG, "Er is (nog) geen bedrag om af te rekenen.")
    return Grondslag(contract.nummer, deel.percentage, deel.van, peildag, bedrag, herkomst)


def reken_af(
    grondslag: Grondslag, doelen: Doelen | None, *, verwijtbaar: bool, eigen_kosten: int | None = None
) -> Afrekening:
    """Settle a trajectory; raises AfrekeningGeweigerd without outcomes, or for a fault while all goals were reached."""
    if doelen is None:
        raise AfrekeningGeweigerd(
            Geweigerd.GEEN_EIND,
            "De uitkomsten van het eindgesprek ontbreken; lever ze met PUT /api/v1/uitkomsten/trajecten (moment EIND).",
        )
    if verwijtbaar and doelen.alle_bereikt:
        raise AfrekeningGeweigerd(
            Geweigerd.DOELEN_BEREIKT, "Geen doel is gemist; dan kan er geen malus zijn (verwijtbaar = false)."
        )
    uitkomst = reken_resultaat_af(
        grondslag.bedrag,
        grondslag.percentage,
        verwijtbaar_niet_bereikt=verwijtbaar,
        eigen_kosten=eigen_kosten,
    )
    return Afrekening(grondslag, uitkomst, _stappen(grondslag, doelen, uitkomst, eigen_kosten, verwijtbaar=verwijtbaar))


def _stappen(
    grondslag: Grondslag,
    doelen: Doelen,
    uitkomst: Resultaatafrekening,
    eigen_kosten: int | None,
    *,
    verwijtbaar: bool,
) -> tuple[str, ...]:
    bedrag, deel, malus = euro(uitkomst.bedrag), euro(uitkomst.deel), euro(uitkomst.malus)
    stappen = [
        f"Contract {grondslag.contract}: {grondslag.percentage}% hangt af van het resultaat, voor trajecten met een "
        f"peildatum vanaf {grondslag.vanaf}; de peildatum is {grondslag.peildag}.",
        f"Bedrag: {bedrag}, {grondslag.herkomst}.",
        f"Resultaatafhankelijk deel: {grondslag.percentage}% van {bedrag} = {deel} (hele centen, naar beneden).",
        f"Doelen: {doelen.bereikt} bereikt, {doelen.deels} deels, {doelen.niet} niet.",
        f"Verwijtbaar niet bereikt: malus {malus}." if verwijtbaar else f"Niet verwijtbaar: malus {malus}.",
        f"Betaalbaar: {bedrag} - {malus} = {euro(uitkomst.betaalbaar)}.",
    ]
    if eigen_kosten is not None:
        stappen.append(
            f"Eigen kosten volgens de aanbieder: {euro(eigen_kosten)}; {euro(uitkomst.bonus)} blijft bij de aanbieder."
        )
    return tuple(stappen)
