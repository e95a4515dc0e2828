"""What a toewijzing stands for in the figures follows its messages, its label and its regio, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.contracts.regiobestand import demoregio, lees_regio
from app.messages.records import Omvang
from app.store import tables as t
from app.store.database import migreer
from tests.bank import GEMEENTE, TOEWIJZING, Bank
from tests.store.terugzetten import zet_terug

ARRANGEMENT = TOEWIJZING._replace(toewijzingnummer=1002, categorie="50", code="50D3B", omvang=Omvang(1, "82", "6"))


def _duidingen(bank: Bank) -> list[dict[str, Any]]:
    """What there is when figures are asked."""
    bank.knoop.opslag.werk_bij()
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        rijen = werk.verbinding.execute(select(t.duiding).order_by(t.duiding.c.toewijzing_id)).mappings()
        return [{naam: waarde for naam, waarde in rij.items() if naam != "toewijzing_id"} for rij in rijen]


PER_UUR = {
    "regio": "DEMO",
    "perceel": "AMBULANT",
    "profiel": None,
    "intensiteit": None,
    "rang": None,
    "zwaar": False,
    "vorm": "PXQ",
    "verplicht": 14 * 2 * 8800,
    "omzetten_na": None,
    "met_verblijf": False,
}
"""The second quarter of 2026 touches fourteen weeks."""
PER_PIC = {
    "regio": "DEMO",
    "perceel": "ARRANGEMENT",
    "profiel": "3",
    "intensiteit": "B",
    "rang": 2,
    "zwaar": True,
    "vorm": "PIC",
    "verplicht": 400_000,
    "omzetten_na": None,
    "met_verblijf": None,
}
"""B is the heavier of the two intensiteiten."""


def test_a_toewijzing_stands_for_its_perceel_pic_and_commitment(elke_bank: Bank) -> None:
    elke_bank.goed(elke_bank.jw301(TOEWIJZING, ARRANGEMENT))
    assert _duidingen(elke_bank) == [PER_UUR, PER_PIC]


def test_a_later_version_changes_what_it_commits_to(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(
        bank.jw301(TOEWIJZING._replace(toewijzingstijd="11:00:00", omvang=Omvang(3, "04", "2"), reden_wijziging="02"))
    )
    assert _duidingen(bank) == [{**PER_UUR, "verplicht": 14 * 3 * 8800}]


def test_a_regio_that_is_loaded_anew_or_loses_a_gemeente_changes_it_too(elke_bank: Bank) -> None:
    bank, regio = elke_bank, lees_regio(demoregio())
    bank.goed(bank.jw301(ARRANGEMENT))
    tarieven = tuple(replace(een, bedrag=500_000) if een.code == "50D3B" else een for een in regio.tarieven)
    bank.knoop.laad_regio(replace(regio, tarieven=tarieven))
    assert _duidingen(bank) == [{**PER_PIC, "verplicht": 500_000}]
    bank.knoop.laad_regio(replace(regio, gemeenten=tuple(een for een in regio.gemeenten if een.code != GEMEENTE)))
    assert [een["regio"] for een in _duidingen(bank)] == [None]
    bank.knoop.laad_regio(regio)
    assert _duidingen(bank) == [PER_PIC]


def test_what_was_assigned_before_there_were_figures_counts_from_the_start(elke_bank: Bank) -> None:
    bank, opslag = elke_bank, elke_bank.knoop.opslag
    bank.goed(bank.jw301(TOEWIJZING, ARRANGEMENT))
    zet_terug(opslag.engine, "0009")
    migreer(opslag.engine)
    assert _duidingen(bank) == [PER_UUR, PER_PIC]


def test_a_rejected_message_leaves_nothing(bank: Bank) -> None:
    bank.verwerk(bank.jw301(TOEWIJZING._replace(code="45Z99")))
    assert _duidingen(bank) == []
