"""The test bench: a whole service on a throw-away database, a clock that stands still, and messages to feed it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import count, groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from app.assembly import Knoop, bouw
from app.contracts.regiobestand import demoregio, lees_regio
from app.exchange.ports import Afhandeling, Idempotentie
from app.messages.intake import neem_aan
from app.messages.lees_declaratie import lees_bewaarde_declaratie
from app.messages.opstellen import Kind, stel_declaratie_op, stel_start_op, stel_stop_op, stel_toewijzing_op
from app.messages.opstellen_verzoek import (
    stel_toewijzingsverzoek_op,
    stel_verzoekantwoord_op,
    stel_wijzigingsverzoek_op,
)
from app.messages.pakket import Pakket
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    Antwoordbericht,
    Declaratie,
    Header,
    NieuwProduct,
    Omvang,
    OngewijzigdProduct,
    Prestatie,
    StartProduct,
    StopProduct,
    TeWijzigenProduct,
    ToegewezenProduct,
    Verwijzer,
    Verzoek,
    Woonplaatsbeginsel,
    XsdVersie,
)
from app.messages.retour import Declaratieoordeel, Retourkop, schrijf_declaratie_antwoord
from app.settings import Settings
from app.standard.elfproef import test_bsn
from app.standard.release import Release
from app.standard.signaalsoorten import laad_signaalsoorten
from app.store.database import maak_engine, migreer

GEMEENTE, AANBIEDER, ANDERE_AANBIEDER = "0384", "42420001", "65656055"
"""Parties of the demo regio; the first aanbieder has tariefcontrole GELIJK, the other MAXIMUM."""

TOEWIJZING = ToegewezenProduct(
    pad="",
    toewijzingnummer=1001,
    referentie_aanbieder=None,
    categorie="45",
    code="45A04",
    toewijzingsdatum=date(2026, 3, 30),
    toewijzingstijd="10:00:00",
    ingangsdatum=date(2026, 4, 1),
    einddatum=date(2026, 6, 30),
    reden_wijziging=None,
    omvang=Omvang(2, "04", "2"),
    budget=None,
)
"""45A04 (in the demo regio 8800 eurocent an hour), 2 hours a week, the second quarter of 2026."""

START = StartProduct("", 1001, "45", "45A04", date(2026, 4, 1), date(2026, 4, 1), "1")
STOP = StopProduct("", 1001, "45", "45A04", date(2026, 4, 1), date(2026, 4, 1), "31", date(2026, 5, 4), "1")
PRESTATIE = Prestatie(
    1, 1, "RN1", None, 1001, "45", "45A04", date(2026, 4, 1), date(2026, 4, 30), 9, "04", 8800, 79200, "D"
)
"""April 2026 touches 5 weeks: at most 10 hours."""

AANGEVRAAGD = AangevraagdProduct(
    pad="",
    referentie_aanbieder="VOT1",
    beschikkingnummer=None,
    categorie="45",
    code="45A04",
    beschikking_ingangsdatum=None,
    ingangsdatum=date(2026, 6, 1),
    einddatum=date(2026, 8, 31),
    omvang=Omvang(2, "04", "2"),
    budget=None,
    verwijzer=Verwijzer("02", naam=True, zorgverlenercode=None),
    raamcontract="1",
)
"""Asked on the bench's day for the summer."""

VERZOEK = Verzoek("VOW1", "1")
ONGEWIJZIGD = OngewijzigdProduct("", 1001)
TE_WIJZIGEN = TeWijzigenProduct("", 1001, date(2026, 4, 1), date(2026, 9, 30), Omvang(2, "04", "2"), None)
"""TOEWIJZING, lasting three months longer; a change over its whole period keeps its Ingangsdatum."""
NIEUW = NieuwProduct("", "45", "45A53", date(2026, 6, 1), date(2026, 8, 31), Omvang(2, "04", "2"), None)

AFWIJZING = Antwoord("VOT1", "1", "2")
"""The request of AANGEVRAAGD is refused: it does not fit the budget."""
IN_ONDERZOEK = Antwoord("VOT1", "2", None)

KIND, ANDER_KIND = Kind(test_bsn(0)), Kind(test_bsn(1))


class Stilstaand:
    """A clock that says what it is told."""

    def __init__(self, dag: date = date(2026, 5, 6)):
        self.dag = dag

    def nu(self) -> datetime:
        """Ten in the morning of the day."""
        return datetime(self.dag.year, self.dag.month, self.dag.day, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


@dataclass
class Bank:
    """A service with the demo regio loaded. Every answer is held against its XSD."""

    knoop: Knoop
    klok: Stilstaand
    release: Release
    """In which messages are made."""
    dagtekening: date = date(2026, 5, 6)
    _teller: count[int] = field(default_factory=lambda: count(1))

    def header(self, *, van_gemeente: bool, **anders: Any) -> Header:
        """A Header with a new Identificatie."""
        afzender, ontvanger = (GEMEENTE, AANBIEDER) if van_gemeente else (AANBIEDER, GEMEENTE)
        header = Header(
            afzender, ontvanger, f"ID{next(self._teller):06d}", self.dagtekening, XsdVersie("1.0.0", "1.0.0")
        )
        return header._replace(**anders)

    def jw301(self, *producten: ToegewezenProduct, kind: Kind = KIND, **kop: Any) -> Pakket:
        """A toewijzing."""
        header = self.header(van_gemeente=True, **kop)
        return stel_toewijzing_op(self.release, header, kind, producten or (TOEWIJZING,))

    def jw305(self, *producten: StartProduct, kind: Kind = KIND, **kop: Any) -> Pakket:
        """A start."""
        header = self.header(van_gemeente=False, **kop)
        return stel_start_op(self.release, header, kind, producten or (START,))

    def jw307(self, *producten: StopProduct, kind: Kind = KIND, **kop: Any) -> Pakket:
        """A stop."""
        header = self.header(van_gemeente=False, **kop)
        return stel_stop_op(self.release, header, kind, producten or (STOP,))

    def jw315(self, *producten: AangevraagdProduct, kind: Kind = KIND, **kop: Any) -> Pakket:
        """A request for a toewijzing (VOT)."""
        header = self.header(van_gemeente=False, **kop)
        return stel_toewijzingsverzoek_op(self.release, header, kind, producten or (AANGEVRAAGD,))

    def jw317(
        self,
        *producten: OngewijzigdProduct | TeWijzigenProduct | NieuwProduct,
        verzoek: Verzoek = VERZOEK,
        kind: Kind = KIND,
        **kop: Any,
    ) -> Pakket:
        """A request for a change (VOW)."""
        alle = producten or (TE_WIJZIGEN,)
        return stel_wijzigingsverzoek_op(
            self.release,
            self.header(van_gemeente=False, **kop),
            kind.bsn,
            verzoek,
            ongewijzigd=[product for product in alle if isinstance(product, OngewijzigdProduct)],
            te_wijzigen=[product for product in alle if isinstance(product, TeWijzigenProduct)],
            nieuw=[product for product in alle if isinstance(product, NieuwProduct)],
        )

    def jw319(
        self, antwoord: Antwoord = AFWIJZING, woonplaatsbeginsel: Woonplaatsbeginsel | None = None, **kop: Any
    ) -> Pakket:
        """An answer to a request."""
        header = self.header(van_gemeente=True, **kop)
        return stel_verzoekantwoord_op(self.release, header, antwoord, woonplaatsbeginsel)

    def jw323(
        self,
        *regels: Prestatie,
        nummer: str | None = None,
        maand: date = date(2026, 4, 1),
        per_bsn: Sequence[tuple[str, Sequence[Prestatie]]] | None = None,
        totaal: int | None = None,
        **kop: Any,
    ) -> Pakket:
        """A declaratie over a calendar month, with the right total unless another one is given (signed)."""
        van_clienten = per_bsn or [(KIND.bsn, regels or (PRESTATIE,))]
        alle = [regel for _, lijst in van_clienten for regel in lijst]
        opgeteld = sum(regel.bedrag if regel.debet_credit == "D" else -regel.bedrag for regel in alle)
        som = opgeteld if totaal is None else totaal
        volgende = date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)
        declaratie = Declaratie(
            nummer=nummer or f"DN{next(self._teller):06d}",
            begindatum=maand,
            einddatum=date.fromordinal(volgende.toordinal() - 1),
            dagtekening=self.dagtekening,
            totaalbedrag=abs(som),
            debet_credit="D" if som >= 0 else "C",
        )
        header = self.header(van_gemeente=False, **kop)
        return stel_declaratie_op(self.release, header, declaratie, van_clienten)

    def jw325(
        self,
        jw323: Pakket | bytes,
        afgekeurd: Mapping[int, Sequence[str]] | None = None,
        *,
        client: Sequence[str] = ("0200",),
        **kop: Any,
    ) -> Pakket:
        """The answer of a gemeente that rejects these lines (by place, from 0) with these codes."""
        heen = lees_bewaarde_declaratie(neem_aan(jw323 if isinstance(jw323, bytes) else jw323.bytes()).pakket)
        header = self.header(van_gemeente=True, **kop)
        weg = dict(afgekeurd or {})
        per_client = [
            (heen.clienten[nummer - 1], client, [(heen.prestaties[een], weg[een]) for een in groep])
            for nummer, groep in groupby(sorted(weg), key=lambda een: heen.prestaties[een].client)
        ]
        return schrijf_declaratie_antwoord(
            self.release,
            self.release.berichten["JW325"],
            heen.header,
            Retourkop(header.identificatie, header.dagtekening, header.xsd_versie),
            ("0200",),
            Declaratieoordeel(
                heen.declaratie,
                heen.declaratie.totaal - sum(heen.prestaties[een].saldo for een in weg),
                ("0200",) if weg else ("8001",),
                per_client,
                met_clienten=bool(weg),
            ),
        )

    def verwerk(self, bericht: Pakket | bytes, idempotentie: Idempotentie | None = None) -> Afhandeling:
        """Hand in a message; its answer has to be valid against its own XSD, its signals
        have to be in the catalogue."""
        data = bericht if isinstance(bericht, bytes) else bericht.bytes()
        return self._controleer(self.knoop.loket.verwerk(neem_aan(data), idempotentie))

    def toets(self, bericht: Pakket | bytes) -> Afhandeling:
        """A dry run."""
        data = bericht if isinstance(bericht, bytes) else bericht.bytes()
        return self._controleer(self.knoop.loket.toets(neem_aan(data)))

    def goed(self, bericht: Pakket | bytes) -> Afhandeling:
        """Hand in a message that has to be approved."""
        afhandeling = self.verwerk(bericht)
        assert afhandeling.oordeel.bevindingen == ()
        return afhandeling

    def _controleer(self, afhandeling: Afhandeling) -> Afhandeling:
        soorten = laad_signaalsoorten(afhandeling.release)
        for signaal in afhandeling.oordeel.signalen:
            assert signaal.voor.value in soorten[signaal.code].voor, signaal
        if afhandeling.retour is None:
            assert isinstance(afhandeling.bericht, Antwoordbericht)
            return afhandeling
        controleer_antwoord(self.knoop, afhandeling.antwoord.code, afhandeling.antwoord.pakket.bytes())
        return afhandeling


def controleer_antwoord(knoop: Knoop, code: str, data: bytes) -> etree._Element:
    """The answer as a tree; fails when it is not valid against its own XSD."""
    releases = knoop.loket.releases
    wortel = etree.fromstring(data)
    gevonden = releases.met_namespace(etree.QName(wortel).namespace or "")
    assert gevonden is not None
    release, soort = gevonden
    assert soort.code == code
    releases.schemas(release).schema(soort.schema).assertValid(wortel)
    return wortel


def gevonden(afhandeling: Afhandeling) -> list[tuple[str, str, str]]:
    """(rule, retourcode, class) of each finding."""
    return [(een.regel, een.retourcode, een.klasse) for een in afhandeling.oordeel.bevindingen]


@cache
def _lege_database() -> bytes:
    """What the migrations make of an SQLite file: to run them once, and copy what they made."""
    with tempfile.TemporaryDirectory() as map_:
        bestand = Path(map_) / "leeg.db"
        engine = maak_engine(f"sqlite:///{bestand}")
        migreer(engine)
        engine.dispose()  # the last to close takes the log into the file
        return bestand.read_bytes()


def maak_bank(map_: Path, database_url: str = "", releases: tuple[str, ...] = (), **instellingen: Any) -> Bank:
    """A bench on an SQLite file in the folder, or on the database of the URL."""
    klok = Stilstaand()
    settings = Settings(data_dir=map_, database_url=database_url, releases=releases, **instellingen)
    bestand = map_ / "jeugdknoop.db"
    if not database_url and not bestand.exists():
        map_.mkdir(parents=True, exist_ok=True)
        bestand.write_bytes(_lege_database())
    knoop = bouw(settings, klok)
    knoop.laad_regio(lees_regio(demoregio()))
    return Bank(knoop, klok, knoop.loket.releases.eerste)
