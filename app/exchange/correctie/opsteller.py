"""Makes the messages to each gemeente out of what was weighed, and tries them.

Trying means: the rules judge what was composed, with the facts as they are now. What level 2 would reject is
refused; what levels 3 and 4 would reject is told with each line, for it may change before it is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.exchange.answer import nieuwe_identificatie
from app.exchange.correctie.afwegen import Bezwaar, Wending
from app.exchange.correctie.berichten import (
    NieuweRegel,
    Omslag,
    Soort,
    credit_van,
    kies_periode,
    op_client,
    stel_bericht_op,
    verdeel,
)
from app.exchange.correctie.gegevens import Correctiebron, Opdracht
from app.exchange.correctie.nummers import Nummergever, vrije_nummers
from app.exchange.correctie.uitkomst import Plaats, Regeluitkomst, uitkomst_van
from app.exchange.judge import judge_content, judge_history
from app.exchange.judgement import Finding, Situatie
from app.messages.problems import Fout
from app.messages.records import Declaratiebericht, XsdVersie
from app.rules.facts import DeclaratieFacts
from app.rules.history.prestatie import debetsleutel
from app.rules.ruleset import regelset
from app.standard.release import Release


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What composing needs besides storage."""

    release: Release
    vandaag: date
    xsd_versie: XsdVersie
    nummer: Nummergever = nieuwe_identificatie


@dataclass(frozen=True, slots=True)
class Correctiebericht:
    """A JW323 that is ready to be sent."""

    volgnummer: int
    soort: Soort
    wacht_op: tuple[int, ...]
    """Messages that have to be answered before this one is sent (OP366)."""
    bericht: Declaratiebericht = field(repr=False)
    verwacht: tuple[Finding, ...] = ()
    """What the message as a whole would be rejected for if it were sent now."""


class Opsteller:
    """Gathers the messages, gemeente by gemeente, and remembers where each line came."""

    def __init__(self, aanbieder: str, bron: Correctiebron, omgeving: Omgeving):
        self._aanbieder = aanbieder
        self._bron = bron
        self._omgeving = omgeving
        self._nieuw: dict[int, list[NieuweRegel]] = {}
        """New lines by the identity of their Wending."""
        self._plaatsen: dict[str, Plaats] = {}
        self._verwacht: dict[str, list[Finding]] = {}
        """Both by the new ReferentieNummer."""
        self._gegeven: set[str] = set()
        """Numbers that were given out already."""
        self.berichten: list[Correctiebericht] = []
        self.fouten: list[Fout] = []

    def voeg_toe(self, gemeente: str, wendingen: list[Wending]) -> list[Bezwaar]:
        """Compose the messages to one gemeente; gives what was claimed again already and so cannot go."""
        self._nummer(wendingen)
        identificatie, declaratienummer = self._vrije_nummers(2)
        omslag = self._omslag(gemeente, self._omgeving.vandaag)
        facts = self._facts(stel_bericht_op(omslag, identificatie, declaratienummer, self._regels(wendingen)))
        bezwaren = list(_al_gedeclareerd(wendingen, facts))
        weg = {id(een.opdracht) for een in bezwaren}
        over = [wending for wending in wendingen if id(wending.opdracht) not in weg]
        if over:
            self._stel_op(over, facts)
        return bezwaren

    def uitkomst(self, wending: Wending) -> Regeluitkomst:
        """What came of a line, once all messages are there."""
        nieuw = self._nieuw.get(id(wending), [])
        plaatsen = {een.soort: self._plaatsen[een.prestatie.referentienummer] for een in nieuw}
        verwacht = [bevinding for een in nieuw for bevinding in self._verwacht.get(een.prestatie.referentienummer, ())]
        return uitkomst_van(wending, plaatsen.get("credit"), plaatsen.get("debet"), verwacht)

    def _nummer(self, wendingen: Sequence[Wending]) -> None:
        aantal = sum((een.credit is not None) + (een.debet is not None) for een in wendingen)
        nummers = iter(self._vrije_nummers(aantal))
        for wending in wendingen:
            nieuw = self._nieuw[id(wending)] = []
            if wending.credit is not None:
                nieuw.append(NieuweRegel(wending.credit.bsn, credit_van(wending.credit.prestatie, next(nummers))))
            if wending.debet is not None:
                nieuw.append(NieuweRegel(wending.bsn, wending.debet._replace(referentienummer=next(nummers))))

    def _vrije_nummers(self, aantal: int) -> list[str]:
        def bezet(nummers: Collection[str]) -> set[str]:
            return self._bron.bezet(self._aanbieder, nummers) | self._gegeven.intersection(nummers)

        gegeven = vrije_nummers(self._omgeving.nummer, aantal, bezet)
        self._gegeven.update(gegeven)
        return gegeven

    def _regels(self, wendingen: Iterable[Wending]) -> list[NieuweRegel]:
        return [nieuw for wending in wendingen for nieuw in self._nieuw[id(wending)]]

    def _omslag(self, gemeente: str, periode: date) -> Omslag:
        return Omslag(self._aanbieder, gemeente, periode, self._omgeving.vandaag, self._omgeving.xsd_versie)

    def _facts(self, samen: Declaratiebericht) -> DeclaratieFacts:
        facts = self._bron.facts(samen, self._omgeving.release, self._omgeving.vandaag)
        if not isinstance(facts, DeclaratieFacts):
            raise TypeError("the facts of a JW323 are DeclaratieFacts")
        return facts

    def _stel_op(self, wendingen: Sequence[Wending], facts: DeclaratieFacts) -> None:
        voorlopig = facts.bericht
        regels = self._regels(wendingen)
        omslag = self._omslag(voorlopig.gemeente, kies_periode(regels, facts.laatste_periode))
        delen = verdeel(regels)
        nummers = [voorlopig.header.identificatie, voorlopig.declaratie.nummer]
        nummers += self._vrije_nummers(2 * len(delen) - 2)
        # Credits and debets in one message are judged as they would be one after another: credits first.
        samen = stel_bericht_op(omslag, nummers[0], nummers[1], op_client(regels))
        algemeen = self._toets(samen, facts, wendingen)
        credits: list[int] = []
        for plaats, deel in enumerate(delen):
            bericht = stel_bericht_op(omslag, nummers[2 * plaats], nummers[2 * plaats + 1], deel.regels)
            volgnummer = len(self.berichten) + 1
            wacht_op = tuple(credits) if deel.soort == "debet" else ()
            self.berichten.append(Correctiebericht(volgnummer, deel.soort, wacht_op, bericht, algemeen))
            for regel in deel.regels:
                nummer = regel.prestatie.referentienummer
                self._plaatsen[nummer] = Plaats(volgnummer, nummer)
            if deel.soort == "credit":
                credits.append(volgnummer)

    def _toets(
        self, samen: Declaratiebericht, facts: DeclaratieFacts, wendingen: Sequence[Wending]
    ) -> tuple[Finding, ...]:
        """Try the lines: notes what is found on each, and gives what is found on the message itself."""
        regels = regelset(self._omgeving.release, samen.code)
        oordeel = judge_content(samen, regels)
        technisch = oordeel.situatie is not Situatie.GEEN_FOUT
        if not technisch:
            oordeel = judge_history(oordeel, replace(facts, bericht=samen), regels)
        op_pad = _nummers_op_pad(samen)
        for bevinding in oordeel.bevindingen:
            for nummer in op_pad.get(bevinding.klasse_pad, ()):
                self._verwacht.setdefault(nummer, []).append(bevinding)
        algemeen = tuple(een for een in oordeel.bevindingen if een.klasse_pad not in op_pad)
        if technisch:
            self.fouten += self._technische_fouten(wendingen, algemeen)
        return algemeen

    def _technische_fouten(self, wendingen: Sequence[Wending], algemeen: Sequence[Finding]) -> Iterator[Fout]:
        genoemd = False
        for wending in wendingen:
            for nieuw in self._nieuw[id(wending)]:
                for bevinding in self._verwacht.get(nieuw.prestatie.referentienummer, ()):
                    genoemd = True
                    yield _technische_fout(wending.opdracht, bevinding)
        if not genoemd:
            for bevinding in algemeen:
                yield Fout(None, "", f"{bevinding.uitleg} ({bevinding.regel})")


def _al_gedeclareerd(wendingen: Iterable[Wending], facts: DeclaratieFacts) -> Iterator[Bezwaar]:
    """New debets over what was granted to another line, that is not taken back here (TR389)."""
    terug = {een.credit.prestatie.referentienummer for een in wendingen if een.credit is not None}
    for wending in wendingen:
        if wending.debet is None:
            continue
        ander = facts.stand.open_debetten.get(debetsleutel(wending.debet))
        if ander is not None and ander not in terug:
            yield Bezwaar(
                wending.opdracht,
                f"prestatie {ander} over hetzelfde product en dezelfde periode is toegekend en niet gecrediteerd "
                f"(TR389); vervang of crediteer {ander}, of laat deze weg",
            )


def _nummers_op_pad(samen: Declaratiebericht) -> Mapping[str, list[str]]:
    """Path of a Prestatie or Client -> ReferentieNummers of the lines that a finding there is about."""
    op_pad: dict[str, list[str]] = {}
    for regel in samen.prestaties:
        op_pad[regel.pad] = [regel.referentienummer]
        op_pad.setdefault(samen.clienten[regel.client - 1].pad, []).append(regel.referentienummer)
    return op_pad


def _technische_fout(opdracht: Opdracht, bevinding: Finding) -> Fout:
    nummer = opdracht.regel.prestatie.referentienummer
    doe = "" if opdracht.genoemd else " Noem deze regel onder regels met nieuwe waarden, of met actie weglaten."
    uitleg = f"{bevinding.uitleg} Verwacht: {bevinding.verwacht} ({bevinding.regel})."
    return Fout(None, opdracht.plek, f"Prestatie {nummer}: {uitleg}{doe}")
