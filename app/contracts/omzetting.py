"""Which toewijzingen have to be converted to a new system, by when, and which ones are in it already."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.contracts.afspraken import Afspraken
from app.contracts.bekostiging import Bekostiging, Vorm
from app.contracts.geldigheid import dag_na, dag_voor
from app.contracts.overgang import OudRecht, Overgangsregel
from app.contracts.pic import Productcode

NIEUWE_BEKOSTIGING = "10"
"""RedenWijziging with which a toewijzing ends because another one in the new system takes its place."""


class Recht(NamedTuple):
    """A toewijzing with a product code, as far as a conversion goes."""

    gemeente: str
    code: str
    eenheid: str
    """Empty without Omvang."""
    toewijzingsdatum: date
    ingangsdatum: date
    einddatum: date | None


class Omzetgrond(NamedTuple):
    """Why a toewijzing has to be converted, and by when."""

    laatste_dag: date
    """Last day of the old system: the toewijzing has to end on it."""
    vorm: Vorm | None
    """Form of bekostiging until then; None where the timeline begins later."""
    nieuwe_vorm: Vorm | None
    """Form from the day after."""
    regel: Overgangsregel | None = None
    """The transition rule that asks for it; None: the form of the perceel changes."""

    @property
    def nieuw_vanaf(self) -> date:
        """First day of what takes its place."""
        return dag_na(self.laatste_dag)


def omzetgrond(afspraken: Afspraken, recht: Recht) -> Omzetgrond | None:
    """Why a toewijzing has to be converted; None when it may run as it is.

    An old code is converted before the day that a transition rule says, another code where the form of its perceel
    changes. What begins after that day cannot be converted: it never fitted.
    """
    product = _product(afspraken, recht)
    if product is None or product.buiten_stelsel:
        return None
    if recht.code in afspraken.oude_codes:
        return _door_regel(afspraken, recht, product)
    rij = eerste = _bekostiging(afspraken, recht.gemeente, product, recht.ingangsdatum)
    while rij is not None and eerste is not None:
        tot = rij.geldig.tot
        if tot is None or (recht.einddatum is not None and recht.einddatum <= tot):
            return None
        rij = _bekostiging(afspraken, recht.gemeente, product, dag_na(tot))
        if rij is not None and rij.vorm is not eerste.vorm:
            return Omzetgrond(tot, eerste.vorm, rij.vorm)
    return None


def _door_regel(afspraken: Afspraken, recht: Recht, product: Productcode) -> Omzetgrond | None:
    regels = (
        (regel.omzetten_vanaf, regel.code, regel)
        for regel in afspraken.regio.overgangsregels
        if regel.omzetten_vanaf is not None and regel.moet_om(recht.code, recht.einddatum)
    )
    vanaf, _, regel = min(regels, key=lambda een: een[:2], default=(None, "", None))
    if vanaf is None or recht.ingangsdatum >= vanaf:
        return None
    laatste = dag_voor(vanaf)
    oud, nieuw = (_bekostiging(afspraken, recht.gemeente, product, dag) for dag in (recht.ingangsdatum, vanaf))
    return Omzetgrond(laatste, None if oud is None else oud.vorm, None if nieuw is None else nieuw.vorm, regel)


def overgangsbezwaar(afspraken: Afspraken, nummer: int, recht: Recht, reden_wijziging: str | None) -> str | None:
    """What is wrong with a toewijzing around a transition, in a Dutch sentence; None when nothing is.

    An old code that no transition rule allows is told until it is converted, for nothing that is claimed on it
    will be granted.
    """
    product = _product(afspraken, recht)
    if product is None or product.buiten_stelsel:
        return None
    ingang, code = recht.ingangsdatum, recht.code
    if code in afspraken.oude_codes and reden_wijziging != NIEUWE_BEKOSTIGING:
        oud = OudRecht(code, recht.toewijzingsdatum, ingang, ingang, ingang)
        if not any(regel.staat_toe(oud) for regel in afspraken.regio.overgangsregels):
            return (
                f"Toewijzing {nummer} met de oude code {code} begint op {ingang}; geen overgangsregel staat dat nog "
                "toe. Declaraties worden afgekeurd (0611)."
            )
    grond = omzetgrond(afspraken, recht)
    if grond is None:
        return None
    if grond.regel is not None:
        return (
            f"Toewijzing {nummer} met de oude code {code} loopt door na {grond.nieuw_vanaf}; overgangsregel "
            f"{grond.regel.code} vraagt haar voor die dag om te zetten (reden wijziging 10)."
        )
    return (
        f"Toewijzing {nummer} loopt door over de overgang van {_naam(grond.vorm)} naar {_naam(grond.nieuwe_vorm)} op "
        f"{grond.nieuw_vanaf}. Beeindig haar op {grond.laatste_dag} (reden wijziging 10) en geef een nieuwe toewijzing."
    )


def in_stelsel(afspraken: Afspraken, recht: Recht) -> bool:
    """Whether a toewijzing is one of the system that holds where it begins: its code fits the form, and is not old."""
    product = _product(afspraken, recht)
    if product is None or product.perceel is None or recht.code in afspraken.oude_codes:
        return False
    rij = _bekostiging(afspraken, recht.gemeente, product, recht.ingangsdatum)
    return rij is not None and product.past_bij(rij.vorm)


def _product(afspraken: Afspraken, recht: Recht) -> Productcode | None:
    return afspraken.product_in(recht.code, recht.eenheid, recht.ingangsdatum)


def _bekostiging(afspraken: Afspraken, gemeente: str, product: Productcode, dag: date) -> Bekostiging | None:
    return None if product.perceel is None else afspraken.bekostiging(gemeente, product.perceel, dag)


def _naam(vorm: Vorm | None) -> str:
    return "geen vorm" if vorm is None else vorm.value
