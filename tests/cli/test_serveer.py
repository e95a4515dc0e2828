"""`ijw serve` migrates, greets, and the command that it prints really works."""

import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.winkel import IJW


@dataclass
class Dienst:
    """A running service: where it is and what it said when it started."""

    adres: str
    welkom: list[str]
    proces: subprocess.Popen[str]


def _vrije_poort() -> int:
    with socket.socket() as kous:
        kous.bind(("127.0.0.1", 0))
        poort: int = kous.getsockname()[1]
        return poort


@pytest.fixture
def dienst(tmp_path: Path) -> Iterator[Dienst]:
    """`ijw serve --demo` in an empty folder, as a process of its own."""
    poort = _vrije_poort()
    omgeving = {**os.environ, "IJW_DATA_DIR": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        (*IJW, "serve", "--demo", "--port", str(poort)), stdout=subprocess.PIPE, text=True, env=omgeving
    ) as proces:
        try:
            assert proces.stdout is not None
            welkom = [proces.stdout.readline().rstrip("\n") for _ in range(5)]
            yield Dienst(f"http://127.0.0.1:{poort}", welkom, proces)
        finally:
            proces.terminate()


def test_the_greeting_names_the_console_and_it_is_there(dienst: Dienst) -> None:
    assert dienst.welkom[0] == f"Jeugdknoop luistert op {dienst.adres}"
    assert f"{dienst.adres}/docs" in dienst.welkom[1]
    for pad in ("/docs", "/healthz", "/readyz"):
        with urlopen(dienst.adres + pad) as antwoord:
            assert antwoord.status == 200


def test_the_command_in_the_greeting_works_and_works_again(dienst: Dienst) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    opdracht = dienst.welkom[3]
    for _ in range(2):
        uitkomst = subprocess.run(("bash", "-c", opdracht), capture_output=True, text=True, check=True)
        assert re.search(r"<jw302:Bericht ", uitkomst.stdout)
        assert "RetourCode" not in uitkomst.stdout


def test_it_stops_in_an_orderly_way(dienst: Dienst) -> None:
    dienst.proces.send_signal(signal.SIGINT)
    assert dienst.proces.wait(10) == 0
