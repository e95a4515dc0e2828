"""Toewijzingen that run on a day, in bulk: not removed, not past their Einddatum, and help was not stopped for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from app.contracts.verwijzing import Verwijzing
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


def loopt(dag: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions on ``toewijzing``: it has a day to come, and help has not started or was not all stopped for good."""
    w, b, s = t.toewijzing.c, t.start.c, t.stop.c
    partijen = ("client_id", "gemeente", "aanbieder")
    van_toewijzing = (
        *(b[naam] == w[naam] for naam in partijen),
        b.toewijzingnummer == w.nummer,
        b.verwijderd_door.is_(None),
    )
    gestopt = (
        exists()
        .where(
            *(s[naam] == b[naam] for naam in (*partijen, "toewijzingnummer", "begindatum")),
            *(s[naam].is_not_distinct_from(b[naam]) for naam in ("categorie", "code")),
            s.verwijderd_door.is_(None),
            s.reden_beeindiging != TIJDELIJK,
            s.einddatum < dag,
        )
        .correlate(t.start)
    )
    gestart = exists().where(*van_toewijzing).correlate(t.toewijzing)
    levert = exists().where(*van_toewijzing, ~gestopt).correlate(t.toewijzing)
    return ~is_verwijderd(), or_(w.einddatum.is_(None), w.einddatum >= dag), or_(~gestart, levert)


def lopende_toewijzingen(verbinding: Connection, kluis: Kluis, dag: date) -> Iterator[LopendeToewijzing]:
    """Those that run on the day, by client; each date of birth is decrypted once."""
    w, c, v = t.toewijzing.c, t.client.c, t.verwijzing.c
    vraag = (
        select(
            *(w.gemeente, w.nummer, w.aanbieder, w.categorie, w.ingangsdatum, w.einddatum, w.client_id),
            *(v.perspectiefplan_op, v.verlengde_jeugdhulp, c.bsn_kenmerk, c.geboren),
        )
        .join(t.client, c.id == w.client_id)
        .join(
            t.verwijzing,
            and_(v.gemeente == w.gemeente, v.toewijzingnummer == w.nummer, v.vervangen.is_(None)),
            isouter=True,
        )
        .where(*loopt(dag), c.geboren.is_not(None))
        .order_by(w.client_id, w.gemeente, w.nummer)
    )
    vorige, geboren = None, None
    for rij in verbinding.execute(vraag):
        if geboren is None or rij.client_id != vorige:
            vorige, geboren = rij.client_id, lees_geboren(kluis, rij.bsn_kenmerk, rij.geboren)
        verwijzing = Verwijzing(perspectiefplan_op=rij.perspectiefplan_op, verlengde_jeugdhulp=rij.verlengde_jeugdhulp)
        yield LopendeToewijzing(*rij[:7], verwijzing, geboren)
