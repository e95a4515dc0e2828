"""Transition rules as data: which old codes may still be claimed, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Overgangsregel:
    """Old rights that stay for a while: every limit that is given has to hold."""

    code: str
    naam: str
    codes: tuple[str, ...]
    """Product codes of the old system."""
    aanspraak_tot: date | None = None
    """Last Toewijzingdatum of the entitlement."""
    ingang_tot: date | None = None
    """Last Ingangsdatum of the toewijzing."""
    eerste_levering_tot: date | None = None
    """Last day on which the help may have begun."""
    productperiode_tot: date | None = None
    """Last day of a ProductPeriode that is claimed."""
    zonder_contract: bool = False
    """Whether an aanbieder without contract may claim too."""
    omzetten_vanaf: date | None = None
    """An entitlement that ends on this day or later has to be converted to the new system."""
    toelichting: str = ""

    def staat_toe(self, recht: OudRecht) -> bool:
        """Whether the claim may still be made under this rule; a rule that only asks for conversion allows none."""
        grenzen = (
            (self.aanspraak_tot, recht.aanspraak),
            (self.ingang_tot, recht.ingangsdatum),
            (self.eerste_levering_tot, recht.eerste_levering),
            (self.productperiode_tot, recht.productperiode_tot),
        )
        return (
            recht.code in self.codes
            and self.productperiode_tot is not None
            and all(grens is None or dag <= grens for grens, dag in grenzen)
        )

    def moet_om(self, code: str, einddatum: date | None) -> bool:
        """Whether a toewijzing of an old code that runs until ``einddatum`` has to be converted."""
        if self.omzetten_vanaf is None or code not in self.codes:
            return False
        return einddatum is None or einddatum >= self.omzetten_vanaf


@dataclass(frozen=True, slots=True)
class OudRecht:
    """A claim of an old code, as the transition rules look at it."""

    code: str
    aanspraak: date
    """Toewijzingdatum."""
    ingangsdatum: date
    eerste_levering: date
    """First day of help: of the start, else of the first ProductPeriode."""
    productperiode_tot: date
