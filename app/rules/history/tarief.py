"""Contract, tariff, amount and volumeplafond of a claim line (TR418, TR346).

TR418 asks for the tariff that was agreed. Where that is silent we hold on to it as near as we can, and say in the
explanation that it is our own reading: claims in euros, which have no tariff, and a contract that rejects what
passes its volumeplafond (docs/besluiten.md).
"""

from __future__ import annotations

from app.contracts.bekostiging import Vorm
from app.contracts.boek import Afspraak
from app.contracts.declaratieprijs import schema_van
from app.contracts.overgang import OudRecht
from app.contracts.partijen import Plafondafhandeling, Tariefcontrole
from app.contracts.prijs import EUROS, MINUUT, bedrag_voor_minuten, euro
from app.contracts.stappen import Stap, Stapnaam, Waarde
from app.contracts.termijnen import termijn
from app.contracts.uitzondering import Uitzondering
from app.contracts.volume import TOTAAL
from app.messages.records import Prestatie
from app.rules.facts import BekendeToewijzing, DeclaratieFacts
from app.rules.outcome import Fired, NotCheckable, Outcome


def afspraak_van(regel: Prestatie, facts: DeclaratieFacts) -> Afspraak | None:
    """The tariff that holds for a line; None when there is none."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    ingangsdatum = regel.begindatum if toewijzing is None else toewijzing.ingangsdatum
    boek = facts.boek
    recht = _oud_recht(regel, toewijzing, facts) if boek.is_oud(regel.code) else None
    return boek.afspraak(regel.code, regel.eenheid, regel.begindatum, ingangsdatum, recht)


def _oud_recht(regel: Prestatie, toewijzing: BekendeToewijzing | None, facts: DeclaratieFacts) -> OudRecht | None:
    if toewijzing is None:
        return None
    aanspraak, eerste_levering = facts.oude_rechten.get(toewijzing.nummer, (toewijzing.ingangsdatum, None))
    eerste = regel.begindatum if eerste_levering is None else eerste_levering
    return OudRecht(regel.code, aanspraak, toewijzing.ingangsdatum, eerste, regel.einddatum)


def tr418(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The tariff is the contractual one on the peildatum of the bekostiging, or not above it."""
    boek = facts.boek
    in_euros = regel.tarief is None
    if boek.regio is None:
        return None if in_euros else NotCheckable("Voor deze gemeente zijn geen contracten en tarieven geladen.")
    if in_euros and not boek.met_percelen:
        return None
    if facts.uitzonderingen:
        uitzondering = facts.uitzonderingen.get(regel.toewijzingnummer)
        if uitzondering is not None and uitzondering.geldt_op(regel.begindatum):
            return _volgens_uitzondering(regel, uitzondering)
    afspraak = afspraak_van(regel, facts)
    if afspraak is None:
        return _geen_tarief(regel, facts)
    if regel.tarief is None:
        anders = _boven_contract(regel, facts, afspraak)
    elif regel.tarief == afspraak.bedrag:
        anders = None
    else:
        anders = _ander_tarief(regel, regel.tarief, afspraak)
    if anders is None and facts.betaalstand is not None:
        anders = _boven_plafond(regel, facts, afspraak)
    return anders


def _ander_tarief(regel: Prestatie, ingediend: int, afspraak: Afspraak) -> Fired | None:
    verschil, tarief = ingediend - afspraak.bedrag, afspraak.tarief
    hoogstens = afspraak.tariefcontrole is Tariefcontrole.MAXIMUM
    if verschil < 0 and hoogstens:
        return None
    per_uur = f" ({euro(tarief.bedrag)} per uur / 60, afgerond op hele centen)" if afspraak.per_uur else ""
    return Fired(
        gevonden=euro(ingediend),
        verwacht=f"{'hoogstens ' if hoogstens else ''}{euro(afspraak.bedrag)}",
        uitleg=f"Het tarief van {regel.code} per eenheid {regel.eenheid} is op {afspraak.vondst.peildag} volgens "
        f"{afspraak.grond} {euro(afspraak.bedrag)}{per_uur}; ingediend is {euro(ingediend)}, "
        f"{euro(abs(verschil))} {'boven' if verschil > 0 else 'onder'} het tarief.",
        vergeleken_met=_bron(afspraak),
    )


def _bron(afspraak: Afspraak) -> str:
    tarief = afspraak.tarief
    besluit = f" ({tarief.besluit})" if tarief.besluit else ""
    return f"{afspraak.grond}, tarief versie {tarief.versie}{besluit}"


def _geen_tarief(regel: Prestatie, facts: DeclaratieFacts) -> Fired | None:
    """No contract, no right code for the form of bekostiging, or no tariff: the last step of the search says which."""
    boek = facts.boek
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    recht = _oud_recht(regel, toewijzing, facts) if boek.is_oud(regel.code) else None
    ingangsdatum = None if toewijzing is None else toewijzing.ingangsdatum
    reden = boek.vondst(regel.code, regel.eenheid, regel.begindatum, ingangsdatum, recht).stappen[-1]
    if regel.tarief is None and reden.naam is Stapnaam.GEEN_TARIEF:
        return None  # a claim in euros has no tariff of its own, so nothing is missing
    return Fired(
        gevonden="leeg" if regel.tarief is None else euro(regel.tarief),
        verwacht="een tarief dat in een contract is afgesproken",
        uitleg=reden.zin + (_OUD if boek.is_oud(regel.code) else ""),
        vergeleken_met=f"afspraken van {boek.regio}",
    )


_OUD = " Dit is een oude code; geen overgangsregel laat deze declaratie nog toe."


def _boven_contract(regel: Prestatie, facts: DeclaratieFacts, afspraak: Afspraak) -> Fired | None:
    """Euro lines together above the contract amount, while the toewijzing itself was higher (else TR322 says so)."""
    toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
    vorm = None if afspraak.vondst.bekostiging is None else afspraak.vondst.bekostiging.vorm
    if toewijzing is None or toewijzing.eenheid != EUROS or toewijzing.frequentie != TOTAAL:
        return None
    if vorm not in (Vorm.PIC, Vorm.VAST_ARRANGEMENT) or afspraak.vondst.overgang is not None:
        return None
    stand = facts.stand.toegekend.get(toewijzing.nummer)
    eerder = toewijzing.toegekend_volume if stand is None else stand.volume
    totaal, tarief, toegewezen = eerder + regel.volume, afspraak.tarief.bedrag, toewijzing.volume or 0
    if not tarief < totaal <= toegewezen:
        return None
    stap = Stap(Stapnaam.BOVEN_CONTRACT, {"totaal_ct": totaal, "tarief_ct": tarief, "verschil_ct": totaal - tarief})
    return Fired(
        gevonden=euro(regel.bedrag),
        verwacht=f"hoogstens {euro(max(0, tarief - eerder))}",
        uitleg=stap.zin,
        vergeleken_met=_bron(afspraak),
        element="IngediendBedrag",
    )


def andere_termijn(regel: Prestatie, facts: DeclaratieFacts, eerder: int) -> Stap | None:
    """How a line in euros differs from the instalment that comes after ``eerder`` ones; None when it does not."""
    afspraak = afspraak_van(regel, facts)
    rij = None if afspraak is None else afspraak.vondst.bekostiging
    if afspraak is None or rij is None or rij.vorm not in (Vorm.PIC, Vorm.VAST_ARRANGEMENT):
        return None
    schema = schema_van(afspraak.vondst.product, rij)
    deel = None if schema is None else termijn(afspraak.tarief.bedrag, schema, eerder)
    if deel is None or deel == regel.bedrag:
        return None
    waarden: dict[str, Waarde] = {"ingediend_ct": regel.bedrag, "termijn_ct": deel, "nummer": eerder + 1}
    return Stap(Stapnaam.TERMIJN_ANDERS, {**waarden, "schema": str(schema)})


def _volgens_uitzondering(regel: Prestatie, uitzondering: Uitzondering) -> Outcome:
    """An exception takes the place of contract and tariff; that it was used stays visible in the judgement."""
    waarde = regel.bedrag if regel.tarief is None else regel.tarief
    if uitzondering.bedrag is not None and waarde > uitzondering.bedrag:
        return Fired(
            gevonden=euro(waarde),
            verwacht=f"hoogstens {euro(uitzondering.bedrag)}",
            uitleg=f"Voor toewijzing {regel.toewijzingnummer} is bij uitzondering ({uitzondering.soort.value}) "
            f"hoogstens {euro(uitzondering.bedrag)} goedgevonden; ingediend is {euro(waarde)}, "
            f"{euro(waarde - uitzondering.bedrag)} boven dat bedrag.",
            vergeleken_met=f"uitzondering {uitzondering.id}",
        )
    return NotCheckable(
        f"Contract en tarief zijn niet getoetst: uitzondering {uitzondering.id} ({uitzondering.soort.value}) geldt."
    )


def _boven_plafond(regel: Prestatie, facts: DeclaratieFacts, afspraak: Afspraak) -> Fired | None:
    """A contract that rejects what passes its volumeplafond; no national code exists for it."""
    contract, stand = afspraak.contract, facts.betaalstand
    if contract is None or stand is None or contract.plafondafhandeling is not Plafondafhandeling.AFKEUR:
        return None
    toets = stand.toets(afspraak.vondst, regel.begindatum, regel.bedrag)
    if toets is None or toets.betaalbaar:
        return None
    plafond = toets.plafond
    return Fired(
        gevonden=euro(regel.bedrag),
        verwacht=f"hoogstens {euro(max(0, plafond.bedrag - toets.gerealiseerd))}",
        uitleg=f"Volumeplafond {plafond.jaar} van contract {plafond.contract}, perceel {plafond.perceel}: "
        f"{euro(plafond.bedrag)}. Gerealiseerd is {euro(toets.gerealiseerd)}; met deze regel wordt het "
        f"{euro(toets.na)}, {euro(toets.na - plafond.bedrag)} boven het plafond. Dit is een plaatselijke uitleg van "
        "0611: het contract keurt af wat boven het plafond komt.",
        vergeleken_met=f"contract {plafond.contract}",
        element="IngediendBedrag",
    )


def tr346(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """The amount is volume x tariff; for minutes at an hourly tariff the unrounded tariff counts (IV081)."""
    if regel.tarief is None:
        return None
    if regel.eenheid == MINUUT:
        afspraak = afspraak_van(regel, facts)
        if afspraak is not None and afspraak.per_uur:
            return _tr346_minuten(regel, afspraak.tarief.bedrag)
        if facts.boek.regio is None:
            return NotCheckable(
                "Zonder contract is niet bekend of deze minuten tegen een uurtarief worden gedeclareerd; dan geldt "
                "een andere afronding."
            )
    verwacht = regel.volume * regel.tarief
    if regel.bedrag == verwacht:
        return None
    return Fired(
        gevonden=euro(regel.bedrag),
        verwacht=euro(verwacht),
        uitleg=f"{regel.volume} x {euro(regel.tarief)} = {euro(verwacht)}; ingediend is {euro(regel.bedrag)}.",
    )


def _tr346_minuten(regel: Prestatie, uurtarief: int) -> Outcome:
    verwacht = bedrag_voor_minuten(uurtarief, regel.volume)
    if regel.bedrag == verwacht:
        return None
    return Fired(
        gevonden=euro(regel.bedrag),
        verwacht=euro(verwacht),
        uitleg=f"Het contract heeft een uurtarief: {euro(uurtarief)} x {regel.volume} minuten / 60 = "
        f"{euro(verwacht)}, eenmaal afgerond; ingediend is {euro(regel.bedrag)}.",
    )
