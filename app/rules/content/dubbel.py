"""TR101: within a message the logical key of a class, with the keys of the classes above, is unique."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from app.messages.records import (
    Bericht,
    Declaratieantwoordbericht,
    Declaratiebericht,
    Klasse,
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
    Toewijzingsbericht,
    Toewijzingsverzoek,
    Wijzigingsverzoek,
)
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()


@REGELS.rule_over("TR101")
def tr101(bericht: Bericht | Declaratieantwoordbericht) -> Iterator[tuple[Klasse, Outcome]]:
    """Every class instance whose key was used before in this message."""
    for sleutel, instanties in _sleutels(bericht):
        eerder: set[Hashable] = set()
        for waarde, instantie in instanties:
            if waarde in eerder:
                yield instantie, _dubbel(instantie, sleutel)
            eerder.add(waarde)


_Gesleuteld = Iterable[tuple[Hashable, Klasse]]


def _sleutels(bericht: Bericht | Declaratieantwoordbericht) -> Iterator[tuple[str, _Gesleuteld]]:
    """Per class: the elements of its key, and each instance with its key.

    By the XSD all but JW323 and JW325 hold one client, and JW317 one verzoek: these cannot be double, and add
    nothing to the keys below them. The key of a Contact of a relatie holds the Nummer of that relatie. A filled
    and an empty part differ; two empty parts are equal.
    """
    if isinstance(bericht, Toewijzingsbericht):
        yield "Nummer", ((relatie.nummer, relatie) for relatie in bericht.relaties)
        yield "Soort", ((contact.soort, contact) for contact in bericht.contacten if contact.relatie is None)
        yield (
            "Nummer van de relatie en Soort",
            (
                ((contact.relatie, contact.soort), contact)
                for contact in bericht.contacten
                if contact.relatie is not None
            ),
        )
        yield "ToewijzingNummer", ((product.toewijzingnummer, product) for product in bericht.producten)
    elif isinstance(bericht, Startbericht):
        yield (
            "ToewijzingNummer, Product en Begindatum",
            ((startsleutel(product), product) for product in bericht.producten),
        )
    elif isinstance(bericht, Stopbericht):
        yield (
            "ToewijzingNummer, Product, Begindatum, RedenBeeindiging en Einddatum",
            ((stopsleutel(product), product) for product in bericht.producten),
        )
    elif isinstance(bericht, Toewijzingsverzoek):
        yield "ReferentieAanbieder", ((product.referentie_aanbieder, product) for product in bericht.producten)
    elif isinstance(bericht, Wijzigingsverzoek):
        yield from _wijzigingssleutels(bericht)
    elif isinstance(bericht, Declaratiebericht | Declaratieantwoordbericht):
        yield from _declaratiesleutels(bericht)


def _wijzigingssleutels(bericht: Wijzigingsverzoek) -> Iterator[tuple[str, _Gesleuteld]]:
    yield "ToewijzingNummer", ((product.toewijzingnummer, product) for product in bericht.ongewijzigd)
    yield "ToewijzingNummer", ((product.toewijzingnummer, product) for product in bericht.te_wijzigen)
    yield (
        "Product en GewensteIngangsdatum",
        (((product.categorie, product.code, product.ingangsdatum), product) for product in bericht.nieuw),
    )


def _declaratiesleutels(bericht: Declaratiebericht | Declaratieantwoordbericht) -> Iterator[tuple[str, _Gesleuteld]]:
    yield "Bsn", ((client.bsn, client) for client in bericht.clienten)
    if bericht.referentienummers_verschillen:
        return
    bsns = [client.bsn for client in bericht.clienten]
    yield (
        "ReferentieNummer en VorigReferentieNummer",
        (
            ((bsns[regel.client - 1], regel.referentienummer, regel.vorig_referentienummer), regel)
            for regel in bericht.prestaties
        ),
    )


def startsleutel(product: StartProduct | StopProduct) -> tuple[Hashable, ...]:
    """Key of a start; of a stop: the part that it takes over from its start."""
    return product.toewijzingnummer, product.categorie, product.code, product.begindatum


def stopsleutel(product: StopProduct) -> tuple[Hashable, ...]:
    """Key of a stop."""
    return *startsleutel(product), product.reden_beeindiging, product.einddatum


def _dubbel(instantie: Klasse, sleutel: str) -> Fired:
    return Fired(
        gevonden=f"{instantie.klasse} komt nogmaals voor",
        verwacht=f"{sleutel} uniek in het bericht",
        uitleg=f"Er staat al een {instantie.klasse} met dezelfde sleutel ({sleutel}) in dit bericht.",
    )
