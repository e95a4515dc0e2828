"""Granted lines of one product code, and every tariff that was ever in force for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, select

from app.exchange.judgement import Regelstaat
from app.store import tables as t


class Toegekend(NamedTuple):
    """A granted debet line that was not taken back; amounts in eurocents."""

    bericht_id: UUID
    gemeente: str
    aanbieder: str
    referentienummer: str
    toewijzingnummer: int
    ingangsdatum: date
    """Of the toewijzing."""
    begindatum: date
    einddatum: date
    eenheid: str
    volume: int
    tarief: int | None
    bedrag: int


class OudTarief(NamedTuple):
    """A tariff that is or was in force."""

    eenheid: str
    contract: str | None
    gemeente: str | None
    bedrag: int
    van: date
    tot: date | None


def toegekende_regels(
    verbinding: Connection, regio: str, code: str, aanbieder: str | None, gemeenten: Sequence[str]
) -> list[Toegekend]:
    """Lines with this code on toewijzingen of a regio, by aanbieder, then in the order in which they came."""
    w, d, p, e = t.toewijzing.c, t.duiding.c, t.prestatie.c, t.declaratie.c
    vraag: Select[Any] = (
        select(
            *(e.bericht_id, w.gemeente, p.aanbieder, p.referentienummer, p.toewijzingnummer, w.ingangsdatum),
            *(p.begindatum, p.einddatum, p.eenheid, p.volume, p.tarief, p.bedrag),
        )
        .select_from(t.toewijzing)
        .join(t.duiding, d.toewijzing_id == w.id)
        .join(t.prestatie, p.toewijzing_id == w.id)
        .join(t.declaratie, e.id == p.declaratie_id)
        .where(
            *(d.regio == regio, p.code == code, p.debet_credit == "D"),
            p.staat == int(Regelstaat.TOEGEKEND),
        )
        .order_by(p.aanbieder, p.declaratie_id, p.volgnummer)
    )
    if aanbieder is not None:
        vraag = vraag.where(p.aanbieder == aanbieder)
    if gemeenten:
        vraag = vraag.where(w.gemeente.in_(gemeenten))
    return [Toegekend(*rij) for rij in verbinding.execute(vraag)]


def alle_tarieven(verbinding: Connection, regio: str, code: str) -> list[OudTarief]:
    """Tariffs of a code, also those that a later load of the regio replaced."""
    s = t.tarief.c
    vraag = (
        select(s.eenheid, s.contract, s.gemeente, s.bedrag, s.van, s.tot)
        .where(s.regio == regio, s.code == code)
        .distinct()
    )
    return sorted((OudTarief(*rij) for rij in verbinding.execute(vraag)), key=str)
