"""Signals on what is known of a toewijzing beside its messages: what the regio asks and nobody told (R027, R030)."""

from __future__ import annotations

from app.contracts.afspraken import Afspraken
from app.contracts.verwijzing import IN_WOORDEN, Verwijzing, moet_breed_screenen, ontbrekend, verwijzer_van
from app.messages.records import ToegewezenProduct
from app.rules.facts import ToewijzingFacts
from app.rules.lokaal.kenmerk import kenmerk_van
from app.rules.lokaal.leeftijd import PERSPECTIEFPLAN, is_op, laatste_dag
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW301 = Procedureregels()

_VERWIJDERD = "13"


def vraagt_verwijzers(facts: ToewijzingFacts) -> bool:
    """Whether a rule looks at who referred: only where the regio asks something of a verwijzing."""
    afspraken = facts.boek.afspraken
    return afspraken is not None and bool(afspraken.regio.verwijzing_vereist or afspraken.regio.brede_screening)


def vraagt_verwijzingen(facts: ToewijzingFacts) -> bool:
    """Whether a rule looks at what was told of the toewijzingen: also when the client becomes sixteen in their time."""
    bericht = facts.bericht
    geboren, dagtekening = bericht.client.geboortedatum, bericht.header.dagtekening
    return vraagt_verwijzers(facts) or any(
        is_op(geboren, PERSPECTIEFPLAN, laatste_dag(product, dagtekening)) for product in bericht.producten
    )


@JW301.regel("SIG-VERWIJZING-ONVOLLEDIG", "ToegewezenProduct")
def onvolledig(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """What the regio asks of each verwijzing, and nobody told of this one."""
    afspraken = _afspraken(feiten)
    if afspraken is None or product.reden_wijziging == _VERWIJDERD:
        return None
    verwijzing, verwijzer = _verwijzing(product, feiten)
    weg = ontbrekend(afspraken.regio.verwijzing_vereist, verwijzing, verwijzer, product.einddatum)
    if not weg:
        return None
    return Opmerking(
        "gemeente",
        f"Van de verwijzing bij toewijzing {product.toewijzingnummer} ontbreekt: "
        f"{', '.join(IN_WOORDEN[deel] for deel in weg)}. De regio vraagt dit van elke verwijzing.",
        f"toewijzing {product.toewijzingnummer}",
        kenmerk=kenmerk_van(product, feiten),
    )


@JW301.regel("SIG-BREDE-SCREENING", "ToegewezenProduct")
def brede_screening(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A huisarts referred past the lokaal team, so the aanbieder screens broadly and coordinates."""
    afspraken = _afspraken(feiten)
    if afspraken is None or not afspraken.regio.brede_screening or product.reden_wijziging == _VERWIJDERD:
        return None
    if not moet_breed_screenen(*_verwijzing(product, feiten)):
        return None
    return Opmerking(
        "aanbieder",
        f"De huisarts verwees voor toewijzing {product.toewijzingnummer} en er is geen lokaal team betrokken. Screen "
        "breed, stem zelf af, en leg de dag van de screening vast.",
        f"toewijzing {product.toewijzingnummer}",
        kenmerk=kenmerk_van(product, feiten),
    )


def _afspraken(feiten: Procedurefeiten) -> Afspraken | None:
    return feiten.facts.boek.afspraken if isinstance(feiten.facts, ToewijzingFacts) else None


def _verwijzing(product: ToegewezenProduct, feiten: Procedurefeiten) -> tuple[Verwijzing, str | None]:
    """What was told of the toewijzing, and who referred."""
    nummer = product.toewijzingnummer
    verwijzing = feiten.verwijzing(nummer)
    return verwijzing, verwijzer_van(verwijzing, feiten.verwijzers.get(nummer))
