"""A regio with two percelen, and trajectories that go straight into the tables, so that figures have something to add.

SPEC is paid per PIC (82), HOOG per etmaal (14) with a PIC label. Everything is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert

from app.contracts.model import (
    Aanbieder,
    Bekostiging,
    Budget,
    Contract,
    Geldigheid,
    Gemeente,
    Intensiteit,
    Peildatum,
    Perceel,
    Pic,
    Productcode,
    Profiel,
    Regio,
    Tarief,
    Volumeplafond,
    Vorm,
)
from app.contracts.verwijzing import Verwijzing
from app.messages.records import Geboortedatum
from app.store import tables as t
from app.store.bulk import datumschrijver, voeg_rijen_toe
from app.store.geboren import versleutel_geboren
from app.store.opslag import SqlWerkeenheid
from app.store.privacy import Kluis
from tests.bank import Bank

ALTIJD = Geldigheid(date(2018, 1, 1))
GEMEENTEN = ("0384", "0503", "0518")
AANBIEDERS = tuple(f"8880{nummer:04d}" for nummer in range(1, 9))
PROFIELEN = ("3", "5")
TREDEN = ("A", "B", "C", "D")
"""Rang 1 to 4: C and D are heavy."""
VERBLIJF = {"A": False, "B": None, "C": False, "D": True}
"""Whether a trede is with a stay; of B nobody said."""
GESLOTEN = "JZP"
GESLOTEN_PIC = (GESLOTEN, "3", "D")
PXQ_CODE = "43A07"
TARIEVEN = {"A": 200_000, "B": 400_000, "C": 600_000, "D": 800_000}
ETMAAL = 31_000


def maak_regio(gemeenten: Sequence[str] = GEMEENTEN, aanbieders: Sequence[str] = AANBIEDERS) -> Regio:
    """The regio in which trajectories are placed; it takes the gemeenten of the demo regio."""
    percelen = ("SPEC", "HOOG")
    pics = (
        *(
            Pic(perceel, profiel, trede, met_verblijf=VERBLIJF[trede])
            for perceel in percelen
            for profiel in PROFIELEN
            for trede in TREDEN
        ),
        Pic(*GESLOTEN_PIC, met_verblijf=True),
    )
    codes = {(pic.perceel, pic.profiel, pic.intensiteit): pic_code(*pic.sleutel) for pic in pics}
    return Regio(
        code="STUUR",
        naam="Stuurregio (fictief)",
        fictief=True,
        geldig=ALTIJD,
        gemeenten=tuple(Gemeente(code, f"Gemeente {code}", ALTIJD) for code in gemeenten),
        aanbieders=tuple(Aanbieder(agb, f"Aanbieder {agb}") for agb in aanbieders),
        contracten=tuple(Contract(f"C-{agb}", agb, ALTIJD) for agb in aanbieders),
        percelen=(*(Perceel(code, code) for code in percelen), Perceel(GESLOTEN, "Gesloten", gesloten=True)),
        bekostigingen=(
            Bekostiging("SPEC", ALTIJD, Vorm.PIC, Peildatum.TOEWIJZING),
            Bekostiging(GESLOTEN, ALTIJD, Vorm.PIC, Peildatum.TOEWIJZING),
            Bekostiging("HOOG", ALTIJD, Vorm.PXQ, Peildatum.PRODUCTPERIODE, pic_label_verplicht=True),
        ),
        budgetten=tuple(Budget(jaar, 100_000_000) for jaar in (2024, 2025, 2026)),
        volumeplafonds=tuple(Volumeplafond(f"C-{agb}", "SPEC", 2026, 100_000_000) for agb in aanbieders[:1]),
        profielen=tuple(Profiel(code, f"Profiel {code}", ALTIJD) for code in PROFIELEN),
        intensiteiten=tuple(Intensiteit(code, code, rang) for rang, code in enumerate(TREDEN, 1)),
        pics=pics,
        productcodes=(
            *(
                Productcode("50", code, code, "82", ALTIJD, perceel, profiel, trede)
                for (perceel, profiel, trede), code in codes.items()
            ),
            Productcode("43", PXQ_CODE, "Verblijf", "14", ALTIJD, "HOOG"),
        ),
        tarieven=(
            *(
                Tarief(code, "82", TARIEVEN[trede], ALTIJD, besluit="Fictief besluit")
                for (_, _, trede), code in codes.items()
            ),
            Tarief(PXQ_CODE, "14", ETMAAL, ALTIJD, besluit="Fictief besluit"),
        ),
    )


def pic_code(perceel: str, profiel: str, trede: str) -> str:
    """The product code of a PIC."""
    return f"50{perceel[0]}{profiel}{trede}"


@dataclass(frozen=True)
class Traject:
    """A toewijzing with what came of it."""

    gemeente: str = "0384"
    aanbieder: str = AANBIEDERS[0]
    client: int = 1
    pic: tuple[str, str, str] | None = ("SPEC", "3", "B")
    """PIC of the code, or of the label in HOOG."""
    ingang: date = date(2026, 1, 1)
    einde: date | None = date(2026, 6, 30)
    toegewezen: date | None = None
    """Day of the JW301; None: the first day."""
    bedragen: tuple[tuple[date, int], ...] = ()
    """Granted lines by the first day of the month; below zero: a credit."""
    afgekeurd: tuple[tuple[date, int], ...] = ()
    gestart: date | None = None
    gestopt: tuple[date, str] | None = None
    """Einddatum and RedenBeeindiging."""
    verwijzer: str | None = None
    verzocht: date | None = None
    verwijderd: bool = False
    volume: int | None = None
    """Etmalen, in HOOG."""
    verwijzing: Verwijzing | None = None
    geboren: date | None = None
    """The same for each of the client; None: not known."""

    @property
    def toegekend(self) -> int:
        """What was granted on it."""
        return sum(bedrag for _, bedrag in self.bedragen)

    @property
    def wie_verwees(self) -> str | None:
        """The kind of verwijzer: of the JW315, else as was told."""
        return self.verwijzer or (None if self.verwijzing is None else self.verwijzing.verwijzersoort)

    @property
    def per_eenheid(self) -> bool:
        """Whether it is paid per etmaal."""
        return self.pic is None or self.pic[0] == "HOOG"


@dataclass
class Wereld:
    """Puts trajectories in the tables of a bench."""

    bank: Bank
    regio: Regio = field(default_factory=maak_regio)
    _nummer: count[int] = field(default_factory=lambda: count(1))
    _clienten: set[int] = field(default_factory=set)

    def laad(self) -> None:
        """Load the regio; the demo regio gives its gemeenten up."""
        demo = self.bank.knoop
        kaal = replace(maak_regio((), ()), code="DEMO", productcodes=(), tarieven=(), bekostigingen=(), budgetten=())
        demo.laad_regio(kaal)
        demo.laad_regio(self.regio)

    def plaats(self, trajecten: Iterable[Traject], regels_per_bericht: int = 5000) -> None:
        """Insert them, with one message for all, and let the service derive what they stand for."""
        alle = list(trajecten)
        opslag = self.bank.knoop.opslag
        with opslag.werkeenheid(schrijven=True) as werk:
            _voeg_toe(werk, alle, self._nummer, self._clienten, regels_per_bericht)
        opslag.werk_bij()
        with opslag.werkeenheid(schrijven=True) as werk:
            werk.verbinding.exec_driver_sql("ANALYZE")


def _voeg_toe(
    werk: SqlWerkeenheid, alle: Sequence[Traject], nummers: count[int], bekend: set[int], regels_per_bericht: int
) -> None:
    verbinding = werk.verbinding
    sqlite = verbinding.dialect.name == "sqlite"
    datum = datumschrijver(verbinding)

    def dag(waarde: date | None) -> Any:
        return None if waarde is None else datum(waarde)

    def uuid(waarde: UUID) -> Any:
        return waarde.hex if sqlite else waarde

    geboren = {een.client: een.geboren for een in alle}
    nieuw = sorted({een.client for een in alle} - bekend)
    bekend.update(nieuw)
    voeg_rijen_toe(
        verbinding,
        t.client,
        ("id", "bsn_kenmerk", "bsn_versleuteld", "openbaar", "geboren"),
        (
            (client, f"kenmerk {client}", b"", uuid(uuid4()), _geboren(werk.kluis, client, geboren.get(client)))
            for client in nieuw
        ),
    )
    bericht = voeg_bericht_toe(verbinding, "JW301")
    genummerd = [(next(nummers), een) for een in alle]
    voeg_rijen_toe(
        verbinding,
        t.toewijzing,
        (
            *("id", "gemeente", "nummer", "aanbieder", "client_id", "categorie", "code", "toewijzingsdatum"),
            *("toewijzingstijd", "ingangsdatum", "einddatum", "reden_wijziging", "volume", "eenheid", "frequentie"),
            *("toegekend_volume", "toegekend_bedrag", "open_prestaties"),
        ),
        (
            (
                *(nummer, een.gemeente, nummer, een.aanbieder, een.client),
                *(("43", PXQ_CODE) if een.per_eenheid or een.pic is None else ("50", pic_code(*een.pic))),
                *(dag(een.toegewezen or een.ingang), "10:00:00", dag(een.ingang), dag(een.einde)),
                "13" if een.verwijderd else None,
                *((een.volume or 1, "14", "6") if een.per_eenheid else (1, "82", "6")),
                *(0, een.toegekend, len(een.bedragen)),
            )
            for nummer, een in genummerd
        ),
    )
    voeg_rijen_toe(
        verbinding,
        t.toewijzing_versie,
        ("toewijzing_id", "bericht_id", "toewijzingsdatum", "toewijzingstijd", "einddatum", "referentie_aanbieder"),
        (
            (
                *(nummer, uuid(bericht), dag(een.toegewezen or een.ingang), "10:00:00", dag(een.einde)),
                None if een.verwijzer is None else f"VOT{nummer}",
            )
            for nummer, een in genummerd
        ),
    )
    labels = [(nummer, een.pic) for nummer, een in genummerd if een.per_eenheid and een.pic is not None]
    if labels:
        verbinding.execute(
            insert(t.piclabel),
            [
                {
                    "toewijzing_id": nummer,
                    "perceel": pic[0],
                    "profiel": pic[1],
                    "intensiteit": pic[2],
                    "vastgelegd": datetime(2026, 1, 1, tzinfo=UTC),
                }
                for nummer, pic in labels
            ],
        )
    vertelde = [(nummer, een.gemeente, een.verwijzing) for nummer, een in genummerd if een.verwijzing is not None]
    if vertelde:
        verbinding.execute(
            insert(t.verwijzing),
            [
                {
                    "gemeente": gemeente,
                    "toewijzingnummer": nummer,
                    "versie": 1,
                    "bekend": datetime(2026, 1, 1, tzinfo=UTC),
                    **verwijzing._asdict(),
                }
                for nummer, gemeente, verwijzing in vertelde
            ],
        )
    _regie(verbinding, genummerd, bericht)
    _verzoeken(verbinding, genummerd, bericht)
    _declaraties(verbinding, genummerd, regels_per_bericht)


def voeg_bericht_toe(
    verbinding: Connection,
    code: str,
    afzender: str = "0384",
    ontvanger: str = AANBIEDERS[0],
    ontvangen: datetime = datetime(2026, 5, 6, tzinfo=UTC),
    oordeel: str = "goedgekeurd",
    *,
    beantwoord: bool = False,
) -> UUID:
    """A message without content; ``beantwoord``: the service answered it itself."""
    id = uuid4()
    verbinding.execute(
        insert(t.bericht),
        {
            "id": id,
            "release": "3.2",
            "code": code,
            "afzender": afzender,
            "ontvanger": ontvanger,
            "identificatie": str(id)[:12],
            "dagtekening": date(2026, 1, 1),
            "ontvangen": ontvangen,
            "omvang": 0,
            "sha256": b"",
            "inhoud": b"",
            "oordeel": oordeel,
            "verwerkt": True,
            "beoordeling": b"",
            "bevindingen": 0,
            "antwoord_code": "JW325" if beantwoord else None,
        },
    )
    return id


def _geboren(kluis: Kluis, client: int, dag: date | None) -> bytes | None:
    return None if dag is None else versleutel_geboren(kluis, f"kenmerk {client}", Geboortedatum(dag, None))


def _regie(verbinding: Connection, genummerd: Sequence[tuple[int, Traject]], bericht: UUID) -> None:
    def gemeen(nummer: int, een: Traject) -> dict[str, Any]:
        return {
            "bericht_id": bericht,
            "client_id": een.client,
            "gemeente": een.gemeente,
            "aanbieder": een.aanbieder,
            "toewijzingnummer": nummer,
            "begindatum": een.gestart or een.ingang,
        }

    starts = [gemeen(nummer, een) for nummer, een in genummerd if een.gestart is not None]
    stops = [
        {**gemeen(nummer, een), "einddatum": een.gestopt[0], "reden_beeindiging": een.gestopt[1]}
        for nummer, een in genummerd
        if een.gestopt is not None
    ]
    for tabel, rijen in ((t.start, starts), (t.stop, stops)):
        if rijen:
            verbinding.execute(insert(tabel), rijen)


def _verzoeken(verbinding: Connection, genummerd: Sequence[tuple[int, Traject]], bericht: UUID) -> None:
    met = [(nummer, een) for nummer, een in genummerd if een.verwijzer is not None]
    if met:
        verbinding.execute(
            insert(t.verzoek),
            [
                {
                    "id": nummer,
                    "bericht_id": bericht,
                    "soort": "JW315",
                    "aanbieder": een.aanbieder,
                    "gemeente": een.gemeente,
                    "client_id": een.client,
                    "referentie": f"VOT{nummer}",
                    "dagtekening": een.verzocht or een.ingang,
                    "ontvangen": datetime(2026, 1, 1, tzinfo=UTC),
                    "toegewezen_door": bericht,
                }
                for nummer, een in met
            ],
        )
        verbinding.execute(
            insert(t.verzoek_product),
            [
                {"verzoek_id": nummer, "volgnummer": 1, "soort": "aangevraagd", "verwijzer": een.verwijzer}
                for nummer, een in met
            ],
        )


def _declaraties(verbinding: Connection, genummerd: Sequence[tuple[int, Traject]], per_bericht: int) -> None:
    datum = datumschrijver(verbinding)
    regels = [
        (nummer, een, maand, bedrag, staat)
        for nummer, een in genummerd
        for staat, lijst in ((1, een.bedragen), (8, een.afgekeurd))
        for maand, bedrag in lijst
    ]
    for begin in range(0, len(regels), per_bericht):
        deel = regels[begin : begin + per_bericht]
        bericht = voeg_bericht_toe(verbinding, "JW323", deel[0][1].aanbieder, deel[0][1].gemeente)
        sleutel = verbinding.execute(
            insert(t.declaratie),
            {
                "bericht_id": bericht,
                "aanbieder": deel[0][1].aanbieder,
                "gemeente": deel[0][1].gemeente,
                "nummer": str(bericht)[:12],
                "begindatum": date(2026, 1, 1),
                "einddatum": date(2026, 1, 31),
                "dagtekening": date(2026, 2, 1),
                "ingediend": 0,
                "toegekend": 0,
            },
        ).inserted_primary_key
        assert sleutel is not None
        afgekeurd = sum(staat == 8 for *_, staat in deel)
        if afgekeurd:
            telling = {"regel": "TR321", "retourcode": "9321", "klasse": "Prestatie", "aantal": afgekeurd}
            verbinding.execute(insert(t.bevinding_telling), {"bericht_id": bericht, **telling})
        voeg_rijen_toe(
            verbinding,
            t.prestatie,
            (
                *("declaratie_id", "volgnummer", "aanbieder", "client_id", "toewijzing_id", "toewijzingnummer"),
                *("referentienummer", "categorie", "code", "begindatum", "einddatum", "volume", "eenheid", "tarief"),
                *("bedrag", "debet_credit", "staat"),
            ),
            (
                (
                    *(int(sleutel[0]), volgnummer, een.aanbieder, een.client, nummer, nummer),
                    *(f"R{sleutel[0]}-{volgnummer}", "50", "50S3B", datum(maand), datum(maand), 1, "82", abs(bedrag)),
                    *(abs(bedrag), "D" if bedrag >= 0 else "C", staat),
                )
                for volgnummer, (nummer, een, maand, bedrag, staat) in enumerate(deel, 1)
            ),
        )
