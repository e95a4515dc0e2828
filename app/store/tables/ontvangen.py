"""Answers of others to what was sent."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Uuid,
)

from app.store.tables.basis import Sleutel, metadata

ontvangen_antwoord = Table(
    "ontvangen_antwoord",
    metadata,
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), primary_key=True),
    Column("heen_id", Uuid, ForeignKey("bericht.id")),
    Column("identificatie", String(12), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("oordeel", String(16), nullable=False),
    Column("telt", Boolean, nullable=False),
    Index(None, "heen_id"),
)
"""A retour or JW325 that a partner sent, and the message that it answers (none when that is not known here).

``oordeel`` is that of the partner; ``telt`` says whether the administration follows it.
"""

declaratie_antwoord = Table(
    "declaratie_antwoord",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False, unique=True),
    Column("ingediend", BigInteger, nullable=False),
    Column("genoemd", BigInteger, nullable=False),
    Column("toegekend", BigInteger, nullable=False),
    Column("afgewezen", BigInteger, nullable=False),
    Column("sluit", Boolean, nullable=False),
    Column("rest", SmallInteger, nullable=False),
)
"""What a JW325 that a partner sent comes to, in signed eurocents; ``sluit``: claimed = granted + rejected.

``genoemd`` is what it says was claimed, ``rest`` the staat of the lines that it leaves out (0: unknown).
"""

declaratie_antwoord_regel = Table(
    "declaratie_antwoord_regel",
    metadata,
    Column("antwoord_id", Sleutel, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True),
    Column("staat", SmallInteger, nullable=False),
    Column("codes", String, nullable=False),
    sqlite_with_rowid=False,
)
"""Lines that a JW325 returns, by their number in the JW323; ``staat`` as in ``prestatie``: 8 or 9."""
