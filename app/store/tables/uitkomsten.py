"""Outcomes, as delivered."""

from __future__ import annotations

from sqlalchemy import (
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
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

uitkomst = Table(
    "uitkomst",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("toewijzingnummer", Integer, nullable=False),
    Column("moment", String(5), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("datum", Date, nullable=False),
    Column("gedwongen_kader", Boolean, nullable=False),
    Column("tevredenheid_jeugdige", SmallInteger),
    Column("tevredenheid_opvoeder", SmallInteger),
    *(
        Column(f"{soort}_{resultaat}", SmallInteger, nullable=False)
        for soort in ("maatschappelijk", "behandel")
        for resultaat in ("bereikt", "deels", "niet", "open")
    ),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("gemeente", "toewijzingnummer", "moment", "versie"),
    Index(
        "uq_uitkomst_geldend",
        *("gemeente", "toewijzingnummer", "moment"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""What START and EIND of a trajectory (a toewijzing) gave: numbers of goals by result, and marks from 1 to 10.

NA holds what the lokaal team measured after the help: its own goals only.

Versions are only added; the one without ``vervangen`` holds. No client, no text.
"""

uitkomst_doel = Table(
    "uitkomst_doel",
    metadata,
    Column("uitkomst_id", Sleutel, ForeignKey("uitkomst.id"), primary_key=True, autoincrement=False),
    Column("code", String(16), primary_key=True),
    Column("soort", String(16), nullable=False),
    Column("resultaat", String(8), nullable=False),
)
"""Goals that name a result of the profiel by its code: ``open`` at START, at EIND what became of it."""

uitkomst_meting = Table(
    "uitkomst_meting",
    metadata,
    Column("uitkomst_id", Sleutel, ForeignKey("uitkomst.id"), primary_key=True, autoincrement=False),
    Column("indicator", String(16), primary_key=True),
    Column("versie", SmallInteger, nullable=False),
    Column("maat", String(24), nullable=False),
    Column("laag", SmallInteger, nullable=False),
    Column("hoog", SmallInteger, nullable=False),
    Column("waarde", SmallInteger),
)
"""Under which version of which indicator an EIND was measured, on which scale, and the number that was given.

Goals have no number here: they are counted. A mark on the scale 1-10 stands in ``uitkomst`` too.
"""

uitkomst_aggregaat = Table(
    "uitkomst_aggregaat",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("regio", String(16), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("periode", String(7), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("indicatoren", String(240), nullable=False, server_default=text("''")),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("regio", "aanbieder", "periode", "versie"),
    Index(
        "uq_uitkomst_aggregaat_geldend",
        *("regio", "aanbieder", "periode"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""What an aanbieder told of all its clients together, in a quarter such as 2026-K2. Versions as in ``uitkomst``.

``indicatoren``: under which versions it was measured, such as ``CT-J/1 DR/1``; empty where the regio has none.
"""

uitkomst_aggregaatregel = Table(
    "uitkomst_aggregaatregel",
    metadata,
    Column("aggregaat_id", Sleutel, ForeignKey("uitkomst_aggregaat.id"), primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    Column("perceel", String(16)),
    Column("pic", String(16)),
    Column("gedwongen_kader", Boolean),
    Column("n", Integer, nullable=False),
    Column("doelrealisatie", SmallInteger),
    Column("uitval", SmallInteger),
    Column("tevredenheid_jeugdige", SmallInteger),
    Column("tevredenheid_opvoeder", SmallInteger),
    Column("wachttijd", Integer),
    Column("besteding_per_client", Integer),
)
"""A group of clients: ``doelrealisatie`` and ``uitval`` in percents, marks in tenths, days, eurocents a client."""

teamoordeel = Table(
    "teamoordeel",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("team", String(16), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("periode", String(7), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("cijfer", SmallInteger, nullable=False),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("gemeente", "team", "aanbieder", "periode", "versie"),
    Index(
        "uq_teamoordeel_geldend",
        *("gemeente", "team", "aanbieder", "periode"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""The mark from 1 to 10 that a lokaal team gives an aanbieder over a quarter. Versions as in ``uitkomst``."""
