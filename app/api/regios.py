"""Door for regios: their agreements, loaded as files and shown as they are in force."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    REGIO_ONJUIST,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.api.regiobestanden import BODY, ontvang_body, pak_uit
from app.contracts.regio import Regio
from app.contracts.wijzigingen import Wat, wijzigingen
from app.store.contracten import bekende_regios, ladingen, lees_lading
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/regios", tags=["Regio's"])

Code = Annotated[str, Path(max_length=16, description="Code of the regio.", examples=["HAAGLANDEN"])]


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class LadingWeergave(_Weergave):
    """One load of a regio."""

    versie: int = Field(description="Goes up with each load.")
    geladen: datetime = Field(description="Since when it is known here.")


class RegioKop(_Weergave):
    """A regio of which the agreements are known."""

    code: str
    naam: str
    fictief: bool = Field(description="Whether contracts, codes and amounts are made up.")
    versie: int = Field(description="Of the load that is in force.")
    geladen: datetime


class Regiolijst(_Weergave):
    """Every regio that was loaded, by code."""

    regios: list[RegioKop]


class RegioWeergave(_Weergave):
    """The agreements of a regio as they are in force; amounts are eurocents."""

    fictief: bool = Field(description="Whether contracts, codes and amounts are made up.")
    ladingen: list[LadingWeergave] = Field(description="All loads, the first one first; the last one is in force.")
    regio: Regio


class Geladen(_Weergave):
    """What was loaded."""

    code: str
    naam: str
    fictief: bool
    versie: int
    gemeenten: int = Field(description="How many of each there are.")
    contracten: int
    productcodes: int
    tarieven: int


@router.get(
    "",
    operation_id="zoekRegios",
    summary="Van welke regio's de afspraken bekend zijn",
    response_model=Regiolijst,
    responses=antwoorden(NIET_BEREIKBAAR),
)
async def lijst(request: Request) -> Response:
    """List the regios that were loaded."""

    def lees(werk: SqlWerkeenheid) -> str:
        koppen = [RegioKop.model_validate(een) for een in bekende_regios(werk.verbinding)]
        return Regiolijst(regios=koppen).model_dump_json()

    return geef_json(await balie_van(request).lees(lees))


@router.get(
    "/{code}",
    operation_id="leesRegio",
    summary="Alle afspraken van een regio, zoals ze nu gelden",
    response_model=RegioWeergave,
    responses=antwoorden(NIET_GEVONDEN, NIET_BEREIKBAAR),
)
async def lees_regio(request: Request, code: Code) -> Response:
    """Everything that was agreed: gemeenten, contracts, bekostiging, PICs, codes, tariffs and caps."""
    balie, bereik = balie_van(request), bereik_van(request)

    def lees(werk: SqlWerkeenheid) -> str:
        afspraken = balie.knoop.archief.afspraken(werk.verbinding, code)
        if afspraken is None or not bereik.heeft_regio(afspraken.regio):
            raise ProbleemFout(NIET_GEVONDEN, "Deze regio is hier niet geladen. Alle: /api/v1/regios.")
        geladen = [LadingWeergave.model_validate(een) for een in ladingen(werk.verbinding, code)]
        regio = bereik.deel_van(afspraken.regio)
        return RegioWeergave(fictief=regio.fictief, ladingen=geladen, regio=regio).model_dump_json()

    return geef_json(await balie.lees(lees))


class VeldWeergave(_Weergave):
    """A field that differs."""

    veld: str
    was: str | None = Field(description="Empty: there was nothing.")
    wordt: str | None = Field(description="Empty: there is nothing any more.")


class WijzigingWeergave(_Weergave):
    """One thing that is not what it was; amounts are eurocents."""

    soort: str = Field(description="profiel, intensiteit, pic or tarief.", examples=["tarief"])
    naam: str = Field(examples=["50H3B per 82 vanaf 2020-01-01, versie 2"])
    wat: Wat
    velden: tuple[VeldWeergave, ...]
    besluit: str = Field(description="The decision; empty: the files tell none.")
    reden: str = Field(description="Why; empty: the files do not tell.")


class Wijzigingslijst(_Weergave):
    """What changed between two loads."""

    regio: str
    fictief: bool = Field(description="Whether contracts, codes and amounts are made up.")
    van: LadingWeergave | None = Field(description="The earlier load; empty: there was nothing before.")
    tot: LadingWeergave
    wijzigingen: list[WijzigingWeergave]


Versie = Annotated[int | None, Query(ge=0, le=999_999)]


@router.get(
    "/{code}/wijzigingen",
    operation_id="leesRegiowijzigingen",
    summary="Wat tussen twee ladingen veranderde aan profielen, intensiteiten, PIC's en tarieven",
    response_model=Wijzigingslijst,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_wijzigingen(request: Request, code: Code, van: Versie = None, tot: Versie = None) -> Response:
    """With decision and reason, as the files tell them. Without ``tot`` the last load, without ``van`` the one before.

    ``van=0`` is before the first load: then everything is new.
    """

    bereik = bereik_van(request)

    def lees(werk: SqlWerkeenheid) -> str:
        alle = ladingen(werk.verbinding, code)
        nu = lees_lading(werk.verbinding, code, alle[-1].versie) if alle else None
        if nu is None or not bereik.heeft_regio(nu[1]):
            raise ProbleemFout(NIET_GEVONDEN, "Deze regio is hier niet geladen. Alle: /api/v1/regios.")
        laatste = alle[-1].versie if tot is None else tot
        eerste = laatste - 1 if van is None else van
        if eerste >= laatste:
            raise ProbleemFout(ONJUISTE_VRAAG, f"Lading {eerste} (van) komt niet voor lading {laatste} (tot).")
        nieuw = lees_lading(werk.verbinding, code, laatste)
        oud = lees_lading(werk.verbinding, code, eerste) if eerste else None
        if nieuw is None or (eerste and oud is None):
            raise ProbleemFout(NIET_GEVONDEN, f"Er zijn ladingen 1 tot en met {alle[-1].versie} van deze regio.")
        return Wijzigingslijst(
            regio=code,
            fictief=nieuw[1].fictief,
            van=None if oud is None else LadingWeergave.model_validate(oud[0]),
            tot=LadingWeergave.model_validate(nieuw[0]),
            wijzigingen=[
                WijzigingWeergave.model_validate(een)
                for een in wijzigingen(None if oud is None else bereik.deel_van(oud[1]), bereik.deel_van(nieuw[1]))
            ],
        ).model_dump_json()

    return geef_json(await balie_van(request).lees(lees))


@router.put(
    "/{code}",
    operation_id="laadRegio",
    summary="Laad de afspraken van een regio als nieuwe versie",
    response_model=Geladen,
    responses=antwoorden(TE_GROOT, MEDIATYPE_ONBEKEND, REGIO_ONJUIST, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
    openapi_extra=BODY,
)
async def laad(request: Request, code: Code) -> Response:
    """Check the files of a regio and put them in force, in the place of its last load.

    The body is JSON with the text of each file, or a zip of them. Every mistake is told, with file and line;
    then nothing is loaded. Nothing that was decided before changes.
    """
    balie = balie_van(request)
    mediatype, body = await ontvang_body(request)
    return geef_json(await balie.behandel(_laad, balie, mediatype, body, code))


def _laad(balie: Balie, mediatype: str, body: bytes, code: str) -> str:
    regio, versie = balie.knoop.neem_regio_aan(pak_uit(mediatype, body), code)
    return Geladen(
        code=regio.code,
        naam=regio.naam,
        fictief=regio.fictief,
        versie=versie,
        gemeenten=len(regio.gemeenten),
        contracten=len(regio.contracten),
        productcodes=len(regio.productcodes),
        tarieven=len(regio.tarieven),
    ).model_dump_json()
