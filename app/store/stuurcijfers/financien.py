"""Money: what was committed, claimed, granted and can be paid, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, String, and_, case, cast, extract, func, null, or_, select

from app.contracts.bekostiging import Vorm
from app.exchange.judgement import Regelstaat
from app.store import tables as t
from app.store.lopend import TIJDELIJK
from app.store.stuurcijfers.basis import (
    TRAJECT,
    Selectie,
    als_getal,
    dagen_tussen,
    van_toewijzing,
)


class Geldrij(NamedTuple):
    """A perceel in a gemeente; eurocents. ``perceel`` is None for claims on no known toewijzing."""

    regio: str
    gemeente: str
    perceel: str | None
    toewijzingen: int = 0
    """That begin in the period."""
    ongebruikt: int = 0
    """Of these: nothing was granted on them."""
    verplicht: int = 0
    benut: int = 0
    """Granted on these toewijzingen up to now, whatever the days of the lines."""
    ingediend: int = 0
    toegekend: int = 0
    tegengehouden: int = 0
    """Granted, and not to be paid: it passed a volumeplafond."""

    @property
    def betaalbaar(self) -> int:
        """Granted, and to be paid."""
        return self.toegekend - self.tegengehouden


def saldo() -> ColumnElement[int]:
    """The amount of a line, below 0 for a credit."""
    p = t.prestatie.c
    return case((p.debet_credit == "D", p.bedrag), else_=-p.bedrag)


def toegekend() -> ColumnElement[int]:
    """Lines that were granted; one that was taken back since is undone by its credit."""
    return case((t.prestatie.c.staat <= int(Regelstaat.GECREDITEERD), saldo()), else_=0)


def geld(verbinding: Connection, selectie: Selectie) -> list[Geldrij]:
    """Commitments by the first day of the toewijzing, claims by the first day of the ProductPeriode."""
    per_plek: dict[tuple[str, str, str | None], Geldrij] = {}
    for rij in verbinding.execute(_verplichtingen(selectie)):
        per_plek[rij[:3]] = Geldrij(*rij[:3], *(int(getal) for getal in rij[3:]))
    for rij in _declaraties(verbinding, selectie):
        eerder = per_plek.get(rij[:3], Geldrij(*rij[:3]))
        per_plek[rij[:3]] = eerder._replace(
            ingediend=eerder.ingediend + int(rij.ingediend), toegekend=eerder.toegekend + int(rij.toegekend)
        )
    for rij in verbinding.execute(_tegengehouden(selectie)):
        plek = rij[:3]
        per_plek[plek] = per_plek[plek]._replace(tegengehouden=int(rij.tegengehouden))
    return sorted(per_plek.values(), key=lambda rij: (rij.regio, rij.gemeente, rij.perceel or ""))


def _verplichtingen(selectie: Selectie) -> Select[Any]:
    w, d = t.toewijzing.c, t.duiding.c
    return (
        select(
            *(d.regio, w.gemeente, d.perceel, func.count().label("aantal")),
            func.sum(als_getal(w.toegekend_bedrag == 0)).label("ongebruikt"),
            func.coalesce(func.sum(d.verplicht), 0).label("verplicht"),
            func.sum(w.toegekend_bedrag).label("benut"),
        )
        .select_from(TRAJECT)
        .where(*selectie.begonnen())
        .group_by(d.regio, w.gemeente, d.perceel)
    )


def _declaraties(verbinding: Connection, selectie: Selectie) -> Iterator[Any]:
    w, d, p = t.toewijzing.c, t.duiding.c, t.prestatie.c
    sommen = (func.sum(saldo()).label("ingediend"), func.sum(toegekend()).label("toegekend"))
    # Summed per toewijzing first: the index gives the lines in that order, with all that is asked of them.
    per_toewijzing = (
        select(p.toewijzing_id, *sommen)
        .where(p.toewijzing_id.is_not(None), p.begindatum.between(selectie.van, selectie.tot))
        .group_by(p.toewijzing_id)
        .subquery()
    )
    s = per_toewijzing.c
    groep = (d.regio, w.gemeente, d.perceel)
    yield from verbinding.execute(
        select(*groep, func.sum(s.ingediend).label("ingediend"), func.sum(s.toegekend).label("toegekend"))
        .select_from(TRAJECT.join(per_toewijzing, s.toewijzing_id == w.id))
        .where(*selectie.voorwaarden())
        .group_by(*groep)
    )
    if selectie.perceel is None:
        yield from verbinding.execute(_zonder_toewijzing(selectie, sommen))


def _tegengehouden(selectie: Selectie) -> Select[Any]:
    """Granted lines that are not to be paid; there is a row in ``betaling`` for each."""
    w, d, p, b = t.toewijzing.c, t.duiding.c, t.prestatie.c, t.betaling.c
    groep = (d.regio, w.gemeente, d.perceel)
    return (
        select(*groep, func.sum(toegekend()).label("tegengehouden"))
        .select_from(
            TRAJECT.join(t.prestatie, p.toewijzing_id == w.id).join(
                t.betaling, (b.declaratie_id == p.declaratie_id) & (b.volgnummer == p.volgnummer)
            )
        )
        .where(b.betaalbaar.is_(False), p.begindatum.between(selectie.van, selectie.tot), *selectie.voorwaarden())
        .group_by(*groep)
    )


def _zonder_toewijzing(selectie: Selectie, sommen: tuple[Any, ...]) -> Select[Any]:
    """Claims on a toewijzing that nobody knows: of these only the gemeente is told."""
    p, e, lid = t.prestatie.c, t.declaratie.c, t.regio_gemeente.c
    vraag = (
        select(lid.regio, e.gemeente, cast(null(), String).label("perceel"), *sommen)
        .select_from(t.prestatie.join(t.declaratie, e.id == p.declaratie_id))
        .join(
            t.regio_gemeente,
            (lid.gemeente == e.gemeente) & (lid.van <= p.begindatum) & or_(lid.tot.is_(None), lid.tot >= p.begindatum),
        )
        .where(p.toewijzing_id.is_(None), p.begindatum.between(selectie.van, selectie.tot))
        .group_by(lid.regio, e.gemeente)
    )
    if selectie.regio is not None:
        vraag = vraag.where(lid.regio == selectie.regio)
    if selectie.gemeenten:
        vraag = vraag.where(e.gemeente.in_(selectie.gemeenten))
    if selectie.aanbieder is not None:
        vraag = vraag.where(e.aanbieder == selectie.aanbieder)
    return vraag


class Openstaand(NamedTuple):
    """Toewijzingen of a gemeente that still run: what is left of them, from and up to which month from now (0)."""

    regio: str
    gemeente: str
    van_maand: int
    tot_maand: int | None
    """None: no end is known."""
    toewijzingen: int
    rest: int


def openstaand(verbinding: Connection, selectie: Selectie, vandaag: date) -> list[Openstaand]:
    """What is left of the commitments of toewijzingen that have not ended, in eurocents."""
    w, d = t.toewijzing.c, t.duiding.c
    rest = func.coalesce(d.verplicht, 0) - w.toegekend_bedrag
    # An arrangement that ended early is due in full; of help per unit or week nothing comes after its stop.
    arrangement = d.vorm.in_((Vorm.PIC.value, Vorm.VAST_ARRANGEMENT.value))
    gestopt = select(t.stop.c.id).where(van_toewijzing(t.stop), t.stop.c.reden_beeindiging != TIJDELIJK)
    gestopt_ooit = gestopt.correlate(t.toewijzing).exists()
    rijen = (
        select(
            *(d.regio, w.gemeente),
            case((w.ingangsdatum > vandaag, _maandnummer(w.ingangsdatum) - _van(vandaag)), else_=0).label("van"),
            case((w.einddatum.is_not(None), _maandnummer(w.einddatum) - _van(vandaag))).label("tot"),
            case((and_(rest > 0, or_(arrangement, ~gestopt_ooit)), rest), else_=0).label("rest"),
        )
        .select_from(TRAJECT)
        .where(*selectie.voorwaarden(), or_(w.einddatum.is_(None), w.einddatum >= vandaag))
        .subquery()
    )
    r = rijen.c
    groep = (r.regio, r.gemeente, r.van, r.tot)
    vraag = select(*groep, func.count(), func.sum(r.rest)).group_by(*groep).order_by(*groep)
    return [
        Openstaand(rij[0], rij[1], int(rij[2]), None if rij[3] is None else int(rij[3]), rij[4], int(rij[5]))
        for rij in verbinding.execute(vraag)
    ]


class Instroom(NamedTuple):
    """Toewijzingen of a gemeente that began in one month; ``dagen`` is the sum of their terms, where they have one."""

    regio: str
    gemeente: str
    maand: int
    """Before now: -1 is last month."""
    toewijzingen: int
    verplicht: int
    met_einde: int
    dagen: int


def instroom(verbinding: Connection, selectie: Selectie, vandaag: date) -> list[Instroom]:
    """What began in the period of the selection, month by month."""
    w, d = t.toewijzing.c, t.duiding.c
    rijen = (
        select(
            *(d.regio, w.gemeente, (_maandnummer(w.ingangsdatum) - _van(vandaag)).label("maand")),
            func.coalesce(d.verplicht, 0).label("verplicht"),
            w.einddatum,
            func.coalesce(dagen_tussen(w.ingangsdatum, w.einddatum) + 1, 0).label("dagen"),
        )
        .select_from(TRAJECT)
        .where(*selectie.begonnen())
        .subquery()
    )
    r = rijen.c
    groep = (r.regio, r.gemeente, r.maand)
    vraag = (
        select(*groep, func.count(), func.sum(r.verplicht), func.count(r.einddatum), func.sum(r.dagen))
        .group_by(*groep)
        .order_by(*groep)
    )
    return [
        Instroom(rij[0], rij[1], int(rij[2]), rij[3], int(rij[4]), rij[5], int(rij[6]))
        for rij in verbinding.execute(vraag)
    ]


def _maandnummer(kolom: ColumnElement[Any]) -> ColumnElement[int]:
    nummer: ColumnElement[int] = extract("year", kolom) * 12 + extract("month", kolom)
    return nummer


def _van(dag: date) -> int:
    return dag.year * 12 + dag.month
