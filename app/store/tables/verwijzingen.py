"""What is known of toewijzingen that no national message carries."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

verwijzing = Table(
    "verwijzing",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("toewijzingnummer", Integer, nullable=False),
    Column("versie", Integer, nullable=False),
    Column("verwijzersoort", String(2)),
    Column("lokaal_team", String(16)),
    Column("lokaal_team_op", Date),
    Column("gezinsplan", String(32)),
    Column("jeugd_overstijgend", Boolean),
    Column("brede_screening_op", Date),
    Column("perspectiefplan_op", Date),
    Column("verlengde_jeugdhulp", Boolean),
    Column("uit_gesloten", Boolean),
    Column("plan_op", Date),
    Column("plan_tot", Date),
    Column("plan_doelen", SmallInteger),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("gemeente", "toewijzingnummer", "versie"),
    Index(
        "uq_verwijzing_geldend",
        *("gemeente", "toewijzingnummer"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""What was told of a toewijzing, which may be told before its JW301 comes: so it hangs on no row of ``toewijzing``.

Versions are only added; the one without ``vervangen`` holds. Each column may be empty: nobody told. ``gezinsplan``
is a keyed hash: children with the same one share a plan, and nobody can tell which. No client, no text.
"""
