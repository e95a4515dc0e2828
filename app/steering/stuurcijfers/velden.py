"""Fields that rows of figures share. Amounts are eurocents, shares and ratios fractions with three decimals."""

from __future__ import annotations

from math import isfinite
from typing import Annotated

from pydantic import Field

Regio = Annotated[str, Field(description="Code van de regio.")]
Gemeente = Annotated[str, Field(description="CBS-code van de gemeente.")]
Aanbieder = Annotated[str, Field(description="AGB-code van de aanbieder.")]
Perceel = Annotated[str | None, Field(description="Code van het perceel of segment; leeg: niet bekend.")]
Profiel = Annotated[
    str | None, Field(description="Code van het profiel; leeg: een prijs per eenheid zonder PIC-label.")
]
Intensiteit = Annotated[str | None, Field(description="Code van de intensiteit; leeg: als bij profiel.")]
Groepprofiel = Annotated[str | None, Field(description="Code van het profiel, met per=pic; leeg: niet bekend.")]
Groepintensiteit = Annotated[str | None, Field(description="Code van de intensiteit, met per=pic; leeg: niet bekend.")]
Aantal = Annotated[int, Field(description="Aantal trajecten (toewijzingen).")]


def deel(teller: int, noemer: int) -> float | None:
    """A share or mean with three decimals; None when there is nothing to divide by."""
    return round(teller / noemer, 3) if noemer else None


def eindig(getal: float) -> float | None:
    """Three decimals of a number; None when it is infinite."""
    return round(getal, 3) if isfinite(getal) else None
