"""Cases are kept once by their kenmerk, as long as one is open."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.contracts.zaak import Zaakstap
from app.standard.zaaksoorten import OPENEN, laad_zaaksoorten
from app.store.zaken import AlOpen, Onderwerp, Zaakfilter, bewaar_zaak, lees_zaak, zet_stap, zoek_zaken
from tests.bank import AANBIEDER, Bank

_SOORT = laad_zaaksoorten()["verbeterplan"]
_ONDERWERP = Onderwerp("aanbieder", regio="DEMO", aanbieder=AANBIEDER)
_AANLEIDING = {"indicator": "uitval", "periode": "2026-K1"}


def _open(bank: Bank, kenmerk: str | None) -> UUID:
    stap = Zaakstap(bank.klok.nu(), OPENEN, "beheerder", "Twee perioden dalend.", _AANLEIDING)
    opslag = bank.knoop.opslag
    with opslag.werkeenheid(schrijven=True) as werk:
        return bewaar_zaak(werk.verbinding, opslag.kluis, _SOORT, _ONDERWERP, stap, kenmerk=kenmerk)


def _zet(bank: Bank, zaak: UUID, naam: str) -> None:
    opslag = bank.knoop.opslag
    with opslag.werkeenheid(schrijven=True) as werk:
        zet_stap(werk.verbinding, opslag.kluis, zaak, Zaakstap(bank.klok.nu(), naam, "regio", "Omdat.", {}))


def test_one_that_is_opened_again_does_not_run_beside_another(elke_bank: Bank) -> None:
    bank, opslag = elke_bank, elke_bank.knoop.opslag
    soort, pic = laad_zaaksoorten()["knelpunt"], Onderwerp("pic", regio="DEMO", pic="ARRANGEMENT 3B")

    def meld() -> UUID:
        stap = Zaakstap(bank.klok.nu(), OPENEN, "regio", "Het tarief knelt.", {})
        with opslag.werkeenheid(schrijven=True) as werk:
            return bewaar_zaak(werk.verbinding, opslag.kluis, soort, pic, stap, kenmerk="3B")

    eerste = meld()
    _zet(bank, eerste, "afwijzen")
    meld()
    with pytest.raises(AlOpen):
        _zet(bank, eerste, "heropenen")
    with opslag.werkeenheid(schrijven=False) as werk:
        zaak = lees_zaak(werk.verbinding, opslag.kluis, eerste)
    assert zaak is not None
    assert [een.stap.naam for een in zaak.verloop.stappen] == [OPENEN, "afwijzen"]


def test_one_with_a_kenmerk_is_opened_once_until_it_is_closed(elke_bank: Bank) -> None:
    bank, opslag = elke_bank, elke_bank.knoop.opslag
    eerste = _open(bank, "uitval 2026-K1")
    with pytest.raises(AlOpen):
        _open(bank, "uitval 2026-K1")
    _open(bank, "uitval 2026-K2")
    _open(bank, None)
    _open(bank, None)
    _zet(bank, eerste, "vervallen")
    _open(bank, "uitval 2026-K1")
    with opslag.werkeenheid(schrijven=False) as werk:
        assert len(zoek_zaken(werk.verbinding, Zaakfilter(), 10)) == 5
        zaak = lees_zaak(werk.verbinding, opslag.kluis, eerste)
    assert zaak is not None
    assert zaak.verloop.gesloten
    assert dict(zaak.verloop.stappen[0].stap.gegevens) == _AANLEIDING
