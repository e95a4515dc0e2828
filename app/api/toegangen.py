"""Doors for accesses: make one, list them, revoke one, and see one's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.ontvangen import PRIVE, geef_json
from app.api.poort import toegang_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    TE_GROOT,
    TOEGANG_ONJUIST,
    ProbleemFout,
    antwoorden,
)
from app.store.opslag import SqlWerkeenheid
from app.store.toegang import NieuweToegang, Rol, alle_toegangen

PAD = "/api/v1/toegangen"
router = APIRouter(prefix=PAD, tags=["Toegang"])
schrijfrouter = APIRouter(prefix=PAD, tags=["Toegang"], route_class=JsonRoute)


class Toegangsvraag(BaseModel):
    """Een toegang voor een systeem."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rol: Rol = Field(description="In welke rol het vraagt.", examples=["aanbieder"])
    code: str | None = Field(
        None,
        max_length=16,
        description="CBS-code (gemeente, lokaal_team), AGB-code (aanbieder) of regiocode (regio); anders weglaten.",
        examples=["42420001"],
    )
    team: str | None = Field(None, max_length=16, description="Korte code van het lokale team; anders weglaten.")
    naam: str = Field(
        description="Naam van het systeem dat de sleutel gebruikt; nooit die van een persoon.",
        examples=["ECD van Zorghuis De Linde"],
    )
    van: date | None = Field(None, description="Eerste dag; leeg: vandaag.")
    tot: date | None = Field(None, description="Laatste dag; leeg: tot de toegang wordt ingetrokken.")


class ToegangWeergave(BaseModel):
    """Een toegang; van de sleutel is hier niets meer bekend."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: int
    rol: Rol
    code: str | None
    team: str | None
    naam: str
    van: date
    tot: date | None = Field(description="Laatste dag; leeg: tot de toegang wordt ingetrokken.")
    gemaakt: datetime
    ingetrokken: datetime | None


class NieuweSleutel(ToegangWeergave):
    """Een toegang met haar sleutel, die alleen in dit antwoord staat."""

    sleutel: str = Field(description="Bewaar hem zoals een wachtwoord; hij is niet opnieuw op te vragen.")


class Toegangenlijst(BaseModel):
    """Alle toegangen, de eerste eerst."""

    toegangen: list[ToegangWeergave]


@schrijfrouter.post(
    "",
    operation_id="maakToegang",
    summary="Maak een toegang en krijg haar sleutel, eenmalig",
    status_code=201,
    response_model=NieuweSleutel,
    responses=antwoorden(TE_GROOT, MEDIATYPE_ONBEKEND, TOEGANG_ONJUIST, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def maak(request: Request, vraag: Toegangsvraag) -> Response:
    """The key is 256 random bits. Only its SHA-256 is kept."""
    balie = balie_van(request)
    return Response(await balie.behandel(_maak, balie, vraag), 201, headers=PRIVE, media_type="application/json")


def _maak(balie: Balie, vraag: Toegangsvraag) -> str:
    van = vraag.van or balie.knoop.loket.klok.nu().date()
    toegang, sleutel = balie.knoop.maak_toegang(NieuweToegang(**(dict(vraag) | {"van": van})))
    return NieuweSleutel(**toegang._asdict(), sleutel=sleutel).model_dump_json()


@router.get(
    "",
    operation_id="zoekToegangen",
    summary="Alle toegangen, ook die niet meer gelden",
    response_model=Toegangenlijst,
    responses=antwoorden(NIET_BEREIKBAAR),
)
async def lijst(request: Request) -> Response:
    """Which systems may ask, and since and until when."""

    def lees(werk: SqlWerkeenheid) -> str:
        alle = [ToegangWeergave.model_validate(een) for een in alle_toegangen(werk.verbinding)]
        return Toegangenlijst(toegangen=alle).model_dump_json()

    return geef_json(await balie_van(request).lees(lees))


@router.get(
    "/eigen",
    operation_id="leesEigenToegang",
    summary="Van wie deze sleutel is en hoe lang hij geldt",
    response_model=ToegangWeergave,
    responses=antwoorden(NIET_BEREIKBAAR),
)
async def eigen(request: Request) -> Response:
    """The access of the key with which this is asked."""
    return geef_json(ToegangWeergave.model_validate(toegang_van(request)).model_dump_json())


@router.post(
    "/{id}/intrekking",
    operation_id="trekToegangIn",
    summary="Trek een toegang in",
    response_model=ToegangWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def trek_in(
    request: Request, id: Annotated[int, Path(ge=1, le=2**31 - 1, description="Nummer van de toegang.")]
) -> Response:
    """The key is no longer taken: at once here, within seconds by other processes on the same database."""
    balie = balie_van(request)
    toegang = await balie.behandel(balie.knoop.trek_toegang_in, id)
    balie.toegangen.vergeet()
    if toegang is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Er is geen toegang {id}.")
    return geef_json(ToegangWeergave.model_validate(toegang).model_dump_json())
