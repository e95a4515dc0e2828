"""Level 2 rules on class DeclaratieAntwoord of JW325."""

from __future__ import annotations

from app.contracts.prijs import euro
from app.messages.records import DeclaratieAntwoord, Declaratieantwoordbericht
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection("JW325")

_NIET_AFGEKEURD = ("0200", "8001")


@REGELS.rule("CS325", "DeclaratieAntwoord")
def cs325(antwoord: DeclaratieAntwoord, _bericht: Declaratieantwoordbericht) -> Outcome:
    """A total of nothing is a debet."""
    totalen = {"TotaalIngediendBedrag": antwoord.ingediend, "TotaalToegekendBedrag": antwoord.toegekend}
    fout = [naam for naam, totaal in totalen.items() if not totaal.bedrag and totaal.debet_credit == "C"]
    if not fout:
        return None
    return Fired(
        gevonden="0 met C",
        verwacht="0 met D",
        uitleg=f"Een totaal van 0 krijgt DebetCredit D; dat is niet zo in {' en '.join(fout)}.",
        element=f"{fout[0]}/DebetCredit",
    )


@REGELS.rule("TR342", "DeclaratieAntwoord")
def tr342(antwoord: DeclaratieAntwoord, bericht: Declaratieantwoordbericht) -> Outcome:
    """What was not granted is the sum of the lines that were returned.

    When class DeclaratieAntwoord itself is rejected no line was judged: nothing is granted or returned.
    """
    ingediend, toegekend = antwoord.ingediend.saldo, antwoord.toegekend.saldo
    if geheel_afgekeurd(antwoord):
        if toegekend == 0 and not bericht.prestaties:
            return None
        return Fired(
            gevonden=f"{euro(toegekend)} toegekend en {len(bericht.prestaties)} prestaties",
            verwacht=f"{euro(0)} toegekend en geen prestaties",
            uitleg=f"De declaratie is als geheel afgekeurd ({', '.join(antwoord.codes)}); dan is het toegekende bedrag "
            f"{euro(0)} en worden er geen prestaties teruggestuurd.",
        )
    teruggestuurd = sum(regel.saldo for regel in bericht.prestaties)
    verschil = ingediend - toegekend
    if teruggestuurd == verschil:
        return None
    aantal = len(bericht.prestaties)
    wat = "1 prestatie" if aantal == 1 else f"{aantal} prestaties"
    return Fired(
        gevonden=f"{euro(teruggestuurd)} teruggestuurd in {wat}",
        verwacht=euro(verschil),
        uitleg=f"Ingediend {euro(ingediend)} - toegekend {euro(toegekend)} = {euro(verschil)}; teruggestuurd is {wat} "
        f"van samen {euro(teruggestuurd)}. Dat is {euro(abs(teruggestuurd - verschil))} "
        f"te {'veel' if teruggestuurd > verschil else 'weinig'}.",
    )


def geheel_afgekeurd(antwoord: DeclaratieAntwoord) -> bool:
    """Whether class DeclaratieAntwoord itself was rejected (situation E of IV087)."""
    return any(code not in _NIET_AFGEKEURD for code in antwoord.codes)
