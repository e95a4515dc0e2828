"""Makes input: toewijzingen in the store, and a JW323 of a given size that claims on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.assembly import Knoop
from app.contracts.regiobestand import demoregio, lees_regio
from app.messages.opstellen import stel_declaratie_op
from app.messages.records import Declaratie, Geboortedatum, Header, Prestatie, XsdVersie
from app.standard.elfproef import bulk_bsn
from app.standard.kalender import laatste_van_maand
from app.store import tables as t
from app.store.bulk import datumschrijver, voeg_rijen_toe
from app.store.geboren import versleutel_geboren

GEMEENTE, AANBIEDER = "0384", "42420001"
REGELS_PER_CLIENT = 3
BYTES_PER_REGEL = 858
"""What one line takes with its part of the client, as our own writer indents it."""
EERSTE_NUMMER = 100_000
GEBOREN = Geboortedatum(date(2012, 5, 17), None)
DAGTEKENING = date(2026, 11, 1)


def aantal_regels(megabytes: float) -> int:
    """Lines that make a message of about this size."""
    return max(1, int(megabytes * 1_000_000 / BYTES_PER_REGEL / REGELS_PER_CLIENT)) * REGELS_PER_CLIENT


def vul(knoop: Knoop, regels: int) -> None:
    """The demo regio, and a toewijzing of 2 hours a week in 2026 for each line."""
    knoop.laad_regio(lees_regio(demoregio()))
    bsns = [bulk_bsn(nummer) for nummer in range(regels // REGELS_PER_CLIENT)]
    kluis = knoop.opslag.kluis
    with knoop.opslag.werkeenheid(schrijven=True) as werk:
        datum = datumschrijver(werk.verbinding)
        voeg_rijen_toe(
            werk.verbinding,
            t.client,
            ("id", "bsn_kenmerk", "bsn_versleuteld", "geboren"),
            (
                (
                    *(nummer, kenmerk, kluis.versleutel(bsn.encode(), f"bsn {kenmerk}")),
                    versleutel_geboren(kluis, kenmerk, GEBOREN),
                )
                for nummer, bsn in enumerate(bsns, 1)
                for kenmerk in [kluis.kenmerk(bsn)]
            ),
        )
        voeg_rijen_toe(
            werk.verbinding,
            t.toewijzing,
            (
                *("gemeente", "aanbieder", "categorie", "code", "toewijzingstijd", "eenheid", "frequentie"),
                *("toewijzingsdatum", "ingangsdatum", "einddatum", "volume", "nummer", "client_id"),
            ),
            (
                (
                    *(GEMEENTE, AANBIEDER, "45", "45A04", "10:00:00", "04", "2"),
                    *(datum(date(2026, 1, 1)), datum(date(2026, 1, 1)), datum(date(2026, 12, 31)), 2),
                    *(EERSTE_NUMMER + nummer, nummer // REGELS_PER_CLIENT + 1),
                )
                for nummer in range(regels)
            ),
        )


def schrijf_declaratie(knoop: Knoop, bestand: Path, regels: int, maand: int, afgekeurd: float) -> int:
    """A JW323 over a month of 2026; this share of its lines (0 to 1) is one cent above the tariff: how many."""
    begin = date(2026, maand, 1)
    eind = laatste_van_maand(begin)
    per_bsn: list[tuple[str, list[Prestatie]]] = []
    for client in range(regels // REGELS_PER_CLIENT):
        lijst: list[Prestatie] = []
        for positie in range(REGELS_PER_CLIENT):
            nummer = client * REGELS_PER_CLIENT + positie
            fout = int((nummer + 1) * afgekeurd) > int(nummer * afgekeurd)
            tarief, volume = 8801 if fout else 8800, 4 + nummer % 5
            lijst.append(
                Prestatie(
                    client=client + 1,
                    positie=positie + 1,
                    referentienummer=f"RN{maand:02d}{nummer:09d}",
                    vorig_referentienummer=None,
                    toewijzingnummer=EERSTE_NUMMER + nummer,
                    categorie="45",
                    code="45A04",
                    begindatum=begin,
                    einddatum=eind,
                    volume=volume,
                    eenheid="04",
                    tarief=tarief,
                    bedrag=volume * tarief,
                    debet_credit="D",
                )
            )
        per_bsn.append((bulk_bsn(client), lijst))
    totaal = sum(regel.bedrag for _, lijst in per_bsn for regel in lijst)
    header = Header(AANBIEDER, GEMEENTE, f"BENCH{maand:02d}", DAGTEKENING, XsdVersie("1.0.0", "1.0.0"))
    declaratie = Declaratie(f"BENCH{maand:02d}", begin, eind, DAGTEKENING, totaal, "D")
    with bestand.open("wb") as stroom:
        for blok in stel_declaratie_op(knoop.loket.releases.eerste, header, declaratie, per_bsn).blokken():
            stroom.write(blok)
    return sum(regel.tarief == 8801 for _, lijst in per_bsn for regel in lijst)
