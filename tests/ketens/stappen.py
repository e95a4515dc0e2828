"""All steps, and how a random chain is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.ketens import declareren, koppen, leveren, toewijzen, verzoeken
from tests.ketens.keten import Keten, Stap, Stappenmaker
from tests.ketens.wereld import Wereld

GOEDE_STAPPEN: tuple[Stappenmaker, ...] = (
    *(toewijzen.toewijzen, toewijzen.toewijzen, toewijzen.wijzigen, toewijzen.honoreren),
    *(leveren.starten, leveren.start_verwijderen, leveren.stoppen, leveren.stop_verwijderen),
    *(declareren.declareren, declareren.declareren, declareren.declareren),
    *(verzoeken.aanvragen, verzoeken.wijziging_vragen, verzoeken.in_onderzoek_nemen, verzoeken.afwijzen),
)
FOUTE_STAPPEN: tuple[Stappenmaker, ...] = (
    *(toewijzen.verwijderen, toewijzen.nummer_hergebruiken, toewijzen.eindigt_voor_begin, toewijzen.stapelen),
    *(toewijzen.nogmaals_honoreren, leveren.onbekend_starten, leveren.dubbel_starten),
    *(leveren.onbekende_start_verwijderen, leveren.onbekend_stoppen, leveren.nogmaals_stoppen),
    *(leveren.eerder_stoppen, declareren.onbekend_declareren, declareren.nummer_hergebruiken),
    *(koppen.nogmaals_sturen, koppen.uit_de_toekomst, koppen.onbekende_gemeente),
    *(declareren.eerder_declareren, declareren.verkeerd_totaal),
    *(declareren.fout_declareren, declareren.fout_declareren, declareren.fout_declareren),
    *(verzoeken.tweede_verzoek, verzoeken.referentie_hergebruiken, verzoeken.onvolledig_vragen),
    *(verzoeken.onbekend_vragen, verzoeken.verkeerde_ingangsdatum, verzoeken.zonder_omvang),
    *(verzoeken.onbekend_beantwoorden, verzoeken.nogmaals_beantwoorden, verzoeken.zonder_reden_afwijzen),
)
"""Steps of which the model says that they are rejected (``verwijderen`` only when there are claims)."""

CODES = frozenset(
    (
        *("0001", "0611", "8017", "8021", "8187", "8214", "8848", "9019", "9056", "9063", "9069", "9071", "9074"),
        *("9307", "9321", "9322", "9326", "9332", "9333", "9338", "9340", "9346", "9347", "9349", "9350", "9351"),
        *("9355", "9357", "9359", "9360", "9365", "9374", "9379", "9384", "9385", "9387", "9389", "9390", "9411"),
        *("9413", "9414", "9415", "S300"),
    )
)
"""Every retourcode that the model can expect."""


def random_chain(wereld: Wereld, rng: Random, lengte: int, *, fout: float) -> Iterator[Stap]:
    """Steps on a new client; ``fout`` is the share of wrong ones.

    Each step is to be carried out before the next is asked for: that one fits the state it left.
    """
    keten = Keten(wereld, wereld.kind())
    gemaakt = 0
    for _ in range(lengte * 10):
        maker = rng.choice(FOUTE_STAPPEN if rng.random() < fout else GOEDE_STAPPEN)
        stap = maker(keten, rng)
        if stap is None or (fout == 0 and not stap.goed):
            continue
        yield stap
        keten.laatste = stap
        gemaakt += 1
        if gemaakt == lengte:
            return
