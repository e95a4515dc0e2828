"""Agreements in the store: loading a regio anew takes effect at once, and what was in force stays known."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from app.contracts.regiobestand import demoregio, lees_regio
from app.store import tables as t
from tests.bank import PRESTATIE, Bank, gevonden


def test_a_regio_that_is_loaded_anew_is_used_for_the_next_message(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    duurder = PRESTATIE._replace(tarief=8900, bedrag=9 * 8900)
    assert gevonden(bank.verwerk(bank.jw323(duurder))) == [("TR418", "0611", "Prestatie")]
    regio = lees_regio(demoregio())
    verhoogd = tuple(replace(een, bedrag=8900) if een.bedrag == 8800 else een for een in regio.tarieven)
    bank.knoop.laad_regio(replace(regio, tarieven=verhoogd))
    bank.goed(bank.jw323(duurder._replace(referentienummer="RN2")))


def test_tariffs_that_were_in_force_stay_with_the_moment_they_were_replaced(bank: Bank) -> None:
    regio = lees_regio(demoregio())
    bank.knoop.laad_regio(regio)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        in_force, vervangen = (
            werk.verbinding.scalar(select(func.count()).where(voorwaarde))
            for voorwaarde in (t.tarief.c.vervangen.is_(None), t.tarief.c.vervangen.is_not(None))
        )
    assert (in_force, vervangen) == (len(regio.tarieven), len(regio.tarieven))
