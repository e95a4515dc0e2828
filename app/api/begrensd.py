"""Routes that take JSON: announced as such, and read no further than a limit."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from app.api.onderhandelen import JSON
from app.api.problemen import MEDIATYPE_ONBEKEND, TE_GROOT, ProbleemFout
from app.messages.intake import MEGABYTE

GRENS = 5 * MEGABYTE
"""Most bytes of a question."""


class JsonRoute(APIRoute):
    """A route whose body is JSON; the framework itself would read a body of any size."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the framework, behind the limit."""
        handler = super().get_route_handler()

        async def begrensd(request: Request) -> Response:
            body = (await lees_begrensd(request, (JSON,)))[1]

            async def ontvang() -> Message:
                return {"type": "http.request", "body": body, "more_body": False}

            return await handler(Request(request.scope, ontvang))

        return begrensd


async def lees_begrensd(request: Request, soorten: Sequence[str]) -> tuple[str, bytes]:
    """Media type and bytes of a body of one of these kinds; raises ProbleemFout."""
    mediatype = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if mediatype not in soorten:
        toegestaan = " of ".join(soorten)
        raise ProbleemFout(
            MEDIATYPE_ONBEKEND,
            f"Stel de vraag als JSON, met de header Content-Type: {JSON}."
            if tuple(soorten) == (JSON,)
            else f"Stuur het met de header Content-Type: {toegestaan}.",
            headers={"Accept": ", ".join(soorten)},
        )
    body = bytearray()
    async for blok in request.stream():
        body += blok
        if len(body) > GRENS:
            raise ProbleemFout(
                TE_GROOT, f"De vraag is groter dan {GRENS // MEGABYTE} MB. Verdeel haar over meer vragen."
            )
    return mediatype, bytes(body)
