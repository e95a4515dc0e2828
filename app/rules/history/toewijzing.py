"""Level 3 rules on class ToegewezenProduct of JW301."""

from __future__ import annotations

from app.messages.records import ToegewezenProduct
from app.rules.collection import RuleCollection
from app.rules.facts import BekendeToewijzing, BekendVerzoek, ToewijzingFacts
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()


@REGELS.rule("TR332", "ToegewezenProduct")
def tr332(product: ToegewezenProduct, facts: ToewijzingFacts) -> Outcome:
    """A number stands for one toewijzing: one aanbieder, client, product and Ingangsdatum."""
    bekend = facts.toewijzingen.get(product.toewijzingnummer)
    if bekend is None:
        return None
    anders = _verschillen(product, bekend, facts)
    if not anders:
        return None
    return Fired(
        gevonden=f"nummer {product.toewijzingnummer} met andere {', '.join(anders)}",
        verwacht="een nummer dat nog niet is gebruikt",
        uitleg=f"Toewijzingnummer {product.toewijzingnummer} is al gebruikt voor een toewijzing met andere "
        f"{', '.join(anders)}. Een gewijzigde toewijzing houdt die gelijk; een nieuwe krijgt een nieuw nummer.",
        vergeleken_met=f"toewijzing {bekend.nummer} met ingangsdatum {bekend.ingangsdatum}",
    )


def _verschillen(product: ToegewezenProduct, bekend: BekendeToewijzing, facts: ToewijzingFacts) -> list[str]:
    vergeleken = (
        ("aanbieder", bekend.aanbieder == facts.bericht.aanbieder),
        ("client", bekend.client == facts.client),
        ("product", (bekend.categorie, bekend.code) == (product.categorie, product.code)),
        ("ingangsdatum", bekend.ingangsdatum == product.ingangsdatum),
    )
    return [naam for naam, gelijk in vergeleken if not gelijk]


@REGELS.rule("TR379", "ToegewezenProduct")
def tr379(product: ToegewezenProduct, facts: ToewijzingFacts) -> Outcome:
    """ReferentieAanbieder names a verzoek for this client that is in behandeling, or is empty.

    A version that was sent with this reference before may be sent again (IV013). Whether an empty one
    should have been filled cannot be known: that depends on why the gemeente assigns.
    """
    referentie = product.referentie_aanbieder
    if referentie is None:
        return None
    verzoek = facts.verzoek_van_client(referentie)
    versie = (product.toewijzingnummer, product.toewijzingsdatum, product.toewijzingstijd, referentie)
    if (verzoek is not None and verzoek.onderhanden) or versie in facts.verzonden:
        return None
    return Fired(
        gevonden=f"ReferentieAanbieder {referentie}",
        verwacht="leeg, of de referentie van een verzoek in behandeling",
        uitleg=_waarom_niet_in_behandeling(referentie, verzoek),
        vergeleken_met=None if verzoek is None else f"{verzoek.naam} {referentie}",
    )


def _waarom_niet_in_behandeling(referentie: str, verzoek: BekendVerzoek | None) -> str:
    if verzoek is None:
        return f"Deze gemeente heeft van deze aanbieder voor deze client geen verzoek met referentie {referentie}."
    if verzoek.afgewezen_door is not None:
        return f"Het {verzoek.naam} {referentie} van {verzoek.ontvangen} is afgewezen."
    return (
        f"Het {verzoek.naam} {referentie} van {verzoek.ontvangen} is al met een toewijzing beantwoord; daarna blijft "
        "de referentie leeg, tenzij dezelfde toewijzing (nummer, datum en tijd) nog eens wordt gestuurd."
    )


@REGELS.rule("TR385", "ToegewezenProduct")
def tr385(product: ToegewezenProduct, facts: ToewijzingFacts) -> Outcome:
    """A toewijzing with granted claims is not removed."""
    if not product.verwijderd:
        return None
    bekend = facts.toewijzingen.get(product.toewijzingnummer)
    if bekend is None or not bekend.open_prestaties:
        return None
    return Fired(
        gevonden=f"{bekend.open_prestaties} goedgekeurde prestatie(s)",
        verwacht="geen goedgekeurde prestaties die niet zijn gecrediteerd",
        uitleg=f"Op toewijzing {bekend.nummer} zijn {bekend.open_prestaties} prestatie(s) goedgekeurd en niet "
        "gecrediteerd; trek de toewijzing in met een einddatum, of laat eerst crediteren.",
        vergeleken_met=f"toewijzing {bekend.nummer}",
    )
