"""Doors for the standard: rules, retourcodes and code lists of the releases that are in use."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.problemen import NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.standard.codelijsten import codelijst_ids, laad_codelijst
from app.standard.release import Regel, Release, Retourcode

router = APIRouter(prefix="/api/v1", tags=["Standaard"])

RETOURCODES = "WJ001"


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class PlaatsWeergave(_Weergave):
    """Where a rule is attached."""

    bericht: str
    klasse: str = Field(description="Class that carries the retourcode.")
    pad: str = Field(description="Path of the class below Bericht.")
    element: str = Field(description="Path below the class; empty for the class itself.")


class RegelWeergave(_Weergave):
    """A national rule."""

    id: str = Field(examples=["TR418"])
    niveau: int = Field(description="Control level: 2 message, 3 other messages, 4 external source.")
    retourcode: str
    toetsbaar: str = Field(description="Whether software can decide it: volledig or gedeeltelijk.")
    titel: str
    uitleg: str = Field(description="What must hold, in Dutch.")
    voorbehoud: str = Field(description="What software cannot decide; empty when it can decide all.")
    plaatsen: tuple[PlaatsWeergave, ...]


class Regellijst(_Weergave):
    """Rules in the order of the catalogue."""

    release: str
    regels: tuple[RegelWeergave, ...]


class RetourcodeWeergave(_Weergave):
    """A code of a national answer (WJ001)."""

    code: str = Field(examples=["0611"])
    omschrijving: str
    regels: tuple[str, ...] = Field(description="Rules that give this code.")
    berichten: tuple[str, ...] = Field(description="Answers in which it occurs.")
    geldig_van: date | None


class CodeWeergave(_Weergave):
    """A code of a code list."""

    code: str
    omschrijving: str
    geldig_van: date | None
    geldig_tot: date | None
    bruikbaar: bool = Field(description="False when the XSD knows the code but a rule forbids it.")


class CodelijstWeergave(_Weergave):
    """A code list."""

    id: str
    naam: str
    datatype: str = Field(description="Type in the XSD that uses it.")
    codes: tuple[CodeWeergave, ...]


def _release(
    request: Request,
    release: Annotated[
        str | None, Query(description="Release of iJw; without it the one that this service prefers.", examples=["3.2"])
    ] = None,
) -> Release:
    """The release that is asked for."""
    releases = balie_van(request).knoop.loket.releases
    gekozen = releases.eerste if release is None else releases.met_naam(release)
    if gekozen is None:
        raise ProbleemFout(
            NIET_GEVONDEN, f"Deze release van iJw is hier niet bekend. Er zijn: {', '.join(releases.namen)}."
        )
    return gekozen


Gekozen = Annotated[Release, Depends(_release)]


@router.get(
    "/regels",
    operation_id="zoekRegels",
    summary="De landelijke regels die worden getoetst",
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG),
)
async def zoek_regels(
    release: Gekozen,
    bericht: Annotated[str | None, Query(pattern=r"^JW\d{3}$", description="Only rules on this message.")] = None,
) -> Regellijst:
    """The rule catalogue, in our own words."""
    regels = [een for een in release.regels.values() if bericht is None or een.plaatsen_in(bericht)]
    return Regellijst(release=release.naam, regels=tuple(_regel(een) for een in regels))


@router.get(
    "/regels/{id}",
    operation_id="leesRegel",
    summary="Een landelijke regel",
    responses=antwoorden(NIET_GEVONDEN),
)
async def lees_regel(release: Gekozen, id: Annotated[str, Path(examples=["TR418"])]) -> RegelWeergave:
    """One rule by its id."""
    regel = release.regels.get(id.upper())
    if regel is None:
        raise ProbleemFout(NIET_GEVONDEN, "Deze regel is hier niet bekend. Kijk op /api/v1/regels welke er zijn.")
    return _regel(regel)


@router.get(
    "/retourcodes/{code}",
    operation_id="leesRetourcode",
    summary="Wat een retourcode betekent en welke regels hem geven",
    responses=antwoorden(NIET_GEVONDEN),
)
async def lees_retourcode(release: Gekozen, code: Annotated[str, Path(examples=["0611"])]) -> RetourcodeWeergave:
    """One retourcode (list WJ001)."""
    retourcode = release.retourcodes.get(code.upper())
    if retourcode is None:
        raise ProbleemFout(
            NIET_GEVONDEN, f"Deze retourcode is hier niet bekend. Alle: /api/v1/codelijsten/{RETOURCODES}."
        )
    return RetourcodeWeergave.model_validate(retourcode)


@router.get(
    "/codelijsten/{id}",
    operation_id="leesCodelijst",
    summary="Een codelijst, met geldigheid",
    responses=antwoorden(NIET_GEVONDEN),
)
async def lees_codelijst(release: Gekozen, id: Annotated[str, Path(examples=["WJ756"])]) -> CodelijstWeergave:
    """One code list; WJ001 holds the retourcodes."""
    gevraagd = id.upper()
    if gevraagd == RETOURCODES:
        codes = tuple(_als_code(een) for een in release.retourcodes.values())
        return CodelijstWeergave(id=RETOURCODES, naam="Retourcode", datatype="LDT_RetourCode", codes=codes)
    bekend = codelijst_ids(release)
    if gevraagd not in bekend:
        raise ProbleemFout(
            NIET_GEVONDEN, f"Deze codelijst is hier niet bekend. Er zijn: {', '.join((RETOURCODES, *bekend))}."
        )
    lijst = laad_codelijst(release, gevraagd)
    return CodelijstWeergave(
        id=lijst.id,
        naam=lijst.naam,
        datatype=lijst.datatype,
        codes=tuple(CodeWeergave.model_validate(code) for code in lijst.codes.values()),
    )


def _regel(regel: Regel) -> RegelWeergave:
    return RegelWeergave.model_validate(regel)


def _als_code(retourcode: Retourcode) -> CodeWeergave:
    return CodeWeergave(
        code=retourcode.code,
        omschrijving=retourcode.omschrijving,
        geldig_van=retourcode.geldig_van,
        geldig_tot=None,
        bruikbaar=True,
    )
