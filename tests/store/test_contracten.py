"""Agreements in the store: loading a regio anew takes effect at once, and what was in force stays known."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from app.contracts.regiobestand import demoregio, lees_regio
from app.store import tables as t
from app.store.contracten import uit_bytes
from app.store.database import migreer
from tests.bank import PRESTATIE, Bank, gevonden
from tests.store.terugzetten import zet_terug


def test_a_regio_that_is_loaded_anew_is_used_for_the_next_message(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    duurder = PRESTATIE._replace(tarief=8900, bedrag=9 * 8900)
    assert gevonden(bank.verwerk(bank.jw323(duurder))) == [("TR418", "0611", "Prestatie")]
    regio = lees_regio(demoregio())
    verhoogd = tuple(replace(een, bedrag=8900) if een.bedrag == 8800 else een for een in regio.tarieven)
    bank.knoop.laad_regio(replace(regio, tarieven=verhoogd))
    bank.goed(bank.jw323(duurder._replace(referentienummer="RN2")))


def test_a_load_is_kept_as_it_was(elke_bank: Bank) -> None:
    regio = lees_regio(demoregio())
    kaal = replace(regio, tarieven=(), productcodes=regio.productcodes[:1])
    elke_bank.knoop.laad_regio(kaal)
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        rijen = werk.verbinding.execute(select(t.regiolading).order_by(t.regiolading.c.versie)).all()
    assert [(rij.regio, rij.versie, uit_bytes(rij.inhoud)) for rij in rijen] == [
        (regio.code, 1, regio),
        (regio.code, 2, kaal),
    ]


def test_what_was_in_force_before_loads_were_kept_is_the_first_that_is_known(elke_bank: Bank) -> None:
    """The migration that brings the table fills it from the agreements in force."""
    knoop, regio = elke_bank.knoop, lees_regio(demoregio())
    knoop.laad_regio(regio)
    zet_terug(knoop.opslag.engine, "0003")
    migreer(knoop.opslag.engine)
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        (rij,) = werk.verbinding.execute(select(t.regiolading)).all()
    gemaakt = uit_bytes(rij.inhoud)
    assert (rij.versie, rij.geladen) == (2, elke_bank.klok.nu())
    # Those tables knew nothing of percelen and PICs.
    kaal = tuple(replace(een, perceel=None, profiel=None, intensiteit=None) for een in regio.productcodes)
    assert set(gemaakt.productcodes) == set(kaal)
    for naam in ("gemeenten", "aanbieders", "contracten", "tarieven"):
        assert set(getattr(gemaakt, naam)) == set(getattr(regio, naam))
    assert (gemaakt.code, gemaakt.naam, gemaakt.fictief) == (regio.code, regio.naam, regio.fictief)


def test_tariffs_that_were_in_force_stay_with_the_moment_they_were_replaced(bank: Bank) -> None:
    regio = lees_regio(demoregio())
    bank.knoop.laad_regio(regio)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        in_force, vervangen = (
            werk.verbinding.scalar(select(func.count()).where(voorwaarde))
            for voorwaarde in (t.tarief.c.vervangen.is_(None), t.tarief.c.vervangen.is_not(None))
        )
    assert (in_force, vervangen) == (len(regio.tarieven), len(regio.tarieven))
