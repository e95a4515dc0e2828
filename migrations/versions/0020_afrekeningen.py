"""Afrekeningen van trajecten met een resultaatafhankelijk deel"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "afrekening",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("openbaar", sa.Uuid(), nullable=False),
        sa.Column("toewijzing_id", sleutel, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("moment", moment, nullable=False),
        sa.Column("vervangen", moment, nullable=True),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.Column("contract", sa.String(length=40), nullable=False),
        sa.Column("percentage", sa.SmallInteger(), nullable=False),
        sa.Column("peildag", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("deel", sa.BigInteger(), nullable=False),
        sa.Column("malus", sa.BigInteger(), nullable=False),
        sa.Column("malus_eerder", sa.BigInteger(), nullable=False),
        sa.Column("bonus", sa.BigInteger(), nullable=False),
        sa.Column("doelen_bereikt", sa.SmallInteger(), nullable=False),
        sa.Column("doelen_deels", sa.SmallInteger(), nullable=False),
        sa.Column("doelen_niet", sa.SmallInteger(), nullable=False),
        sa.Column("uitkomst_versie", sa.Integer(), nullable=False),
        sa.Column("verwijtbaar", sa.Boolean(), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("besluit", sa.String(length=40), nullable=False),
        sa.Column("reden", sa.LargeBinary(), nullable=False),
        sa.Column("stappen", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["toewijzing_id"], ["toewijzing.id"], name=op.f("fk_afrekening_toewijzing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afrekening")),
        sa.UniqueConstraint("openbaar", name=op.f("uq_afrekening_openbaar")),
        sa.UniqueConstraint("toewijzing_id", "versie", name=op.f("uq_afrekening_toewijzing_id_versie")),
    )
    geldend = sa.text("vervangen IS NULL")
    op.create_index(
        "uq_afrekening_geldend",
        "afrekening",
        ["toewijzing_id"],
        unique=True,
        sqlite_where=geldend,
        postgresql_where=geldend,
    )
    op.create_index("ix_afrekening_gemeente_moment", "afrekening", ["gemeente", "moment"], unique=False)
    op.create_index("ix_afrekening_aanbieder_moment", "afrekening", ["aanbieder", "moment"], unique=False)


def downgrade() -> None:
    op.drop_table("afrekening")
