"""Level 2 rules on class Declaratie of JW323."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.contracts.prijs import euro
from app.messages.records import Bericht, Declaratie, Declaratiebericht, Prestatie
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome
from app.standard.kalender import eerste_van_maand, laatste_van_maand

REGELS = RuleCollection()

EERSTE_PERIODE = date(2021, 1, 1)


@REGELS.rule("CS100", "Declaratie", "Prestatie")
def cs100(klasse: Declaratie | Prestatie, _bericht: Bericht) -> Outcome:
    """Periods start in 2021 or later."""
    if klasse.begindatum >= EERSTE_PERIODE:
        return None
    return Fired(
        gevonden=str(klasse.begindatum),
        verwacht=f"{EERSTE_PERIODE} of later",
        uitleg=f"Perioden van voor {EERSTE_PERIODE} kunnen met dit bericht niet worden gedeclareerd.",
    )


@REGELS.rule("CS340", "Declaratie")
def cs340(declaratie: Declaratie, _bericht: Bericht) -> Outcome:
    """The period is one whole calendar month."""
    begin, eind = eerste_van_maand(declaratie.begindatum), laatste_van_maand(declaratie.begindatum)
    if (declaratie.begindatum, declaratie.einddatum) == (begin, eind):
        return None
    return Fired(
        gevonden=f"{declaratie.begindatum} t/m {declaratie.einddatum}",
        verwacht=f"{begin} t/m {eind}",
        uitleg="Een declaratieperiode is precies een kalendermaand.",
    )


@REGELS.rule("TR134", "Declaratie", "Prestatie")
def tr134(klasse: Declaratie | Prestatie, bericht: Bericht) -> Outcome:
    """The period does not begin after the Dagtekening."""
    if klasse.begindatum <= bericht.header.dagtekening:
        return None
    return Fired(
        gevonden=str(klasse.begindatum),
        verwacht=f"{bericht.header.dagtekening} of eerder",
        uitleg=f"De periode begint na de dagtekening van het bericht ({bericht.header.dagtekening}).",
    )


@REGELS.rule("TR137", "Declaratie", "Prestatie")
def tr137(klasse: Declaratie | Prestatie, bericht: Bericht) -> Outcome:
    """The period ends between its begin and the Dagtekening."""
    if klasse.begindatum <= klasse.einddatum <= bericht.header.dagtekening:
        return None
    if klasse.einddatum < klasse.begindatum:
        return Fired(
            gevonden=str(klasse.einddatum),
            verwacht=f"{klasse.begindatum} of later",
            uitleg=f"De periode eindigt ({klasse.einddatum}) voordat zij begint ({klasse.begindatum}).",
        )
    return Fired(
        gevonden=str(klasse.einddatum),
        verwacht=f"{bericht.header.dagtekening} of eerder",
        uitleg=f"De periode eindigt na de dagtekening van het bericht ({bericht.header.dagtekening}); "
        "declareer een maand op zijn vroegst op de laatste dag.",
    )


@REGELS.rule("CS325", "Declaratie")
def cs325(declaratie: Declaratie, _bericht: Bericht) -> Outcome:
    """A total of nothing is a debet."""
    if declaratie.totaalbedrag or declaratie.debet_credit == "D":
        return None
    return Fired(
        gevonden="0 met C",
        verwacht="0 met D",
        uitleg="Een totaal van 0 krijgt DebetCredit D.",
    )


@REGELS.rule_over("TR358")
def tr358(bericht: Declaratiebericht) -> Iterator[tuple[Declaratie, Outcome]]:
    """The total is the sum of the lines, credits subtracted."""
    debet = credit = 0
    for regel in bericht.prestaties:
        if regel.debet_credit == "C":
            credit += regel.bedrag
        else:
            debet += regel.bedrag
    som, totaal = debet - credit, bericht.declaratie.totaal
    if som != totaal:
        yield (
            bericht.declaratie,
            Fired(
                gevonden=euro(totaal),
                verwacht=euro(som),
                uitleg=f"De prestaties tellen op tot {euro(debet)} debet - {euro(credit)} credit = {euro(som)}; "
                f"als totaal is {euro(totaal)} ingediend, een verschil van {euro(totaal - som)}.",
            ),
        )
