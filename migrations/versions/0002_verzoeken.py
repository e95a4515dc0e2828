"""Verzoeken en antwoorden"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "verzoek",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("soort", sa.String(length=5), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("client_id", sleutel, nullable=False),
        sa.Column("referentie", sa.String(length=36), nullable=False),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reden_verzoek", sa.String(length=1), nullable=True),
        sa.Column("in_onderzoek_door", sa.Uuid(), nullable=True),
        sa.Column("afgewezen_door", sa.Uuid(), nullable=True),
        sa.Column("toegewezen_door", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_verzoek_bericht_id")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_verzoek_client_id")),
        sa.ForeignKeyConstraint(["in_onderzoek_door"], ["bericht.id"], name=op.f("fk_verzoek_in_onderzoek_door")),
        sa.ForeignKeyConstraint(["afgewezen_door"], ["bericht.id"], name=op.f("fk_verzoek_afgewezen_door")),
        sa.ForeignKeyConstraint(["toegewezen_door"], ["bericht.id"], name=op.f("fk_verzoek_toegewezen_door")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzoek")),
        sa.UniqueConstraint("aanbieder", "referentie", name=op.f("uq_verzoek_aanbieder_referentie")),
    )
    op.create_index(
        "ix_verzoek_client_id_gemeente_aanbieder", "verzoek", ["client_id", "gemeente", "aanbieder"], unique=False
    )
    op.create_table(
        "verzoek_product",
        sa.Column("verzoek_id", sleutel, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=12), nullable=False),
        sa.Column("toewijzingnummer", sa.Integer(), nullable=True),
        sa.Column("categorie", sa.String(length=2), nullable=True),
        sa.Column("code", sa.String(length=5), nullable=True),
        sa.Column("ingangsdatum", sa.Date(), nullable=True),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=2), nullable=True),
        sa.Column("frequentie", sa.String(length=1), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("verwijzer", sa.String(length=2), nullable=True),
        sa.ForeignKeyConstraint(["verzoek_id"], ["verzoek.id"], name=op.f("fk_verzoek_product_verzoek_id")),
        sa.PrimaryKeyConstraint("verzoek_id", "volgnummer", name=op.f("pk_verzoek_product")),
    )
    op.create_table(
        "antwoord",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("verzoek_id", sleutel, nullable=False),
        sa.Column("verzoek_antwoord", sa.String(length=1), nullable=False),
        sa.Column("reden_afwijzing", sa.String(length=2), nullable=True),
        sa.Column("woonplaats_gemeente", sa.String(length=4), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_antwoord_bericht_id")),
        sa.ForeignKeyConstraint(["verzoek_id"], ["verzoek.id"], name=op.f("fk_antwoord_verzoek_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_antwoord")),
        sa.UniqueConstraint("bericht_id", name=op.f("uq_antwoord_bericht_id")),
    )
    op.create_index("ix_antwoord_verzoek_id", "antwoord", ["verzoek_id"], unique=False)


def downgrade() -> None:
    op.drop_table("antwoord")
    op.drop_table("verzoek_product")
    op.drop_table("verzoek")
