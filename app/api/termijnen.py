"""Door for terms: what is due, and what is late."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van, basis
from app.api.ketens import kader
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_BEREIKBAAR, ONJUISTE_VRAAG, antwoorden
from app.steering.overzicht import Termijnvraag, zoek_termijnen
from app.steering.termijnen import Kloktoestand, Termijnsoort
from app.steering.weergave import Adressen, OpenTermijnWeergave, Termijnsoortnaam, toon_termijn
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/termijnen", tags=["Ketens"])

MEESTE = 1000


class Termijnenvraag(BaseModel):
    """Filters of the list."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS code of the gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB code of the aanbieder.")
    soort: Termijnsoortnaam | None = Field(None, description="What has to come.")
    toestand: Literal["loopt", "te_laat"] | None = Field(None, description="Still in time, or not.")
    tot: date | None = Field(None, description="Only what is due on this day or before.")
    limit: int = Field(200, ge=1, le=MEESTE, description="Most terms in the answer.")


class Termijnenlijst(BaseModel):
    """What is due or late, the first due first."""

    vandaag: date = Field(description="Day on which it was looked at (Dutch time).")
    termijnen: list[OpenTermijnWeergave]
    meer: bool = Field(description="Whether there are more than limit allows; filters make the list shorter.")


@router.get(
    "",
    operation_id="zoekTermijnen",
    summary="Wat nog moet komen of te laat is, eerste termijn eerst",
    response_model=Termijnenlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lijst(request: Request, vraag: Annotated[Termijnenvraag, Query()]) -> Response:
    """List the terms of which what is due has not come."""
    balie, adressen = balie_van(request), Adressen(basis=basis(request))
    gevraagd = Termijnvraag(
        gemeente=vraag.gemeente,
        aanbieder=vraag.aanbieder,
        soort=None if vraag.soort is None else Termijnsoort(vraag.soort),
        toestand=None if vraag.toestand is None else Kloktoestand(vraag.toestand),
        tot=vraag.tot,
    )

    def lees(werk: SqlWerkeenheid) -> str:
        nu = kader(balie)
        gevonden = zoek_termijnen(werk, gevraagd, nu, vraag.limit + 1)
        return Termijnenlijst(
            vandaag=nu.vandaag,
            termijnen=[toon_termijn(termijn, adressen) for termijn in gevonden[: vraag.limit]],
            meer=len(gevonden) > vraag.limit,
        ).model_dump_json()

    return geef_json(await balie.lees(lees))
