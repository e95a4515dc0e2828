"""Door for the bundle of an aanbieder: all figures for a talk about one quarter, as JSON or as a zip of CSVs."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from app.api.balie import balie_van
from app.api.cijfervorm import Cijfer, als_csv
from app.api.ketens import kader
from app.api.onderhandelen import JSON, kies_vorm
from app.api.ontvangen import PRIVE, geef_json
from app.api.problemen import NIET_AAN_TE_BIEDEN, NIET_BEREIKBAAR, ONJUISTE_VRAAG, antwoorden
from app.api.regiobestanden import ZIP
from app.steering.stuurcijfers.bundel import ONDERDELEN, Bundelvraag, reken_onderdeel
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.steering.uitkomsten.bestand import als_csv as uitkomsten_als_csv
from app.steering.uitkomsten.rapport import Rapportvraag, maak_rapport
from app.steering.uitkomsten.uitkomst import KWARTAALPATROON, lees_periode
from app.steering.uitkomsten.vormen import UitkomstRapport
from app.steering.uitkomsten.weergave import toon_rapport
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/aanbiederbundels", tags=["Stuurcijfers"])

_ALTIJD_GELIJK = (1980, 1, 1, 0, 0, 0)
"""Moment of each file in the zip: the same question gives the same bytes."""


class _Bundel(BaseModel):
    """Alle cijfers voor een gesprek met een aanbieder over een kwartaal."""

    model_config = ConfigDict(frozen=True)

    kwartaal: str = Field(description="Kwartaal, zoals 2026-K1.")
    van: date = Field(description="Eerste dag van het kwartaal.")
    tot: date = Field(description="Laatste dag van het kwartaal.")
    fictief: bool = Field(description="Of er codes en bedragen bij zijn die zijn verzonnen.")
    uitkomsten: UitkomstRapport


_VORMEN: dict[str, Any] = {een.naam: Cijfer.__class_getitem__(een.cijfer.rij) for een in ONDERDELEN}
_CIJFERS: dict[str, Any] = {een.naam: (_VORMEN[een.naam], Field(description=een.cijfer.titel)) for een in ONDERDELEN}
Aanbiederbundel = create_model("Aanbiederbundel", __base__=_Bundel, __doc__=_Bundel.__doc__, **_CIJFERS)


class Vormvraag(BaseModel):
    """Waarvan, en in welke vorm."""

    model_config = ConfigDict(extra="forbid")

    regio: str | None = Field(None, max_length=16, description="Code van de regio; leeg: alle.")
    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS-code van de gemeente; leeg: alle.")
    vorm: Literal["json", "zip"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")


@router.get(
    "/{aanbieder}/{kwartaal}",
    operation_id="geefAanbiederbundel",
    summary="Alle cijfers voor een gesprek met een aanbieder over een kwartaal",
    description=(
        "Volume, PIC-mix, zware hulp, verblijf, wachttijden, wachtlijsten, uitval, de spiegel naast anderen, "
        "afkeuringen, gebruik van plafonds en uitkomsten, als JSON of als zip met een CSV per onderdeel. Zwaarte, "
        "verblijf en spiegel gaan over het jaar tot en met het kwartaal, de andere over het kwartaal."
    ),
    response_model=Aanbiederbundel,
    responses={
        200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}},
        **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def bundel(
    request: Request,
    aanbieder: Annotated[str, Path(pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")],
    kwartaal: Annotated[str, Path(pattern=KWARTAALPATROON, description="Kwartaal, zoals 2026-K1.")],
    vraag: Annotated[Vormvraag, Query()],
) -> Response:
    """Work all parts out in one reading transaction."""
    balie = balie_van(request)
    vorm = vraag.vorm or ("zip" if kies_vorm(request.headers.get("accept"), (JSON, ZIP)) == ZIP else "json")
    gevraagd = Bundelvraag(aanbieder, lees_periode(kwartaal), vraag.regio, vraag.gemeente)
    vandaag = kader(balie).vandaag
    gevonden = await balie.lees_cijfers(lambda werk: _maak(werk, gevraagd, vandaag))
    if vorm == "json":
        return geef_json(gevonden.model_dump_json())
    headers = {**PRIVE, "Content-Disposition": f'attachment; filename="{aanbieder}_{kwartaal}.zip"'}
    return Response(_als_zip(gevonden), headers=headers, media_type=ZIP)


def _maak(werk: SqlWerkeenheid, vraag: Bundelvraag, vandaag: date) -> _Bundel:
    fictief = is_fictief(werk, vraag.regio)
    cijfers: dict[str, Any] = {}
    for een in ONDERDELEN:
        selectie, rijen = reken_onderdeel(werk, vraag, een, vandaag)
        cijfers[een.naam] = _VORMEN[een.naam](
            titel=een.cijfer.titel, van=selectie.van, tot=selectie.tot, fictief=fictief, rijen=list(rijen)
        )
    uitkomsten = Rapportvraag(vraag.kwartaal, regio=vraag.regio, gemeente=vraag.gemeente, aanbieder=vraag.aanbieder)
    return Aanbiederbundel(
        kwartaal=vraag.kwartaal.naam,
        van=vraag.kwartaal.van,
        tot=vraag.kwartaal.tot,
        fictief=fictief,
        uitkomsten=toon_rapport(maak_rapport(werk, uitkomsten)),
        **cijfers,
    )


def _als_zip(gevonden: _Bundel) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for een in ONDERDELEN:
            cijfer = getattr(gevonden, een.naam)
            tekst = als_csv(cijfer.rijen, een.cijfer.kolommen, fictief=cijfer.fictief)
            archief.writestr(zipfile.ZipInfo(f"{een.naam}_{cijfer.van}_{cijfer.tot}.csv", _ALTIJD_GELIJK), tekst)
        naam = f"uitkomsten_{gevonden.van}_{gevonden.tot}.csv"
        archief.writestr(zipfile.ZipInfo(naam, _ALTIJD_GELIJK), uitkomsten_als_csv(gevonden.uitkomsten))
    return uit.getvalue()
