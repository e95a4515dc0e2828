"""The worked examples of voorbeelden.toml, for the tests and for the page that tells them (docs/domein.md)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app.contracts.afspraken import Afspraken
from app.contracts.declaratieprijs import Claimregel, Eerder, Prijsoordeel, Toewijzing, prijs_regel
from app.standard.kalender import laatste_van_maand
from tests.contracts.regios import afspraken

GEVALLEN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("voorbeelden.toml").read_text("utf-8"))


def velden(naam: str) -> dict[str, Any]:
    """The fields of a toewijzing, with those of the one that it is like."""
    eigen = dict(GEVALLEN["toewijzing"][naam])
    return velden(eigen.pop("als")) | eigen if "als" in eigen else eigen


def toewijzing(naam: str) -> tuple[Afspraken, Toewijzing]:
    """A toewijzing with the agreements of its regio."""
    gegevens = velden(naam)
    return afspraken(gegevens.pop("regio")), Toewijzing(**gegevens)


def prijs(geval: dict[str, Any]) -> Prijsoordeel:
    """The price of a line: its ProductPeriode is the month, cut to the toewijzing."""
    boek, wat = toewijzing(geval["toewijzing"])
    begin = max(geval["maand"], wat.ingangsdatum)
    eind = laatste_van_maand(geval["maand"])
    if wat.einddatum is not None and wat.einddatum >= begin:
        eind = min(eind, wat.einddatum)
    regel = Claimregel(
        code=geval.get("code", wat.code),
        eenheid=geval.get("eenheid") or wat.eenheid or "",
        volume=geval["volume"],
        tarief=geval.get("tarief"),
        bedrag=geval["bedrag"],
        begin=begin,
        eind=eind,
    )
    return prijs_regel(boek, wat, regel, Eerder(*geval.get("eerder", (0, 0))))
