"""Wat van een toewijzing bekend is en in geen landelijk bericht staat, en snel vinden van signalen die lopen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "verwijzing",
        sa.Column("id", _SLEUTEL, nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("toewijzingnummer", sa.Integer(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("verwijzersoort", sa.String(2), nullable=True),
        sa.Column("lokaal_team", sa.String(16), nullable=True),
        sa.Column("lokaal_team_op", sa.Date(), nullable=True),
        sa.Column("gezinsplan", sa.String(32), nullable=True),
        sa.Column("jeugd_overstijgend", sa.Boolean(), nullable=True),
        sa.Column("brede_screening_op", sa.Date(), nullable=True),
        sa.Column("perspectiefplan_op", sa.Date(), nullable=True),
        sa.Column("verlengde_jeugdhulp", sa.Boolean(), nullable=True),
        sa.Column("uit_gesloten", sa.Boolean(), nullable=True),
        sa.Column("plan_op", sa.Date(), nullable=True),
        sa.Column("plan_tot", sa.Date(), nullable=True),
        sa.Column("plan_doelen", sa.SmallInteger(), nullable=True),
        sa.Column("bekend", _MOMENT, nullable=False),
        sa.Column("vervangen", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_verwijzing"),
        sa.UniqueConstraint(
            "gemeente", "toewijzingnummer", "versie", name="uq_verwijzing_gemeente_toewijzingnummer_versie"
        ),
    )
    geldend = sa.text("vervangen IS NULL")
    op.create_index(
        "uq_verwijzing_geldend",
        "verwijzing",
        ["gemeente", "toewijzingnummer"],
        unique=True,
        sqlite_where=geldend,
        postgresql_where=geldend,
    )
    lopend = sa.text("verwijzing IS NOT NULL AND toestand <> 'gesloten'")
    op.create_index(
        "ix_signaal_lopend",
        "signaal",
        ["gemeente", "verwijzing"],
        unique=False,
        sqlite_where=lopend,
        postgresql_where=lopend,
    )


def downgrade() -> None:
    op.drop_index("ix_signaal_lopend", table_name="signaal")
    op.drop_index("uq_verwijzing_geldend", table_name="verwijzing")
    op.drop_table("verwijzing")
