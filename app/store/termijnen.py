"""What is still awaited, in bulk: one query for each kind of term, with the days between which it has to have begun.

Every row is one clock that runs, in no order; ``app.steering`` works out its last day and how it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select, tuple_

from app.exchange.judgement import Regelstaat
from app.store import tables as t
from app.store.dagen import begin_van_dag, nederlandse_dag
from app.store.lopend import TIJDELIJK, is_verwijderd

_AAN_GEMEENTE = ("JW305", "JW307", "JW315", "JW317", "JW323")
_VAN_GEMEENTE = ("JW301", "JW319")
DECLARATIE = "JW323"


class Termijnfilter(NamedTuple):
    """Of whom, and when a term has begun: after day ``na``, up to and including day ``tot``; None does not filter."""

    gemeente: str | None = None
    aanbieder: str | None = None
    na: date | None = None
    tot: date | None = None


class Wachtend(NamedTuple):
    """Something that is awaited."""

    gemeente: str
    aanbieder: str
    client: UUID | None
    """The public key of the client; None for a declaratie, which is about many."""
    bericht_id: UUID
    """The message from which the term counts."""


class Wachtbericht(NamedTuple):
    """A message without an answer."""

    over: Wachtend
    code: str
    ontvangen: date


class Wachtverzoek(NamedTuple):
    """A verzoek without a final answer."""

    over: Wachtend
    code: str
    referentie: str
    dagtekening: date
    ontvangen: date
    in_onderzoek_door: UUID | None


class Wachtstart(NamedTuple):
    """A toewijzing that was claimed on and not started."""

    over: Wachtend
    nummer: int
    geleverd_op: date
    """Last day of the earliest ProductPeriode that was granted and not credited."""
    bekend: date
    """Day on which the toewijzing first came."""
    client_id: int
    """Our key of the client."""


class Wachtstop(NamedTuple):
    """A delivery that runs while its toewijzing has ended."""

    over: Wachtend
    nummer: int
    einddatum: date
    """Of the toewijzing."""
    verteld: date
    """Day on which a version with that Einddatum first came."""
    client_id: int
    """Our key of the client."""


def zonder_antwoord(
    verbinding: Connection, filter_: Termijnfilter, *, declaraties: bool, van_partner: bool
) -> Iterator[Wachtbericht]:
    """Messages that await their retour, or declaraties that await their JW325.

    ``van_partner``: from the other party; else from ourselves, who owe one only to what is held.
    """
    b = t.bericht.c
    codes = (
        (DECLARATIE,) if declaraties else tuple(een for een in (*_AAN_GEMEENTE, *_VAN_GEMEENTE) if een != DECLARATIE)
    )
    opnieuw = t.bericht.alias("opnieuw")
    later = exists().where(
        opnieuw.c.afzender == b.afzender,
        opnieuw.c.code == b.code,
        opnieuw.c.identificatie == b.identificatie,
        opnieuw.c.antwoord_code.is_not(None),
    )
    # As a literal: SQLite only then sees that the index of what is held holds it all.
    aangehouden = and_(b.oordeel == literal_column("'aangehouden'"), ~later)
    voorwaarde = aangehouden
    if van_partner:
        gekomen = exists().where(t.ontvangen_antwoord.c.heen_id == b.id)
        voorwaarde = or_(aangehouden, and_(b.verwerkt, ~gekomen))
    van_gemeente = b.code.in_(_VAN_GEMEENTE)
    vraag = (
        select(b.id, b.code, b.afzender, b.ontvanger, b.ontvangen, t.client.c.openbaar)
        .join(t.client, t.client.c.id == b.client_id, isouter=True)
        .where(b.code.in_(codes), voorwaarde, *_ontvangen(b.ontvangen, filter_))
    )
    if filter_.gemeente is not None:
        vraag = vraag.where(
            or_(
                and_(van_gemeente, b.afzender == filter_.gemeente), and_(~van_gemeente, b.ontvanger == filter_.gemeente)
            )
        )
    if filter_.aanbieder is not None:
        vraag = vraag.where(
            or_(
                and_(van_gemeente, b.ontvanger == filter_.aanbieder),
                and_(~van_gemeente, b.afzender == filter_.aanbieder),
            )
        )
    for rij in verbinding.execute(vraag):
        partijen = (rij.afzender, rij.ontvanger)
        gemeente, aanbieder = partijen if rij.code in _VAN_GEMEENTE else partijen[::-1]
        yield Wachtbericht(
            Wachtend(gemeente, aanbieder, rij.openbaar, rij.id), rij.code, nederlandse_dag(rij.ontvangen)
        )


def zonder_eerste_antwoord(verbinding: Connection, filter_: Termijnfilter) -> Iterator[Wachtverzoek]:
    """Verzoeken to which nothing was answered, by the day of receipt."""
    v = t.verzoek.c
    return _verzoeken(verbinding, filter_, _open(), v.in_onderzoek_door.is_(None), *_ontvangen(v.ontvangen, filter_))


def in_onderzoek(verbinding: Connection, filter_: Termijnfilter) -> Iterator[Wachtverzoek]:
    """Verzoeken that are looked into, by their Dagtekening."""
    v = t.verzoek.c
    return _verzoeken(verbinding, filter_, _open(), v.in_onderzoek_door.is_not(None), *_tussen(v.dagtekening, filter_))


def af_te_wijzen(verbinding: Connection, filter_: Termijnfilter) -> Iterator[Wachtverzoek]:
    """Verzoeken om toewijzing that are open, by the day of receipt."""
    v = t.verzoek.c
    return _verzoeken(verbinding, filter_, _open(), v.soort == "JW315", *_ontvangen(v.ontvangen, filter_))


def _open() -> ColumnElement[bool]:
    v = t.verzoek.c
    return and_(v.afgewezen_door.is_(None), v.toegewezen_door.is_(None))


def _verzoeken(
    verbinding: Connection, filter_: Termijnfilter, *voorwaarden: ColumnElement[bool]
) -> Iterator[Wachtverzoek]:
    v = t.verzoek.c
    vraag = (
        select(
            *(v.gemeente, v.aanbieder, t.client.c.openbaar, v.bericht_id),
            *(v.soort, v.referentie, v.dagtekening, v.ontvangen, v.in_onderzoek_door),
        )
        .join(t.client, t.client.c.id == v.client_id)
        .where(*voorwaarden, *_van(v, filter_))
    )
    for rij in verbinding.execute(vraag):
        yield Wachtverzoek(
            Wachtend(*rij[:4]),
            rij.soort,
            rij.referentie,
            rij.dagtekening,
            nederlandse_dag(rij.ontvangen),
            rij.in_onderzoek_door,
        )


def zonder_start(verbinding: Connection, filter_: Termijnfilter) -> Iterator[Wachtstart]:
    """Toewijzingen that were claimed on and of which no start counts (OP295)."""
    k, s, p, d = t.toewijzing.c, t.start.c, t.prestatie.c, t.declaratie.c
    gestart = exists().where(
        s.client_id == k.client_id,
        s.gemeente == k.gemeente,
        s.aanbieder == k.aanbieder,
        s.toewijzingnummer == k.nummer,
        s.verwijderd_door.is_(None),
    )
    eerste = (
        select(p.einddatum, d.bericht_id)
        .join(t.declaratie, d.id == p.declaratie_id)
        .where(p.toewijzing_id == k.id, p.staat == int(Regelstaat.TOEGEKEND), p.debet_credit == "D")
        .order_by(p.einddatum, p.declaratie_id, p.volgnummer)
        .limit(1)
        .correlate(t.toewijzing)
    )
    geleverd_op = eerste.with_only_columns(p.einddatum).scalar_subquery()
    geleverd_door = eerste.with_only_columns(d.bericht_id).scalar_subquery()
    bekend = eerst_ontvangen(k.id)
    vraag = (
        select(k.gemeente, k.aanbieder, t.client.c.openbaar, geleverd_door, k.nummer, geleverd_op, bekend, k.client_id)
        .join(t.client, t.client.c.id == k.client_id)
        .where(k.open_prestaties > 0, ~is_verwijderd(), ~gestart, *_van(k, filter_))
        .where(*_laatste_van_twee(geleverd_op, bekend, filter_))
    )
    for rij in verbinding.execute(vraag):
        yield Wachtstart(Wachtend(*rij[:4]), rij[4], rij[5], nederlandse_dag(rij[6]), rij[7])


def zonder_stop(verbinding: Connection, filter_: Termijnfilter, vandaag: date) -> Iterator[Wachtstop]:
    """The last delivery on a toewijzing that ended before ``vandaag``, when it was not stopped for good (OP288)."""
    k, s, p = t.toewijzing.c, t.start.c, t.stop.c
    sleutel = ("client_id", "gemeente", "aanbieder", "toewijzingnummer", "categorie", "code", "begindatum")
    gestopt = exists().where(
        *(
            p[naam].is_not_distinct_from(s[naam]) if naam in ("categorie", "code") else p[naam] == s[naam]
            for naam in sleutel
        ),
        p.reden_beeindiging != TIJDELIJK,
        p.verwijderd_door.is_(None),
    )
    volgende = t.start.alias("volgende")
    hervat = exists().where(
        *(volgende.c[naam] == s[naam] for naam in sleutel[:4]),
        volgende.c.verwijderd_door.is_(None),
        tuple_(*_rang(volgende.c)) > tuple_(*_rang(s)),
    )
    verteld = eerst_ontvangen(k.id, t.toewijzing_versie.c.einddatum == k.einddatum)
    vraag = (
        select(k.gemeente, k.aanbieder, t.client.c.openbaar, s.bericht_id, k.nummer, k.einddatum, verteld, k.client_id)
        .join(
            t.start,
            and_(
                s.client_id == k.client_id,
                s.gemeente == k.gemeente,
                s.aanbieder == k.aanbieder,
                s.toewijzingnummer == k.nummer,
            ),
        )
        .join(t.client, t.client.c.id == k.client_id)
        .where(s.verwijderd_door.is_(None), ~is_verwijderd(), ~gestopt, ~hervat, *_van(k, filter_))
        .where(k.einddatum < vandaag, verteld < begin_van_dag(vandaag))
        .where(*_laatste_van_twee(k.einddatum, verteld, filter_))
    )
    for rij in verbinding.execute(vraag):
        yield Wachtstop(Wachtend(*rij[:4]), rij[4], rij[5], nederlandse_dag(rij[6]), rij[7])


def _rang(kolommen: Any) -> tuple[ColumnElement[Any], ...]:
    return kolommen.begindatum, func.coalesce(kolommen.categorie, ""), func.coalesce(kolommen.code, "")


def eerst_ontvangen(toewijzing: ColumnElement[Any], *voorwaarden: ColumnElement[bool]) -> Any:
    """When the first version of a toewijzing came."""
    v, b = t.toewijzing_versie.c, t.bericht.c
    vraag: Select[Any] = (
        select(func.min(b.ontvangen))
        .join(t.toewijzing_versie, v.bericht_id == b.id)
        .where(v.toewijzing_id == toewijzing, *voorwaarden)
        .correlate(t.toewijzing)
    )
    return vraag.scalar_subquery()


def _van(kolommen: Any, filter_: Termijnfilter) -> Iterator[ColumnElement[bool]]:
    if filter_.gemeente is not None:
        yield kolommen.gemeente == filter_.gemeente
    if filter_.aanbieder is not None:
        yield kolommen.aanbieder == filter_.aanbieder


def _tussen(dag: ColumnElement[Any], filter_: Termijnfilter) -> Iterator[ColumnElement[bool]]:
    if filter_.na is not None:
        yield dag > filter_.na
    if filter_.tot is not None:
        yield dag <= filter_.tot


def _ontvangen(moment: ColumnElement[Any], filter_: Termijnfilter) -> Iterator[ColumnElement[bool]]:
    if filter_.na is not None:
        yield moment >= begin_van_dag(filter_.na + timedelta(days=1))
    if filter_.tot is not None:
        yield moment < begin_van_dag(filter_.tot + timedelta(days=1))


def _laatste_van_twee(
    dag: ColumnElement[Any], moment: ColumnElement[Any], filter_: Termijnfilter
) -> Iterator[ColumnElement[bool]]:
    """The same for a term that begins on the later of a day and a moment."""
    if filter_.na is not None:
        yield or_(dag > filter_.na, moment >= begin_van_dag(filter_.na + timedelta(days=1)))
    if filter_.tot is not None:
        yield and_(dag <= filter_.tot, moment < begin_van_dag(filter_.tot + timedelta(days=1)))
