"""The console at /docs: ready examples with one button each, above Swagger UI. It needs no internet."""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.api.balie import basis
from app.api.document import maak_document
from app.api.problemen import NIET_GEVONDEN, ProbleemFout
from app.exchange.voorbeelden import HOOGSTE_REEKS, VOORBEELDEN, Voorbeeld

router = APIRouter(include_in_schema=False)

_EIGEN: Final = files("app.api") / "static"
_SWAGGER: Final = files("fastapi_offline") / "static"
_BESTANDEN: Final[dict[str, tuple[Traversable, str]]] = {
    "console.css": (_EIGEN, "text/css"),
    "console.js": (_EIGEN, "text/javascript"),
    "icoon.svg": (_EIGEN, "image/svg+xml"),
    "swagger-ui.css": (_SWAGGER, "text/css"),
    "swagger-ui-bundle.js": (_SWAGGER, "text/javascript"),
}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@router.get("/", operation_id="beginConsole")
async def begin(request: Request) -> Response:
    """To the console."""
    return RedirectResponse(f"{basis(request)}/docs")


@router.get("/docs", operation_id="toonConsole")
async def pagina() -> Response:
    """The console."""
    return Response(_pagina(), media_type="text/html", headers=_HEADERS)


@router.get("/docs/{bestand}", operation_id="geefConsolebestand")
async def bestand(bestand: str) -> Response:
    """What the console is made of."""
    if bestand not in _BESTANDEN:
        raise ProbleemFout(NIET_GEVONDEN, "Dit bestand is er niet.")
    headers = {"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(_inhoud(bestand), media_type=_BESTANDEN[bestand][1], headers=headers)


@router.get("/openapi.json", operation_id="geefDocument")
async def document(request: Request) -> Response:
    """The OpenAPI document."""
    gemaakt: dict[str, Any] | None = getattr(request.app.state, "document", None)
    if gemaakt is None:
        gemaakt = request.app.state.document = maak_document(request.app)
    pad = basis(request)
    return JSONResponse(gemaakt if not pad else {**gemaakt, "servers": [{"url": pad}]})


@cache
def _inhoud(bestand: str) -> bytes:
    return (_BESTANDEN[bestand][0] / bestand).read_bytes()


@cache
def _pagina() -> str:
    sjabloon = (_EIGEN / "console.html").read_text("utf-8")
    knoppen = "\n".join(_knop(nummer, een) for nummer, een in enumerate(VOORBEELDEN, 1))
    return sjabloon.replace("<!-- voorbeelden -->", knoppen).replace("{{hoogste_reeks}}", str(HOOGSTE_REEKS))


def _knop(nummer: int, een: Voorbeeld) -> str:
    verwacht = f"Verwacht: retourcode {een.verwacht}" if een.verwacht else "Verwacht: goedgekeurd"
    return (
        f'<li><button type="button" class="voorbeeld" data-naam="{html.escape(een.naam)}" '
        f'data-code="{html.escape(een.code)}"><span class="stap">{nummer}</span>'
        f'<span class="code">{html.escape(een.code)}</span><span class="titel">{html.escape(een.titel)}</span>'
        f'<span class="verwacht">{html.escape(verwacht)}</span></button></li>'
    )
