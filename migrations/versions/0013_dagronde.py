"""De dagronde: wat elke controle opleverde"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "dagronde",
        sa.Column("id", _SLEUTEL, nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("controle", sa.String(32), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gevonden", sa.Integer(), nullable=False),
        sa.Column("geopend", sa.Integer(), nullable=False),
        sa.Column("gesloten", sa.Integer(), nullable=False),
        sa.Column("mislukt", sa.String(80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dagronde")),
    )


def downgrade() -> None:
    op.drop_table("dagronde")
