"""Onder welk contract een toewijzing valt"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "contractdeel",
        sa.Column("toewijzing_id", _SLEUTEL, autoincrement=False, nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("contract", sa.String(40), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["toewijzing_id"], ["toewijzing.id"], name=op.f("fk_contractdeel_toewijzing_id")),
        sa.PrimaryKeyConstraint("toewijzing_id", "van", "contract", name=op.f("pk_contractdeel")),
    )
    op.create_index("ix_contractdeel_contract", "contractdeel", ["contract"], unique=False)
    # What toewijzingen stand for is derived anew at the next start, now with their contract.
    op.execute("DELETE FROM duiding")


def downgrade() -> None:
    op.drop_index("ix_contractdeel_contract", table_name="contractdeel")
    op.drop_table("contractdeel")
