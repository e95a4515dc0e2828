"""Adding rows: one prepared insert a table, the key that the database gave, and the key of a client."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert

from app.store import tables as t
from app.store.privacy import Kluis

TOEVOEGEN = {tabel.name: insert(tabel) for tabel in t.metadata.sorted_tables}
"""One insert a table, made once."""


def nieuwe_rij(verbinding: Connection, tabel: Table, rij: dict[str, Any]) -> int:
    """Add a row to a table whose key the database hands out; gives that key."""
    resultaat = verbinding.execute(TOEVOEGEN[tabel.name], rij)
    sleutel = resultaat.inserted_primary_key
    return int(sleutel[0]) if sleutel is not None else 0


def client_sleutel(verbinding: Connection, kluis: Kluis, bsn: str, bekend: int | None) -> int:
    """Our key of a client: the one that is known, or that of a new row."""
    if bekend is not None:
        return bekend
    kenmerk = kluis.kenmerk(bsn)
    rij = {"bsn_kenmerk": kenmerk, "bsn_versleuteld": kluis.versleutel(bsn.encode(), f"bsn {kenmerk}")}
    return nieuwe_rij(verbinding, t.client, rij)
