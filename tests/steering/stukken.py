"""Pieces of a chain for tests: a client who is asked for, gets a toewijzing, starts, is claimed for and stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from app.messages.records import Omvang
from app.rules.facts import BekendeToewijzing
from app.store.ketenstukken import (
    Claimtelling,
    Ketenbericht,
    Ketenstukken,
    Startstuk,
    Stopstuk,
    Toewijzingstuk,
    Verzoekstuk,
)
from app.store.raadplegen import Versie

T = TypeVar("T")
GEMEENTE, AANBIEDER = "0384", "42420001"
NEDERLAND = ZoneInfo("Europe/Amsterdam")


@dataclass
class Dossier:
    """Gathers pieces; each message gets the next id, and says when it came."""

    berichten: list[Ketenbericht] = field(default_factory=list)
    verzoeken: list[Verzoekstuk] = field(default_factory=list)
    toewijzingen: list[Toewijzingstuk] = field(default_factory=list)
    starts: list[Startstuk] = field(default_factory=list)
    stops: list[Stopstuk] = field(default_factory=list)

    def bericht(self, code: str, dag: date, *, dagtekening: date | None = None, antwoord: str | None = "JW") -> UUID:
        """A message that came on a day."""
        id = UUID(int=len(self.berichten) + 1)
        van_gemeente = code in ("JW301", "JW319")
        self.berichten.append(
            Ketenbericht(
                id=id,
                code=code,
                afzender=GEMEENTE if van_gemeente else AANBIEDER,
                ontvanger=AANBIEDER if van_gemeente else GEMEENTE,
                identificatie=f"ID{id.int}",
                dagtekening=dagtekening or dag,
                ontvangen=datetime(dag.year, dag.month, dag.day, 23, 30, tzinfo=NEDERLAND),
                oordeel="aangehouden" if antwoord is None else "goedgekeurd",
                verwerkt=antwoord is not None,
                antwoord_code=antwoord,
            )
        )
        return id

    def verzoek(
        self,
        code: str,
        ontvangen: date,
        *,
        dagtekening: date | None = None,
        onderzoek: date | None = None,
        afgewezen: date | None = None,
        reden: str | None = None,
        toegewezen: date | None = None,
    ) -> None:
        """A verzoek and the days on which it was answered."""
        self.verzoeken.append(
            Verzoekstuk(
                bericht_id=self.bericht(code, ontvangen, dagtekening=dagtekening),
                code=code,
                referentie=f"R{len(self.verzoeken) + 1}",
                dagtekening=dagtekening or ontvangen,
                in_onderzoek_door=None if onderzoek is None else self.bericht("JW319", onderzoek),
                afgewezen_door=None if afgewezen is None else self.bericht("JW319", afgewezen),
                reden_afwijzing=reden,
                toegewezen_door=None if toegewezen is None else self.bericht("JW301", toegewezen),
            )
        )

    def toewijzing(
        self,
        ingangsdatum: date,
        einddatum: date | None,
        *ontvangen: date,
        nummer: int = 1001,
        reden: str | None = None,
        claims: Claimtelling | None = None,
    ) -> None:
        """A toewijzing, one version for each day of receipt; the last one has the reason."""
        versies = tuple(
            Versie(
                bericht_id=self.bericht("JW301", dag),
                toewijzingsdatum=dag,
                toewijzingstijd="10:00:00",
                einddatum=einddatum,
                reden_wijziging=reden if plaats == len(ontvangen) else None,
                referentie_aanbieder=None,
                omvang=Omvang(2, "04", "2"),
                budget=None,
                actueel=plaats == len(ontvangen),
            )
            for plaats, dag in enumerate(ontvangen, 1)
        )
        self.toewijzingen.append(
            Toewijzingstuk(
                BekendeToewijzing(
                    id=nummer,
                    gemeente=GEMEENTE,
                    nummer=nummer,
                    aanbieder=AANBIEDER,
                    client=1,
                    categorie="45",
                    code="45A04",
                    ingangsdatum=ingangsdatum,
                    einddatum=einddatum,
                    reden_wijziging=reden,
                    volume=2,
                    eenheid="04",
                    frequentie="2",
                    budget=None,
                    toegekend_volume=0,
                    toegekend_bedrag=0,
                    open_prestaties=0,
                ),
                versies,
                claims,
            )
        )

    def start(self, begindatum: date, ontvangen: date, nummer: int | None = 1001) -> None:
        """A start."""
        self.starts.append(Startstuk(self.bericht("JW305", ontvangen), nummer, "45", "45A04", begindatum))

    def stop(
        self, begindatum: date, einddatum: date, ontvangen: date, reden: str = "31", nummer: int | None = 1001
    ) -> None:
        """A stop of the delivery that began on ``begindatum``."""
        bericht = self.bericht("JW307", ontvangen)
        self.stops.append(Stopstuk(bericht, nummer, "45", "45A04", begindatum, reden, einddatum))

    def claim(self, geleverd_op: date, ontvangen: date) -> Claimtelling:
        """A claim that was granted."""
        return Claimtelling(1, 79_200, 79_200, 0, 0, geleverd_op, self.bericht("JW323", ontvangen))

    def stukken(self, volgorde: Iterable[int] | None = None) -> Ketenstukken:
        """The chain; ``volgorde`` shuffles every list of it."""

        def geschud(lijst: list[T]) -> tuple[T, ...]:
            if volgorde is None:
                return tuple(lijst)
            rang = list(volgorde)
            return tuple(sorted(lijst, key=lambda een: rang[lijst.index(een) % len(rang)]))

        return Ketenstukken(
            gemeente=GEMEENTE,
            aanbieder=AANBIEDER,
            client=UUID(int=0),
            berichten={een.id: een for een in geschud(self.berichten)},
            verzoeken=geschud(self.verzoeken),
            toewijzingen=geschud(self.toewijzingen),
            starts=geschud(self.starts),
            stops=geschud(self.stops),
        )
