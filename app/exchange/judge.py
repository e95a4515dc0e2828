"""Holds a message against its rules: level 2 on the message alone, level 3 and 4 on the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

from app.exchange.judgement import (
    Declaratieuitslag,
    Finding,
    Judgement,
    NotChecked,
    Regelstaat,
    RuleError,
    Situatie,
)
from app.messages.records import Bericht, Declaratieantwoordbericht, Klasse, StartProduct, StopProduct
from app.rules.collection import Voor
from app.rules.facts import DeclaratieFacts, Facts, RegieFacts
from app.rules.history.prestatie import boek_af
from app.rules.outcome import Fired, NotCheckable
from app.rules.ruleset import GebondenRegel, Klasseregels, Regelset
from app.standard.release import Regel


def judge_content(bericht: Bericht | Declaratieantwoordbericht, regels: Regelset) -> Judgement:
    """Level 2. Any finding rejects the whole message; all are told."""
    notes = _Notes()
    for klasse in bericht.klassen():
        van_klasse = regels.inhoud.get(klasse.klasse)
        if van_klasse is not None:
            notes.apply(van_klasse, klasse, bericht)
    for regel, elementen, functie in regels.over:
        try:
            for klasse, outcome in functie(bericht):
                if outcome is not None and klasse.klasse in elementen:
                    notes.note(regel, elementen[klasse.klasse], klasse, outcome)
        except Exception as fout:
            raise RuleError(regel.id, "/Bericht") from fout
    notes.sort(bericht, regels.volgorde)
    return notes.judgement(Situatie.INHOUD if notes.findings else Situatie.GEEN_FOUT)


def judge_history(inhoud: Judgement, facts: Facts, regels: Regelset) -> Judgement:
    """Levels 3 and 4, for a message without level 2 findings.

    A fault in the Header ends the judgement, for the message then counts as not sent; so does one in
    class Declaratie of a JW323.
    """
    notes = _Notes(list(inhoud.niet_toetsbaar))
    bericht = facts.bericht
    if notes.apply(regels.historie["Header"], bericht.header, facts):
        return notes.judgement(Situatie.HEADER)
    if isinstance(facts, DeclaratieFacts):
        return _judge_declaratie(facts, regels, notes)
    if isinstance(facts, RegieFacts):
        _judge_regie(facts, regels, notes)
    else:
        for klasse in islice(bericht.klassen(), 1, None):  # the Header is the first
            notes.apply(regels.historie[klasse.klasse], klasse, facts)
    return notes.judgement(Situatie.KLASSEN if notes.findings else Situatie.GEEN_FOUT)


def _judge_regie(facts: RegieFacts, regels: Regelset, notes: _Notes) -> None:
    """Removals (StatusAanlevering 3) before first deliveries, each against the stand at that moment."""
    producten: list[StartProduct | StopProduct] = list(facts.bericht.producten)
    for product in sorted(producten, key=lambda product: product.status != "3"):
        if not notes.apply(regels.historie[product.klasse], product, facts):
            facts.stand.verwerk(product)
    notes.sort(facts.bericht)


def _judge_declaratie(facts: DeclaratieFacts, regels: Regelset, notes: _Notes) -> Judgement:
    bericht = facts.bericht
    if notes.apply(regels.historie["Declaratie"], bericht.declaratie, facts):
        return notes.judgement(Situatie.DECLARATIE)
    afgekeurde_clienten = {
        client.positie for client in bericht.clienten if notes.apply(regels.historie["Client"], client, facts)
    }
    prestaties = bericht.prestaties
    staten = bytearray(len(prestaties))
    toegekend = 0
    per_soort: dict[Voor, list[int]] = {"credit": [], "debet": []}
    for plaats, regel in enumerate(prestaties):
        per_soort["credit" if regel.debet_credit == "C" else "debet"].append(plaats)
    toegekend_staat, afgekeurd_staat = int(Regelstaat.TOEGEKEND), int(Regelstaat.AFGEKEURD)
    for soort, plaatsen in per_soort.items():  # OP366: credits first
        van_soort = regels.historie["Prestatie"].alleen(soort)
        for plaats in plaatsen:
            regel = prestaties[plaats]
            if regel.client in afgekeurde_clienten:
                staten[plaats] = Regelstaat.NIET_BEOORDEELD
            elif notes.apply(van_soort, regel, facts):
                staten[plaats] = afgekeurd_staat
            else:
                staten[plaats] = toegekend_staat
                toegekend += regel.bedrag if soort == "debet" else -regel.bedrag
                boek_af(regel, facts)
    if per_soort["credit"] or afgekeurde_clienten:
        notes.sort(bericht)
    uitslag = Declaratieuitslag(bytes(staten), toegekend)
    return notes.judgement(Situatie.KLASSEN if notes.findings else Situatie.GEEN_FOUT, uitslag)


class _Notes:
    """Collects what rules say, in the order in which they are asked."""

    def __init__(self, eerder: Sequence[NotChecked] = ()) -> None:
        self.findings: list[Finding] = []
        self._not_checked: dict[tuple[str, str], NotChecked] = {(note.regel, note.reden): note for note in eerder}

    def apply(self, regels: Klasseregels, klasse: Klasse, context: Any) -> bool:
        """Ask all rules of a class; whether any was broken.

        Nearly always none has anything to say, so that is found out first, in the shortest loop there is.
        """
        try:
            for functie in regels.functies:
                if functie(klasse, context) is not None:
                    break
            else:
                return False
        except Exception:  # noqa: S110 - it is raised again below, where the rule is known
            pass
        return self._apply_each(regels.gebonden, klasse, context)

    def _apply_each(self, regels: Sequence[GebondenRegel], klasse: Klasse, context: Any) -> bool:
        fired = False
        for regel, element, functie, _ in regels:
            try:
                outcome = functie(klasse, context)
            except Exception as fout:
                raise RuleError(regel.id, klasse.pad) from fout
            if outcome is not None:
                fired |= self.note(regel, element, klasse, outcome)
        return fired

    def note(self, regel: Regel, element: str, klasse: Klasse, outcome: Fired | NotCheckable) -> bool:
        """Keep one outcome; whether it is a broken rule."""
        if isinstance(outcome, NotCheckable):
            sleutel = (regel.id, outcome.reden)
            eerder = self._not_checked.get(sleutel)
            if eerder is None:
                self._not_checked[sleutel] = NotChecked(regel.id, outcome.reden, 1, klasse.pad)
            else:
                self._not_checked[sleutel] = eerder._replace(aantal=eerder.aantal + 1)
            return False
        onderdeel = outcome.element if outcome.element is not None else element
        pad = klasse.pad
        self.findings.append(
            Finding(
                regel.id,
                regel.niveau,
                regel.retourcode,
                klasse.klasse,
                pad,
                f"{pad}/{onderdeel}" if onderdeel else pad,
                outcome.gevonden,
                outcome.verwacht,
                outcome.uitleg,
                outcome.vergeleken_met,
            )
        )
        return True

    def sort(self, bericht: Bericht | Declaratieantwoordbericht, volgorde: Mapping[str, int] | None = None) -> None:
        """Put findings in document order; those of one class in this order of rules, or as they were noted."""
        if len(self.findings) > 1:
            geraakt = {finding.klasse_pad for finding in self.findings}
            plaats = {klasse.pad: nummer for nummer, klasse in enumerate(bericht.klassen()) if klasse.pad in geraakt}
            rang = volgorde or {}
            self.findings.sort(key=lambda finding: (plaats[finding.klasse_pad], rang.get(finding.regel, 0)))

    def judgement(self, situatie: Situatie, uitslag: Declaratieuitslag | None = None) -> Judgement:
        """All that was noted, as a judgement."""
        niet_toetsbaar = sorted(self._not_checked.values(), key=attrgetter("regel", "reden"))
        return Judgement(situatie, tuple(self.findings), tuple(niet_toetsbaar), uitslag)
