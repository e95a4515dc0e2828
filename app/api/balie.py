"""Runs the desk off the event loop: threads for messages, and a few others so that reading never waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from fastapi import Request

from app.assembly import Knoop
from app.store.opslag import SqlWerkeenheid

P = ParamSpec("P")
T = TypeVar("T")

BERICHTDRADEN = 16
LEESDRADEN = 4


class Balie:
    """The service behind the HTTP door, and the threads it works in."""

    def __init__(self, knoop: Knoop):
        self.knoop = knoop
        self._berichten = ThreadPoolExecutor(BERICHTDRADEN, "bericht")
        self._lezers = ThreadPoolExecutor(LEESDRADEN, "lezer")

    async def behandel(self, functie: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the handling of a message in a thread; it is finished even when the sender hangs up."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._berichten, lambda: functie(*args, **kwargs))

    async def lees(self, functie: Callable[[SqlWerkeenheid], T]) -> T:
        """Run a query, in a reading transaction of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._lezers, self._lees, functie)

    def _lees(self, functie: Callable[[SqlWerkeenheid], T]) -> T:
        with self.knoop.opslag.werkeenheid(schrijven=False) as werk:
            return functie(werk)

    def sluit(self) -> None:
        """Wait for what is being done, and take nothing new."""
        self._berichten.shutdown()
        self._lezers.shutdown()


def balie_van(request: Request) -> Balie:
    """The service that this request is for."""
    balie: Balie = request.app.state.balie
    return balie


def basis(request: Request) -> str:
    """Path in front of ours, when a proxy serves us below one; else an empty string."""
    pad: str = request.scope.get("root_path", "")
    return pad.rstrip("/")
