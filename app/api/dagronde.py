"""Door for the daily round: make it, and see what the last ones came to."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.begrensd import JsonRoute
from app.api.ontvangen import geef_json
from app.api.problemen import (
    DAG_KAN_NIET,
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    ONJUISTE_VRAAG,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.steering.dagronde.controles import CONTROLES
from app.steering.dagronde.ronde import DagGeweigerd
from app.steering.dagronde.weergave import ControleWeergave, UitkomstWeergave, toon_controle, toon_uitkomst
from app.store.dagronde import zoek_uitkomsten

PAD = "/api/v1/dagronde"
router = APIRouter(prefix=PAD, tags=["Signalen"])
schrijfrouter = APIRouter(prefix=PAD, tags=["Signalen"], route_class=JsonRoute)


class Rondevraag(BaseModel):
    """Which round to make."""

    model_config = ConfigDict(extra="forbid")

    op: date | None = Field(
        None,
        description="Day for which is looked; empty: today. Not one that is still to come, nor one before the last "
        "round.",
        examples=["2026-05-06"],
    )


class Rondelijst(BaseModel):
    """What checks of rounds came to."""

    uitkomsten: list[UitkomstWeergave]


class Rondeoverzicht(Rondelijst):
    """The checks that there are, and what the last rounds came to, newest first."""

    controles: list[ControleWeergave]


class Rondenvraag(BaseModel):
    """How far back."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=500, description="Most outcomes in the answer.")


@schrijfrouter.post(
    "",
    operation_id="draaiDagronde",
    summary="Maak de dagronde: open wat met de tijd is gaan gelden en sluit wat niet meer geldt",
    response_model=Rondelijst,
    responses=antwoorden(DAG_KAN_NIET, TE_GROOT, MEDIATYPE_ONBEKEND, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def draai(request: Request, vraag: Rondevraag) -> Response:
    """Make the daily round. It may be made again: nothing is opened twice. Meant for the operator, once a day."""
    balie = balie_van(request)
    try:
        uitkomsten = await balie.behandel(balie.knoop.draai_dagronde, vraag.op)
    except DagGeweigerd as fout:
        raise ProbleemFout(DAG_KAN_NIET, str(fout)) from None
    return geef_json(Rondelijst(uitkomsten=[toon_uitkomst(een) for een in uitkomsten]).model_dump_json())


@router.get(
    "",
    operation_id="leesDagrondes",
    summary="De controles van de dagronde en wat de laatste rondes opleverden",
    response_model=Rondeoverzicht,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def overzicht(request: Request, vraag: Annotated[Rondenvraag, Query()]) -> Response:
    """What is looked at every day, and when that was last done."""
    uitkomsten = await balie_van(request).lees(lambda werk: zoek_uitkomsten(werk.verbinding, vraag.limit))
    return geef_json(
        Rondeoverzicht(
            controles=[toon_controle(een) for een in CONTROLES],
            uitkomsten=[toon_uitkomst(een) for een in uitkomsten],
        ).model_dump_json()
    )
