"""A CSV file of any length: read in parts, each in a transaction of its own, and sent while the next is read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import Any, TypeVar

from fastapi import Response
from fastapi.responses import StreamingResponse

from app.api.balie import Balie
from app.api.csvvorm import schrijf_regels
from app.api.onderhandelen import CSV
from app.api.ontvangen import PRIVE
from app.store.opslag import SqlWerkeenheid

Plaats = TypeVar("Plaats")
Deel = tuple[Iterable[Sequence[Any]], Plaats | None]
"""Rows, and where the next part begins; None after the last one."""


async def geef_stroom(
    balie: Balie, bestand: str, kolommen: Sequence[str], lees: Callable[[SqlWerkeenheid, Plaats | None], Deel[Plaats]]
) -> Response:
    """The response with a file. What goes wrong in the first part is a problem document; later it breaks off."""

    def lees_deel(plaats: Plaats | None) -> Callable[[SqlWerkeenheid], tuple[str, Plaats | None]]:
        def als_tekst(werk: SqlWerkeenheid) -> tuple[str, Plaats | None]:
            rijen, verder = lees(werk, plaats)
            return schrijf_regels(rijen), verder

        return als_tekst

    tekst, verder = await balie.lees(lees_deel(None))

    async def blokken() -> AsyncIterator[str]:
        blok, plaats = schrijf_regels([kolommen]) + tekst, verder
        yield blok
        while plaats is not None:
            blok, plaats = await balie.lees(lees_deel(plaats))
            yield blok

    headers = {**PRIVE, "Content-Disposition": f'attachment; filename="{bestand}"'}
    return StreamingResponse(blokken(), headers=headers, media_type=f"{CSV}; charset=utf-8")
