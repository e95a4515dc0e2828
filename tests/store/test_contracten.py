"""Agreements in the store: loading a regio anew takes effect at once, and what was in force stays known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import Table, func, select

from app.contracts.afspraken import Afspraken, Vraag
from app.contracts.regiobestand import demoregio, lees_regio, meegeleverd
from app.messages.pakket import comprimeer
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
    # Those tables knew nothing of percelen, PICs and stays.
    kaal = tuple(
        replace(een, perceel=None, profiel=None, intensiteit=None, met_verblijf=None) for een in regio.productcodes
    )
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


def test_the_tables_hold_the_same_agreements_for_queries(elke_bank: Bank) -> None:
    regio = lees_regio(meegeleverd()["rijnmond"])
    for _ in range(2):
        elke_bank.knoop.laad_regio(regio)
    eigen = regio.code
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:

        def tel(tabel: Table) -> int:
            return werk.verbinding.scalar(select(func.count()).where(tabel.c.regio == eigen)) or 0

        assert tel(t.perceel) == len(regio.percelen) == 8
        assert tel(t.bekostiging) == 8 * len(regio.gemeenten)
        assert tel(t.contract_perceel) == 3 + 2 + 2 + 1
        assert tel(t.onderaanneming) == 1
        assert (tel(t.profiel), tel(t.intensiteit)) == (7, 4)
        assert tel(t.productcode) == len(regio.productcodes)
        plafonds = werk.verbinding.execute(
            select(t.volumeplafond.c.perceel, t.volumeplafond.c.gemeente, t.volumeplafond.c.bedrag).order_by("perceel")
        )
        assert [tuple(rij) for rij in plafonds][-2:] == [("F", "", 30000000), ("LOKAAL", "0599", 10000000)]
        c = t.contract.c
        rijen = werk.verbinding.execute(select(c.nummer, c.einde).where(c.regio == eigen)).all()
        einden = {rij.nummer: rij.einde for rij in rijen}
        assert einden == {een.nummer: een.looptijd().tot for een in regio.contracten}
        assert len(set(einden.values())) == 3


def test_agreements_are_read_once_for_each_load(elke_bank: Bank) -> None:
    knoop = elke_bank.knoop
    regio = lees_regio(demoregio())
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        eerste = knoop.archief.afspraken(werk.verbinding, regio.code)
        assert knoop.archief.afspraken(werk.verbinding, regio.code) is eerste
        assert knoop.archief.afspraken(werk.verbinding, "NIETS") is None
        assert knoop.archief.afspraken_van_gemeente(werk.verbinding, "0384", date(2026, 1, 1)) is eerste
        assert knoop.archief.afspraken_van_gemeente(werk.verbinding, "0384", date(2019, 12, 31)) is None
    knoop.laad_regio(replace(regio, naam="Anders"))
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        tweede = knoop.archief.afspraken(werk.verbinding, regio.code)
    assert eerste is not None
    assert tweede is not None
    assert (eerste.regio.naam, tweede.regio.naam) == (regio.naam, "Anders")


def test_loads_from_before_percelen_can_still_be_read() -> None:
    oud = {
        "code": "OUD",
        "naam": "Een oude lading",
        "fictief": True,
        "gemeenten": [{"code": "0384", "naam": "Diemen", "geldig": {"van": "2020-01-01", "tot": None}}],
        "aanbieders": [{"agb": "42420001", "naam": "A"}],
        "contracten": [
            {
                "nummer": "C",
                "aanbieder": "42420001",
                "geldig": {"van": "2020-01-01", "tot": "2020-12-31"},
                "tariefcontrole": "MAXIMUM",
            }
        ],
        "productcodes": [
            {"categorie": "45", "code": "45A04", "naam": "Uur", "eenheid": "04", "geldig": {"van": "2020-01-01"}}
        ],
        "tarieven": [{"code": "45A04", "eenheid": "04", "bedrag": 8500, "geldig": {"van": "2020-01-01"}}],
    }
    afspraken = Afspraken(uit_bytes(comprimeer(json.dumps(oud).encode())))
    dag = date(2020, 6, 1)
    tarief = afspraken.zoek(Vraag("0384", "42420001", "45A04", "01", dag, dag)).tarief
    assert tarief is not None
    assert tarief.bedrag == 8500
    assert afspraken.contract("42420001", date(2021, 1, 1)) is None
