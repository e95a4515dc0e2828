"""Every figure within two seconds on SQLite, for a regio of fifteen gemeenten and 27,000 clients (R087)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from app.contracts.model import Budget, Productcode, Volumeplafond
from app.contracts.regio import Regio
from app.contracts.verwijzing import Verwijzing, Verwijzingsdeel
from app.steering.stuurcijfers.catalogus import CIJFERS
from app.store import tables as t
from app.store.bulk import voeg_rijen_toe
from tests.bank import Bank, maak_bank
from tests.steering.stuurwereld import ALTIJD, GESLOTEN_PIC, PROFIELEN, TREDEN, Traject, Wereld, maak_regio

ELDERS = {
    "plafonds": "plafonds",
    "gezinsplannen?periode=2025": "rijen",
    "verwijzingen/0001": "rijen",
    "volwassenwording?gemeente=0001": "toewijzingen",
}
"""Figures at another door: path, and the list in its answer."""
GRENS = 2.0


def grote_regio(gemeenten: int, aanbieders: int, codes: int) -> Regio:
    """A regio with so many gemeenten, aanbieders and product codes."""
    lijst = [f"{nummer:04d}" for nummer in range(1, gemeenten + 1)]
    regio = maak_regio(lijst, tuple(f"888{nummer:05d}" for nummer in range(aanbieders)))
    extra = tuple(
        Productcode("45", f"4{nummer:04d}", f"Product {nummer}", "04", ALTIJD, "HOOG")
        for nummer in range(codes - len(regio.productcodes))
    )
    plafonds = tuple(
        Volumeplafond(contract.nummer, perceel.code, jaar, 50_000_000)
        for contract in regio.contracten
        for perceel in regio.percelen
        for jaar in (2024, 2025, 2026)
    )
    budgetten = tuple(
        Budget(jaar, 500_000_000, perceel.code, gemeente.code)
        for gemeente in regio.gemeenten
        for perceel in regio.percelen
        for jaar in (2024, 2025, 2026)
    )
    return replace(
        regio,
        productcodes=(*regio.productcodes, *extra),
        volumeplafonds=plafonds,
        verwijzing_vereist=(Verwijzingsdeel.PLAN,),
        budgetten=(*regio.budgetten, *budgetten),
    )


def trajecten(regio: Regio, clienten: int, regels: int) -> list[Traject]:
    """Trajectories over two years and a half, with so many lines each, the same every time."""
    kans = random.Random(1)
    alle = []
    for client in range(1, clienten + 1):
        gemeente = kans.choice(regio.gemeenten).code
        for _ in range(1 if kans.random() < 0.7 else 2):
            ingang = date(2024, 1, 1) + timedelta(days=kans.randrange(850))
            einde = ingang + timedelta(days=kans.randrange(60, 360))
            klaar = einde < date(2026, 5, 6)
            maanden = [
                date(2024 + (ingang.month - 1 + n) // 12, (ingang.month - 1 + n) % 12 + 1, 1) for n in range(regels)
            ]
            alle.append(
                Traject(
                    gemeente=gemeente,
                    aanbieder=kans.choice(regio.aanbieders).agb,
                    client=client,
                    pic=GESLOTEN_PIC
                    if kans.random() < 0.02
                    else (kans.choice(("SPEC", "HOOG")), kans.choice(PROFIELEN), kans.choice(TREDEN)),
                    ingang=ingang,
                    einde=einde,
                    toegewezen=ingang - timedelta(days=kans.randrange(30)),
                    bedragen=tuple((maand, kans.randrange(20_000, 90_000)) for maand in maanden),
                    afgekeurd=((maanden[0], 1),) if kans.random() < 0.05 else (),
                    gestart=ingang + timedelta(days=kans.randrange(40)) if kans.random() < 0.9 else None,
                    gestopt=(einde, kans.choice(("31", "31", "32", "33", "34", "36"))) if klaar else None,
                    verwijzer=kans.choice((None, "01", "02", "04", "05")),
                    volume=kans.randrange(1, 200),
                    verwijzing=_verwijzing(kans, ingang) if kans.random() < 0.8 else None,
                    geboren=date(2002, 1, 1) + timedelta(days=client * 37 % 8000),
                )
            )
    return alle


def _verwijzing(kans: random.Random, ingang: date) -> Verwijzing:
    """Eight teams a gemeente, families of a few children, and some from closed care."""
    return Verwijzing(
        verwijzersoort=kans.choice((None, "01", "02", "03", "04", "05")),
        lokaal_team=kans.choice((None, *(f"T{nummer}" for nummer in range(8)))),
        lokaal_team_op=ingang + timedelta(days=kans.randrange(-30, 60)),
        gezinsplan=f"plan {kans.randrange(10_000)}" if kans.random() < 0.6 else None,
        jeugd_overstijgend=kans.random() < 0.3,
        perspectiefplan_op=ingang if kans.random() < 0.2 else None,
        uit_gesloten=True if kans.random() < 0.02 else None,
    )


def plaats_berichten(bank: Bank, regio: Regio, aantal: int) -> None:
    """So many messages over two years and a half with blobs of usual size, and findings on one of ten."""
    kans = random.Random(2)
    gemeenten, aanbieders = [een.code for een in regio.gemeenten], [een.agb for een in regio.aanbieders]
    ids = [UUID(int=kans.getrandbits(128)).hex for _ in range(aantal)]
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    blob = kans.randbytes(600)
    rijen = (
        (
            *(id, "3.2", kans.choice(("JW301", "JW305", "JW307", "JW323")), kans.choice(aanbieders)),
            *(kans.choice(gemeenten), f"B{nummer}", "2026-01-01"),
            f"{begin + timedelta(minutes=kans.randrange(60 * 24 * 850)):%Y-%m-%d %H:%M:%S}.000000",
            *(
                600,
                blob[:32],
                blob,
                "afgekeurd" if nummer % 10 == 0 else "goedgekeurd",
                True,
                blob[:300],
                int(nummer % 10 == 0),
            ),
            *("JW302", f"A{nummer}", blob),
        )
        for nummer, id in enumerate(ids)
    )
    kolommen = (
        *("id", "release", "code", "afzender", "ontvanger", "identificatie", "dagtekening", "ontvangen", "omvang"),
        *("sha256", "inhoud", "oordeel", "verwerkt", "beoordeling", "bevindingen"),
        *("antwoord_code", "antwoord_identificatie", "antwoord"),
    )
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        voeg_rijen_toe(werk.verbinding, t.bericht, kolommen, rijen)
        voeg_rijen_toe(
            werk.verbinding,
            t.bevinding_telling,
            ("bericht_id", "regel", "retourcode", "klasse", "aantal"),
            ((id, "TR321", kans.choice(("9321", "0611", "9056")), "Prestatie", 1) for id in ids[::10]),
        )
        werk.verbinding.exec_driver_sql("ANALYZE")


def meet(map_: Path, regio: Regio, clienten: int, regels: int, database_url: str = "") -> dict[str, float]:
    """Seconds that each figure takes over HTTP."""
    bank = maak_bank(map_, database_url)
    wereld = Wereld(bank, regio)
    wereld.laad()
    wereld.plaats(trajecten(regio, clienten, regels))
    plaats_berichten(bank, regio, 4 * clienten)
    tijden = {}
    with TestClient(maak_app(bank.knoop)) as http:
        a, b = regio.gemeenten[0].code, [een.code for een in regio.gemeenten[1:]]
        verplicht = {"a": a, "b": b, "aanbieder": regio.aanbieders[0].agb}
        for cijfer in CIJFERS:
            naam = cijfer.naam
            velden = cijfer.vraag.model_fields.items()
            vraag = {veld: verplicht[veld] for veld, info in velden if info.is_required()}
            begin = perf_counter()
            antwoord = http.get(f"/api/v1/stuurcijfers/{naam}", params=vraag)
            tijden[naam] = perf_counter() - begin
            assert antwoord.status_code == 200, antwoord.text
            assert antwoord.json()["rijen"], naam
        for pad, lijst in ELDERS.items():
            begin = perf_counter()
            antwoord = http.get(f"/api/v1/{pad}")
            tijden[pad] = perf_counter() - begin
            assert antwoord.json()[lijst], pad
    bank.knoop.sluit()
    return tijden


def test_every_figure_of_a_small_regio_comes_at_once(tmp_path: Path) -> None:
    tijden = meet(tmp_path, grote_regio(5, 30, 100), 2_000, 6)
    assert max(tijden.values()) < GRENS, tijden


@pytest.mark.long
def test_every_figure_of_a_regio_with_27_000_clients_comes_within_two_seconds(tmp_path: Path) -> None:
    tijden = meet(tmp_path, grote_regio(15, 155, 800), 27_000, 10)
    assert max(tijden.values()) < GRENS, tijden


@pytest.mark.long
def test_every_figure_of_such_a_regio_comes_as_fast_from_postgresql(tmp_path: Path, postgres_url: str) -> None:
    tijden = meet(tmp_path, grote_regio(15, 155, 800), 27_000, 10, postgres_url)
    assert max(tijden.values()) < GRENS, tijden
