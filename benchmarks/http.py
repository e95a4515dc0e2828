"""JW301 a second over HTTP: one worker on SQLite with full durability, 16 senders on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date
from pathlib import Path

from app.messages.opstellen import Kind, stel_toewijzing_op
from app.messages.records import Header, Omvang, ToegewezenProduct, XsdVersie
from app.standard.elfproef import bulk_bsn
from app.standard.release import laad_release

ZENDERS = 16
BERICHTEN = 6_000


def main() -> None:
    """Start the service, send, print one line of JSON."""
    with tempfile.TemporaryDirectory() as map_:
        poort = _vrije_poort()
        omgeving = {**os.environ, "IJW_DATA_DIR": map_, "IJW_PORT": str(poort)}
        with (Path(map_) / "log").open("wb") as log:
            dienst = subprocess.Popen(
                [sys.executable, "-c", "from app.cli.main import main; main()", "serve", "--demo"],
                env=omgeving,
                stdout=log,
                stderr=log,
            )
            try:
                _wacht(poort, dienst)
                verzoeken = [_verzoek(nummer) for nummer in range(BERICHTEN)]
                asyncio.run(_stuur(poort, verzoeken[:500]))
                begin = time.perf_counter()
                asyncio.run(_stuur(poort, verzoeken[500:]))
                print(json.dumps({"per_seconde": (BERICHTEN - 500) / (time.perf_counter() - begin)}))
            finally:
                dienst.terminate()
                dienst.wait(10)


def _verzoek(nummer: int) -> bytes:
    product = ToegewezenProduct(
        "",
        nummer + 1,
        None,
        "45",
        "45A04",
        date(2026, 1, 5),
        "10:00:00",
        date(2026, 1, 5),
        date(2026, 6, 30),
        None,
        Omvang(2, "04", "2"),
        None,
    )
    header = Header("0384", "42420001", f"B{nummer:07d}", date(2026, 1, 5), XsdVersie("1.0.0", "1.0.0"))
    data = stel_toewijzing_op(laad_release(), header, Kind(bulk_bsn(nummer)), [product]).bytes()
    kop = f"POST /api/v1/berichten HTTP/1.1\r\nHost: x\r\nContent-Type: application/xml\r\nContent-Length: {len(data)}"
    return kop.encode() + b"\r\n\r\n" + data


async def _stuur(poort: int, verzoeken: list[bytes]) -> None:
    wachtrij = iter(verzoeken)

    async def zender() -> None:
        lezer, schrijver = await asyncio.open_connection("127.0.0.1", poort)
        for verzoek in wachtrij:
            schrijver.write(verzoek)
            kop = (await lezer.readuntil(b"\r\n\r\n")).lower()
            lengte = int(kop.split(b"content-length:")[1].split(b"\r\n")[0])
            antwoord = await lezer.readexactly(lengte)
            if not kop.startswith(b"http/1.1 200") or b"RetourCodes" in antwoord:
                raise RuntimeError("a JW301 of the benchmark was not approved")
        schrijver.close()

    await asyncio.gather(*(zender() for _ in range(ZENDERS)))


def _vrije_poort() -> int:
    with socket.socket() as kous:
        kous.bind(("127.0.0.1", 0))
        return int(kous.getsockname()[1])


def _wacht(poort: int, dienst: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if dienst.poll() is not None:
            raise RuntimeError("the service did not start")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{poort}/readyz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the service did not get ready")


if __name__ == "__main__":
    main()
