"""Signals are kept in a table of their own, once, with what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from app.exchange.judgement import Signaal, VoorWie
from app.messages.intake import neem_aan
from app.messages.records import Toewijzingsbericht
from app.store import tables as t
from app.store.bestanden import migraties_map
from app.store.signalen import (
    Signaalfilter,
    Signaalplek,
    Signaalrij,
    Stap,
    ToestandGeweigerd,
    bewaar_signalen,
    lees_signaal,
    zet_toestand,
    zoek_signalen,
)
from tests.bank import AANBIEDER, GEMEENTE, Bank

_SIGNAAL = Signaal("OP087", VoorWie.GEMEENTE, "/Bericht/Client", "Toewijzing 1002 ontbreekt.", "toewijzing 1002")
_EENMAAL = _SIGNAAL._replace(kenmerk="contract 7, perceel A, 2026")


def _bewaar(bank: Bank, *signalen: Signaal, later: int = 0) -> None:
    plek = Signaalplek(bank.klok.nu() + timedelta(days=later), GEMEENTE)
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        bewaar_signalen(werk.verbinding, signalen, plek)


def _zet(bank: Bank, rij: Signaalrij, naar: str) -> bool:
    stap = Stap(bank.klok.nu(), naar, "gemeente", f"Nu {naar}.")
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        return zet_toestand(werk.verbinding, bank.knoop.opslag.kluis, rij.openbaar, stap)


def _alle(bank: Bank, filter_: Signaalfilter | None = None) -> list[Signaalrij]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return zoek_signalen(werk.verbinding, filter_ or Signaalfilter(), 100, None)


def test_a_signal_is_kept_with_its_parties_and_its_client(elke_bank: Bank) -> None:
    bank = elke_bank
    proef = bank.toets(bank.jw301())
    afhandeling = replace(proef, oordeel=proef.oordeel.met([_SIGNAAL]))
    assert isinstance(afhandeling.bericht, Toewijzingsbericht)
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        facts = werk.facts(afhandeling.bericht, afhandeling.release, bank.klok.dag)
        werk.bewaar(afhandeling, facts, None)
    (rij,) = _alle(bank)
    assert (rij.bericht_id, rij.moment, rij.toestand) == (afhandeling.id, afhandeling.ontvangen, "open")
    assert (rij.gemeente, rij.aanbieder) == (GEMEENTE, AANBIEDER)
    assert Signaal(rij.code, VoorWie(rij.voor), rij.pad, rij.uitleg, rij.verwijzing) == _SIGNAAL
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        assert rij.client == werk.verbinding.scalar(select(t.client.c.openbaar))


def test_a_message_without_signals_adds_no_row(bank: Bank) -> None:
    afhandeling = bank.knoop.loket.verwerk(neem_aan(bank.jw301().bytes()))
    assert afhandeling.oordeel.signalen == ()
    assert _alle(bank) == []


def test_one_with_a_kenmerk_is_kept_once_until_it_is_closed(elke_bank: Bank) -> None:
    bank = elke_bank
    _bewaar(bank, _EENMAAL, _EENMAAL)
    _bewaar(bank, _EENMAAL, _EENMAAL._replace(voor=VoorWie.AANBIEDER), _EENMAAL._replace(kenmerk="een ander"))
    assert [(rij.voor, rij.bericht_id) for rij in _alle(bank)] == [
        ("gemeente", None),
        ("aanbieder", None),
        ("gemeente", None),
    ]
    eerste = _alle(bank)[-1]
    assert _zet(bank, eerste, "verklaard")
    _bewaar(bank, _EENMAAL)
    assert len(_alle(bank)) == 3
    assert _zet(bank, eerste, "gesloten")
    _bewaar(bank, _EENMAAL)
    assert len(_alle(bank)) == 4
    with pytest.raises(ToestandGeweigerd) as geweigerd:
        _zet(bank, eerste, "open")
    assert geweigerd.value.dubbel
    assert _alle(bank)[-1].toestand == "gesloten"


def test_one_without_a_kenmerk_is_kept_each_time(elke_bank: Bank) -> None:
    _bewaar(elke_bank, _SIGNAAL, _SIGNAAL)
    assert len({rij.openbaar for rij in _alle(elke_bank)}) == 2


def test_what_became_of_it_is_kept_in_order_and_encrypted(elke_bank: Bank) -> None:
    bank = elke_bank
    _bewaar(bank, _SIGNAAL)
    (rij,) = _alle(bank)
    for toestand in ("verklaard", "open", "gesloten", "open"):
        assert _zet(bank, rij, toestand)
    with pytest.raises(ToestandGeweigerd):
        _zet(bank, rij, "open")
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        gevonden = lees_signaal(werk.verbinding, bank.knoop.opslag.kluis, rij.openbaar)
        opgeslagen = werk.verbinding.scalars(select(t.signaal_spoor.c.toelichting)).all()
    assert gevonden is not None
    assert gevonden[0] == rij
    assert [(een.van, een.stap.naar, een.stap.toelichting) for een in gevonden[1]] == [
        ("open", "verklaard", "Nu verklaard."),
        ("verklaard", "open", "Nu open."),
        ("open", "gesloten", "Nu gesloten."),
        ("gesloten", "open", "Nu open."),
    ]
    assert gevonden[1][0].stap.moment == bank.klok.nu()
    assert all(b"Nu" not in een for een in opgeslagen)


def test_what_is_unknown_has_no_state(bank: Bank) -> None:
    _bewaar(bank, _SIGNAAL)
    (rij,) = _alle(bank)
    assert not _zet(bank, rij._replace(openbaar=uuid4()), "gesloten")


def test_filters_make_the_list_shorter(elke_bank: Bank) -> None:
    bank = elke_bank
    _bewaar(bank, _SIGNAAL)
    _bewaar(bank, _SIGNAAL._replace(code="OP284", voor=VoorWie.AANBIEDER), later=1)
    dag = bank.klok.dag
    for filter_, codes in (
        (Signaalfilter(), ["OP284", "OP087"]),
        (Signaalfilter(codes=("OP087", "OP192")), ["OP087"]),
        (Signaalfilter(codes=()), []),
        (Signaalfilter(voor="aanbieder"), ["OP284"]),
        (Signaalfilter(gemeente=GEMEENTE), ["OP284", "OP087"]),
        (Signaalfilter(aanbieder=AANBIEDER), []),
        (Signaalfilter(toestand="gesloten"), []),
        (Signaalfilter(bericht=uuid4()), []),
        (Signaalfilter(van=dag + timedelta(days=1)), ["OP284"]),
        (Signaalfilter(tot=dag), ["OP087"]),
    ):
        assert [rij.code for rij in _alle(bank, filter_)] == codes, filter_


def test_signals_from_before_the_register_are_open_and_get_a_key(elke_bank: Bank) -> None:
    bank = elke_bank
    afhandeling = bank.goed(bank.jw301())
    met_bericht = Signaalplek(bank.klok.nu(), GEMEENTE, AANBIEDER, None, afhandeling.id)
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        bewaar_signalen(werk.verbinding, [_SIGNAAL], met_bericht)
        bewaar_signalen(werk.verbinding, [_SIGNAAL], Signaalplek(bank.klok.nu()))
    eerste = _alle(bank)[1]
    _zet(bank, eerste, "verklaard")
    config = Config()
    config.set_main_option("script_location", str(migraties_map()))
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        config.attributes["connection"] = werk.verbinding
        command.downgrade(config, "0007")
        assert werk.verbinding.scalar(text("SELECT count(*) FROM signaal")) == 1
        command.upgrade(config, "head")
    (rij,) = _alle(bank)
    assert rij.openbaar != eerste.openbaar
    assert rij == eerste._replace(openbaar=rij.openbaar, toestand="open")
