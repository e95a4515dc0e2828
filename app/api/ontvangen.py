"""Takes a message from the wire block by block, and gives packages back: whole when small, else in blocks."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from app.api.onderhandelen import TEKST_XML, XML, eis_xml
from app.messages.intake import Levering, Ontvangst, te_groot
from app.messages.pakket import Pakket

PRIVE: Mapping[str, str] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Headers of everything that may speak of a child."""
_STIL: Mapping[str, str] = {**PRIVE, "Content-Security-Policy": "default-src 'none'; sandbox"}
"""A message comes from outside: a browser that opens it may run and load nothing."""


async def ontvang(request: Request, grens: int) -> Levering:
    """The delivery in the body of a request; raises BerichtGeweigerd or ProbleemFout."""
    eis_xml(request.headers)
    lengte = request.headers.get("content-length", "")
    if lengte.isascii() and lengte.isdigit() and (len(lengte) > 15 or int(lengte) > grens):
        raise te_groot(grens)
    ontvangst = Ontvangst(grens)
    async for blok in request.stream():
        ontvangst.voeg_toe(blok)
    return ontvangst.sluit()


def geef_xml(pakket: Pakket, *, vorm: str = XML, headers: Mapping[str, str] | None = None) -> Response:
    """A response with the bytes of a package, unchanged."""
    alle = {**_STIL, **(headers or {})}
    mediatype = f"{TEKST_XML}; charset=utf-8" if vorm == TEKST_XML else XML
    if pakket.klein is not None:
        return Response(pakket.klein, headers=alle, media_type=mediatype)
    alle["Content-Length"] = str(pakket.omvang)
    return StreamingResponse(pakket.blokken(), headers=alle, media_type=mediatype)


def geef_json(tekst: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """A response with JSON that is text already."""
    return Response(tekst, headers={**PRIVE, **(headers or {})}, media_type="application/json")
