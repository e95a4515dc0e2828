"""Messages as received, with their judgement and answer."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Uuid,
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

bericht = Table(
    "bericht",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("release", String(8), nullable=False),
    Column("code", String(5), nullable=False),
    Column("afzender", String(8), nullable=False),
    Column("ontvanger", String(8), nullable=False),
    Column("identificatie", String(12), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("ontvangen", UtcMoment, nullable=False),
    Column("omvang", Integer, nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    Column("oordeel", String(16), nullable=False),
    Column("verwerkt", Boolean, nullable=False),
    Column("beoordeling", LargeBinary, nullable=False),
    Column("bevindingen", Integer, nullable=False),
    Column("antwoord_code", String(5)),
    Column("antwoord_identificatie", String(12), unique=True),
    Column("antwoord_omvang", Integer),
    Column("antwoord_sha256", LargeBinary(32)),
    Column("antwoord", LargeBinary),
    Column("client_id", Sleutel),
    Index(None, "afzender", "code", "identificatie"),
    Index(None, "ontvangen"),
    Index(None, "client_id"),
    Index(
        "ix_bericht_aangehouden",
        "ontvangen",
        sqlite_where=text("oordeel = 'aangehouden'"),
        postgresql_where=text("oordeel = 'aangehouden'"),
    ),
)
"""Every message as received (compressed, encrypted), its judgement and its answer.

``oordeel`` is goedgekeurd, afgekeurd, deels_afgekeurd or aangehouden (a rule itself failed);
``verwerkt`` says whether the message counts as sent. ``client_id`` is the client that a message is about, also
when it was rejected or is held; a declaratie is about many, and tells in its lines which. It is no foreign key:
SQLite would have to copy the whole table to add one.
"""

bevinding_telling = Table(
    "bevinding_telling",
    metadata,
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), primary_key=True),
    Column("regel", String(8), primary_key=True),
    Column("retourcode", String(4), nullable=False),
    Column("klasse", String(32), primary_key=True),
    Column("aantal", Integer, nullable=False),
    Index(None, "retourcode"),
)
"""How often each rule was broken in a message; the findings themselves are in ``bericht.beoordeling``."""

idempotentie = Table(
    "idempotentie",
    metadata,
    Column("sleutel", String(64), primary_key=True),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
)
"""Keys by which deliveries were marked (kept as a digest)."""

kluisproef = Table(
    "kluisproef",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("waarde", LargeBinary, nullable=False),
)
"""One known value, encrypted: it shows at start-up whether the key file is that of this database."""
