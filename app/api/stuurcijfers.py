"""Door for steering figures, as JSON and as CSV: a route for each figure of the catalogue."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from app.api.balie import balie_van
from app.api.cijfervorm import Cijfer, antwoord_csv, geef_cijfer, wil_csv
from app.api.ketens import kader
from app.api.problemen import NIET_AAN_TE_BIEDEN, NIET_BEREIKBAAR, ONJUISTE_VRAAG, antwoorden
from app.steering.stuurcijfers.catalogus import CIJFERS
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag, is_fictief
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/stuurcijfers", tags=["Stuurcijfers"])


async def _geef(request: Request, cijfer: Stuurcijfer[Any, Any], vraag: Stuurvraag) -> Response:
    """Work a figure out in a reading transaction, and give it in the form that is asked for."""
    balie, als_csv = balie_van(request), wil_csv(request, vraag.vorm)
    vandaag = kader(balie).vandaag
    selectie = vraag.selectie(vandaag)

    def lees(werk: SqlWerkeenheid) -> Response:
        gevonden = Cijfer[Any](
            titel=cijfer.titel,
            van=selectie.van,
            tot=selectie.tot,
            fictief=is_fictief(werk, selectie.regio),
            rijen=list(cijfer.bereken(Peiling(werk, vraag, selectie, vandaag))),
        )
        return geef_cijfer(gevonden, cijfer.kolommen, cijfer.naam, als_csv=als_csv)

    return await balie.lees_cijfers(lees)


def _voeg_route_toe(cijfer: Stuurcijfer[Any, Any]) -> None:
    async def geef(request: Request, vraag: Any) -> Response:
        return await _geef(request, cijfer, vraag)

    # FastAPI reads from here what may be asked.
    geef.__annotations__["vraag"] = Annotated[cijfer.vraag, Query()]
    router.get(
        f"/{cijfer.naam}",
        name=cijfer.naam,
        operation_id=f"stuur{cijfer.naam.capitalize()}",
        summary=cijfer.titel,
        description=cijfer.uitleg,
        response_model=Cijfer.__class_getitem__(cijfer.rij),
        responses={
            200: {"content": antwoord_csv(cijfer.kolommen)},
            **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
        },
    )(geef)


for _cijfer in CIJFERS:
    _voeg_route_toe(_cijfer)
