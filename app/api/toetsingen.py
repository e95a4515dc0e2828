"""Door for dry runs."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api import inleveren
from app.api.berichten import IN_TE_LEVEREN, INLEVERPROBLEMEN, oordeel_of_retour
from app.api.problemen import antwoorden

router = APIRouter(prefix="/api/v1/toetsingen", tags=["Berichten"])


@router.post(
    "",
    operation_id="toetsBericht",
    summary="Toets een bericht zonder dat er iets wordt bewaard",
    response_class=Response,
    responses={
        200: oordeel_of_retour("What handing it in would have given now, apart from identification, date and id."),
        204: {"description": "The message is an answer of a partner; Accept: application/json gives the judgement."},
        **antwoorden(*INLEVERPROBLEMEN),
    },
    openapi_extra={"requestBody": IN_TE_LEVEREN},
)
async def toets_bericht(request: Request) -> Response:
    """Judge a message against what is stored; nothing of it is kept."""
    return await inleveren.toets(request)
