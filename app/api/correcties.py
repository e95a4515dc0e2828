"""Door for corrections: what an aanbieder sends after a rejected or wrong claim."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.ontvangen import geef_json
from app.api.problemen import (
    CORRECTIE_KAN_NIET,
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    ONJUISTE_VRAAG,
    TE_GROOT,
    antwoorden,
)
from app.exchange.correctie.weergave import CorrectieVraag, CorrectieWeergave, toon_correctie

router = APIRouter(prefix="/api/v1/correcties", tags=["Correcties"], route_class=JsonRoute)

_AANBIEDER = "42420001"
VOORBEELDVRAGEN: dict[str, dict[str, Any]] = {
    "lager-volume": {
        "summary": "Een afgekeurde prestatie opnieuw, met een lager volume (9321)",
        "value": {
            "aanbieder": _AANBIEDER,
            "regels": [{"referentienummer": "VB-RN00000001E", "actie": "opnieuw", "nieuw": {"volume": 10}}],
        },
    },
    "alle-afgekeurde": {
        "summary": "Alle afgekeurde prestaties van een bericht opnieuw",
        "value": {"aanbieder": _AANBIEDER, "bericht_id": "019df000-0000-7000-8000-000000000000"},
    },
    "crediteren": {
        "summary": "Een toegekende prestatie terugnemen",
        "value": {
            "aanbieder": _AANBIEDER,
            "regels": [{"referentienummer": "VB-RN00000001C", "actie": "crediteren"}],
        },
    },
    "vervangen": {
        "summary": "Een toegekende prestatie terugnemen en met andere waarden declareren",
        "value": {
            "aanbieder": _AANBIEDER,
            "regels": [{"referentienummer": "VB-RN00000001C", "actie": "vervangen", "nieuw": {"volume": 8}}],
        },
    },
}
"""The numbers are those of reeks 1 of the example messages."""


@router.post(
    "",
    operation_id="stelCorrectieOp",
    summary="Stel op wat er na een afgekeurde of verkeerde declaratie moet worden verstuurd",
    response_model=CorrectieWeergave,
    responses=antwoorden(TE_GROOT, MEDIATYPE_ONBEKEND, CORRECTIE_KAN_NIET, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def stel_op(
    request: Request, vraag: Annotated[CorrectieVraag, Body(openapi_examples=VOORBEELDVRAGEN)]
) -> Response:
    """Compose JW323 messages, in the order in which they have to be sent; nothing is sent or kept.

    A rejected line is claimed again and never credited. A granted line is taken back by a credit, and claimed
    anew in a message that follows.
    """
    balie = balie_van(request)
    return geef_json(await balie.behandel(_stel_op, balie, vraag))


def _stel_op(balie: Balie, vraag: CorrectieVraag) -> str:
    correctie = balie.knoop.stel_correctie_op(vraag.als_verzoek())
    return toon_correctie(correctie, balie.knoop.loket.releases.eerste).model_dump_json()
