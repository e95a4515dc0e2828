"""Door for outcomes: what trajectories gave is delivered here, and told in groups only."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.ontvangen import PRIVE, geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    ONJUISTE_VRAAG,
    PERSOONSGEGEVENS,
    TE_GROOT,
    UITKOMST_GEWEIGERD,
    antwoorden,
)
from app.messages.problems import Fout
from app.steering.bsnachtig import weiger_bsn
from app.steering.geweigerd import UitkomstGeweigerd
from app.steering.uitkomsten.bestand import als_csv
from app.steering.uitkomsten.invoer import (
    SLEUTELPATROON,
    AggregaatInvoer,
    OordeelInvoer,
    TrajectenInvoer,
)
from app.steering.uitkomsten.levering import lever_aggregaat, lever_oordeel, lever_trajecten
from app.steering.uitkomsten.rapport import Rapportvraag, lees_aggregatenlijst, maak_rapport
from app.steering.uitkomsten.uitkomst import KWARTAALPATROON, PERIODEPATROON, lees_periode
from app.steering.uitkomsten.vormen import Aggregatenlijst, BewaardWeergave, TrajectenBewaard, UitkomstRapport
from app.steering.uitkomsten.weergave import toon_aggregatenlijst, toon_rapport
from app.store.opslag import SqlWerkeenheid

leverrouter = APIRouter(prefix="/api/v1/uitkomsten", tags=["Uitkomsten"], route_class=JsonRoute)
router = APIRouter(prefix="/api/v1/uitkomsten", tags=["Uitkomsten"])

_CSV = "text/csv; charset=utf-8"
_PROBLEMEN = antwoorden(
    TE_GROOT, MEDIATYPE_ONBEKEND, UITKOMST_GEWEIGERD, PERSOONSGEGEVENS, ONJUISTE_VRAAG, NIET_BEREIKBAAR
)

Gemeente = Annotated[str, Path(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")]
Aanbieder = Annotated[str, Path(pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")]
Kwartaal = Annotated[str, Path(pattern=KWARTAALPATROON, description="Kwartaal, zoals 2026-K2.")]
Sleutel = Annotated[str, Path(pattern=SLEUTELPATROON, description="Korte code.")]

_VOORBEELD_TRAJECTEN: dict[str, Any] = {
    "trajecten": [
        {
            "gemeente": "0384",
            "toewijzingnummer": 1001,
            "moment": "EIND",
            "datum": "2026-05-04",
            "gedwongen_kader": False,
            "doelen": [
                {"soort": "MAATSCHAPPELIJK", "resultaat": "bereikt"},
                {"soort": "BEHANDEL", "resultaat": "deels"},
            ],
            "tevredenheid_jeugdige": 8,
            "tevredenheid_opvoeder": 7,
        }
    ]
}
_VOORBEELD_AGGREGAAT: dict[str, Any] = {
    "regels": [
        {
            "perceel": "SPEC",
            "n": 42,
            "doelrealisatie": 71,
            "uitval": 12,
            "tevredenheid_jeugdige": 7.4,
            "tevredenheid_opvoeder": 7.9,
            "wachttijd": 38,
            "besteding_per_client": 412500,
        },
        {"perceel": "HOOG", "n": 4},
    ]
}


@leverrouter.put(
    "/trajecten",
    operation_id="leverUitkomsten",
    summary="Lever uitkomsten van trajecten, bij start en bij einde",
    response_model=TrajectenBewaard,
    responses=_PROBLEMEN,
)
async def trajecten(
    request: Request,
    levering: Annotated[TrajectenInvoer, Body(openapi_examples={"einde": {"value": _VOORBEELD_TRAJECTEN}})],
) -> Response:
    """Keep all outcomes of the list, or none. A trajectory is named by gemeente and toewijzingnummer.

    What is delivered again takes the place of what was there; delivering the same twice changes nothing.
    """
    balie = balie_van(request)
    bewaard = await balie.behandel(
        lever_trajecten, balie.knoop.opslag, levering.trajecten, _nu(balie), bereik_van(request)
    )
    return geef_json(
        TrajectenBewaard(trajecten=tuple(BewaardWeergave(**een._asdict()) for een in bewaard)).model_dump_json()
    )


@leverrouter.put(
    "/aggregaten/{regio}/{aanbieder}/{kwartaal}",
    operation_id="leverAggregaat",
    summary="Lever de resultaten van een aanbieder over al zijn cliënten samen",
    response_model=BewaardWeergave,
    responses=_PROBLEMEN,
)
async def aggregaat(
    request: Request,
    regio: Sleutel,
    aanbieder: Aanbieder,
    kwartaal: Kwartaal,
    levering: Annotated[AggregaatInvoer, Body(openapi_examples={"kwartaal": {"value": _VOORBEELD_AGGREGAAT}})],
) -> Response:
    """Keep what an aanbieder tells of a quarter, in groups that do not overlap; it replaces the delivery before."""
    balie = balie_van(request)
    bewaard = await balie.behandel(
        lever_aggregaat, balie.knoop.opslag, regio, aanbieder, kwartaal, levering, _nu(balie)
    )
    return geef_json(BewaardWeergave(**bewaard._asdict()).model_dump_json())


@leverrouter.put(
    "/oordelen/{gemeente}/{team}/{aanbieder}/{kwartaal}",
    operation_id="leverOordeel",
    summary="Lever het oordeel van een lokaal team over een aanbieder",
    response_model=BewaardWeergave,
    responses=_PROBLEMEN,
)
async def oordeel(
    request: Request,
    gemeente: Gemeente,
    team: Sleutel,
    aanbieder: Aanbieder,
    kwartaal: Kwartaal,
    levering: OordeelInvoer,
) -> Response:
    """Keep the mark over a quarter; it replaces the mark before."""
    balie = balie_van(request)
    bewaard = await balie.behandel(
        lever_oordeel, balie.knoop.opslag, gemeente, team, aanbieder, kwartaal, levering, _nu(balie)
    )
    return geef_json(BewaardWeergave(**bewaard._asdict()).model_dump_json())


class _Vraag(BaseModel):
    model_config = ConfigDict(extra="forbid")

    periode: str = Field(pattern=PERIODEPATROON, description="Jaar of kwartaal: 2026 of 2026-K2.")
    regio: str | None = Field(None, pattern=SLEUTELPATROON, description="Code van de regio.")


class Uitkomstvraag(_Vraag):
    """Which trajectories, and how they are divided."""

    per: list[Literal["gemeente", "aanbieder", "product", "pic", "kwartaal"]] = Field(
        [], max_length=4, description="Tabellen waarin elke regio wordt verdeeld; product of pic, niet allebei."
    )
    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS-code van de gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")
    product: str | None = Field(None, pattern=r"^[A-Za-z0-9]{2,5}$", description="Productcode.")
    vorm: Literal["json", "csv"] = Field("json", description="Vorm van het antwoord.")

    def als_vraag(self) -> Rapportvraag:
        """The question; raises UitkomstGeweigerd for tables that cannot stand beside each other."""
        per = tuple(dict.fromkeys(self.per))
        if {"product", "pic"} <= set(per):
            melding = "per kan niet product en pic tegelijk zijn: elk productcode hoort bij één pic."
            raise UitkomstGeweigerd((Fout(None, "per", melding),))
        return Rapportvraag(
            periode=lees_periode(self.periode),
            per=per,
            regio=self.regio,
            gemeente=self.gemeente,
            aanbieder=self.aanbieder,
            product=self.product,
        )


class Aggregatenvraag(_Vraag):
    """Which deliveries over all clients together."""

    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")


@router.get(
    "/rapport",
    operation_id="leesUitkomsten",
    summary="Uitkomsten van trajecten, alleen in groepen van 10 of meer",
    response_model=UitkomstRapport,
    responses={
        **antwoorden(UITKOMST_GEWEIGERD, PERSOONSGEGEVENS, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
    },
)
async def rapport(request: Request, vraag: Annotated[Uitkomstvraag, Query()]) -> Response:
    """Goals, satisfaction, uitval and waiting time of trajectories that ended for good in a year or quarter.

    What is about fewer than 10 is empty, and so is what would tell it by subtraction.
    """
    weiger_bsn(vraag.model_dump())
    gevraagd = vraag.als_vraag()

    def lees(werk: SqlWerkeenheid) -> str:
        gevonden = toon_rapport(maak_rapport(werk, gevraagd))
        return als_csv(gevonden) if vraag.vorm == "csv" else gevonden.model_dump_json()

    tekst = await balie_van(request).lees(lees)
    if vraag.vorm == "csv":
        naam = f'attachment; filename="uitkomsten-{gevraagd.periode.naam}.csv"'
        return Response(tekst, headers={**PRIVE, "Content-Disposition": naam}, media_type=_CSV)
    return geef_json(tekst)


@router.get(
    "/aggregaten",
    operation_id="leesAggregaten",
    summary="Wat aanbieders over al hun cliënten samen leverden, en wie nog niet",
    response_model=Aggregatenlijst,
    responses=antwoorden(PERSOONSGEGEVENS, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def aggregaten(request: Request, vraag: Annotated[Aggregatenvraag, Query()]) -> Response:
    """List what holds of each aanbieder and quarter, and the aanbieders whose trajectories ended and who told nothing.

    Groups under 10 are named without their number.
    """
    weiger_bsn(vraag.model_dump())
    gevraagd = Rapportvraag(lees_periode(vraag.periode), regio=vraag.regio, aanbieder=vraag.aanbieder)
    return geef_json(
        await balie_van(request).lees(
            lambda werk: toon_aggregatenlijst(lees_aggregatenlijst(werk, gevraagd)).model_dump_json()
        )
    )


def _nu(balie: Balie) -> datetime:
    return balie.knoop.loket.klok.nu()
