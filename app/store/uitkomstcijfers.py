"""What reports on outcomes count, grouped by the database: trajectories that ended for good in a period."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Subquery, and_, case, func, or_, select, true

from app.store import tables as t
from app.store.dagen import dag_in_sql, dagen_tussen
from app.store.uitkomstcohort import DIMENSIES, Cohortfilter, lees_moment, van_traject, verdeel, vind_trajecten

DOELTELLINGEN = tuple(
    f"{soort}_{resultaat}" for soort in ("maatschappelijk", "behandel") for resultaat in ("bereikt", "deels", "niet")
)


class Groep(NamedTuple):
    """Trajectories that are in one row of one division, and are equal in how they ended and in their kader."""

    regio: str
    """Empty when nobody loaded agreements for the gemeente."""
    per: str
    """One of DIMENSIES, or REGIO."""
    sleutel: str
    """Which gemeente, aanbieder, product or quarter; empty with REGIO."""
    klasse: str
    gedwongen_kader: bool | None
    """None: EIND was not delivered."""
    n: int
    bedrag: int
    """Granted on their toewijzingen, in eurocents."""
    start: int
    """With START delivered."""
    eind: int
    """With EIND delivered."""
    met_maatschappelijk: int
    """With EIND and a goal of this kind."""
    met_behandel: int
    doelen: tuple[int, ...]
    """As DOELTELLINGEN: numbers of goals."""
    jeugdige_n: int
    jeugdige_som: int
    opvoeder_n: int
    opvoeder_som: int


class Wachtgroep(NamedTuple):
    """Trajectories of one row of one division that waited so many days."""

    regio: str
    per: str
    sleutel: str
    dagen: int
    n: int


class Oordeelgroep(NamedTuple):
    """Marks of lokale teams on one aanbieder in one quarter."""

    regio: str
    gemeente: str
    aanbieder: str
    kwartaal: str
    n: int
    som: int


def tel_trajecten(
    verbinding: Connection, filter_: Cohortfilter, per: Sequence[str], klassen: Mapping[str, Collection[str]]
) -> list[Groep]:
    """The groups of the cohort in each of these divisions.

    ``klassen``: codes of RedenBeeindiging by class of uitval; the class of any other is ``""``.
    """
    traject = vind_trajecten(filter_)
    start, eind, na = (lees_moment(moment) for moment in ("START", "EIND", "NA"))
    e = _met_meting_na(eind, na)
    klasse = case(*((traject.c.reden.in_(codes), naam) for naam, codes in klassen.items()), else_="")
    met = {
        f"met_{soort}": case((e[f"{soort}_bereikt"] + e[f"{soort}_deels"] + e[f"{soort}_niet"] > 0, 1), else_=0)
        for soort in ("maatschappelijk", "behandel")
    }
    per_traject = (
        select(
            *(traject.c[naam] for naam in ("regio", *DIMENSIES, "bedrag")),
            klasse.label("klasse"),
            start.c.id.label("start"),
            e["id"].label("eind"),
            *(kolom.label(naam) for naam, kolom in met.items()),
            *(e[naam].label(naam) for naam in (*DOELTELLINGEN, "gedwongen_kader", *_CIJFERS)),
        )
        .select_from(traject)
        .join(start, van_traject(start, traject), isouter=True)
        .join(eind, van_traject(eind, traject), isouter=True)
        .join(na, and_(van_traject(na, traject), eind.c.id.is_not(None)), isouter=True)
        .cte("uitkomsten")
    )
    u = per_traject.c
    tellingen = (
        func.count(),
        func.sum(u.bedrag),
        func.count(u.start),
        func.count(u.eind),
        *(_som(u[naam]) for naam in (*met, *DOELTELLINGEN)),
        *(een for naam in _CIJFERS for een in (func.count(u[naam]), _som(u[naam]))),
    )
    vast, doelen = 6, len(DOELTELLINGEN)
    gevonden = []
    for regio, soort, sleutel, naam, kader, *rest in verbinding.execute(
        verdeel(per_traject, per, (u.klasse, u.gedwongen_kader), tellingen)
    ):
        getallen = [int(een) for een in rest]
        per_doel = tuple(getallen[vast : vast + doelen])
        rij = (regio, soort, sleutel, naam, kader, *getallen[:vast], per_doel, *getallen[vast + doelen :])
        gevonden.append(Groep._make(rij))
    return gevonden


_CIJFERS = ("tevredenheid_jeugdige", "tevredenheid_opvoeder")


def _met_meting_na(eind: Subquery, na: Subquery) -> dict[str, ColumnElement[Any]]:
    """What EIND told, with the goals of the lokaal team as they were measured after the help, where they were."""
    return {
        kolom.name: case((na.c.id.is_not(None), na.c[kolom.name]), else_=kolom)
        if kolom.name.startswith("maatschappelijk_")
        else kolom
        for kolom in eind.c
    }


def tel_wachttijden(verbinding: Connection, filter_: Cohortfilter, per: Sequence[str]) -> list[Wachtgroep]:
    """How long the trajectories of the cohort waited: from receipt of the first JW301 to the first start.

    Those that never started are left out; a start before that receipt is no waiting at all.
    """
    traject = vind_trajecten(filter_)
    s, v, b = t.start.c, t.toewijzing_versie.c, t.bericht.c
    gestart = (
        select(func.min(s.begindatum))
        .where(
            s.client_id == traject.c.client_id,
            s.gemeente == traject.c.gemeente,
            s.aanbieder == traject.c.aanbieder,
            s.toewijzingnummer == traject.c.nummer,
            s.verwijderd_door.is_(None),
        )
        .scalar_subquery()
    )
    ontvangen = (
        select(func.min(b.ontvangen))
        .join(t.toewijzing_versie, v.bericht_id == b.id)
        .where(v.toewijzing_id == traject.c.id)
        .scalar_subquery()
    )
    kolommen = [traject.c[naam] for naam in ("regio", *DIMENSIES)]
    momenten = select(*kolommen, gestart.label("gestart"), ontvangen.label("ontvangen")).cte("momenten")
    # Else SQLite looks a moment up again wherever it is named below.
    m = momenten.prefix_with("MATERIALIZED").c
    dagen = dagen_tussen(verbinding, dag_in_sql(verbinding, m.ontvangen), m.gestart)
    wachtend = (
        select(*(m[naam] for naam in ("regio", *DIMENSIES)), dagen.label("dagen"))
        .where(m.gestart.is_not(None))
        .cte("wachtend")
    )
    wachttijd = case((wachtend.c.dagen > 0, wachtend.c.dagen), else_=0)
    rijen = verbinding.execute(verdeel(wachtend, per, (wachttijd,), (func.count(),)))
    return [Wachtgroep(regio, soort, sleutel, int(gewacht), n) for regio, soort, sleutel, gewacht, n in rijen]


def lees_pics(verbinding: Connection) -> dict[tuple[str, str], str]:
    """By regio and product code: the PIC that the code stands for (in its latest period), as in ``SPEC 3B``."""
    p = t.productcode.c
    vraag = select(p.regio, p.code, p.perceel, p.profiel, p.intensiteit).where(
        p.perceel.is_not(None), p.profiel.is_not(None), p.intensiteit.is_not(None)
    )
    return {
        (regio, code): f"{perceel} {profiel}{intensiteit}"
        for regio, code, perceel, profiel, intensiteit in verbinding.execute(vraag.order_by(p.van))
    }


def tel_teamoordelen(verbinding: Connection, filter_: Cohortfilter) -> list[Oordeelgroep]:
    """Marks of lokale teams over the quarters of the period, in the regio of their gemeente on its last day."""
    o, r = t.teamoordeel.c, t.regio_gemeente.c
    vraag = select(o.gemeente, o.aanbieder, o.periode, o.cijfer).where(
        o.vervangen.is_(None), o.periode.in_([naam for naam, _, _ in filter_.perioden])
    )
    for kolom, waarde in ((o.gemeente, filter_.gemeente), (o.aanbieder, filter_.aanbieder)):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    oordeel = vraag.subquery()
    laatste = filter_.perioden[-1][2]
    regio = func.coalesce(r.regio, "")
    lid = and_(r.gemeente == oordeel.c.gemeente, r.van <= laatste, or_(r.tot.is_(None), r.tot >= laatste))
    sleutel = [regio, oordeel.c.gemeente, oordeel.c.aanbieder, oordeel.c.periode]
    tellen = (
        select(*sleutel, func.count(), func.sum(oordeel.c.cijfer))
        .select_from(oordeel)
        .join(t.regio_gemeente, lid, isouter=True)
        .where(true() if filter_.regio is None else regio == filter_.regio)
        .group_by(*sleutel)
    )
    return [Oordeelgroep(*rij[:4], int(rij[4]), int(rij[5])) for rij in verbinding.execute(tellen.order_by(*sleutel))]


def _som(kolom: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(kolom), 0)
