"""Uitkomsten per traject, uitkomsten over alle cliënten samen, en oordelen van lokale teams"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SLEUTEL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def _versies(tabel: str, sleutel: tuple[str, ...], *kolommen: sa.Column[object]) -> None:
    """A table to which versions are added; of each key one holds."""
    op.create_table(
        tabel,
        sa.Column("id", _SLEUTEL, nullable=False),
        *kolommen,
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("bekend", _MOMENT, nullable=False),
        sa.Column("vervangen", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{tabel}"),
        sa.UniqueConstraint(*sleutel, "versie", name=f"uq_{tabel}_{'_'.join(sleutel)}_versie"),
    )
    geldend = sa.text("vervangen IS NULL")
    op.create_index(
        f"uq_{tabel}_geldend", tabel, list(sleutel), unique=True, sqlite_where=geldend, postgresql_where=geldend
    )


def upgrade() -> None:
    _versies(
        "uitkomst",
        ("gemeente", "toewijzingnummer", "moment"),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("toewijzingnummer", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(5), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("gedwongen_kader", sa.Boolean(), nullable=False),
        sa.Column("tevredenheid_jeugdige", sa.SmallInteger(), nullable=True),
        sa.Column("tevredenheid_opvoeder", sa.SmallInteger(), nullable=True),
        *(
            sa.Column(f"{soort}_{resultaat}", sa.SmallInteger(), nullable=False)
            for soort in ("maatschappelijk", "behandel")
            for resultaat in ("bereikt", "deels", "niet", "open")
        ),
    )
    _versies(
        "uitkomst_aggregaat",
        ("regio", "aanbieder", "periode"),
        sa.Column("regio", sa.String(16), nullable=False),
        sa.Column("aanbieder", sa.String(8), nullable=False),
        sa.Column("periode", sa.String(7), nullable=False),
    )
    op.create_table(
        "uitkomst_aggregaatregel",
        sa.Column("aggregaat_id", _SLEUTEL, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("perceel", sa.String(16), nullable=True),
        sa.Column("pic", sa.String(16), nullable=True),
        sa.Column("gedwongen_kader", sa.Boolean(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("doelrealisatie", sa.SmallInteger(), nullable=True),
        sa.Column("uitval", sa.SmallInteger(), nullable=True),
        sa.Column("tevredenheid_jeugdige", sa.SmallInteger(), nullable=True),
        sa.Column("tevredenheid_opvoeder", sa.SmallInteger(), nullable=True),
        sa.Column("wachttijd", sa.Integer(), nullable=True),
        sa.Column("besteding_per_client", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("aggregaat_id", "volgnummer", name="pk_uitkomst_aggregaatregel"),
        sa.ForeignKeyConstraint(
            ["aggregaat_id"],
            ["uitkomst_aggregaat.id"],
            name="fk_uitkomst_aggregaatregel_aggregaat_id_uitkomst_aggregaat",
        ),
    )
    _versies(
        "teamoordeel",
        ("gemeente", "team", "aanbieder", "periode"),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("team", sa.String(16), nullable=False),
        sa.Column("aanbieder", sa.String(8), nullable=False),
        sa.Column("periode", sa.String(7), nullable=False),
        sa.Column("cijfer", sa.SmallInteger(), nullable=False),
    )


def downgrade() -> None:
    for tabel in ("teamoordeel", "uitkomst_aggregaatregel", "uitkomst_aggregaat", "uitkomst"):
        op.drop_table(tabel)
