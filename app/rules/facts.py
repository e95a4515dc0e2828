"""The facts that level 3 and 4 rules ask: what earlier messages, contracts and the calendar say.

This is the port between rules and storage: the exchange fetches one of these for a message, in bulk,
before any such rule runs. The stands (``Regiestand``, ``Declaratiestand``) also follow what the
message itself brings about while its classes are judged in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar
from uuid import UUID

from app.contracts.boek import Contractboek
from app.contracts.stappen import Stap
from app.contracts.uitzondering import Uitzondering
from app.messages.records import (
    AntwoordPrestatie,
    Declaratieantwoordbericht,
    Declaratiebericht,
    Geboortedatum,
    Prestatie,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    Toewijzingsbericht,
    Toewijzingsverzoek,
    Verzoekantwoord,
    Wijzigingsverzoek,
)
from app.rules.betaalstand import Betaalstand
from app.standard.gemeenten import Gemeentelijst

T = TypeVar("T")


class EerderBericht(NamedTuple):
    """An earlier message with the same sender, code and Identificatie (TR056)."""

    id: str
    ontvangen: date
    """The Dutch day."""


class BekendeToewijzing(NamedTuple):
    """The current version of a toewijzing (IV013) and what has been granted on it."""

    id: int
    gemeente: str
    nummer: int
    aanbieder: str
    client: int
    """Our key of the client, never a Bsn."""
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    volume: int | None
    """Assigned volume; None without Omvang. Eurocents for Eenheid 83."""
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    """Eurocents."""
    toegekend_volume: int
    """As ``Toegekend.volume``, before the message that is judged."""
    toegekend_bedrag: int
    """As ``Toegekend.bedrag``."""
    open_prestaties: int
    """As ``Toegekend.prestaties``."""

    @property
    def verwijderd(self) -> bool:
        """Removed with RedenWijziging 13: counts as never sent."""
        return self.reden_wijziging == "13"

    def actueel_op(self, dag: date) -> bool:
        """Valid on or after the day; one that was removed (13) or lapsed on its first day (01) never is (TR349)."""
        vervallen = self.reden_wijziging == "01" and self.einddatum == self.ingangsdatum
        return not (self.verwijderd or vervallen) and (self.einddatum is None or self.einddatum >= dag)


class BekendVerzoek(NamedTuple):
    """What an aanbieder asked under one ReferentieAanbieder, and the messages that answered it."""

    id: int
    soort: str
    """JW315 or JW317."""
    gemeente: str
    client: int
    """Our key of the client, never a Bsn."""
    referentie: str
    ontvangen: date
    """The Dutch day."""
    in_onderzoek_door: UUID | None
    """The JW319 with VerzoekAntwoord 2."""
    afgewezen_door: UUID | None
    """The JW319 with VerzoekAntwoord 1."""
    toegewezen_door: UUID | None
    """The first JW301 that carried the reference."""

    @property
    def onderhanden(self) -> bool:
        """In behandeling: neither refused nor honoured (TR374, OP350)."""
        return self.afgewezen_door is None and self.toegewezen_door is None

    @property
    def naam(self) -> str:
        """What the verzoek is called, in Dutch."""
        return "verzoek om toewijzing" if self.soort == Toewijzingsverzoek.code else "verzoek om wijziging"


class VerzondenVersie(NamedTuple):
    """A version of a toewijzing that was sent with a ReferentieAanbieder (IV013: its date and time tell it)."""

    toewijzingnummer: int
    toewijzingsdatum: date
    toewijzingstijd: str
    referentie_aanbieder: str


class BekendeStart(NamedTuple):
    """A start of the client that was not removed."""

    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    begindatum: date


class BekendeStop(NamedTuple):
    """A stop of the client that was not removed."""

    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    begindatum: date
    reden_beeindiging: str
    einddatum: date


class Debetregel(NamedTuple):
    """A granted debet line of the aanbieder, credited since or not."""

    gemeente: str
    client: int
    referentienummer: str
    toewijzingnummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    gecrediteerd: bool


@dataclass(slots=True)
class HeaderFacts:
    """What the Header rules ask. ``peildata`` are the Ingangsdata of the toewijzingen concerned (TR378)."""

    vandaag: date
    eerder: EerderBericht | None
    gemeenten: Gemeentelijst
    peildata: tuple[date, ...] = ()


@dataclass(slots=True)
class ToewijzingFacts:
    """Facts for a JW301. ``toewijzingen``: what the gemeente assigned before under the same numbers."""

    bericht: Toewijzingsbericht
    header: HeaderFacts
    boek: Contractboek
    client: int | None
    toewijzingen: Mapping[int, BekendeToewijzing]
    verzoeken: Mapping[str, BekendVerzoek]
    """Verzoeken of the aanbieder that the message names, by ReferentieAanbieder."""
    verzonden: Set[VerzondenVersie]
    """Versions of these toewijzingen that were sent with a ReferentieAanbieder."""
    geboren: Geboortedatum | None = None
    """When the client was born as an earlier JW301 told; None when there was none."""

    def verzoek_van_client(self, referentie: str) -> BekendVerzoek | None:
        """What the gemeente was asked for this client under a reference."""
        verzoek = self.verzoeken.get(referentie)
        if verzoek is None or (verzoek.gemeente, verzoek.client) != (self.bericht.gemeente, self.client):
            return None
        return verzoek


@dataclass
class VerzoekFacts:
    """Facts for a JW315 or JW317."""

    bericht: Toewijzingsverzoek | Wijzigingsverzoek
    header: HeaderFacts
    boek: Contractboek
    client: int | None
    toewijzingen: Mapping[int, BekendeToewijzing]
    """All of this gemeente to this aanbieder for this client, by number."""
    verzoeken: Mapping[str, BekendVerzoek]
    """Verzoeken in which the aanbieder used a ReferentieAanbieder of this message before (TR347)."""
    onderhanden: tuple[BekendVerzoek, ...]
    """What the gemeente still has to answer to this aanbieder for this client (TR374), oldest first."""

    @cached_property
    def actueel(self) -> dict[int, BekendeToewijzing]:
        """Those of ``toewijzingen`` that are valid on or after the Dagtekening of the message."""
        dag = self.bericht.header.dagtekening
        return {nummer: een for nummer, een in self.toewijzingen.items() if een.actueel_op(dag)}


@dataclass(slots=True)
class AntwoordFacts:
    """Facts for a JW319. ``verzoek``: what this gemeente was asked by this aanbieder under the same reference."""

    bericht: Verzoekantwoord
    header: HeaderFacts
    verzoek: BekendVerzoek | None


@dataclass(slots=True)
class Regiestand:
    """Starts and stops of the client that count, as they are now; changes while a message is judged."""

    starts: list[BekendeStart] = field(default_factory=list)
    stops: list[BekendeStop] = field(default_factory=list)

    def verwerk(self, product: StartProduct | StopProduct) -> None:
        """Take in a class instance that was found right."""
        if isinstance(product, StartProduct):
            start = BekendeStart(product.toewijzingnummer, product.categorie, product.code, product.begindatum)
            _wijzig(self.starts, start, product.status)
        else:
            stop = BekendeStop(
                product.toewijzingnummer,
                product.categorie,
                product.code,
                product.begindatum,
                product.reden_beeindiging,
                product.einddatum,
            )
            _wijzig(self.stops, stop, product.status)


def _wijzig(stand: list[T], waarde: T, status: str) -> None:
    if status != "3":
        stand.append(waarde)
    elif waarde in stand:
        stand.remove(waarde)


@dataclass(slots=True)
class RegieFacts:
    """Facts for a JW305 or JW307. ``toewijzingen``: those of this gemeente to this aanbieder, by number."""

    bericht: Startbericht | Stopbericht
    header: HeaderFacts
    boek: Contractboek
    client: int | None
    toewijzingen: Mapping[int, BekendeToewijzing]
    stand: Regiestand


class Debetsleutel(NamedTuple):
    """What may be claimed once as long as it is not credited (TR389)."""

    toewijzingnummer: int
    begindatum: date
    einddatum: date
    categorie: str
    code: str


class Toegekend(NamedTuple):
    """What has been granted on a toewijzing, less what was credited."""

    volume: int
    """In base units: minutes for Eenheid 01 and 04, else the unit itself."""
    bedrag: int
    """Eurocents."""
    prestaties: int
    """Debet lines that were not credited."""


@dataclass(slots=True)
class Declaratiestand:
    """What has been granted, including by the lines of this message that were already judged."""

    toegekend: dict[int, Toegekend] = field(default_factory=dict)
    """Per ToewijzingNummer on which this message changed something."""
    open_debetten: dict[Debetsleutel, str] = field(default_factory=dict)
    """Key of each granted, not credited debet that matters here -> its ReferentieNummer."""
    gecrediteerd: set[str] = field(default_factory=set)
    """ReferentieNummers that a line of this message took back."""
    andere_termijnen: list[tuple[Prestatie, Stap]] = field(default_factory=list)
    """Granted lines in euros that are another instalment than the scheme says."""


@dataclass
class DeclaratieFacts:
    """Facts for a JW323."""

    bericht: Declaratiebericht
    header: HeaderFacts
    boek: Contractboek
    toewijzingen: Mapping[int, BekendeToewijzing]
    """Those of this gemeente to this aanbieder, by number."""
    clienten: Mapping[str, int]
    """Bsn -> our key, for clients of this gemeente with a toewijzing to this aanbieder."""
    declaratie_eerder: EerderBericht | None
    """The message that used this DeclaratieNummer before and counts as sent (TR333)."""
    laatste_periode: date | None
    """First day of the last DeclaratiePeriode submitted to this gemeente (TR318)."""
    referentienummers: Set[str]
    """ReferentieNummers of this message that were used before in a line that counts (TR314)."""
    debetregels: Mapping[str, Debetregel]
    """Granted debet lines to which credits of this message refer, by ReferentieNummer."""
    stand: Declaratiestand
    oude_rechten: Mapping[int, tuple[date, date | None]] = field(default_factory=dict)
    """Toewijzingen of old product codes, by number: first Toewijzingdatum, and first day of help (None: none yet)."""
    uitzonderingen: Mapping[int, Uitzondering] = field(default_factory=dict)
    """The exception that holds for a toewijzing, by number."""
    betaalstand: Betaalstand | None = None
    """None when no volumeplafond is about this aanbieder."""
    geboren: Mapping[int, Geboortedatum] = field(default_factory=dict)
    """Our key of a client -> when he was born, of those in ``clienten`` as far as a JW301 told."""

    @cached_property
    def clientsleutels(self) -> list[int | None]:
        """Our key per client of the message, by position."""
        return [self.clienten.get(client.bsn) for client in self.bericht.clienten]

    @cached_property
    def vreemde_regels(self) -> dict[int, Prestatie]:
        """Position of a client -> its first line on a toewijzing of another client."""
        sleutels, toewijzingen = self.clientsleutels, self.toewijzingen
        vreemd: dict[int, Prestatie] = {}
        for regel in self.bericht.prestaties:
            toewijzing = toewijzingen.get(regel.toewijzingnummer)
            if toewijzing is not None and toewijzing.client != sleutels[regel.client - 1]:
                vreemd.setdefault(regel.client, regel)
        return vreemd

    @cached_property
    def eerste_gebruik(self) -> dict[str, Prestatie]:
        """For each ReferentieNummer that occurs more than once in the message: the line that has it first."""
        if self.bericht.referentienummers_verschillen:
            return {}
        aantallen = Counter(regel.referentienummer for regel in self.bericht.prestaties)
        eerste: dict[str, Prestatie] = {}
        for regel in self.bericht.prestaties:
            if aantallen[regel.referentienummer] > 1:
                eerste.setdefault(regel.referentienummer, regel)
        return eerste


Regelsleutel = tuple[str, str | None]
"""ReferentieNummer and VorigReferentieNummer of a line."""


@dataclass
class DeclaratieantwoordFacts:
    """Facts for a JW325 that a partner sent. ``declaratie`` is the JW323 that it answers, None when unknown."""

    bericht: Declaratieantwoordbericht
    header: HeaderFacts
    declaratie: Declaratiebericht | None

    @cached_property
    def regels(self) -> dict[str, dict[Regelsleutel, int]]:
        """Per Bsn of the JW323: its lines by key, as place in the message from 0."""
        regels: dict[str, dict[Regelsleutel, int]] = {}
        if self.declaratie is not None:
            bsns = [client.bsn for client in self.declaratie.clienten]
            for plaats, regel in enumerate(self.declaratie.prestaties):
                sleutel = (regel.referentienummer, regel.vorig_referentienummer)
                regels.setdefault(bsns[regel.client - 1], {}).setdefault(sleutel, plaats)
        return regels

    @cached_property
    def op_referentie(self) -> dict[Regelsleutel, int]:
        """The first line of the JW323 with each key, whoever it is for."""
        eerste: dict[Regelsleutel, int] = {}
        for van_client in self.regels.values():
            for sleutel, plaats in van_client.items():
                eerste.setdefault(sleutel, plaats)
        return eerste

    def plaats(self, regel: AntwoordPrestatie) -> int | None:
        """Place in the JW323 of a line that was returned for the same client; None when it is not there."""
        bsn = self.bericht.clienten[regel.client - 1].bsn
        return self.regels.get(bsn, {}).get((regel.referentienummer, regel.vorig_referentienummer))

    def ingediend(self, regel: AntwoordPrestatie) -> Prestatie | None:
        """The line as it was claimed: that of the same client, else of any."""
        plaats = self.plaats(regel)
        if plaats is None:
            plaats = self.op_referentie.get((regel.referentienummer, regel.vorig_referentienummer))
        return None if plaats is None or self.declaratie is None else self.declaratie.prestaties[plaats]

    @cached_property
    def vreemde_regels(self) -> dict[int, AntwoordPrestatie]:
        """Position of a client of the JW325 -> its first line here that was claimed, but for another client."""
        vreemd: dict[int, AntwoordPrestatie] = {}
        for regel in self.bericht.prestaties:
            if self.plaats(regel) is None and self.ingediend(regel) is not None:
                vreemd.setdefault(regel.client, regel)
        return vreemd


Facts = ToewijzingFacts | RegieFacts | VerzoekFacts | AntwoordFacts | DeclaratieFacts | DeclaratieantwoordFacts
"""The facts of any message."""
