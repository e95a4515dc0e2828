"""Going back to how an earlier migration left the tables."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from app.store.bestanden import migraties_map
from app.store.database import SCHRIJVEN


def zet_terug(engine: Engine, versie: str) -> None:
    """Undo the migrations after this one."""
    with engine.execution_options(**{SCHRIJVEN: True}).begin() as verbinding:
        config = Config()
        config.set_main_option("script_location", str(migraties_map()))
        config.attributes["connection"] = verbinding
        command.downgrade(config, versie)
