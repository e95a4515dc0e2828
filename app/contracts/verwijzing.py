"""The verwijzing: what is known of a toewijzing that no national message carries. It holds no text about a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

GEMEENTE: Final = "01"
HUISARTS: Final = "02"
GECERTIFICEERDE_INSTELLING: Final = "04"
"""TypeVerwijzer (COD327)."""


class Verwijzing(NamedTuple):
    """What was told of one toewijzing; None where nothing was told."""

    verwijzersoort: str | None = None
    """Who referred (COD327). A JW315 says it too, and then that counts (decision 141 in docs/besluiten.md)."""
    lokaal_team: str | None = None
    """Short code of the team."""
    lokaal_team_op: date | None = None
    """Day on which the team was brought in (R032)."""
    gezinsplan: str | None = None
    """Keyed hash of the plan that the children of a family share (R011)."""
    jeugd_overstijgend: bool | None = None
    """Whether the plan is about more than youth care, such as debts (R011)."""
    brede_screening_op: date | None = None
    """Day on which the aanbieder screened broadly after a huisarts referred (R030)."""
    perspectiefplan_op: date | None = None
    """Day of the plan for the time after youth care (R128)."""
    verlengde_jeugdhulp: bool | None = None
    """Whether help after the eighteenth birthday was decided to be an extension (R129)."""
    uit_gesloten: bool | None = None
    """Whether the child comes from closed care (R127); None: what the toewijzingen say."""
    plan_op: date | None = None
    """Day of the hulpverleningsplan (R095)."""
    plan_tot: date | None = None
    """Last day of its term."""
    plan_doelen: int | None = None
    """How many goals it has."""

    @property
    def met_lokaal_team(self) -> bool:
        """Whether a lokaal team is involved."""
        return self.lokaal_team is not None or self.lokaal_team_op is not None


ONBEKEND: Final = Verwijzing()
"""Of a toewijzing of which nothing was told."""


class Verwijzingsdeel(Enum):
    """Something that a regio can ask of each verwijzing (R027)."""

    VERWIJZERSOORT = "verwijzersoort"
    LOKAAL_TEAM = "lokaal_team"
    """Only of what the gemeente itself referred: others need no lokaal team (R029, R032)."""
    GEZINSPLAN = "gezinsplan"
    JEUGD_OVERSTIJGEND = "jeugd_overstijgend"
    PLAN = "plan"
    """Day, term and number of goals of the hulpverleningsplan (R095)."""
    EINDDATUM = "einddatum"
    """In the JW301 itself (R035)."""


IN_WOORDEN: Final = {
    Verwijzingsdeel.VERWIJZERSOORT: "soort verwijzer",
    Verwijzingsdeel.LOKAAL_TEAM: "lokaal team",
    Verwijzingsdeel.GEZINSPLAN: "gezinsplan",
    Verwijzingsdeel.JEUGD_OVERSTIJGEND: "of het om meer dan jeugdhulp gaat",
    Verwijzingsdeel.PLAN: "datum, termijn en doelen van het hulpverleningsplan",
    Verwijzingsdeel.EINDDATUM: "einddatum van de toewijzing",
}
"""In Dutch, for who reads."""


def verwijzer_van(verwijzing: Verwijzing, volgens_verzoek: str | None) -> str | None:
    """Who referred: as the JW315 said, else as was told here; None when nobody said."""
    return volgens_verzoek or verwijzing.verwijzersoort


def ontbrekend(
    vereist: Collection[Verwijzingsdeel], verwijzing: Verwijzing, verwijzer: str | None, einddatum: date | None
) -> tuple[Verwijzingsdeel, ...]:
    """What a regio asks of a verwijzing and nobody told, in the order of ``Verwijzingsdeel``.

    ``verwijzer`` is that of ``verwijzer_van``, ``einddatum`` that of the toewijzing.
    """
    plan = (verwijzing.plan_op, verwijzing.plan_tot, verwijzing.plan_doelen)
    weg = {
        Verwijzingsdeel.VERWIJZERSOORT: verwijzer is None,
        Verwijzingsdeel.LOKAAL_TEAM: verwijzer == GEMEENTE and verwijzing.lokaal_team is None,
        Verwijzingsdeel.GEZINSPLAN: verwijzing.gezinsplan is None,
        Verwijzingsdeel.JEUGD_OVERSTIJGEND: verwijzing.jeugd_overstijgend is None,
        Verwijzingsdeel.PLAN: None in plan,
        Verwijzingsdeel.EINDDATUM: einddatum is None,
    }
    return tuple(deel for deel in Verwijzingsdeel if deel in vereist and weg[deel])


def moet_breed_screenen(verwijzing: Verwijzing, verwijzer: str | None) -> bool:
    """Whether the aanbieder still has to screen: a huisarts referred past the lokaal team (R030)."""
    return verwijzer == HUISARTS and not verwijzing.met_lokaal_team and verwijzing.brede_screening_op is None
