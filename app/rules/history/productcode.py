"""TR381: a product code is an agreed one and belongs to its categorie."""

from __future__ import annotations

from datetime import date

from app.contracts.boek import Contractboek
from app.messages.records import (
    AangevraagdProduct,
    NieuwProduct,
    Prestatie,
    StartProduct,
    StopProduct,
    ToegewezenProduct,
)
from app.rules.collection import RuleCollection
from app.rules.facts import DeclaratieFacts, RegieFacts, ToewijzingFacts, VerzoekFacts
from app.rules.outcome import Fired, NotCheckable, Outcome

REGELS = RuleCollection()


@REGELS.rule("TR381", "ToegewezenProduct")
def tr381_toewijzing(product: ToegewezenProduct, facts: ToewijzingFacts) -> Outcome:
    """On the Ingangsdatum of the toewijzing."""
    return _tr381(product.categorie, product.code, product.ingangsdatum, facts.boek)


@REGELS.rule("TR381", "StartProduct", "StopProduct")
def tr381_regie(product: StartProduct | StopProduct, facts: RegieFacts) -> Outcome:
    """On the day that the delivery began; a removal is not held against the list (TR063)."""
    if product.status == "3":
        return None
    return _tr381(product.categorie, product.code, product.begindatum, facts.boek)


@REGELS.rule("TR381", "AangevraagdProduct", "NieuwProduct")
def tr381_verzoek(product: AangevraagdProduct | NieuwProduct, facts: VerzoekFacts) -> Outcome:
    """On the day on which the toewijzing that is asked for should begin."""
    return _tr381(product.categorie, product.code, product.ingangsdatum, facts.boek)


@REGELS.rule("TR381", "Prestatie", voor="debet")
def tr381_prestatie(regel: Prestatie, facts: DeclaratieFacts) -> Outcome:
    """On the first day of the ProductPeriode; a credit repeats a line that was judged before."""
    return _tr381(regel.categorie, regel.code, regel.begindatum, facts.boek)


def _tr381(categorie: str | None, code: str | None, dag: date, boek: Contractboek) -> Outcome:
    if categorie is None or code is None or boek.kent_code(categorie, code, dag):
        return None
    if boek.regio is None:
        return NotCheckable("Voor deze gemeente is geen lijst van afgesproken productcodes geladen.")
    return Fired(
        gevonden=f"code {code} bij categorie {categorie}",
        verwacht="een productcode die bij de categorie is afgesproken",
        uitleg=f"Productcode {code} staat op {dag} niet in de productcodelijst van {boek.regio} bij "
        f"categorie {categorie}.",
        vergeleken_met=f"productcodelijst {boek.regio}",
    )
