"""What toewijzingen commit to over a period: each divides what it commits to over its days (decision 160).

The part up to a day is rounded down to a cent, and what a period takes is the difference of two such parts; so
the months of a year are together that year, and all years together are the whole.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Date, case, cast, func, literal

from app.contracts.bekostiging import Vorm
from app.store import tables as t
from app.store.stuurcijfers.basis import dagen_tussen, laatste_stop

_NOOIT: Final = date(9999, 12, 31)
_ARRANGEMENT: Final = (Vorm.PIC.value, Vorm.VAST_ARRANGEMENT.value)


def vroegste(een: ColumnElement[date], ander: ColumnElement[date]) -> ColumnElement[date]:
    """The first of two days."""
    return case((een < ander, een), else_=ander)


def laatste(een: ColumnElement[date], ander: ColumnElement[date]) -> ColumnElement[date]:
    """The last of two days."""
    return case((een > ander, een), else_=ander)


def einde() -> ColumnElement[date]:
    """The last day over which a toewijzing is divided; one without end falls on its first day."""
    w = t.toewijzing.c
    return func.coalesce(w.einddatum, w.ingangsdatum, type_=Date())


def telt_tot() -> ColumnElement[date]:
    """The last day that still costs something: of help per unit or week nothing comes after its stop (decision 129)."""
    stop = func.coalesce(laatste_stop("einddatum"), _nooit(), type_=Date())
    return case((t.duiding.c.vorm.in_(_ARRANGEMENT), einde()), else_=vroegste(einde(), stop))


def aandeel(van: ColumnElement[date], tot: ColumnElement[date], telt: ColumnElement[date]) -> ColumnElement[int]:
    """Eurocents of what a toewijzing commits to that fall in a period; ``telt`` is its ``telt_tot``."""
    w = t.toewijzing.c
    bedrag = cast(func.coalesce(t.duiding.c.verplicht, 0), BigInteger)
    alle = dagen_tussen(w.ingangsdatum, einde()) + 1
    ervoor = dagen_tussen(w.ingangsdatum, laatste(w.ingangsdatum, van))
    erna = dagen_tussen(w.ingangsdatum, vroegste(tot, telt)) + 1
    deel: ColumnElement[int] = bedrag * erna // alle - bedrag * ervoor // alle
    return case((erna > ervoor, deel), else_=0)


def _nooit() -> Any:
    return literal(_NOOIT, Date())
