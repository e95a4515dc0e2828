"""Level 2 rules on class ToegewezenProduct of JW301."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from app.messages.records import Bericht, ToegewezenProduct, Toewijzingsbericht
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()

_EINDE_OUDE_REGELS = date(2020, 12, 31)


@REGELS.rule("CD041", "ToegewezenProduct")
def cd041(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """A product code asks for an Omvang."""
    if product.code is None or product.omvang is not None:
        return None
    return Fired(
        gevonden="Omvang leeg",
        verwacht="Omvang gevuld",
        uitleg=f"Productcode {product.code} is gevuld; dan hoort er een omvang bij.",
    )


@REGELS.rule("CD075", "ToegewezenProduct")
def cd075(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """A Budget asks for an Einddatum."""
    if product.budget is None or product.einddatum is not None:
        return None
    return Fired(
        gevonden="Einddatum leeg",
        verwacht="Einddatum gevuld",
        uitleg="Er is een budget toegewezen; dan hoort er een einddatum bij.",
    )


@REGELS.rule("CD076", "ToegewezenProduct")
def cd076(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """A volume per week asks for an Einddatum, or its total cannot be known."""
    if product.omvang is None or product.omvang.frequentie != "2" or product.einddatum is not None:
        return None
    return Fired(
        gevonden="Einddatum leeg",
        verwacht="Einddatum gevuld",
        uitleg="Bij een omvang per week (frequentie 2) hoort een einddatum.",
    )


@REGELS.rule("CD077", "ToegewezenProduct")
def cd077(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """A Budget excludes an Omvang."""
    if product.budget is None or product.omvang is None:
        return None
    return Fired(
        gevonden="Omvang gevuld",
        verwacht="Omvang leeg",
        uitleg="Er is een budget gevuld; dan mag er geen omvang zijn.",
    )


@REGELS.rule("CD078", "ToegewezenProduct")
def cd078(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """An Omvang excludes a Budget."""
    if product.omvang is None or product.budget is None:
        return None
    return Fired(
        gevonden="Budget gevuld",
        verwacht="Budget leeg",
        uitleg="Er is een omvang gevuld; dan mag er geen budget zijn.",
    )


@REGELS.rule("CD079", "ToegewezenProduct")
def cd079(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """Without a Budget the Product is named."""
    if product.budget is not None or product.categorie is not None:
        return None
    return Fired(
        gevonden="Product leeg",
        verwacht="Product gevuld",
        uitleg="Er is geen budget; dan moet het product zijn genoemd.",
    )


@REGELS.rule("CD080", "ToegewezenProduct")
def cd080(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """Without a product code there is no Omvang."""
    if product.code is not None or product.omvang is None or _onder_oude_regels(product):
        return None
    return Fired(
        gevonden="Omvang gevuld",
        verwacht="Omvang leeg",
        uitleg="Er is geen productcode gevuld; dan mag er geen omvang zijn.",
    )


@REGELS.rule("CS003", "ToegewezenProduct")
def cs003(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """The toewijzing does not end before it begins."""
    if product.einddatum is None or product.einddatum >= product.ingangsdatum:
        return None
    return Fired(
        gevonden=str(product.einddatum),
        verwacht=f"{product.ingangsdatum} of later",
        uitleg=f"De einddatum ({product.einddatum}) ligt voor de ingangsdatum ({product.ingangsdatum}).",
    )


@REGELS.rule("CS335", "ToegewezenProduct")
def cs335(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """A removed toewijzing ends on the day it begins."""
    if not product.verwijderd or product.einddatum == product.ingangsdatum:
        return None
    return Fired(
        gevonden=f"einddatum {product.einddatum or 'leeg'} bij reden 13",
        verwacht=f"einddatum {product.ingangsdatum}",
        uitleg="Een toewijzing wordt verwijderd (reden wijziging 13) door de einddatum gelijk te maken aan de "
        f"ingangsdatum {product.ingangsdatum}.",
    )


@REGELS.rule("CS336", "ToegewezenProduct")
def cs336(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """RedenWijziging 01 is no longer used."""
    if product.reden_wijziging != "01":
        return None
    return Fired(
        gevonden="RedenWijziging 01",
        verwacht="een andere reden, of leeg",
        uitleg="Reden wijziging 01 is vervallen en mag niet meer worden gebruikt.",
    )


@REGELS.rule("CS338", "ToegewezenProduct")
def cs338(product: ToegewezenProduct, _bericht: Bericht) -> Outcome:
    """Etmaal, dagdeel, euro and stuks (inspanning) are not assigned per day."""
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


@REGELS.rule("TR134", "ToegewezenProduct")
def tr134(product: ToegewezenProduct, bericht: Bericht) -> Outcome:
    """Not assigned after the Dagtekening."""
    dagtekening = bericht.header.dagtekening
    if product.toewijzingsdatum <= dagtekening:
        return None
    return Fired(
        gevonden=str(product.toewijzingsdatum),
        verwacht=f"{dagtekening} of eerder",
        uitleg=f"De toewijzingsdatum ligt na de dagtekening van het bericht ({dagtekening}).",
    )


@REGELS.rule_over("TR302")
def tr302(bericht: Toewijzingsbericht) -> Iterator[tuple[ToegewezenProduct, Outcome]]:
    """The same product twice only in periods that do not overlap.

    A product without code is compared by categorie with every product of that categorie, one
    without categorie with every other product. Every product is named that overlaps an earlier one.
    """
    geldig = [product for product in bericht.producten if not _vervallen(product)]
    gemeld: dict[str, ToegewezenProduct] = {}
    for groep, algemeen in _vergelijkbaar(geldig):
        for eerder, product in _overlappingen(groep, algemeen):
            gemeld.setdefault(product.pad, eerder)
    for product in geldig:
        if product.pad in gemeld:
            yield product, _stapeling(product, gemeld[product.pad])


def _stapeling(product: ToegewezenProduct, eerder: ToegewezenProduct) -> Fired:
    return Fired(
        gevonden=_periode(product),
        verwacht=f"een periode buiten {_periode(eerder)}",
        uitleg=f"Toewijzing {product.toewijzingnummer} ({_periode(product)}) overlapt met toewijzing "
        f"{eerder.toewijzingnummer} ({_periode(eerder)}) voor hetzelfde product.",
        vergeleken_met=f"toewijzing {eerder.toewijzingnummer} in dit bericht",
    )


_Keuze = Callable[[ToegewezenProduct], bool]


def _vergelijkbaar(
    producten: list[ToegewezenProduct],
) -> Iterator[tuple[list[ToegewezenProduct], _Keuze]]:
    """Groups of products, and which of a group may overlap none of the others."""
    per_code: dict[tuple[str, str], list[ToegewezenProduct]] = defaultdict(list)
    per_categorie: dict[str, list[ToegewezenProduct]] = defaultdict(list)
    for product in producten:
        if product.categorie is not None:
            per_categorie[product.categorie].append(product)
            if product.code is not None:
                per_code[product.categorie, product.code].append(product)
    for groep in per_code.values():
        yield groep, lambda product: True
    for groep in per_categorie.values():
        yield groep, lambda product: product.code is None
    yield producten, lambda product: product.categorie is None


def _overlappingen(
    groep: list[ToegewezenProduct], algemeen: _Keuze
) -> Iterator[tuple[ToegewezenProduct, ToegewezenProduct]]:
    """Overlapping pairs (earlier start, later start) of which one is ``algemeen``, in one sweep."""
    laatste: ToegewezenProduct | None = None
    laatste_algemeen: ToegewezenProduct | None = None
    for product in sorted(groep, key=lambda product: product.ingangsdatum):
        tegen = laatste if algemeen(product) else laatste_algemeen
        if tegen is not None and _einde(tegen) >= product.ingangsdatum:
            yield tegen, product
        if laatste is None or _einde(product) > _einde(laatste):
            laatste = product
        if algemeen(product) and (laatste_algemeen is None or _einde(product) > _einde(laatste_algemeen)):
            laatste_algemeen = product


def _einde(product: ToegewezenProduct) -> date:
    return product.einddatum or date.max


def _vervallen(product: ToegewezenProduct) -> bool:
    return product.reden_wijziging in ("01", "13") and product.einddatum == product.ingangsdatum


def _onder_oude_regels(product: ToegewezenProduct) -> bool:
    return product.einddatum is not None and product.einddatum <= _EINDE_OUDE_REGELS


def _periode(product: ToegewezenProduct) -> str:
    return f"{product.ingangsdatum} t/m {product.einddatum or 'onbepaald'}"
