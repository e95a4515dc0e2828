"""Catches what nobody foresaw, and keeps the log free of what messages say."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problemen import storing
from app.store.toegang import SLEUTELPATROON, VOORVOEGSEL

_LOG = logging.getLogger("jeugdknoop.api")


class Vangnet:
    """Answers an unforeseen error with a problem document, and logs where it arose.

    The text of an exception may quote a message (a value, the parameters of a query), so the log gets
    its type and the places in the code, and the sender gets neither.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begonnen = False

        async def verzend(bericht: Message) -> None:
            nonlocal begonnen
            begonnen = True
            await send(bericht)

        try:
            await self._app(scope, receive, verzend)
        except Exception as fout:
            _LOG.error("unforeseen error: %s", plaatsen(fout))
            if begonnen:
                # Half an answer is out: only breaking off tells the other side that it is not whole.
                raise AfgebrokenAntwoord from None
            await storing()(scope, receive, send)


class AfgebrokenAntwoord(Exception):
    """An answer could not be finished after it was begun."""


def plaatsen(fout: BaseException) -> str:
    """Type of an exception and of those it came from, and the lines of code it passed; never its text."""
    delen = []
    keten: BaseException | None = fout
    while keten is not None:
        regels = traceback.extract_tb(keten.__traceback__)
        pad = " > ".join(f"{Path(regel.filename).name}:{regel.lineno} {regel.name}" for regel in regels[-8:])
        delen.append(f"{type(keten).__name__} at {pad}")
        keten = keten.__cause__ or (None if keten.__suppress_context__ else keten.__context__)
    return " from ".join(delen)


class _ZonderVraagdeel(logging.Filter):
    """Strips the query string from the lines of uvicorn's access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == 5:
            adres, methode, pad, versie, status = record.args
            record.args = (adres, methode, str(pad).partition("?")[0], versie, status)
        return True


class _ZonderSleutel(logging.Filter):
    """Leaves out keys, wherever someone put one: an address, a header, a text."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _zonder_sleutel(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_zonder_sleutel, record.args))
        return True


def _zonder_sleutel(deel: Any) -> Any:
    return SLEUTELPATROON.sub(f"{VOORVOEGSEL}...", deel) if isinstance(deel, str) else deel


_ZONDER_VRAAGDEEL, _ZONDER_SLEUTEL = _ZonderVraagdeel(), _ZonderSleutel()


def houd_log_schoon() -> None:
    """Let the access log of uvicorn show paths only, and no log a key; doing it twice does no harm."""
    logging.getLogger("uvicorn.access").addFilter(_ZONDER_VRAAGDEEL)
    for naam in ("uvicorn.access", "uvicorn.error", _LOG.name):
        logging.getLogger(naam).addFilter(_ZONDER_SLEUTEL)


def meld_toegang(toegang: str) -> None:
    """Say it when nobody is asked for a key."""
    if toegang == "open":
        _LOG.warning(
            "IJW_TOEGANG=open: no key is asked, so whoever reaches this address may read and send everything. "
            "With anything but made-up data: IJW_TOEGANG=sleutel (docs/toegang.md)"
        )
