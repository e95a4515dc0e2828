"""The database: an engine with the right promises (durable, serialised writers), and migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from app.store.bestanden import migraties_map

SCHRIJVEN = "schrijven"
"""Execution option of a connection that is going to write."""


def maak_engine(url: str) -> Engine:
    """An engine for an SQLite file or a PostgreSQL database.

    SQLite: write-ahead log, a commit is on disk before it returns, a writer takes its lock at the
    start. PostgreSQL: read committed; writers take an advisory lock on their parties. An error never
    quotes the values of a query, for they say something about a child.
    """
    adres = make_url(url)
    if adres.get_backend_name() == "postgresql":
        return create_engine(
            adres.set(drivername="postgresql+psycopg"),
            pool_size=16,
            max_overflow=32,  # a message with an idempotency key holds two connections
            pool_pre_ping=True,
            hide_parameters=True,
        )
    if adres.database and adres.database != ":memory:":
        Path(adres.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(adres, pool_size=16, connect_args={"timeout": 60}, hide_parameters=True)
    event.listen(engine, "connect", _stel_sqlite_in)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _stel_sqlite_in(verbinding: Any, _record: Any) -> None:
    verbinding.isolation_level = None  # transactions are begun below, not by the driver
    cursor = verbinding.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=60000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(verbinding: Connection) -> None:
    schrijven = verbinding.get_execution_options().get(SCHRIJVEN)
    verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijven else "BEGIN")


def migreer(engine: Engine) -> None:
    """Bring the tables to the newest version; does nothing when they are."""
    with engine.execution_options(**{SCHRIJVEN: True}).begin() as verbinding:
        command.upgrade(_alembic(verbinding), "head")


def _alembic(verbinding: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migraties_map()))
    config.attributes["connection"] = verbinding
    return config
