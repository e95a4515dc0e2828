"""Wie er binnen mag: rollen met hun sleutel en bereik"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "toegang",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kenmerk", sa.LargeBinary(length=32), nullable=False),
        sa.Column("rol", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=True),
        sa.Column("team", sa.String(length=16), nullable=True),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toegang")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_toegang_kenmerk")),
    )


def downgrade() -> None:
    op.drop_table("toegang")
