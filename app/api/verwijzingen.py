"""Door for verwijzingen: what is known of a toewijzing that no national message carries."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van, basis
from app.api.begrensd import JsonRoute
from app.api.cijfervorm import antwoord_csv, geef_rijen, wil_csv
from app.api.ketens import kader
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_AAN_TE_BIEDEN,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    PERSOONSGEGEVENS,
    TE_GROOT,
    VERWIJZING_GEWEIGERD,
    ProbleemFout,
    antwoorden,
)
from app.steering.verwijzingen.invoer import AanvullingInvoer, VerwijzingInvoer
from app.steering.verwijzingen.levering import Vastgelegd, leg_verwijzing_vast, vul_verwijzing_aan
from app.steering.verwijzingen.onvolledig import Onvolledigenlijst, OnvolledigeVerwijzing, Openstaand, lees_onvolledige
from app.steering.verwijzingen.weergave import VastgelegdWeergave, VerwijzingWeergave, toon_verwijzing
from app.steering.weergave import Adressen
from app.store.lees_toewijzingen import toewijzingen_op_nummer
from app.store.opslag import SqlWerkeenheid
from app.store.verwijzingen import lees_versies

PAD = "/api/v1/verwijzingen"
schrijfrouter = APIRouter(prefix=PAD, tags=["Toewijzingen"], route_class=JsonRoute)
router = APIRouter(prefix=PAD, tags=["Toewijzingen"])

Gemeente = Annotated[str, Path(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")]
Nummer = Annotated[int, Path(ge=0, le=999_999_999, description="ToewijzingNummer. Nooit een burgerservicenummer.")]

_VOORBEELD: dict[str, Any] = {
    "verwijzersoort": "02",
    "lokaal_team": "CENTRUM-1",
    "lokaal_team_op": "2026-04-20",
    "gezinsplan": "8f2b6a0e-2d0f-4c0c-9a57-3f6d1f0c7b11",
    "jeugd_overstijgend": True,
    "plan": {"op": "2026-04-22", "tot": "2026-06-30", "doelen": 3},
}


@schrijfrouter.put(
    "/{gemeente}/{nummer}",
    operation_id="legVerwijzingVast",
    summary="Leg vast wat er van een toewijzing bekend is en in geen landelijk bericht staat",
    response_model=VastgelegdWeergave,
    responses=antwoorden(
        TE_GROOT, MEDIATYPE_ONBEKEND, VERWIJZING_GEWEIGERD, PERSOONSGEGEVENS, ONJUISTE_VRAAG, NIET_BEREIKBAAR
    ),
)
async def leg_vast(
    request: Request,
    gemeente: Gemeente,
    nummer: Nummer,
    verwijzing: Annotated[VerwijzingInvoer, Body(openapi_examples={"huisarts": {"value": _VOORBEELD}})],
) -> Response:
    """Keep what is told of a toewijzing, also before its JW301 comes; what was told before is replaced as a whole.

    Signals that wait for what is told are closed, and say so in their trail.
    """
    balie = balie_van(request)
    een = await balie.behandel(_leg_vast, balie, gemeente, nummer, verwijzing, bereik_van(request).team)
    return geef_json(
        VastgelegdWeergave(versie=een.versie, nieuw=een.nieuw, gesloten_signalen=een.gesloten).model_dump_json()
    )


def _leg_vast(balie: Balie, gemeente: str, nummer: int, invoer: VerwijzingInvoer, team: str | None) -> Vastgelegd:
    knoop = balie.knoop
    loket = knoop.loket
    return leg_verwijzing_vast(knoop.opslag, loket.releases.eerste, gemeente, nummer, invoer, loket.klok.nu(), team)


_AANVULLING: dict[str, Any] = {
    "brede_screening_op": "2026-04-21",
    "plan": {"op": "2026-04-22", "tot": "2026-06-30", "doelen": 3},
}


@schrijfrouter.patch(
    "/{gemeente}/{nummer}",
    operation_id="vulVerwijzingAan",
    summary="Vul aan wat een aanbieder van zijn toewijzing weet: screening, lokaal team en plannen",
    response_model=VastgelegdWeergave,
    responses=antwoorden(
        NIET_GEVONDEN, TE_GROOT, MEDIATYPE_ONBEKEND, VERWIJZING_GEWEIGERD, ONJUISTE_VRAAG, NIET_BEREIKBAAR
    ),
)
async def vul_aan(
    request: Request,
    gemeente: Gemeente,
    nummer: Nummer,
    aanvulling: Annotated[AanvullingInvoer, Body(openapi_examples={"screening": {"value": _AANVULLING}})],
) -> Response:
    """Keep what is in it and leave the rest as it was told; the toewijzing has to be known.

    Signals that wait for what is told are closed, and say so in their trail.
    """
    balie, bereik = balie_van(request), bereik_van(request)
    nu, opslag = balie.knoop.loket.klok.nu(), balie.knoop.opslag
    een = await balie.behandel(vul_verwijzing_aan, opslag, bereik, gemeente, nummer, aanvulling, nu)
    if een is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Toewijzing {nummer} van gemeente {gemeente} is hier niet bekend.")
    return geef_json(
        VastgelegdWeergave(versie=een.versie, nieuw=een.nieuw, gesloten_signalen=een.gesloten).model_dump_json()
    )


class Onvolledigvraag(BaseModel):
    """Which of them."""

    model_config = ConfigDict(extra="forbid")

    op: date | None = Field(None, description="Toewijzingen die op deze dag of later gelden; leeg: vandaag.")
    deel: Openstaand | None = Field(None, description="Alleen waarvan dit openstaat; leeg: alles.")
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")


_KOLOMMEN = tuple(OnvolledigeVerwijzing.model_fields)


@router.get(
    "/{gemeente}",
    operation_id="zoekOnvolledigeVerwijzingen",
    summary="Toewijzingen van een gemeente waarvan de verwijzing nog iets mist",
    response_model=Onvolledigenlijst,
    responses={
        200: {"content": antwoord_csv(_KOLOMMEN)},
        **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def onvolledig(request: Request, gemeente: Gemeente, vraag: Annotated[Onvolledigvraag, Query()]) -> Response:
    """List what the regio asks and nobody told, broad screening that is due, and plans for later that were asked."""
    balie, als_csv = balie_van(request), wil_csv(request, vraag.vorm)
    dag = vraag.op or kader(balie).vandaag
    lijst = await balie.lees(lambda werk: lees_onvolledige(werk, gemeente, dag, vraag.deel))
    if als_csv:
        return geef_rijen(lijst.rijen, _KOLOMMEN, f"verwijzingen_{gemeente}_{dag}.csv", fictief=lijst.fictief)
    return geef_json(lijst.model_dump_json())


@router.get(
    "/{gemeente}/{nummer}",
    operation_id="leesVerwijzing",
    summary="Wat er van een toewijzing is vastgelegd, en wat eerder gold",
    response_model=VerwijzingWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees(request: Request, gemeente: Gemeente, nummer: Nummer) -> Response:
    """Every version, with the moments from and until which it held; a gezinsplan itself is never shown."""
    adressen, bereik = Adressen(basis=basis(request)), bereik_van(request)

    def haal(werk: SqlWerkeenheid) -> str | None:
        if not bereik.mag_weten_van(werk.verbinding, gemeente, nummer):
            return None
        versies = lees_versies(werk.verbinding, gemeente, nummer)
        if not versies or bereik.team not in (None, versies[-1].inhoud.lokaal_team):
            return None
        bekend = nummer in toewijzingen_op_nummer(werk.verbinding, gemeente, {nummer})
        link = adressen.toewijzing(gemeente, nummer) if bekend else None
        return toon_verwijzing(gemeente, nummer, link, versies).model_dump_json()

    tekst = await balie_van(request).lees(haal)
    if tekst is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Van toewijzing {nummer} van gemeente {gemeente} is nog niets vastgelegd.")
    return geef_json(tekst)
