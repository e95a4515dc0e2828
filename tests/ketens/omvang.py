"""How much fits, found by walking over the days: a second opinion on ``app.contracts.volume`` (volume.md 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.messages.records import Omvang

OUTPUT = ("82", "83")


def dagen(begin: date, eind: date) -> Iterator[date]:
    """Every day of a period, both ends included."""
    dag = begin
    while dag <= eind:
        yield dag
        dag += timedelta(days=1)


def maand_van(dag: date) -> tuple[date, date]:
    """First and last day of the month of a day."""
    begin = dag.replace(day=1)
    return begin, max(van for van in dagen(begin, begin + timedelta(days=30)) if van.month == begin.month)


def _weken(begin: date, eind: date) -> int:
    return len({dag.isocalendar()[:2] for dag in dagen(begin, eind)})


def _zondagen(begin: date, eind: date) -> list[date]:
    return [dag for dag in dagen(begin, eind) if dag.isoweekday() == 7]


def periode_maximum(omvang: Omvang, toewijzing: tuple[date, date | None], begin: date, eind: date) -> int:
    """Most units that one line over this period may hold."""
    volume, eenheid, frequentie = omvang
    if frequentie == "1":
        return volume * len(list(dagen(begin, eind)))
    if frequentie != "2":
        return volume
    if eenheid not in OUTPUT:
        return volume * _weken(begin, eind)
    weken, (van, tot) = len(_zondagen(begin, eind)), toewijzing
    if tot is not None and tot.isoweekday() != 7:
        zondagen = _zondagen(van, tot)
        laatste = zondagen[-1] if zondagen else tot
        weken += begin <= laatste <= eind
    return volume * weken


def totaal_maximum(omvang: Omvang, begin: date, eind: date | None) -> int | None:
    """Most units that all lines together may hold; None when nothing limits them."""
    volume, _, frequentie = omvang
    if frequentie == "6":
        return volume
    if eind is None:
        return None
    if frequentie == "4":
        return volume * len({(dag.year, dag.month) for dag in dagen(begin, eind)})
    return volume * (_weken(begin, eind) if frequentie == "2" else len(list(dagen(begin, eind))))
