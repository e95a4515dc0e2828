"""Handing in a message: to process it, or as a dry run."""

from __future__ import annotations

import hashlib
import logging
from typing import NamedTuple
from uuid import UUID

from fastapi import Request, Response

from app.api.balie import Balie, balie_van, basis
from app.api.onderhandelen import JSON, kies_vorm, lees_sleutel
from app.api.ontvangen import PRIVE, geef_json, geef_xml, ontvang
from app.api.poort import afzender_van, bereik_van, eigen_sleutel
from app.api.problemen import AANGEHOUDEN, ProbleemFout
from app.api.tonen import toon_bewaard
from app.exchange.ports import Afhandeling, Idempotentie
from app.exchange.steps import BerichtAangehouden, EerderVerwerkt
from app.exchange.weergave import toon
from app.messages.intake import Levering
from app.messages.pakket import Pakket
from app.store.opslag import SqlWerkeenheid
from app.store.raadplegen import is_antwoord, lees_antwoord, lees_bericht

BERICHTEN = "/api/v1/berichten"
OEFENING = "Jeugdknoop-Oefening"
"""Header of every answer while the service is in practice mode."""
_LOG = logging.getLogger("jeugdknoop.api")


class Leverancier(NamedTuple):
    """Who hands in a message; None: that does not matter."""

    partij: str | None
    """That the message has to come from."""
    voor: str | None
    """Whose signals are told."""


async def verwerk(request: Request) -> Response:
    """Process the message in the body and answer it."""
    balie, vorm = balie_van(request), kies_vorm(request.headers.get("accept"))
    sleutel = eigen_sleutel(request, lees_sleutel(request.headers))
    wie = Leverancier(afzender_van(request), bereik_van(request).voor)
    levering = await ontvang(request, balie.knoop.settings.grens)
    if balie.knoop.loket.oefenmodus:
        return await _oefen(balie, levering, vorm, wie)
    adres = basis(request) + BERICHTEN
    behandel = balie.behandel if levering.pakket.klein is None else balie.verwerk_klein
    with balie.in_behandeling(sleutel):
        id, antwoord = await behandel(_verwerk, balie, levering, sleutel, adres, wie, als_json=vorm == JSON)
    return _antwoord(antwoord, vorm, {"Location": f"{adres}/{id}", "Vary": "Accept"})


async def toets(request: Request) -> Response:
    """Judge the message in the body as ``verwerk`` would, and keep nothing."""
    balie, vorm = balie_van(request), kies_vorm(request.headers.get("accept"))
    levering = await ontvang(request, balie.knoop.settings.grens)
    return await _oefen(balie, levering, vorm, Leverancier(afzender_van(request), bereik_van(request).voor))


async def _oefen(balie: Balie, levering: Levering, vorm: str, wie: Leverancier) -> Response:
    antwoord = await balie.behandel(_toets, balie, levering, wie, als_json=vorm == JSON)
    oefening = {OEFENING: "ja"} if balie.knoop.loket.oefenmodus else {}
    return _antwoord(antwoord, vorm, {"Vary": "Accept", **oefening})


def _antwoord(antwoord: Pakket | str | None, vorm: str, headers: dict[str, str]) -> Response:
    if antwoord is None:
        return Response(status_code=204, headers={**PRIVE, **headers})
    if isinstance(antwoord, str):
        return geef_json(antwoord, headers=headers)
    return geef_xml(antwoord, vorm=vorm, headers=headers)


def _verwerk(
    balie: Balie, levering: Levering, sleutel: str | None, adres: str, wie: Leverancier, *, als_json: bool
) -> tuple[UUID, Pakket | str | None]:
    """Id of the stored message, and its answer (None when nothing answers it) or (JSON) its judgement."""
    idempotentie = None
    if sleutel is not None:
        # The sender's own key could say anything; what is kept is a digest of it.
        idempotentie = Idempotentie(hashlib.sha256(sleutel.encode()).hexdigest(), levering.pakket.sha256)
    try:
        afhandeling = balie.knoop.loket.verwerk(levering, idempotentie, wie.partij)
    except EerderVerwerkt as eerder:
        return eerder.id, _eerder_antwoord(balie, eerder.id, adres, wie, als_json=als_json)
    except BerichtAangehouden as fout:
        _meld_aangehouden(fout)
        id = fout.aangehouden.id
        raise ProbleemFout(
            AANGEHOUDEN,
            f"Regel {fout.aangehouden.regel} liep bij ons vast. Het bericht is bewaard onder {id}; het is niet "
            "goedgekeurd en niet afgekeurd, en er is nog geen antwoord. De beheerder moet ernaar kijken; opnieuw "
            "sturen helpt pas als de fout is hersteld.",
            headers={"Location": f"{adres}/{id}"},
            instance=f"{adres}/{id}",
        ) from fout
    if als_json:
        return afhandeling.id, toon(afhandeling, adres, wie.voor).model_dump_json()
    return afhandeling.id, _pakket(afhandeling)


def _eerder_antwoord(balie: Balie, id: UUID, adres: str, wie: Leverancier, *, als_json: bool) -> Pakket | str | None:
    with balie.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return _bewaard_antwoord(werk, balie, id, adres, wie, als_json=als_json)


def _bewaard_antwoord(
    werk: SqlWerkeenheid, balie: Balie, id: UUID, adres: str, wie: Leverancier, *, als_json: bool
) -> Pakket | str | None:
    kluis = balie.knoop.opslag.kluis
    if als_json:
        bericht = lees_bericht(werk.verbinding, kluis, id)
        if bericht is not None:
            return toon_bewaard(bericht, adres, balie.knoop.loket.releases, wie.voor).model_dump_json()
    else:
        antwoord = lees_antwoord(werk.verbinding, kluis, id)
        if antwoord is not None or is_antwoord(werk.verbinding, id):
            return antwoord
    raise LookupError(f"message {id} was handled, but its answer is gone")


def _toets(balie: Balie, levering: Levering, wie: Leverancier, *, als_json: bool) -> Pakket | str | None:
    try:
        afhandeling = balie.knoop.loket.toets(levering, wie.partij)
    except BerichtAangehouden as fout:
        _meld_aangehouden(fout)
        raise ProbleemFout(
            AANGEHOUDEN,
            f"Regel {fout.aangehouden.regel} liep bij ons vast, dus er is geen oordeel. Er is niets bewaard; de "
            "beheerder moet ernaar kijken.",
        ) from fout
    return toon(afhandeling, voor=wie.voor).model_dump_json() if als_json else _pakket(afhandeling)


def _pakket(afhandeling: Afhandeling) -> Pakket | None:
    """The answer; None for a message that is an answer itself."""
    return None if afhandeling.retour is None else afhandeling.retour.pakket


def _meld_aangehouden(fout: BerichtAangehouden) -> None:
    een = fout.aangehouden
    _LOG.error("message %s is held: rule %s failed on %s", een.id, een.regel, een.pad)
