"""Reads how far volumeplafonds are filled and promised, and takes in the report of an aanbieder about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Date, Integer, and_, column, func, or_, select, update, values

from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.betaalfacts import TOEGEKEND
from app.store.stuurcijfers.basis import VERWIJDERD, als_getal
from app.store.toezeggingen import (
    MATERIALIZED,
    aandeel,
    als_dagnummer,
    dagnummer,
    grootste,
    kleinste,
    verdeling,
)


class Plafondstand(NamedTuple):
    """A volumeplafond with what is realised under it; amounts in eurocents."""

    regio: str
    contract: str
    perceel: str
    jaar: int
    gemeente: str
    """CBS code, or "" over all gemeenten."""
    aanbieder: str
    plafond: int
    signaal_pct: int
    gerealiseerd: int
    """Granted, payable and not credited."""
    niet_betaalbaar: int
    """Granted above the plafond."""
    bereikt: datetime | None
    """When the signal percentage was reached."""
    gemeld: date | None
    """When the aanbieder reported it."""
    toegezegd: int = 0
    """What toewijzingen under the contract commit to in the year, by their days (decision 160)."""
    toewijzingen: int = 0
    """How many of them there are."""
    zonder_bedrag: int = 0
    """Of these: nobody can tell what they commit to."""

    @property
    def sleutel(self) -> Regiosleutel:
        """What the volumeplafond is about."""
        return Regiosleutel(self.regio, self.contract, self.perceel, self.jaar, self.gemeente)


class Regiosleutel(NamedTuple):
    """What a volumeplafond is about, over all regios."""

    regio: str
    contract: str
    perceel: str
    jaar: int
    gemeente: str


class _Toezegging(NamedTuple):
    bedrag: int
    toewijzingen: int
    zonder_bedrag: int


_SLEUTEL = Regiosleutel._fields


def zoek_plafonds(
    verbinding: Connection,
    regio: str | None,
    aanbieder: str | None,
    jaar: int | None,
    gemeente: str | None = None,
) -> list[Plafondstand]:
    """Every volumeplafond that is in force, by regio, contract, perceel and year.

    Those of a gemeente are its own, and those over all gemeenten of the regios that it is or was in.
    """
    v, c, b, p, m = t.volumeplafond.c, t.contract.c, t.betaling.c, t.prestatie.c, t.plafondmelding.c
    geldt = and_(p.staat == TOEGEKEND, p.debet_credit == "D")
    gedaan = (
        select(
            *(b[naam] for naam in _SLEUTEL),
            func.sum(p.bedrag).filter(b.betaalbaar).label("wel"),
            func.sum(p.bedrag).filter(~b.betaalbaar).label("niet"),
        )
        .join(t.prestatie, and_(p.declaratie_id == b.declaratie_id, p.volgnummer == b.volgnummer))
        .where(geldt)
        .group_by(*(b[naam] for naam in _SLEUTEL))
        .subquery()
    )
    vraag = (
        select(
            *(v[naam] for naam in _SLEUTEL),
            c.aanbieder,
            v.bedrag,
            v.signaal_pct,
            func.coalesce(gedaan.c.wel, 0),
            func.coalesce(gedaan.c.niet, 0),
            m.bereikt,
            m.gemeld,
        )
        .join(t.contract, and_(c.regio == v.regio, c.nummer == v.contract))
        .outerjoin(gedaan, and_(*(gedaan.c[naam] == v[naam] for naam in _SLEUTEL)))
        .outerjoin(t.plafondmelding, and_(*(m[naam] == v[naam] for naam in _SLEUTEL)))
        .order_by(*(v[naam] for naam in _SLEUTEL))
    )
    for kolom, waarde in ((v.regio, regio), (c.aanbieder, aanbieder), (v.jaar, jaar)):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    if gemeente is not None:
        lid = t.regio_gemeente.c
        regios = select(lid.regio).where(lid.gemeente == gemeente)
        vraag = vraag.where(or_(v.gemeente == gemeente, and_(v.gemeente == "", v.regio.in_(regios))))
    standen = [Plafondstand(*tuple(rij)) for rij in verbinding.execute(vraag)]
    toegezegd = _toegezegd(verbinding, sorted({een.jaar for een in standen}))
    return [_lees(een, toegezegd.get(een.sleutel, _Toezegging(0, 0, 0))) for een in standen]


def _lees(rij: Plafondstand, toezegging: _Toezegging) -> Plafondstand:
    return rij._replace(
        gerealiseerd=int(rij.gerealiseerd),
        niet_betaalbaar=int(rij.niet_betaalbaar),
        bereikt=None if rij.bereikt is None else rij.bereikt.astimezone(NEDERLAND),
        toegezegd=toezegging.bedrag,
        toewijzingen=toezegging.toewijzingen,
        zonder_bedrag=toezegging.zonder_bedrag,
    )


def _toegezegd(verbinding: Connection, jaren: Sequence[int]) -> dict[Regiosleutel, _Toezegging]:
    """What toewijzingen commit to under each volumeplafond of these years; each counts under one of a year."""
    if not jaren:
        return {}
    v, k, w, d = t.volumeplafond.c, t.contractdeel.c, t.toewijzing.c, t.duiding.c
    delen = (
        select(
            *(d.regio, k.contract, d.perceel, w.gemeente, *verdeling()),
            als_getal(d.verplicht.is_(None)).label("zonder"),
            als_dagnummer(k.van).label("deel_van"),
            als_dagnummer(func.coalesce(k.tot, date(jaren[-1], 12, 31), type_=Date())).label("deel_tot"),
        )
        .select_from(t.contractdeel)
        .join(t.duiding, d.toewijzing_id == k.toewijzing_id)
        .join(t.toewijzing, w.id == k.toewijzing_id)
        .where(
            or_(w.reden_wijziging.is_(None), w.reden_wijziging != VERWIJDERD),
            k.van <= date(jaren[-1], 12, 31),
            or_(k.tot.is_(None), k.tot >= date(jaren[0], 1, 1)),
            select(v.contract).where(v.regio == d.regio, v.contract == k.contract, v.perceel == d.perceel).exists(),
        )
        .cte("delen")
        .prefix_with(MATERIALIZED)
    )
    kalender = (
        values(*(column(naam, Integer) for naam in ("jaar", "begin", "eind")), name="kalender")
        .data([(jaar, dagnummer(date(jaar, 1, 1)), dagnummer(date(jaar, 12, 31))) for jaar in jaren])
        .cte("jaren")
    )
    eigen = t.volumeplafond.alias("eigen")
    s, j = delen.c, kalender.c
    met_eigen = (
        select(eigen.c.contract)
        .where(
            *(eigen.c[naam] == v[naam] for naam in ("regio", "contract", "perceel", "jaar")),
            eigen.c.gemeente == s.gemeente,
        )
        .exists()
    )
    zelfde = and_(s.regio == v.regio, s.contract == v.contract, s.perceel == v.perceel)
    sleutel = [v[naam] for naam in _SLEUTEL]
    bedrag = aandeel(s, grootste(s.deel_van, j.begin), kleinste(s.deel_tot, j.eind))
    vraag = (
        select(*sleutel, func.sum(bedrag), func.count(), func.sum(s.zonder))
        .select_from(delen)
        .join(t.volumeplafond, zelfde)
        .join(kalender, j.jaar == v.jaar)
        .where(
            *(s.deel_van <= j.eind, s.deel_tot >= j.begin),
            or_(v.gemeente == s.gemeente, and_(v.gemeente == "", ~met_eigen)),
        )
        .group_by(*sleutel)
    )
    return {
        Regiosleutel(*rij[:5]): _Toezegging(*(int(getal) for getal in rij[5:])) for rij in verbinding.execute(vraag)
    }


def meld_plafond(verbinding: Connection, sleutel: tuple[str, str, str, int, str], dag: date) -> bool:
    """Keep when the aanbieder reported; False where the signal percentage was not reached."""
    m = t.plafondmelding.c
    vraag = update(t.plafondmelding).where(*(m[naam] == een for naam, een in zip(_SLEUTEL, sleutel, strict=True)))
    return verbinding.execute(vraag.values(gemeld=dag)).rowcount > 0
