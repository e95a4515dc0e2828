"""Signalen en de antwoorden van partners"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "signaal",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("voor", sa.String(length=10), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("client_id", sleutel, nullable=True),
        sa.Column("pad", sa.String(), nullable=False),
        sa.Column("uitleg", sa.String(), nullable=False),
        sa.Column("verwijzing", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_signaal_bericht_id")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_signaal_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
    )
    op.create_index("ix_signaal_bericht_id", "signaal", ["bericht_id"], unique=False)
    op.create_index("ix_signaal_voor_moment", "signaal", ["voor", "moment"], unique=False)
    op.create_table(
        "ontvangen_antwoord",
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("heen_id", sa.Uuid(), nullable=True),
        sa.Column("identificatie", sa.String(length=12), nullable=False),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column("oordeel", sa.String(length=16), nullable=False),
        sa.Column("telt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_ontvangen_antwoord_bericht_id")),
        sa.ForeignKeyConstraint(["heen_id"], ["bericht.id"], name=op.f("fk_ontvangen_antwoord_heen_id")),
        sa.PrimaryKeyConstraint("bericht_id", name=op.f("pk_ontvangen_antwoord")),
    )
    op.create_index("ix_ontvangen_antwoord_heen_id", "ontvangen_antwoord", ["heen_id"], unique=False)
    op.create_table(
        "declaratie_antwoord",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("ingediend", sa.BigInteger(), nullable=False),
        sa.Column("genoemd", sa.BigInteger(), nullable=False),
        sa.Column("toegekend", sa.BigInteger(), nullable=False),
        sa.Column("afgewezen", sa.BigInteger(), nullable=False),
        sa.Column("sluit", sa.Boolean(), nullable=False),
        sa.Column("rest", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_declaratie_antwoord_bericht_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaratie_antwoord")),
        sa.UniqueConstraint("bericht_id", name=op.f("uq_declaratie_antwoord_bericht_id")),
    )
    op.create_table(
        "declaratie_antwoord_regel",
        sa.Column("antwoord_id", sleutel, nullable=False, autoincrement=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("staat", sa.SmallInteger(), nullable=False),
        sa.Column("codes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("antwoord_id", "volgnummer", name=op.f("pk_declaratie_antwoord_regel")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("declaratie_antwoord_regel")
    op.drop_table("declaratie_antwoord")
    op.drop_table("ontvangen_antwoord")
    op.drop_table("signaal")
