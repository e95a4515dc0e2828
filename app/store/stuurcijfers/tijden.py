"""How long things take, how they end, and what trajectories cost: spreads over trajectories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    Subquery,
    case,
    column,
    func,
    or_,
    select,
    values,
)

from app.contracts.bekostiging import Vorm
from app.store import tables as t
from app.store.stuurcijfers.basis import (
    TRAJECT,
    Selectie,
    Spreiding,
    als_getal,
    dagen_tussen,
    eerste_versie,
    laatste_stop,
    spreiding,
    van_toewijzing,
)

PER_AANBIEDER = ("regio", "aanbieder", "perceel")
PER_AANBIEDER_EN_PIC = (*PER_AANBIEDER, "profiel", "intensiteit")
PER_PIC = ("regio", "perceel", "profiel", "intensiteit")


def _kolommen(groep: Sequence[str]) -> list[ColumnElement[Any]]:
    """Columns of a trajectory by which it is grouped."""
    w, d = t.toewijzing.c, t.duiding.c
    return [w[naam] if naam in ("gemeente", "aanbieder") else d[naam] for naam in groep]


def eerste_start() -> ColumnElement[Any]:
    return (
        select(func.min(t.start.c.begindatum)).where(van_toewijzing(t.start)).correlate(t.toewijzing).scalar_subquery()
    )


def wachttijden(verbinding: Connection, selectie: Selectie, groep: Sequence[str] = PER_AANBIEDER) -> list[Spreiding]:
    """Days from the first JW301 to the day on which help began (JW305), of help that began in the period."""
    gestart = (
        select(
            *_kolommen(groep),
            eerste_versie("toewijzingsdatum").label("toegewezen"),
            eerste_start().label("gestart"),
        )
        .select_from(TRAJECT)
        .where(*selectie.voorwaarden())
        .subquery()
    )
    g = gestart.c
    rijen = (
        select(*(g[naam] for naam in groep), dagen_tussen(g.toegewezen, g.gestart).label("dagen"))
        .where(g.gestart.between(selectie.van, selectie.tot))
        .subquery()
    )
    return list(spreiding(verbinding, rijen, groep, "dagen"))


Groepsleutel = tuple[str | None, ...]
"""Values of the columns by which trajectories were grouped."""


def wachtenden(
    verbinding: Connection, selectie: Selectie, vandaag: date, groep: Sequence[str] = PER_AANBIEDER
) -> dict[Groepsleutel, int]:
    """How many were assigned, should have help by now, and are not known to have it."""
    w, s = t.toewijzing.c, t.start.c
    kolommen = _kolommen(groep)
    vraag = (
        select(*kolommen, func.count())
        .select_from(TRAJECT)
        .where(
            *selectie.voorwaarden(),
            w.ingangsdatum <= vandaag,
            or_(w.einddatum.is_(None), w.einddatum >= vandaag),
            ~select(s.id).where(van_toewijzing(t.start)).correlate(t.toewijzing).exists(),
        )
        .group_by(*kolommen)
    )
    return {tuple(sleutel): aantal for *sleutel, aantal in verbinding.execute(vraag)}


def verwijstijden(verbinding: Connection, selectie: Selectie, groep: Sequence[str] = PER_AANBIEDER) -> list[Spreiding]:
    """Days from a JW315 to the first JW301 that names it, of toewijzingen that begin in the period."""
    z = t.verzoek.c
    gevraagd = (
        select(
            *_kolommen(groep),
            eerste_versie("toewijzingsdatum").label("toegewezen"),
            eerste_versie("referentie_aanbieder").label("referentie"),
        )
        .select_from(TRAJECT)
        .where(*selectie.begonnen())
        .subquery()
    )
    g = gevraagd.c
    rijen = (
        select(*(g[naam] for naam in groep), dagen_tussen(z.dagtekening, g.toegewezen).label("dagen"))
        .select_from(gevraagd.join(t.verzoek, (z.aanbieder == g.aanbieder) & (z.referentie == g.referentie)))
        .subquery()
    )
    return list(spreiding(verbinding, rijen, groep, "dagen"))


class Einderij(NamedTuple):
    """How often an aanbieder stopped for one RedenBeeindiging (JZ588)."""

    regio: str
    gemeente: str
    aanbieder: str
    perceel: str | None
    profiel: str | None
    """None too when it was not asked per PIC."""
    intensiteit: str | None
    reden: str
    aantal: int


def beeindigingen(verbinding: Connection, selectie: Selectie, *, per_pic: bool = False) -> list[Einderij]:
    """Stops with an Einddatum in the period; temporary ones too, by their own reason."""
    w, d, s = t.toewijzing.c, t.duiding.c, t.stop.c
    pic = (d.profiel, d.intensiteit) if per_pic else ()
    groep = (d.regio, w.gemeente, w.aanbieder, d.perceel, *pic, s.reden_beeindiging)
    vraag = (
        select(*groep, func.count())
        .select_from(TRAJECT.join(t.stop, van_toewijzing(t.stop)))
        .where(*selectie.voorwaarden(), s.einddatum.between(selectie.van, selectie.tot))
        .group_by(*groep)
        .order_by(*groep)
    )
    geen_pic = () if per_pic else (None, None)
    return [Einderij._make((*rij[:4], *geen_pic, *rij[4:])) for rij in verbinding.execute(vraag)]


def gesloten_trajecten(selectie: Selectie, *kolommen: ColumnElement[Any]) -> Subquery:
    """Trajectories with a stop in the period, with the term that was first assigned and the one that came of it."""
    w, d = t.toewijzing.c, t.duiding.c
    rijen = (
        select(
            *(d.regio, d.perceel, d.profiel, d.intensiteit, w.gemeente),
            w.toegekend_bedrag.label("kosten"),
            w.ingangsdatum.label("ingang"),
            eerste_versie("einddatum").label("verwacht_einde"),
            laatste_stop("begindatum").label("begin"),
            laatste_stop("einddatum").label("einde"),
            laatste_stop("reden_beeindiging").label("reden"),
            *kolommen,
        )
        .select_from(TRAJECT)
        .where(*selectie.voorwaarden(), d.profiel.is_not(None))
        .subquery()
    )
    r = rijen.c
    return (
        select(
            *(r.regio, r.perceel, r.profiel, r.intensiteit, r.gemeente, r.kosten, r.reden),
            (dagen_tussen(r.begin, r.einde) + 1).label("duur"),
            (dagen_tussen(r.ingang, r.verwacht_einde) + 1).label("verwacht"),
            *(r[kolom.name] for kolom in kolommen),
        )
        .where(r.einde.between(selectie.van, selectie.tot))
        .subquery()
    )


class Duur(NamedTuple):
    """Real duration in days, and the expected one of those trajectories that had an end from the beginning."""

    werkelijk: Spreiding
    met_verwachting: int
    werkelijk_met: int
    """Sum of the real days of those with an expectation."""
    verwacht: int
    """Sum of the expected days."""
    korter: int
    langer: int


def duur(verbinding: Connection, selectie: Selectie) -> list[Duur]:
    """Per PIC, of trajectories that ended in the period."""
    rijen = gesloten_trajecten(selectie)
    r = rijen.c
    groep = [r[naam] for naam in PER_PIC]
    heeft = r.verwacht.is_not(None)
    vraag = select(
        *groep,
        func.sum(als_getal(heeft)).label("met"),
        func.sum(case((heeft, r.duur), else_=0)).label("werkelijk"),
        func.coalesce(func.sum(r.verwacht), 0).label("verwacht"),
        func.sum(als_getal(r.duur < r.verwacht)).label("korter"),
        func.sum(als_getal(r.duur > r.verwacht)).label("langer"),
    ).group_by(*groep)
    naast = {tuple(rij[:4]): rij[4:] for rij in verbinding.execute(vraag)}
    return [
        Duur(een, *(int(getal) for getal in naast[tuple(een.groep.values())]))
        for een in spreiding(verbinding, rijen, PER_PIC, "duur")
    ]


class Schaduw(NamedTuple):
    """What trajectories paid per unit cost, beside the tariff of the PIC of their label."""

    kosten: Spreiding
    tarief: int | None
    boven: int
    """Dearer than twice the tariff."""
    onder: int
    """Cheaper than half the tariff."""


Picsleutel = tuple[str, str, str, str]
"""Regio, perceel, profiel and intensiteit."""


def schaduwkosten(verbinding: Connection, selectie: Selectie, tarieven: Mapping[Picsleutel, int]) -> list[Schaduw]:
    """Cost of trajectories under PXQ that ended in the period, per PIC: what was granted on them."""
    gesloten = gesloten_trajecten(selectie, t.duiding.c.vorm)
    g = gesloten.c
    rijen = select(*(g[naam] for naam in PER_PIC), g.kosten).where(g.vorm == Vorm.PXQ.value).subquery()
    verdeeld = list(spreiding(verbinding, rijen, PER_PIC, "kosten"))
    uitschieters = _uitschieters(verbinding, rijen, tarieven)
    schaduw = []
    for een in verdeeld:
        regio, perceel, profiel, intensiteit = een.groep.values()
        sleutel = (regio, perceel, profiel, intensiteit)
        schaduw.append(Schaduw(een, tarieven.get(sleutel), *uitschieters.get(sleutel, (0, 0))))
    return schaduw


def _uitschieters(
    verbinding: Connection, rijen: Subquery, tarieven: Mapping[Picsleutel, int]
) -> dict[Picsleutel, tuple[int, int]]:
    if not tarieven:
        return {}
    kaart = values(*(column(naam, String) for naam in PER_PIC), column("tarief", Integer), name="tariefkaart").data(
        [(*sleutel, bedrag) for sleutel, bedrag in sorted(tarieven.items())]
    )
    kolommen = kaart.cte("kaart").c
    r = rijen.c
    groep = [r[naam] for naam in PER_PIC]
    vraag = (
        select(
            *groep,
            func.sum(als_getal(r.kosten > 2 * kolommen.tarief)),
            func.sum(als_getal(2 * r.kosten < kolommen.tarief)),
        )
        .where(*(r[naam] == kolommen[naam] for naam in PER_PIC))
        .group_by(*groep)
    )
    return {(rij[0], rij[1], rij[2], rij[3]): (int(rij[4]), int(rij[5])) for rij in verbinding.execute(vraag)}


class Groepskosten(NamedTuple):
    """Trajectories of one PIC in a group of gemeenten that ended in the period; sums of eurocents and days."""

    perceel: str
    profiel: str
    intensiteit: str
    groep: str
    aantal: int
    kosten: int
    dagen: int
    uitval: int


def groepskosten(
    verbinding: Connection,
    selectie: Selectie,
    groepen: Mapping[str, Sequence[str]],
    uitvalredenen: Sequence[str],
) -> list[Groepskosten]:
    """The same PIC in two or more groups of gemeenten."""
    alle = [gemeente for groep in groepen.values() for gemeente in groep]
    gesloten = gesloten_trajecten(selectie._replace(gemeenten=tuple(alle)))
    g = gesloten.c
    rijen = select(
        *(g.perceel, g.profiel, g.intensiteit, g.kosten, g.duur, g.reden),
        case(*((g.gemeente.in_(gemeenten), naam) for naam, gemeenten in groepen.items())).label("groep"),
    ).subquery()
    r = rijen.c
    sleutel = (r.perceel, r.profiel, r.intensiteit, r.groep)
    vraag = (
        select(
            *sleutel,
            *(func.count(), func.sum(r.kosten), func.sum(r.duur)),
            func.sum(als_getal(r.reden.in_(uitvalredenen))),
        )
        .group_by(*sleutel)
        .order_by(*sleutel)
    )
    return [Groepskosten(*rij[:5], *(int(getal) for getal in rij[5:])) for rij in verbinding.execute(vraag)]
