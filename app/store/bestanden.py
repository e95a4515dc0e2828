"""Where the migrations are: beside ``app`` in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_APP = Path(__file__).resolve().parent.parent


def migraties_map() -> Path:
    """Folder of the migrations."""
    meegeleverd = _APP / "_meegeleverd" / "migrations"
    return meegeleverd if meegeleverd.is_dir() else _APP.parent / "migrations"
