"""Afgewezen prestaties op referentienummer"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_prestatie_afgewezen",
        "prestatie",
        ["aanbieder", "referentienummer"],
        sqlite_where=sa.text("staat > 5"),
        postgresql_where=sa.text("staat > 5"),
    )


def downgrade() -> None:
    op.drop_index("ix_prestatie_afgewezen", table_name="prestatie")
