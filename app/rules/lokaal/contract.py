"""Signals that follow from what a regio agreed: on a JW301 before anything is claimed, and on a JW323.

No national code exists for any of them, so they reject nothing. They are silent in a regio without percelen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from app.contracts.afspraken import Afspraken
from app.contracts.bekostiging import Bekostiging, Vorm
from app.contracts.declaratieprijs import Toewijzing
from app.contracts.omzetting import Recht, overgangsbezwaar
from app.contracts.pic import Productcode, Profielsoort
from app.contracts.prijs import euro
from app.contracts.verplichting import toets_toewijzing
from app.messages.records import ToegewezenProduct, Toewijzingsbericht
from app.rules.betaalstand import Betaalstand
from app.rules.facts import DeclaratieFacts, ToewijzingFacts
from app.rules.lokaal.kenmerk import kenmerk_van
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW301 = Procedureregels()
JW323 = Procedureregels()

_VERWIJDERD = "13"


class _Component(NamedTuple):
    """A toewijzing of the client, as far as these signals go."""

    nummer: int
    code: str | None
    ingangsdatum: date
    einddatum: date | None

    def overlapt(self, product: ToegewezenProduct) -> bool:
        begin, eind = product.ingangsdatum, product.einddatum
        na_begin = self.einddatum is None or begin <= self.einddatum
        return na_begin and (eind is None or self.ingangsdatum <= eind)


@JW301.regel("SIG-TARIEF-TOEWIJZING", "ToegewezenProduct")
def tarief_toewijzing(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A volume in euros is the contract amount: claims in euros have no tariff by which it would show later."""
    afspraken, omvang = _afspraken(feiten), product.omvang
    if afspraken is None or product.code is None or omvang is None or product.reden_wijziging == _VERWIJDERD:
        return None
    bericht = feiten.facts.bericht
    afwijking = toets_toewijzing(
        afspraken,
        Toewijzing(
            bericht.gemeente,
            bericht.aanbieder,
            product.code,
            product.ingangsdatum,
            product.einddatum,
            omvang.volume,
            omvang.eenheid,
            omvang.frequentie,
            product.toewijzingsdatum,
        ),
        bericht.header.dagtekening,
    )
    if afwijking is None:
        return None
    return Opmerking("gemeente", afwijking.stap.zin, f"toewijzing {product.toewijzingnummer}", "Omvang/Volume")


@JW301.regel("SIG-PROFIEL-ONTBREEKT", "ToegewezenProduct")
def profiel_ontbreekt(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Where help is bought by PIC, a toewijzing says which, also while it is still paid per unit: by code or label."""
    afspraken, eerder = _afspraken(feiten), feiten.toewijzingen.get(product.toewijzingnummer)
    if afspraken is None or product.reden_wijziging == _VERWIJDERD or (eerder is not None and eerder.met_piclabel):
        return None
    gemeente, dag = feiten.facts.bericht.gemeente, product.ingangsdatum
    if product.code is None:
        rijen = [afspraken.bekostiging(gemeente, perceel, dag) for perceel in afspraken.percelen]
        if not rijen or not all(rij is not None and rij.vorm.is_arrangement for rij in rijen):
            return None
        waarom = f"Toewijzing {product.toewijzingnummer} noemt geen productcode"
    else:
        gevonden = _product(afspraken, product)
        rij = None if gevonden is None else _bekostiging(afspraken, gemeente, gevonden, dag)
        if gevonden is None or rij is None or gevonden.pic is not None or gevonden.buiten_stelsel:
            return None
        if product.code in afspraken.oude_codes or not (rij.pic_label_verplicht or rij.vorm.is_arrangement):
            return None
        waarom = f"Productcode {product.code} van toewijzing {product.toewijzingnummer} heeft geen profiel"
    return Opmerking(
        "gemeente",
        f"{waarom}, terwijl op {dag} in gemeente {gemeente} in PIC wordt verwezen. Leg vast welk profiel en welke "
        "intensiteit het is.",
        f"toewijzing {product.toewijzingnummer}",
        "Product",
        kenmerk=kenmerk_van(product, feiten),
    )


@JW301.regel("SIG-OVERGANG", "ToegewezenProduct")
def overgang(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A toewijzing ends where the form of bekostiging changes; an old code has to fall under a transition rule."""
    afspraken = _afspraken(feiten)
    if afspraken is None or product.code is None or product.reden_wijziging == _VERWIJDERD:
        return None
    gemeente, nummer = feiten.facts.bericht.gemeente, product.toewijzingnummer
    bekend = feiten.toewijzingen.get(nummer)
    if bekend is not None and not bekend.ouder_dan(product):
        return None
    recht = Recht(
        gemeente,
        product.code,
        "" if product.omvang is None else product.omvang.eenheid,
        product.toewijzingsdatum,
        product.ingangsdatum,
        product.einddatum,
    )
    waarom = overgangsbezwaar(afspraken, nummer, recht, product.reden_wijziging)
    if waarom is None:
        return None
    return Opmerking("gemeente", waarom, f"toewijzing {nummer}", "Product", kenmerk=kenmerk_van(product, feiten))


@JW301.regel("SIG-DUBBEL", "ToegewezenProduct")
def dubbel(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """One hoofdaannemer at a time for a client in a perceel that is bought by PIC; per unit there can be more."""
    afspraken = _afspraken(feiten)
    gevonden = None if afspraken is None else _product(afspraken, product)
    if afspraken is None or gevonden is None or gevonden.pic is None or product.reden_wijziging == _VERWIJDERD:
        return None
    for een in feiten.elders:
        ander = None if een.code is None else afspraken.product(een.code, een.ingangsdatum)
        component = _Component(een.nummer, een.code, een.ingangsdatum, een.einddatum)
        if ander is None or ander.pic is None:
            continue
        if ander.perceel == gevonden.perceel and component.overlapt(product):
            return Opmerking(
                "gemeente",
                f"Toewijzing {product.toewijzingnummer} overlapt toewijzing {een.nummer} aan aanbieder "
                f"{een.aanbieder} in hetzelfde perceel ({gevonden.perceel}); een jeugdige heeft een hoofdaannemer.",
                f"toewijzing {een.nummer}",
                kenmerk=f"{kenmerk_van(product, feiten)} {een.nummer}",
            )
    return None


@JW301.regel("SIG-ARRANGEMENT-ONVOLLEDIG", "ToegewezenProduct")
def arrangement_onvolledig(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """An ondersteuningselement only beside a resultaatgebied."""
    afspraken = _afspraken(feiten)
    if afspraken is None or product.reden_wijziging == _VERWIJDERD:
        return None
    gevonden = _product(afspraken, product)
    if gevonden is None or _soort(afspraken, gevonden) is not Profielsoort.ONDERSTEUNINGSELEMENT:
        return None
    for een in _componenten(feiten):
        ander = None if een.code is None else afspraken.product(een.code, een.ingangsdatum)
        if (
            ander is not None
            and ander.perceel == gevonden.perceel
            and _soort(afspraken, ander) is Profielsoort.RESULTAATGEBIED
            and een.overlapt(product)
        ):
            return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {product.toewijzingnummer} is ondersteuningselement {gevonden.profiel}, maar in dezelfde periode "
        f"is er in perceel {gevonden.perceel} geen resultaatgebied toegewezen.",
        f"toewijzing {product.toewijzingnummer}",
        "Product",
        kenmerk=kenmerk_van(product, feiten),
    )


@JW301.regel("SIG-EINDDATUM", "ToegewezenProduct")
def zonder_einddatum(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Help that is bought by PIC has a term: the time in which its results are to be reached."""
    afspraken = _afspraken(feiten)
    if afspraken is None or product.einddatum is not None or product.reden_wijziging == _VERWIJDERD:
        return None
    gevonden = _product(afspraken, product)
    if gevonden is None or gevonden.pic is None:
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {product.toewijzingnummer} voor PIC {gevonden.label} van perceel {gevonden.perceel} heeft geen "
        "einddatum. Leg vast wanneer de resultaten bereikt moeten zijn.",
        f"toewijzing {product.toewijzingnummer}",
        "Einddatum",
        kenmerk=kenmerk_van(product, feiten),
    )


@JW301.regel("SIG-NAFACTUUR", "ToegewezenProduct")
def nafactuur(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A fixed amount covers all help in its period: a second toewijzing in it would bill afterwards."""
    afspraken = _afspraken(feiten)
    gevonden = None if afspraken is None else _product(afspraken, product)
    if afspraken is None or gevonden is None or product.reden_wijziging == _VERWIJDERD:
        return None
    rij = _bekostiging(afspraken, feiten.facts.bericht.gemeente, gevonden, product.ingangsdatum)
    if rij is None or gevonden.pic is None or rij.vorm not in (Vorm.VAST_ARRANGEMENT, Vorm.PIC):
        return None
    for een in _componenten(feiten):
        if een.nummer == product.toewijzingnummer or een.code is None or not een.overlapt(product):
            continue
        ander = afspraken.product(een.code, een.ingangsdatum)
        zelfde = gevonden.pic if rij.vorm is Vorm.PIC else (gevonden.perceel,)
        if ander is not None and ander.pic is not None and ander.pic[: len(zelfde)] == zelfde:
            return Opmerking(
                "gemeente",
                f"Toewijzing {product.toewijzingnummer} valt in de periode van toewijzing {een.nummer}, waarvan het "
                f"bedrag alle hulp omvat (perceel {gevonden.perceel}, {rij.vorm.value}).",
                f"toewijzing {een.nummer}",
                kenmerk=f"{kenmerk_van(product, feiten)} {een.nummer}",
            )
    return None


@JW323.regel_over("SIG-TERMIJN")
def termijn(feiten: Procedurefeiten) -> Iterator[tuple[str, Opmerking]]:
    """An instalment of another amount than the scheme says; the sum is held by TR322."""
    for regel, stap in _declaratie(feiten).stand.andere_termijnen:
        yield (
            regel.pad,
            Opmerking("gemeente", stap.zin, f"toewijzing {regel.toewijzingnummer}", "IngediendBedrag"),
        )


@JW323.regel_over("SIG-PLAFOND-80")
def plafond(feiten: Procedurefeiten) -> Iterator[tuple[str, Opmerking]]:
    """The signal percentage of a volumeplafond is reached: the aanbieder reports it; once for each year."""
    stand = _declaratie(feiten).betaalstand
    if stand is not None:
        yield from bereikte_plafonds(stand)


def bereikte_plafonds(stand: Betaalstand) -> Iterator[tuple[str, Opmerking]]:
    """What there is to see of the volumeplafonds that lines of a message bring to their signal percentage."""
    for (client, positie), toets in stand.bereikt.values():
        een, deel = toets.plafond, toets.honderdsten_procent
        uitleg = (
            f"Contract {een.contract}, perceel {een.perceel}, {een.jaar}: gerealiseerd is {euro(toets.na)} van "
            f"{euro(een.bedrag)} ({deel // 100},{deel % 100:02d}%); de grens om te melden is {een.signaal_pct}%."
        )
        pad = f"/Bericht/Declaratie/Clienten/Client[{client}]/Prestaties/Prestatie[{positie}]"
        kenmerk = " ".join(filter(None, (een.contract, een.perceel, str(een.jaar), een.gemeente)))
        yield pad, Opmerking("aanbieder", uitleg, f"contract {een.contract}", kenmerk=kenmerk)
        yield pad, Opmerking("gemeente", uitleg, f"contract {een.contract}", kenmerk=kenmerk)


def _declaratie(feiten: Procedurefeiten) -> DeclaratieFacts:
    if not isinstance(feiten.facts, DeclaratieFacts):
        raise TypeError("these are not the facts of a JW323")
    return feiten.facts


def _afspraken(feiten: Procedurefeiten) -> Afspraken | None:
    """The agreements; None where nobody says how percelen are paid."""
    facts = feiten.facts
    if not isinstance(facts, ToewijzingFacts) or not facts.boek.met_percelen:
        return None
    return facts.boek.afspraken


def _product(afspraken: Afspraken, product: ToegewezenProduct) -> Productcode | None:
    if product.code is None:
        return None
    eenheid = "" if product.omvang is None else product.omvang.eenheid
    return afspraken.product_in(product.code, eenheid, product.ingangsdatum)


def _bekostiging(afspraken: Afspraken, gemeente: str, product: Productcode, dag: date) -> Bekostiging | None:
    return None if product.perceel is None else afspraken.bekostiging(gemeente, product.perceel, dag)


def _soort(afspraken: Afspraken, product: Productcode) -> Profielsoort | None:
    profiel = None if product.profiel is None else afspraken.profielen.get(product.profiel)
    return None if profiel is None else profiel.soort


def _componenten(feiten: Procedurefeiten) -> Iterator[_Component]:
    """What the client has with this aanbieder: as this message says, else as it was assigned before."""
    bericht: Any = feiten.facts.bericht
    genoemd: set[int] = set()
    if isinstance(bericht, Toewijzingsbericht):
        for product in bericht.producten:
            genoemd.add(product.toewijzingnummer)
            if product.reden_wijziging != _VERWIJDERD:
                yield _Component(product.toewijzingnummer, product.code, product.ingangsdatum, product.einddatum)
    for nummer, versie in feiten.toewijzingen.items():
        if nummer not in genoemd and versie.actueel_op(versie.ingangsdatum):
            yield _Component(nummer, versie.code, versie.ingangsdatum, versie.einddatum)
