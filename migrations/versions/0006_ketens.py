"""Welke client een bericht betreft, en een openbare sleutel voor elke client"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BRONNEN = (
    "SELECT v.bericht_id, t.client_id FROM toewijzing_versie v JOIN toewijzing t ON t.id = v.toewijzing_id",
    "SELECT bericht_id, client_id FROM start",
    "SELECT bericht_id, client_id FROM stop",
    "SELECT verwijderd_door, client_id FROM start WHERE verwijderd_door IS NOT NULL",
    "SELECT verwijderd_door, client_id FROM stop WHERE verwijderd_door IS NOT NULL",
    "SELECT bericht_id, client_id FROM verzoek",
    "SELECT a.bericht_id, v.client_id FROM antwoord a JOIN verzoek v ON v.id = a.verzoek_id",
)
"""Where it can be read which client a message was about; of one that was rejected before, only its bytes say it."""


def upgrade() -> None:
    sleutel = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("bericht", sa.Column("client_id", sleutel, nullable=True))
    op.create_index("ix_bericht_client_id", "bericht", ["client_id"], unique=False)
    verbinding = op.get_bind()
    bericht = sa.table("bericht", sa.column("id"), sa.column("client_id"))
    zet = sa.update(bericht).where(bericht.c.id == sa.bindparam("bericht")).values(client_id=sa.bindparam("client"))
    for bron in _BRONNEN:
        paren = [{"bericht": id, "client": client} for id, client in verbinding.execute(sa.text(bron))]
        if paren:
            verbinding.execute(zet, paren)
    # SQLite cannot add a unique column, but it can add an index.
    op.add_column("client", sa.Column("openbaar", sa.Uuid(), nullable=True))
    client = sa.table("client", sa.column("id"), sa.column("openbaar", sa.Uuid()))
    rijen = [{"client": id, "sleutel": uuid4()} for id in verbinding.scalars(sa.select(client.c.id))]
    if rijen:
        verbinding.execute(
            sa.update(client).where(client.c.id == sa.bindparam("client")).values(openbaar=sa.bindparam("sleutel")),
            rijen,
        )
    op.create_index("uq_client_openbaar", "client", ["openbaar"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_client_openbaar", "client")
    op.drop_column("client", "openbaar")
    op.drop_index("ix_bericht_client_id", "bericht")
    op.drop_column("bericht", "client_id")
