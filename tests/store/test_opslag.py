"""Units of work: all or nothing, alone or in a bundle; and the migrations bring about the tables we think."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.exchange.ports import Idempotentie, SleutelHergebruikt
from app.exchange.steps import EerderVerwerkt
from app.messages.intake import neem_aan
from app.store import bewaren
from app.store.raadplegen import lees_antwoord
from app.store.tables import metadata
from tests.bank import Bank


def test_the_migrations_bring_about_exactly_the_tables(elke_bank: Bank) -> None:
    with elke_bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        context = MigrationContext.configure(werk.verbinding, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_day_of_an_earlier_message_is_the_dutch_day(elke_bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past midnight in the Netherlands is the day before in UTC, in which SQLite keeps moments."""
    nacht = elke_bank.klok.nu().replace(hour=0, minute=30)
    monkeypatch.setattr(elke_bank.klok, "nu", lambda: nacht)
    bericht = elke_bank.jw301()
    elke_bank.goed(bericht)
    (bevinding,) = elke_bank.verwerk(bericht).oordeel.bevindingen
    assert bevinding.regel == "TR056"
    assert f"op {nacht.date()} is ontvangen" in bevinding.uitleg


def test_a_message_that_fails_while_it_is_kept_leaves_nothing(elke_bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = elke_bank
    bericht = bank.jw301().bytes()

    def val_om(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    with monkeypatch.context() as omgeving:
        omgeving.setattr(bewaren, "_bewaar_toewijzingen", val_om)
        with pytest.raises(RuntimeError):
            bank.verwerk(bericht)
    bank.goed(bericht)  # its Identificatie and its toewijzing were not used


def test_in_a_bundle_a_part_that_fails_is_undone_alone(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    loket, opslag = bank.knoop.loket, bank.knoop.opslag
    eerste, tweede = bank.jw301().bytes(), bank.jw305().bytes()
    with opslag.bundel():
        loket.verwerk(neem_aan(eerste))
        with monkeypatch.context() as omgeving:
            omgeving.setattr(bewaren, "_bewaar_regie", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                loket.verwerk(neem_aan(tweede))
    bank.goed(tweede)


def test_a_bundle_that_is_not_committed_leaves_nothing(bank: Bank) -> None:
    bericht = bank.jw301().bytes()

    def onderbroken() -> None:
        with bank.knoop.opslag.bundel():
            bank.knoop.loket.verwerk(neem_aan(bericht))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        onderbroken()
    bank.goed(bericht)


def test_a_key_brings_back_the_same_answer_and_is_not_used_for_other_bytes(elke_bank: Bank) -> None:
    bank = elke_bank
    levering = neem_aan(bank.jw301().bytes())
    sleutel = Idempotentie("a" * 64, levering.pakket.sha256)
    afhandeling = bank.knoop.loket.verwerk(levering, sleutel)
    with pytest.raises(EerderVerwerkt) as eerder:
        bank.knoop.loket.verwerk(levering, sleutel)
    assert eerder.value.id == afhandeling.id
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        antwoord = lees_antwoord(werk.verbinding, bank.knoop.opslag.kluis, afhandeling.id)
    assert antwoord is not None
    assert antwoord.bytes() == afhandeling.antwoord.pakket.bytes()
    ander = neem_aan(bank.jw305().bytes())
    with pytest.raises(SleutelHergebruikt):
        bank.knoop.loket.verwerk(ander, Idempotentie("a" * 64, ander.pakket.sha256))
