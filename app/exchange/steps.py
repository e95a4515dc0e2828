"""The list of steps: bytes -> intake -> structure -> read -> content -> facts -> history -> keep -> answer.

Intake happens where the bytes come in (``app.messages.intake``); from there this page is the whole
flow. A dry run is the same list without keeping. What is done with an answer that a partner sent is in
``app.exchange.antwoorden``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.exchange.answer import answer
from app.exchange.antwoorden import beoordeel_antwoord
from app.exchange.bestand import signalen_over_bestand
from app.exchange.judge import judge_content, judge_history
from app.exchange.judgement import Judgement, RuleError, Situatie
from app.exchange.ports import Aangehouden, Afhandeling, Idempotentie, Klok, Nummering, Opslag, Werkeenheid
from app.exchange.procedure import signaleer
from app.messages.intake import Levering
from app.messages.lezen import herken, lees
from app.messages.records import Antwoordbericht, Bericht, Ontvangen, Retourbericht, XsdVersie
from app.messages.releases import Releases
from app.rules.facts import Facts
from app.rules.ruleset import regelset
from app.standard.release import Berichtsoort, Release
from app.standard.werkdagen import Werkkalender


class BerichtAangehouden(Exception):
    """A rule failed on the message: it is kept without verdict, and someone has to look at it."""

    def __init__(self, aangehouden: Aangehouden):
        super().__init__(f"message {aangehouden.id} is held: rule {aangehouden.regel} failed")
        self.aangehouden = aangehouden


class EerderVerwerkt(Exception):
    """The delivery was handled before under the same idempotency key; ``id`` is that message."""

    def __init__(self, id: UUID):
        super().__init__(f"handled before as message {id}")
        self.id = id


class VreemdeAfzender(Exception):
    """The message was sent in the name of another than who handed it in; nothing of it is kept."""

    def __init__(self, leverancier: str):
        super().__init__(f"handed in by {leverancier}, which is not its sender")


NEDERLAND = ZoneInfo("Europe/Amsterdam")
"""Where it is decided what day it is."""


class Wandklok:
    """The time of the machine; what day it is, is decided by the clock in the Netherlands."""

    def nu(self) -> datetime:
        """The moment, in Dutch time."""
        return datetime.now(NEDERLAND)


def verstuurd_door(bericht: Ontvangen) -> str:
    """The party that a message comes from: a retour keeps the Header of what it answers (IV028)."""
    return bericht.header.ontvanger if isinstance(bericht, Retourbericht) else bericht.header.afzender


@dataclass(frozen=True, slots=True)
class Loket:
    """Where messages are handed in: everything that the steps need, put together once at start-up."""

    releases: Releases
    opslag: Opslag
    klok: Klok
    kalender: Werkkalender
    """In which terms are counted."""
    nummering: Nummering
    xsd_versie: XsdVersie
    """What our answers say in XsdVersie (decision 7 in docs/besluiten.md)."""
    volg_partner: bool = False
    """Whether a JW325 of the gemeente takes the place of our judgement (setting IJW_ANTWOORDEN_VAN)."""
    oefenmodus: bool = False
    """Whether messages are only practised on: judged and answered, and nothing is kept."""

    def verwerk(
        self, levering: Levering, idempotentie: Idempotentie | None = None, van: str | None = None
    ) -> Afhandeling:
        """Judge a message, keep it and answer it, in one transaction; ``van`` is who hands it in, when that matters.

        Raises BerichtGeweigerd (no message of ours), VreemdeAfzender, EerderVerwerkt, SleutelBezig,
        SleutelHergebruikt and BerichtAangehouden. In practice mode it is a dry run that says so.
        """
        if self.oefenmodus:
            return self.toets(levering, van)
        with self.opslag.sleutel_bezet(idempotentie):
            if idempotentie is not None:
                self._weiger_herhaling(idempotentie)
            release, soort, bericht = self._lees(levering, van)
            with self.opslag.werkeenheid(bericht, schrijven=True) as werk:
                if idempotentie is not None and (eerder := werk.eerder(idempotentie)):
                    raise EerderVerwerkt(eerder)
                try:
                    afhandeling, facts = self._behandel(levering, release, soort, bericht, werk)
                except RuleError as fout:
                    oorzaak = fout
                    aangehouden = self._houd_aan(levering, release, soort, bericht, fout)
                    werk.houd_aan(aangehouden)
                else:
                    werk.bewaar(afhandeling, facts, idempotentie)
                    return afhandeling
        raise BerichtAangehouden(aangehouden) from oorzaak

    def toets(self, levering: Levering, van: str | None = None) -> Afhandeling:
        """Judge a message against what is stored, as ``verwerk`` would; nothing is kept."""
        release, soort, bericht = self._lees(levering, van)
        with self.opslag.werkeenheid(bericht, schrijven=False) as werk:
            try:
                return self._behandel(levering, release, soort, bericht, werk)[0]
            except RuleError as fout:
                raise BerichtAangehouden(self._houd_aan(levering, release, soort, bericht, fout)) from fout

    def _lees(self, levering: Levering, van: str | None) -> tuple[Release, Berichtsoort, Ontvangen]:
        release, soort = herken(levering, self.releases)
        bericht = lees(levering, soort, self.releases.schemas(release))
        if van is not None and van != verstuurd_door(bericht):
            raise VreemdeAfzender(van)
        return release, soort, bericht

    def _behandel(
        self, levering: Levering, release: Release, soort: Berichtsoort, bericht: Ontvangen, werk: Werkeenheid
    ) -> tuple[Afhandeling, Facts | None]:
        nu = self.klok.nu()
        vandaag = nu.date()
        facts: Facts | None
        retour = heen = None
        if isinstance(bericht, Antwoordbericht):
            oordeel, facts, heen = beoordeel_antwoord(
                release, soort, bericht, werk, self.releases, vandaag=vandaag, volg_partner=self.volg_partner
            )
        else:
            oordeel, facts = self._beoordeel(release, soort, bericht, werk, vandaag=vandaag)
            oordeel = oordeel.met(signalen_over_bestand(release, soort, levering))
            retour = answer(
                release,
                soort,
                levering,
                bericht,
                oordeel,
                identificatie=self.nummering.antwoord(),
                vandaag=vandaag,
                xsd_versie=self.xsd_versie,
            )
        id = self.nummering.bericht(nu)
        gehandeld = Afhandeling(
            id, nu, release, soort, levering, bericht, oordeel, retour, heen, oefening=self.oefenmodus
        )
        return gehandeld, facts

    def _beoordeel(
        self, release: Release, soort: Berichtsoort, bericht: Bericht, werk: Werkeenheid, *, vandaag: date
    ) -> tuple[Judgement, Facts | None]:
        regels = regelset(release, soort.code)
        oordeel = judge_content(bericht, regels)
        if oordeel.situatie is not Situatie.GEEN_FOUT:
            return oordeel, None
        facts = werk.facts(bericht, release, vandaag)
        oordeel = judge_history(oordeel, facts, regels)
        if oordeel.verwerkt:
            oordeel = oordeel.met(signaleer(release, werk.procedurefeiten(facts, self.kalender)))
        return oordeel, facts

    def _weiger_herhaling(self, idempotentie: Idempotentie) -> None:
        with self.opslag.werkeenheid(schrijven=False) as werk:
            eerder = werk.eerder(idempotentie)
        if eerder is not None:
            raise EerderVerwerkt(eerder)

    def _houd_aan(
        self, levering: Levering, release: Release, soort: Berichtsoort, bericht: Ontvangen, fout: RuleError
    ) -> Aangehouden:
        nu = self.klok.nu()
        return Aangehouden(self.nummering.bericht(nu), nu, release, soort, levering, bericht, fout.regel, fout.pad)
