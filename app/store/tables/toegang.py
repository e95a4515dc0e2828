"""Who may come in."""

from __future__ import annotations

from sqlalchemy import Column, Date, LargeBinary, String, Table, UniqueConstraint

from app.store.tables.basis import Sleutel, UtcMoment, metadata

toegang = Table(
    "toegang",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("kenmerk", LargeBinary(32), nullable=False),
    Column("rol", String(16), nullable=False),
    Column("code", String(16)),
    Column("team", String(16)),
    Column("naam", String(80), nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date),
    Column("gemaakt", UtcMoment, nullable=False),
    Column("ingetrokken", UtcMoment),
    UniqueConstraint("kenmerk"),
)
"""A system that may ask: its role, and whose data it is about. ``kenmerk`` is the SHA-256 of its key; the key itself is
nowhere. ``naam`` is that of a system, never of a person. ``tot`` is the last day on which the key is taken.
"""
