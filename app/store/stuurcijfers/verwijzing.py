"""Trajectories with who referred and what was told of them beside their messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    Subquery,
    and_,
    case,
    cast,
    distinct,
    extract,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.types import Date

from app.contracts.verwijzing import GECERTIFICEERDE_INSTELLING, GEMEENTE
from app.store import tables as t
from app.store.stuurcijfers.basis import (
    TRAJECT,
    VERWIJDERD,
    Selectie,
    Spreiding,
    als_getal,
    dagen_tussen,
    eerste_versie,
    laatste_stop,
    spreiding,
)
from app.store.verwijzingen import PERSPECTIEFSIGNAAL

TEAM_IN_PERSOON = (GEMEENTE, GECERTIFICEERDE_INSTELLING)
"""Verwijzers that are the lokaal team themselves, or have its role (R007)."""
MEESTE_DAGEN_ERNA = 92
"""Help that begins no later than this after closed care ended follows on it (decision 145 in docs/besluiten.md)."""


def verwezen(selectie: Selectie, *kolommen: Any, waar: Sequence[ColumnElement[bool]] = ()) -> Subquery:
    """Trajectories that begin in the period, with these columns and who referred (``verwijzer``, COD327).

    That is the TypeVerwijzer of the JW315 whose ReferentieAanbieder the first JW301 names, else what was told; None:
    nobody said. All that was told is there too, under its own names, and ``verwezen_op``: the day of that JW315, else
    the first Toewijzingsdatum.
    """
    w, z, vp, v = t.toewijzing.c, t.verzoek.c, t.verzoek_product.c, t.verwijzing.c
    rijen = (
        select(
            *kolommen,
            *(w.gemeente.label("_gemeente"), w.nummer.label("_nummer"), w.aanbieder.label("_aanbieder")),
            eerste_versie("referentie_aanbieder").label("_referentie"),
            eerste_versie("toewijzingsdatum").label("_toegewezen"),
        )
        .select_from(TRAJECT)
        .where(*selectie.begonnen(), *waar)
        .subquery()
    )
    r = rijen.c
    return (
        select(
            *(kolom for kolom in r if not kolom.name.startswith("_")),
            func.coalesce(vp.verwijzer, v.verwijzersoort).label("verwijzer"),
            type_coerce(func.coalesce(z.dagtekening, r["_toegewezen"]), Date).label("verwezen_op"),
            *(v[naam] for naam in ("lokaal_team", "lokaal_team_op", "uit_gesloten")),
        )
        .select_from(
            rijen.outerjoin(t.verzoek, (z.aanbieder == r["_aanbieder"]) & (z.referentie == r["_referentie"]))
            .outerjoin(t.verzoek_product, (vp.verzoek_id == z.id) & (vp.volgnummer == 1))
            .outerjoin(t.verwijzing, _geldt_voor(r["_gemeente"], r["_nummer"]))
        )
        .subquery()
    )


def _geldt_voor(gemeente: ColumnElement[Any], nummer: ColumnElement[Any]) -> ColumnElement[bool]:
    v = t.verwijzing.c
    return and_(v.gemeente == gemeente, v.toewijzingnummer == nummer, v.vervangen.is_(None))


def kwartaal_van(dag: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Year and quarter of a day."""
    return (
        extract("year", dag).label("jaar"),
        ((cast(extract("month", dag), Integer) + 2) // 3).label("kwartaal"),
    )


class Verwijzingrij(NamedTuple):
    """Trajectories of a gemeente that begin in a quarter, by who referred (COD327); None: nobody said."""

    regio: str
    gemeente: str
    jaar: int
    kwartaal: int
    verwijzer: str | None
    toewijzingen: int
    clienten: int
    met_pic: int
    zwaar: int
    verplicht: int
    toegekend: int
    met_lokaal_team: int
    zonder_lokaal_team: int
    """Of the others nobody said who referred."""


def verwijzingen(verbinding: Connection, selectie: Selectie) -> list[Verwijzingrij]:
    """Trajectories per kind of verwijzer, and whether a lokaal team is involved."""
    w, d = t.toewijzing.c, t.duiding.c
    r = verwezen(
        selectie,
        *(w.client_id, w.gemeente, d.regio, d.rang, d.zwaar, d.verplicht, w.toegekend_bedrag),
        *kwartaal_van(w.ingangsdatum),
    ).c
    verteld = or_(r.lokaal_team.is_not(None), r.lokaal_team_op.is_not(None))
    met = or_(verteld, r.verwijzer.in_(TEAM_IN_PERSOON))
    zonder = and_(~verteld, r.verwijzer.not_in(TEAM_IN_PERSOON))
    groep = (r.regio, r.gemeente, r.jaar, r.kwartaal, r.verwijzer)
    vraag = (
        select(
            *groep,
            func.count(),
            func.count(distinct(r.client_id)),
            func.count(r.rang),
            func.sum(als_getal(r.zwaar)),
            func.coalesce(func.sum(r.verplicht), 0),
            func.sum(r.toegekend_bedrag),
            func.sum(als_getal(met)),
            func.sum(als_getal(zonder)),
        )
        .group_by(*groep)
        .order_by(*groep)
    )
    return [
        Verwijzingrij(rij[0], rij[1], int(rij[2]), int(rij[3]), rij[4], *(int(getal) for getal in rij[5:]))
        for rij in verbinding.execute(vraag)
    ]


class Teamrij(NamedTuple):
    """Trajectories of a lokaal team for one PIC that begin in a month; None: no team was told."""

    regio: str
    gemeente: str
    lokaal_team: str | None
    jaar: int
    maand: int
    perceel: str | None
    profiel: str | None
    intensiteit: str | None
    zwaar: bool
    toewijzingen: int
    clienten: int
    verplicht: int
    toegekend: int


def per_team(verbinding: Connection, selectie: Selectie) -> list[Teamrij]:
    """Trajectories per lokaal team, month and PIC."""
    w, d = t.toewijzing.c, t.duiding.c
    r = verwezen(
        selectie,
        *(w.client_id, w.gemeente, d.regio, d.perceel, d.profiel, d.intensiteit, d.zwaar, d.verplicht),
        w.toegekend_bedrag,
        extract("year", w.ingangsdatum).label("jaar"),
        extract("month", w.ingangsdatum).label("maand"),
    ).c
    groep = (r.regio, r.gemeente, r.lokaal_team, r.jaar, r.maand, r.perceel, r.profiel, r.intensiteit, r.zwaar)
    vraag = select(
        *groep,
        func.count(),
        func.count(distinct(r.client_id)),
        func.coalesce(func.sum(r.verplicht), 0),
        func.sum(r.toegekend_bedrag),
    ).group_by(*groep)
    return [
        Teamrij._make((*rij[:3], int(rij[3]), int(rij[4]), *rij[5:9], *(int(getal) for getal in rij[9:])))
        for rij in verbinding.execute(vraag)
    ]


class Inzetrij(NamedTuple):
    """How heavy help is to which a lokaal team is a party, in a quarter; None: no team was told."""

    regio: str
    gemeente: str
    lokaal_team: str | None
    jaar: int
    kwartaal: int
    toewijzingen: int
    clienten: int
    met_pic: int
    zwaar: int
    verplicht: int
    met_dag: int
    """Of which the day was told on which the team was brought in."""
    vooraf: int
    """Of those: on or before the day of the referral."""


_PER_TEAM = ("regio", "gemeente", "lokaal_team", "jaar", "kwartaal")


def teaminzet(verbinding: Connection, selectie: Selectie) -> tuple[list[Inzetrij], list[Spreiding]]:
    """How heavy help is per lokaal team, and how many days after the referral the team was brought in."""
    w, d = t.toewijzing.c, t.duiding.c
    bron = verwezen(
        selectie,
        *(w.client_id, w.gemeente, d.regio, d.rang, d.zwaar, d.verplicht),
        *kwartaal_van(w.ingangsdatum),
    )
    r = bron.c
    groep = tuple(r[naam] for naam in _PER_TEAM)
    vraag = select(
        *groep,
        func.count(),
        func.count(distinct(r.client_id)),
        func.count(r.rang),
        func.sum(als_getal(r.zwaar)),
        func.coalesce(func.sum(r.verplicht), 0),
        func.count(r.lokaal_team_op),
        func.sum(als_getal(r.lokaal_team_op <= r.verwezen_op)),
    ).group_by(*groep)
    rijen = [Inzetrij(*rij[:3], *(int(getal) for getal in rij[3:])) for rij in verbinding.execute(vraag)]
    dagen = (
        select(*groep, dagen_tussen(r.verwezen_op, r.lokaal_team_op).label("dagen"))
        .where(r.lokaal_team_op > r.verwezen_op)
        .subquery()
    )
    return rijen, list(spreiding(verbinding, dagen, _PER_TEAM, "dagen"))


class Instroomrij(NamedTuple):
    """Trajectories of a gemeente that begin in a quarter, and how many of them follow on closed care."""

    regio: str
    gemeente: str
    jaar: int
    kwartaal: int
    toewijzingen: int
    verteld: int
    """Told to come from closed care."""
    afgeleid: int
    """Nobody told, and an earlier toewijzing was for closed care."""
    tegengesproken: int
    """Told not to come from it, though an earlier toewijzing was for closed care."""
    clienten: int
    """Different clients who come from closed care."""


def instroom_uit_gesloten(verbinding: Connection, selectie: Selectie) -> list[Instroomrij]:
    """Help outside closed percelen that begins while closed care runs, or not long after."""
    w, d = t.toewijzing.c, t.duiding.c
    gesloten = select(t.perceel.c.code).where(
        t.perceel.c.regio == d.regio, t.perceel.c.code == d.perceel, t.perceel.c.gesloten
    )
    bron = verwezen(
        selectie,
        *(w.client_id, w.gemeente, d.regio, w.ingangsdatum),
        *kwartaal_van(w.ingangsdatum),
        waar=(~gesloten.exists(),),
    )
    r, eerder = bron.c, _gesloten_verblijf().cte("gesloten").c
    volgt = (
        select(eerder.client_id)
        .where(
            eerder.client_id == r.client_id,
            eerder.begin < r.ingangsdatum,
            or_(eerder.eind.is_(None), dagen_tussen(eerder.eind, r.ingangsdatum) <= MEESTE_DAGEN_ERNA),
        )
        .exists()
    )
    rijen = select(
        r.regio, r.gemeente, r.jaar, r.kwartaal, r.client_id, r.uit_gesloten, volgt.label("volgt")
    ).subquery()
    k = rijen.c
    verteld = k.uit_gesloten.is_(True)
    afgeleid = and_(k.uit_gesloten.is_(None), k.volgt)
    groep = (k.regio, k.gemeente, k.jaar, k.kwartaal)
    vraag = (
        select(
            *groep,
            func.count(),
            func.sum(als_getal(verteld)),
            func.sum(als_getal(afgeleid)),
            func.sum(als_getal(and_(k.uit_gesloten.is_(False), k.volgt))),
            func.count(distinct(case((or_(verteld, afgeleid), k.client_id)))),
        )
        .group_by(*groep)
        .order_by(*groep)
    )
    return [Instroomrij(rij[0], rij[1], *(int(getal) for getal in rij[2:])) for rij in verbinding.execute(vraag)]


def _gesloten_verblijf() -> Any:
    """Toewijzingen for closed care: client, first day, and the day on which it ended as far as is known."""
    w, d, p = t.toewijzing.c, t.duiding.c, t.perceel.c
    return (
        select(
            w.client_id,
            w.ingangsdatum.label("begin"),
            type_coerce(func.coalesce(laatste_stop("einddatum"), w.einddatum), Date).label("eind"),
        )
        .select_from(TRAJECT.join(t.perceel, (p.regio == d.regio) & (p.code == d.perceel)))
        .where(p.gesloten, or_(w.reden_wijziging.is_(None), w.reden_wijziging != VERWIJDERD))
    )


class Perspectiefrij(NamedTuple):
    """Trajectories of a gemeente in which the client is sixteen or older, and of how many there is a plan for later."""

    regio: str
    gemeente: str
    gevraagd: int
    met_plan: int
    open: int
    """Without, while the signal that asks for it is open."""
    verklaard: int
    """Without, while somebody explained the signal."""


def perspectiefplannen(verbinding: Connection, selectie: Selectie) -> list[Perspectiefrij]:
    """Of trajectories that hold on a day of the period and for which a plan was asked or told.

    Nobody needs a birthday for it: that a client is sixteen is known from the signal.
    """
    w, d, v, s = t.toewijzing.c, t.duiding.c, t.verwijzing.c, t.signaal.c
    gemeld = (
        select(
            *(s.gemeente, s.verwijzing),
            func.max(als_getal(s.toestand == "open")).label("open"),
            func.max(als_getal(s.toestand == "verklaard")).label("verklaard"),
        )
        .where(s.code == PERSPECTIEFSIGNAAL, s.verwijzing.is_not(None))
        .group_by(s.gemeente, s.verwijzing)
        .subquery()
    )
    g, plan = gemeld.c, v.perspectiefplan_op.is_not(None)
    groep = (d.regio, w.gemeente)
    vraag = (
        select(
            *groep,
            func.count(),
            func.sum(als_getal(plan)),
            func.sum(als_getal(and_(~plan, g.open == 1))),
            func.sum(als_getal(and_(~plan, g.open == 0, g.verklaard == 1))),
        )
        .select_from(
            TRAJECT.outerjoin(t.verwijzing, _geldt_voor(w.gemeente, w.nummer)).outerjoin(
                gemeld, and_(g.gemeente == w.gemeente, g.verwijzing == literal("toewijzing ") + cast(w.nummer, String))
            )
        )
        .where(
            *selectie.voorwaarden(),
            *(w.ingangsdatum <= selectie.tot, or_(w.einddatum.is_(None), w.einddatum >= selectie.van)),
            or_(plan, g.gemeente.is_not(None)),
        )
        .group_by(*groep)
        .order_by(*groep)
    )
    return [Perspectiefrij(rij[0], rij[1], *(int(getal) for getal in rij[2:])) for rij in verbinding.execute(vraag)]
