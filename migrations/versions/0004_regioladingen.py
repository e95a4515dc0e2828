"""Elke lading van een regio"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
import zstandard
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    lading = op.create_table(
        "regiolading",
        sa.Column("id", sleutel, nullable=False),
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("geladen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["regio"], ["regio.code"], name=op.f("fk_regiolading_regio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regiolading")),
        sa.UniqueConstraint("regio", "versie", name=op.f("uq_regiolading_regio_versie")),
    )
    op.create_index("ix_regiolading_geladen", "regiolading", ["geladen"], unique=False)
    _vul(lading)


def downgrade() -> None:
    op.drop_table("regiolading")


def _vul(lading: sa.Table) -> None:
    """The last load of each regio, from what is in force; earlier ones were not kept."""
    verbinding = op.get_bind()
    tabellen = sa.MetaData()
    tabellen.reflect(
        verbinding,
        only=("regio", "regio_gemeente", "aanbieder", "contract", "productcode", "tarief"),
        resolve_fks=False,
    )
    for regio in verbinding.execute(sa.select(tabellen.tables["regio"])).all():
        inhoud = json.dumps(_inhoud(verbinding, tabellen.tables, regio), default=str, ensure_ascii=False).encode()
        verbinding.execute(
            sa.insert(lading),
            {
                "regio": regio.code,
                "versie": regio.versie,
                "geladen": regio.geladen,
                "inhoud": zstandard.ZstdCompressor().compress(inhoud),
            },
        )


def _inhoud(verbinding: sa.Connection, tabellen: Any, regio: Any) -> dict[str, Any]:
    def rijen(naam: str, *voorwaarden: Any) -> list[dict[str, Any]]:
        tabel = tabellen[naam]
        vraag = sa.select(tabel).where(*voorwaarden).order_by(*tabel.primary_key.columns)
        return [_rij(dict(rij._mapping)) for rij in verbinding.execute(vraag)]

    def van(naam: str, *voorwaarden: Any) -> list[dict[str, Any]]:
        return rijen(naam, tabellen[naam].c.regio == regio.code, *voorwaarden)

    contracten = van("contract")
    agb = tabellen["aanbieder"].c.agb
    return {
        "code": regio.code,
        "naam": regio.naam,
        "fictief": regio.fictief,
        "gemeenten": [{**een, "code": een["gemeente"]} for een in van("regio_gemeente")],
        "aanbieders": rijen("aanbieder", agb.in_([een["aanbieder"] for een in contracten])),
        "contracten": contracten,
        "productcodes": van("productcode"),
        "tarieven": van("tarief", tabellen["tarief"].c.vervangen.is_(None)),
    }


def _rij(rij: dict[str, Any]) -> dict[str, Any]:
    if "van" in rij:
        rij["geldig"] = {"van": rij.pop("van"), "tot": rij.pop("tot")}
    return rij
