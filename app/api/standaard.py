"""Doors for the standard: rules, retourcodes and code lists of the releases that are in use."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.problemen import NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.exchange.dekking import gedragingen
from app.standard.codelijsten import codelijst_ids, laad_codelijst
from app.standard.release import Regel, Release, Retourcode
from app.standard.voorschriften import Soort, Voorschrift, Vorm, laad_voorschriften

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


class DekkingWeergave(_Weergave):
    """One way in which a rule is held."""

    vorm: Vorm = Field(
        description="By rules of the catalogue (regel), the XSD, a signal, a term (klok), what this service does by "
        "itself (antwoord, administratie, opstellen, inname), or the rules that work it out (uitwerking)."
    )
    verwijzingen: tuple[str, ...] = Field(description="Ids of rules; types and elements of the XSD; else a name.")
    toelichting: tuple[str, ...] = Field(description="What this service does, in Dutch; empty for the other ways.")


class FacetWeergave(_Weergave):
    """What the XSD asks of a value."""

    naam: str = Field(examples=["maxLength"])
    waarde: str = Field(description="Empty when it differs from message to message.")


class VoorschriftWeergave(_Weergave):
    """A national rule that gives no retourcode."""

    id: str = Field(examples=["OP087"])
    soort: Soort
    niveau: str = Field(description="xsd: a message that breaks it is refused. procedureel: it never rejects anything.")
    toetsbaar: str = Field(description="Whether software can decide it: volledig, gedeeltelijk or niet.")
    uitleg: str = Field(description="What it asks, in Dutch.")
    voorbehoud: str = Field(description="What software cannot decide, or why nothing; empty when it can decide all.")
    berichten: tuple[str, ...] = Field(description="Messages that it is about.")
    plaatsen: tuple[PlaatsWeergave, ...] = Field(description="Empty when it is about messages as a whole.")
    dekking: tuple[DekkingWeergave, ...]
    facet: FacetWeergave | None = Field(description="Of a rule on the form of a value (RS).")


class Voorschriftenlijst(_Weergave):
    """Rules without a retourcode, in the order RS, OP, IV, UP."""

    release: str
    voorschriften: tuple[VoorschriftWeergave, ...]


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
    "/voorschriften",
    operation_id="zoekVoorschriften",
    summary="De landelijke regels zonder retourcode",
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG),
)
async def zoek_voorschriften(
    release: Gekozen,
    soort: Annotated[Soort | None, Query(description="Only rules of this kind.")] = None,
    bericht: Annotated[str | None, Query(pattern=r"^JW\d{3}$", description="Only rules about this message.")] = None,
) -> Voorschriftenlijst:
    """Rules on the form of a value and on procedure, in our own words, each with how it is held."""
    voorschriften = [
        _voorschrift(een)
        for een in laad_voorschriften(release).values()
        if soort in (None, een.soort) and (bericht is None or bericht in een.berichten)
    ]
    return Voorschriftenlijst(release=release.naam, voorschriften=tuple(voorschriften))


@router.get(
    "/voorschriften/{id}",
    operation_id="leesVoorschrift",
    summary="Een landelijke regel zonder retourcode",
    responses=antwoorden(NIET_GEVONDEN),
)
async def lees_voorschrift(release: Gekozen, id: Annotated[str, Path(examples=["OP087"])]) -> VoorschriftWeergave:
    """One rule by its id."""
    een = {een.id.upper(): een for een in laad_voorschriften(release).values()}.get(id.upper())
    if een is None:
        raise ProbleemFout(
            NIET_GEVONDEN, "Dit voorschrift is hier niet bekend. Kijk op /api/v1/voorschriften welke er zijn."
        )
    return _voorschrift(een)


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


def _voorschrift(een: Voorschrift) -> VoorschriftWeergave:
    return VoorschriftWeergave(
        id=een.id,
        soort=een.soort,
        niveau=een.niveau,
        toetsbaar=een.toetsbaar,
        uitleg=een.uitleg,
        voorbehoud=een.voorbehoud,
        berichten=een.berichten,
        plaatsen=tuple(PlaatsWeergave.model_validate(plaats) for plaats in een.plaatsen),
        dekking=tuple(
            DekkingWeergave(
                vorm=dekking.vorm,
                verwijzingen=dekking.verwijzingen,
                toelichting=tuple(gedrag.wat for gedrag in gedragingen(dekking)),
            )
            for dekking in een.dekking
        ),
        facet=None if een.facet is None else FacetWeergave.model_validate(een.facet),
    )


def _als_code(retourcode: Retourcode) -> CodeWeergave:
    return CodeWeergave(
        code=retourcode.code,
        omschrijving=retourcode.omschrijving,
        geldig_van=retourcode.geldig_van,
        geldig_tot=None,
        bruikbaar=True,
    )
