"""What is told of a verwijzing, as people and programs write it. No field takes a text about a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.contracts.verwijzing import Verwijzing
from app.messages.problems import Fout
from app.steering.uitkomsten.invoer import SLEUTELPATROON

EERSTE_DAG: Final = date(2015, 1, 1)
"""The law began then."""
_WILLEKEURIG: Final = (4, 7)
"""Versions of a UUID that mean nothing; others may hold a number that was put in on purpose."""


class _Invoer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlanInvoer(_Invoer):
    """Het hulpverleningsplan, zonder inhoud: die gaat over een persoon."""

    op: date = Field(ge=EERSTE_DAG, description="Dag waarop het plan is vastgesteld.")
    tot: date | None = Field(None, ge=EERSTE_DAG, description="Laatste dag van de termijn van het plan.")
    doelen: int | None = Field(None, ge=1, le=99, description="Hoeveel doelen er in staan.")


class AanvullingInvoer(_Invoer):
    """Wat een aanbieder van een toewijzing vertelt. Wat er niet in staat, blijft zoals het is."""

    lokaal_team_op: date | None = Field(
        None, ge=EERSTE_DAG, description="Dag waarop het lokale team erbij is betrokken."
    )
    brede_screening_op: date | None = Field(
        None, ge=EERSTE_DAG, description="Dag waarop de aanbieder breed screende na een verwijzing door de huisarts."
    )
    perspectiefplan_op: date | None = Field(
        None, ge=EERSTE_DAG, description="Dag van het plan voor de tijd na de jeugdhulp, vanaf 16 jaar."
    )
    plan: PlanInvoer | None = Field(None, description="Het hulpverleningsplan.")

    def fouten(self, vandaag: date) -> Iterator[Fout]:
        """What does not fit together, or lies in the future."""
        voorbij = {naam: getattr(self, naam) for naam in _VOORBIJ}
        if self.plan is not None:
            voorbij["plan.op"] = self.plan.op
            if self.plan.tot is not None and self.plan.tot < self.plan.op:
                yield _fout("plan.tot", f"ligt voor plan.op; verwacht een dag vanaf {self.plan.op}")
        for pad, dag in voorbij.items():
            if dag is not None and dag > vandaag:
                yield _fout(pad, f"ligt in de toekomst; verwacht een dag tot en met {vandaag}")

    def vul_aan(self, verwijzing: Verwijzing) -> Verwijzing:
        """What is known after this; a field that was given as null is no longer known."""
        gegeven = {naam: getattr(self, naam) for naam in self.model_fields_set - {"plan"}}
        return verwijzing._replace(**gegeven, **(self._plan() if "plan" in self.model_fields_set else {}))

    def _plan(self) -> dict[str, Any]:
        plan = self.plan
        return {
            "plan_op": None if plan is None else plan.op,
            "plan_tot": None if plan is None else plan.tot,
            "plan_doelen": None if plan is None else plan.doelen,
        }


class VerwijzingInvoer(AanvullingInvoer):
    """Wat er van een toewijzing bekend is en in geen landelijk bericht staat. Weglaten: niet bekend."""

    verwijzersoort: str | None = Field(
        None, pattern=r"^\d{2}$", description="Soort verwijzer (COD327); noemt een JW315 er een, dan telt die."
    )
    lokaal_team: str | None = Field(None, pattern=SLEUTELPATROON, description="Korte code van het lokale team.")
    gezinsplan: UUID | None = Field(
        None,
        description="Willekeurige UUID (versie 4 of 7) die de kinderen van een gezin delen. Alleen een kenmerk ervan "
        "wordt bewaard; niemand krijgt haar terug.",
    )
    jeugd_overstijgend: bool | None = Field(
        None, description="Of het plan over meer gaat dan jeugdhulp, zoals schulden of Wmo."
    )
    verlengde_jeugdhulp: bool | None = Field(
        None, description="Of is besloten dat hulp na de achttiende verjaardag verlengde jeugdhulp is."
    )
    uit_gesloten: bool | None = Field(
        None, description="Of het kind uit gesloten jeugdhulp komt; weglaten: volgens eerdere toewijzingen."
    )

    def fouten(self, vandaag: date) -> Iterator[Fout]:
        """Likewise, and whether the gezinsplan means nothing to others."""
        yield from super().fouten(vandaag)
        if self.gezinsplan is not None and self.gezinsplan.version not in _WILLEKEURIG:
            yield _fout("gezinsplan", "is geen willekeurige UUID; verwacht: versie 4 of 7")

    def als_verwijzing(self, kenmerk: Callable[[UUID], str]) -> Verwijzing:
        """What is kept; ``kenmerk`` gives the keyed hash of a gezinsplan."""
        velden: dict[str, Any] = self.model_dump(exclude={"plan", "gezinsplan"})
        return Verwijzing(
            **velden, **self._plan(), gezinsplan=None if self.gezinsplan is None else kenmerk(self.gezinsplan)
        )


_VOORBIJ: Final = ("lokaal_team_op", "brede_screening_op", "perspectiefplan_op")


def _fout(pad: str, melding: str) -> Fout:
    return Fout(None, pad, f"{pad} {melding}.")
