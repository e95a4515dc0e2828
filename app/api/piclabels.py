"""Door for PIC labels: what a toewijzing that is paid per unit stands for in the figures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.problemen import (
    LABEL_GEWEIGERD,
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.steering.piclabels import leg_label_vast

router = APIRouter(prefix="/api/v1/piclabels", tags=["Stuurcijfers"], route_class=JsonRoute)


class Piclabel(BaseModel):
    """De PIC van een toewijzing die per eenheid wordt betaald."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    perceel: str = Field(min_length=1, max_length=16, description="Code van het perceel of segment.")
    profiel: str = Field(min_length=1, max_length=8, description="Code van het profiel.")
    intensiteit: str = Field(min_length=1, max_length=8, description="Code van de intensiteit.")


@router.put(
    "/{gemeente}/{nummer}",
    operation_id="legPiclabelVast",
    summary="Leg de PIC vast van een toewijzing die per eenheid wordt betaald",
    response_model=Piclabel,
    responses=antwoorden(TE_GROOT, MEDIATYPE_ONBEKEND, LABEL_GEWEIGERD, ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_GEVONDEN),
)
async def leg_piclabel_vast(
    request: Request,
    gemeente: Annotated[str, Path(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")],
    nummer: Annotated[int, Path(ge=0, le=999_999_999, description="ToewijzingNummer.")],
    label: Piclabel,
) -> Piclabel:
    """Give a toewijzing its PIC label, for the figures only; a code that stands for a PIC keeps its own.

    It closes SIG-PROFIEL-ONTBREEKT. A perceel, profiel or intensiteit that the regio does not have is refused.
    """
    balie = balie_van(request)
    if not await balie.behandel(_leg_vast, balie, gemeente, nummer, label):
        raise ProbleemFout(NIET_GEVONDEN, f"Toewijzing {nummer} van gemeente {gemeente} is hier niet bekend.")
    return label


def _leg_vast(balie: Balie, gemeente: str, nummer: int, label: Piclabel) -> bool:
    knoop = balie.knoop
    pic = (label.perceel, label.profiel, label.intensiteit)
    return leg_label_vast(knoop.opslag, gemeente, nummer, pic, knoop.loket.klok.nu())
