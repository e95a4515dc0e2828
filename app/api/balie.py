"""Runs the desk off the event loop: threads for messages, and a few others so that reading never waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from fastapi import Request

from app.api.bundelaar import Bundelaar
from app.api.geheugen import Toegangsgeheugen
from app.assembly import Knoop
from app.exchange.ports import SleutelBezig
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
        self._sleutels: set[str] = set()
        self.toegangen = Toegangsgeheugen()
        self._bundelaar = Bundelaar(knoop.opslag) if knoop.opslag.bundelt else None

    @contextmanager
    def in_behandeling(self, sleutel: str | None) -> Iterator[None]:
        """Holds an idempotency key from the moment a message waits; raises SleutelBezig."""
        if sleutel is None:
            yield
            return
        if sleutel in self._sleutels:
            raise SleutelBezig
        self._sleutels.add(sleutel)
        try:
            yield
        finally:
            self._sleutels.discard(sleutel)

    async def verwerk_klein(self, functie: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the processing of a small message, together with others that wait where that is faster."""
        if self._bundelaar is None:
            return await self.behandel(functie, *args, **kwargs)
        toekomst = self._bundelaar.neem(lambda: functie(*args, **kwargs))
        return await asyncio.shield(asyncio.wrap_future(toekomst))

    async def behandel(self, functie: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the handling of a message in a thread; it is finished even when the sender hangs up."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._berichten, lambda: functie(*args, **kwargs))

    async def lees(self, functie: Callable[[SqlWerkeenheid], T]) -> T:
        """Run a query, in a reading transaction of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._lezers, self._lees, functie)

    async def lees_cijfers(self, functie: Callable[[SqlWerkeenheid], T]) -> T:
        """Likewise, for a query on figures: what messages left to be derived is derived first."""
        return await asyncio.get_running_loop().run_in_executor(self._lezers, self._lees_cijfers, functie)

    def _lees_cijfers(self, functie: Callable[[SqlWerkeenheid], T]) -> T:
        self.knoop.opslag.werk_bij()
        return self._lees(functie)

    def _lees(self, functie: Callable[[SqlWerkeenheid], T]) -> T:
        with self.knoop.opslag.werkeenheid(schrijven=False) as werk:
            return functie(werk)

    def sluit(self) -> None:
        """Wait for what is being done, and take nothing new."""
        if self._bundelaar is not None:
            self._bundelaar.sluit()
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
