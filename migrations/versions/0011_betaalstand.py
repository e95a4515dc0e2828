"""Uitzonderingen, betaalstaat onder een plafond en meldingen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "uitzondering",
        sa.Column("id", _SLEUTEL, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("toewijzing_id", _SLEUTEL, nullable=False),
        sa.Column("soort", sa.String(10), nullable=False),
        sa.Column("bedrag", sa.Integer()),
        sa.Column("reden", sa.LargeBinary(), nullable=False),
        sa.Column("goedgekeurd_door", sa.String(80), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["toewijzing_id"], ["toewijzing.id"], name=op.f("fk_uitzondering_toewijzing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitzondering")),
    )
    op.create_index("ix_uitzondering_toewijzing_id", "uitzondering", ["toewijzing_id"])
    op.create_table(
        "betaling",
        sa.Column("declaratie_id", _SLEUTEL, autoincrement=False, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        *_plafond(),
        sa.Column("betaalbaar", sa.Boolean(), nullable=False),
        sa.Column("reden", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("declaratie_id", "volgnummer", name=op.f("pk_betaling")),
    )
    op.create_index("ix_betaling_regio_contract_perceel_jaar", "betaling", ["regio", "contract", "perceel", "jaar"])
    op.create_table(
        "plafondmelding",
        *_plafond(),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("bereikt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gemeld", sa.Date()),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_plafondmelding_bericht_id")),
        sa.PrimaryKeyConstraint("regio", "contract", "perceel", "jaar", "gemeente", name=op.f("pk_plafondmelding")),
    )


def _plafond() -> list[sa.Column[object]]:
    return [
        sa.Column("regio", sa.String(16), nullable=False),
        sa.Column("contract", sa.String(40), nullable=False),
        sa.Column("perceel", sa.String(16), nullable=False),
        sa.Column("jaar", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
    ]


def downgrade() -> None:
    for naam in ("plafondmelding", "betaling", "uitzondering"):
        op.drop_table(naam)
