"""Deliveries of outcomes: each one replaces the former, and the former stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, tuple_

from app.store import tables as t
from app.store.bereik import OVERAL, Bereik
from app.store.versies import Bewaard, bewaar_versie, geldende_versie

_PER_VRAAG = 400


class Aggregaatregel(NamedTuple):
    """One group of clients as an aanbieder told of it; what is None was not told."""

    perceel: str | None
    pic: str | None
    gedwongen_kader: bool | None
    n: int
    doelrealisatie: int | None
    """Percent."""
    uitval: int | None
    """Percent."""
    tevredenheid_jeugdige: int | None
    """Tenths."""
    tevredenheid_opvoeder: int | None
    """Tenths."""
    wachttijd: int | None
    """Days."""
    besteding_per_client: int | None
    """Eurocents."""


class Doel(NamedTuple):
    """A goal that names a result of the profiel."""

    code: str
    soort: str
    resultaat: str
    """``open`` at START."""


class Meting(NamedTuple):
    """Under which version of an indicator was measured, and the number that was given (None: it has none)."""

    indicator: str
    versie: int
    maat: str
    laag: int
    hoog: int
    waarde: int | None


class Uitkomstinhoud(NamedTuple):
    """What was told of one moment of a trajectory."""

    rij: Mapping[str, Any]
    """Columns of the table ``uitkomst``."""
    doelen: tuple[Doel, ...] = ()
    """Sorted by code."""
    metingen: tuple[Meting, ...] = ()
    """Sorted by indicator."""


class Aggregaat(NamedTuple):
    """What holds of an aanbieder in a regio and quarter."""

    regio: str
    aanbieder: str
    periode: str
    indicatoren: str
    """Under which versions was measured, such as ``CT-J/1 DR/1``."""
    regels: tuple[Aggregaatregel, ...]


def onbekende_trajecten(
    verbinding: Connection, trajecten: Collection[tuple[str, int]], bereik: Bereik = OVERAL
) -> set[tuple[str, int]]:
    """Those of these (gemeente, toewijzingnummer) that are no toewijzing within the scope."""
    k, gezocht = t.toewijzing.c, sorted(set(trajecten))
    bekend: set[tuple[str, int]] = set()
    for begin in range(0, len(gezocht), _PER_VRAAG):
        deel = gezocht[begin : begin + _PER_VRAAG]
        vraag = select(k.gemeente, k.nummer).where(tuple_(k.gemeente, k.nummer).in_(deel))
        for kolom, eigen in ((k.gemeente, bereik.gemeente), (k.aanbieder, bereik.aanbieder)):
            if eigen is not None:
                vraag = vraag.where(kolom == eigen)
        bekend.update((gemeente, nummer) for gemeente, nummer in verbinding.execute(vraag))
    return set(gezocht) - bekend


def lees_profielen(verbinding: Connection, trajecten: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The profiel of those of these (gemeente, toewijzingnummer) of which the agreements tell one."""
    k, d, gezocht = t.toewijzing.c, t.duiding.c, sorted(set(trajecten))
    gevonden: dict[tuple[str, int], str] = {}
    for begin in range(0, len(gezocht), _PER_VRAAG):
        deel = gezocht[begin : begin + _PER_VRAAG]
        vraag = (
            select(k.gemeente, k.nummer, d.profiel)
            .join(t.duiding, d.toewijzing_id == k.id)
            .where(tuple_(k.gemeente, k.nummer).in_(deel), d.profiel.is_not(None))
        )
        gevonden |= {(gemeente, nummer): profiel for gemeente, nummer, profiel in verbinding.execute(vraag)}
    return gevonden


def bewaar_uitkomst(
    verbinding: Connection, sleutel: Mapping[str, Any], inhoud: Uitkomstinhoud, moment: datetime
) -> Bewaard:
    """Keep what was told of one moment of a trajectory."""
    nu = geldende_versie(verbinding, t.uitkomst, sleutel)
    anders = nu is not None and _delen(verbinding, nu.id) != inhoud[1:]
    bewaard, id = bewaar_versie(verbinding, t.uitkomst, sleutel, inhoud.rij, moment, altijd=anders)
    for tabel, delen in ((t.uitkomst_doel, inhoud.doelen), (t.uitkomst_meting, inhoud.metingen)):
        if bewaard.nieuw and delen:
            verbinding.execute(insert(tabel), [{"uitkomst_id": id, **een._asdict()} for een in delen])
    return bewaard


def bewaar_teamoordeel(verbinding: Connection, sleutel: Mapping[str, Any], cijfer: int, moment: datetime) -> Bewaard:
    """Keep the mark that a lokaal team gives an aanbieder."""
    return bewaar_versie(verbinding, t.teamoordeel, sleutel, {"cijfer": cijfer}, moment)[0]


def bewaar_aggregaat(
    verbinding: Connection,
    sleutel: Mapping[str, Any],
    regels: Sequence[Aggregaatregel],
    indicatoren: str,
    moment: datetime,
) -> Bewaard:
    """Keep what an aanbieder told of all its clients together, measured under these versions."""
    nu = geldende_versie(verbinding, t.uitkomst_aggregaat, sleutel)
    anders = nu is not None and _regels(verbinding, [nu.id]).get(nu.id, ()) != tuple(regels)
    rij = {"indicatoren": indicatoren}
    bewaard, id = bewaar_versie(verbinding, t.uitkomst_aggregaat, sleutel, rij, moment, altijd=anders)
    if not bewaard.nieuw:
        return bewaard
    rijen = [{"aggregaat_id": id, "volgnummer": nummer, **een._asdict()} for nummer, een in enumerate(regels)]
    verbinding.execute(insert(t.uitkomst_aggregaatregel), rijen)
    return bewaard


def lees_aggregaten(
    verbinding: Connection, perioden: Collection[str], regio: str | None, aanbieder: str | None = None
) -> list[Aggregaat]:
    """What holds in these quarters, by regio, aanbieder and quarter."""
    a = t.uitkomst_aggregaat.c
    vraag = select(a.id, a.regio, a.aanbieder, a.periode, a.indicatoren).where(
        a.vervangen.is_(None), a.periode.in_(perioden)
    )
    if regio is not None:
        vraag = vraag.where(a.regio == regio)
    if aanbieder is not None:
        vraag = vraag.where(a.aanbieder == aanbieder)
    rijen = verbinding.execute(vraag.order_by(a.regio, a.aanbieder, a.periode)).all()
    regels = _regels(verbinding, [rij.id for rij in rijen])
    return [Aggregaat(*rij[1:], regels.get(rij.id, ())) for rij in rijen]


def _delen(verbinding: Connection, id: int) -> tuple[tuple[Doel, ...], tuple[Meting, ...]]:
    """Goals by code and measurements of an outcome."""
    d, m = t.uitkomst_doel.c, t.uitkomst_meting.c
    doelen = select(*(d[naam] for naam in Doel._fields)).where(d.uitkomst_id == id)
    metingen = select(*(m[naam] for naam in Meting._fields)).where(m.uitkomst_id == id)
    return (
        tuple(sorted(map(Doel._make, verbinding.execute(doelen)))),
        tuple(sorted(map(Meting._make, verbinding.execute(metingen)), key=lambda een: een.indicator)),
    )


def _regels(verbinding: Connection, ids: Iterable[int]) -> dict[int, tuple[Aggregaatregel, ...]]:
    r = t.uitkomst_aggregaatregel.c
    kolommen = [r[naam] for naam in Aggregaatregel._fields]
    gevonden: dict[int, tuple[Aggregaatregel, ...]] = {}
    vraag = select(r.aggregaat_id, *kolommen).where(r.aggregaat_id.in_(list(ids)))
    for rij in verbinding.execute(vraag.order_by(r.aggregaat_id, r.volgnummer)):
        gevonden[rij[0]] = (*gevonden.get(rij[0], ()), Aggregaatregel._make(rij[1:]))
    return gevonden
