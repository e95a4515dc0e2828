"""Door for everybody: what help brought about, a year at a time, in one form only; and the door to publish it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from app.api.balie import balie_van, basis
from app.api.cijfervorm import wil_csv
from app.api.onderhandelen import CSV
from app.api.ontvangen import geef_json
from app.api.problemen import (
    AL_GEPUBLICEERD,
    NIET_AAN_TE_BIEDEN,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    ProbleemFout,
    antwoorden,
)
from app.exchange.weergavebasis import Weergave
from app.steering.uitkomsten.publicatie import OpenbareUitkomsten, TeVroeg, publiceer, vanaf
from app.store.publicaties import AlGepubliceerd, lees_publicatie, lees_publicaties

OPENBAAR: Final = "/api/v1/openbaar/uitkomsten"
router = APIRouter(tags=["Uitkomsten"])

_BEWAREN: Final = "public, max-age=86400"
"""What was published never changes; a day is short enough for a year that was not there yet."""

Jaar = Annotated[int, Path(ge=2015, le=2999, description="Kalenderjaar waarin trajecten eindigden.", examples=[2025])]


class PublicatieWeergave(Weergave):
    """Een jaar dat is gepubliceerd."""

    jaar: int
    gepubliceerd: datetime
    link: str


class Publicaties(Weergave):
    """Welke jaren zijn gepubliceerd, het laatste eerst."""

    jaren: list[PublicatieWeergave] = Field(description="Elk jaar wordt een keer gepubliceerd en blijft zoals het was.")


@router.get(
    OPENBAAR,
    operation_id="zoekOpenbareUitkomsten",
    summary="Van welke jaren uitkomsten zijn gepubliceerd",
    response_model=Publicaties,
    responses=antwoorden(NIET_BEREIKBAAR),
)
async def lijst(request: Request) -> Response:
    """List the years that were published."""
    gevonden = await balie_van(request).lees(lambda werk: lees_publicaties(werk.verbinding))
    jaren = [
        PublicatieWeergave(jaar=een.jaar, gepubliceerd=een.moment, link=f"{basis(request)}{OPENBAAR}/{een.jaar}")
        for een in gevonden
    ]
    return geef_json(Publicaties(jaren=jaren).model_dump_json())


@router.get(
    f"{OPENBAAR}/{{jaar}}",
    operation_id="leesOpenbareUitkomsten",
    summary="Uitkomsten van een jaar, voor iedereen, in groepen van 10 of meer",
    response_model=OpenbareUitkomsten,
    responses={
        200: {"content": {CSV: {"schema": {"type": "string"}}}},
        304: {"description": "Niet veranderd sinds de ETag in If-None-Match."},
        **antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def uitkomsten(
    request: Request,
    jaar: Jaar,
    vorm: Annotated[
        Literal["json", "csv"] | None, Query(description="Vorm van het antwoord; leeg: volgens Accept.")
    ] = None,
) -> Response:
    """Goals, satisfaction, uitval and waiting time per regio, and in it per gemeente, aanbieder and PIC.

    It is the document as it was published: there is nothing to choose and it never changes, so no two answers can be
    subtracted. What is about fewer than 10 is empty.
    """
    csv = wil_csv(request, vorm)
    inhoud = await balie_van(request).lees(
        lambda werk: lees_publicatie(werk.verbinding, jaar, "csv" if csv else "json")
    )
    if inhoud is None:
        raise ProbleemFout(
            NIET_GEVONDEN,
            f"Uitkomsten over {jaar} zijn niet gepubliceerd; dat kan vanaf {vanaf(jaar)}. Alle jaren: {OPENBAAR}.",
        )
    etag = f'"{hashlib.sha256(inhoud).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": _BEWAREN,
        "Vary": "Accept",
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
    }
    if _bekend(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    if csv:
        headers["Content-Disposition"] = f'attachment; filename="uitkomsten-{jaar}.csv"'
    return Response(inhoud, headers=headers, media_type=f"{CSV}; charset=utf-8" if csv else "application/json")


@router.put(
    f"{OPENBAAR}/{{jaar}}",
    operation_id="publiceerUitkomsten",
    summary="Publiceer de uitkomsten van een jaar, eens en voor altijd",
    status_code=201,
    response_model=PublicatieWeergave,
    responses=antwoorden(AL_GEPUBLICEERD, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def publiceren(request: Request, jaar: Jaar) -> Response:
    """Make the public document of a year, from the first of April after it. It cannot be made again."""
    balie = balie_van(request)
    nu = balie.knoop.loket.klok.nu()
    try:
        await balie.behandel(publiceer, balie.knoop.opslag, jaar, nu)
    except TeVroeg as fout:
        raise ProbleemFout(
            ONJUISTE_VRAAG,
            f"Uitkomsten over {jaar} kunnen vanaf {fout.vanaf} worden gepubliceerd: dan is er tijd geweest om ze te "
            "leveren.",
        ) from None
    except AlGepubliceerd:
        raise ProbleemFout(
            AL_GEPUBLICEERD,
            f"Uitkomsten over {jaar} zijn al gepubliceerd. Een tweede keer zou in het verschil tonen wat er van "
            "enkelen bijkwam.",
        ) from None
    link = f"{basis(request)}{OPENBAAR}/{jaar}"
    weergave = PublicatieWeergave(jaar=jaar, gepubliceerd=nu, link=link)
    antwoord = geef_json(weergave.model_dump_json(), headers={"Location": link})
    antwoord.status_code = 201
    return antwoord


def _bekend(if_none_match: str | None, etag: str) -> bool:
    """Whether who asks has this already; tags are compared weakly (RFC 9110, 13.1.2)."""
    if if_none_match is None:
        return False
    tags = {een.strip().removeprefix("W/") for een in if_none_match.split(",")}
    return etag in tags or "*" in tags
