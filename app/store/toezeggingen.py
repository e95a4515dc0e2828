"""What toewijzingen commit to over a period: each divides what it commits to over its days (decision 160).

The part up to a day is rounded down to a cent, and what a period takes is the difference of two such parts; so
the months of a year are together that year, and all years together are the whole.

Days are numbers here (``dagnummer``): dates are worked out once for each toewijzing, and not for each of its months.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Date, case, cast, func, literal

from app.contracts.bekostiging import Vorm
from app.store import tables as t
from app.store.stuurcijfers.basis import dagen_tussen, laatste_stop

MATERIALIZED: Final = "MATERIALIZED"
"""Both databases then work a part of a question out once."""
_NOOIT: Final = date(9999, 12, 31)
_NUL: Final = date(2000, 1, 1)
_ARRANGEMENT: Final = (Vorm.PIC.value, Vorm.VAST_ARRANGEMENT.value)


def dagnummer(dag: date) -> int:
    """A day as a number."""
    return (dag - _NUL).days


def als_dagnummer(kolom: ColumnElement[Any]) -> ColumnElement[int]:
    """A column of days as numbers."""
    return dagen_tussen(literal(_NUL, Date()), kolom)


def kleinste(een: ColumnElement[int], ander: ColumnElement[int]) -> ColumnElement[int]:
    """The smaller of two numbers."""
    return case((een < ander, een), else_=ander)


def grootste(een: ColumnElement[int], ander: ColumnElement[int]) -> ColumnElement[int]:
    """The larger of two numbers."""
    return case((een > ander, een), else_=ander)


def einde() -> ColumnElement[date]:
    """The last day over which a toewijzing is divided; one without end falls on its first day."""
    w = t.toewijzing.c
    return func.coalesce(w.einddatum, w.ingangsdatum, type_=Date())


def verdeling() -> tuple[ColumnElement[Any], ...]:
    """What ``aandeel`` asks of a toewijzing: columns verplicht, eerste, laatste and telt_tot.

    ``telt_tot`` is the last day that still costs something: of help per unit or week nothing comes after its stop
    (decision 129).
    """
    stop = func.coalesce(laatste_stop("einddatum"), literal(_NOOIT, Date()), type_=Date())
    telt = case(
        (t.duiding.c.vorm.in_(_ARRANGEMENT), einde()),
        else_=case((stop < einde(), stop), else_=einde()),
    )
    return (
        cast(func.coalesce(t.duiding.c.verplicht, 0), BigInteger).label("verplicht"),
        als_dagnummer(t.toewijzing.c.ingangsdatum).label("eerste"),
        als_dagnummer(einde()).label("laatste"),
        als_dagnummer(telt).label("telt_tot"),
    )


def aandeel(rij: Any, van: ColumnElement[int], tot: ColumnElement[int]) -> ColumnElement[int]:
    """Eurocents of what a toewijzing commits to that fall in a period; ``rij`` has the columns of ``verdeling``."""
    alle = rij.laatste - rij.eerste + 1
    ervoor = grootste(rij.eerste, van) - rij.eerste
    erna = kleinste(tot, rij.telt_tot) - rij.eerste + 1
    deel: ColumnElement[int] = rij.verplicht * erna // alle - rij.verplicht * ervoor // alle
    return case((erna > ervoor, deel), else_=0)
