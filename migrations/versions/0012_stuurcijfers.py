"""Wat een toewijzing betekent in de afspraken, en sommen van declaraties uit een index"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _toewijzing(naam: str) -> tuple[sa.Column, sa.Constraint, sa.Constraint]:
    return (
        sa.Column("toewijzing_id", _SLEUTEL, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["toewijzing_id"], ["toewijzing.id"], name=op.f(f"fk_{naam}_toewijzing_id")),
        sa.PrimaryKeyConstraint("toewijzing_id", name=op.f(f"pk_{naam}")),
    )


def upgrade() -> None:
    op.create_table(
        "duiding",
        *_toewijzing("duiding"),
        sa.Column("regio", sa.String(16), nullable=True),
        sa.Column("perceel", sa.String(16), nullable=True),
        sa.Column("profiel", sa.String(8), nullable=True),
        sa.Column("intensiteit", sa.String(8), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("zwaar", sa.Boolean(), nullable=False),
        sa.Column("vorm", sa.String(16), nullable=True),
        sa.Column("verplicht", sa.BigInteger(), nullable=True),
    )
    op.create_index("ix_duiding_regio", "duiding", ["regio"], unique=False)
    op.create_table(
        "piclabel",
        *_toewijzing("piclabel"),
        sa.Column("perceel", sa.String(16), nullable=False),
        sa.Column("profiel", sa.String(8), nullable=False),
        sa.Column("intensiteit", sa.String(8), nullable=False),
        sa.Column("vastgelegd", sa.DateTime(timezone=True), nullable=False),
    )
    op.drop_index("ix_prestatie_toewijzing", table_name="prestatie")
    op.create_index(
        "ix_prestatie_toewijzing", "prestatie", ["toewijzing_id", "begindatum", "staat", "debet_credit", "bedrag"]
    )


def downgrade() -> None:
    op.drop_index("ix_prestatie_toewijzing", table_name="prestatie")
    op.create_index("ix_prestatie_toewijzing", "prestatie", ["toewijzing_id", "begindatum"])
    op.drop_table("piclabel")
    op.drop_index("ix_duiding_regio", table_name="duiding")
    op.drop_table("duiding")
