"""Answers for people: how is help claimed here on this day, and who is contracted for it?"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.contracts.afspraken import Afspraken
from app.contracts.bekostiging import Bekostiging, Peildatum, Termijnschema, Termijnsoort, Vorm
from app.contracts.declaratieprijs import schema_van
from app.contracts.partijen import Contract, Contractstatus
from app.contracts.pic import Pic, Productcode
from app.contracts.prijs import EUROS, euro
from app.contracts.termijnen import termijnen
from app.contracts.volume import PER_MAAND, PER_WEEK, TOTAAL

_EENHEDEN = {
    "01": "per minuut",
    "04": "per uur",
    "14": "per etmaal",
    "16": "per dagdeel",
    "82": "per stuk (82)",
    "83": "in euro's (83)",
    "84": "per stuk (84)",
}
_FREQUENTIES = {PER_WEEK: "per week", PER_MAAND: "per maand", TOTAAL: "voor de hele geldigheidsduur"}
_PEILDATA = {
    Peildatum.TOEWIJZING: "op de ingangsdatum van de toewijzing",
    Peildatum.PRODUCTPERIODE: "op de eerste dag van de productperiode",
}


@dataclass(frozen=True, slots=True)
class Productwijze:
    """How one code is claimed in one unit; amounts in eurocents."""

    product: Productcode
    tarief: int | None
    """For every contract of the regio; None: only per contract, or not at all."""
    frequentie: str | None
    """Frequentie that a toewijzing has; None: any."""
    schema: Termijnschema | None
    termijnen: tuple[int, ...]
    """Amounts of the instalments of a claim in euros."""
    zin: str


@dataclass(frozen=True, slots=True)
class Declareerwijze:
    """How help of a perceel is claimed in a gemeente on a day."""

    bekostiging: Bekostiging
    producten: tuple[Productwijze, ...]
    zinnen: tuple[str, ...]


def declareerwijze(afspraken: Afspraken, gemeente: str, perceel: str, dag: date) -> Declareerwijze | None:
    """Form, codes, units, tariffs and instalments, also in Dutch; None where nothing is laid down."""
    rij, lid, deel = (
        afspraken.bekostiging(gemeente, perceel, dag),
        afspraken.lid(gemeente, dag),
        afspraken.percelen.get(perceel),
    )
    if rij is None or lid is None or deel is None:
        return None
    producten = tuple(
        _productwijze(afspraken, een, rij, gemeente, dag)
        for een in sorted(afspraken.regio.productcodes, key=lambda een: (een.code, een.eenheid))
        if een.perceel == perceel and een.geldig.omvat(dag) and een.past_bij(rij.vorm)
    )
    zinnen = [f"{deel.naam} wordt in {lid.naam} op {dag} zo bekostigd: {_VORMEN[rij.vorm]}"]
    if rij.vorm is not Vorm.TAAKGERICHT:
        zinnen.append(f"Het tarief is dat {_PEILDATA[rij.peildatum]}.")
    if rij.termijnschema is not None:
        zinnen.append(_schemazin(rij.termijnschema))
    if rij.pic_label_verplicht:
        zinnen.append("Bij elke toewijzing hoort ook een PIC, voor de cijfers; daarop wordt niet betaald.")
    if not any(een.betreft(perceel, None) and een.looptijd().omvat(dag) for een in afspraken.regio.contracten):
        zinnen.append("Op deze dag loopt voor dit segment geen enkel contract; wie nu begint, wordt niet betaald.")
    if rij.toelichting:
        zinnen.append(rij.toelichting)
    if afspraken.regio.fictief:
        zinnen.append("Deze afspraken zijn fictief: contracten, codes en bedragen zijn verzonnen.")
    return Declareerwijze(rij, producten, tuple(zinnen))


_VORMEN = {
    Vorm.PIC: "een vast bedrag voor elke combinatie van profiel en intensiteit (PIC).",
    Vorm.PXQ: "een prijs per eenheid, maal wat er is geleverd.",
    Vorm.WEEKTARIEF: "een bedrag per week voor elk deel van het arrangement; een week telt als haar zondag erin valt.",
    Vorm.VAST_ARRANGEMENT: "een vast bedrag voor het hele arrangement; wat langer of zwaarder is, kost niet meer.",
    Vorm.TAAKGERICHT: "een budget voor de taak. Er komen geen toewijzingen, en declaraties worden afgekeurd (9338).",
}


def _schemazin(schema: Termijnschema) -> str:
    match schema.soort:
        case Termijnsoort.EENMALIG:
            return "Het bedrag wordt in een keer gedeclareerd."
        case Termijnsoort.MAANDELIJKS:
            return (
                f"Het bedrag wordt in {schema.aantal} gelijke delen per maand gedeclareerd; het laatste draagt de rest."
            )
        case Termijnsoort.START_EIND:
            return (
                f"Van het bedrag wordt {schema.start} procent bij de start gedeclareerd, naar beneden afgerond op de "
                "cent, en de rest aan het eind."
            )


def _productwijze(
    afspraken: Afspraken, product: Productcode, rij: Bekostiging, gemeente: str, dag: date
) -> Productwijze:
    tarief = afspraken.tarief(product.code, product.eenheid, gemeente, None, dag)
    schema = schema_van(product, rij)
    frequentie = frequentie_van(rij.vorm, schema, product.eenheid)
    bedrag = None if tarief is None else tarief.bedrag
    in_delen = product.eenheid == EUROS and schema is not None and rij.vorm is not Vorm.WEEKTARIEF
    delen = termijnen(bedrag, schema) if in_delen and schema is not None and bedrag is not None else ()
    stukken = [f"{product.code} ({product.naam}) {_EENHEDEN.get(product.eenheid, product.eenheid)}"]
    if frequentie is not None:
        stukken.append(f"frequentie {frequentie}, {_FREQUENTIES[frequentie]}")
    stukken.append("zonder tarief voor alle contracten" if bedrag is None else f"tarief {euro(bedrag)}")
    if len(delen) > 1:
        stukken.append(_delenzin(delen))
    return Productwijze(product, bedrag, frequentie, schema, delen, "; ".join(stukken) + ".")


def _delenzin(delen: Sequence[int]) -> str:
    *eerdere, laatste = delen
    if len(delen) == 2:
        return f"in termijnen van {euro(eerdere[0])} en {euro(laatste)}"
    if set(eerdere) == {laatste}:
        return f"in {len(delen)} termijnen van {euro(laatste)}"
    return f"in {len(delen)} termijnen: {len(eerdere)} van {euro(eerdere[0])} en de laatste van {euro(laatste)}"


def frequentie_van(vorm: Vorm, schema: Termijnschema | None, eenheid: str) -> str | None:
    """The Frequentie that a toewijzing has; None where help is paid per unit: any."""
    if vorm is Vorm.WEEKTARIEF:
        return PER_WEEK
    if not vorm.is_arrangement:
        return None
    maandelijks = eenheid == EUROS and schema is not None and schema.soort is Termijnsoort.MAANDELIJKS
    return PER_MAAND if maandelijks else TOTAAL


@dataclass(frozen=True, slots=True)
class Gecontracteerd:
    """An aanbieder that is contracted for a PIC."""

    contract: Contract
    naam: str
    status: Contractstatus
    onderaannemers: tuple[str, ...]
    """AGB codes, ascending."""


def gecontracteerd(afspraken: Afspraken, pic: Pic, dag: date) -> tuple[Gecontracteerd, ...]:
    """Who is contracted for a PIC on a day.

    In an order that favours nobody: the same for everyone on one day, and another one the next day.
    """
    gevonden = [
        Gecontracteerd(
            contract=een,
            naam=afspraken.aanbieders.get(een.aanbieder, ""),
            status=een.status_op(dag),
            onderaannemers=tuple(
                sorted(
                    onder.aanbieder
                    for onder in afspraken.regio.onderaannemingen
                    if onder.contract == een.nummer and onder.geldig.omvat(dag)
                )
            ),
        )
        for een in afspraken.regio.contracten
        if een.betreft(pic.perceel, pic.profiel) and een.looptijd().omvat(dag)
    ]
    return tuple(sorted(gevonden, key=lambda een: _geloot(een.contract, dag)))


def _geloot(contract: Contract, dag: date) -> bytes:
    return hashlib.sha256(f"{dag.isoformat()} {contract.aanbieder} {contract.nummer}".encode()).digest()
