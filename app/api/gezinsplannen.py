"""Door for gezinsplannen: in groups only, and never which plan."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.cijfervorm import antwoord_csv, geef_rijen, wil_csv
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_AAN_TE_BIEDEN, NIET_BEREIKBAAR, ONJUISTE_VRAAG, PERSOONSGEGEVENS, antwoorden
from app.steering.bsnachtig import weiger_bsn
from app.steering.uitkomsten.invoer import SLEUTELPATROON
from app.steering.uitkomsten.uitkomst import PERIODEPATROON, lees_periode
from app.steering.verwijzingen.gezinsplannen import Gezinsplannen, Gezinsplanrij, lees_gezinsplannen

router = APIRouter(prefix="/api/v1/gezinsplannen", tags=["Uitkomsten"])

_KOLOMMEN = tuple(Gezinsplanrij.model_fields)


class Gezinsplanvraag(BaseModel):
    """Over which period. A period of other days, or of one aanbieder, would tell of one family by subtraction."""

    model_config = ConfigDict(extra="forbid")

    periode: str = Field(pattern=PERIODEPATROON, description="Jaar of kwartaal: 2026 of 2026-K2.")
    regio: str | None = Field(None, pattern=SLEUTELPATROON, description="Code van de regio; leeg: alle.")
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")


@router.get(
    "",
    operation_id="leesGezinsplannen",
    summary="Gezinsplannen: hoeveel, met hoeveel kinderen en welke gedeelde hulp, in groepen van 10 of meer",
    response_model=Gezinsplannen,
    responses={
        200: {"content": antwoord_csv(_KOLOMMEN)},
        **antwoorden(ONJUISTE_VRAAG, PERSOONSGEGEVENS, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def gezinsplannen(request: Request, vraag: Annotated[Gezinsplanvraag, Query()]) -> Response:
    """Count the plans under which a toewijzing holds in a year or quarter, per regio and gemeente.

    What is about fewer than 10 plans is empty, and so is what would tell it by subtraction.
    """
    weiger_bsn(vraag.model_dump())
    als_csv, periode = wil_csv(request, vraag.vorm), lees_periode(vraag.periode)
    gelezen = await balie_van(request).lees_cijfers(lambda werk: lees_gezinsplannen(werk, periode, vraag.regio))
    if als_csv:
        bestand = f"gezinsplannen-{periode.naam}.csv"
        return geef_rijen(gelezen.rijen, _KOLOMMEN, bestand, fictief=gelezen.fictief)
    return geef_json(gelezen.model_dump_json())
