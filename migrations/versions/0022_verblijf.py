"""Of een toewijzing met verblijf is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("duiding", sa.Column("met_verblijf", sa.Boolean(), nullable=True))
    op.execute("DELETE FROM duiding")  # derived anew when the service starts


def downgrade() -> None:
    op.drop_column("duiding", "met_verblijf")
