"""Chains of a verzoek: what may follow on what, and that only what was approved counts."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.messages.records import Woonplaatsbeginsel
from app.store.tables import antwoord, toewijzing, verzoek, verzoek_product
from tests.bank import (
    AANGEVRAAGD,
    AFWIJZING,
    ANDER_KIND,
    IN_ONDERZOEK,
    NIEUW,
    ONGEWIJZIGD,
    TE_WIJZIGEN,
    TOEWIJZING,
    VERZOEK,
    Bank,
    gevonden,
)
from tests.rules.berichten import BUDGET, zonder

_HONORERING = TOEWIJZING._replace(referentie_aanbieder="VOT1")
_TWEEDE = AANGEVRAAGD._replace(referentie_aanbieder="VOT2", code="45A53")
_DERDE = AANGEVRAAGD._replace(referentie_aanbieder="VOT3")
_VOW2 = VERZOEK._replace(referentie_aanbieder="VOW2")
_TR374_VOT = [("TR374", "9374", "Client")]
_TR374_VOW = [("TR374", "9374", "Verzoek")]


def test_a_verzoek_is_asked_studied_and_honoured(elke_bank: Bank) -> None:
    bank = elke_bank
    antwoorden = [
        bank.goed(bericht).antwoord.code
        for bericht in (bank.jw315(), bank.jw319(IN_ONDERZOEK), bank.jw301(_HONORERING), bank.jw305())
    ]
    assert antwoorden == ["JW316", "JW320", "JW302", "JW306"]
    assert gevonden(bank.verwerk(bank.jw319())) == [("TR359", "9359", "Antwoord")]
    bank.goed(bank.jw315(_DERDE))


def test_a_change_is_asked_and_honoured_with_one_reference_on_all_products(elke_bank: Bank) -> None:
    bank = elke_bank
    tweede = TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")
    bank.goed(bank.jw301(TOEWIJZING, tweede))
    bank.goed(bank.jw317(TE_WIJZIGEN, ONGEWIJZIGD._replace(toewijzingnummer=1002)))
    assert gevonden(bank.toets(bank.jw315())) == _TR374_VOT
    langer = TOEWIJZING._replace(
        einddatum=TE_WIJZIGEN.einddatum, toewijzingsdatum=date(2026, 5, 6), referentie_aanbieder="VOW1"
    )
    bank.goed(bank.jw301(langer, tweede._replace(referentie_aanbieder="VOW1")))
    bank.goed(bank.jw315())


def test_a_toewijzing_that_honoured_a_verzoek_can_be_sent_again_and_changed(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw315())
    bank.goed(bank.jw301(_HONORERING))
    bank.goed(bank.jw301(_HONORERING))
    gewijzigd = _HONORERING._replace(toewijzingsdatum=date(2026, 5, 1), einddatum=date(2026, 5, 31))
    assert gevonden(bank.verwerk(bank.jw301(gewijzigd))) == [("TR379", "9379", "ToegewezenProduct")]
    bank.goed(bank.jw301(gewijzigd._replace(referentie_aanbieder=None)))
    bank.goed(bank.jw301(_HONORERING))


def test_one_verzoek_at_a_time_until_every_product_is_answered(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw315(AANGEVRAAGD, _TWEEDE))
    for bericht in (None, bank.jw319(), bank.jw319(IN_ONDERZOEK._replace(referentie_aanbieder="VOT2"))):
        if bericht is not None:
            bank.goed(bericht)
        assert gevonden(bank.verwerk(bank.jw315(_DERDE))) == _TR374_VOT
    bank.goed(bank.jw319(AFWIJZING._replace(referentie_aanbieder="VOT2")))
    bank.goed(bank.jw315(_DERDE))


def test_a_refused_verzoek_is_over(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw315())
    bank.goed(bank.jw319())
    for bericht, regels in (
        (bank.jw319(), [("TR365", "9365", "Antwoord")]),
        (bank.jw319(IN_ONDERZOEK), [("TR360", "9360", "Antwoord"), ("TR365", "9365", "Antwoord")]),
        (bank.jw301(_HONORERING), [("TR379", "9379", "ToegewezenProduct")]),
    ):
        assert gevonden(bank.verwerk(bericht)) == regels
    assert gevonden(bank.verwerk(bank.jw315())) == [("TR347", "9347", "AangevraagdProduct")]


def test_what_was_rejected_does_not_count(elke_bank: Bank) -> None:
    """Neither a verzoek, nor an answer, nor a toewijzing."""
    bank = elke_bank
    assert gevonden(bank.verwerk(bank.jw315(AANGEVRAAGD._replace(categorie="43")))) == [
        ("TR381", "S329", "AangevraagdProduct")
    ]
    bank.goed(bank.jw315())
    assert bank.verwerk(bank.jw319(dagtekening=date(2026, 5, 7))).oordeel.bevindingen
    assert bank.verwerk(bank.jw301(_HONORERING._replace(categorie="43"))).oordeel.bevindingen
    bank.goed(bank.jw319(IN_ONDERZOEK))
    bank.goed(bank.jw301(_HONORERING))


def test_a_dry_run_leaves_no_verzoek(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.toets(bank.jw315())
    assert gevonden(bank.verwerk(bank.jw319())) == [("TR355", "9355", "Antwoord")]
    bank.goed(bank.jw315())


@pytest.mark.parametrize("reden", ["13", "06"])
def test_a_removed_toewijzing_need_not_be_in_a_verzoek_and_cannot_be(elke_bank: Bank, reden: str) -> None:
    """One that was shortened still counts as long as it lasts on the Dagtekening."""
    bank = elke_bank
    weg = TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")
    bank.goed(bank.jw301(TOEWIJZING, weg))
    bank.goed(bank.jw301(zonder(weg, reden_wijziging=reden, einddatum=_einde(reden))))
    genoemd, niet_genoemd = bank.jw317(TE_WIJZIGEN, ONGEWIJZIGD._replace(toewijzingnummer=1002)), bank.jw317()
    if reden == "13":
        assert gevonden(bank.toets(genoemd)) == [("TR350", "9350", "OngewijzigdProduct")]
        bank.goed(niet_genoemd)
    else:
        assert gevonden(bank.toets(niet_genoemd)) == [("TR349", "9349", "Verzoek")]
        bank.goed(genoemd)


def _einde(reden: str) -> date:
    return TOEWIJZING.ingangsdatum if reden == "13" else date(2026, 5, 6)


def test_what_is_kept_of_verzoeken_and_answers(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(BUDGET))
    bank.goed(bank.jw315(kind=ANDER_KIND))
    wijziging = bank.goed(
        bank.jw317(
            TE_WIJZIGEN._replace(ingangsdatum=BUDGET.ingangsdatum, omvang=None, budget=150_000),
            NIEUW._replace(ingangsdatum=date(2026, 10, 1), einddatum=None, omvang=None, code=None),
            verzoek=_VOW2,
        )
    )
    onderzoek = bank.goed(bank.jw319(IN_ONDERZOEK))
    geweigerd = bank.goed(bank.jw319(AFWIJZING._replace(reden_afwijzing="8"), Woonplaatsbeginsel("0503")))
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        eerste, tweede = werk.verbinding.execute(select(verzoek).order_by(verzoek.c.id)).all()
        producten = werk.verbinding.execute(
            select(verzoek_product).order_by(verzoek_product.c.verzoek_id, verzoek_product.c.volgnummer)
        ).all()
        antwoorden = werk.verbinding.execute(select(antwoord).order_by(antwoord.c.id)).all()
        client = werk.verbinding.scalar(select(toewijzing.c.client_id))
    assert (eerste.soort, eerste.referentie, eerste.in_onderzoek_door, eerste.afgewezen_door) == (
        "JW315",
        "VOT1",
        onderzoek.id,
        geweigerd.id,
    )
    assert (tweede.soort, tweede.referentie, tweede.reden_verzoek, tweede.bericht_id, tweede.client_id) == (
        "JW317",
        "VOW2",
        "1",
        wijziging.id,
        client,
    )
    assert (tweede.gemeente, tweede.aanbieder, tweede.dagtekening) == ("0384", "42420001", date(2026, 5, 6))
    assert tweede.ontvangen == wijziging.ontvangen
    zomer, gewijzigd = (date(2026, 6, 1), date(2026, 8, 31)), (date(2026, 2, 1), date(2026, 9, 30))
    assert [tuple(product) for product in producten] == [
        (eerste.id, 1, "aangevraagd", None, "45", "45A04", *zomer, 2, "04", "2", None, "02"),
        (tweede.id, 1, "te_wijzigen", 1001, None, None, *gewijzigd, None, None, None, 150_000, None),
        (tweede.id, 2, "nieuw", None, "45", None, date(2026, 10, 1), None, None, None, None, None, None),
    ]
    assert [tuple(een)[1:] for een in antwoorden] == [
        (onderzoek.id, eerste.id, "2", None, None),
        (geweigerd.id, eerste.id, "1", "8", "0503"),
    ]
