"""Wat nog op een antwoord wacht"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_AANGEHOUDEN = sa.text("oordeel = 'aangehouden'")
_OPEN = sa.text("afgewezen_door IS NULL AND toegewezen_door IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_bericht_aangehouden",
        "bericht",
        ["ontvangen"],
        sqlite_where=_AANGEHOUDEN,
        postgresql_where=_AANGEHOUDEN,
    )
    op.create_index("ix_verzoek_open", "verzoek", ["ontvangen"], sqlite_where=_OPEN, postgresql_where=_OPEN)


def downgrade() -> None:
    op.drop_index("ix_verzoek_open", table_name="verzoek")
    op.drop_index("ix_bericht_aangehouden", table_name="bericht")
