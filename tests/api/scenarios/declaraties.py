"""Claims that are turned down, each in its own situation of IV087; they vary the claim of a case of the standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.api.scenarios.samenstellen import Klasse
from tests.api.scenarios.scenario import Codes, Scenario, Stap, casussen

(_CASUS,) = (casus for casus in casussen() if casus.id == "ijw-casus-09")
_VOORAF, (_CLAIM, _JW325) = _CASUS.stappen[:2], _CASUS.stappen[2:4]
"""A toewijzing on categorie with two lines on it: 12 x 300 euro and 32 x 100 euro."""

_BEOORDEELD: Codes = (("Header", "0200"), ("DeclaratieAntwoord", "0200"))


def _claim(toegekend: int, codes: Codes, *, totaal: int = 680_000, **per_klasse: Mapping[str, str]) -> Stap:
    """The claim with other values in its Declaratie, Client or second Prestatie, and what is to come of it."""
    anders = {"Declaratie": {"TotaalIngediendBedrag/TotaalBedrag": str(totaal)}, **per_klasse}
    klassen: list[Klasse] = [(naam, {**velden, **anders.get(naam, {})}) for naam, velden in _CLAIM.klassen[:2]]
    eerste, (naam, tweede) = _CLAIM.klassen[2:]
    klassen += [eerste, (naam, {**tweede, **anders.get("Prestatie", {})})]
    return replace(_CLAIM, klassen=tuple(klassen), codes=codes, toegekend=toegekend)


DECLARATIES = (
    Scenario(
        "IV087: fout in het bericht",
        (_claim(0, (("Header", "0001"),), totaal=680_001),),
        _VOORAF,
    ),
    Scenario(
        "IV087: fout in de declaratie",
        (
            _CLAIM,
            _JW325,
            _claim(0, (("Header", "0200"), ("DeclaratieAntwoord", "9333"))),
        ),
        _VOORAF,
    ),
    Scenario(
        "IV087: fout in de client",
        (
            _claim(
                0,
                (*_BEOORDEELD, ("Client", "8187"), ("Prestatie", "0233"), ("Prestatie", "0233")),
                Client={"Bsn": "999996782"},
            ),
        ),
        _VOORAF,
    ),
    Scenario(
        "IV087: fout in een prestatie",
        (
            _claim(
                360_000,
                (*_BEOORDEELD, ("Client", "0200"), ("Prestatie", "0611")),
                totaal=680_032,
                Prestatie={"ProductTarief": "10001", "IngediendBedrag/Bedrag": "320032"},
            ),
        ),
        _VOORAF,
    ),
)
