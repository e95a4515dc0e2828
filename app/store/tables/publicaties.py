"""What was published."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table

from app.store.tables.basis import UtcMoment, metadata

publicatie = Table(
    "publicatie",
    metadata,
    Column("jaar", Integer, primary_key=True, autoincrement=False),
    Column("moment", UtcMoment, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Column("csv", LargeBinary, nullable=False),
)
"""The public report on the outcomes of a year, byte for byte (compressed). Rows are only added, and never changed."""
