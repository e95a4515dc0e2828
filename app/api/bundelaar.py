"""Handles small messages that wait at the same time in one transaction, so that they share a disk flush."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from app.store.opslag import SqlOpslag

T = TypeVar("T")

MEESTE = 32
"""Messages in one bundle; a sender waits for the whole bundle."""


class _Taak(NamedTuple):
    functie: Callable[[], Any]
    toekomst: Future[Any]


class Bundelaar:
    """One thread that takes all that waits, handles it, commits once, and then gives the answers."""

    def __init__(self, opslag: SqlOpslag):
        self._opslag = opslag
        self._wachtrij: SimpleQueue[_Taak | None] = SimpleQueue()
        self._draad = threading.Thread(target=self._werk, name="bundel", daemon=True)
        self._draad.start()

    def neem(self, functie: Callable[[], T]) -> Future[T]:
        """Have a message handled; the future is done once what it brought about is on disk."""
        toekomst: Future[T] = Future()
        self._wachtrij.put(_Taak(functie, toekomst))
        return toekomst

    def sluit(self) -> None:
        """Finish what waits, and stop."""
        self._wachtrij.put(None)
        self._draad.join()

    def _werk(self) -> None:
        door = True
        while door:
            taken: list[_Taak] = []
            taak = self._wachtrij.get()
            while taak is not None:
                taken.append(taak)
                if len(taken) == MEESTE or self._wachtrij.empty():
                    break
                taak = self._wachtrij.get()
            door = taak is not None
            self._handel_af(taken)

    def _handel_af(self, taken: list[_Taak]) -> None:
        uitkomsten: list[tuple[_Taak, Any, Exception | None]] = []
        try:
            with self._opslag.bundel():
                for taak in taken:
                    if not taak.toekomst.set_running_or_notify_cancel():
                        continue
                    try:
                        uitkomsten.append((taak, taak.functie(), None))
                    except Exception as fout:
                        uitkomsten.append((taak, None, fout))
        except Exception as fout:
            uitkomsten = [(taak, None, fout) for taak in taken if taak.toekomst.running()]
        for taak, uitkomst, fout_van_taak in uitkomsten:
            if fout_van_taak is None:
                taak.toekomst.set_result(uitkomst)
            else:
                taak.toekomst.set_exception(fout_van_taak)
