"""Classes of RedenBeeindiging (JZ588): why help ended, as the national statistics divide it (R097, R136)."""

from __future__ import annotations

from enum import Enum

from app.steering.uitkomst import TIJDELIJK, UITVALKLASSEN


class Eindeklasse(Enum):
    """Why help ended; the values are those that are shown."""

    VOLGENS_PLAN = "volgens_plan"
    IN_OVEREENSTEMMING = "in_overeenstemming"
    EENZIJDIG_CLIENT = "eenzijdig_client"
    EENZIJDIG_AANBIEDER = "eenzijdig_aanbieder"
    EXTERN = "extern"
    """A cause from outside, death among them."""
    ADMINISTRATIEF = "administratief"
    """The toewijzing ended, not the help."""
    TIJDELIJK = "tijdelijk"
    """The help goes on later."""


_PER_REDEN = {reden: Eindeklasse(klasse.value) for reden, klasse in UITVALKLASSEN.items()}
_PER_REDEN[TIJDELIJK] = Eindeklasse.TIJDELIJK
_UITVAL = (Eindeklasse.EENZIJDIG_CLIENT, Eindeklasse.EENZIJDIG_AANBIEDER)
UITVALREDENEN = tuple(reden for reden, klasse in _PER_REDEN.items() if klasse in _UITVAL)
"""Reasons that count as uitval: one side left before the help was done."""
ECHT_EINDE = frozenset(Eindeklasse) - {Eindeklasse.ADMINISTRATIEF, Eindeklasse.TIJDELIJK}
"""Classes in which the help itself ended: of these uitval is a share."""


def klasse_van(reden: str) -> Eindeklasse:
    """The class of a reason; every reason that has no other one is administrative (36 to 39)."""
    return _PER_REDEN.get(reden, Eindeklasse.ADMINISTRATIEF)


def is_uitval(klasse: Eindeklasse) -> bool:
    """Whether help that ended so was left before it was done."""
    return klasse in _UITVAL
