"""Doelen met een resultaatcode, en onder welke versie van welke indicator is gemeten"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _bij_uitkomst(tabel: str, sleutel: str, *kolommen: sa.Column[object]) -> None:
    op.create_table(
        tabel,
        sa.Column("uitkomst_id", _SLEUTEL, autoincrement=False, nullable=False),
        sa.Column(sleutel, sa.String(16), nullable=False),
        *kolommen,
        sa.PrimaryKeyConstraint("uitkomst_id", sleutel, name=op.f(f"pk_{tabel}")),
        sa.ForeignKeyConstraint(["uitkomst_id"], ["uitkomst.id"], name=op.f(f"fk_{tabel}_uitkomst_id_uitkomst")),
    )


def upgrade() -> None:
    _bij_uitkomst(
        "uitkomst_doel",
        "code",
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("resultaat", sa.String(8), nullable=False),
    )
    _bij_uitkomst(
        "uitkomst_meting",
        "indicator",
        sa.Column("versie", sa.SmallInteger(), nullable=False),
        sa.Column("maat", sa.String(24), nullable=False),
        sa.Column("laag", sa.SmallInteger(), nullable=False),
        sa.Column("hoog", sa.SmallInteger(), nullable=False),
        sa.Column("waarde", sa.SmallInteger(), nullable=True),
    )
    op.add_column(
        "uitkomst_aggregaat", sa.Column("indicatoren", sa.String(240), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    op.drop_column("uitkomst_aggregaat", "indicatoren")
    op.drop_table("uitkomst_meting")
    op.drop_table("uitkomst_doel")
