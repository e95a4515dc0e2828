"""`ijw serve`: the HTTP service, and the words with which it greets whoever started it."""

from __future__ import annotations

import secrets
import socket

import typer
import uvicorn

from app.api.app import maak_app
from app.exchange.voorbeelden import HOOGSTE_REEKS
from app.settings import Settings


class _Server(uvicorn.Server):
    """A server that says where it is as soon as it listens, and no sooner."""

    def __init__(self, config: uvicorn.Config, welkom: str):
        super().__init__(config)
        self._welkom = welkom

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            typer.echo(self._welkom)


def serveer(settings: Settings, *, met_voorbeeld: bool) -> None:
    """Serve until the process is told to stop; ``met_voorbeeld`` adds a command to try it with."""
    # One process: SQLite has one writer, and PostgreSQL is shared by starting more of these.
    config = uvicorn.Config(
        maak_app(settings),
        host=settings.host,
        port=settings.port,
        loop="auto",
        http="httptools",
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    _Server(config, welkomst(settings, met_voorbeeld=met_voorbeeld)).run()


def welkomst(settings: Settings, *, met_voorbeeld: bool) -> str:
    """What is printed once the service listens."""
    gastheer = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound
    adres = f"http://{f'[{gastheer}]' if ':' in gastheer else gastheer}:{settings.port}"
    regels = [f"Jeugdknoop luistert op {adres}", f"Console om te proberen: {adres}/docs"]
    if met_voorbeeld:
        # A new reeks at every start: an Identificatie can be used only once (TR056).
        reeks = secrets.randbelow(HOOGSTE_REEKS) + 1
        regels += [
            "Stuur een eerste bericht (plak dit in een andere terminal):",
            f"curl -s '{adres}/api/v1/voorbeelden/toewijzing?reeks={reeks}' | "
            f"curl -s -H 'Content-Type: application/xml' --data-binary @- {adres}/api/v1/berichten",
        ]
    return "\n".join([*regels, "Stoppen: Ctrl+C"])
