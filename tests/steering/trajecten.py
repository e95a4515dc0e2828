"""Trajectories straight into the tables, many at a time: what the messages of a chain would leave behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, insert

from app.store import tables as t
from tests.bank import AANBIEDER, GEMEENTE

_DOELEN = {
    f"{soort}_{resultaat}": 0
    for soort in ("maatschappelijk", "behandel")
    for resultaat in ("bereikt", "deels", "niet", "open")
}


class Einde(NamedTuple):
    """What EIND told."""

    gedwongen_kader: bool = False
    tevredenheid_jeugdige: int | None = None
    tevredenheid_opvoeder: int | None = None
    behandel_bereikt: int = 1
    behandel_deels: int = 0
    behandel_niet: int = 0
    maatschappelijk_bereikt: int = 0
    maatschappelijk_niet: int = 0


class Traject(NamedTuple):
    """A toewijzing that was started and stopped for good."""

    gemeente: str = GEMEENTE
    aanbieder: str = AANBIEDER
    code: str | None = "45A04"
    ontvangen: datetime = datetime(2026, 3, 30, 10, tzinfo=UTC)
    begin: date | None = date(2026, 4, 1)
    eind: date | None = date(2026, 5, 4)
    reden: str = "31"
    bedrag: int = 0
    start: bool = False
    """Whether START was delivered."""
    einde: Einde | None = None
    reden_wijziging: str | None = None


def vul(verbinding: Connection, trajecten: Iterable[Traject], vanaf: int = 1) -> None:
    """Add them, with toewijzingnummers from ``vanaf``; each is of a client of its own."""
    rijen: dict[str, list[dict[str, Any]]] = {}
    for nummer, een in enumerate(trajecten, vanaf):
        for tabel, rij in _rijen(nummer, een):
            rijen.setdefault(tabel, []).append(rij)
    for naam in ("client", "bericht", "toewijzing", "toewijzing_versie", "start", "stop", "uitkomst"):
        if naam in rijen:
            verbinding.execute(insert(t.metadata.tables[naam]), rijen[naam])


def _rijen(nummer: int, een: Traject) -> Iterable[tuple[str, dict[str, Any]]]:
    id = UUID(int=nummer)
    partijen = {"client_id": nummer, "gemeente": een.gemeente, "aanbieder": een.aanbieder}
    yield (
        "client",
        {
            "id": nummer,
            "bsn_kenmerk": f"k{nummer}",
            "bsn_versleuteld": b"",
            "geboren": b"",
            "openbaar": UUID(int=10**9 + nummer),
        },
    )
    yield (
        "bericht",
        {
            **{"id": id, "release": "3.2", "code": "JW301", "afzender": een.gemeente, "ontvanger": een.aanbieder},
            **{"identificatie": f"T{nummer}", "dagtekening": date(2026, 1, 1), "ontvangen": een.ontvangen},
            **{"omvang": 0, "sha256": b"", "inhoud": b"", "oordeel": "goedgekeurd", "verwerkt": True},
            **{"beoordeling": b"", "bevindingen": 0, "client_id": nummer},
        },
    )
    versie = {"toewijzingsdatum": date(2026, 1, 1), "toewijzingstijd": "10:00:00"}
    yield (
        "toewijzing",
        {
            **partijen,
            **versie,
            **{"id": nummer, "nummer": nummer, "categorie": "45", "code": een.code, "ingangsdatum": date(2026, 1, 1)},
            **{"toegekend_bedrag": een.bedrag, "reden_wijziging": een.reden_wijziging},
        },
    )
    yield "toewijzing_versie", {"toewijzing_id": nummer, "bericht_id": id, **versie}
    regie = {**partijen, "bericht_id": id, "toewijzingnummer": nummer, "categorie": "45", "code": een.code}
    if een.begin is not None:
        yield "start", {**regie, "begindatum": een.begin}
    if een.eind is not None:
        yield (
            "stop",
            {
                **regie,
                **{"begindatum": een.begin or een.eind, "reden_beeindiging": een.reden, "einddatum": een.eind},
            },
        )
    gesprek = {"gemeente": een.gemeente, "toewijzingnummer": nummer, "versie": 1, "bekend": een.ontvangen}
    leeg = {**gesprek, **_DOELEN, "gedwongen_kader": False, "datum": date(2026, 5, 4)}
    leeg |= {"tevredenheid_jeugdige": None, "tevredenheid_opvoeder": None}
    if een.start:
        yield "uitkomst", {**leeg, "moment": "START", "behandel_open": 1}
    if een.einde is not None:
        yield "uitkomst", {**leeg, "moment": "EIND", **een.einde._asdict()}
