"""What is due or late over all chains: the clocks that run, without working out the chains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import nsmallest
from typing import Any, NamedTuple

from app.standard.werkdagen import Werkkalender
from app.steering.klokken import VERZENDERS, Ketensignaal, signalen_van
from app.steering.termijnen import (
    Klok,
    Kloktoestand,
    Termijnen,
    Termijnsoort,
    uiterste_begin,
    volgorde,
)
from app.steering.zoeken import Kader
from app.store.opslag import SqlWerkeenheid
from app.store.termijnen import (
    Termijnfilter,
    Wachtend,
    af_te_wijzen,
    in_onderzoek,
    zonder_antwoord,
    zonder_eerste_antwoord,
    zonder_start,
    zonder_stop,
)

_DAG = timedelta(days=1)


class Termijnvraag(NamedTuple):
    """Which terms to list; None does not filter."""

    gemeente: str | None = None
    aanbieder: str | None = None
    soort: Termijnsoort | None = None
    toestand: Kloktoestand | None = None
    """LOOPT or TE_LAAT; what was met is no longer due."""
    tot: date | None = None
    """Only what is due on this day or before."""


class OpenTermijn(NamedTuple):
    """A clock that runs, or has run out, and whose chain it is in."""

    klok: Klok
    over: Wachtend

    @property
    def signaal(self) -> Ketensignaal | None:
        """To whom it is told what did not come; None while it is in time."""
        return next(iter(signalen_van((self.klok,))), None)


def zoek_termijnen(werk: SqlWerkeenheid, vraag: Termijnvraag, kader: Kader, aantal: int) -> list[OpenTermijn]:
    """At most ``aantal`` open terms, the first due first."""
    vandaag, kalender, van_partner = kader
    gevonden = (
        termijn
        for soort in ([vraag.soort] if vraag.soort is not None else Termijnsoort)
        for filter_ in _filters(soort, vraag, vandaag, kalender)
        for termijn in _van_soort(
            werk, soort, filter_, Termijnen(vandaag, kalender), antwoorden_van_partner=van_partner
        )
    )
    return nsmallest(aantal, gevonden, key=_rang)


def _rang(termijn: OpenTermijn) -> tuple[Any, ...]:
    over = termijn.over
    return *volgorde(termijn.klok), over.gemeente, over.aanbieder, over.bericht_id


def _filters(
    soort: Termijnsoort, vraag: Termijnvraag, vandaag: date, kalender: Werkkalender
) -> Iterator[Termijnfilter]:
    """The days between which a term has to have begun; nothing when none can be meant."""
    te_laat = uiterste_begin(soort, vandaag - _DAG, kalender)
    na, tot = None, None if vraag.tot is None else uiterste_begin(soort, vraag.tot, kalender)
    if vraag.toestand is Kloktoestand.GEHAALD:
        return
    if vraag.toestand is Kloktoestand.TE_LAAT:
        tot = te_laat if tot is None else min(tot, te_laat)
    if vraag.toestand is Kloktoestand.LOOPT or soort is Termijnsoort.WOONPLAATSBEGINSEL:
        na = te_laat
    if na is None or tot is None or na < tot:
        yield Termijnfilter(vraag.gemeente, vraag.aanbieder, na, tot)


def _van_soort(
    werk: SqlWerkeenheid,
    soort: Termijnsoort,
    filter_: Termijnfilter,
    maker: Termijnen,
    *,
    antwoorden_van_partner: bool,
) -> Iterator[OpenTermijn]:
    verbinding = werk.verbinding
    match soort:
        case Termijnsoort.RETOUR | Termijnsoort.DECLARATIEANTWOORD:
            for een in zonder_antwoord(
                verbinding,
                filter_,
                declaraties=soort is Termijnsoort.DECLARATIEANTWOORD,
                van_partner=antwoorden_van_partner,
            ):
                bericht = een.over.bericht_id
                yield OpenTermijn(maker.retour(een.code, VERZENDERS[een.code], bericht, een.ontvangen, None), een.over)
        case Termijnsoort.ANTWOORD:
            for verzoek in zonder_eerste_antwoord(verbinding, filter_):
                bericht = verzoek.over.bericht_id
                klok = maker.antwoord(verzoek.code, verzoek.referentie, bericht, verzoek.ontvangen, None)
                yield OpenTermijn(klok, verzoek.over)
        case Termijnsoort.ONDERZOEK:
            for verzoek in in_onderzoek(verbinding, filter_):
                bericht = verzoek.in_onderzoek_door or verzoek.over.bericht_id
                klok = maker.onderzoek(verzoek.code, verzoek.referentie, bericht, verzoek.dagtekening, None)
                yield OpenTermijn(klok, verzoek.over)
        case Termijnsoort.WOONPLAATSBEGINSEL:
            for verzoek in af_te_wijzen(verbinding, filter_):
                bericht = verzoek.over.bericht_id
                klok = maker.woonplaatsbeginsel(verzoek.referentie, bericht, verzoek.ontvangen, None)
                yield OpenTermijn(klok, verzoek.over)
        case Termijnsoort.START:
            for start in zonder_start(verbinding, filter_):
                klok = maker.ontbrekende_start(start.nummer, start.geleverd_op, start.over.bericht_id, start.bekend)
                yield OpenTermijn(klok, start.over)
        case Termijnsoort.STOP:
            for stop in zonder_stop(verbinding, filter_, maker.vandaag):
                klok = maker.ontbrekende_stop(stop.nummer, stop.einddatum, stop.over.bericht_id, stop.verteld)
                yield OpenTermijn(klok, stop.over)
