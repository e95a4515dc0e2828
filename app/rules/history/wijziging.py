"""Level 3 rules on classes OngewijzigdProduct and TeWijzigenProduct of JW317: what the toewijzing allows.

A product on a toewijzing that is not valid breaks TR350 or TR351, and nothing else: there is then no
toewijzing to hold its values against.
"""

from __future__ import annotations

from datetime import date

from app.contracts.prijs import euro
from app.messages.records import Omvang, OngewijzigdProduct, TeWijzigenProduct
from app.rules.collection import RuleCollection
from app.rules.facts import BekendeToewijzing, VerzoekFacts
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()

_EINDE_OUDE_REGELS = date(2020, 12, 31)
_TOTAAL = "6"
"""Frequentie: in all, over the whole toewijzing."""


@REGELS.rule("TR350", "OngewijzigdProduct")
def tr350(product: OngewijzigdProduct, facts: VerzoekFacts) -> Outcome:
    """What stays as it is, is a toewijzing of this client that is valid on or after the Dagtekening."""
    return _niet_actueel(product.toewijzingnummer, facts)


@REGELS.rule("TR351", "TeWijzigenProduct")
def tr351(product: TeWijzigenProduct, facts: VerzoekFacts) -> Outcome:
    """What should change, likewise."""
    return _niet_actueel(product.toewijzingnummer, facts)


@REGELS.rule("TR357", "TeWijzigenProduct")
def tr357(product: TeWijzigenProduct, facts: VerzoekFacts) -> Outcome:
    """A change that does not lie in the future is one of the whole toewijzing, from its Ingangsdatum."""
    toewijzing = facts.actueel.get(product.toewijzingnummer)
    dagtekening = facts.bericht.header.dagtekening
    if toewijzing is None or product.ingangsdatum > dagtekening or product.ingangsdatum == toewijzing.ingangsdatum:
        return None
    return Fired(
        gevonden=str(product.ingangsdatum),
        verwacht=f"{toewijzing.ingangsdatum}, of later dan {dagtekening}",
        uitleg=f"De gewenste ingangsdatum {product.ingangsdatum} ligt niet na de dagtekening {dagtekening}; dan geldt "
        f"de wijziging voor de hele toewijzing {toewijzing.nummer}, vanaf {toewijzing.ingangsdatum}.",
        vergeleken_met=f"toewijzing {toewijzing.nummer}",
    )


@REGELS.rule("TR373", "TeWijzigenProduct")
def tr373(product: TeWijzigenProduct, facts: VerzoekFacts) -> Outcome:
    """Another budget, or another volume in all, is asked for the whole toewijzing, from its Ingangsdatum."""
    toewijzing = facts.actueel.get(product.toewijzingnummer)
    if toewijzing is None or product.ingangsdatum == toewijzing.ingangsdatum:
        return None
    wijziging = _gewijzigd_totaal(product, toewijzing)
    if wijziging is None:
        return None
    return Fired(
        gevonden=str(product.ingangsdatum),
        verwacht=str(toewijzing.ingangsdatum),
        uitleg=f"{wijziging}; zo'n wijziging geldt voor de hele toewijzing {toewijzing.nummer}, vanaf "
        f"{toewijzing.ingangsdatum}.",
        vergeleken_met=f"toewijzing {toewijzing.nummer}",
    )


@REGELS.rule("TR375", "TeWijzigenProduct")
def tr375(product: TeWijzigenProduct, facts: VerzoekFacts) -> Outcome:
    """A toewijzing without Product has no Omvang."""
    toewijzing = facts.actueel.get(product.toewijzingnummer)
    if toewijzing is None or toewijzing.categorie is not None:
        return None
    return _omvang_te_veel(product, f"Toewijzing {toewijzing.nummer} noemt geen product")


@REGELS.rule("TR411", "TeWijzigenProduct")
def tr411(product: TeWijzigenProduct, facts: VerzoekFacts) -> Outcome:
    """A toewijzing with a product code has an Omvang."""
    toewijzing = facts.actueel.get(product.toewijzingnummer)
    if toewijzing is None or toewijzing.code is None or product.omvang is not None:
        return None
    return Fired(
        gevonden="Omvang leeg",
        verwacht="Omvang gevuld",
        uitleg=f"Toewijzing {toewijzing.nummer} is op productcode {toewijzing.code}; dan hoort er een omvang bij.",
        vergeleken_met=f"toewijzing {toewijzing.nummer}",
    )


@REGELS.rule("TR412", "TeWijzigenProduct")
def tr412(product: TeWijzigenProduct, facts: VerzoekFacts) -> Outcome:
    """A toewijzing on a categorie, without product code, has no Omvang; one without Product is for TR375."""
    toewijzing = facts.actueel.get(product.toewijzingnummer)
    if toewijzing is None or toewijzing.categorie is None or toewijzing.code is not None:
        return None
    return _omvang_te_veel(
        product, f"Toewijzing {toewijzing.nummer} is op categorie {toewijzing.categorie}, zonder productcode"
    )


def _niet_actueel(nummer: int, facts: VerzoekFacts) -> Outcome:
    if nummer in facts.actueel:
        return None
    dag = facts.bericht.header.dagtekening
    toewijzing = facts.toewijzingen.get(nummer)
    return Fired(
        gevonden=f"toewijzingnummer {nummer}",
        verwacht=f"het nummer van een toewijzing van deze client die op of na {dag} geldt",
        uitleg=_waarom_niet(nummer, toewijzing, dag),
        vergeleken_met=None if toewijzing is None else f"toewijzing {nummer}",
    )


def _waarom_niet(nummer: int, toewijzing: BekendeToewijzing | None, dag: date) -> str:
    if toewijzing is None:
        return f"Van deze gemeente aan deze aanbieder is voor deze client geen toewijzing {nummer} bekend."
    if toewijzing.verwijderd:
        return f"Toewijzing {nummer} is verwijderd (reden wijziging 13)."
    if toewijzing.einddatum is not None and toewijzing.einddatum < dag:
        return f"Toewijzing {nummer} liep t/m {toewijzing.einddatum}; dat is voor de dagtekening {dag}."
    return f"Toewijzing {nummer} is vervallen op de dag waarop zij inging (reden wijziging 01)."


def _gewijzigd_totaal(product: TeWijzigenProduct, toewijzing: BekendeToewijzing) -> str | None:
    """Which budget or volume in all is asked in the place of what; None when neither changes.

    Values that are left out are not asked to change.
    """
    if product.budget is not None and product.budget != toewijzing.budget:
        was = "geen budget" if toewijzing.budget is None else f"een budget van {euro(toewijzing.budget)}"
        return f"Gevraagd is een budget van {euro(product.budget)}, toegewezen {was}"
    omvang = product.omvang
    if toewijzing.frequentie != _TOTAAL or omvang is None or omvang == _omvang_van(toewijzing):
        return None
    return (
        f"Gevraagd is een volume van {omvang.volume} (eenheid {omvang.eenheid}, frequentie {omvang.frequentie}), "
        f"toegewezen een totaal van {toewijzing.volume} (eenheid {toewijzing.eenheid}) over de hele looptijd"
    )


def _omvang_van(toewijzing: BekendeToewijzing) -> Omvang | None:
    if toewijzing.volume is None or toewijzing.eenheid is None or toewijzing.frequentie is None:
        return None
    return Omvang(toewijzing.volume, toewijzing.eenheid, toewijzing.frequentie)


def _omvang_te_veel(product: TeWijzigenProduct, waarom: str) -> Outcome:
    onder_oude_regels = product.einddatum is not None and product.einddatum <= _EINDE_OUDE_REGELS
    if product.omvang is None or onder_oude_regels:
        return None
    return Fired(
        gevonden="Omvang gevuld",
        verwacht="Omvang leeg",
        uitleg=f"{waarom}; dan hoort er geen omvang bij.",
        vergeleken_met=f"toewijzing {product.toewijzingnummer}",
    )
