"""Doors for chains: list them, look at one, find those of a client."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from app.api.balie import Balie, balie_van, basis
from app.api.begrensd import JsonRoute
from app.api.bladeren import volgende_pagina
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.steering.keten import Ketentoestand
from app.steering.weergave import (
    Adressen,
    KetenInLijst,
    Ketentoestandnaam,
    KetenWeergave,
    toon_in_lijst,
    toon_keten,
)
from app.steering.zoeken import Kader, Ketenplek, kader_van, ketens_van, lees_keten, zoek
from app.store.ketens import Ketenfilter, zoek_client
from app.store.opslag import SqlWerkeenheid

KETENS = "/api/v1/ketens"
router = APIRouter(prefix=KETENS, tags=["Ketens"])
zoekrouter = APIRouter(prefix=KETENS, tags=["Ketens"], route_class=JsonRoute)

MEESTE = 100
_CURSOR = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{4}\.\d{8}$"


class Ketenlijst(BaseModel):
    """A page of chains."""

    ketens: list[KetenInLijst]
    volgende: str | None = Field(
        description="Link to the next page; empty on the last one. With a filter on toestand a page can hold fewer "
        "chains than were asked for, or none, and still have a next one."
    )


class Ketenvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS code of the gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB code of the aanbieder.")
    toestand: Ketentoestandnaam | None = Field(None, description="How the chain stands as a whole.")
    na: str | None = Field(None, pattern=_CURSOR, description="Where the page before ended; comes with volgende.")
    limit: int = Field(50, ge=1, le=MEESTE, description="Chains on a page.")


class Zoekvraag(BaseModel):
    """A client, by Bsn: in the body, because addresses are logged."""

    model_config = ConfigDict(extra="forbid")

    bsn: SecretStr = Field(description="Burgerservicenummer, nine digits.")

    @field_validator("bsn")
    @classmethod
    def _negen_cijfers(cls, waarde: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[0-9]{9}", waarde.get_secret_value()):
            raise ValueError("een Bsn heeft negen cijfers")
        return waarde


class KetensVanClient(BaseModel):
    """Every chain of one client."""

    ketens: list[KetenInLijst]


def kader(balie: Balie) -> Kader:
    """Today, the working days and who answers."""
    knoop = balie.knoop
    return kader_van(knoop.loket.klok.nu().date(), knoop.loket.kalender, knoop.settings)


@router.get(
    "",
    operation_id="zoekKetens",
    summary="Ketens per client, aanbieder en gemeente, met hun toestand",
    response_model=Ketenlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lijst(request: Request, vraag: Annotated[Ketenvraag, Query()]) -> Response:
    """List chains with a verzoek, toewijzing or start that counts as sent."""
    balie, adressen = balie_van(request), Adressen(basis=basis(request))
    filter_ = Ketenfilter(vraag.gemeente, vraag.aanbieder)
    toestand = None if vraag.toestand is None else Ketentoestand(vraag.toestand)

    def lees(werk: SqlWerkeenheid) -> str:
        pagina = zoek(werk, filter_, toestand, kader(balie), vraag.limit, _lees_cursor(vraag.na))
        volgende = None
        if pagina.verder is not None:
            plek = f"{pagina.verder.client}.{pagina.verder.gemeente}.{pagina.verder.aanbieder}"
            volgende = volgende_pagina(adressen.basis + KETENS, vraag, plek)
        ketens = [toon_in_lijst(beeld, adressen) for beeld in pagina.ketens]
        return Ketenlijst(ketens=ketens, volgende=volgende).model_dump_json()

    return geef_json(await balie.lees(lees))


@zoekrouter.post(
    "/zoek",
    operation_id="zoekKetensVanClient",
    summary="Alle ketens van een client, op Bsn",
    response_model=KetensVanClient,
    responses=antwoorden(TE_GROOT, MEDIATYPE_ONBEKEND, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def zoek_op_bsn(request: Request, vraag: Zoekvraag) -> Response:
    """Find the chains of a client. An unknown Bsn has none; the answer does not repeat it."""
    balie, adressen, bereik = balie_van(request), Adressen(basis=basis(request)), bereik_van(request)
    filter_ = Ketenfilter(bereik.gemeente, bereik.aanbieder)

    def lees(werk: SqlWerkeenheid) -> str:
        client = zoek_client(werk.verbinding, balie.knoop.opslag.kluis, vraag.bsn.get_secret_value())
        beelden = [] if client is None else ketens_van(werk, client, kader(balie), filter_)
        return KetensVanClient(ketens=[toon_in_lijst(beeld, adressen) for beeld in beelden]).model_dump_json()

    return geef_json(await balie.lees(lees))


@router.get(
    "/{gemeente}/{aanbieder}/{client}",
    operation_id="leesKeten",
    summary="Een keten: verzoeken, toewijzingen, leveringen, termijnen, signalen en berichten",
    response_model=KetenWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_een(
    request: Request,
    gemeente: Annotated[str, Path(pattern=r"^\d{4}$", description="CBS code of the gemeente.")],
    aanbieder: Annotated[str, Path(pattern=r"^\d{8}$", description="AGB code of the aanbieder.")],
    client: Annotated[UUID, Path(description="Key of the client, as links to chains have it.")],
) -> Response:
    """A chain as it stands today, and every message in it."""
    balie, adressen, bereik = balie_van(request), Adressen(basis=basis(request)), bereik_van(request)
    release = balie.knoop.loket.releases.eerste

    def lees(werk: SqlWerkeenheid) -> str | None:
        if not bereik.past(gemeente, aanbieder):
            return None
        beeld = lees_keten(werk, Ketenplek(client, gemeente, aanbieder), kader(balie))
        return None if beeld is None else toon_keten(beeld, adressen, release, bereik.voor).model_dump_json()

    tekst = await balie.lees(lees)
    if tekst is None:
        raise ProbleemFout(NIET_GEVONDEN, "Deze keten is niet bekend.")
    return geef_json(tekst)


def _lees_cursor(tekst: str | None) -> Ketenplek | None:
    if tekst is None:
        return None
    client, gemeente, aanbieder = tekst.split(".")
    return Ketenplek(UUID(client), gemeente, aanbieder)
