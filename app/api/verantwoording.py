"""Door for the accountant: every granted cent with the toewijzing, contract, tariff and decision it rests on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.csvstroom import geef_stroom
from app.api.onderhandelen import CSV, kies_vorm
from app.api.problemen import NIET_AAN_TE_BIEDEN, NIET_BEREIKBAAR, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.store.verantwoording import Verantwoording, Verantwoordingsfilter, Verantwoordingsrij

router = APIRouter(prefix="/api/v1/verantwoording", tags=["Betalingen"])

_KOLOMMEN = Verantwoordingsrij._fields
_VOORBEELD = ";".join(_KOLOMMEN) + "\r\n"


class Verantwoordingsvraag(BaseModel):
    """Over welke toegekende prestaties."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS-code van de gemeente; leeg: alle.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder; leeg: alle.")
    van: date = Field(description="Eerste dag: prestaties waarvan de ProductPeriode op of na deze dag begint.")
    tot: date = Field(description="Laatste dag waarop de ProductPeriode kan beginnen.")


@router.get(
    "",
    operation_id="leesVerantwoording",
    summary="Elke toegekende cent herleid: prestatie, toewijzing, contract, tariefversie en besluit, als CSV",
    response_class=Response,
    responses={
        200: {"content": {CSV: {"schema": {"type": "string"}, "example": _VOORBEELD}}},
        **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def geef(request: Request, vraag: Annotated[Verantwoordingsvraag, Query()]) -> Response:
    """One line for each granted prestatie, by the agreements that were in force when it was judged.

    A credit rests on what its debet rested on. The sum of the amounts is what was granted in the period; the last
    column says whether contracts, codes and amounts are made up.
    """
    kies_vorm(request.headers.get("accept"), (CSV,))
    if vraag.van > vraag.tot:
        raise ProbleemFout(ONJUISTE_VRAAG, f"De periode begint op {vraag.van}, na de laatste dag {vraag.tot}.")
    lezer = Verantwoording(Verantwoordingsfilter(vraag.van, vraag.tot, vraag.gemeente, vraag.aanbieder))
    bestand = f"verantwoording_{vraag.gemeente or 'alle'}_{vraag.van}_{vraag.tot}.csv"
    return await geef_stroom(
        balie_van(request), bestand, _KOLOMMEN, lambda werk, plaats: lezer.lees(werk.verbinding, plaats)
    )
