"""Level 2 rules on class Prestatie of JW323."""

from __future__ import annotations

from collections.abc import Iterator

from app.contracts.prijs import EUROS, euro
from app.messages.records import Bericht, Declaratiebericht, Prestatie
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome
from app.standard.kalender import jaren_eerder, laatste_van_maand

REGELS = RuleCollection()


@REGELS.rule("CD060", "Prestatie")
def cd060(regel: Prestatie, _bericht: Bericht) -> Outcome:
    """A credit names the line that it takes back, a debet does not."""
    if (regel.debet_credit == "C") == (regel.vorig_referentienummer is not None):
        return None
    gevuld = regel.vorig_referentienummer is not None
    return Fired(
        gevonden="VorigReferentieNummer gevuld" if gevuld else "VorigReferentieNummer leeg",
        verwacht="leeg bij een debetregel" if gevuld else "gevuld bij een creditregel",
        uitleg="Alleen een creditregel noemt in VorigReferentieNummer de regel die zij terugneemt.",
    )


@REGELS.rule("CD087", "Prestatie")
def cd087(regel: Prestatie, _bericht: Bericht) -> Outcome:
    """A tariff is filled unless euros are claimed."""
    if (regel.tarief is None) == (regel.eenheid == EUROS):
        return None
    leeg = regel.tarief is None
    return Fired(
        gevonden="ProductTarief leeg" if leeg else "ProductTarief gevuld",
        verwacht="ProductTarief gevuld" if leeg else "ProductTarief leeg",
        uitleg=f"Bij eenheid {regel.eenheid} hoort {'een' if leeg else 'geen'} tarief.",
    )


@REGELS.rule("CS325", "Prestatie")
def cs325(regel: Prestatie, _bericht: Bericht) -> Outcome:
    """An amount of nothing is a debet."""
    if regel.bedrag or regel.debet_credit == "D":
        return None
    return Fired(gevonden="0 met C", verwacht="0 met D", uitleg="Een bedrag van 0 krijgt DebetCredit D.")


@REGELS.rule("CS337", "Prestatie")
def cs337(regel: Prestatie, _bericht: Bericht) -> Outcome:
    """The period ends in the month in which it begins."""
    begin, eind = regel.begindatum, regel.einddatum
    if begin.month == eind.month and begin.year == eind.year:
        return None
    return Fired(
        gevonden=f"{begin} t/m {eind}",
        verwacht=f"einddatum uiterlijk {laatste_van_maand(begin)}",
        uitleg="Een productperiode ligt binnen een kalendermaand; dien per maand een prestatie in.",
    )


@REGELS.rule("CS339", "Prestatie")
def cs339(regel: Prestatie, _bericht: Bericht) -> Outcome:
    """Claimed in euros, the volume is the amount in cents."""
    if regel.eenheid != EUROS or regel.volume == regel.bedrag:
        return None
    return Fired(
        gevonden=euro(regel.bedrag),
        verwacht=euro(regel.volume),
        uitleg=f"Bij eenheid 83 is het volume het bedrag in centen: volume {regel.volume} is "
        f"{euro(regel.volume)}, ingediend is {euro(regel.bedrag)}.",
    )


@REGELS.rule("TR335", "Prestatie")
def tr335(regel: Prestatie, bericht: Declaratiebericht) -> Outcome:
    """Claimed within five years."""
    dagtekening = bericht.declaratie.dagtekening
    if dagtekening.year - regel.einddatum.year < 5:
        return None
    grens = jaren_eerder(dagtekening, 5)
    if regel.einddatum >= grens:
        return None
    return Fired(
        gevonden=str(regel.einddatum),
        verwacht=f"{grens} of later",
        uitleg=f"De productperiode eindigt meer dan 5 jaar voor de dagtekening van de declaratie ({dagtekening}).",
    )


@REGELS.rule_over("TR315")
def tr315(bericht: Declaratiebericht) -> Iterator[tuple[Prestatie, Outcome]]:
    """No line is taken back twice in one message."""
    eerder: set[str] = set()
    for regel in bericht.prestaties:
        vorig = regel.vorig_referentienummer
        if vorig is None:
            continue
        if vorig in eerder:
            yield (
                regel,
                Fired(
                    gevonden=f"VorigReferentieNummer {vorig}",
                    verwacht="een nummer dat een keer voorkomt",
                    uitleg=f"Prestatie {vorig} wordt in dit bericht meer dan een keer gecrediteerd.",
                    element="ProductReferentie/VorigReferentieNummer",
                ),
            )
        eerder.add(vorig)


@REGELS.rule_over("TR316")
def tr316(bericht: Declaratiebericht) -> Iterator[tuple[Prestatie, Outcome]]:
    """A debet is not credited in the message that holds it."""
    credits = [regel for regel in bericht.prestaties if regel.vorig_referentienummer is not None]
    if not credits:
        return
    nummers = {regel.referentienummer for regel in bericht.prestaties}
    for regel in credits:
        if regel.vorig_referentienummer in nummers:
            yield (
                regel,
                Fired(
                    gevonden=f"VorigReferentieNummer {regel.vorig_referentienummer}",
                    verwacht="het nummer van een regel uit een eerder bericht",
                    uitleg=f"Prestatie {regel.vorig_referentienummer} staat in ditzelfde bericht; crediteren "
                    "kan pas na het declaratie-antwoord.",
                    element="ProductReferentie/VorigReferentieNummer",
                ),
            )


@REGELS.rule_over("TR416")
def tr416(bericht: Declaratiebericht) -> Iterator[tuple[Prestatie, Outcome]]:
    """One debet per toewijzing, product and period in a message."""
    eerder: dict[tuple[object, ...], Prestatie] = {}
    if len({regel.toewijzingnummer for regel in bericht.prestaties}) == len(bericht.prestaties):
        return
    for regel in bericht.prestaties:
        if regel.debet_credit == "C":
            continue
        sleutel = (regel.toewijzingnummer, regel.begindatum, regel.einddatum, regel.categorie, regel.code)
        ander = eerder.setdefault(sleutel, regel)
        if ander is not regel:
            yield (
                regel,
                Fired(
                    gevonden=f"tweede debetregel over {regel.begindatum} t/m {regel.einddatum}",
                    verwacht="een debetregel per toewijzing, product en periode",
                    uitleg=f"Prestatie {ander.referentienummer} declareert al product {regel.code} op toewijzing "
                    f"{regel.toewijzingnummer} over {regel.begindatum} t/m {regel.einddatum}; tel ze samen.",
                    vergeleken_met=f"prestatie {ander.referentienummer} in dit bericht",
                ),
            )
