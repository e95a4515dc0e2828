"""Trajectories: how heavy they are, who referred, and what comes after them."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, case, distinct, func, select

from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie, als_getal


class Zwaarterij(NamedTuple):
    """Trajectories of an aanbieder for one profiel in one perceel."""

    regio: str
    perceel: str
    profiel: str
    aanbieder: str
    aantal: int
    zwaar: int


def zwaarte(verbinding: Connection, selectie: Selectie) -> list[Zwaarterij]:
    """Trajectories that begin in the period; of all aanbieders, for each one is held against the others."""
    w, d = t.toewijzing.c, t.duiding.c
    groep = (d.regio, d.perceel, d.profiel, w.aanbieder)
    vraag = (
        select(*groep, func.count(), func.sum(als_getal(d.zwaar)))
        .select_from(TRAJECT)
        .where(
            *selectie._replace(aanbieder=None).begonnen(),
            *(d.perceel.is_not(None), d.profiel.is_not(None), d.rang.is_not(None)),
        )
        .group_by(*groep)
        .order_by(*groep)
    )
    return [Zwaarterij(*rij) for rij in verbinding.execute(vraag)]


class Beweging(NamedTuple):
    """Clients of an aanbieder who had other help before: how many went heavier, lighter or stayed."""

    regio: str
    aanbieder: str
    opgeschaald: int
    afgeschaald: int
    gelijk: int
    van_ander: int
    """Of these: came from another aanbieder."""


def bewegingen(verbinding: Connection, selectie: Selectie) -> list[Beweging]:
    """Successive toewijzingen of one client by rank; those that begin on one day count as the heaviest of them."""
    w, d = t.toewijzing.c, t.duiding.c
    # What came before may be of another aanbieder, gemeente or perceel, and from before the period.
    ruim = Selectie(selectie.van, selectie.tot, selectie.regio)
    per_dag = (
        select(
            *(w.client_id, d.regio, w.ingangsdatum),
            func.max(d.rang).label("rang"),
            func.min(w.aanbieder).label("aanbieder"),
            func.min(w.gemeente).label("gemeente"),
            func.min(d.perceel).label("perceel"),
        )
        .select_from(TRAJECT)
        .where(*ruim.voorwaarden(), d.rang.is_not(None), w.ingangsdatum <= selectie.tot)
        .group_by(w.client_id, d.regio, w.ingangsdatum)
        .subquery()
    )
    p = per_dag.c
    opeenvolgend = select(
        *(p.regio, p.aanbieder, p.gemeente, p.perceel, p.ingangsdatum, p.rang),
        func.lag(p.rang).over(partition_by=(p.client_id, p.regio), order_by=p.ingangsdatum).label("vorige_rang"),
        func.lag(p.aanbieder)
        .over(partition_by=(p.client_id, p.regio), order_by=p.ingangsdatum)
        .label("vorige_aanbieder"),
    ).subquery()
    o = opeenvolgend.c
    vraag = (
        select(
            *(o.regio, o.aanbieder),
            func.sum(als_getal(o.rang > o.vorige_rang)),
            func.sum(als_getal(o.rang < o.vorige_rang)),
            func.sum(als_getal(o.rang == o.vorige_rang)),
            func.sum(als_getal(o.aanbieder != o.vorige_aanbieder)),
        )
        .where(o.vorige_rang.is_not(None), o.ingangsdatum >= selectie.van)
        .group_by(o.regio, o.aanbieder)
        .order_by(o.regio, o.aanbieder)
    )
    if selectie.aanbieder is not None:
        vraag = vraag.where(o.aanbieder == selectie.aanbieder)
    if selectie.gemeenten:
        vraag = vraag.where(o.gemeente.in_(selectie.gemeenten))
    if selectie.perceel is not None:
        vraag = vraag.where(o.perceel == selectie.perceel)
    return [Beweging(*rij) for rij in verbinding.execute(vraag)]


class Doorplaatsing(NamedTuple):
    """Clients of a gemeente with toewijzingen in the period, and those with so many aanbieders or more."""

    regio: str
    gemeente: str
    clienten: int
    met_veel_aanbieders: int
    meeste: int
    """Most aanbieders of one client."""


def doorplaatsingen(verbinding: Connection, selectie: Selectie, vanaf: int) -> list[Doorplaatsing]:
    """How many aanbieders clients see in a period: moving children about is to be prevented."""
    w, d = t.toewijzing.c, t.duiding.c
    per_client = (
        select(d.regio, w.gemeente, w.client_id, func.count(distinct(w.aanbieder)).label("aanbieders"))
        .select_from(TRAJECT)
        .where(*selectie.begonnen())
        .group_by(d.regio, w.gemeente, w.client_id)
        .subquery()
    )
    p = per_client.c
    vraag: Any = (
        select(
            *(p.regio, p.gemeente, func.count()),
            func.sum(case((p.aanbieders >= vanaf, 1), else_=0)),
            func.max(p.aanbieders),
        )
        .group_by(p.regio, p.gemeente)
        .order_by(p.regio, p.gemeente)
    )
    return [Doorplaatsing(*rij) for rij in verbinding.execute(vraag)]


class Verblijfrij(NamedTuple):
    """Trajectories of an aanbieder in a perceel, by whether the client stays with it; None: nobody said."""

    regio: str
    perceel: str
    aanbieder: str
    met_verblijf: bool | None
    aantal: int


def verblijf(verbinding: Connection, selectie: Selectie, *, alleen_zwaar: bool) -> list[Verblijfrij]:
    """Trajectories that begin in the period; of all aanbieders, for each one is held against the regio."""
    w, d = t.toewijzing.c, t.duiding.c
    groep = (d.regio, d.perceel, w.aanbieder, d.met_verblijf)
    vraag = (
        select(*groep, func.count())
        .select_from(TRAJECT)
        .where(*selectie._replace(aanbieder=None).begonnen(), d.perceel.is_not(None))
        .group_by(*groep)
    )
    if alleen_zwaar:
        vraag = vraag.where(d.zwaar)
    return [Verblijfrij(*rij) for rij in verbinding.execute(vraag)]


class Picrij(NamedTuple):
    """Trajectories of an aanbieder with one PIC that begin in the period."""

    regio: str
    aanbieder: str
    perceel: str | None
    profiel: str | None
    intensiteit: str | None
    zwaar: bool
    trajecten: int
    clienten: int
    verplicht: int


def picmix(verbinding: Connection, selectie: Selectie) -> list[Picrij]:
    """Per aanbieder and PIC."""
    w, d = t.toewijzing.c, t.duiding.c
    groep = (d.regio, w.aanbieder, d.perceel, d.profiel, d.intensiteit, d.zwaar)
    vraag = (
        select(
            *groep,
            *(func.count(), func.count(distinct(w.client_id)), func.coalesce(func.sum(d.verplicht), 0)),
        )
        .select_from(TRAJECT)
        .where(*selectie.begonnen())
        .group_by(*groep)
    )
    rijen = [Picrij._make((*rij[:8], int(rij[8]))) for rij in verbinding.execute(vraag)]
    return sorted(rijen, key=lambda rij: [deel or "" for deel in rij[:5]])
