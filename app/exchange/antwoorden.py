"""What is done with an answer that a partner sent: find the message that it is about, and hold it against that.

Nothing is sent back on an answer. So what is wrong with it becomes a signal for the party that got it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.exchange.antwoordsignalen import niet_te_volgen, signaleer
from app.exchange.complement import vul_aan
from app.exchange.judge import judge_content, judge_history
from app.exchange.judgement import (
    GEEN_OPMERKING,
    NIET_BEOORDEELD,
    VOLLEDIG_TOEGEWEZEN,
    Complement,
    Judgement,
    Oordeel,
    Partnercode,
    Partneroordeel,
    Regelstaat,
    Situatie,
)
from app.exchange.ports import Beantwoord, Werkeenheid
from app.messages.intake import Levering, Wortel
from app.messages.lees_declaratie import lees_bewaarde_declaratie
from app.messages.lezen import lees
from app.messages.records import Antwoordbericht, Declaratieantwoordbericht, Declaratiebericht, Ontvangen
from app.messages.releases import Releases
from app.rules.facts import DeclaratieantwoordFacts
from app.rules.ruleset import regelset
from app.standard.release import Berichtsoort, Release

_GEEN_FOUT = (GEEN_OPMERKING, NIET_BEOORDEELD, VOLLEDIG_TOEGEWEZEN)


class Antwoordoordeel(NamedTuple):
    """What became of an answer."""

    oordeel: Judgement
    facts: DeclaratieantwoordFacts | None
    """Of a JW325."""
    heen: Ontvangen | None
    """The message that it answers, when it is known here."""


def beoordeel_antwoord(
    release: Release,
    soort: Berichtsoort,
    bericht: Antwoordbericht,
    werk: Werkeenheid,
    releases: Releases,
    *,
    vandaag: date,
    volg_partner: bool,
) -> Antwoordoordeel:
    """Find the message that is answered, hold the answer against it, and tell what there is to see.

    ``volg_partner``: the administration follows the first JW325 on a declaratie that is right and closes.
    """
    codes = [een.code for een in release.berichten.values() if een.antwoord == soort.code]
    gevonden = werk.beantwoord(codes, bericht)
    heen = None if gevonden is None else _herlees(gevonden, releases)
    oordeel, facts, complement = Judgement(Situatie.GEEN_FOUT), None, None
    if isinstance(bericht, Declaratieantwoordbericht):
        declaratie = heen if isinstance(heen, Declaratiebericht) else None
        facts = werk.antwoord_facts(bericht, declaratie, release, vandaag)
        oordeel = _toets(release, bericht, facts)
        complement = vul_aan(facts)
    partner = Partneroordeel(
        heen=None if gevonden is None else gevonden.id,
        oordeel=_partneroordeel(bericht, complement),
        codes=tuple(_codes(bericht)),
        telt=volg_partner and _is_te_volgen(oordeel, complement, gevonden),
    )
    oordeel = replace(oordeel, partner=partner, complement=complement)
    signalen = [*signaleer(release, soort, bericht, oordeel, gevonden, heen)]
    if partner.telt and complement is not None and gevonden is not None and isinstance(heen, Declaratiebericht):
        signalen += niet_te_volgen(werk.botsing(gevonden.id, heen, complement), gevonden)
    return Antwoordoordeel(oordeel.met(signalen), facts, heen)


def _herlees(gevonden: Beantwoord, releases: Releases) -> Ontvangen | None:
    """The records of a message that was kept; None when its release is not handled any more."""
    if gevonden.code == Declaratiebericht.code:
        return lees_bewaarde_declaratie(gevonden.pakket)
    release = releases.met_naam(gevonden.release)
    if release is None:
        return None
    soort = release.berichten[gevonden.code]
    return lees(Levering(Wortel(soort.namespace, "Bericht"), gevonden.pakket), soort, releases.schemas(release))


def _toets(release: Release, bericht: Declaratieantwoordbericht, facts: DeclaratieantwoordFacts) -> Judgement:
    regels = regelset(release, bericht.code)
    oordeel = judge_content(bericht, regels)
    return oordeel if oordeel.bevindingen else judge_history(oordeel, facts, regels)


def _is_te_volgen(oordeel: Judgement, complement: Complement | None, gevonden: Beantwoord | None) -> bool:
    if complement is None or gevonden is None or oordeel.bevindingen:
        return False
    return complement.sluit and not gevonden.gevolgd and gevonden.oordeel in {een.value for een in Oordeel}


def _codes(bericht: Antwoordbericht) -> Iterator[Partnercode]:
    header = bericht.header
    yield from (Partnercode(header.klasse, header.pad, code) for code in bericht.kenmerk.codes)
    if isinstance(bericht, Declaratieantwoordbericht):
        if bericht.antwoord is not None:
            antwoord = bericht.antwoord
            yield from (Partnercode(antwoord.klasse, antwoord.pad, code) for code in antwoord.codes)
        for client in bericht.clienten:
            yield from (Partnercode(client.klasse, client.pad, code) for code in client.codes)
        for regel in bericht.prestaties:
            yield from (Partnercode(regel.klasse, regel.pad, code) for code in regel.codes)
    else:
        for een in bericht.inhoud:
            yield from (Partnercode(een.klasse, een.pad, code) for code in een.codes)


def _partneroordeel(bericht: Antwoordbericht, complement: Complement | None) -> Oordeel:
    """What the partner decided: by the lines when they are known, else by the codes."""
    if complement is not None and Regelstaat.ONBEKEND not in complement.staten:
        toegekend = complement.staten.count(Regelstaat.TOEGEKEND)
        if toegekend == len(complement.staten):
            return Oordeel.GOEDGEKEURD
        return Oordeel.DEELS_AFGEKEURD if toegekend else Oordeel.AFGEKEURD
    if all(een.code in _GEEN_FOUT for een in _codes(bericht)):
        return Oordeel.GOEDGEKEURD
    antwoord = bericht.antwoord if isinstance(bericht, Declaratieantwoordbericht) else None
    return Oordeel.DEELS_AFGEKEURD if antwoord is not None and antwoord.toegekend.bedrag else Oordeel.AFGEKEURD
