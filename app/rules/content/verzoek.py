"""Level 2 rules on JW315 and JW317 alone; those they share with a toewijzing are in ``product``."""

from __future__ import annotations

from collections.abc import Iterator

from app.messages.records import (
    AangevraagdProduct,
    Bericht,
    NieuwProduct,
    Toewijzingsverzoek,
    Verzoek,
    Wijzigingsverzoek,
)
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome
from app.rules.stapeling import Productperiode, gestapeld, stapelingen

REGELS = RuleCollection()

_ZORGVERLENERS = ("02", "03", "04", "05")
"""COD327: huisarts, jeugdarts, gecertificeerde instelling, medisch specialist."""


@REGELS.rule("CD043", "AangevraagdProduct")
def cd043(product: AangevraagdProduct, _bericht: Bericht) -> Outcome:
    """A beschikking has both a number and a day from which it holds, or there is none."""
    if (product.beschikkingnummer is None) == (product.beschikking_ingangsdatum is None):
        return None
    met_nummer = product.beschikkingnummer is not None
    return Fired(
        gevonden=f"BeschikkingIngangsdatum {product.beschikking_ingangsdatum or 'leeg'}",
        verwacht=f"BeschikkingIngangsdatum {'gevuld' if met_nummer else 'leeg'}",
        uitleg=f"BeschikkingNummer is {'gevuld' if met_nummer else 'leeg'}; dan is ook BeschikkingIngangsdatum "
        f"{'gevuld' if met_nummer else 'leeg'}.",
    )


@REGELS.rule("CD066", "AangevraagdProduct")
def cd066(product: AangevraagdProduct, _bericht: Bericht) -> Outcome:
    """A zorgverlener is named by code, or else by name."""
    verwijzer = product.verwijzer
    if verwijzer.type not in _ZORGVERLENERS or verwijzer.zorgverlenercode is None or not verwijzer.naam:
        return None
    return Fired(
        gevonden="Naam gevuld",
        verwacht="Naam leeg",
        uitleg=f"De verwijzer (type {verwijzer.type}) heeft een ZorgverlenerCode; dan blijft de naam leeg.",
    )


@REGELS.rule("CD067", "AangevraagdProduct")
def cd067(product: AangevraagdProduct, _bericht: Bericht) -> Outcome:
    """A zorgverlener without code is named by name."""
    verwijzer = product.verwijzer
    if verwijzer.type not in _ZORGVERLENERS or verwijzer.zorgverlenercode is not None or verwijzer.naam:
        return None
    return Fired(
        gevonden="Naam leeg",
        verwacht="Naam gevuld",
        uitleg=f"De verwijzer (type {verwijzer.type}) heeft geen ZorgverlenerCode; dan hoort de naam er te staan.",
    )


@REGELS.rule("CD068", "AangevraagdProduct")
def cd068(product: AangevraagdProduct, _bericht: Bericht) -> Outcome:
    """Only a zorgverlener has a code."""
    verwijzer = product.verwijzer
    if verwijzer.type in _ZORGVERLENERS or verwijzer.zorgverlenercode is None:
        return None
    return Fired(
        gevonden="ZorgverlenerCode gevuld",
        verwacht="ZorgverlenerCode leeg",
        uitleg=f"Een ZorgverlenerCode is er alleen bij een verwijzer van type {', '.join(_ZORGVERLENERS)}; deze is "
        f"van type {verwijzer.type}.",
    )


@REGELS.rule_over("TR383")
def tr383(bericht: Toewijzingsverzoek) -> Iterator[tuple[AangevraagdProduct, Outcome]]:
    """Each AangevraagdProduct has a ReferentieAanbieder of its own, by which it is answered."""
    eerder: set[str] = set()
    for product in bericht.producten:
        referentie = product.referentie_aanbieder
        if referentie in eerder:
            yield (
                product,
                Fired(
                    gevonden=f"ReferentieAanbieder {referentie} komt nogmaals voor",
                    verwacht="een eigen ReferentieAanbieder voor elk aangevraagd product",
                    uitleg=f"ReferentieAanbieder {referentie} staat al bij een eerder product in dit bericht.",
                ),
            )
        eerder.add(referentie)


@REGELS.rule_over("TR386")
def tr386(bericht: Toewijzingsverzoek) -> Iterator[tuple[AangevraagdProduct, Outcome]]:
    """The same product is asked for twice only in periods that do not overlap."""
    producten = bericht.producten
    perioden = [Productperiode(een.categorie, een.code, een.ingangsdatum, een.einddatum) for een in producten]
    for plaats, eerder in stapelingen(perioden):
        yield (
            producten[plaats],
            gestapeld(
                f"aangevraagd product {producten[plaats].referentie_aanbieder}",
                perioden[plaats],
                f"aangevraagd product {producten[eerder].referentie_aanbieder}",
                perioden[eerder],
            ),
        )


@REGELS.rule("TR352", "Verzoek")
def tr352(_verzoek: Verzoek, bericht: Wijzigingsverzoek) -> Outcome:
    """Who asks for a change has something already: it is left as it is, or it changes."""
    if bericht.ongewijzigd or bericht.te_wijzigen:
        return None
    return Fired(
        gevonden="geen OngewijzigdProduct en geen TeWijzigenProduct",
        verwacht="minstens 1 OngewijzigdProduct of TeWijzigenProduct",
        uitleg="Een verzoek om wijziging gaat uit van wat al is toegewezen, maar er is geen OngewijzigdProduct en geen "
        "TeWijzigenProduct. Is er nog niets toegewezen, stuur dan een verzoek om toewijzing.",
    )


@REGELS.rule("TR353", "Verzoek")
def tr353(_verzoek: Verzoek, bericht: Wijzigingsverzoek) -> Outcome:
    """A request for a change asks for a change."""
    if bericht.te_wijzigen or bericht.nieuw:
        return None
    return Fired(
        gevonden="geen TeWijzigenProduct en geen NieuwProduct",
        verwacht="minstens 1 TeWijzigenProduct of NieuwProduct",
        uitleg="Er wordt niets gewijzigd en niets nieuw gevraagd: er is geen TeWijzigenProduct en geen NieuwProduct.",
    )


@REGELS.rule("TR380", "NieuwProduct")
def tr380(product: NieuwProduct, bericht: Bericht) -> Outcome:
    """What is new begins after the Dagtekening."""
    dagtekening = bericht.header.dagtekening
    if product.ingangsdatum > dagtekening:
        return None
    return Fired(
        gevonden=str(product.ingangsdatum),
        verwacht=f"later dan {dagtekening}",
        uitleg=f"Een nieuw product hoort na de dagtekening van het bericht ({dagtekening}) in te gaan; gewenst is "
        f"{product.ingangsdatum}.",
    )


@REGELS.rule_over("TR410")
def tr410(bericht: Wijzigingsverzoek) -> Iterator[tuple[NieuwProduct, Outcome]]:
    """The same new product is asked for twice only in periods that do not overlap."""
    producten = bericht.nieuw
    perioden = [Productperiode(een.categorie, een.code, een.ingangsdatum, een.einddatum) for een in producten]
    for plaats, eerder in stapelingen(perioden):
        yield (
            producten[plaats],
            gestapeld(f"nieuw product {plaats + 1}", perioden[plaats], f"nieuw product {eerder + 1}", perioden[eerder]),
        )
