"""Zaken met hun spoor, en maatregelen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_OPEN_MET_KENMERK = sa.text("kenmerk IS NOT NULL AND NOT gesloten")


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "zaak",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("openbaar", sa.Uuid(), nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("toestand", sa.String(length=24), nullable=False),
        sa.Column("gesloten", sa.Boolean(), nullable=False),
        sa.Column("geopend", moment, nullable=False),
        sa.Column("gewijzigd", moment, nullable=False),
        sa.Column("onderwerp", sa.String(length=10), nullable=False),
        sa.Column("regio", sa.String(length=16), nullable=True),
        sa.Column("gemeente", sa.String(length=4), nullable=True),
        sa.Column("aanbieder", sa.String(length=8), nullable=True),
        sa.Column("toewijzing_id", sleutel, nullable=True),
        sa.Column("declaratie_id", sleutel, nullable=True),
        sa.Column("volgnummer", sa.Integer(), nullable=True),
        sa.Column("contract", sa.String(length=40), nullable=True),
        sa.Column("pic", sa.String(length=40), nullable=True),
        sa.Column("signaal_id", sleutel, nullable=True),
        sa.Column("kenmerk", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["toewijzing_id"], ["toewijzing.id"], name=op.f("fk_zaak_toewijzing_id")),
        sa.ForeignKeyConstraint(["declaratie_id"], ["declaratie.id"], name=op.f("fk_zaak_declaratie_id")),
        sa.ForeignKeyConstraint(["signaal_id"], ["signaal.id"], name=op.f("fk_zaak_signaal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zaak")),
        sa.UniqueConstraint("openbaar", name=op.f("uq_zaak_openbaar")),
    )
    op.create_index("ix_zaak_soort_toestand", "zaak", ["soort", "toestand"], unique=False)
    op.create_index("ix_zaak_gemeente", "zaak", ["gemeente"], unique=False)
    op.create_index("ix_zaak_aanbieder", "zaak", ["aanbieder"], unique=False)
    op.create_index("ix_zaak_toewijzing_id", "zaak", ["toewijzing_id"], unique=False)
    op.create_index(
        "uq_zaak_kenmerk",
        "zaak",
        ["soort", "kenmerk"],
        unique=True,
        sqlite_where=_OPEN_MET_KENMERK,
        postgresql_where=_OPEN_MET_KENMERK,
    )
    op.create_table(
        "zaak_stap",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("zaak_id", sleutel, nullable=False),
        sa.Column("moment", moment, nullable=False),
        sa.Column("naam", sa.String(length=24), nullable=False),
        sa.Column("van", sa.String(length=24), nullable=True),
        sa.Column("naar", sa.String(length=24), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("toelichting", sa.LargeBinary(), nullable=False),
        sa.Column("gegevens", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["zaak_id"], ["zaak.id"], name=op.f("fk_zaak_stap_zaak_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zaak_stap")),
    )
    op.create_index("ix_zaak_stap_zaak_id", "zaak_stap", ["zaak_id"], unique=False)
    op.create_table(
        "maatregel",
        sa.Column("zaak_id", sleutel, autoincrement=False, nullable=False),
        sa.Column("volgnummer", sa.SmallInteger(), nullable=False),
        sa.Column("soort", sa.String(length=24), nullable=False),
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=True),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("bedrag", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["zaak_id"], ["zaak.id"], name=op.f("fk_maatregel_zaak_id")),
        sa.PrimaryKeyConstraint("zaak_id", "volgnummer", name=op.f("pk_maatregel")),
    )
    op.create_index("ix_maatregel_aanbieder_soort", "maatregel", ["aanbieder", "soort"], unique=False)


def downgrade() -> None:
    op.drop_table("maatregel")
    op.drop_table("zaak_stap")
    op.drop_table("zaak")
