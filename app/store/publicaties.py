"""Publications: kept once, and given as they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import zstandard
from sqlalchemy import Connection, select

from app.exchange.steps import NEDERLAND
from app.messages.pakket import comprimeer
from app.store import tables as t
from app.store.invoegen import TOEVOEGEN
from app.store.versies import neem_versieslot


class AlGepubliceerd(Exception):
    """There is a publication on this year."""


class Gepubliceerd(NamedTuple):
    """A publication."""

    jaar: int
    moment: datetime


def bewaar_publicatie(verbinding: Connection, jaar: int, moment: datetime, vormen: Mapping[str, bytes]) -> None:
    """Keep a publication in its forms (json, csv); raises AlGepubliceerd."""
    neem_versieslot(verbinding)
    if verbinding.scalar(select(t.publicatie.c.jaar).where(t.publicatie.c.jaar == jaar)) is not None:
        raise AlGepubliceerd
    rij = {vorm: comprimeer(inhoud) for vorm, inhoud in vormen.items()}
    verbinding.execute(TOEVOEGEN[t.publicatie.name], {"jaar": jaar, "moment": moment, **rij})


def lees_publicatie(verbinding: Connection, jaar: int, vorm: str) -> bytes | None:
    """A publication as it was; None when there is none on this year."""
    data = verbinding.scalar(select(t.publicatie.c[vorm]).where(t.publicatie.c.jaar == jaar))
    return None if data is None else zstandard.ZstdDecompressor().stream_reader(data).read()


def lees_publicaties(verbinding: Connection) -> list[Gepubliceerd]:
    """All publications, the last year first."""
    p = t.publicatie.c
    rijen = verbinding.execute(select(p.jaar, p.moment).order_by(p.jaar.desc()))
    return [Gepubliceerd(jaar, moment.astimezone(NEDERLAND)) for jaar, moment in rijen]
