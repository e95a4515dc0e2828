"""Counting days, weeks, Sundays and months. A period runs from `begin` to `eind`, both days included.

Every function over a period raises ValueError when it ends before it begins.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache


def eerste_van_maand(dag: date) -> date:
    """The first day of the month of this day."""
    return dag.replace(day=1)


def maand_verder(dag: date, aantal: int) -> date:
    """First day of the month so many months after that of this day (or before it, below zero)."""
    jaren, plaats = divmod(dag.year * 12 + dag.month - 1 + aantal, 12)
    return date(jaren, plaats + 1, 1)


@lru_cache(maxsize=1024)
def laatste_van_maand(dag: date) -> date:
    """The last day of the month of this day."""
    return dag.replace(day=monthrange(dag.year, dag.month)[1])


def dagen(begin: date, eind: date) -> int:
    """Number of days."""
    _check(begin, eind)
    return eind.toordinal() - begin.toordinal() + 1


def weken_geraakt(begin: date, eind: date) -> int:
    """Number of distinct ISO weeks (Monday-Sunday) of which at least one day lies in the period (IV077).

    The week around New Year counts once.
    """
    _check(begin, eind)
    # Day 1 of the proleptic calendar is a Monday, so a week is a block of seven ordinals.
    return (eind.toordinal() - 1) // 7 - (begin.toordinal() - 1) // 7 + 1


def zondagen(begin: date, eind: date) -> int:
    """Number of Sundays."""
    _check(begin, eind)
    return eind.toordinal() // 7 - (begin.toordinal() - 1) // 7


def laatste_zondag(begin: date, eind: date) -> date | None:
    """The last Sunday in the period, or None when there is none."""
    _check(begin, eind)
    ordinal = eind.toordinal() // 7 * 7
    return date.fromordinal(ordinal) if ordinal >= begin.toordinal() else None


def maanden_geraakt(begin: date, eind: date) -> int:
    """Number of calendar months of which at least one day lies in the period."""
    _check(begin, eind)
    return (eind.year - begin.year) * 12 + eind.month - begin.month + 1


def jaren_eerder(dag: date, jaren: int) -> date:
    """The same day `jaren` years before; 29 February becomes 28 February in a year that has no 29th."""
    jaar = dag.year - jaren
    if dag.month == 2 and dag.day == 29:
        return date(jaar, 3, 1) - timedelta(days=1)
    return dag.replace(year=jaar)


def jaren_later(dag: date, jaren: int) -> date:
    """The same day `jaren` years later; 29 February becomes 1 March in a year that has no 29th."""
    jaar = dag.year + jaren
    if dag.month == 2 and dag.day == 29:
        return date(jaar, 2, 28) + timedelta(days=1)
    return dag.replace(year=jaar)


def _check(begin: date, eind: date) -> None:
    if eind < begin:
        raise ValueError(f"period ends on {eind} before it begins on {begin}")
