"""Door for signals: what someone has to see, beside the verdicts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van, basis
from app.api.inleveren import BERICHTEN
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_BEREIKBAAR, ONJUISTE_VRAAG, antwoorden
from app.exchange.weergave import Signalering
from app.store.opslag import SqlWerkeenheid
from app.store.signalen import Signaalfilter, Signaalrij, zoek_signalen

PAD = "/api/v1/signalen"
router = APIRouter(prefix=PAD, tags=["Berichten"])


class Signalenvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    voor: Literal["gemeente", "aanbieder", "beheerder"] | None = Field(None, description="Who has to act.")
    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS code of the gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB code of the aanbieder.")
    code: str | None = Field(None, max_length=24, description="Rule of the standard, or a name of our own.")
    van: date | None = Field(None, description="First day (Dutch time).")
    tot: date | None = Field(None, description="Last day.")
    na: int | None = Field(
        None, ge=1, le=2**63 - 1, description="Last signal of the page before; comes with the link volgende."
    )
    limit: int = Field(50, ge=1, le=200, description="Signals on a page.")


class SignaalInLijst(Signalering):
    """A signal with the message that it is about."""

    moment: datetime
    gemeente: str
    aanbieder: str
    bericht_code: str = Field(description="Kind of message.", examples=["JW325"])
    bericht: str = Field(description="Where the judgement on that message is.")


class Signalenlijst(BaseModel):
    """A page of signals, newest first."""

    signalen: list[SignaalInLijst]
    volgende: str | None = Field(description="Link to the next page; empty on the last one.")


@router.get(
    "",
    operation_id="zoekSignalen",
    summary="Zoek signalen: wat iemand moet zien en geen reden is om af te keuren",
    response_model=Signalenlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def zoek(request: Request, vraag: Annotated[Signalenvraag, Query()]) -> Response:
    """List signals. An unknown parameter is refused, so that a mistyped filter never lists everything."""
    filter_ = Signaalfilter(**vraag.model_dump(include=set(Signaalfilter._fields)))

    def lees(werk: SqlWerkeenheid) -> list[Signaalrij]:
        return zoek_signalen(werk.verbinding, filter_, vraag.limit + 1, vraag.na)

    rijen = await balie_van(request).lees(lees)
    pagina, meer = rijen[: vraag.limit], len(rijen) > vraag.limit
    volgende = None
    if meer:
        velden = vraag.model_dump(mode="json", exclude_none=True) | {"na": pagina[-1].id}
        volgende = f"{basis(request)}{PAD}?{urlencode(velden)}"
    berichten = basis(request) + BERICHTEN
    lijst = Signalenlijst(signalen=[_toon(rij, berichten) for rij in pagina], volgende=volgende)
    return geef_json(lijst.model_dump_json())


def _toon(rij: Signaalrij, berichten: str) -> SignaalInLijst:
    velden = rij._asdict() | {"bericht": f"{berichten}/{rij.bericht_id}"}
    return SignaalInLijst.model_validate({naam: velden[naam] for naam in SignaalInLijst.model_fields})
