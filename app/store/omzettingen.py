"""Reads which toewijzingen are still to be converted to a new system, and what took the place of which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, func, select, tuple_

from app.contracts.omzetting import NIEUWE_BEKOSTIGING
from app.store import tables as t


class Omzettoestand(Enum):
    """How far a conversion is."""

    OPEN = "open"
    """The toewijzing runs past the day of conversion."""
    OMGEZET = "omgezet"
    """It ended for the new system, and another one took its place."""
    ZONDER_OPVOLGER = "zonder_opvolger"
    """It ended for the new system, and nothing begins on the day after."""


class Omzetfilter(NamedTuple):
    """Which toewijzingen to list; None does not filter. ``tot``: the last day of the old system, at the latest."""

    toestand: Omzettoestand
    regio: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    tot: date | None = None


class Omzetplaats(NamedTuple):
    """Where a page ended. Sorts the way the list does."""

    laatste_dag: date
    gemeente: str
    nummer: int


class Omzetrij(NamedTuple):
    """A toewijzing of the list."""

    id: int
    regio: str
    gemeente: str
    aanbieder: str
    nummer: int
    client: UUID
    """The public key."""
    perceel: str | None
    code: str | None
    eenheid: str | None
    toewijzingsdatum: date
    ingangsdatum: date
    einddatum: date | None
    laatste_dag: date
    """Last day of the old system; of what was converted the day on which it ended."""


class Opvolger(NamedTuple):
    """What took the place of an old toewijzing."""

    nummer: int
    aanbieder: str
    code: str | None
    ingangsdatum: date
    bericht_id: UUID
    """The JW301 that completed the conversion."""


def zoek_omzettingen(
    verbinding: Connection, filter_: Omzetfilter, aantal: int | None, na: Omzetplaats | None
) -> list[Omzetrij]:
    """At most ``aantal`` toewijzingen (None: all), by last day, gemeente and number, that come after ``na``.

    What stands in ``duiding`` has to be derived first.
    """
    w, d, c = t.toewijzing.c, t.duiding.c, t.client.c
    is_open = filter_.toestand is Omzettoestand.OPEN
    laatste: Any = d.omzetten_na if is_open else w.einddatum
    kolommen: dict[str, Any] = {
        "regio": d.regio,
        "client": c.openbaar,
        "perceel": d.perceel,
        "laatste_dag": laatste.label("laatste_dag"),
    }
    volgorde = (laatste, w.gemeente, w.nummer)
    vraag: Select[Any] = (
        select(*(kolommen[naam] if naam in kolommen else w[naam] for naam in Omzetrij._fields))
        .select_from(t.toewijzing)
        .join(t.duiding, d.toewijzing_id == w.id)
        .join(t.client, c.id == w.client_id)
        .where(laatste.is_not(None), d.regio.is_not(None))
        .order_by(*volgorde)
        .limit(aantal)
    )
    if not is_open:
        opgevolgd = select(t.omzetting.c.oud_id).where(t.omzetting.c.oud_id == w.id).exists()
        moet = opgevolgd if filter_.toestand is Omzettoestand.OMGEZET else ~opgevolgd
        vraag = vraag.where(w.reden_wijziging == NIEUWE_BEKOSTIGING, moet)
    for kolom, waarde in ((d.regio, filter_.regio), (w.gemeente, filter_.gemeente), (w.aanbieder, filter_.aanbieder)):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    if filter_.tot is not None:
        vraag = vraag.where(laatste <= filter_.tot)
    if na is not None:
        vraag = vraag.where(tuple_(*volgorde) > tuple_(*na))
    return [Omzetrij._make(rij) for rij in verbinding.execute(vraag)]


def opvolgers(verbinding: Connection, oude: Sequence[int]) -> dict[int, list[Opvolger]]:
    """What took the place of each of these toewijzingen (our keys), by number."""
    o, w = t.omzetting.c, t.toewijzing.c
    gevonden: dict[int, list[Opvolger]] = {}
    for begin in range(0, len(oude), _PER_KEER):
        vraag = (
            select(o.oud_id, w.nummer, w.aanbieder, w.code, w.ingangsdatum, o.bericht_id)
            .join(t.toewijzing, w.id == o.nieuw_id)
            .where(o.oud_id.in_(oude[begin : begin + _PER_KEER]))
            .order_by(o.oud_id, w.nummer)
        )
        for oud, *rest in verbinding.execute(vraag):
            gevonden.setdefault(oud, []).append(Opvolger(*rest))
    return gevonden


def uitzonderingen_tot(verbinding: Connection, toewijzingen: Sequence[int]) -> dict[int, date]:
    """Until when the exception holds that was made last for each of these toewijzingen (our keys)."""
    u = t.uitzondering.c
    gevonden: dict[int, date] = {}
    for begin in range(0, len(toewijzingen), _PER_KEER):
        laatste = (
            select(func.max(u.id))
            .where(u.toewijzing_id.in_(toewijzingen[begin : begin + _PER_KEER]))
            .group_by(u.toewijzing_id)
        )
        for rij in verbinding.execute(select(u.toewijzing_id, u.tot).where(u.id.in_(laatste))):
            gevonden[rij.toewijzing_id] = rij.tot
    return gevonden


_PER_KEER = 500
