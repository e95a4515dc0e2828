"""Door for ready example messages of the demo regio."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.balie import balie_van
from app.api.berichten import XML_INHOUD
from app.api.ontvangen import geef_xml
from app.api.problemen import NIET_BEREIKBAAR, NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.exchange.voorbeelden import HOOGSTE_REEKS, VOORBEELDEN, regio_van_voorbeelden, voorbeeld
from app.store.raadplegen import regio_bekend

router = APIRouter(prefix="/api/v1/voorbeelden", tags=["Voorbeelden"])


@router.get(
    "/{naam}",
    operation_id="leesVoorbeeld",
    summary="Een kersvers voorbeeldbericht, klaar om in te leveren",
    response_class=Response,
    responses={
        200: {"description": "A message dated today.", "content": XML_INHOUD},
        **antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
    },
)
async def lees_voorbeeld(
    request: Request,
    naam: Annotated[str, Path(description="One of: " + ", ".join(een.naam for een in VOORBEELDEN) + ".")],
    reeks: Annotated[
        int | None,
        Query(
            ge=0, le=HOOGSTE_REEKS, description="Messages of one reeks form a chain. Without it: a reeks of its own."
        ),
    ] = None,
) -> Response:
    """Only where the demo regio is loaded: a store with real contracts gives no examples to put in it."""
    balie = balie_van(request)
    if naam not in {een.naam for een in VOORBEELDEN}:
        raise ProbleemFout(NIET_GEVONDEN, f"Er zijn: {', '.join(een.naam for een in VOORBEELDEN)}.")
    if not await balie.lees(lambda werk: regio_bekend(werk.verbinding, regio_van_voorbeelden())):
        raise ProbleemFout(NIET_GEVONDEN, "Voorbeelden zijn er alleen waar de demoregio is geladen (ijw serve --demo).")
    gekozen = secrets.randbelow(HOOGSTE_REEKS + 1) if reeks is None else reeks
    loket = balie.knoop.loket
    return geef_xml(voorbeeld(loket.releases.eerste, naam, gekozen, loket.klok.nu().date()))
