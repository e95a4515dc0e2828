"""De geboortedatum van een client, versleuteld"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("client", sa.Column("geboren", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("client", "geboren")
