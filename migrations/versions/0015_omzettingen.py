"""Wat moet worden omgezet naar een nieuw stelsel, en wat waardoor is opgevolgd"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOET_OM = sa.text("omzetten_na IS NOT NULL")
_OMGEZET = sa.text("reden_wijziging = '10'")


def upgrade() -> None:
    op.add_column("duiding", sa.Column("omzetten_na", sa.Date(), nullable=True))
    op.create_index(
        "ix_duiding_omzetten_na",
        "duiding",
        ["omzetten_na"],
        sqlite_where=_MOET_OM,
        postgresql_where=_MOET_OM,
    )
    op.create_index(
        "ix_toewijzing_omgezet",
        "toewijzing",
        ["einddatum"],
        sqlite_where=_OMGEZET,
        postgresql_where=_OMGEZET,
    )
    op.execute("DELETE FROM duiding")  # derived anew when the service starts
    op.create_table(
        "omzetting",
        sa.Column("oud_id", _SLEUTEL, autoincrement=False, nullable=False),
        sa.Column("nieuw_id", _SLEUTEL, autoincrement=False, nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["oud_id"], ["toewijzing.id"], name=op.f("fk_omzetting_oud_id")),
        sa.ForeignKeyConstraint(["nieuw_id"], ["toewijzing.id"], name=op.f("fk_omzetting_nieuw_id")),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_omzetting_bericht_id")),
        sa.PrimaryKeyConstraint("oud_id", "nieuw_id", name=op.f("pk_omzetting")),
    )
    op.create_index("ix_omzetting_nieuw_id", "omzetting", ["nieuw_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_omzetting_nieuw_id", table_name="omzetting")
    op.drop_table("omzetting")
    op.drop_index("ix_toewijzing_omgezet", table_name="toewijzing")
    op.drop_index("ix_duiding_omzetten_na", table_name="duiding")
    op.drop_column("duiding", "omzetten_na")
