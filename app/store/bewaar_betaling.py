"""Keeps the payment state of granted lines under a volumeplafond, and where a plafond is nearly reached."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert

from app.rules.betaalstand import Plafondsleutel
from app.rules.facts import DeclaratieFacts
from app.store import tables as t


def bewaar_betalingen(
    verbinding: Connection, bericht_id: UUID, moment: datetime, declaratie_id: int, facts: DeclaratieFacts
) -> None:
    """Rows for the lines under a volumeplafond; there are none for all others."""
    stand = facts.betaalstand
    if stand is None:
        return
    regio = stand.afspraken.regio.code
    rijen = []
    for volgnummer, regel in enumerate(facts.bericht.prestaties, 1):
        betaling = stand.betalingen.get(regel[:2])
        if betaling is not None:
            eigen = {"declaratie_id": declaratie_id, "volgnummer": volgnummer, "regio": regio}
            rest = {"betaalbaar": betaling.betaalbaar, "reden": betaling.reden}
            rijen.append({**eigen, **betaling.sleutel._asdict(), **rest})
    if rijen:
        verbinding.execute(insert(t.betaling), rijen)
    for sleutel in stand.bereikt:
        verbinding.execute(insert(t.plafondmelding), _melding(regio, sleutel, bericht_id, moment))


def _melding(regio: str, sleutel: Plafondsleutel, bericht_id: UUID, moment: datetime) -> dict[str, object]:
    return {"regio": regio, **sleutel._asdict(), "bericht_id": bericht_id, "bereikt": moment}
