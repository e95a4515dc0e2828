"""What a rule can say. Silence (None) means: nothing to object, or the rule does not apply here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fired:
    """The rule is broken.

    ``gevonden`` and ``verwacht`` are short values, ``uitleg`` a Dutch sentence with the numbers by
    which a person can recompute it, ``vergeleken_met`` the earlier message or tariff it was held
    against. ``element`` overrides the element that the catalogue names. None of them holds a Bsn.
    """

    gevonden: str
    verwacht: str
    uitleg: str
    vergeleken_met: str | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class NotCheckable:
    """A fact that the rule needs is missing; ``reden`` says which, in Dutch."""

    reden: str


Outcome = Fired | NotCheckable | None
