"""Settlements of trajectories under a contract with a result-dependent share."""

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
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

afrekening = Table(
    "afrekening",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("openbaar", Uuid, nullable=False),
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("moment", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    Column("gemeente", String(4), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("regio", String(16), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("percentage", SmallInteger, nullable=False),
    Column("peildag", Date, nullable=False),
    Column("bedrag", BigInteger, nullable=False),
    Column("deel", BigInteger, nullable=False),
    Column("malus", BigInteger, nullable=False),
    Column("malus_eerder", BigInteger, nullable=False),
    Column("bonus", BigInteger, nullable=False),
    Column("doelen_bereikt", SmallInteger, nullable=False),
    Column("doelen_deels", SmallInteger, nullable=False),
    Column("doelen_niet", SmallInteger, nullable=False),
    Column("uitkomst_versie", Integer, nullable=False),
    Column("verwijtbaar", Boolean, nullable=False),
    Column("door", String(10), nullable=False),
    Column("besluit", String(40), nullable=False),
    Column("reden", LargeBinary, nullable=False),
    Column("stappen", String, nullable=False),
    UniqueConstraint("openbaar"),
    UniqueConstraint("toewijzing_id", "versie"),
    Index(
        "uq_afrekening_geldend",
        "toewijzing_id",
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
    Index(None, "gemeente", "moment"),
    Index(None, "aanbieder", "moment"),
)
"""What was decided about the result-dependent share of a trajectory; eurocents. Versions are only added.

The one without ``vervangen`` holds. ``malus_eerder`` is the malus of the version before, so that each row tells what it
changes in payment. ``stappen`` is the computation as it was shown (JSON); ``reden`` is what a user wrote, encrypted.
``door`` is a role, never a person.
"""
