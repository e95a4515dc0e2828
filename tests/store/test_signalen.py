"""Signals are kept in a table of their own, to be listed."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from app.exchange.judgement import Signaal, VoorWie
from app.messages.intake import neem_aan
from app.messages.records import Toewijzingsbericht
from app.store import tables as t
from tests.bank import AANBIEDER, GEMEENTE, Bank

_SIGNAAL = Signaal("OP271", VoorWie.AANBIEDER, "/Bericht/Client", "De start is te laat gemeld.", "toewijzing 1001")


def test_a_signal_is_kept_with_its_parties_and_its_client(elke_bank: Bank) -> None:
    bank = elke_bank
    proef = bank.toets(bank.jw301())
    afhandeling = replace(proef, oordeel=proef.oordeel.met([_SIGNAAL]))
    assert isinstance(afhandeling.bericht, Toewijzingsbericht)
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        facts = werk.facts(afhandeling.bericht, afhandeling.release, bank.klok.dag)
        werk.bewaar(afhandeling, facts, None)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        rij = werk.verbinding.execute(select(t.signaal)).one()
        assert rij.client_id == werk.verbinding.scalar(select(t.client.c.id))
    assert (rij.bericht_id, rij.moment) == (afhandeling.id, afhandeling.ontvangen)
    assert (rij.gemeente, rij.aanbieder) == (GEMEENTE, AANBIEDER)
    assert Signaal(rij.code, VoorWie(rij.voor), rij.pad, rij.uitleg, rij.verwijzing) == _SIGNAAL


def test_a_message_without_signals_adds_no_row(bank: Bank) -> None:
    afhandeling = bank.knoop.loket.verwerk(neem_aan(bank.jw301().bytes()))
    assert afhandeling.oordeel.signalen == ()
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        assert werk.verbinding.execute(select(t.signaal)).all() == []
