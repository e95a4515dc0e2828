"""Door for exceptions: maatwerk and hardheid on one toewijzing, in the place of contract and tariff."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.ontvangen import PRIVE, geef_json
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    PERSOONSGEGEVENS,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.contracts.uitzondering import NieuweUitzondering, Uitzonderingsoort
from app.standard.elfproef import lijkt_bsn
from app.store.opslag import SqlWerkeenheid
from app.store.uitzonderingen import zoek_uitzonderingen

PAD = "/api/v1/uitzonderingen"
router = APIRouter(prefix=PAD, tags=["Toewijzingen"])
schrijfrouter = APIRouter(prefix=PAD, tags=["Toewijzingen"], route_class=JsonRoute)


class Uitzonderingsvraag(BaseModel):
    """A decision on one toewijzing. The texts hold nothing about a child."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gemeente: str = Field(pattern=r"^\d{4}$", description="CBS code of the gemeente.", examples=["0384"])
    toewijzingnummer: int = Field(ge=0, le=999_999_999, examples=[1001])
    soort: Uitzonderingsoort
    bedrag: int | None = Field(
        None,
        ge=0,
        le=99_999_999,
        description="The most, in eurocents: per unit, or of a line in euros; empty: no limit.",
    )
    reden: str = Field(min_length=1, max_length=500, examples=["Omzetten zou de hulp afbreken."])
    goedgekeurd_door: str = Field(
        min_length=1, max_length=80, description="A role, never a name.", examples=["beleidsmedewerker jeugd"]
    )
    tot: date = Field(description="Last day on which a ProductPeriode may begin under it.")


class UitzonderingWeergave(BaseModel):
    """A decision as it was kept; the last one on a toewijzing holds."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: int
    moment: datetime
    gemeente: str
    aanbieder: str
    toewijzingnummer: int
    soort: str
    bedrag: int | None = Field(description="Eurocents.")
    reden: str
    goedgekeurd_door: str
    tot: date


class Uitzonderingenlijst(BaseModel):
    """All decisions, newest first."""

    uitzonderingen: list[UitzonderingWeergave]


class Vastgelegd(BaseModel):
    """What was kept."""

    id: int


@schrijfrouter.post(
    "",
    operation_id="legUitzonderingVast",
    summary="Leg maatwerk of hardheid op een toewijzing vast",
    status_code=201,
    response_model=Vastgelegd,
    responses=antwoorden(
        NIET_GEVONDEN, TE_GROOT, MEDIATYPE_ONBEKEND, PERSOONSGEGEVENS, ONJUISTE_VRAAG, NIET_BEREIKBAAR
    ),
)
async def leg_vast(request: Request, vraag: Uitzonderingsvraag) -> Response:
    """Claims on the toewijzing are not held against contract and tariff until that day.

    All other rules stay. What was judged before does not change, and each use of it shows in the judgement.
    """
    if lijkt_bsn(vraag.reden) or lijkt_bsn(vraag.goedgekeurd_door):
        raise ProbleemFout(
            PERSOONSGEGEVENS, "In een tekst staat iets dat op een burgerservicenummer lijkt. Haal dat weg."
        )
    balie = balie_van(request)
    id = await balie.behandel(_leg_vast, balie, vraag)
    if id is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Gemeente {vraag.gemeente} heeft geen toewijzing {vraag.toewijzingnummer}.")
    return Response(Vastgelegd(id=id).model_dump_json(), 201, headers=PRIVE, media_type="application/json")


def _leg_vast(balie: Balie, vraag: Uitzonderingsvraag) -> int | None:
    return balie.knoop.leg_uitzondering_vast(NieuweUitzondering(**dict(vraag)))


@router.get(
    "",
    operation_id="zoekUitzonderingen",
    summary="Vastgelegd maatwerk en hardheid",
    response_model=Uitzonderingenlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lijst(
    request: Request,
    gemeente: Annotated[str | None, Query(pattern=r"^\d{4}$", description="CBS code of the gemeente.")] = None,
    aanbieder: Annotated[str | None, Query(pattern=r"^\d{8}$", description="AGB code of the aanbieder.")] = None,
) -> Response:
    """Every decision, also those that no longer hold."""
    balie = balie_van(request)

    def lees(werk: SqlWerkeenheid) -> str:
        rijen = zoek_uitzonderingen(werk.verbinding, balie.knoop.opslag.kluis, gemeente, aanbieder)
        lijst = [UitzonderingWeergave.model_validate(rij) for rij in rijen]
        return Uitzonderingenlijst(uitzonderingen=lijst).model_dump_json()

    return geef_json(await balie.lees(lees))
