"""What gemeenten spend month by month, to hold against a budget."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Select, column, extract, func, select, values

from app.standard.kalender import laatste_van_maand, maand_verder
from app.store import tables as t
from app.store.stuurcijfers.basis import TRAJECT, Selectie
from app.store.stuurcijfers.financien import saldo, toegekend
from app.store.toezeggingen import MATERIALIZED, aandeel, dagnummer, einde, verdeling


class Besteding(NamedTuple):
    """A perceel in a gemeente in a month; eurocents. Claims count by the first day of the ProductPeriode."""

    regio: str
    gemeente: str
    perceel: str | None
    maand: date
    """First day."""
    toegezegd: int = 0
    """The part of commitments that falls in the month (decision 160)."""
    ingediend: int = 0
    toegekend: int = 0
    tegengehouden: int = 0
    """Granted, and not to be paid: it passed a volumeplafond."""

    @property
    def betaalbaar(self) -> int:
        """Granted, and to be paid."""
        return self.toegekend - self.tegengehouden


def bestedingen(verbinding: Connection, selectie: Selectie) -> list[Besteding]:
    """Whole months from that of the first day to that of the last one; in order of month."""
    maanden = [selectie.van.replace(day=1)]
    while maand_verder(maanden[-1], 1) <= selectie.tot:
        maanden.append(maand_verder(maanden[-1], 1))
    heel = selectie._replace(van=maanden[0], tot=laatste_van_maand(maanden[-1]))
    per_plek: dict[tuple[Any, ...], Besteding] = {}

    def tel(rijen: Iterable[Any], *velden: str) -> None:
        for rij in rijen:
            plek = (*rij[:3], date(int(rij[3]), int(rij[4]), 1))
            eerder = per_plek.get(plek, Besteding(*plek))
            erbij = {naam: getattr(eerder, naam) + int(rij[5 + n]) for n, naam in enumerate(velden)}
            per_plek[plek] = eerder._replace(**erbij)

    tel(verbinding.execute(_toegezegd(heel, maanden)), "toegezegd")
    tel(verbinding.execute(_declaraties(heel)), "ingediend", "toegekend")
    tel(verbinding.execute(_tegengehouden(heel)), "tegengehouden")
    return sorted(per_plek.values(), key=lambda een: (een.maand, een.regio, een.gemeente, een.perceel or ""))


def _toegezegd(selectie: Selectie, maanden: list[date]) -> Select[Any]:
    w, d = t.toewijzing.c, t.duiding.c
    lopend = (
        select(d.regio, w.gemeente, d.perceel, *verdeling())
        .select_from(TRAJECT)
        .where(
            *selectie.voorwaarden(),
            *(d.verplicht.is_not(None), w.ingangsdatum <= selectie.tot, einde() >= selectie.van),
        )
        .cte("lopend")
        .prefix_with(MATERIALIZED)
    )
    kalender = (
        values(*(column(naam, Integer) for naam in ("jaar", "maand", "begin", "eind")), name="kalender")
        .data([(een.year, een.month, dagnummer(een), dagnummer(laatste_van_maand(een))) for een in maanden])
        .cte("maanden")
    )
    s, k = lopend.c, kalender.c
    groep = (s.regio, s.gemeente, s.perceel, k.jaar, k.maand)
    return (
        select(*groep, func.sum(aandeel(s, k.begin, k.eind)))
        .join(kalender, (s.eerste <= k.eind) & (s.telt_tot >= k.begin))
        .group_by(*groep)
    )


def _declaraties(selectie: Selectie) -> Select[Any]:
    w, d, p = t.toewijzing.c, t.duiding.c, t.prestatie.c
    # Summed per toewijzing and day first: the index gives the lines in that order, with all that is asked of them.
    per_dag = (
        select(p.toewijzing_id, p.begindatum, func.sum(saldo()).label("ingediend"), func.sum(toegekend()).label("toe"))
        .where(p.toewijzing_id.is_not(None), p.begindatum.between(selectie.van, selectie.tot))
        .group_by(p.toewijzing_id, p.begindatum)
        .subquery()
    )
    s = per_dag.c
    groep = (d.regio, w.gemeente, d.perceel, extract("year", s.begindatum), extract("month", s.begindatum))
    return (
        select(*groep, func.sum(s.ingediend), func.sum(s.toe))
        .select_from(TRAJECT.join(per_dag, s.toewijzing_id == w.id))
        .where(*selectie.voorwaarden())
        .group_by(*groep)
    )


def _tegengehouden(selectie: Selectie) -> Select[Any]:
    w, d, p, b = t.toewijzing.c, t.duiding.c, t.prestatie.c, t.betaling.c
    groep = (d.regio, w.gemeente, d.perceel, extract("year", p.begindatum), extract("month", p.begindatum))
    return (
        select(*groep, func.sum(toegekend()))
        .select_from(
            TRAJECT.join(t.prestatie, p.toewijzing_id == w.id).join(
                t.betaling, (b.declaratie_id == p.declaratie_id) & (b.volgnummer == p.volgnummer)
            )
        )
        .where(b.betaalbaar.is_(False), p.begindatum.between(selectie.van, selectie.tot), *selectie.voorwaarden())
        .group_by(*groep)
    )
