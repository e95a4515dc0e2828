"""Where the product's own files are: beside ``app`` in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_APP = Path(__file__).resolve().parent.parent


def migraties_map() -> Path:
    """Folder of the migrations."""
    return _zoek("migrations")


def schemas_map() -> Path:
    """Folder of the XSDs that come with the product."""
    return _zoek("schemas")


def _zoek(naam: str) -> Path:
    meegeleverd = _APP / "_meegeleverd" / naam
    return meegeleverd if meegeleverd.is_dir() else _APP.parent / naam
