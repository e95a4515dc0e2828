"""All steering figures, in the order in which they are shown."""

from __future__ import annotations

from typing import Any, Final

from app.steering.stuurcijfers import (
    doorplaatsingen,
    duur,
    financien,
    overgangen,
    populatie,
    prognose,
    retourcodes,
    schaling,
    segmenten,
    tariefmonitor,
    uitval,
    vergelijking,
    verwijspatroon,
    verwijzingen,
    wachttijden,
    zwaarte,
)
from app.steering.stuurcijfers.stuurcijfer import Stuurcijfer

CIJFERS: Final[tuple[Stuurcijfer[Any, Any], ...]] = (
    populatie.CIJFER,
    financien.CIJFER,
    segmenten.CIJFER,
    prognose.CIJFER,
    tariefmonitor.CIJFER,
    zwaarte.CIJFER,
    verwijzingen.CIJFER,
    verwijspatroon.AFWIJKING,
    verwijspatroon.PATROON,
    wachttijden.CIJFER,
    uitval.CIJFER,
    schaling.CIJFER,
    doorplaatsingen.CIJFER,
    overgangen.CIJFER,
    retourcodes.CIJFER,
    duur.CIJFER,
    vergelijking.CIJFER,
)
