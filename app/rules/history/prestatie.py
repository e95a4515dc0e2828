"""Level 3 and 4 rules on class Prestatie of JW323, in the order in which one presupposes another.

A credit is a copy of a line that was judged before and cannot be refused on its content (IV085):
only its references are checked. A rule on a toewijzing is silent when there is none (TR338 says so).
"""

from __future__ import annotations

from app.contracts.boek import Contractboek
from app.contracts.prijs import UUR, euro
from app.contracts.volume import naar_basis, past_bij, periode_maximum, toon, toon_basis, totaal_maximum
from app.messages.records import Prestatie
from app.rules.betaalstand import Betaalstand
from app.rules.collection import RuleCollection
from app.rules.facts import BekendeToewijzing, Debetregel, Debetsleutel, DeclaratieFacts, Toegekend
from app.rules.history.tarief import afspraak_van, andere_termijn, tr346, tr418
from app.rules.outcome import Fired, NotCheckable, Outcome
from app.standard.kalender import eerste_van_maand, laatste_van_maand

REGELS = RuleCollection()

VERWIJDERD = "13"
"""RedenWijziging of a toewijzing that counts as never sent (OP033x1)."""


@REGELS.rule("TR338", "Prestatie")
def tr338(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The line is on a toewijzing of this gemeente to this aanbieder."""
    if regel.toewijzingnummer in facts.toewijzingen:
        return None
    return Fired(
        gevonden=f"toewijzingnummer {regel.toewijzingnummer}",
        verwacht="het nummer van een toewijzing",
        uitleg=f"Gemeente {facts.bericht.gemeente} heeft aan aanbieder {facts.bericht.aanbieder} geen toewijzing "
        f"{regel.toewijzingnummer} gegeven.",
        element="ToewijzingNummer",
    )


@REGELS.rule("TR384", "Prestatie", voor="debet")
def tr384(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """Nothing is claimed on a removed toewijzing."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None or toewijzing.reden_wijziging != VERWIJDERD:
        return None
    return Fired(
        gevonden=f"toewijzing {toewijzing.nummer}, verwijderd",
        verwacht="een toewijzing die niet is verwijderd",
        uitleg=f"De gemeente heeft toewijzing {toewijzing.nummer} verwijderd (reden wijziging 13).",
        vergeleken_met=_over(toewijzing),
    )


@REGELS.rule("TR339", "Prestatie", voor="debet")
def tr339(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The categorie is the assigned one, when one was assigned."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None or toewijzing.categorie in (None, regel.categorie):
        return None
    return Fired(
        gevonden=f"categorie {regel.categorie}",
        verwacht=f"categorie {toewijzing.categorie}",
        uitleg=f"Toewezen is productcategorie {toewijzing.categorie}, gedeclareerd {regel.categorie}.",
        vergeleken_met=_over(toewijzing),
    )


@REGELS.rule("TR340", "Prestatie", voor="debet")
def tr340(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The product code is the assigned one, when one was assigned."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None or toewijzing.code in (None, regel.code):
        return None
    return Fired(
        gevonden=f"productcode {regel.code}",
        verwacht=f"productcode {toewijzing.code}",
        uitleg=f"Toewezen is product {toewijzing.code}, gedeclareerd {regel.code}.",
        vergeleken_met=_over(toewijzing),
    )


@REGELS.rule("TR341", "Prestatie", voor="debet")
def tr341(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The unit is the assigned one (minutes go with hours), or without one a unit of the contract."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None:
        return None
    if toewijzing.eenheid is None:
        return _tr341_volgens_contract(regel, facts.boek)
    if past_bij(regel.eenheid, toewijzing.eenheid):
        return None
    ook = " (of 01, minuten)" if toewijzing.eenheid == UUR else ""
    return Fired(
        gevonden=f"eenheid {regel.eenheid}",
        verwacht=f"eenheid {toewijzing.eenheid}{ook}",
        uitleg=f"Toewezen is in eenheid {toewijzing.eenheid}, gedeclareerd in {regel.eenheid}; alleen uren mogen "
        "ook in minuten.",
        vergeleken_met=_over(toewijzing),
    )


def _tr341_volgens_contract(regel: Prestatie, boek: Contractboek) -> Outcome:
    if boek.regio is None:
        return NotCheckable("Zonder contractafspraken is de eenheid bij een toewijzing zonder omvang niet te toetsen.")
    eenheden = boek.eenheden(regel.code, regel.begindatum)
    if not eenheden or regel.eenheid in eenheden:
        return None
    return Fired(
        gevonden=f"eenheid {regel.eenheid}",
        verwacht=f"eenheid {' of '.join(sorted(eenheden))}",
        uitleg=f"Product {regel.code} wordt volgens de afspraken van {boek.regio} niet in eenheid {regel.eenheid} "
        "gedeclareerd.",
        vergeleken_met=f"productcode {regel.code} in {boek.regio}",
    )


@REGELS.rule("TR307", "Prestatie", voor="debet")
def tr307(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The period does not begin before the toewijzing."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None or regel.begindatum >= toewijzing.ingangsdatum:
        return None
    return Fired(
        gevonden=str(regel.begindatum),
        verwacht=f"{toewijzing.ingangsdatum} of later",
        uitleg=f"De productperiode begint op {regel.begindatum}, de toewijzing pas op {toewijzing.ingangsdatum}.",
        vergeleken_met=_over(toewijzing),
        element="ProductPeriode/Begindatum",
    )


@REGELS.rule("TR308", "Prestatie", voor="debet")
def tr308(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The period does not end after the toewijzing."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None:
        return None
    if toewijzing.einddatum is None or regel.einddatum <= toewijzing.einddatum:
        return None
    return Fired(
        gevonden=str(regel.einddatum),
        verwacht=f"{toewijzing.einddatum} of eerder",
        uitleg=f"De productperiode eindigt op {regel.einddatum}, de toewijzing al op {toewijzing.einddatum}.",
        vergeleken_met=_over(toewijzing),
        element="ProductPeriode/Einddatum",
    )


@REGELS.rule("TR387", "Prestatie", voor="debet")
def tr387(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The period begins on the first of the month, or where the toewijzing begins in that month."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None:
        return None
    begin, ingang = regel.begindatum, toewijzing.ingangsdatum
    if begin.day == 1 and ingang <= begin:
        return None
    verwacht = eerste_van_maand(begin)
    if ingang > verwacht and (ingang.year, ingang.month) == (begin.year, begin.month):
        verwacht = ingang
    if begin == verwacht:
        return None
    return Fired(
        gevonden=str(begin),
        verwacht=str(verwacht),
        uitleg=f"De productperiode begint op {verwacht}: de eerste van de maand, of de ingangsdatum van de "
        f"toewijzing ({ingang}) als die later in die maand ligt.",
        vergeleken_met=_over(toewijzing),
        element="ProductPeriode/Begindatum",
    )


@REGELS.rule("TR388", "Prestatie", voor="debet")
def tr388(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The period ends on the last of the month, or where the toewijzing ends in that month."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None:
        return None
    eind, verwacht = regel.einddatum, laatste_van_maand(regel.einddatum)
    slot = toewijzing.einddatum
    if slot is not None and slot < verwacht and (slot.year, slot.month) == (eind.year, eind.month):
        verwacht = slot
    if eind == verwacht:
        return None
    return Fired(
        gevonden=str(eind),
        verwacht=str(verwacht),
        uitleg=f"De productperiode eindigt op {verwacht}: de laatste van de maand, of de einddatum van de "
        f"toewijzing ({slot or 'geen'}) als die eerder in die maand ligt.",
        vergeleken_met=_over(toewijzing),
        element="ProductPeriode/Einddatum",
    )


@REGELS.rule("TR319", "Prestatie")
def tr319(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The period lies in the claimed month or an earlier one."""
    einde = facts.bericht.declaratie.einddatum
    if regel.einddatum <= einde:
        return None
    return Fired(
        gevonden=str(regel.einddatum),
        verwacht=f"{einde} of eerder",
        uitleg=f"De productperiode eindigt na de declaratieperiode (t/m {einde}).",
        element="ProductPeriode/Einddatum",
    )


@REGELS.rule("TR314", "Prestatie")
def tr314(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """An aanbieder uses a ReferentieNummer once; within a message the first line may have it."""
    nummer = regel.referentienummer
    if nummer in facts.referentienummers:
        waar = "in een eerdere declaratie"
    elif facts.eerste_gebruik and facts.eerste_gebruik.get(nummer, regel) is not regel:
        waar = "eerder in dit bericht"
    else:
        return None
    return Fired(
        gevonden=f"referentienummer {nummer}",
        verwacht="een nieuw referentienummer",
        uitleg=f"Referentienummer {nummer} is {waar} al gebruikt voor een andere prestatie.",
        element="ProductReferentie/ReferentieNummer",
    )


@REGELS.rule("TR323", "Prestatie", voor="credit")
def tr323(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """A credit takes back a granted line, and repeats it.

    IV091 asks for an identical line. One with another toewijzing, product, period, volume, tariff or
    amount takes back a line that is not known (docs/besluiten.md).
    """
    if regel.vorig_referentienummer is None:
        return None
    vorig = regel.vorig_referentienummer
    debet = facts.debetregels.get(vorig)
    if debet is None:
        return Fired(
            gevonden=f"VorigReferentieNummer {vorig}",
            verwacht="het nummer van een goedgekeurde debetregel",
            uitleg=f"Er is geen goedgekeurde prestatie {vorig} van deze aanbieder; een afgekeurde prestatie wordt "
            "niet gecrediteerd maar verbeterd opnieuw ingediend.",
            element="ProductReferentie/VorigReferentieNummer",
        )
    anders = _afwijkingen(regel, debet, facts)
    if not anders:
        return None
    return Fired(
        gevonden="; ".join(f"{naam} {eigen}" for naam, eigen, _ in anders),
        verwacht="; ".join(f"{naam} {van_debet}" for naam, _, van_debet in anders),
        uitleg=f"De creditregel wijkt af van prestatie {vorig} die zij terugneemt: "
        + "; ".join(f"{naam} {eigen} in plaats van {van_debet}" for naam, eigen, van_debet in anders)
        + ".",
        vergeleken_met=f"prestatie {vorig}",
        element="ProductReferentie/VorigReferentieNummer",
    )


def _afwijkingen(regel: Prestatie, debet: Debetregel, facts: DeclaratieFacts) -> list[tuple[str, object, object]]:
    vergeleken: tuple[tuple[str, object, object], ...] = (
        ("gemeente", facts.bericht.gemeente, debet.gemeente),
        ("toewijzing", regel.toewijzingnummer, debet.toewijzingnummer),
        ("categorie", regel.categorie, debet.categorie),
        ("productcode", regel.code, debet.code),
        ("begindatum", regel.begindatum, debet.begindatum),
        ("einddatum", regel.einddatum, debet.einddatum),
        ("volume", regel.volume, debet.volume),
        ("eenheid", regel.eenheid, debet.eenheid),
        ("tarief", _bedrag(regel.tarief), _bedrag(debet.tarief)),
        ("bedrag", _bedrag(regel.bedrag), _bedrag(debet.bedrag)),
    )
    return [verschil for verschil in vergeleken if verschil[1] != verschil[2]]


def _bedrag(centen: int | None) -> str:
    return "leeg" if centen is None else euro(centen)


@REGELS.rule("TR390", "Prestatie", voor="credit")
def tr390(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """A line is credited once."""
    vorig = regel.vorig_referentienummer
    if vorig is None:
        return None
    debet = facts.debetregels.get(vorig)
    if not (debet is not None and debet.gecrediteerd) and vorig not in facts.stand.gecrediteerd:
        return None
    return Fired(
        gevonden=f"tweede credit van prestatie {vorig}",
        verwacht="een prestatie die nog niet is gecrediteerd",
        uitleg=f"Prestatie {vorig} is al gecrediteerd.",
        vergeleken_met=f"prestatie {vorig}",
    )


@REGELS.rule("TR389", "Prestatie", voor="debet")
def tr389(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """A product is claimed once per toewijzing and period, until it is credited."""
    if not facts.stand.open_debetten:
        return None
    ander = facts.stand.open_debetten.get(debetsleutel(regel))
    if ander is None:
        return None
    return Fired(
        gevonden=f"tweede debetregel over {regel.begindatum} t/m {regel.einddatum}",
        verwacht="eerst een credit van de eerdere regel",
        uitleg=f"Prestatie {ander} declareerde al product {regel.code} op toewijzing {regel.toewijzingnummer} over "
        f"{regel.begindatum} t/m {regel.einddatum} en is goedgekeurd; crediteer die eerst.",
        vergeleken_met=f"prestatie {ander}",
    )


def debetsleutel(regel: Prestatie) -> Debetsleutel:
    """What may be claimed once (TR389)."""
    return Debetsleutel(regel.toewijzingnummer, regel.begindatum, regel.einddatum, regel.categorie, regel.code)


REGELS.rule("TR418", "Prestatie", voor="debet")(tr418)
REGELS.rule("TR346", "Prestatie", voor="debet")(tr346)


@REGELS.rule("TR321", "Prestatie", voor="debet")
def tr321(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """One line holds no more than the toewijzing gives for its period."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None:
        return None
    eenheid = regel.eenheid
    if eenheid != toewijzing.eenheid and not past_bij(eenheid, toewijzing.eenheid):
        return None  # TR341 says so
    maximum = periode_maximum(toewijzing, regel.begindatum, regel.einddatum)
    if maximum is None:
        return None
    if naar_basis(regel.volume, eenheid) > maximum.basis:
        return Fired(
            gevonden=toon(regel.volume, eenheid),
            verwacht=f"hoogstens {toon(maximum.aantal * maximum.volume, maximum.eenheid)}",
            uitleg=f"Over {regel.begindatum} t/m {regel.einddatum}: {maximum}; ingediend is "
            f"{toon(regel.volume, eenheid)}.",
            vergeleken_met=_over(toewijzing),
        )
    if maximum.afspraak:
        return NotCheckable(
            "Hoeveel er over een gebroken maand bij een outputproduct per maand mag, is een afspraak tussen "
            "gemeente en aanbieder; getoetst is alleen het volume van een hele maand."
        )
    return None


@REGELS.rule("TR322", "Prestatie", voor="debet")
def tr322(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """All lines together hold no more than the toewijzing gives over its whole duration."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None:
        return None
    eenheid = regel.eenheid
    if eenheid != toewijzing.eenheid and not past_bij(eenheid, toewijzing.eenheid):
        return None  # TR341 says so
    maximum = totaal_maximum(toewijzing)
    if maximum is None:
        return None
    stand = facts.stand.toegekend.get(toewijzing.nummer)
    eerder = toewijzing.toegekend_volume if stand is None else stand.volume
    samen = eerder + naar_basis(regel.volume, eenheid)
    if samen <= maximum.basis:
        return None
    van = maximum.eenheid
    over = max(0, maximum.basis - eerder)
    return Fired(
        gevonden=toon(regel.volume, eenheid),
        verwacht=f"hoogstens {toon_basis(over, van)}",
        uitleg=f"Toegewezen: {maximum}. Al toegekend {toon_basis(eerder, van)}, over "
        f"{toon_basis(over, van)}; met deze {toon(regel.volume, eenheid)} samen "
        f"{toon_basis(samen, van)}.",
        vergeleken_met=_over(toewijzing),
    )


@REGELS.rule("TR369", "Prestatie", voor="debet")
def tr369(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """All lines together cost no more than the Budget (amounts are summed: docs/besluiten.md)."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    if toewijzing is None or toewijzing.budget is None:
        return None
    stand = facts.stand.toegekend.get(toewijzing.nummer)
    eerder = toewijzing.toegekend_bedrag if stand is None else stand.bedrag
    samen = eerder + regel.bedrag
    if samen <= toewijzing.budget:
        return None
    over = max(0, toewijzing.budget - eerder)
    return Fired(
        gevonden=euro(regel.bedrag),
        verwacht=f"hoogstens {euro(over)}",
        uitleg=f"Budget {euro(toewijzing.budget)}; al toegekend {euro(eerder)}, over {euro(over)}; met deze "
        f"{euro(regel.bedrag)} samen {euro(samen)}.",
        vergeleken_met=_over(toewijzing),
    )


def _over(toewijzing: BekendeToewijzing) -> str:
    return f"toewijzing {toewijzing.nummer} ({toewijzing.ingangsdatum} t/m {toewijzing.einddatum or 'onbepaald'})"


def boek_af(regel: Prestatie, facts: DeclaratieFacts) -> None:
    """Take a line that was found right into the stand, so that the next ones are held against it.

    A debet need not be remembered for TR389: within a message TR416 has seen to that already.
    """
    stand = facts.stand
    toewijzing = facts.toewijzingen[regel.toewijzingnummer]
    volume, bedrag, prestaties = stand.toegekend.get(toewijzing.nummer) or (
        toewijzing.toegekend_volume,
        toewijzing.toegekend_bedrag,
        toewijzing.open_prestaties,
    )
    if regel.vorig_referentienummer is None:
        erbij = 1
    else:
        erbij = -1
        stand.gecrediteerd.add(regel.vorig_referentienummer)
        stand.open_debetten.pop(debetsleutel(regel), None)
    stand.toegekend[toewijzing.nummer] = Toegekend(
        volume + erbij * naar_basis(regel.volume, regel.eenheid), bedrag + erbij * regel.bedrag, prestaties + erbij
    )
    if erbij == 1 and regel.tarief is None and facts.boek.met_percelen:
        stap = andere_termijn(regel, facts, prestaties)
        if stap is not None:
            stand.andere_termijnen.append((regel, stap))
    if facts.betaalstand is not None:
        _boek_betaling(regel, facts, facts.betaalstand)


def _boek_betaling(regel: Prestatie, facts: DeclaratieFacts, stand: Betaalstand) -> None:
    plaats = regel[:2]
    if regel.vorig_referentienummer is not None:
        stand.boek_credit(plaats, regel.vorig_referentienummer, regel.bedrag)
        return
    afspraak = afspraak_van(regel, facts)
    toets = None if afspraak is None else stand.toets(afspraak.vondst, regel.begindatum, regel.bedrag)
    if toets is not None:
        stand.boek_debet(plaats, toets)
