"""Starts and stops."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
)

from app.store.tables.basis import Sleutel, metadata


def _regie(naam: str, *kolommen: Column[Any]) -> Table:
    return Table(
        naam,
        metadata,
        Column("id", Sleutel, primary_key=True),
        Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
        Column("client_id", Sleutel, ForeignKey("client.id"), nullable=False),
        Column("gemeente", String(4), nullable=False),
        Column("aanbieder", String(8), nullable=False),
        Column("toewijzingnummer", Integer),
        Column("categorie", String(2)),
        Column("code", String(5)),
        Column("toewijzing_ingangsdatum", Date),
        Column("begindatum", Date, nullable=False),
        *kolommen,
        Column("verwijderd_door", Uuid, ForeignKey("bericht.id")),
        Index(None, "client_id", "gemeente", "aanbieder"),
    )


start = _regie("start")
"""Starts; one with ``verwijderd_door`` was removed by that message and counts as not sent."""

stop = _regie(
    "stop",
    Column("reden_beeindiging", String(2), nullable=False),
    Column("einddatum", Date, nullable=False),
)
"""Stops, likewise."""
