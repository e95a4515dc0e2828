"""Reads what can be paid: granted lines only, with the payment state of those under a volumeplafond."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, and_, case, cast, func, or_, select, tuple_

from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.dagen import begin_van_dag
from app.store.vragen import TELT


class Betaalfilter(NamedTuple):
    """Which lines; None does not filter. ``van`` and ``tot`` are Dutch days of receipt, both included."""

    gemeente: str | None = None
    aanbieder: str | None = None
    van: date | None = None
    tot: date | None = None
    hoogste: int | None = None
    """No declaratie after this one: for who reads in parts and wants one state of affairs."""


class Betaalplaats(NamedTuple):
    """Where a line stands in the list."""

    declaratie_id: int
    volgnummer: int


class Betaalrij(NamedTuple):
    """A granted line."""

    declaratie_id: int
    volgnummer: int
    ontvangen: datetime
    gemeente: str
    aanbieder: str
    declaratienummer: str
    referentienummer: str
    vorig_referentienummer: str | None
    toewijzingnummer: int
    code: str
    begindatum: date
    einddatum: date
    debet_credit: str
    bedrag: int
    """Signed eurocents."""
    betaalbaar: bool
    reden: str
    """Why it cannot be paid, in Dutch; empty when it can."""
    contract: str | None
    """Of the volumeplafond over the line; None without one."""
    perceel: str | None


class Betaaltotaal(NamedTuple):
    """All lines that were asked for together, in signed eurocents."""

    regels: int
    betaalbaar: int
    niet_betaalbaar: int


_P, _D, _B, _M = t.prestatie.c, t.declaratie.c, t.betaling.c, t.bericht.c
_SALDO = cast(case((_P.debet_credit == "C", -_P.bedrag), else_=_P.bedrag), BigInteger)
_BETAALBAAR: ColumnElement[bool] = or_(_B.betaalbaar.is_(None), _B.betaalbaar)


def _gefilterd(filter_: Betaalfilter, *kolommen: Any) -> Select[Any]:
    vraag = (
        select(*kolommen)
        .select_from(t.prestatie)
        .join(t.declaratie, _D.id == _P.declaratie_id)
        .join(t.bericht, _M.id == _D.bericht_id)
        .outerjoin(t.betaling, and_(_B.declaratie_id == _P.declaratie_id, _B.volgnummer == _P.volgnummer))
        .where(TELT)
    )
    if filter_.gemeente is not None:
        vraag = vraag.where(_D.gemeente == filter_.gemeente)
    if filter_.aanbieder is not None:
        vraag = vraag.where(_D.aanbieder == filter_.aanbieder)
    if filter_.van is not None:
        vraag = vraag.where(_M.ontvangen >= begin_van_dag(filter_.van))
    if filter_.tot is not None:
        vraag = vraag.where(_M.ontvangen < begin_van_dag(filter_.tot + timedelta(days=1)))
    if filter_.hoogste is not None:
        vraag = vraag.where(_P.declaratie_id <= filter_.hoogste)
    return vraag


def hoogste_declaratie(verbinding: Connection) -> int:
    """Our key of the last declaratie; 0 when there is none."""
    hoogste: int | None = verbinding.scalar(select(func.max(_D.id)))
    return hoogste or 0


def totaal(verbinding: Connection, filter_: Betaalfilter) -> Betaaltotaal:
    """How much can be paid, and how much cannot."""
    wel = func.coalesce(func.sum(case((_BETAALBAAR, _SALDO), else_=0)), 0)
    niet = func.coalesce(func.sum(case((_BETAALBAAR, 0), else_=_SALDO)), 0)
    aantal, betaalbaar, niet_betaalbaar = verbinding.execute(_gefilterd(filter_, func.count(), wel, niet)).one()
    return Betaaltotaal(aantal, int(betaalbaar), int(niet_betaalbaar))


def zoek_betalingen(
    verbinding: Connection, filter_: Betaalfilter, aantal: int, na: Betaalplaats | None = None
) -> list[Betaalrij]:
    """At most ``aantal`` lines, in order of judgement, that come after ``na``."""
    vraag = _gefilterd(
        filter_,
        _P.declaratie_id,
        _P.volgnummer,
        _M.ontvangen,
        _D.gemeente,
        _D.aanbieder,
        _D.nummer,
        _P.referentienummer,
        _P.vorig_referentienummer,
        _P.toewijzingnummer,
        _P.code,
        _P.begindatum,
        _P.einddatum,
        _P.debet_credit,
        _SALDO,
        _BETAALBAAR,
        func.coalesce(_B.reden, ""),
        _B.contract,
        _B.perceel,
    )
    if na is not None:
        vraag = vraag.where(tuple_(_P.declaratie_id, _P.volgnummer) > tuple_(*na))
    vraag = vraag.order_by(_P.declaratie_id, _P.volgnummer).limit(aantal)
    rijen = (Betaalrij._make(rij) for rij in verbinding.execute(vraag))
    return [
        rij._replace(
            ontvangen=rij.ontvangen.astimezone(NEDERLAND), bedrag=int(rij.bedrag), betaalbaar=bool(rij.betaalbaar)
        )
        for rij in rijen
    ]
