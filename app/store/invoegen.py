"""Adding rows: one prepared insert a table, and the key that the database gave."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert

from app.store import tables as t

TOEVOEGEN = {tabel.name: insert(tabel) for tabel in t.metadata.sorted_tables}
"""One insert a table, made once."""


def nieuwe_rij(verbinding: Connection, tabel: Table, rij: dict[str, Any]) -> int:
    """Add a row to a table whose key the database hands out; gives that key."""
    resultaat = verbinding.execute(TOEVOEGEN[tabel.name], rij)
    sleutel = resultaat.inserted_primary_key
    return int(sleutel[0]) if sleutel is not None else 0
