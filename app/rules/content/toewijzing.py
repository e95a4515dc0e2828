"""Level 2 rules on class ToegewezenProduct of JW301; those it shares with a verzoek are in ``product``."""

from __future__ import annotations

from collections.abc import Iterator

from app.messages.records import Bericht, ToegewezenProduct, Toewijzingsbericht
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome
from app.rules.stapeling import Productperiode, gestapeld, stapelingen

REGELS = RuleCollection()


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
    """The same product twice only in periods that do not overlap; a removed toewijzing does not count."""
    geldig = [product for product in bericht.producten if not _vervallen(product)]
    perioden = [Productperiode(een.categorie, een.code, een.ingangsdatum, een.einddatum) for een in geldig]
    for plaats, eerder in stapelingen(perioden):
        yield (
            geldig[plaats],
            gestapeld(
                f"toewijzing {geldig[plaats].toewijzingnummer}",
                perioden[plaats],
                f"toewijzing {geldig[eerder].toewijzingnummer}",
                perioden[eerder],
            ),
        )


def _vervallen(product: ToegewezenProduct) -> bool:
    return product.reden_wijziging in ("01", "13") and product.einddatum == product.ingangsdatum
