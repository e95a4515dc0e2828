"""Every clock of a chain, and what is signalled when what is due does not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from app.exchange.judgement import VoorWie
from app.standard.werkdagen import Werkkalender
from app.steering.keten import Keten, Levering, Toewijzingketen, Toewijzingtoestand, Verzoekketen, is_verwijderd
from app.steering.termijnen import (
    Gehaald,
    Klok,
    Kloktoestand,
    Termijnen,
    Termijnsoort,
    met_terugwerkende_kracht,
    volgorde,
)
from app.store.ketenstukken import Ketenbericht, Ketenstukken, Toewijzingstuk

WOONPLAATSBEGINSEL = "8"
"""RedenAfwijzingVerzoek (WJ759)."""


class Ketensignaal(NamedTuple):
    """Something in the chain that someone has to look at. It never rejects anything."""

    regel: str
    voor: VoorWie
    uitleg: str
    """In Dutch, without anything about the client."""
    bericht: UUID
    """The message that it starts from."""


def klokken_van(
    keten: Keten, vandaag: date, kalender: Werkkalender, *, antwoorden_van_partner: bool = False
) -> tuple[Klok, ...]:
    """All clocks of a chain, the first due first.

    ``antwoorden_van_partner``: the retour to a message comes from the other party; else it is our own, which is
    there from the moment that the message was handled, unless it is held.
    """
    maker = Termijnen(vandaag, kalender)
    stukken = keten.stukken
    klokken = [
        *_van_berichten(stukken, maker, antwoorden_van_partner=antwoorden_van_partner),
        *(klok for verzoek in keten.verzoeken for klok in _van_verzoek(verzoek, stukken, maker)),
        *(klok for toewijzing in keten.toewijzingen for klok in _van_toewijzing(toewijzing, stukken, maker)),
        *(klok for levering in keten.losse_leveringen for klok in _van_levering(levering, stukken, maker, date.min)),
    ]
    return tuple(sorted(klokken, key=volgorde))


def signalen_van(klokken: tuple[Klok, ...]) -> tuple[Ketensignaal, ...]:
    """A signal for each clock that has run out, to the one who has to act."""
    return tuple(
        Ketensignaal(UITBLIJVEN.get(klok.soort, klok.regel), klok.aan_zet, _uitleg(klok), klok.gestart_door)
        for klok in klokken
        if klok.open and klok.toestand is Kloktoestand.TE_LAAT
    )


UITBLIJVEN = {
    Termijnsoort.ANTWOORD: "OP344",
    Termijnsoort.ONDERZOEK: "OP344",
    Termijnsoort.START: "OP295",
    Termijnsoort.STOP: "OP288",
}
"""The rule that says that it must come at all, where that is another one than the rule that sets the term."""

_WAT_ONTBREEKT = {
    Termijnsoort.ANTWOORD: "Het {0} is niet beantwoord met een toewijzing of een antwoordbericht",
    Termijnsoort.ONDERZOEK: "Het {0} heeft geen toewijzing of afwijzing gekregen",
    Termijnsoort.START: "Er is gedeclareerd, maar het {0} ontbreekt",
    Termijnsoort.STOP: "De toewijzing is geëindigd terwijl de levering nog loopt: het {0} ontbreekt",
    Termijnsoort.RETOUR: "Het {0} ontbreekt",
    Termijnsoort.DECLARATIEANTWOORD: "Het {0} ontbreekt",
}


def _uitleg(klok: Klok) -> str:
    return f"{_WAT_ONTBREEKT[klok.soort].format(klok.onderwerp)} ({klok.regel}: {klok.berekening})."


def _van_berichten(stukken: Ketenstukken, maker: Termijnen, *, antwoorden_van_partner: bool) -> Iterator[Klok]:
    for bericht in stukken.berichten.values():
        if bericht.code in VERZENDERS:
            yield klok_van_bericht(bericht, maker, antwoorden_van_partner=antwoorden_van_partner)


VERZENDERS = {
    **dict.fromkeys(("JW301", "JW319"), VoorWie.GEMEENTE),
    **dict.fromkeys(("JW305", "JW307", "JW315", "JW317", "JW323"), VoorWie.AANBIEDER),
}
"""Who sends each message that has to be answered."""


def klok_van_bericht(bericht: Ketenbericht, maker: Termijnen, *, antwoorden_van_partner: bool) -> Klok:
    """The clock on the retour to a message, or on the JW325 to a JW323.

    What we rejected goes no further, so our own answer is the only one that it gets.
    """
    beantwoord = bericht.antwoord_ontvangen
    eigen = not (antwoorden_van_partner and bericht.verwerkt)
    if beantwoord is None and eigen and bericht.antwoord_code is not None:
        beantwoord = bericht.ontvangen
    gehaald = None if beantwoord is None else Gehaald(beantwoord.date(), bericht.antwoord_door or bericht.id)
    return maker.retour(bericht.code, VERZENDERS[bericht.code], bericht.id, bericht.dag, gehaald)


def _van_verzoek(verzoek: Verzoekketen, stukken: Ketenstukken, maker: Termijnen) -> Iterator[Klok]:
    stuk = verzoek.stuk
    ontvangen = stukken.berichten[stuk.bericht_id].dag
    antwoorden = [
        _door(stukken, door)
        for door in (stuk.in_onderzoek_door, stuk.toegewezen_door, stuk.afgewezen_door)
        if door is not None
    ]
    eerste = min(antwoorden, key=attrgetter("op"), default=None)
    yield maker.antwoord(stuk.code, stuk.referentie, stuk.bericht_id, ontvangen, eerste)
    laatste = stuk.toegewezen_door or stuk.afgewezen_door
    if stuk.in_onderzoek_door is not None:
        gehaald = None if laatste is None else _door(stukken, laatste)
        yield maker.onderzoek(stuk.code, stuk.referentie, stuk.in_onderzoek_door, stuk.dagtekening, gehaald)
    if stuk.code != "JW315":
        return
    if stuk.afgewezen_door is not None and stuk.reden_afwijzing == WOONPLAATSBEGINSEL:
        gehaald = _door(stukken, stuk.afgewezen_door)
        yield maker.woonplaatsbeginsel(stuk.referentie, stuk.bericht_id, ontvangen, gehaald)
    elif laatste is None:
        klok = maker.woonplaatsbeginsel(stuk.referentie, stuk.bericht_id, ontvangen, None)
        # Nobody knows that it will be refused on this ground, so the day on which that is too late makes nothing late.
        if klok.toestand is Kloktoestand.LOOPT:
            yield klok


def _van_toewijzing(keten: Toewijzingketen, stukken: Ketenstukken, maker: Termijnen) -> Iterator[Klok]:
    bekend = _dag(stukken, min(keten.stuk.versies, key=lambda versie: _dag(stukken, versie.bericht_id)).bericht_id)
    for levering in keten.leveringen:
        yield from _van_levering(levering, stukken, maker, bekend)
    if is_verwijderd(keten.stuk):
        return
    klok = _klok_op_stop(keten, stukken, maker) if keten.leveringen else _klok_op_start(keten.stuk, bekend, maker)
    if klok is not None:
        yield klok


def _klok_op_start(stuk: Toewijzingstuk, bekend: date, maker: Termijnen) -> Klok | None:
    """The start that has to be there because care was claimed."""
    claims = stuk.claims
    if claims is None or claims.geleverd_op is None or claims.geleverd_door is None:
        return None
    return maker.ontbrekende_start(stuk.toewijzing.nummer, claims.geleverd_op, claims.geleverd_door, bekend)


def _klok_op_stop(keten: Toewijzingketen, stukken: Ketenstukken, maker: Termijnen) -> Klok | None:
    """The stop that has to be there because the toewijzing has ended."""
    levering, einddatum = keten.leveringen[-1], keten.stuk.toewijzing.einddatum
    if levering.toestand is Toewijzingtoestand.BEEINDIGD or levering.start is None or einddatum is None:
        return None
    verteld = min(
        (_dag(stukken, versie.bericht_id) for versie in keten.stuk.versies if versie.einddatum == einddatum),
        default=einddatum,
    )
    if max(einddatum, verteld) >= maker.vandaag:
        return None
    return maker.ontbrekende_stop(levering.toewijzingnummer, einddatum, levering.start.bericht_id, verteld)


def _van_levering(levering: Levering, stukken: Ketenstukken, maker: Termijnen, bekend: date) -> Iterator[Klok]:
    """Whether start and stop came in time; ``bekend`` is when the toewijzing came.

    A stop for good after a temporary one has no clock: it counts from when that was known, which no message says.
    """
    nummer = levering.toewijzingnummer
    if levering.start is not None:
        door = levering.start.bericht_id
        van, waarom = _vanaf(levering.begindatum, bekend, "begindatum")
        yield maker.start(nummer, van, waarom, door, _door(stukken, door))
    stop = levering.tijdelijke_stop or levering.stop
    if stop is not None:
        van, waarom = _vanaf(stop.einddatum, bekend, "einddatum")
        yield maker.stop(nummer, van, waarom, stop.bericht_id, _door(stukken, stop.bericht_id))


def _vanaf(dag: date, bekend: date, wat: str) -> tuple[date, str]:
    if bekend > dag:
        return bekend, met_terugwerkende_kracht(bekend)
    return dag, f"{wat} {dag}"


def _dag(stukken: Ketenstukken, bericht: UUID) -> date:
    return stukken.berichten[bericht].dag


def _door(stukken: Ketenstukken, bericht: UUID) -> Gehaald:
    return Gehaald(_dag(stukken, bericht), bericht)
