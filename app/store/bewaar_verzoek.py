"""Keeps what a JW315, JW317 or JW319 brings about: verzoeken with their products, and the answers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, update

from app.messages.records import (
    AangevraagdProduct,
    NieuwProduct,
    TeWijzigenProduct,
    Toewijzingsverzoek,
    Wijzigingsverzoek,
)
from app.rules.facts import AntwoordFacts, VerzoekFacts
from app.store import tables as t
from app.store.invoegen import TOEVOEGEN, nieuwe_rij

_BEANTWOORD = {
    kolom: update(t.verzoek).where(t.verzoek.c.id == bindparam("verzoek")).values({kolom: bindparam("bericht")})
    for kolom in ("in_onderzoek_door", "afgewezen_door", "toegewezen_door")
}
"""Say of a verzoek which message answered it, by the column that the answer belongs in."""

_KOLOM_BIJ_ANTWOORD = {"1": "afgewezen_door", "2": "in_onderzoek_door"}
"""By VerzoekAntwoord (WJ760)."""


def bewaar_verzoeken(
    verbinding: Connection, bericht_id: UUID, ontvangen: datetime, facts: VerzoekFacts, client_id: int
) -> None:
    """One verzoek for each AangevraagdProduct of a JW315, one for a whole JW317."""
    bericht = facts.bericht
    gemeen: dict[str, Any] = {
        "bericht_id": bericht_id,
        "soort": bericht.code,
        "aanbieder": bericht.aanbieder,
        "gemeente": bericht.gemeente,
        "client_id": client_id,
        "dagtekening": bericht.header.dagtekening,
        "ontvangen": ontvangen,
    }
    for verzoek, producten in _verzoeken(bericht):
        verzoek_id = nieuwe_rij(verbinding, t.verzoek, gemeen | verzoek)
        rijen = [
            {**_GEEN_PRODUCT, **product, "verzoek_id": verzoek_id, "volgnummer": nummer}
            for nummer, product in enumerate(producten, 1)
        ]
        verbinding.execute(TOEVOEGEN[t.verzoek_product.name], rijen)


def bewaar_antwoord(verbinding: Connection, bericht_id: UUID, facts: AntwoordFacts) -> None:
    """What a JW319 says, and on the verzoek that it was said."""
    bericht, verzoek = facts.bericht, facts.verzoek
    if verzoek is None:
        raise ValueError("an answer that was found right has its verzoek")
    antwoord, woonplaats = bericht.antwoord, bericht.woonplaatsbeginsel
    verbinding.execute(
        TOEVOEGEN[t.antwoord.name],
        {
            "bericht_id": bericht_id,
            "verzoek_id": verzoek.id,
            "verzoek_antwoord": antwoord.verzoek_antwoord,
            "reden_afwijzing": antwoord.reden_afwijzing,
            "woonplaats_gemeente": woonplaats and woonplaats.gemeente,
        },
    )
    _beantwoord(verbinding, _KOLOM_BIJ_ANTWOORD[antwoord.verzoek_antwoord], (verzoek.id,), bericht_id)


def honoreer(verbinding: Connection, verzoeken: Iterable[int], bericht_id: UUID) -> None:
    """Say that a JW301 honoured these verzoeken, by our key."""
    _beantwoord(verbinding, "toegewezen_door", verzoeken, bericht_id)


def _beantwoord(verbinding: Connection, kolom: str, verzoeken: Iterable[int], bericht_id: UUID) -> None:
    waarden = [{"verzoek": verzoek, "bericht": bericht_id} for verzoek in verzoeken]
    if waarden:
        verbinding.execute(_BEANTWOORD[kolom], waarden)


_Rij = dict[str, Any]
_GEEN_PRODUCT: _Rij = dict.fromkeys(kolom.name for kolom in t.verzoek_product.c)


def _verzoeken(bericht: Toewijzingsverzoek | Wijzigingsverzoek) -> Iterator[tuple[_Rij, list[_Rij]]]:
    """Each verzoek of a message with its products, in document order."""
    if isinstance(bericht, Wijzigingsverzoek):
        verzoek = bericht.verzoek
        yield (
            {"referentie": verzoek.referentie_aanbieder, "reden_verzoek": verzoek.reden},
            list(_producten_van_wijziging(bericht)),
        )
        return
    for product in bericht.producten:
        rij = {"soort": "aangevraagd", **_product(product), "verwijzer": product.verwijzer.type}
        yield {"referentie": product.referentie_aanbieder, "reden_verzoek": None}, [rij]


def _producten_van_wijziging(bericht: Wijzigingsverzoek) -> Iterator[_Rij]:
    for blijft in bericht.ongewijzigd:
        yield {"soort": "ongewijzigd", "toewijzingnummer": blijft.toewijzingnummer}
    for wordt in bericht.te_wijzigen:
        yield {"soort": "te_wijzigen", "toewijzingnummer": wordt.toewijzingnummer, **_gevraagd(wordt)}
    for komt in bericht.nieuw:
        yield {"soort": "nieuw", **_product(komt)}


def _product(product: AangevraagdProduct | NieuwProduct) -> _Rij:
    return {"categorie": product.categorie, "code": product.code, **_gevraagd(product)}


def _gevraagd(product: AangevraagdProduct | TeWijzigenProduct | NieuwProduct) -> _Rij:
    omvang = product.omvang
    return {
        "ingangsdatum": product.ingangsdatum,
        "einddatum": product.einddatum,
        "volume": omvang and omvang.volume,
        "eenheid": omvang and omvang.eenheid,
        "frequentie": omvang and omvang.frequentie,
        "budget": product.budget,
    }
