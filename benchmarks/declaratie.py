"""One measurement in a process of its own: the whole job on a JW323 against lxml parse + XSD-validate.

Prints one line of JSON. ``python -m benchmarks.declaratie --mb 25 --afgekeurd 0.02 --database URL``
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import tempfile
import time
from pathlib import Path

from lxml import etree

from app.assembly import Knoop, bouw
from app.exchange.judgement import Regelstaat
from app.messages.intake import Ontvangst
from app.settings import Settings
from benchmarks.invoer import aantal_regels, schrijf_declaratie, vul

HERHALINGEN = 3
_BLOK = 64 * 1024


def main() -> None:
    """Measure once and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=float, required=True)
    parser.add_argument("--afgekeurd", type=float, default=0.02)
    parser.add_argument("--database", default="")
    keuze = parser.parse_args()
    with tempfile.TemporaryDirectory() as naam:
        print(json.dumps(meet(Path(naam), keuze.mb, keuze.afgekeurd, keuze.database)))


def meet(map_: Path, megabytes: float, afgekeurd: float, database: str) -> dict[str, float]:
    """Seconds of job and reference (the best of three), and bytes of file and of peak above idle."""
    knoop = bouw(Settings(data_dir=map_, database_url=database))
    regels = aantal_regels(megabytes)
    vul(knoop, regels)
    bestanden = [map_ / f"{maand}.xml" for maand in range(1, HERHALINGEN + 2)]
    te_duur: dict[Path, int] = {}
    for maand, bestand in enumerate(bestanden, 1):
        aantal = min(regels, 300) if maand == 1 else regels
        te_duur[bestand] = schrijf_declaratie(knoop, bestand, aantal, maand, afgekeurd)
    opwarmer, *gemeten = bestanden
    _doe(knoop, opwarmer, te_duur[opwarmer])
    rust = _rust()
    tijden = [_doe(knoop, gemeten[0], te_duur[gemeten[0]])]
    piek = _geheugen("VmHWM")
    referentie = [_referentie(knoop, gemeten[0])]
    for bestand in gemeten[1:]:  # in turns, so that both meet the same machine
        tijden.append(_doe(knoop, bestand, te_duur[bestand]))
        referentie.append(_referentie(knoop, bestand))
    knoop.sluit()
    return {
        "bytes": gemeten[0].stat().st_size,
        "regels": regels,
        "taak": min(tijden),
        "referentie": min(referentie),
        "piek": piek - rust,
    }


def _doe(knoop: Knoop, bestand: Path, te_duur: int) -> float:
    """Bytes in, committed, answer out; in seconds. So many lines have to be rejected, and no other."""
    os.sync()  # what was written before is not part of this job
    begin = time.perf_counter()
    ontvangst = Ontvangst(grens=64 * 1024 * 1024)
    with bestand.open("rb", buffering=0) as stroom:
        while blok := stroom.read(_BLOK):
            ontvangst.voeg_toe(blok)
    afhandeling = knoop.loket.verwerk(ontvangst.sluit())
    for _ in afhandeling.antwoord.pakket.blokken():
        pass
    duur = time.perf_counter() - begin
    uitslag = afhandeling.oordeel.uitslag
    if uitslag is None or len(uitslag.staten) - uitslag.staten.count(Regelstaat.TOEGEKEND) != te_duur:
        raise RuntimeError("the benchmark's message was not judged as it should be")
    return duur


def _referentie(knoop: Knoop, bestand: Path) -> float:
    releases = knoop.loket.releases
    schema = releases.schemas(releases.eerste).schema("JW323.xsd")
    data = bestand.read_bytes()
    begin = time.perf_counter()
    wortel = etree.fromstring(data)
    if not schema.validate(wortel):
        raise RuntimeError("the benchmark's message is not valid")
    return time.perf_counter() - begin


def _rust() -> int:
    """Memory in use now, in bytes, after giving back what is free; the peak starts anew from here."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    return _geheugen("VmRSS")


def _geheugen(veld: str) -> int:
    for regel in Path("/proc/self/status").read_text().splitlines():
        if regel.startswith(veld):
            return int(regel.split()[1]) * 1024
    raise RuntimeError(f"no {veld} on this system")


if __name__ == "__main__":
    main()
