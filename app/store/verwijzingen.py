"""Verwijzingen: the version that holds of each toewijzing, and those before it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, String, bindparam, cast, literal, or_, select

from app.contracts.verwijzing import Verwijzing
from app.store import tables as t
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde
from app.store.lopend import is_verwijderd
from app.store.versies import Bewaard, bewaar_versie

_KOLOMMEN: Final = tuple(t.verwijzing.c[naam] for naam in Verwijzing._fields)


class Verwijzingversie(NamedTuple):
    """What was told of a toewijzing, from when until when it held."""

    versie: int
    bekend: datetime
    vervangen: datetime | None
    """None for the version that holds."""
    inhoud: Verwijzing


def bewaar_verwijzing(
    verbinding: Connection, gemeente: str, nummer: int, verwijzing: Verwijzing, moment: datetime
) -> Bewaard:
    """Keep what is told of a toewijzing, in the place of what was told before.

    Deliveries on one toewijzing have to follow each other (``SqlOpslag.gemeenteslot``).
    """
    sleutel = {"gemeente": gemeente, "toewijzingnummer": nummer}
    return bewaar_versie(verbinding, t.verwijzing, sleutel, verwijzing._asdict(), moment)[0]


def lees_versies(verbinding: Connection, gemeente: str, nummer: int) -> list[Verwijzingversie]:
    """All that was told of a toewijzing, oldest first."""
    v = t.verwijzing.c
    vraag = (
        select(v.versie, v.bekend, v.vervangen, *_KOLOMMEN)
        .where(v.gemeente == gemeente, v.toewijzingnummer == nummer)
        .order_by(v.versie)
    )
    return [Verwijzingversie(rij[0], rij[1], rij[2], Verwijzing._make(rij[3:])) for rij in verbinding.execute(vraag)]


def verwijzingen_op_nummer(verbinding: Connection, gemeente: str, nummers: Collection[int]) -> dict[int, Verwijzing]:
    """What holds of these toewijzingen of a gemeente; without those of which nothing was told."""
    waarden = {SLEUTELS: sleutelwaarde(verbinding, nummers), "gemeente": gemeente}
    rijen = verbinding.execute(_op_nummer(verbinding.dialect.name), waarden)
    return {rij[0]: Verwijzing._make(rij[1:]) for rij in rijen}


@cache
def _op_nummer(dialect: str) -> Select[Any]:
    v = t.verwijzing.c
    return select(v.toewijzingnummer, *_KOLOMMEN).where(
        v.gemeente == bindparam("gemeente"), v.vervangen.is_(None), in_sleutels(dialect, v.toewijzingnummer)
    )


def verwijzers_van_toewijzingen(verbinding: Connection, ids: Collection[int]) -> dict[int, str]:
    """Who referred (COD327) by our key of the toewijzing: as the first JW315 said that a version of it answered."""
    if not ids:
        return {}
    vraag = _van_toewijzingen(verbinding.dialect.name)
    gevonden: dict[int, str] = {}
    for id, verwijzer in verbinding.execute(vraag, {SLEUTELS: sleutelwaarde(verbinding, ids)}):
        gevonden.setdefault(id, verwijzer)
    return gevonden


@cache
def _van_toewijzingen(dialect: str) -> Select[Any]:
    w, k, z, p = t.toewijzing.c, t.toewijzing_versie.c, t.verzoek.c, t.verzoek_product.c
    return (
        select(w.id, p.verwijzer)
        .join(t.toewijzing_versie, k.toewijzing_id == w.id)
        .join(
            t.verzoek,
            (z.aanbieder == w.aanbieder) & (z.referentie == k.referentie_aanbieder) & (z.client_id == w.client_id),
        )
        .join(t.verzoek_product, (p.verzoek_id == z.id) & (p.volgnummer == 1))
        .where(in_sleutels(dialect, w.id), p.verwijzer.is_not(None))
        .order_by(w.id, k.toewijzingsdatum, k.toewijzingstijd)
    )


def verwijzers_van_verzoeken(verbinding: Connection, ids: Collection[int]) -> dict[int, str]:
    """Who referred (COD327) by our key of the verzoek; a JW317 does not say."""
    if not ids:
        return {}
    vraag = _van_verzoeken(verbinding.dialect.name)
    rijen = verbinding.execute(vraag, {SLEUTELS: sleutelwaarde(verbinding, ids)})
    return {rij[0]: rij[1] for rij in rijen}


@cache
def _van_verzoeken(dialect: str) -> Select[Any]:
    p = t.verzoek_product.c
    return select(p.verzoek_id, p.verwijzer).where(
        in_sleutels(dialect, p.verzoek_id), p.volgnummer == 1, p.verwijzer.is_not(None)
    )


class Lopend(NamedTuple):
    """A toewijzing that was not withdrawn and had not ended, with what was told of it."""

    id: int
    nummer: int
    aanbieder: str
    ingangsdatum: date
    einddatum: date | None
    perspectiefplan_gevraagd: bool
    """Whether a signal ever asked for one."""
    verwijzing: Verwijzing


PERSPECTIEFSIGNAAL: Final = "SIG-LEEFTIJD-16"


def lopende_verwijzingen(verbinding: Connection, gemeente: str, dag: date) -> list[Lopend]:
    """Toewijzingen of a gemeente that hold on a day or later, by number."""
    w, v, s = t.toewijzing.c, t.verwijzing.c, t.signaal.c
    gevraagd = select(s.verwijzing).where(s.code == PERSPECTIEFSIGNAAL, s.gemeente == gemeente)
    geldt = (v.gemeente == w.gemeente) & (v.toewijzingnummer == w.nummer) & v.vervangen.is_(None)
    vraag = (
        select(
            *(w.id, w.nummer, w.aanbieder, w.ingangsdatum, w.einddatum),
            (literal("toewijzing ") + cast(w.nummer, String)).in_(gevraagd),
            *_KOLOMMEN,
        )
        .select_from(t.toewijzing.outerjoin(t.verwijzing, geldt))
        .where(
            w.gemeente == gemeente,
            or_(w.einddatum.is_(None), w.einddatum >= dag),
            ~is_verwijderd(),
        )
        .order_by(w.nummer)
    )
    return [
        Lopend(rij[0], rij[1], rij[2], rij[3], rij[4], bool(rij[5]), Verwijzing._make(rij[6:]))
        for rij in verbinding.execute(vraag)
    ]


class Planeinde(NamedTuple):
    """A hulpverleningsplan of which the end has come."""

    gemeente: str
    nummer: int
    aanbieder: str
    client_id: int
    plan_op: date
    einde: date
    """The last day of its term or of the toewijzing, whichever comes first."""
    doelen: int | None


def plannen_aan_einde(verbinding: Connection, dag: date) -> list[Planeinde]:
    """Plans that were told and ended on a day or before it, while no outcome at EIND of the trajectory was told."""
    w, v, u = t.toewijzing.c, t.verwijzing.c, t.uitkomst.c
    geleverd = (
        select(u.id)
        .where(
            u.gemeente == w.gemeente,
            u.toewijzingnummer == w.nummer,
            u.moment == "EIND",
            u.vervangen.is_(None),
        )
        .exists()
    )
    vraag = (
        select(w.gemeente, w.nummer, w.aanbieder, w.client_id, v.plan_op, v.plan_tot, w.einddatum, v.plan_doelen)
        .join(t.verwijzing, (v.gemeente == w.gemeente) & (v.toewijzingnummer == w.nummer) & v.vervangen.is_(None))
        .where(
            v.plan_op.is_not(None),
            ~is_verwijderd(),
            or_(v.plan_tot <= dag, w.einddatum <= dag),
            ~geleverd,
        )
        .order_by(w.gemeente, w.nummer)
    )
    return [
        Planeinde(*rij[:5], min(een for een in rij[5:7] if een is not None), rij[7])
        for rij in verbinding.execute(vraag)
    ]
