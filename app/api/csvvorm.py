"""Lists as CSV, to be opened in a spreadsheet: semicolons, and no cell that is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi import Response

from app.api.onderhandelen import CSV
from app.api.ontvangen import PRIVE


def schrijf_csv(kolommen: Sequence[str], rijen: Iterable[Iterable[object]]) -> str:
    """The text of a file with a heading line."""
    return schrijf_regels([kolommen]) + schrijf_regels(rijen)


def schrijf_regels(rijen: Iterable[Iterable[object]]) -> str:
    """Lines of a file."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    for rij in rijen:
        schrijver.writerow(_cel(waarde) for waarde in rij)
    return tekst.getvalue()


def geef_csv(tekst: str, bestand: str) -> Response:
    """The response with a file, to be saved under a name."""
    headers = {**PRIVE, "Content-Disposition": f'attachment; filename="{bestand}"'}
    return Response(tekst, headers=headers, media_type=f"{CSV}; charset=utf-8")


def _cel(waarde: object) -> object:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, str) and waarde[:1] in ("=", "+", "-", "@"):
        return f"'{waarde}"
    return waarde
