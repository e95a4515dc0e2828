"""What is kept tells nothing about a child to whoever has only the database."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from app.assembly import bouw
from app.settings import Settings
from app.store.privacy import Kluis, KluisFout, open_kluis
from tests.bank import KIND, PRESTATIE, Bank


def test_the_key_file_is_made_for_its_owner_only_and_stays_the_same(tmp_path: Path) -> None:
    bestand = tmp_path / "sleutel"
    kenmerk = open_kluis(bestand).kenmerk(KIND.bsn)
    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    assert open_kluis(bestand).kenmerk(KIND.bsn) == kenmerk


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sleutel").write_text("geen sleutel")
    with pytest.raises(KluisFout, match="64 hexadecimal"):
        open_kluis(tmp_path / "sleutel")


def test_what_was_encrypted_cannot_be_put_in_another_place() -> None:
    kluis = Kluis(b"k" * 32)
    with pytest.raises(KluisFout):
        kluis.ontsleutel(kluis.versleutel(b"iets", "inhoud a"), "inhoud b")


def test_a_database_does_not_open_with_another_key(tmp_path: Path) -> None:
    bouw(Settings(data_dir=tmp_path)).sluit()
    (tmp_path / "sleutel").unlink()
    with pytest.raises(KluisFout, match="key file of this database"):
        bouw(Settings(data_dir=tmp_path))


def test_no_column_holds_a_bsn_or_a_name_in_the_clear(elke_bank: Bank, tmp_path: Path) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw305())
    bank.verwerk(bank.jw323(PRESTATIE, PRESTATIE._replace(positie=2, referentienummer="RN2", toewijzingnummer=9)))
    verboden = (KIND.bsn, KIND.achternaam, KIND.voornamen)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        tabellen = inspect(werk.verbinding).get_table_names()
        assert len(tabellen) > 10
        for tabel in tabellen:
            for rij in werk.verbinding.execute(text(f'SELECT * FROM "{tabel}"')):
                for waarde in rij:
                    tekst = waarde.decode("latin-1") if isinstance(waarde, bytes) else str(waarde)
                    assert not [woord for woord in verboden if woord in tekst], tabel
    for bestand in tmp_path.glob("jeugdknoop.db*"):
        inhoud = bestand.read_bytes()
        assert not [woord for woord in verboden if woord.encode() in inhoud]
