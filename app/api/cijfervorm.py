"""How figures leave: as JSON with what they are about, or as CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.onderhandelen import CSV, JSON, kies_vorm
from app.api.ontvangen import PRIVE, geef_json
from app.exchange.weergavebasis import Weergave

Rij = TypeVar("Rij", bound=Weergave)


class Cijfer(BaseModel, Generic[Rij]):
    """A figure: what it is about, and its rows."""

    model_config = ConfigDict(frozen=True)

    titel: str = Field(description="Wat het cijfer zegt.")
    van: date = Field(description="Eerste dag van de periode.")
    tot: date = Field(description="Laatste dag van de periode.")
    fictief: bool = Field(description="Of er codes en bedragen bij zijn die zijn verzonnen.")
    rijen: list[Rij] = Field(description="De regels, gesorteerd.")


def antwoord_csv(kolommen: Sequence[str]) -> dict[str, Any]:
    """The part of the OpenAPI document about a CSV with these columns."""
    return {CSV: {"schema": {"type": "string"}, "example": ";".join([*kolommen, "fictief"]) + "\r\n"}}


def wil_csv(request: Request, vorm: str | None) -> bool:
    """Whether CSV is asked for, by name or by Accept; raises ProbleemFout when neither form will do."""
    if vorm is not None:
        return vorm == "csv"
    return kies_vorm(request.headers.get("accept"), (JSON, CSV)) == CSV


def geef_cijfer(cijfer: Cijfer[Any], kolommen: Sequence[str], naam: str, *, als_csv: bool) -> Response:
    """The response with a figure. In CSV every line ends with whether amounts are made up."""
    if not als_csv:
        return geef_json(cijfer.model_dump_json())
    return geef_rijen(cijfer.rijen, kolommen, f"{naam}_{cijfer.van}_{cijfer.tot}.csv", fictief=cijfer.fictief)


def geef_rijen(rijen: Sequence[Weergave], kolommen: Sequence[str], bestand: str, *, fictief: bool) -> Response:
    """Rows as CSV, to be saved under a name."""
    headers = {**PRIVE, "Content-Disposition": f'attachment; filename="{bestand}"'}
    tekst = als_csv(rijen, kolommen, fictief=fictief)
    return Response(tekst, headers=headers, media_type=f"{CSV}; charset=utf-8")


def als_csv(rijen: Sequence[Weergave], kolommen: Sequence[str], *, fictief: bool) -> str:
    """Rows as the text of a CSV; the last column says whether codes and amounts are made up."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow([*kolommen, "fictief"])
    for rij in rijen:
        schrijver.writerow([*(_cel(getattr(rij, kolom)) for kolom in kolommen), _cel(fictief)])
    return uit.getvalue()


def _cel(waarde: object) -> object:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, tuple):
        return " ".join(map(str, waarde))
    return "" if waarde is None else waarde
