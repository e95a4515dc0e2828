"""What judging asks about old rights, exceptions and volumeplafonds: nothing where a regio has none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Select, bindparam, func, select
from sqlalchemy.sql.elements import KeyedColumnElement

from app.contracts.boek import Contractboek
from app.contracts.uitzondering import Uitzondering, Uitzonderingsoort
from app.messages.records import Declaratiebericht
from app.rules.betaalstand import Betaalstand, Betaling, Plafondsleutel
from app.rules.facts import BekendeToewijzing
from app.store import tables as t
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde

TOEGEKEND = 1
"""Regelstaat of a line that was granted and not credited."""
NIET_TOEGEKEND = 5
"""Above it a line was not granted; below it was, credited since or not."""


def oude_rechten(
    verbinding: Connection, boek: Contractboek, bericht: Declaratiebericht, toewijzingen: dict[int, BekendeToewijzing]
) -> dict[int, tuple[date, date | None]]:
    """For toewijzingen on which an old product code is claimed: first Toewijzingdatum and first day of help."""
    if boek.afspraken is None or not boek.afspraken.oude_codes:
        return {}
    nummers = {regel.toewijzingnummer for regel in bericht.prestaties if boek.is_oud(regel.code)}
    oud = {toewijzingen[nummer].id: nummer for nummer in nummers if nummer in toewijzingen}
    return {oud[id]: recht for id, recht in rechten_van(verbinding, oud.keys()).items()}


def rechten_van(verbinding: Connection, toewijzingen: Collection[int]) -> dict[int, tuple[date, date | None]]:
    """First Toewijzingdatum and first day of help of toewijzingen, both by our key of them."""
    if not toewijzingen:
        return {}
    waarden = {SLEUTELS: sleutelwaarde(verbinding, toewijzingen)}
    dialect = verbinding.dialect.name
    eerste: dict[int, date] = {}
    for vraag in (_geleverd(dialect), _gestart(dialect)):  # what was reported goes before what was claimed
        eerste.update((rij[0], rij[1]) for rij in verbinding.execute(vraag, waarden))
    return {id: (aanspraak, eerste.get(id)) for id, aanspraak in verbinding.execute(_aanspraken(dialect), waarden)}


@cache
def _aanspraken(dialect: str) -> Select[Any]:
    v = t.toewijzing_versie.c
    eerste = func.min(v.toewijzingsdatum, type_=Date())
    return select(v.toewijzing_id, eerste).where(in_sleutels(dialect, v.toewijzing_id)).group_by(v.toewijzing_id)


@cache
def _geleverd(dialect: str) -> Select[Any]:
    p = t.prestatie.c
    return (
        select(p.toewijzing_id, func.min(p.begindatum, type_=Date()))
        .where(in_sleutels(dialect, p.toewijzing_id), p.staat == TOEGEKEND, p.debet_credit == "D")
        .group_by(p.toewijzing_id)
    )


@cache
def _gestart(dialect: str) -> Select[Any]:
    s, w = t.start.c, t.toewijzing.c
    return (
        select(w.id, func.min(s.begindatum, type_=Date()))
        .join(
            t.start,
            (s.client_id == w.client_id)
            & (s.gemeente == w.gemeente)
            & (s.aanbieder == w.aanbieder)
            & (s.toewijzingnummer == w.nummer),
        )
        .where(in_sleutels(dialect, w.id), s.verwijderd_door.is_(None))
        .group_by(w.id)
    )


_UITZONDERINGEN = (
    select(
        t.toewijzing.c.nummer,
        t.uitzondering.c.id,
        t.uitzondering.c.soort,
        t.uitzondering.c.tot,
        t.uitzondering.c.bedrag,
    )
    .join(t.toewijzing, t.toewijzing.c.id == t.uitzondering.c.toewijzing_id)
    .where(t.toewijzing.c.gemeente == bindparam("gemeente"), t.toewijzing.c.aanbieder == bindparam("aanbieder"))
    .order_by(t.uitzondering.c.id)
)


def uitzonderingen(verbinding: Connection, gemeente: str, aanbieder: str) -> dict[int, Uitzondering]:
    """The exceptions of a gemeente on toewijzingen to an aanbieder, by number; the last one of each holds."""
    rijen = verbinding.execute(_UITZONDERINGEN, {"gemeente": gemeente, "aanbieder": aanbieder})
    return {nummer: Uitzondering(id, Uitzonderingsoort(soort), tot, bedrag) for nummer, id, soort, tot, bedrag in rijen}


def betaalstand(verbinding: Connection, boek: Contractboek, vorige: Collection[str]) -> Betaalstand | None:
    """What is realised under the volumeplafonds of an aanbieder; None when there are none."""
    afspraken = boek.afspraken
    if afspraken is None:
        return None
    eigen = {een.nummer for een in afspraken.contracten_van(boek.aanbieder)}
    plafonds = {een.contract for een in afspraken.regio.volumeplafonds} & eigen
    if not plafonds:
        return None
    waarden = {SLEUTELS: sleutelwaarde(verbinding, plafonds), "regio": afspraken.regio.code}
    dialect = verbinding.dialect.name
    gerealiseerd = {
        Plafondsleutel(*rij[:4]): int(rij[4]) for rij in verbinding.execute(_gerealiseerd(dialect), waarden)
    }
    gemeld = frozenset(Plafondsleutel(*rij) for rij in verbinding.execute(_gemeld(dialect), waarden))
    eerdere: dict[str, Betaling] = {}
    if vorige:
        gecrediteerd = {SLEUTELS: sleutelwaarde(verbinding, vorige), "aanbieder": boek.aanbieder}
        eerdere = {
            rij[0]: Betaling(Plafondsleutel(*rij[1:5]), rij[5], rij[6])
            for rij in verbinding.execute(_eerdere(dialect), gecrediteerd)
        }
    return Betaalstand(afspraken, boek.gemeente, gerealiseerd, gemeld, eerdere)


def _sleutel(tabel: Any) -> Iterable[KeyedColumnElement[Any]]:
    return tabel.c.contract, tabel.c.perceel, tabel.c.jaar, tabel.c.gemeente


@cache
def _gerealiseerd(dialect: str) -> Select[Any]:
    b, p = t.betaling.c, t.prestatie.c
    sleutel = _sleutel(t.betaling)
    return (
        select(*sleutel, func.sum(p.bedrag))
        .join(t.prestatie, (p.declaratie_id == b.declaratie_id) & (p.volgnummer == b.volgnummer))
        .where(
            b.regio == bindparam("regio"),
            in_sleutels(dialect, b.contract),
            b.betaalbaar,
            p.staat == TOEGEKEND,
            p.debet_credit == "D",
        )
        .group_by(*sleutel)
    )


@cache
def _gemeld(dialect: str) -> Select[Any]:
    m = t.plafondmelding
    return select(*_sleutel(m)).where(m.c.regio == bindparam("regio"), in_sleutels(dialect, m.c.contract))


@cache
def _eerdere(dialect: str) -> Select[Any]:
    b, p = t.betaling.c, t.prestatie.c
    return (
        select(p.referentienummer, *_sleutel(t.betaling), b.betaalbaar, b.reden)
        .join(t.prestatie, (p.declaratie_id == b.declaratie_id) & (p.volgnummer == b.volgnummer))
        .where(
            p.aanbieder == bindparam("aanbieder"),
            in_sleutels(dialect, p.referentienummer),
            p.staat < NIET_TOEGEKEND,
            p.debet_credit == "D",
        )
    )
