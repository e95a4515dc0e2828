"""What is told more than once: versions are only added, and of each key one holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select, update

from app.store.invoegen import nieuwe_rij


class Bewaard(NamedTuple):
    """What became of a delivery."""

    versie: int
    nieuw: bool
    """False when it says what was known already."""


def neem_versieslot(verbinding: Connection) -> None:
    """Deliveries follow each other, so that of each key one version holds; on SQLite there is one writer anyhow."""
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(select(func.pg_advisory_xact_lock(_SLOT)))


_SLOT = 0x7569746B6F6D7374
"""Any number, the same in every process."""


def geldende_versie(verbinding: Connection, tabel: Table, sleutel: Mapping[str, Any]) -> Any:
    """The row of a key that holds; None when nothing was told yet."""
    waar = [tabel.c[naam] == waarde for naam, waarde in sleutel.items()]
    return verbinding.execute(select(tabel).where(*waar, tabel.c.vervangen.is_(None))).first()


def bewaar_versie(
    verbinding: Connection,
    tabel: Table,
    sleutel: Mapping[str, Any],
    inhoud: Mapping[str, Any],
    moment: datetime,
    *,
    altijd: bool = False,
) -> tuple[Bewaard, int]:
    """Add a version when it says something else; gives its key too.

    ``altijd``: what belongs to the row in another table is different.
    """
    nu = geldende_versie(verbinding, tabel, sleutel)
    if nu is not None:
        if not altijd and all(getattr(nu, naam) == waarde for naam, waarde in inhoud.items()):
            return Bewaard(nu.versie, nieuw=False), nu.id
        verbinding.execute(update(tabel).where(tabel.c.id == nu.id).values(vervangen=moment))
    versie = 1 if nu is None else nu.versie + 1
    rij = {**sleutel, **inhoud, "versie": versie, "bekend": moment}
    return Bewaard(versie, nieuw=True), nieuwe_rij(verbinding, tabel, rij)
