"""Takes the files of a regio from the wire: as JSON with their texts, or as a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Any, Final

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.api.begrensd import lees_begrensd
from app.api.onderhandelen import JSON
from app.api.problemen import ONJUISTE_VRAAG, TE_GROOT, ProbleemFout
from app.contracts.regiobestand import als_tekst
from app.contracts.regiobron import BESTANDSNAMEN
from app.messages.intake import MEGABYTE

ZIP = "application/zip"
GRENS = 20 * MEGABYTE
"""Most bytes of all files together, once they are unpacked."""


class Regiobestanden(BaseModel):
    """The files of a regio."""

    model_config = ConfigDict(extra="forbid")

    bestanden: dict[str, str] = Field(
        description="Text of each file by its name: regio.toml, and CSV files such as tarieven.csv.",
        examples=[{"regio.toml": '[regio]\ncode = "X"\n...', "tarieven.csv": "code;eenheid;bedrag;van\n..."}],
    )


BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": {"$ref": "#/components/schemas/Regiobestanden"}},
            ZIP: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
"""The part of the OpenAPI document that FastAPI cannot know, because we read the body ourselves."""


async def ontvang_body(request: Request) -> tuple[str, bytes]:
    """Media type and bytes of a request that brings a regio; raises ProbleemFout."""
    return await lees_begrensd(request, (JSON, ZIP))


def pak_uit(mediatype: str, body: bytes) -> dict[str, str]:
    """The files in a body, name to text; raises ProbleemFout or RegioFout."""
    if mediatype == ZIP:
        return _uit_zip(body)
    try:
        return Regiobestanden.model_validate_json(body).bestanden
    except ValidationError:
        raise ProbleemFout(
            ONJUISTE_VRAAG, 'Stuur een object met "bestanden": de tekst van elk bestand, bij zijn naam.'
        ) from None


def _uit_zip(body: bytes) -> dict[str, str]:
    teksten: dict[str, str] = {}
    over = GRENS
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archief:
            for een in archief.infolist():
                naam = PurePosixPath(een.filename).name
                # Folders, and what operating systems add by themselves, are no files of a regio.
                if een.is_dir() or (naam not in BESTANDSNAMEN and not naam.endswith((".csv", ".toml"))):
                    continue
                if naam in teksten:
                    raise ProbleemFout(ONJUISTE_VRAAG, f"Het zip-bestand bevat {naam} meer dan eens.")
                with archief.open(een) as stroom:
                    data = stroom.read(over + 1)
                over -= len(data)
                if over < 0:
                    raise ProbleemFout(TE_GROOT, f"De bestanden zijn samen groter dan {GRENS // MEGABYTE} MB.")
                teksten[naam] = als_tekst(naam, data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise ProbleemFout(ONJUISTE_VRAAG, "Dit is geen leesbaar zip-bestand.") from None
    return teksten
