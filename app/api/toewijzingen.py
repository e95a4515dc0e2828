"""Door for toewijzingen: versions, claims and what is left, without a word about the child."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van, basis
from app.api.inleveren import BERICHTEN
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import NIET_BEREIKBAAR, NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.steering.weergave import Adressen
from app.store.ketens import openbare_sleutels
from app.store.opslag import SqlWerkeenheid
from app.store.raadplegen import Claim, Toewijzingsstand, Versie, lees_toewijzing

router = APIRouter(prefix="/api/v1/toewijzingen", tags=["Toewijzingen"])


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class OmvangWeergave(_Weergave):
    """Assigned volume."""

    volume: int = Field(description="Whole units; eurocents for eenheid 83.")
    eenheid: str = Field(description="Code of WJ756.")
    frequentie: str = Field(description="Code of WMO757.")


class VersieWeergave(_Weergave):
    """What one JW301 said of the toewijzing."""

    bericht_id: UUID
    bericht: str = Field(description="Link to the message that brought this version.")
    toewijzingsdatum: date
    toewijzingstijd: str
    einddatum: date | None
    reden_wijziging: str | None = Field(description="Code of the reason; 13 removes the toewijzing.")
    referentie_aanbieder: str | None
    omvang: OmvangWeergave | None
    budget: int | None = Field(description="Eurocents.")
    actueel: bool = Field(description="Whether this version counts: the latest by date and time assigned.")


class PrestatieWeergave(_Weergave):
    """A claim line on the toewijzing."""

    bericht_id: UUID
    bericht: str = Field(description="Link to the message of the declaratie.")
    declaratienummer: str
    referentienummer: str
    vorig_referentienummer: str | None
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None = Field(description="Eurocents per unit.")
    bedrag: int = Field(description="Eurocents.")
    debet_credit: str
    staat: str = Field(description="toegekend, gecrediteerd, afgekeurd or niet beoordeeld.")
    retourcodes: tuple[str, ...]
    maximum: str | None = Field(description="Most that one line over this period may hold, with the computation.")


class ResterendWeergave(_Weergave):
    """What is left to claim."""

    eenheid: str = Field(description="Unit of the numbers: minuten, eurocent, etmaal, dagdeel, stuks.")
    maximum: int | None = Field(description="Most over the whole toewijzing; empty when nothing limits it.")
    toegekend: int = Field(description="Granted less credited.")
    over: int | None = Field(description="What is left; below 0 when a later version gave less.")
    stappen: tuple[str, ...] = Field(description="The computation, step by step, in Dutch.")


class ToewijzingWeergave(_Weergave):
    """A toewijzing in its current version, its history and its claims."""

    gemeente: str
    nummer: int
    aanbieder: str
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    verwijderd: bool
    omvang: OmvangWeergave | None
    budget: int | None = Field(description="Eurocents.")
    toegekend_bedrag: int = Field(description="Granted less credited, in eurocents.")
    resterend: ResterendWeergave
    versies: tuple[VersieWeergave, ...] = Field(description="Oldest first.")
    prestaties: tuple[PrestatieWeergave, ...] = Field(description="By period, then in order of receipt.")
    keten: str = Field(description="Link to the chain that it is in.")
    verwijzing: str = Field(description="Link to what was told of it beside its messages, when something was.")


@router.get(
    "/{gemeente}/{nummer}",
    operation_id="leesToewijzing",
    summary="Een toewijzing: versies, prestaties en wat er nog over is",
    response_model=ToewijzingWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees(
    request: Request,
    gemeente: Annotated[str, Path(pattern=r"^\d{4}$", description="CBS code of the gemeente.")],
    nummer: Annotated[int, Path(ge=0, le=999_999_999, description="ToewijzingNummer.")],
) -> Response:
    """The state of a toewijzing, and how it came about."""
    balie, bereik = balie_van(request), bereik_van(request)
    adres = basis(request) + BERICHTEN

    def haal(werk: SqlWerkeenheid) -> str | None:
        if not bereik.heeft_toewijzing(werk.verbinding, gemeente, nummer):
            return None
        stand = lees_toewijzing(werk.verbinding, gemeente, nummer, balie.knoop.loket.releases)
        if stand is None:
            return None
        een = stand.toewijzing
        client = openbare_sleutels(werk.verbinding, [een.client])[een.client]
        adressen = Adressen(basis=basis(request))
        keten = adressen.keten(een.gemeente, een.aanbieder, client)
        return _toon(stand, adres, keten, adressen.verwijzing(gemeente, nummer)).model_dump_json()

    tekst = await balie.lees(haal)
    if tekst is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Gemeente {gemeente} heeft geen toewijzing {nummer}.")
    return geef_json(tekst)


def _toon(stand: Toewijzingsstand, adres: str, keten: str, verwijzing: str) -> ToewijzingWeergave:
    een = stand.toewijzing
    versies = tuple(_toon_versie(versie, adres) for versie in stand.versies)
    return ToewijzingWeergave(
        gemeente=een.gemeente,
        nummer=een.nummer,
        aanbieder=een.aanbieder,
        categorie=een.categorie,
        code=een.code,
        ingangsdatum=een.ingangsdatum,
        einddatum=een.einddatum,
        verwijderd=een.verwijderd,
        omvang=next((versie.omvang for versie in versies if versie.actueel), None),
        budget=een.budget,
        toegekend_bedrag=een.toegekend_bedrag,
        resterend=ResterendWeergave.model_validate(stand.resterend),
        versies=versies,
        prestaties=tuple(_toon_prestatie(claim, adres) for claim in stand.prestaties),
        keten=keten,
        verwijzing=verwijzing,
    )


def _toon_versie(versie: Versie, adres: str) -> VersieWeergave:
    return VersieWeergave.model_validate({**versie._asdict(), "bericht": f"{adres}/{versie.bericht_id}"})


def _toon_prestatie(claim: Claim, adres: str) -> PrestatieWeergave:
    return PrestatieWeergave.model_validate({**claim._asdict(), "bericht": f"{adres}/{claim.bericht_id}"})
