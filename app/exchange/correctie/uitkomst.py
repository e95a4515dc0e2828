"""What comes of one earlier line, told in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.exchange.correctie.advies import Advies, adviseer
from app.exchange.correctie.afwegen import Bezwaar, Wending
from app.exchange.correctie.gegevens import Actie, EerdereRegel
from app.exchange.judgement import Finding

Uitkomst = Literal["opnieuw", "gecrediteerd", "vervangen", "weggelaten", "overgeslagen"]


class Plaats(NamedTuple):
    """Where a new line is: the how-manieth message, from 1, and its ReferentieNummer."""

    bericht: int
    referentienummer: str


@dataclass(frozen=True, slots=True)
class Regeluitkomst:
    """What comes of one earlier line, and why."""

    regel: EerdereRegel
    actie: Actie
    uitkomst: Uitkomst
    uitleg: str
    adviezen: tuple[Advies, ...]
    """What can be done about the codes for which it was rejected."""
    credit: Plaats | None = None
    debet: Plaats | None = None
    verwacht: tuple[Finding, ...] = ()
    """What the new lines would be rejected for if they were sent now; empty when they would be granted."""


def overgeslagen(bezwaar: Bezwaar) -> Regeluitkomst:
    """Of a line that came along with its message and cannot go."""
    opdracht = bezwaar.opdracht
    uitleg = f"Overgeslagen: {bezwaar.reden}."
    return Regeluitkomst(opdracht.regel, opdracht.actie, "overgeslagen", uitleg, adviseer(opdracht.regel.bevindingen))


def uitkomst_van(
    wending: Wending, credit: Plaats | None, debet: Plaats | None, verwacht: Sequence[Finding]
) -> Regeluitkomst:
    """Of a line whose new lines are in these places."""
    regel = wending.opdracht.regel
    return Regeluitkomst(
        regel=regel,
        actie=wending.opdracht.actie,
        uitkomst=_uitkomst(credit, debet),
        uitleg=_uitleg(wending, credit, debet),
        adviezen=adviseer(regel.bevindingen),
        credit=credit,
        debet=debet,
        verwacht=tuple(verwacht),
    )


def _uitkomst(credit: Plaats | None, debet: Plaats | None) -> Uitkomst:
    if credit is not None:
        return "gecrediteerd" if debet is None else "vervangen"
    return "weggelaten" if debet is None else "opnieuw"


def _uitleg(wending: Wending, credit: Plaats | None, debet: Plaats | None) -> str:
    regel = wending.opdracht.regel
    staat = regel.staat.value.capitalize()
    anders = ", ".join(wending.wijzigingen)
    als = f"met {anders}" if anders else "met dezelfde waarden"
    if credit is not None and wending.credit is not None:
        terug = (
            f"creditregel {credit.referentienummer} in bericht {credit.bericht} neemt prestatie "
            f"{wending.credit.prestatie.referentienummer} helemaal terug"
        )
        if debet is None:
            return f"{staat}: {terug} (IV091)."
        return (
            f"{staat}: eerst {terug}, daarna declareert prestatie {debet.referentienummer} in bericht {debet.bericht} "
            f"opnieuw {als} (OP366)."
        )
    if debet is None:
        return f"{staat}: op verzoek weggelaten; er wordt niets voor verstuurd."
    mag = "dus er mag weer worden gedeclareerd (TR389)" if regel.staat.ooit_toegekend else "dus zonder credit (IV085)"
    return f"{staat}, {mag}: opnieuw als prestatie {debet.referentienummer} in bericht {debet.bericht} {als}."
