"""Doors for messages: hand in, list, look at, fetch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api import inleveren
from app.api.balie import balie_van, basis
from app.api.bladeren import neem_pagina, volgende_pagina
from app.api.ontvangen import geef_json, geef_xml
from app.api.poort import bereik_van
from app.api.problemen import (
    AANGEHOUDEN,
    GEEN_XML,
    GEWEIGERDE_XML,
    MEDIATYPE_ONBEKEND,
    NIET_AAN_TE_BIEDEN,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    NIET_VOLGENS_XSD,
    ONBEKEND_BERICHT,
    ONJUISTE_VRAAG,
    SLEUTEL_BEZIG,
    SLEUTEL_HERGEBRUIKT,
    SLEUTEL_ONGELDIG,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.api.tonen import toon_bewaard, toon_kop, toon_retour
from app.exchange.weergave import Beoordeling, BerichtKop, Oordeelnaam, Retour
from app.messages.lezen import AANGENOMEN
from app.messages.pakket import Pakket
from app.steering.weergave import Adressen
from app.store.ketens import keten_van_bericht
from app.store.opslag import SqlWerkeenheid
from app.store.privacy import Kluis
from app.store.raadplegen import Berichtfilter, lees_antwoord, lees_bericht, lees_inhoud, zoek_berichten

router = APIRouter(prefix="/api/v1/berichten", tags=["Berichten"])

MEESTE = 200
XML_INHOUD = {"application/xml": {"schema": {"type": "string"}}}
IN_TE_LEVEREN: dict[str, Any] = {
    "required": True,
    "description": f"One iJw message, exactly as it is: {', '.join(AANGENOMEN[:-1])} or {AANGENOMEN[-1]}, in UTF-8.",
    "content": {vorm: {"schema": {"type": "string"}} for vorm in ("application/xml", "text/xml")},
}
"""The request body in the OpenAPI document; the examples come in when the document is made."""
INLEVERPROBLEMEN = (
    GEEN_XML,
    GEWEIGERDE_XML,
    NIET_AAN_TE_BIEDEN,
    TE_GROOT,
    MEDIATYPE_ONBEKEND,
    ONBEKEND_BERICHT,
    NIET_VOLGENS_XSD,
    AANGEHOUDEN,
    NIET_BEREIKBAAR,
)


LOCATIE = {"Location": {"description": "The stored message.", "schema": {"type": "string"}}}


def oordeel_of_retour(beschrijving: str) -> dict[str, Any]:
    """The 200 of handing in, for the OpenAPI document."""
    return {"description": beschrijving, "model": Beoordeling, "content": {**XML_INHOUD}}


class BerichtInLijst(BaseModel):
    """A message in a list."""

    id: UUID
    ontvangen: datetime
    release: str
    bericht: BerichtKop
    oordeel: Oordeelnaam
    retour: Retour | None
    bevindingen: int = Field(description="How many findings there are.")
    telt: bool = Field(
        description="Whether it counts as sent. One that does not brings about nothing; the lines of such a JW323 are "
        "in no chain and on no toewijzing. An answer of a partner never does."
    )
    link: str = Field(description="Where the judgement is.")


class BewaardeBeoordeling(Beoordeling):
    """The judgement on a stored message, and the chain that the message is in."""

    keten: str | None = Field(description="Link to the chain; empty for a declaratie, which is about many clients.")


class Berichtenlijst(BaseModel):
    """A page of messages, newest first."""

    berichten: list[BerichtInLijst]
    volgende: str | None = Field(description="Link to the next page; empty on the last one.")


class Zoekvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    code: str | None = Field(None, pattern=r"^JW\d{3}$", description="Kind of message, such as JW323.")
    afzender: str | None = Field(None, pattern=r"^\d{4,8}$", description="Code of the gemeente or aanbieder.")
    ontvanger: str | None = Field(None, pattern=r"^\d{4,8}$", description="Likewise.")
    oordeel: Oordeelnaam | None = Field(None, description="Verdict.")
    telt: bool | None = Field(
        None, description="false: only what does not count as sent, such as a JW323 that was rejected as a whole."
    )
    identificatie: str | None = Field(None, max_length=12, description="Identificatie in the Header.")
    van: date | None = Field(None, description="First day of receipt (Dutch time).")
    tot: date | None = Field(None, description="Last day of receipt.")
    na: UUID | None = Field(None, description="Last message of the page before; comes with the link volgende.")
    limit: int = Field(50, ge=1, le=MEESTE, description="Messages on a page.")


@router.post(
    "",
    operation_id="verwerkBericht",
    summary="Lever een bericht in en krijg het retourbericht",
    response_class=Response,
    responses={
        200: {
            **oordeel_of_retour(
                "The national answer (XML), or with Accept: application/json the judgement. Whether the message was "
                "approved or rejected is in the answer, not in the status."
            ),
            "headers": LOCATIE,
        },
        204: {
            "description": "The message is an answer of a partner (a retour, or a JW325): it was kept, and nothing is "
            "sent back on it. What there is to see is at the Location; Accept: application/json gives it at once.",
            "headers": LOCATIE,
        },
        **antwoorden(*INLEVERPROBLEMEN, SLEUTEL_ONGELDIG, SLEUTEL_BEZIG, SLEUTEL_HERGEBRUIKT),
    },
    openapi_extra={
        "requestBody": IN_TE_LEVEREN,
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "Mark of this delivery, 1-255 visible ASCII characters. Sending the same bytes with "
                "the same key again gives the stored answer, byte for byte.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            }
        ],
    },
)
async def verwerk_bericht(request: Request) -> Response:
    """Judge a message, keep it and answer it, in one transaction."""
    return await inleveren.verwerk(request)


@router.get(
    "",
    operation_id="zoekBerichten",
    summary="Zoek berichten, nieuwste eerst",
    response_model=Berichtenlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def zoek(request: Request, vraag: Annotated[Zoekvraag, Query()]) -> Response:
    """List stored messages. An unknown parameter is refused, so that a mistyped filter never lists everything."""
    velden = vraag.model_dump(include=set(Berichtfilter._fields))
    filter_ = Berichtfilter(**velden, partij=bereik_van(request).partij)

    def lees(werk: SqlWerkeenheid) -> list[Any]:
        return zoek_berichten(werk.verbinding, filter_, vraag.limit + 1, vraag.na)

    rijen = await balie_van(request).lees(lees)
    pagina, laatste = neem_pagina(rijen, vraag.limit)
    adres = basis(request) + inleveren.BERICHTEN
    volgende = None if laatste is None else volgende_pagina(adres, vraag, laatste.id)
    lijst = Berichtenlijst(
        berichten=[
            BerichtInLijst(
                id=rij.id,
                ontvangen=rij.ontvangen,
                release=rij.release,
                bericht=toon_kop(rij),
                oordeel=rij.oordeel,
                retour=toon_retour(rij, adres),
                bevindingen=rij.bevindingen,
                telt=rij.verwerkt,
                link=f"{adres}/{rij.id}",
            )
            for rij in pagina
        ],
        volgende=volgende,
    )
    return geef_json(lijst.model_dump_json())


@router.get(
    "/{id}",
    operation_id="leesBericht",
    summary="Het oordeel over een bericht, met uitleg",
    response_model=BewaardeBeoordeling,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_oordeel(request: Request, id: UUID) -> Response:
    """The judgement as it was stored. A message that is held has verdict aangehouden and no answer."""
    balie, bereik = balie_van(request), bereik_van(request)
    adres = basis(request) + inleveren.BERICHTEN

    def lees(werk: SqlWerkeenheid) -> str | None:
        if not bereik.heeft_bericht(werk.verbinding, id):
            return None
        bericht = lees_bericht(werk.verbinding, balie.knoop.opslag.kluis, id)
        if bericht is None:
            return None
        keten = keten_van_bericht(werk.verbinding, id)
        link = None if keten is None else Adressen(basis=basis(request)).keten(*keten)
        beoordeling = toon_bewaard(bericht, adres, balie.knoop.loket.releases, bereik.voor)
        return BewaardeBeoordeling.model_validate({**dict(beoordeling), "keten": link}).model_dump_json()

    tekst = await balie.lees(lees)
    if tekst is None:
        raise _onbekend(id)
    return geef_json(tekst)


@router.get(
    "/{id}/xml",
    operation_id="leesBerichtXml",
    summary="Het bericht zoals het is ontvangen",
    response_class=Response,
    responses={
        200: {"description": "The bytes exactly as received.", "content": XML_INHOUD},
        **antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
    },
)
async def lees_xml(request: Request, id: UUID) -> Response:
    """The message itself. It holds personal data."""
    return await _pakket(request, id, lambda werk, kluis: lees_inhoud(werk.verbinding, kluis, id))


@router.get(
    "/{id}/retour",
    operation_id="leesRetour",
    summary="Het retourbericht zoals het is gegeven",
    response_class=Response,
    responses={
        200: {"description": "The answer, byte for byte.", "content": XML_INHOUD},
        **antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
    },
)
async def lees_retour(request: Request, id: UUID) -> Response:
    """The national answer. A message that is held has none."""
    return await _pakket(request, id, lambda werk, kluis: lees_antwoord(werk.verbinding, kluis, id))


async def _pakket(request: Request, id: UUID, haal: Callable[[SqlWerkeenheid, Kluis], Pakket | None]) -> Response:
    balie, bereik = balie_van(request), bereik_van(request)

    def lees(werk: SqlWerkeenheid) -> Pakket | None:
        if not bereik.heeft_bericht(werk.verbinding, id):
            return None
        return haal(werk, balie.knoop.opslag.kluis)

    pakket = await balie.lees(lees)
    if pakket is None:
        raise _onbekend(id)
    return geef_xml(pakket)


def _onbekend(id: UUID) -> ProbleemFout:
    return ProbleemFout(NIET_GEVONDEN, f"Er is geen bericht {id}, of het heeft geen antwoord.")
