"""Berichten, toewijzingen, declaraties en contracten"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kluisproef",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("waarde", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kluisproef")),
    )
    op.create_table(
        "aanbieder",
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("agb", name=op.f("pk_aanbieder")),
    )
    op.create_table(
        "bericht",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("release", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("afzender", sa.String(length=8), nullable=False),
        sa.Column("ontvanger", sa.String(length=8), nullable=False),
        sa.Column("identificatie", sa.String(length=12), nullable=False),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("omvang", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("oordeel", sa.String(length=16), nullable=False),
        sa.Column("verwerkt", sa.Boolean(), nullable=False),
        sa.Column("beoordeling", sa.LargeBinary(), nullable=False),
        sa.Column("bevindingen", sa.Integer(), nullable=False),
        sa.Column("antwoord_code", sa.String(length=5), nullable=True),
        sa.Column("antwoord_identificatie", sa.String(length=12), nullable=True),
        sa.Column("antwoord_omvang", sa.Integer(), nullable=True),
        sa.Column("antwoord_sha256", sa.LargeBinary(length=32), nullable=True),
        sa.Column("antwoord", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bericht")),
        sa.UniqueConstraint("antwoord_identificatie", name=op.f("uq_bericht_antwoord_identificatie")),
    )
    op.create_index(
        "ix_bericht_afzender_code_identificatie",
        "bericht",
        ["afzender", "code", "identificatie"],
        unique=False,
    )
    op.create_index("ix_bericht_ontvangen", "bericht", ["ontvangen"], unique=False)

    op.create_table(
        "client",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bsn_kenmerk", sa.String(length=32), nullable=False),
        sa.Column("bsn_versleuteld", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("bsn_kenmerk", name=op.f("uq_client_bsn_kenmerk")),
    )
    op.create_table(
        "regio",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("fictief", sa.Boolean(), nullable=False),
        sa.Column("geladen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_regio")),
    )
    op.create_table(
        "bevinding_telling",
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("regel", sa.String(length=8), nullable=False),
        sa.Column("retourcode", sa.String(length=4), nullable=False),
        sa.Column("klasse", sa.String(length=32), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_bevinding_telling_bericht_id")),
        sa.PrimaryKeyConstraint("bericht_id", "regel", "klasse", name=op.f("pk_bevinding_telling")),
    )
    op.create_index("ix_bevinding_telling_retourcode", "bevinding_telling", ["retourcode"], unique=False)

    op.create_table(
        "contract",
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.Column("nummer", sa.String(length=40), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("tariefcontrole", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["aanbieder"], ["aanbieder.agb"], name=op.f("fk_contract_aanbieder")),
        sa.ForeignKeyConstraint(["regio"], ["regio.code"], name=op.f("fk_contract_regio")),
        sa.PrimaryKeyConstraint("regio", "nummer", name=op.f("pk_contract")),
    )
    op.create_index("ix_contract_aanbieder", "contract", ["aanbieder"], unique=False)

    op.create_table(
        "declaratie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("nummer", sa.String(length=12), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column("ingediend", sa.BigInteger(), nullable=False),
        sa.Column("toegekend", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_declaratie_bericht_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaratie")),
        sa.UniqueConstraint("aanbieder", "nummer", name=op.f("uq_declaratie_aanbieder_nummer")),
        sa.UniqueConstraint("bericht_id", name=op.f("uq_declaratie_bericht_id")),
    )
    op.create_index(
        "ix_declaratie_aanbieder_gemeente_begindatum",
        "declaratie",
        ["aanbieder", "gemeente", "begindatum"],
        unique=False,
    )

    op.create_table(
        "idempotentie",
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_idempotentie_bericht_id")),
        sa.PrimaryKeyConstraint("sleutel", name=op.f("pk_idempotentie")),
    )
    op.create_table(
        "productcode",
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["regio"], ["regio.code"], name=op.f("fk_productcode_regio")),
        sa.PrimaryKeyConstraint("regio", "code", "categorie", "eenheid", "van", name=op.f("pk_productcode")),
    )
    op.create_table(
        "regio_gemeente",
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["regio"], ["regio.code"], name=op.f("fk_regio_gemeente_regio")),
        sa.PrimaryKeyConstraint("gemeente", "van", name=op.f("pk_regio_gemeente")),
    )
    op.create_table(
        "start",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("toewijzingnummer", sa.Integer(), nullable=True),
        sa.Column("categorie", sa.String(length=2), nullable=True),
        sa.Column("code", sa.String(length=5), nullable=True),
        sa.Column("toewijzing_ingangsdatum", sa.Date(), nullable=True),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("verwijderd_door", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_start_bericht_id")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_start_client_id")),
        sa.ForeignKeyConstraint(["verwijderd_door"], ["bericht.id"], name=op.f("fk_start_verwijderd_door")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start")),
    )
    op.create_index(
        "ix_start_client_id_gemeente_aanbieder", "start", ["client_id", "gemeente", "aanbieder"], unique=False
    )

    op.create_table(
        "stop",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("toewijzingnummer", sa.Integer(), nullable=True),
        sa.Column("categorie", sa.String(length=2), nullable=True),
        sa.Column("code", sa.String(length=5), nullable=True),
        sa.Column("toewijzing_ingangsdatum", sa.Date(), nullable=True),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("reden_beeindiging", sa.String(length=2), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("verwijderd_door", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_stop_bericht_id")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_stop_client_id")),
        sa.ForeignKeyConstraint(["verwijderd_door"], ["bericht.id"], name=op.f("fk_stop_verwijderd_door")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop")),
    )
    op.create_index(
        "ix_stop_client_id_gemeente_aanbieder", "stop", ["client_id", "gemeente", "aanbieder"], unique=False
    )

    op.create_table(
        "tarief",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("regio", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("contract", sa.String(length=40), nullable=True),
        sa.Column("gemeente", sa.String(length=4), nullable=True),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("besluit", sa.String(length=120), nullable=False),
        sa.Column("bekend", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vervangen", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["regio"], ["regio.code"], name=op.f("fk_tarief_regio")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tarief")),
    )
    op.create_index("ix_tarief_regio_code", "tarief", ["regio", "code"], unique=False)

    op.create_table(
        "toewijzing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=True),
        sa.Column("code", sa.String(length=5), nullable=True),
        sa.Column("toewijzingsdatum", sa.Date(), nullable=False),
        sa.Column("toewijzingstijd", sa.String(length=24), nullable=False),
        sa.Column("ingangsdatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("reden_wijziging", sa.String(length=2), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=2), nullable=True),
        sa.Column("frequentie", sa.String(length=1), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("toegekend_volume", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("toegekend_bedrag", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("open_prestaties", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_toewijzing_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toewijzing")),
        sa.UniqueConstraint("gemeente", "nummer", name=op.f("uq_toewijzing_gemeente_nummer")),
        postgresql_with={"fillfactor": 50},
    )
    op.create_index(
        "ix_toewijzing_client_id_gemeente_aanbieder",
        "toewijzing",
        ["client_id", "gemeente", "aanbieder"],
        unique=False,
    )

    op.create_table(
        "prestatie",
        sa.Column(
            "declaratie_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("aanbieder", sa.String(length=8), nullable=False),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("toewijzing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("toewijzingnummer", sa.Integer(), nullable=False),
        sa.Column("referentienummer", sa.String(length=20), nullable=False),
        sa.Column("vorig_referentienummer", sa.String(length=20), nullable=True),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("tarief", sa.Integer(), nullable=True),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.Column("debet_credit", sa.String(length=1), nullable=False),
        sa.Column("staat", sa.SmallInteger(), nullable=False),
        sa.Column("retourcodes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("declaratie_id", "volgnummer", name=op.f("pk_prestatie")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_prestatie_toewijzing", "prestatie", ["toewijzing_id", "begindatum"], unique=False)
    op.create_index(
        "uq_prestatie_referentie",
        "prestatie",
        ["aanbieder", "referentienummer"],
        unique=True,
        sqlite_where=sa.text("staat < 5"),
        postgresql_where=sa.text("staat < 5"),
    )

    op.create_table(
        "toewijzing_versie",
        sa.Column("toewijzing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("toewijzingsdatum", sa.Date(), nullable=False),
        sa.Column("toewijzingstijd", sa.String(length=24), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("reden_wijziging", sa.String(length=2), nullable=True),
        sa.Column("referentie_aanbieder", sa.String(length=36), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=2), nullable=True),
        sa.Column("frequentie", sa.String(length=1), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_toewijzing_versie_bericht_id")),
        sa.ForeignKeyConstraint(["toewijzing_id"], ["toewijzing.id"], name=op.f("fk_toewijzing_versie_toewijzing_id")),
        sa.PrimaryKeyConstraint("toewijzing_id", "bericht_id", name=op.f("pk_toewijzing_versie")),
    )


def downgrade() -> None:
    op.drop_table("toewijzing_versie")

    op.drop_table("prestatie")

    op.drop_table("toewijzing")

    op.drop_table("tarief")

    op.drop_table("stop")

    op.drop_table("start")
    op.drop_table("regio_gemeente")
    op.drop_table("productcode")
    op.drop_table("idempotentie")

    op.drop_table("declaratie")

    op.drop_table("contract")

    op.drop_table("bevinding_telling")
    op.drop_table("regio")
    op.drop_table("client")

    op.drop_table("bericht")
    op.drop_table("aanbieder")
    op.drop_table("kluisproef")
