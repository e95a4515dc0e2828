"""Door for a gemeente: which toewijzingen run for who nears eighteen or is older."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van, basis
from app.api.ketens import kader
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_BEREIKBAAR, ONJUISTE_VRAAG, antwoorden
from app.steering.volwassenwording import Leeftijdsgroep, Volwassenwording, volwassenwordenden
from app.steering.weergave import Adressen
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/volwassenwording", tags=["Toewijzingen"])


class Volwassenwordingsvraag(BaseModel):
    """Of which gemeente, and on which day."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str = Field(pattern=r"^\d{4}$", description="CBS code of the gemeente.", examples=["0384"])
    op: date | None = Field(None, description="Day for which is looked; empty: today.")


class VolwassenwordingWeergave(BaseModel):
    """A toewijzing that runs; of the age only the group."""

    model_config = ConfigDict(frozen=True)

    toewijzingnummer: int
    aanbieder: str = Field(description="AGB code.")
    ingangsdatum: date
    einddatum: date | None
    groep: Leeftijdsgroep = Field(description="How old the client is on the day.")
    verlengde_jeugdhulp: bool | None = Field(description="Whether it was told to be an extension; empty: nobody told.")
    perspectiefplan: bool = Field(description="Whether the day of a plan for later was told.")
    toewijzing: str = Field(description="Link to the toewijzing.")


class Volwassenwordingslijst(BaseModel):
    """All of a gemeente, by number."""

    op: date
    toewijzingen: list[VolwassenwordingWeergave]


@router.get(
    "",
    operation_id="zoekVolwassenwording",
    summary="Lopende toewijzingen van een gemeente voor wie 17,5 jaar of ouder is",
    response_model=Volwassenwordingslijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lijst(request: Request, vraag: Annotated[Volwassenwordingsvraag, Query()]) -> Response:
    """For the gemeente itself, so that it can arrange what comes after. Counts for others: stuurcijfers."""
    balie, adressen = balie_van(request), Adressen(basis=basis(request))
    dag = vraag.op or kader(balie).vandaag

    def lees(werk: SqlWerkeenheid) -> str:
        gevonden = sorted(volwassenwordenden(werk, dag, vraag.gemeente), key=lambda een: een.toewijzing.nummer)
        return Volwassenwordingslijst(op=dag, toewijzingen=[_toon(een, adressen) for een in gevonden]).model_dump_json()

    return geef_json(await balie.lees(lees))


def _toon(een: Volwassenwording, adressen: Adressen) -> VolwassenwordingWeergave:
    toewijzing = een.toewijzing
    return VolwassenwordingWeergave(
        toewijzingnummer=toewijzing.nummer,
        aanbieder=toewijzing.aanbieder,
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        groep=een.groep,
        verlengde_jeugdhulp=toewijzing.verwijzing.verlengde_jeugdhulp,
        perspectiefplan=toewijzing.verwijzing.perspectiefplan_op is not None,
        toewijzing=adressen.toewijzing(toewijzing.gemeente, toewijzing.nummer),
    )
