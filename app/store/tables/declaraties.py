"""Declaraties with their lines, and what of them can be paid."""

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
    UniqueConstraint,
    Uuid,
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

declaratie = Table(
    "declaratie",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False, unique=True),
    Column("aanbieder", String(8), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("nummer", String(12), nullable=False),
    Column("begindatum", Date, nullable=False),
    Column("einddatum", Date, nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("ingediend", BigInteger, nullable=False),
    Column("toegekend", BigInteger, nullable=False),
    UniqueConstraint("aanbieder", "nummer"),
    Index(None, "aanbieder", "gemeente", "begindatum"),
)
"""Declaraties that count as sent; amounts signed."""

prestatie = Table(
    "prestatie",
    metadata,
    Column("declaratie_id", Sleutel, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True),
    Column("aanbieder", String(8), nullable=False),
    Column("client_id", Sleutel),
    Column("toewijzing_id", Sleutel),
    Column("toewijzingnummer", Integer, nullable=False),
    Column("referentienummer", String(20), nullable=False),
    Column("vorig_referentienummer", String(20)),
    Column("categorie", String(2), nullable=False),
    Column("code", String(5), nullable=False),
    Column("begindatum", Date, nullable=False),
    Column("einddatum", Date, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("eenheid", String(2), nullable=False),
    Column("tarief", Integer),
    Column("bedrag", Integer, nullable=False),
    Column("debet_credit", String(1), nullable=False),
    Column("staat", SmallInteger, nullable=False),
    Column("retourcodes", String),
    Index(
        "uq_prestatie_referentie",
        "aanbieder",
        "referentienummer",
        unique=True,
        sqlite_where=text("staat < 5"),
        postgresql_where=text("staat < 5"),
    ),
    Index(
        "ix_prestatie_afgewezen",
        "aanbieder",
        "referentienummer",
        sqlite_where=text("staat > 5"),
        postgresql_where=text("staat > 5"),
    ),
    # All that sums of claims ask, so that they are made from the index alone.
    Index("ix_prestatie_toewijzing", "toewijzing_id", "begindatum", "staat", "debet_credit", "bedrag"),
    sqlite_with_rowid=False,
)
"""Claim lines. ``staat``: 1 granted, 2 granted and credited since, 8 rejected, 9 not judged.

A ReferentieNummer stays used only by a line that was granted, hence the partial unique index; the few lines
that were not are found by the other one, to be corrected. The keys to declaratie, client and toewijzing carry
no foreign key: they were written or read in the same transaction, and checking one of them on 30,000 lines
took 7 % of the whole job on PostgreSQL.
"""

betaling = Table(
    "betaling",
    metadata,
    Column("declaratie_id", Sleutel, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True),
    Column("regio", String(16), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("perceel", String(16), nullable=False),
    Column("jaar", SmallInteger, nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("betaalbaar", Boolean, nullable=False),
    Column("reden", String, nullable=False),
    Index(None, "regio", "contract", "perceel", "jaar"),
)
"""Payment state of granted lines under a volumeplafond; a granted line without a row can be paid."""

plafondmelding = Table(
    "plafondmelding",
    metadata,
    Column("regio", String(16), primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("perceel", String(16), primary_key=True),
    Column("jaar", SmallInteger, primary_key=True, autoincrement=False),
    Column("gemeente", String(4), primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
    Column("bereikt", UtcMoment, nullable=False),
    Column("gemeld", Date),
)
"""Where the signal percentage of a volumeplafond was reached, and when the aanbieder reported it."""
