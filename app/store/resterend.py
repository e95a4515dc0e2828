"""What is left to claim on a toewijzing, with the computation in words."""

from __future__ import annotations

from typing import NamedTuple

from app.contracts.prijs import MINUUT, UUR, euro
from app.contracts.volume import toon, toon_basis, totaal_maximum
from app.rules.facts import BekendeToewijzing
from app.standard.codelijsten import laad_codelijst
from app.standard.release import Release


class Resterend(NamedTuple):
    """What may still be claimed.

    Numbers are in ``eenheid``: minuten for hours and minutes, eurocent for amounts, else the unit of the
    toewijzing (WJ756). ``maximum`` and ``over`` are None when nothing limits the total; ``over`` is negative
    when an amended toewijzing gives less than was granted before.
    """

    eenheid: str
    maximum: int | None
    toegekend: int
    over: int | None
    stappen: tuple[str, ...]


def bereken_resterend(toewijzing: BekendeToewijzing, release: Release) -> Resterend:
    """Maximum less granted, as TR322 (volume) and TR369 (budget) reckon it."""
    if toewijzing.verwijderd:
        stap = "De toewijzing is verwijderd (reden wijziging 13): er kan niets op gedeclareerd worden."
        return Resterend("eurocent", 0, toewijzing.toegekend_bedrag, -toewijzing.toegekend_bedrag, (stap,))
    if toewijzing.budget is not None:
        return _budget(toewijzing, toewijzing.budget)
    if toewijzing.volume is None or toewijzing.eenheid is None:
        return Resterend(
            "eurocent",
            None,
            toewijzing.toegekend_bedrag,
            None,
            (
                "De toewijzing noemt geen volume en geen budget: het standaardbericht begrenst het totaal niet.",
                f"Toegekend tot nu toe: {euro(toewijzing.toegekend_bedrag)}.",
            ),
        )
    return _volume(toewijzing, toewijzing.volume, toewijzing.eenheid, release)


def _budget(toewijzing: BekendeToewijzing, budget: int) -> Resterend:
    toegekend = toewijzing.toegekend_bedrag
    over = budget - toegekend
    stappen = (
        f"Toegewezen: een budget van {euro(budget)} over {_looptijd(toewijzing)}.",
        f"Toegekend: {euro(toegekend)}.",
        f"Over: {euro(budget)} - {euro(toegekend)} = {euro(over)}.",
    )
    return Resterend("eurocent", budget, toegekend, over, stappen)


def _volume(toewijzing: BekendeToewijzing, volume: int, eenheid: str, release: Release) -> Resterend:
    toegekend = toewijzing.toegekend_volume
    naam = _eenheid(eenheid, release)
    toegewezen = (
        f"Toegewezen: {toon(volume, eenheid)} {_frequentie(toewijzing.frequentie, release)}, "
        f"over {_looptijd(toewijzing)}."
    )
    maximum = totaal_maximum(toewijzing)
    if maximum is None:
        return Resterend(
            naam,
            None,
            toegekend,
            None,
            (
                toegewezen,
                "Zonder einddatum is er geen maximum over de hele toewijzing; wel per periode, zie de prestaties.",
                f"Toegekend: {toon_basis(toegekend, eenheid)}.",
            ),
        )
    over = maximum.basis - toegekend
    geheel = toon_basis(maximum.basis, eenheid)
    stappen = (
        toegewezen,
        f"Maximum over de hele toewijzing: {maximum}.",
        f"Toegekend: {toon_basis(toegekend, eenheid)}.",
        f"Over: {geheel} - {toon_basis(toegekend, eenheid)} = {toon_basis(over, eenheid)}.",
    )
    return Resterend(naam, maximum.basis, toegekend, over, stappen)


def _eenheid(eenheid: str, release: Release) -> str:
    if eenheid in (MINUUT, UUR):
        return "minuten"
    if eenheid == "83":
        return "eurocent"
    return laad_codelijst(release, "WJ756").omschrijving(eenheid).lower()


def _frequentie(frequentie: str | None, release: Release) -> str:
    if frequentie is None:
        return ""
    return laad_codelijst(release, "WMO757").omschrijving(frequentie).lower()


def _looptijd(toewijzing: BekendeToewijzing) -> str:
    if toewijzing.einddatum is None:
        return f"de tijd vanaf {toewijzing.ingangsdatum}"
    return f"{toewijzing.ingangsdatum} t/m {toewijzing.einddatum}"
