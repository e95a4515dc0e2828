"""All steering figures, in the order in which they are shown."""

from __future__ import annotations

from typing import Any, Final

from app.steering.stuurcijfers import (
    benchmark,
    clientstromen,
    doorplaatsingen,
    duur,
    financien,
    gesloten,
    kerncijfers,
    lokaleteams,
    overgangen,
    perspectief,
    populatie,
    prognose,
    retourcodes,
    schaling,
    segmenten,
    spiegel,
    tariefmonitor,
    uitval,
    vergelijking,
    verwijspatroon,
    verwijzingen,
    wachtlijsten,
    wachttijden,
    zwaarte,
)
from app.steering.stuurcijfers.stuurcijfer import Stuurcijfer

CIJFERS: Final[tuple[Stuurcijfer[Any, Any], ...]] = (
    kerncijfers.CIJFER,
    populatie.CIJFER,
    financien.CIJFER,
    segmenten.CIJFER,
    prognose.CIJFER,
    tariefmonitor.CIJFER,
    zwaarte.CIJFER,
    benchmark.CIJFER,
    spiegel.CIJFER,
    verwijzingen.CIJFER,
    lokaleteams.CIJFER,
    lokaleteams.INZET,
    gesloten.CIJFER,
    perspectief.CIJFER,
    verwijspatroon.AFWIJKING,
    verwijspatroon.PATROON,
    wachttijden.CIJFER,
    wachtlijsten.CIJFER,
    uitval.CIJFER,
    schaling.CIJFER,
    doorplaatsingen.CIJFER,
    overgangen.CIJFER,
    clientstromen.CIJFER,
    retourcodes.CIJFER,
    duur.CIJFER,
    vergelijking.CIJFER,
)
