"""Cases of people, their trail, and the measures that follow from them."""

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

OPEN_MET_KENMERK = text("kenmerk IS NOT NULL AND NOT gesloten")
"""Cases of which there is at most one at a time."""

zaak = Table(
    "zaak",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("openbaar", Uuid, nullable=False),
    Column("soort", String(24), nullable=False),
    Column("toestand", String(24), nullable=False),
    Column("gesloten", Boolean, nullable=False),
    Column("geopend", UtcMoment, nullable=False),
    Column("gewijzigd", UtcMoment, nullable=False),
    Column("onderwerp", String(10), nullable=False),
    Column("regio", String(16)),
    Column("gemeente", String(4)),
    Column("aanbieder", String(8)),
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id")),
    Column("declaratie_id", Sleutel, ForeignKey("declaratie.id")),
    Column("volgnummer", Integer),
    Column("contract", String(40)),
    Column("pic", String(40)),
    Column("signaal_id", Sleutel, ForeignKey("signaal.id")),
    Column("kenmerk", String(120)),
    UniqueConstraint("openbaar"),
    Index(None, "soort", "toestand"),
    Index(None, "gemeente"),
    Index(None, "aanbieder"),
    Index(None, "toewijzing_id"),
    Index(
        "uq_zaak_kenmerk",
        "soort",
        "kenmerk",
        unique=True,
        sqlite_where=OPEN_MET_KENMERK,
        postgresql_where=OPEN_MET_KENMERK,
    ),
)
"""A case: its kind (``app/standard/zaaksoorten.toml``), how it stands and what it is about.

``toestand`` and ``gesloten`` follow from the last row of ``zaak_stap``. While one with a ``kenmerk`` is open, no other
of that kind with the same kenmerk is made. A claim line is named by ``declaratie_id`` and ``volgnummer``.
"""

zaak_stap = Table(
    "zaak_stap",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("zaak_id", Sleutel, ForeignKey("zaak.id"), nullable=False),
    Column("moment", UtcMoment, nullable=False),
    Column("naam", String(24), nullable=False),
    Column("van", String(24)),
    Column("naar", String(24), nullable=False),
    Column("door", String(10), nullable=False),
    Column("toelichting", LargeBinary, nullable=False),
    Column("gegevens", String, nullable=False),
    Index(None, "zaak_id"),
)
"""What was done about a case; rows are only added. ``door`` is a role, never a person.

``toelichting`` is what a user wrote, encrypted. ``gegevens`` is JSON of the values that the catalogue names: choices,
days, amounts and short codes, none of them about a child.
"""

maatregel = Table(
    "maatregel",
    metadata,
    Column("zaak_id", Sleutel, ForeignKey("zaak.id"), primary_key=True, autoincrement=False),
    Column("volgnummer", SmallInteger, primary_key=True),
    Column("soort", String(24), nullable=False),
    Column("regio", String(16), nullable=False),
    Column("gemeente", String(4)),
    Column("aanbieder", String(8), nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date),
    Column("bedrag", BigInteger),
    Index(None, "aanbieder", "soort"),
)
"""The measures of each case, worked out from its steps whenever one is added, for who asks on a day.

``gemeente`` is empty when a measure holds in the whole regio.
"""
