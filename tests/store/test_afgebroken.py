"""kill -9 in the middle of a 25 MB message: afterwards it is there whole, with its answer, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.assembly import Knoop, bouw
from app.settings import Settings
from app.store import tables as t
from benchmarks.invoer import aantal_regels, schrijf_declaratie, vul

MEGABYTES = 24.5
"""A little below the limit of 25 x 2^20 bytes."""

_KIND = """
import sys
from pathlib import Path
from app.assembly import bouw
from app.messages.intake import neem_aan
from app.settings import Settings
knoop = bouw(Settings(data_dir=Path(sys.argv[1]), database_url=sys.argv[2]))
levering = neem_aan(Path(sys.argv[3]).read_bytes())
print("begin", flush=True)
knoop.loket.verwerk(levering)
print("klaar", flush=True)
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_message_is_kept_whole_or_not_at_all(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = "" if database == "sqlite" else request.getfixturevalue("postgres_url")
    knoop = bouw(Settings(data_dir=tmp_path, database_url=url))
    request.addfinalizer(knoop.sluit)
    regels = aantal_regels(MEGABYTES)
    vul(knoop, regels)
    bestand = tmp_path / "declaratie.xml"
    te_duur = schrijf_declaratie(knoop, bestand, regels, 1, 0.02)
    opdracht = [sys.executable, "-c", _KIND, str(tmp_path), url, str(bestand)]
    afgebroken = 0
    for wachttijd in (0.05, 0.2, 0.5, 0.8, 0.9, 1.0):
        afgebroken += _draai(opdracht, wachttijd)
        _laat_server_uitpraten(knoop)
        if _stand(knoop) != (0, 0, 0, 0):
            break
    assert afgebroken >= 2
    if _stand(knoop) == (0, 0, 0, 0):
        assert not _draai(opdracht, None)
    berichten, declaraties, prestaties, toegekend = _stand(knoop)
    assert (berichten, declaraties, prestaties) == (1, 1, regels)
    assert toegekend == regels - te_duur


def _draai(opdracht: list[str], wachttijd: float | None) -> bool:
    """Handle the message in a process of its own; True when it was killed before it was done."""
    proces = subprocess.Popen(opdracht, stdout=subprocess.PIPE, text=True)
    assert proces.stdout is not None
    with proces.stdout as uitvoer:
        assert uitvoer.readline() == "begin\n"
        if wachttijd is not None:
            time.sleep(wachttijd)
            os.kill(proces.pid, signal.SIGKILL)
        klaar = uitvoer.readline() == "klaar\n"
        proces.wait()
    return not klaar


def _laat_server_uitpraten(knoop: Knoop) -> None:
    """A PostgreSQL server may still be busy with the last request of a process that is dead: a commit, perhaps."""
    if knoop.opslag.engine.dialect.name != "postgresql":
        return
    anderen = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND state <> 'idle'"
    )
    for _ in range(600):
        with knoop.opslag.werkeenheid(schrijven=False) as werk:
            if not werk.verbinding.scalar(anderen):
                return
        time.sleep(0.05)
    pytest.fail("the server did not finish the request of a process that was killed")


def _stand(knoop: Knoop) -> tuple[int, int, int, int]:
    """Messages with an answer, declaraties, lines, and granted lines according to the toewijzingen."""
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        antwoorden = select(func.count(t.bericht.c.antwoord))
        declaraties = select(func.count()).select_from(t.declaratie)
        prestaties = select(func.count()).select_from(t.prestatie)
        toegekend = select(func.sum(t.toewijzing.c.open_prestaties))
        berichten, aantal, regels, open_ = (
            int(werk.verbinding.scalar(vraag) or 0) for vraag in (antwoorden, declaraties, prestaties, toegekend)
        )
    return berichten, aantal, regels, open_
