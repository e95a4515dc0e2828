"""Percelen, bekostiging, profielen, intensiteiten en plafonds van een regio"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NIEUW = (
    ("perceel", ("code",), (("code", 16), ("naam", 120)), ("plafond_toegestaan",)),
    ("contract_perceel", ("contract", "perceel"), (("contract", 40), ("perceel", 16)), ()),
    ("profiel", ("code",), (("code", 8), ("naam", 120), ("soort", 24)), ()),
)


def upgrade() -> None:
    for naam, sleutel, teksten, vlaggen in _NIEUW:
        _maak(
            naam,
            sleutel,
            *(sa.Column(veld, sa.String(lengte), nullable=False) for veld, lengte in teksten),
            *(sa.Column(veld, sa.Boolean(), nullable=False) for veld in vlaggen),
        )
    _maak(
        "intensiteit",
        ("code",),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("naam", sa.String(120), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
    )
    _maak(
        "onderaanneming",
        ("contract", "aanbieder", "van"),
        sa.Column("contract", sa.String(40), nullable=False),
        sa.Column("aanbieder", sa.String(8), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
    )
    op.create_index("ix_onderaanneming_aanbieder", "onderaanneming", ["aanbieder"], unique=False)
    _maak(
        "bekostiging",
        ("gemeente", "perceel", "van"),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("perceel", sa.String(16), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("vorm", sa.String(16), nullable=False),
        sa.Column("peildatum", sa.String(16), nullable=False),
        sa.Column("pic_label_verplicht", sa.Boolean(), nullable=False),
    )
    _maak(
        "volumeplafond",
        ("contract", "perceel", "jaar", "gemeente"),
        sa.Column("contract", sa.String(40), nullable=False),
        sa.Column("perceel", sa.String(16), nullable=False),
        sa.Column("jaar", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("signaal_pct", sa.SmallInteger(), nullable=False),
    )
    op.add_column("contract", sa.Column("einde", sa.Date(), nullable=True))
    op.add_column("contract", sa.Column("acceptatieplicht", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "contract",
        sa.Column("plafondafhandeling", sa.String(16), nullable=False, server_default="NIET_BETAALBAAR"),
    )
    op.add_column("contract", sa.Column("resultaat_pct", sa.SmallInteger(), nullable=True))
    op.add_column("contract", sa.Column("resultaat_van", sa.Date(), nullable=True))
    op.execute("UPDATE contract SET einde = tot")
    for veld, lengte in (("perceel", 16), ("profiel", 8), ("intensiteit", 8)):
        op.add_column("productcode", sa.Column(veld, sa.String(lengte), nullable=True))
    op.add_column("productcode", sa.Column("buiten_stelsel", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_productcode_code", "productcode", ["code"], unique=False)
    op.add_column("tarief", sa.Column("reden", sa.String(240), nullable=False, server_default=""))
    op.add_column("tarief", sa.Column("vastgesteld", sa.Date(), nullable=True))


def downgrade() -> None:
    for veld in ("vastgesteld", "reden"):
        op.drop_column("tarief", veld)
    op.drop_index("ix_productcode_code", "productcode")
    for veld in ("buiten_stelsel", "intensiteit", "profiel", "perceel"):
        op.drop_column("productcode", veld)
    for veld in ("resultaat_van", "resultaat_pct", "plafondafhandeling", "acceptatieplicht", "einde"):
        op.drop_column("contract", veld)
    for naam in ("volumeplafond", "bekostiging", "onderaanneming", "intensiteit"):
        op.drop_table(naam)
    for naam, *_ in reversed(_NIEUW):
        op.drop_table(naam)


def _maak(naam: str, sleutel: tuple[str, ...], *kolommen: sa.Column) -> None:
    op.create_table(
        naam,
        sa.Column("regio", sa.String(16), nullable=False),
        *kolommen,
        sa.ForeignKeyConstraint(["regio"], ["regio.code"], name=op.f(f"fk_{naam}_regio")),
        sa.PrimaryKeyConstraint("regio", *sleutel, name=op.f(f"pk_{naam}")),
    )
