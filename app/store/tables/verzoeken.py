"""Verzoeken and the answers to them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

verzoek = Table(
    "verzoek",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
    Column("soort", String(5), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("client_id", Sleutel, ForeignKey("client.id"), nullable=False),
    Column("referentie", String(36), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("ontvangen", UtcMoment, nullable=False),
    Column("reden_verzoek", String(1)),
    Column("in_onderzoek_door", Uuid, ForeignKey("bericht.id")),
    Column("afgewezen_door", Uuid, ForeignKey("bericht.id")),
    Column("toegewezen_door", Uuid, ForeignKey("bericht.id")),
    UniqueConstraint("aanbieder", "referentie"),
    Index(None, "client_id", "gemeente", "aanbieder"),
    Index(
        "ix_verzoek_open",
        "ontvangen",
        sqlite_where=text("afgewezen_door IS NULL AND toegewezen_door IS NULL"),
        postgresql_where=text("afgewezen_door IS NULL AND toegewezen_door IS NULL"),
    ),
)
"""What an aanbieder asked under one ReferentieAanbieder: an AangevraagdProduct of a JW315, or a whole JW317.

The last three columns name the message that answered it (JW319 with VerzoekAntwoord 2 or 1, JW301); it is in
behandeling as long as it was neither refused nor honoured.
"""

verzoek_product = Table(
    "verzoek_product",
    metadata,
    Column("verzoek_id", Sleutel, ForeignKey("verzoek.id"), primary_key=True),
    Column("volgnummer", Integer, primary_key=True),
    Column("soort", String(12), nullable=False),
    Column("toewijzingnummer", Integer),
    Column("categorie", String(2)),
    Column("code", String(5)),
    Column("ingangsdatum", Date),
    Column("einddatum", Date),
    Column("volume", Integer),
    Column("eenheid", String(2)),
    Column("frequentie", String(1)),
    Column("budget", Integer),
    Column("verwijzer", String(2)),
)
"""The products of a verzoek. ``soort`` is aangevraagd, ongewijzigd, te_wijzigen or nieuw.

``ingangsdatum`` is the one asked for; an ongewijzigd product has its ``toewijzingnummer`` only.
"""

antwoord = Table(
    "antwoord",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False, unique=True),
    Column("verzoek_id", Sleutel, ForeignKey("verzoek.id"), nullable=False),
    Column("verzoek_antwoord", String(1), nullable=False),
    Column("reden_afwijzing", String(2)),
    Column("woonplaats_gemeente", String(4)),
    Index(None, "verzoek_id"),
)
"""What a JW319 said of a verzoek (WJ760, WJ759), and the gemeente that has to pay."""
