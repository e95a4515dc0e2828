"""Every figure within two seconds on SQLite, for a regio of fifteen gemeenten and 27,000 clients (R087)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from app.contracts.model import Productcode, Volumeplafond
from app.contracts.regio import Regio
from app.contracts.verwijzing import Verwijzing
from app.steering.stuurcijfers.catalogus import CIJFERS
from tests.bank import maak_bank
from tests.steering.stuurwereld import ALTIJD, GESLOTEN_PIC, PROFIELEN, TREDEN, Traject, Wereld, maak_regio

ELDERS = {"plafonds": "plafonds"}
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
    return replace(regio, productcodes=(*regio.productcodes, *extra), volumeplafonds=plafonds)


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


def meet(map_: Path, regio: Regio, clienten: int, regels: int) -> dict[str, float]:
    """Seconds that each figure takes over HTTP."""
    bank = maak_bank(map_)
    wereld = Wereld(bank, regio)
    wereld.laad()
    wereld.plaats(trajecten(regio, clienten, regels))
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
