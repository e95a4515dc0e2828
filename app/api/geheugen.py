"""Remembers which access a key has."""

from __future__ import annotations

import time
from typing import Final

from app.store.toegang import Toegang


class Toegangsgeheugen:
    """Remembers for a few seconds which access a key has, so that not every request asks the database."""

    SECONDEN: Final = 5.0
    """How long after a revocation in another process a key may still be taken; in this one it is not at all."""
    _MEESTE: Final = 10_000

    def __init__(self) -> None:
        self._bekend: dict[bytes, tuple[float, Toegang]] = {}

    def geef(self, kenmerk: bytes) -> Toegang | None:
        """The access, when it was looked up not long ago."""
        tot, toegang = self._bekend.get(kenmerk, (0.0, None))
        return toegang if time.monotonic() < tot else None

    def onthoud(self, kenmerk: bytes, toegang: Toegang) -> None:
        """Keep what was looked up."""
        if len(self._bekend) >= self._MEESTE:
            self._bekend.clear()
        self._bekend[kenmerk] = time.monotonic() + self.SECONDEN, toegang

    def vergeet(self) -> None:
        """Ask the database again."""
        self._bekend.clear()
