"""Level 2 rules on how much of a product is assigned (JW301) or asked for (JW315, JW317)."""

from __future__ import annotations

from datetime import date

from app.messages.records import AangevraagdProduct, Bericht, NieuwProduct, TeWijzigenProduct, ToegewezenProduct
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()

MetProduct = ToegewezenProduct | AangevraagdProduct | NieuwProduct
"""Classes that name a product."""
MetOmvang = MetProduct | TeWijzigenProduct
"""Classes with a period and an Omvang or Budget."""

_MET_PRODUCT = ("ToegewezenProduct", "AangevraagdProduct", "NieuwProduct")
_MET_OMVANG = (*_MET_PRODUCT, "TeWijzigenProduct")
_EINDE_OUDE_REGELS = date(2020, 12, 31)


@REGELS.rule("CD041", *_MET_PRODUCT)
def cd041(product: MetProduct, _bericht: Bericht) -> Outcome:
    """A product code asks for an Omvang."""
    if product.code is None or product.omvang is not None:
        return None
    return Fired(
        gevonden="Omvang leeg",
        verwacht="Omvang gevuld",
        uitleg=f"Productcode {product.code} is gevuld; dan hoort er een omvang bij.",
    )


@REGELS.rule("CD075", *_MET_OMVANG)
def cd075(product: MetOmvang, _bericht: Bericht) -> Outcome:
    """A Budget asks for an Einddatum."""
    if product.budget is None or product.einddatum is not None:
        return None
    return Fired(
        gevonden="einddatum leeg",
        verwacht="einddatum gevuld",
        uitleg="Er is een budget gevuld; dan hoort er een einddatum bij.",
    )


@REGELS.rule("CD076", *_MET_OMVANG)
def cd076(product: MetOmvang, _bericht: Bericht) -> Outcome:
    """A volume per week asks for an Einddatum, or its total cannot be known."""
    if product.omvang is None or product.omvang.frequentie != "2" or product.einddatum is not None:
        return None
    return Fired(
        gevonden="einddatum leeg",
        verwacht="einddatum gevuld",
        uitleg="Bij een omvang per week (frequentie 2) hoort een einddatum.",
    )


@REGELS.rule("CD077", *_MET_OMVANG)
def cd077(product: MetOmvang, _bericht: Bericht) -> Outcome:
    """A Budget excludes an Omvang."""
    if product.budget is None or product.omvang is None:
        return None
    return Fired(
        gevonden="Omvang gevuld",
        verwacht="Omvang leeg",
        uitleg="Er is een budget gevuld; dan mag er geen omvang zijn.",
    )


@REGELS.rule("CD078", *_MET_OMVANG)
def cd078(product: MetOmvang, _bericht: Bericht) -> Outcome:
    """An Omvang excludes a Budget."""
    if product.omvang is None or product.budget is None:
        return None
    return Fired(
        gevonden="Budget gevuld",
        verwacht="Budget leeg",
        uitleg="Er is een omvang gevuld; dan mag er geen budget zijn.",
    )


@REGELS.rule("CD079", *_MET_PRODUCT)
def cd079(product: MetProduct, _bericht: Bericht) -> Outcome:
    """Without a Budget the Product is named."""
    if product.budget is not None or product.categorie is not None:
        return None
    return Fired(
        gevonden="Product leeg",
        verwacht="Product gevuld",
        uitleg="Er is geen budget; dan moet het product zijn genoemd.",
    )


@REGELS.rule("CD080", "ToegewezenProduct")
@REGELS.rule("CD095", "AangevraagdProduct")
@REGELS.rule("CD096", "NieuwProduct")
def cd080(product: MetProduct, _bericht: Bericht) -> Outcome:
    """Without a product code there is no Omvang (CD080, CD095, CD096)."""
    if product.code is not None or product.omvang is None or _onder_oude_regels(product):
        return None
    return Fired(
        gevonden="Omvang gevuld",
        verwacht="Omvang leeg",
        uitleg="Er is geen productcode gevuld; dan mag er geen omvang zijn.",
    )


@REGELS.rule("CS003", *_MET_OMVANG)
def cs003(product: MetOmvang, _bericht: Bericht) -> Outcome:
    """The period does not end before it begins."""
    if product.einddatum is None or product.einddatum >= product.ingangsdatum:
        return None
    return Fired(
        gevonden=str(product.einddatum),
        verwacht=f"{product.ingangsdatum} of later",
        uitleg=f"De einddatum ({product.einddatum}) ligt voor de ingangsdatum ({product.ingangsdatum}).",
    )


@REGELS.rule("CS338", "ToegewezenProduct", "NieuwProduct", "TeWijzigenProduct")
@REGELS.rule("CS343", "AangevraagdProduct")
def cs338(product: MetOmvang, _bericht: Bericht) -> Outcome:
    """Etmaal, dagdeel, euro and stuks (inspanning) are not assigned per day (CS338, CS343)."""
    omvang = product.omvang
    if omvang is None or omvang.eenheid not in ("14", "16", "83", "84") or _onder_oude_regels(product):
        return None
    if omvang.frequentie in ("2", "4", "6"):
        return None
    return Fired(
        gevonden=f"frequentie {omvang.frequentie}",
        verwacht="frequentie 2, 4 of 6",
        uitleg=f"Bij eenheid {omvang.eenheid} is de frequentie per week, per maand of totaal.",
        element="Omvang/Frequentie",
    )


def _onder_oude_regels(product: MetOmvang) -> bool:
    return product.einddatum is not None and product.einddatum <= _EINDE_OUDE_REGELS
