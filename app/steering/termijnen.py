"""The terms of the standard as clocks: from when, until when, and whether what was due has come.

Each function takes what is known and gives the clock as it stands on a day. Terms in working days do not
count the day on which they begin (decision 8 in docs/besluiten.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from app.exchange.judgement import VoorWie
from app.standard.werkdagen import Werkkalender


class Termijnsoort(Enum):
    """What has to come in time; in the order in which a chain runs."""

    ANTWOORD = "antwoord"
    """An answer to a verzoek, if only that it is looked into (OP274, OP346)."""
    WOONPLAATSBEGINSEL = "woonplaatsbeginsel"
    """Refusing a verzoek om toewijzing on the woonplaatsbeginsel (OP359)."""
    ONDERZOEK = "onderzoek"
    """The final answer after in onderzoek (OP274, OP346)."""
    START = "start"
    """The JW305 (OP271)."""
    STOP = "stop"
    """The JW307 (OP272)."""
    RETOUR = "retour"
    """The retour to a message other than a JW323 (OP090)."""
    DECLARATIEANTWOORD = "declaratieantwoord"
    """The JW325 (OP090x4)."""


class Kloktoestand(Enum):
    """How a clock stands."""

    LOOPT = "loopt"
    GEHAALD = "gehaald"
    TE_LAAT = "te_laat"
    """It came late, or has not come while the last day has passed."""


WERKDAGEN = {
    Termijnsoort.ANTWOORD: 5,
    Termijnsoort.START: 5,
    Termijnsoort.STOP: 5,
    Termijnsoort.RETOUR: 3,
    Termijnsoort.DECLARATIEANTWOORD: 10,
}
"""Terms in working days."""

TERMIJNREGELS: Mapping[Termijnsoort, tuple[str, ...]] = {
    Termijnsoort.ANTWOORD: ("OP274", "OP346"),
    Termijnsoort.WOONPLAATSBEGINSEL: ("OP359",),
    Termijnsoort.ONDERZOEK: ("OP274", "OP346"),
    Termijnsoort.START: ("OP271",),
    Termijnsoort.STOP: ("OP272",),
    Termijnsoort.RETOUR: ("OP090",),
    Termijnsoort.DECLARATIEANTWOORD: ("OP090x4",),
}
"""The rules that set each term."""

WEKEN = {Termijnsoort.WOONPLAATSBEGINSEL: 2, Termijnsoort.ONDERZOEK: 8}
"""Terms in weeks of seven days, whatever day they end on."""


class Gehaald(NamedTuple):
    """What stopped a clock."""

    op: date
    door: UUID


class Klok(NamedTuple):
    """A term that runs or ran."""

    soort: Termijnsoort
    regel: str
    """Rule that sets the term, such as OP274."""
    onderwerp: str
    """What it is about, in Dutch, without anything about the client."""
    van: date
    uiterlijk: date
    """Last day on which it is in time."""
    berekening: str
    """How that day follows, in Dutch."""
    toestand: Kloktoestand
    aan_zet: VoorWie
    """Who has to act; for an answer that is late, the one who has to ask for it."""
    gestart_door: UUID
    """Message from which the term counts."""
    gehaald_op: date | None = None
    gehaald_door: UUID | None = None

    @property
    def open(self) -> bool:
        """Whether what is due has not come."""
        return self.gehaald_op is None


def uiterlijk(soort: Termijnsoort, van: date, kalender: Werkkalender) -> date:
    """Last day of a term that begins on ``van``."""
    if soort in WERKDAGEN:
        return kalender.tel_werkdagen_op(van, WERKDAGEN[soort])
    return van + timedelta(weeks=WEKEN[soort])


def uiterste_begin(soort: Termijnsoort, dag: date, kalender: Werkkalender) -> date:
    """The last day on which a term can have begun that ends on or before ``dag``."""
    if soort in WERKDAGEN:
        return kalender.uiterste_begin(dag, WERKDAGEN[soort])
    return dag - timedelta(weeks=WEKEN[soort])


class Termijnen(NamedTuple):
    """Makes clocks as they stand on ``vandaag``."""

    vandaag: date
    kalender: Werkkalender

    def retour(self, code: str, verzender: VoorWie, bericht: UUID, ontvangen: date, gehaald: Gehaald | None) -> Klok:
        """The answer to a message: 3 working days after receipt, 10 for a JW323 (OP090, OP090x4).

        When it is late its sender has to notice and act.
        """
        soort = Termijnsoort.DECLARATIEANTWOORD if code == "JW323" else Termijnsoort.RETOUR
        return self._klok(
            soort,
            "OP090x4" if code == "JW323" else "OP090",
            f"antwoord op {code}",
            ontvangen,
            f"ontvangst op {ontvangen}",
            ander(verzender),
            bericht,
            gehaald,
            wie_bij_te_laat=verzender,
        )

    def antwoord(self, code: str, referentie: str, bericht: UUID, ontvangen: date, gehaald: Gehaald | None) -> Klok:
        """A first answer to a verzoek: 5 working days after receipt (OP274 for JW315, OP346 for JW317)."""
        return self._klok(
            Termijnsoort.ANTWOORD,
            regel_van_verzoek(code),
            f"verzoek {referentie}",
            ontvangen,
            f"ontvangst op {ontvangen}",
            VoorWie.GEMEENTE,
            bericht,
            gehaald,
        )

    def onderzoek(self, code: str, referentie: str, bericht: UUID, dagtekening: date, gehaald: Gehaald | None) -> Klok:
        """The final answer to a verzoek that is looked into: 8 weeks after the Dagtekening of the verzoek."""
        return self._klok(
            Termijnsoort.ONDERZOEK,
            regel_van_verzoek(code),
            f"verzoek {referentie} in onderzoek",
            dagtekening,
            f"dagtekening {dagtekening} van het verzoek",
            VoorWie.GEMEENTE,
            bericht,
            gehaald,
        )

    def woonplaatsbeginsel(self, referentie: str, bericht: UUID, ontvangen: date, gehaald: Gehaald | None) -> Klok:
        """Refusing on the woonplaatsbeginsel: 2 weeks after receipt (OP359)."""
        return self._klok(
            Termijnsoort.WOONPLAATSBEGINSEL,
            "OP359",
            f"afwijzen van verzoek {referentie} op het woonplaatsbeginsel",
            ontvangen,
            f"ontvangst op {ontvangen}",
            VoorWie.GEMEENTE,
            bericht,
            gehaald,
        )

    def start(self, nummer: int | None, van: date, waarom: str, bericht: UUID, gehaald: Gehaald | None) -> Klok:
        """The JW305: 5 working days after ``van``, which ``waarom`` explains (OP271)."""
        return self._klok(
            Termijnsoort.START,
            "OP271",
            f"startbericht {_op(nummer)}",
            van,
            waarom,
            VoorWie.AANBIEDER,
            bericht,
            gehaald,
        )

    def stop(self, nummer: int | None, van: date, waarom: str, bericht: UUID, gehaald: Gehaald | None) -> Klok:
        """The JW307: 5 working days after ``van``, which ``waarom`` explains (OP272)."""
        return self._klok(
            Termijnsoort.STOP,
            "OP272",
            f"stopbericht {_op(nummer)}",
            van,
            waarom,
            VoorWie.AANBIEDER,
            bericht,
            gehaald,
        )

    def ontbrekende_start(self, nummer: int, geleverd_op: date, geleverd_door: UUID, bekend: date) -> Klok:
        """The JW305 that has to be there because care was claimed (OP295); ``bekend`` is when the toewijzing came."""
        if bekend > geleverd_op:
            return self.start(nummer, bekend, met_terugwerkende_kracht(bekend), geleverd_door, None)
        waarom = f"{geleverd_op}, de laatste dag van de eerste periode waarover is gedeclareerd"
        return self.start(nummer, geleverd_op, waarom, geleverd_door, None)

    def ontbrekende_stop(self, nummer: int | None, einddatum: date, start: UUID, verteld: date) -> Klok:
        """The JW307 of a delivery that runs while its toewijzing has ended (OP288).

        ``verteld`` is when the aanbieder got this Einddatum: one that lies in the past binds from then.
        """
        if verteld > einddatum:
            waarom = f"ontvangst op {verteld} van de toewijzing met einddatum {einddatum}"
            return self.stop(nummer, verteld, waarom, start, None)
        return self.stop(nummer, einddatum, f"einddatum {einddatum} van de toewijzing", start, None)

    def _klok(
        self,
        soort: Termijnsoort,
        regel: str,
        onderwerp: str,
        van: date,
        waarom: str,
        wie: VoorWie,
        gestart_door: UUID,
        gehaald: Gehaald | None,
        wie_bij_te_laat: VoorWie | None = None,
    ) -> Klok:
        laatste = uiterlijk(soort, van, self.kalender)
        toestand = self._toestand(laatste, gehaald)
        if gehaald is None and toestand is Kloktoestand.TE_LAAT and wie_bij_te_laat is not None:
            wie = wie_bij_te_laat
        return Klok(
            soort=soort,
            regel=regel,
            onderwerp=onderwerp,
            van=van,
            uiterlijk=laatste,
            berekening=f"{lengte(soort)} na {waarom} = {laatste}",
            toestand=toestand,
            aan_zet=wie,
            gestart_door=gestart_door,
            gehaald_op=None if gehaald is None else gehaald.op,
            gehaald_door=None if gehaald is None else gehaald.door,
        )

    def _toestand(self, laatste: date, gehaald: Gehaald | None) -> Kloktoestand:
        if (self.vandaag if gehaald is None else gehaald.op) > laatste:
            return Kloktoestand.TE_LAAT
        return Kloktoestand.LOOPT if gehaald is None else Kloktoestand.GEHAALD


def regel_van_verzoek(code: str) -> str:
    """The rule with the terms of a verzoek: OP274 for a JW315, OP346 for a JW317."""
    return "OP274" if code == "JW315" else "OP346"


def volgorde(klok: Klok) -> tuple[date, int, date, str]:
    """Order of clocks: the first due first."""
    return klok.uiterlijk, _PLAATS[klok.soort], klok.van, klok.onderwerp


_PLAATS = {soort: nummer for nummer, soort in enumerate(Termijnsoort)}


def met_terugwerkende_kracht(bekend: date) -> str:
    """Why a term begins when a toewijzing came, in Dutch."""
    return f"ontvangst op {bekend} van de toewijzing met terugwerkende kracht"


def ander(partij: VoorWie) -> VoorWie:
    """The other party."""
    return VoorWie.AANBIEDER if partij is VoorWie.GEMEENTE else VoorWie.GEMEENTE


def _op(nummer: int | None) -> str:
    return "zonder toewijzingnummer" if nummer is None else f"op toewijzing {nummer}"


def lengte(soort: Termijnsoort) -> str:
    """A term in Dutch, such as "5 werkdagen"."""
    return f"{WERKDAGEN[soort]} werkdagen" if soort in WERKDAGEN else f"{WEKEN[soort]} weken"
