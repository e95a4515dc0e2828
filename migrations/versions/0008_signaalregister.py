"""Signalen met een toestand en een spoor"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LOPEND_MET_KENMERK = sa.text("kenmerk IS NOT NULL AND toestand <> 'gesloten'")
_NAMEN = {"fk": "fk_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("signaal", sa.Column("openbaar", sa.Uuid(), nullable=True))
    signaal = sa.table("signaal", sa.column("id"), sa.column("openbaar", sa.Uuid()))
    verbinding = op.get_bind()
    rijen = [{"signaal": id, "sleutel": uuid4()} for id in verbinding.scalars(sa.select(signaal.c.id))]
    if rijen:
        verbinding.execute(
            sa.update(signaal).where(signaal.c.id == sa.bindparam("signaal")).values(openbaar=sa.bindparam("sleutel")),
            rijen,
        )
    with op.batch_alter_table("signaal", naming_convention=_NAMEN) as tabel:
        tabel.alter_column("openbaar", existing_type=sa.Uuid(), nullable=False)
        tabel.alter_column("bericht_id", existing_type=sa.Uuid(), nullable=True)
        tabel.alter_column("code", existing_type=sa.String(length=24), type_=sa.String(length=32))
        tabel.alter_column("gemeente", existing_type=sa.String(length=4), nullable=True)
        tabel.alter_column("aanbieder", existing_type=sa.String(length=8), nullable=True)
        tabel.add_column(sa.Column("kenmerk", sa.String(length=120), nullable=True))
        tabel.add_column(sa.Column("toestand", sa.String(length=10), nullable=False, server_default=sa.text("'open'")))
        tabel.create_unique_constraint("uq_signaal_openbaar", ["openbaar"])
    op.create_index("ix_signaal_gemeente", "signaal", ["gemeente"], unique=False)
    op.create_index("ix_signaal_aanbieder", "signaal", ["aanbieder"], unique=False)
    op.create_index(
        "uq_signaal_kenmerk",
        "signaal",
        ["code", "voor", "kenmerk"],
        unique=True,
        sqlite_where=_LOPEND_MET_KENMERK,
        postgresql_where=_LOPEND_MET_KENMERK,
    )
    op.create_table(
        "signaal_spoor",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("signaal_id", sleutel, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("van", sa.String(length=10), nullable=False),
        sa.Column("naar", sa.String(length=10), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("toelichting", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["signaal_id"], ["signaal.id"], name=op.f("fk_signaal_spoor_signaal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal_spoor")),
    )
    op.create_index("ix_signaal_spoor_signaal_id", "signaal_spoor", ["signaal_id"], unique=False)


def downgrade() -> None:
    """Signals that are about no message go: there was no place for them."""
    op.drop_table("signaal_spoor")
    op.execute("DELETE FROM signaal WHERE bericht_id IS NULL OR gemeente IS NULL OR aanbieder IS NULL")
    op.drop_index("uq_signaal_kenmerk", "signaal")
    op.drop_index("ix_signaal_aanbieder", "signaal")
    op.drop_index("ix_signaal_gemeente", "signaal")
    with op.batch_alter_table("signaal", naming_convention=_NAMEN) as tabel:
        tabel.drop_constraint("uq_signaal_openbaar", type_="unique")
        tabel.drop_column("toestand")
        tabel.drop_column("kenmerk")
        tabel.alter_column("aanbieder", existing_type=sa.String(length=8), nullable=False)
        tabel.alter_column("gemeente", existing_type=sa.String(length=4), nullable=False)
        tabel.alter_column("code", existing_type=sa.String(length=32), type_=sa.String(length=24))
        tabel.alter_column("bericht_id", existing_type=sa.Uuid(), nullable=False)
        tabel.drop_column("openbaar")
