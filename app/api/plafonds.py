"""Door for volumeplafonds: how far they are filled, and the report of an aanbieder at the signal percentage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.ontvangen import PRIVE, geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.store.bereik import Bereik
from app.store.opslag import SqlWerkeenheid
from app.store.plafonds import Plafondstand, meld_plafond, zoek_plafonds

PAD = "/api/v1/plafonds"
router = APIRouter(prefix=PAD, tags=["Betalingen"])
schrijfrouter = APIRouter(prefix=PAD, tags=["Betalingen"], route_class=JsonRoute)


class PlafondWeergave(BaseModel):
    """A volumeplafond and how far it is filled; amounts in eurocents."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    regio: str
    contract: str
    perceel: str
    jaar: int
    gemeente: str = Field(description="CBS code; empty: over all gemeenten together.")
    aanbieder: str
    plafond: int
    signaal_pct: int
    gerealiseerd: int = Field(description="Granted, payable and not credited.")
    over: int
    honderdsten_procent: int = Field(description="How much is realised, in hundredths of a percent, rounded down.")
    niet_betaalbaar: int = Field(description="Granted above the plafond.")
    toegezegd: int = Field(
        description="What toewijzingen under the contract commit to in the year: each divides it over its days."
    )
    toegezegd_honderdsten_procent: int = Field(description="The same in hundredths of a percent of the plafond.")
    toewijzingen: int = Field(description="How many toewijzingen that are.")
    zonder_bedrag: int = Field(description="Of these: nobody can tell what they commit to (no end, or no tariff).")
    bereikt: datetime | None = Field(description="When the signal percentage was reached.")
    gemeld: date | None = Field(description="When the aanbieder reported that; empty: not yet.")


class Plafondlijst(BaseModel):
    """Every volumeplafond in force."""

    fictief: bool = Field(description="Whether amounts are made up.")
    plafonds: list[PlafondWeergave]


class Plafondmelding(BaseModel):
    """An aanbieder reports that the signal percentage is reached."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regio: str = Field(max_length=16)
    contract: str = Field(max_length=40)
    perceel: str = Field(max_length=16)
    jaar: int = Field(ge=2000, le=2999)
    gemeente: str = Field("", pattern=r"^(\d{4})?$", description="Empty for a plafond over all gemeenten.")
    datum: date = Field(description="Day of the report.")


@router.get(
    "",
    operation_id="zoekPlafonds",
    summary="Volumeplafonds: hoe ver ze zijn gevuld en wat er al is toegezegd",
    response_model=Plafondlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lijst(
    request: Request,
    regio: Annotated[str | None, Query(max_length=16, description="Code of the regio.")] = None,
    aanbieder: Annotated[str | None, Query(pattern=r"^\d{8}$", description="AGB code of the aanbieder.")] = None,
    gemeente: Annotated[
        str | None,
        Query(pattern=r"^\d{4}$", description="Of this gemeente, and over all gemeenten of the regios that it is in."),
    ] = None,
    jaar: Annotated[int | None, Query(ge=2000, le=2999)] = None,
    zonder_melding: Annotated[bool, Query(description="Only where a report is due and was not made.")] = False,
) -> Response:
    """Realised by the year in which a ProductPeriode begins, what is left, and whether a report is due.

    Beside it what toewijzingen commit to in that year, so that it can be seen before it is claimed.
    """

    def lees(werk: SqlWerkeenheid) -> str:
        rijen = zoek_plafonds(werk.verbinding, regio, aanbieder, jaar, gemeente)
        if zonder_melding:
            rijen = [rij for rij in rijen if rij.bereikt is not None and rij.gemeld is None]
        return Plafondlijst(fictief=is_fictief(werk, regio), plafonds=[_toon(rij) for rij in rijen]).model_dump_json()

    return geef_json(await balie_van(request).lees_cijfers(lees))


def _toon(rij: Plafondstand) -> PlafondWeergave:
    return PlafondWeergave(
        **rij._asdict(),
        over=rij.plafond - rij.gerealiseerd,
        honderdsten_procent=_deel(rij.gerealiseerd, rij.plafond),
        toegezegd_honderdsten_procent=_deel(rij.toegezegd, rij.plafond),
    )


def _deel(bedrag: int, plafond: int) -> int:
    return 10_000 if plafond == 0 else bedrag * 10_000 // plafond


@schrijfrouter.post(
    "/meldingen",
    operation_id="meldPlafond",
    summary="Leg vast dat de aanbieder de grens van een plafond heeft gemeld",
    status_code=204,
    responses=antwoorden(NIET_GEVONDEN, TE_GROOT, MEDIATYPE_ONBEKEND, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def meld(request: Request, melding: Plafondmelding) -> Response:
    """Only where the signal percentage was reached; a later report takes the place of an earlier one."""
    balie = balie_van(request)
    if not await balie.behandel(_meld, balie, melding, bereik_van(request)):
        raise ProbleemFout(NIET_GEVONDEN, "Van dit plafond is de meldgrens niet bereikt.")
    return Response(status_code=204, headers=PRIVE)


def _meld(balie: Balie, een: Plafondmelding, bereik: Bereik) -> bool:
    sleutel = (een.regio, een.contract, een.perceel, een.jaar, een.gemeente)
    with balie.knoop.opslag.werkeenheid(schrijven=True) as werk:
        return bereik.heeft_contract(werk.verbinding, een.regio, een.contract) and meld_plafond(
            werk.verbinding, sleutel, een.datum
        )
