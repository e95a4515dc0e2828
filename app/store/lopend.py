"""Toewijzingen that run on a day, in bulk: not removed, not past their Einddatum, and help was not stopped for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from app.contracts.verwijzing import Verwijzing
from app.exchange.judgement import Regelstaat
from app.messages.records import Geboortedatum
from app.store import tables as t
from app.store.geboren import lees_geboren
from app.store.privacy import Kluis

TIJDELIJK = "20"
"""RedenBeeindiging of a stop after which the help goes on."""


class LopendeToewijzing(NamedTuple):
    """A toewijzing of a client whose date of birth is known."""

    gemeente: str
    nummer: int
    aanbieder: str
    categorie: str | None
    ingangsdatum: date
    einddatum: date | None
    client_id: int
    regio: str | None
    """As the figures have it; None: its agreements are not known."""
    verwijzing: Verwijzing
    """Only what was told about age: the perspectiefplan and verlengde jeugdhulp."""
    geboren: Geboortedatum


def is_verwijderd() -> ColumnElement[bool]:
    """Whether a toewijzing was withdrawn, or lapsed on its first day (OP087)."""
    w = t.toewijzing.c
    return or_(
        w.reden_wijziging.is_not_distinct_from("13"),
        and_(w.reden_wijziging.is_not_distinct_from("01"), w.einddatum.is_not_distinct_from(w.ingangsdatum)),
    )


_PARTIJEN = ("client_id", "gemeente", "aanbieder")


def _van_toewijzing(kolommen: Any) -> tuple[ColumnElement[bool], ...]:
    """Whether a start or stop that was not removed is about the toewijzing."""
    w = t.toewijzing.c
    return (
        *(kolommen[naam] == w[naam] for naam in _PARTIJEN),
        kolommen.toewijzingnummer == w.nummer,
        kolommen.verwijderd_door.is_(None),
    )


def gestart() -> ColumnElement[bool]:
    """Whether a start of the toewijzing counts."""
    return exists().where(*_van_toewijzing(t.start.c)).correlate(t.toewijzing)


def levert(dag: date) -> ColumnElement[bool]:
    """Whether a start of the toewijzing counts that was not stopped for good before the day."""
    b, s = t.start.c, t.stop.c
    gestopt = (
        exists()
        .where(
            *(s[naam] == b[naam] for naam in (*_PARTIJEN, "toewijzingnummer", "begindatum")),
            *(s[naam].is_not_distinct_from(b[naam]) for naam in ("categorie", "code")),
            s.verwijderd_door.is_(None),
            s.reden_beeindiging != TIJDELIJK,
            s.einddatum < dag,
        )
        .correlate(t.start)
    )
    return exists().where(*_van_toewijzing(b), ~gestopt).correlate(t.toewijzing)


def loopt(dag: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions on ``toewijzing``: it has a day to come, and help has not started or was not all stopped for good."""
    einddatum = t.toewijzing.c.einddatum
    return ~is_verwijderd(), or_(einddatum.is_(None), einddatum >= dag), or_(~gestart(), levert(dag))


def lopende_toewijzingen(
    verbinding: Connection, kluis: Kluis, dag: date, gemeente: str | None = None
) -> Iterator[LopendeToewijzing]:
    """Those that run on the day (None: of every gemeente), by client; each date of birth is decrypted once."""
    w, c, v, d = t.toewijzing.c, t.client.c, t.verwijzing.c, t.duiding.c
    vraag = (
        select(
            *(w.gemeente, w.nummer, w.aanbieder, w.categorie, w.ingangsdatum, w.einddatum, w.client_id, d.regio),
            *(v.perspectiefplan_op, v.verlengde_jeugdhulp, c.bsn_kenmerk, c.geboren),
        )
        .join(t.client, c.id == w.client_id)
        .join(
            t.verwijzing,
            and_(v.gemeente == w.gemeente, v.toewijzingnummer == w.nummer, v.vervangen.is_(None)),
            isouter=True,
        )
        .join(t.duiding, d.toewijzing_id == w.id, isouter=True)
        .where(*loopt(dag), c.geboren.is_not(None), *(() if gemeente is None else (w.gemeente == gemeente,)))
        .order_by(w.client_id, w.gemeente, w.nummer)
    )
    vorige, geboren = None, None
    for rij in verbinding.execute(vraag):
        if geboren is None or rij.client_id != vorige:
            vorige, geboren = rij.client_id, lees_geboren(kluis, rij.bsn_kenmerk, rij.geboren)
        verwijzing = Verwijzing(perspectiefplan_op=rij.perspectiefplan_op, verlengde_jeugdhulp=rij.verlengde_jeugdhulp)
        yield LopendeToewijzing(*rij[:8], verwijzing, geboren)


class Stopclaim(NamedTuple):
    """What was granted on a toewijzing over periods wholly after the last stop."""

    gemeente: str
    nummer: int
    aanbieder: str
    client_id: int
    gestopt: date
    """Last day of help."""
    eerste: date
    """First day of the first such period."""
    aantal: int
    """Granted lines that were not credited."""
    bedrag: int
    """What they come to, in eurocents."""


_GEHEEL = ("82", "83")
"""Units that with Frequentie 6 stand for the whole of the help, whenever it is claimed."""


def claims_na_stop(verbinding: Connection, dag: date) -> Iterator[Stopclaim]:
    """Toewijzingen of which all help was stopped for good, and that were claimed on over later periods.

    Not those of one amount for the whole: that is owed also when the help ended sooner, and claimed at the end.
    """
    w, s, p = t.toewijzing.c, t.stop.c, t.prestatie.c
    laatste = (
        select(w.id, func.max(s.einddatum).label("gestopt"))
        .join(t.stop, and_(*_van_toewijzing(s), s.reden_beeindiging != TIJDELIJK))
        .where(
            w.open_prestaties > 0,
            ~levert(dag),
            ~and_(w.frequentie.is_not_distinct_from("6"), func.coalesce(w.eenheid, "").in_(_GEHEEL)),
        )
        .group_by(w.id)
        .subquery()
    )
    wie = (w.gemeente, w.nummer, w.aanbieder, w.client_id, laatste.c.gestopt)
    vraag = (
        select(*wie, func.min(p.begindatum), func.count(), func.sum(p.bedrag))
        .select_from(t.toewijzing)
        .join(laatste, laatste.c.id == w.id)
        .join(t.prestatie, p.toewijzing_id == w.id)
        .where(p.begindatum > laatste.c.gestopt, p.staat == int(Regelstaat.TOEGEKEND), p.debet_credit == "D")
        .group_by(*wie)
        .order_by(w.gemeente, w.nummer)
    )
    for rij in verbinding.execute(vraag):
        gelezen = Stopclaim._make(rij)
        yield gelezen._replace(bedrag=int(gelezen.bedrag))
