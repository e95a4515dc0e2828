"""Outcomes never touch a judgement (R145, R063): nothing that judges asks for them, and they change nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sqlalchemy import event

import app
from app.messages.records import StopProduct
from app.steering.uitkomsten.invoer import TrajectInvoer
from app.steering.uitkomsten.levering import lever_trajecten
from app.store import tables as t
from tests.bank import GEMEENTE, PRESTATIE, START, STOP, TOEWIJZING, Bank, maak_bank

TABELLEN = {een for een in t.metadata.tables if een.startswith("uitkomst") or een == "teamoordeel"}
MODULES = re.compile(r"app\.(?:contracts|steering|store)\.\S*(?:uitkomst|indicator|afrekening|teamoordeel)")


def _lever(bank: Bank, moment: str, resultaat: str | None) -> None:
    inhoud: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "toewijzingnummer": TOEWIJZING.toewijzingnummer,
        "moment": moment,
        "datum": "2026-05-05",
        "gedwongen_kader": False,
        "doelen": [{"soort": "BEHANDEL", "resultaat": resultaat}],
    }
    lever_trajecten(bank.knoop.opslag, [TrajectInvoer.model_validate(inhoud)], bank.klok.nu())


def _keten(bank: Bank, resultaat: str | None) -> list[tuple[list[Any], list[Any]]]:
    """A whole chain with a right and a wrong claim; with outcomes (or none) as soon as they can be told."""
    oordelen = []
    uitval: StopProduct = STOP._replace(reden_beeindiging="32")
    te_veel = PRESTATIE._replace(referentienummer="RN2", volume=30, bedrag=264_000)
    berichten = [
        bank.jw301(),
        bank.jw305(START),
        bank.jw307(uitval),
        bank.jw323(nummer="D1"),
        bank.jw323(te_veel, nummer="D2"),
    ]
    for nummer, bericht in enumerate(berichten):
        oordeel = bank.verwerk(bericht).oordeel
        # Without explanations: they name messages by their key.
        oordelen.append(
            (
                [(een.regel, een.retourcode, een.pad) for een in oordeel.bevindingen],
                [(een.code, een.voor, een.pad) for een in oordeel.signalen],
            )
        )
        if nummer == 1 and resultaat is not None:
            _lever(bank, "START", None)
            _lever(bank, "EIND", resultaat)
    return oordelen


def test_while_messages_are_judged_no_table_of_outcomes_is_asked(elke_bank: Bank) -> None:
    vragen = list[str]()
    event.listen(elke_bank.knoop.opslag.engine, "before_cursor_execute", lambda *gegevens: vragen.append(gegevens[2]))
    _keten(elke_bank, None)
    assert len(vragen) > 20
    assert [vraag for vraag in vragen if set(re.findall(r"\w+", vraag)) & TABELLEN] == []
    _lever(elke_bank, "EIND", "niet")
    assert any(set(re.findall(r"\w+", vraag)) & TABELLEN for vraag in vragen)  # the look finds what there is


def test_good_bad_and_no_outcomes_give_the_same_judgement(tmp_path: Path) -> None:
    gevonden = []
    for resultaat in (None, "niet", "bereikt"):
        bank = maak_bank(tmp_path / str(resultaat), "")
        gevonden.append(_keten(bank, resultaat))
        bank.knoop.sluit()
    zonder, slecht, goed = gevonden
    assert any(bevindingen for bevindingen, _ in zonder)
    assert zonder == slecht == goed


def test_nothing_that_judges_knows_outcomes() -> None:
    wortel = Path(app.__file__).parent
    gezien = [pad for map_ in ("rules", "exchange", "messages") for pad in (wortel / map_).rglob("*.py")]
    assert len(gezien) > 50
    assert [str(pad) for pad in gezien if MODULES.search(pad.read_text("utf-8"))] == []
