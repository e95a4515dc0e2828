"""The register of signals."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

LOPEND_MET_KENMERK = text("kenmerk IS NOT NULL AND toestand <> 'gesloten'")
"""Signals of which there is at most one at a time."""
_LOPEND_OVER = text("verwijzing IS NOT NULL AND toestand <> 'gesloten'")

signaal = Table(
    "signaal",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("openbaar", Uuid, nullable=False),
    Column("bericht_id", Uuid, ForeignKey("bericht.id")),
    Column("moment", UtcMoment, nullable=False),
    Column("code", String(32), nullable=False),
    Column("voor", String(10), nullable=False),
    Column("gemeente", String(4)),
    Column("aanbieder", String(8)),
    Column("client_id", Sleutel, ForeignKey("client.id")),
    Column("pad", String, nullable=False),
    Column("uitleg", String, nullable=False),
    Column("verwijzing", String),
    Column("kenmerk", String(120)),
    Column("toestand", String(10), nullable=False, server_default=text("'open'")),
    UniqueConstraint("openbaar"),
    Index(None, "bericht_id"),
    Index(None, "voor", "moment"),
    Index(None, "gemeente"),
    Index(None, "aanbieder"),
    Index("ix_signaal_lopend", "gemeente", "verwijzing", sqlite_where=_LOPEND_OVER, postgresql_where=_LOPEND_OVER),
    Index(
        "uq_signaal_kenmerk",
        "code",
        "voor",
        "kenmerk",
        unique=True,
        sqlite_where=LOPEND_MET_KENMERK,
        postgresql_where=LOPEND_MET_KENMERK,
    ),
)
"""What someone has to see, for whom (gemeente, aanbieder, beheerder); the texts hold no personal data.

``openbaar`` is the key that the world sees. A signal that follows from more than one message, or from none, has no
``bericht_id``; ``pad`` is empty then. ``toestand`` is open, verklaard or gesloten. While one with a ``kenmerk`` is
not gesloten, no other with the same code, party and kenmerk is made.
"""

signaal_spoor = Table(
    "signaal_spoor",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("signaal_id", Sleutel, ForeignKey("signaal.id"), nullable=False),
    Column("moment", UtcMoment, nullable=False),
    Column("van", String(10), nullable=False),
    Column("naar", String(10), nullable=False),
    Column("door", String(10), nullable=False),
    Column("toelichting", LargeBinary, nullable=False),
    Index(None, "signaal_id"),
)
"""What became of a signal; rows are only added. ``door`` is a role, or the daily round; never a person.

``toelichting`` is what a user wrote. It should hold nothing about a child, and is encrypted for when it does.
"""

dagronde = Table(
    "dagronde",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("dag", Date, nullable=False),
    Column("controle", String(32), nullable=False),
    Column("moment", UtcMoment, nullable=False),
    Column("gevonden", Integer, nullable=False),
    Column("geopend", Integer, nullable=False),
    Column("gesloten", Integer, nullable=False),
    Column("mislukt", String(80)),
)
"""What each check of a daily round came to; rows are only added. ``dag``: the day for which was looked.

``mislukt``: kind of the error that ended the check; its text could quote what is stored.
"""
