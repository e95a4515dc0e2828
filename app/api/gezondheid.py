"""Doors for whoever watches the service: does the process live, and can it do its work."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from lxml import etree
from pydantic import BaseModel

from app.api.balie import balie_van
from app.api.problemen import NIET_GEREED, ProbleemFout, antwoorden
from app.messages.lezen import aangenomen
from app.store.opslag import SqlWerkeenheid
from app.store.raadplegen import ONBEREIKBAAR, is_gemigreerd

router = APIRouter(tags=["Gezondheid"])


class Gezondheid(BaseModel):
    """That it is well."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", operation_id="leeft", summary="Leeft het proces?")
async def leeft() -> Gezondheid:
    """Answers as long as the process lives; looks at nothing else."""
    return Gezondheid()


@router.get(
    "/readyz",
    operation_id="gereed",
    summary="Kan de dienst berichten aannemen?",
    responses=antwoorden(NIET_GEREED),
)
async def gereed(request: Request) -> Gezondheid:
    """Whether the database is there with the newest tables, and the XSDs can be read."""
    balie = balie_van(request)
    loket = balie.knoop.loket

    def controleer(werk: SqlWerkeenheid) -> str:
        if not is_gemigreerd(werk.verbinding):
            return "De tabellen van de database zijn niet van deze versie; start de dienst opnieuw."
        for release in loket.releases:
            schemas = loket.releases.schemas(release)
            for code in aangenomen(release):
                try:
                    schemas.schema(release.berichten[code].schema)
                except (OSError, etree.LxmlError):
                    return (
                        f"Het XSD van {code} in iJw {release.naam} is niet te lezen; "
                        "controleer IJW_SCHEMA_DIR en IJW_RELEASES."
                    )
        return ""

    try:
        bezwaar = await balie.lees(controleer)
    except ONBEREIKBAAR:
        bezwaar = "De database is niet bereikbaar."
    if bezwaar:
        raise ProbleemFout(NIET_GEREED, bezwaar)
    return Gezondheid()
