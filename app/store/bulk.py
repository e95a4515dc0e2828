"""Many keys and many rows at once, in the fastest way each database has."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, Table, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

_RIJEN_PER_KEER = 2000
SLEUTELS = "sleutels"
"""Parameter that holds the keys of a question with ``in_sleutels``."""


def in_sleutels(dialect: str, kolom: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a column is one of the keys in parameter ``sleutels``, which go to the database as one value."""
    if dialect == "sqlite":
        tabel = func.json_each(bindparam(SLEUTELS, type_=String())).table_valued("value")
        return kolom.in_(select(tabel.c.value))
    return kolom == any_(bindparam(SLEUTELS, type_=ARRAY(kolom.type)))


def sleutelwaarde(verbinding: Connection, waarden: Collection[int] | Collection[str]) -> Any:
    """Keys as the value of parameter ``sleutels``: sorted, so that looking them up walks an index one way."""
    gesorteerd = sorted(waarden)
    return json.dumps(gesorteerd) if verbinding.dialect.name == "sqlite" else gesorteerd


def datumschrijver(verbinding: Connection) -> Callable[[date], Any]:
    """How a date is handed to the driver in ``voeg_rijen_toe``."""
    return _als_tekst if verbinding.dialect.name == "sqlite" else _zoals_hij_is


def datumlezer(verbinding: Connection) -> Callable[[Any], date]:
    """How a date as the driver gives it becomes a date; equal dates become one object."""
    return _uit_tekst if verbinding.dialect.name == "sqlite" else _zelfde


_uit_tekst = lru_cache(maxsize=4096)(date.fromisoformat)


@lru_cache(maxsize=4096)
def _zelfde(dag: date) -> date:
    return dag


@lru_cache(maxsize=1024)
def _als_tekst(dag: date) -> str:
    return dag.isoformat()


def _zoals_hij_is(dag: date) -> date:
    return dag


def voeg_rijen_toe(
    verbinding: Connection, tabel: Table, kolommen: Sequence[str], rijen: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows as they come from the iterator: many a statement on SQLite, COPY on PostgreSQL."""
    driver: Any = verbinding.connection.driver_connection
    cursor = driver.cursor()
    namen = f"{tabel.name} ({', '.join(tabel.c[naam].name for naam in kolommen)})"
    if verbinding.dialect.name == "sqlite":
        bron, rest = iter(rijen), list[tuple[Any, ...]]()
        cursor.executemany(_invoeging(namen, len(kolommen), _RIJEN_PER_OPDRACHT), _aaneen(bron, rest))
        cursor.executemany(_invoeging(namen, len(kolommen), 1), rest)
    else:
        with cursor.copy(f"COPY {namen} FROM STDIN") as kopie:
            for rij in rijen:
                kopie.write_row(rij)
    cursor.close()


_RIJEN_PER_OPDRACHT = 25
"""Rows that one INSERT of SQLite takes: a quarter off the time of one row each, and more gain hardly anything."""


def _invoeging(namen: str, breedte: int, rijen: int) -> str:
    rij = f"({', '.join('?' * breedte)})"
    return f"INSERT INTO {namen} VALUES {', '.join([rij] * rijen)}"  # noqa: S608 - names of our own tables


def _aaneen(bron: Iterator[tuple[Any, ...]], rest: list[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """The values of so many rows at a time; what is left at the end goes to ``rest``."""
    while len(groep := list(islice(bron, _RIJEN_PER_OPDRACHT))) == _RIJEN_PER_OPDRACHT:
        yield list(chain.from_iterable(groep))
    rest.extend(groep)


def werk_rijen_bij(
    verbinding: Connection, tabel: Table, kolommen: Sequence[str], rijen: Iterable[tuple[Any, ...]]
) -> None:
    """Set columns of rows by their ``id``, which is the last value of each tuple."""
    driver: Any = verbinding.connection.driver_connection
    cursor = driver.cursor()
    if verbinding.dialect.name == "sqlite":
        zet = ", ".join(f"{naam} = ?" for naam in kolommen)
        cursor.executemany(f"UPDATE {tabel.name} SET {zet} WHERE id = ?", rijen)  # noqa: S608
    else:
        zet = ", ".join(f"{naam} = nieuw.w{nummer}" for nummer, naam in enumerate(kolommen))
        namen = [f"w{nummer}" for nummer in range(len(kolommen))]
        reeksen = ", ".join("%s::bigint[]" for _ in range(len(kolommen) + 1))
        vraag = (
            f"UPDATE {tabel.name} SET {zet} FROM unnest({reeksen}) AS nieuw({', '.join(namen)}, id) "  # noqa: S608
            f"WHERE {tabel.name}.id = nieuw.id"
        )
        bron = iter(rijen)
        while deel := list(islice(bron, _RIJEN_PER_KEER)):
            cursor.execute(vraag, [list(kolom) for kolom in zip(*deel, strict=True)])
    cursor.close()
