"""Door for everybody: what help brought about, a year at a time, in one form only."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from app.api.balie import balie_van
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_BEREIKBAAR, NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.steering.uitkomst import lees_periode
from app.steering.uitkomstrapport import Rapportvraag, maak_rapport
from app.steering.uitkomstvormen import UitkomstRapport
from app.steering.uitkomstweergave import toon_rapport
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/openbaar", tags=["Uitkomsten"])

_TABELLEN: Final = ("gemeente", "aanbieder", "pic")
"""Always the same: who could choose would lay one answer beside another, and subtract."""


class OpenbareUitkomsten(UitkomstRapport):
    """Uitkomsten van trajecten die in een jaar eindigden, voor iedereen."""

    fictief: bool = Field(description="Of er afspraken bij zijn waarvan codes en bedragen zijn verzonnen.")


@router.get(
    "/uitkomsten/{jaar}",
    operation_id="leesOpenbareUitkomsten",
    summary="Uitkomsten van een jaar dat voorbij is, voor iedereen, in groepen van 10 of meer",
    response_model=OpenbareUitkomsten,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def uitkomsten(
    request: Request,
    jaar: Annotated[int, Path(ge=2015, le=2999, description="Kalenderjaar dat voorbij is.", examples=[2025])],
) -> Response:
    """Goals, satisfaction, uitval and waiting time per regio, and in it per gemeente, aanbieder and PIC.

    There is nothing to choose, so no two answers can be subtracted. What is about fewer than 10 is empty.
    """
    balie = balie_van(request)
    if jaar >= balie.knoop.loket.klok.nu().year:
        raise ProbleemFout(NIET_GEVONDEN, f"Over {jaar} is pas iets te zeggen als dat jaar voorbij is.")
    gevraagd = Rapportvraag(lees_periode(str(jaar)), _TABELLEN)

    def lees(werk: SqlWerkeenheid) -> str:
        rapport = toon_rapport(maak_rapport(werk, gevraagd))
        return OpenbareUitkomsten(**dict(rapport), fictief=is_fictief(werk, None)).model_dump_json()

    return geef_json(await balie.lees(lees))
