"""Complements a JW325: what it says of every line of its JW323, of those that it leaves out too (TR342)."""

from __future__ import annotations

from dataclasses import replace

from app.exchange.judgement import GEEN_OPMERKING, NIET_BEOORDEELD, Complement, Regelstaat
from app.messages.records import Declaratieantwoordbericht, Declaratiebericht
from app.rules.content.declaratieantwoord import geheel_afgekeurd
from app.rules.facts import DeclaratieantwoordFacts


def vul_aan(facts: DeclaratieantwoordFacts) -> Complement | None:
    """The complement of a JW325; None when its JW323 is not known.

    Lines that are left out were granted, provided that claimed = granted + rejected. When that does not close
    nothing is made up: those lines are unknown then.
    """
    if facts.declaratie is None:
        return None
    antwoord = facts.bericht.antwoord
    if antwoord is None and facts.bericht.kenmerk.codes == (GEEN_OPMERKING,):
        return _niets_gezegd(facts.declaratie)
    if antwoord is None or geheel_afgekeurd(antwoord):
        return _geheel_afgekeurd(facts.declaratie, facts.bericht)
    regels = facts.declaratie.prestaties
    staten = bytearray(len(regels))
    codes: dict[int, tuple[str, ...]] = {}
    alles_bekend = True
    for regel in facts.bericht.prestaties:
        plaats = facts.plaats(regel)
        if plaats is None:
            alles_bekend = False
            continue
        staten[plaats] = Regelstaat.NIET_BEOORDEELD if regel.codes == (NIET_BEOORDEELD,) else Regelstaat.AFGEKEURD
        codes[plaats] = regel.codes
    complement = Complement(
        bytes(staten),
        codes,
        ingediend=facts.declaratie.declaratie.totaal,
        genoemd=antwoord.ingediend.saldo,
        toegekend=antwoord.toegekend.saldo,
        afgewezen=sum(regels[plaats].saldo for plaats in codes),
    )
    if complement.verschil or complement.genoemd != complement.ingediend or not alles_bekend:
        return complement
    return replace(complement, staten=complement.staten.replace(_ONBEKEND, _TOEGEKEND))


_ONBEKEND, _TOEGEKEND = bytes([Regelstaat.ONBEKEND]), bytes([Regelstaat.TOEGEKEND])


def _niets_gezegd(declaratie: Declaratiebericht) -> Complement:
    """A Header without a fault and nothing below it is none of the situations of IV087."""
    ingediend = declaratie.declaratie.totaal
    return Complement(
        _ONBEKEND * len(declaratie.prestaties), {}, ingediend=ingediend, genoemd=ingediend, toegekend=0, afgewezen=0
    )


def _geheel_afgekeurd(declaratie: Declaratiebericht, bericht: Declaratieantwoordbericht) -> Complement:
    """The declaratie counts as not sent (situations C, D and E of IV087): none of its lines was judged."""
    ingediend, antwoord = declaratie.declaratie.totaal, bericht.antwoord
    return Complement(
        bytes([Regelstaat.NIET_BEOORDEELD]) * len(declaratie.prestaties),
        {},
        ingediend=ingediend,
        genoemd=ingediend if antwoord is None else antwoord.ingediend.saldo,
        toegekend=0 if antwoord is None else antwoord.toegekend.saldo,
        afgewezen=ingediend,
    )
