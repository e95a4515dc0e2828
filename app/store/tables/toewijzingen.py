"""Clients and toewijzingen, and what is known of a toewijzing besides."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
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

client = Table(
    "client",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bsn_kenmerk", String(32), nullable=False, unique=True),
    Column("bsn_versleuteld", LargeBinary, nullable=False),
    Column("openbaar", Uuid),
    Column("geboren", LargeBinary),
    Index("uq_client_openbaar", "openbaar", unique=True),
)
"""A child: a keyed hash of the Bsn to find it by, and the Bsn encrypted.

``openbaar`` is a random key that the world may see; every row has one, only the migration that added it not yet.
``geboren``: the date of birth that the last JW301 told, encrypted (``app.store.geboren``).
"""

toewijzing = Table(
    "toewijzing",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("nummer", Integer, nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("client_id", Sleutel, ForeignKey("client.id"), nullable=False),
    Column("categorie", String(2)),
    Column("code", String(5)),
    Column("toewijzingsdatum", Date, nullable=False),
    Column("toewijzingstijd", String(24), nullable=False),
    Column("ingangsdatum", Date, nullable=False),
    Column("einddatum", Date),
    Column("reden_wijziging", String(2)),
    Column("volume", Integer),
    Column("eenheid", String(2)),
    Column("frequentie", String(1)),
    Column("budget", Integer),
    Column("toegekend_volume", BigInteger, nullable=False, server_default=text("0")),
    Column("toegekend_bedrag", BigInteger, nullable=False, server_default=text("0")),
    Column("open_prestaties", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("gemeente", "nummer"),
    Index(None, "client_id", "gemeente", "aanbieder"),
    Index(
        "ix_toewijzing_omgezet",
        "einddatum",
        sqlite_where=text("reden_wijziging = '10'"),
        postgresql_where=text("reden_wijziging = '10'"),
    ),
    # Every claim changes the totals; room in the page keeps PostgreSQL from touching the indexes for it.
    postgresql_with={"fillfactor": 50},
)
"""A toewijzing in its current version, with running totals of what was granted on it.

``toegekend_volume`` is in base units: minutes for Eenheid 01 and 04, else the unit itself.
"""

toewijzing_versie = Table(
    "toewijzing_versie",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), primary_key=True),
    Column("toewijzingsdatum", Date, nullable=False),
    Column("toewijzingstijd", String(24), nullable=False),
    Column("einddatum", Date),
    Column("reden_wijziging", String(2)),
    Column("referentie_aanbieder", String(36)),
    Column("volume", Integer),
    Column("eenheid", String(2)),
    Column("frequentie", String(1)),
    Column("budget", Integer),
)
"""What each JW301 said of a toewijzing; aanbieder, client, product and Ingangsdatum never change (TR332)."""

duiding = Table(
    "duiding",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("regio", String(16)),
    Column("perceel", String(16)),
    Column("profiel", String(8)),
    Column("intensiteit", String(8)),
    Column("rang", Integer),
    Column("zwaar", Boolean, nullable=False),
    Column("vorm", String(16)),
    Column("verplicht", BigInteger),
    Column("omzetten_na", Date),
    Column("met_verblijf", Boolean),
    Index(None, "regio"),
    Index(
        "ix_duiding_omzetten_na",
        "omzetten_na",
        sqlite_where=text("omzetten_na IS NOT NULL"),
        postgresql_where=text("omzetten_na IS NOT NULL"),
    ),
)
"""What a toewijzing stands for in the agreements that hold, for the figures: ``app.store.duiding`` derives it.

``zwaar``: heavier than the middle of the intensiteiten of the regio. ``verplicht``: what it commits the gemeente to,
in eurocents; empty when nobody can tell. ``omzetten_na``: the last day of the system that it belongs to, when it
runs on after that day (``app.contracts.omzetting``). ``met_verblijf``: whether the client stays with the aanbieder;
empty when the agreements do not say.
"""

omzetting = Table(
    "omzetting",
    metadata,
    Column("oud_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("nieuw_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
    Index(None, "nieuw_id"),
)
"""Which toewijzing of a new system took the place of which old one, and the JW301 that completed it.

It follows from the toewijzingen of a client as they are now, and is put right with each JW301 about them.
"""

contractdeel = Table(
    "contractdeel",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("van", Date, primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("tot", Date),
    Index(None, "contract"),
)
"""Under which contract a toewijzing falls, on which of its days: derived together with ``duiding``.

Where the first day of the toewijzing decides the tariff, it is one contract from beginning to end.
"""

piclabel = Table(
    "piclabel",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("perceel", String(16), nullable=False),
    Column("profiel", String(8), nullable=False),
    Column("intensiteit", String(8), nullable=False),
    Column("vastgelegd", UtcMoment, nullable=False),
)
"""The PIC of a toewijzing whose code is paid per unit and so tells none."""

uitzondering = Table(
    "uitzondering",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("moment", UtcMoment, nullable=False),
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), nullable=False),
    Column("soort", String(10), nullable=False),
    Column("bedrag", Integer),
    Column("reden", LargeBinary, nullable=False),
    Column("goedgekeurd_door", String(80), nullable=False),
    Column("tot", Date, nullable=False),
    Index(None, "toewijzing_id"),
)
"""Decisions that take the place of contract and tariff on one toewijzing. Only added; the last one holds.

``goedgekeurd_door`` is a role, never a name; ``reden`` is what a user wrote: it should hold nothing about a child,
and is encrypted for when it does. ``bedrag`` is in eurocents, ``tot`` the last first day of a period.
"""
