"""Lists what someone has to see."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.dagen import begin_van_dag


class Signaalfilter(NamedTuple):
    """Which signals to list; None does not filter. ``van`` and ``tot`` are Dutch days, both included."""

    voor: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    code: str | None = None
    van: date | None = None
    tot: date | None = None


class Signaalrij(NamedTuple):
    """A signal in a list; ``bericht_code`` is the kind of message that it is about."""

    id: int
    moment: datetime
    code: str
    voor: str
    gemeente: str
    aanbieder: str
    bericht_id: UUID
    bericht_code: str
    pad: str
    uitleg: str
    verwijzing: str | None


def zoek_signalen(verbinding: Connection, filter_: Signaalfilter, aantal: int, na: int | None) -> list[Signaalrij]:
    """At most ``aantal`` signals, newest first, that came before signal ``na``."""
    s, b = t.signaal.c, t.bericht.c
    kolommen = (b.code if naam == "bericht_code" else s[naam] for naam in Signaalrij._fields)
    vraag = select(*kolommen).join(t.bericht, b.id == s.bericht_id)
    for naam in ("voor", "gemeente", "aanbieder", "code"):
        waarde = getattr(filter_, naam)
        if waarde is not None:
            vraag = vraag.where(s[naam] == waarde)
    if filter_.van is not None:
        vraag = vraag.where(s.moment >= begin_van_dag(filter_.van))
    if filter_.tot is not None:
        vraag = vraag.where(s.moment < begin_van_dag(filter_.tot + timedelta(days=1)))
    if na is not None:
        vraag = vraag.where(s.id < na)
    rijen = (Signaalrij._make(rij) for rij in verbinding.execute(vraag.order_by(s.id.desc()).limit(aantal)))
    return [rij._replace(moment=rij.moment.astimezone(NEDERLAND)) for rij in rijen]
