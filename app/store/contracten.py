"""Agreements in the database: loading a regio, and the contract book of one gemeente and aanbieder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import zstandard
from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, bindparam, delete, insert, or_, select, update

from app.contracts.boek import Contractboek, op_code
from app.contracts.model import Contract, Geldigheid, Productcode, Regio, Tarief, Tariefcontrole
from app.messages.pakket import comprimeer
from app.store import tables as t


def bewaar_regio(verbinding: Connection, regio: Regio, moment: datetime) -> None:
    """Put the agreements of a regio in force, and keep them as they came.

    Tariffs that were in force stay, as replaced at this moment.
    """
    verbinding.execute(
        update(t.tarief).where(t.tarief.c.regio == regio.code, t.tarief.c.vervangen.is_(None)).values(vervangen=moment)
    )
    for tabel in (t.productcode, t.contract, t.regio_gemeente):
        verbinding.execute(delete(tabel).where(tabel.c.regio == regio.code))
    eigenschappen = {"naam": regio.naam, "fictief": regio.fictief, "geladen": moment}
    vorige = verbinding.scalar(select(t.regio.c.versie).where(t.regio.c.code == regio.code))
    versie = (vorige or 0) + 1
    if vorige is None:
        verbinding.execute(insert(t.regio).values(code=regio.code, versie=versie, **eigenschappen))
    else:
        verbinding.execute(update(t.regio).where(t.regio.c.code == regio.code).values(versie=versie, **eigenschappen))
    verbinding.execute(
        insert(t.regiolading).values(regio=regio.code, versie=versie, geladen=moment, inhoud=als_bytes(regio))
    )
    bekend = set(verbinding.scalars(select(t.aanbieder.c.agb)))
    _voeg_toe(
        verbinding,
        t.aanbieder,
        [{"agb": een.agb, "naam": een.naam} for een in regio.aanbieders if een.agb not in bekend],
    )
    eigen = {"regio": regio.code}
    _voeg_toe(
        verbinding,
        t.regio_gemeente,
        [{**eigen, "gemeente": een.code, "naam": een.naam, **_dagen(een.geldig)} for een in regio.gemeenten],
    )
    _voeg_toe(
        verbinding,
        t.contract,
        [
            {
                **eigen,
                "nummer": een.nummer,
                "aanbieder": een.aanbieder,
                "tariefcontrole": een.tariefcontrole.value,
                **_dagen(een.geldig),
            }
            for een in regio.contracten
        ],
    )
    _voeg_toe(
        verbinding,
        t.productcode,
        [
            {
                **eigen,
                "categorie": een.categorie,
                "code": een.code,
                "naam": een.naam,
                "eenheid": een.eenheid,
                **_dagen(een.geldig),
            }
            for een in regio.productcodes
        ],
    )
    _voeg_toe(
        verbinding,
        t.tarief,
        [
            {
                **eigen,
                "code": een.code,
                "eenheid": een.eenheid,
                "contract": een.contract,
                "gemeente": een.gemeente,
                "bedrag": een.bedrag,
                "versie": een.versie,
                "besluit": een.besluit,
                "bekend": moment,
                **_dagen(een.geldig),
            }
            for een in regio.tarieven
        ],
    )


_REGIO = TypeAdapter(Regio)


def als_bytes(regio: Regio) -> bytes:
    """A regio to be kept: JSON, compressed."""
    return comprimeer(_REGIO.dump_json(regio))


def uit_bytes(data: bytes) -> Regio:
    """The regio that was kept."""
    return _REGIO.validate_json(zstandard.ZstdDecompressor().stream_reader(data).read())


class Contractarchief:
    """The contract books, kept in memory until the regio is loaded anew."""

    MEESTE = 256

    def __init__(self) -> None:
        self._boeken: dict[tuple[str, str], tuple[int, Contractboek]] = {}

    def boek(self, verbinding: Connection, gemeente: str, aanbieder: str) -> Contractboek:
        """What the regio of a gemeente agreed with an aanbieder, as it is in this transaction."""
        regio = verbinding.execute(_REGIO_VAN, {"gemeente": gemeente}).first()
        if regio is None:
            return Contractboek()
        code, versie = regio
        bewaard = self._boeken.get((gemeente, aanbieder))
        if bewaard is None or bewaard[0] != versie:
            if len(self._boeken) >= self.MEESTE:
                self._boeken.clear()
            bewaard = versie, _lees_contractboek(verbinding, code, gemeente, aanbieder)
            self._boeken[gemeente, aanbieder] = bewaard
        return bewaard[1].vers()


_REGIO_VAN = (
    select(t.regio.c.code, t.regio.c.versie)
    .join(t.regio_gemeente, t.regio_gemeente.c.regio == t.regio.c.code)
    .where(t.regio_gemeente.c.gemeente == bindparam("gemeente"))
    .order_by(t.regio_gemeente.c.van.desc())
    .limit(1)
)


def _lees_contractboek(verbinding: Connection, regio: str, gemeente: str, aanbieder: str) -> Contractboek:
    c, p, s = t.contract.c, t.productcode.c, t.tarief.c
    contracten = verbinding.execute(
        select(c.nummer, c.aanbieder, c.van, c.tot, c.tariefcontrole)
        .where(c.regio == regio, c.aanbieder == aanbieder)
        .order_by(c.nummer)
    ).all()
    productcodes = verbinding.execute(
        select(p.categorie, p.code, p.naam, p.eenheid, p.van, p.tot).where(p.regio == regio)
    )
    tarieven = verbinding.execute(
        select(s.code, s.eenheid, s.bedrag, s.van, s.tot, s.contract, s.gemeente, s.versie, s.besluit)
        .where(
            s.regio == regio,
            s.vervangen.is_(None),
            or_(s.gemeente.is_(None), s.gemeente == gemeente),
            or_(s.contract.is_(None), s.contract.in_([contract.nummer for contract in contracten])),
        )
        .order_by(s.id)
    )
    return Contractboek(
        regio=regio,
        contracten=tuple(
            Contract(r.nummer, r.aanbieder, Geldigheid(r.van, r.tot), Tariefcontrole(r.tariefcontrole))
            for r in contracten
        ),
        productcodes=op_code(
            Productcode(r.categorie, r.code, r.naam, r.eenheid, Geldigheid(r.van, r.tot)) for r in productcodes
        ),
        tarieven=op_code(
            Tarief(
                code=r.code,
                eenheid=r.eenheid,
                bedrag=r.bedrag,
                geldig=Geldigheid(r.van, r.tot),
                contract=r.contract,
                gemeente=r.gemeente,
                versie=r.versie,
                besluit=r.besluit,
            )
            for r in tarieven
        ),
    )


def _dagen(geldig: Geldigheid) -> dict[str, Any]:
    return {"van": geldig.van, "tot": geldig.tot}


def _voeg_toe(verbinding: Connection, tabel: Table, rijen: list[dict[str, Any]]) -> None:
    if rijen:
        verbinding.execute(insert(tabel), rijen)
