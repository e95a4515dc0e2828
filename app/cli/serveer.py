"""`ijw serve`: the HTTP service, and the words with which it greets whoever started it."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress

import typer
import uvicorn

from app.api.app import maak_app
from app.assembly import Knoop
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


def serveer(knoop: Knoop, *, root_path: str, toegangslog: bool, met_voorbeeld: bool) -> None:
    """Serve until the process is told to stop; ``met_voorbeeld`` adds a command to try it with."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").setLevel(logging.INFO)
    # One process: SQLite has one writer, and PostgreSQL is shared by starting more of these.
    config = uvicorn.Config(
        maak_app(knoop),
        host=knoop.settings.host,
        port=knoop.settings.port,
        root_path=root_path,
        loop="auto",
        http="httptools",
        log_config=None,
        access_log=toegangslog,
        server_header=False,
    )
    server = _Server(config, welkomst(knoop.settings, root_path=root_path, met_voorbeeld=met_voorbeeld))
    with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops it, after what was under way is finished
        server.run()


def welkomst(settings: Settings, *, root_path: str, met_voorbeeld: bool) -> str:
    """What is printed once the service listens."""
    overal = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on
    gastheer = overal.get(settings.host, settings.host)
    adres = f"http://{f'[{gastheer}]' if ':' in gastheer else gastheer}:{settings.port}{root_path}"
    regels = [f"Jeugdknoop luistert op {adres}", f"Console om te proberen: {adres}/docs"]
    if met_voorbeeld:
        regels += [
            "Stuur een eerste bericht (plak dit in een andere terminal):",
            f"curl -s {adres}/api/v1/voorbeelden/toewijzing | "
            f"curl -s -H 'Content-Type: application/xml' --data-binary @- {adres}/api/v1/berichten",
        ]
    return "\n".join([*regels, "Stoppen: Ctrl+C"])
