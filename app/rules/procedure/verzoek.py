"""Rules of procedure on a JW315 and a JW317: whether the request fits contract, toewijzingen and calendar."""

from __future__ import annotations

from app.contracts.boek import Contractboek
from app.contracts.prijs import EUROS
from app.messages.records import AangevraagdProduct, NieuwProduct, TeWijzigenProduct
from app.rules.facts import VerzoekFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW315 = Procedureregels()
JW317 = Procedureregels()

_ANTWOORDTERMIJN = 5
"""Working days in which the gemeente answers a verzoek (OP346)."""


@JW315.regel("OP296", "AangevraagdProduct")
def op296(product: AangevraagdProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A verzoek om toewijzing fits the contract; decidable when the agreements of the regio are loaded."""
    boek, dag = _facts(feiten).boek, product.ingangsdatum
    if boek.regio is None:
        return None
    if boek.contract_op(dag) is None:
        waarom, reden = f"deze aanbieder heeft op {dag} geen contract in {boek.regio}", "3 (geen contract)"
    elif product.code is not None and not _gecontracteerd(product.code, product, boek):
        eenheid = f" in eenheid {product.omvang.eenheid}" if product.omvang else ""
        waarom = f"product {product.code} heeft op {dag} geen tarief{eenheid} in het contract van {boek.regio}"
        reden = "4 (past niet binnen contract)"
    else:
        return None
    return Opmerking(
        "gemeente",
        f"Verzoek {product.referentie_aanbieder}: {waarom}. Klopt dat, wijs het dan met een JW319 af, reden {reden}.",
        f"contract in {boek.regio}",
    )


def _gecontracteerd(code: str, product: AangevraagdProduct, boek: Contractboek) -> bool:
    """Whether there is a tariff in the unit that is asked, or in any; what is claimed in euros has none."""
    dag, afgesproken = product.ingangsdatum, boek.eenheden(code, product.ingangsdatum)
    eenheden = {product.omvang.eenheid} if product.omvang else afgesproken
    return any(
        eenheid in afgesproken if eenheid == EUROS else boek.afspraak(code, eenheid, dag) is not None
        for eenheid in eenheden
    )


@JW315.regel("OP307", "AangevraagdProduct")
def op307(product: AangevraagdProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """What is asked for is not assigned yet: no valid toewijzing for the same product in that period."""
    dag = _facts(feiten).bericht.header.dagtekening
    for een in feiten.toewijzingen.values():
        if (
            een.product == (product.categorie, product.code)
            and een.actueel_op(dag)
            and een.overlapt(product.ingangsdatum, product.einddatum)
        ):
            einde = "zonder einddatum" if een.einddatum is None else f"t/m {een.einddatum}"
            return Opmerking(
                "gemeente",
                f"Verzoek {product.referentie_aanbieder} vraagt een product dat in die periode al is toegewezen "
                f"({een.nummer}, {een.ingangsdatum} {einde}). Wijs het met een JW319 af met reden 1 (nieuwe aanvraag) "
                "of 6 (stapeling), als dat klopt; wijzigen gaat met een verzoek om wijziging.",
                f"toewijzing {een.nummer}",
            )
    return None


@JW317.regel("OP343", "TeWijzigenProduct")
def op343_te_wijzigen(product: TeWijzigenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A change comes in time; one that keeps the Ingangsdatum of the toewijzing has no day of its own."""
    bestaand = _facts(feiten).toewijzingen.get(product.toewijzingnummer)
    if bestaand is not None and bestaand.ingangsdatum == product.ingangsdatum:
        return None
    return _tijdig(product, f"de wijziging van toewijzing {product.toewijzingnummer}", feiten)


@JW317.regel("OP343", "NieuwProduct")
def op343_nieuw(product: NieuwProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A new product is asked in time."""
    return _tijdig(product, f"het nieuwe product {product.code or product.categorie or ''}".rstrip(), feiten)


def _tijdig(product: TeWijzigenProduct | NieuwProduct, wat: str, feiten: Procedurefeiten) -> Opmerking | None:
    """In time: the gemeente can use its five working days before the change has to be in force (OP346)."""
    ontvangen = _facts(feiten).header.vandaag
    laatste = feiten.kalender.tel_werkdagen_op(ontvangen, _ANTWOORDTERMIJN)
    if product.ingangsdatum > laatste:
        return None
    return Opmerking(
        "aanbieder",
        f"De gewenste ingangsdatum {product.ingangsdatum} van {wat} ligt niet na {laatste}, de laatste dag waarop de "
        f"gemeente mag antwoorden ({_ANTWOORDTERMIJN} werkdagen na ontvangst op {ontvangen}).",
        element="GewensteIngangsdatum",
    )


def _facts(feiten: Procedurefeiten) -> VerzoekFacts:
    if not isinstance(feiten.facts, VerzoekFacts):
        raise TypeError("these are not the facts of a verzoek")
    return feiten.facts
