"""What came after the help of a toewijzing: the talk about results at its end, and its settlement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from app.contracts.afrekening import resultaatdeel_van
from app.contracts.declaratieprijs import Toewijzing
from app.contracts.verplichting import verplichting
from app.store import tables as t
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde
from app.store.dagen import nederlandse_dag
from app.store.ketenstukken import Afloop
from app.store.ladingen import Ladingen


def lees_afloop(
    verbinding: Connection, clienten: Collection[int], versies: Mapping[int, Sequence[Any]]
) -> dict[int, Afloop]:
    """By our key of a toewijzing of these clients; without those of which nothing is known.

    ``versies``: rows of ``toewijzing_versie`` by that key, in order of IV013, with the moment of receipt.
    """
    waarden = {SLEUTELS: sleutelwaarde(verbinding, clienten)}
    w, u, a = t.toewijzing.c, t.uitkomst.c, t.afrekening.c
    van_clienten = in_sleutels(verbinding.dialect.name, w.client_id)
    eind = and_(u.gemeente == w.gemeente, u.toewijzingnummer == w.nummer, u.moment == "EIND", u.vervangen.is_(None))
    besluit = and_(a.toewijzing_id == w.id, a.vervangen.is_(None))
    vraag = (
        select(w.id, u.datum, a.moment)
        .select_from(t.toewijzing)
        .outerjoin(t.uitkomst, eind)
        .outerjoin(t.afrekening, besluit)
        .where(van_clienten, or_(u.id.is_not(None), a.id.is_not(None)))
    )
    gevonden = {
        rij.id: Afloop(rij.datum, None if rij.moment is None else nederlandse_dag(rij.moment))
        for rij in verbinding.execute(vraag, waarden)
    }
    for id in _met_open_deel(verbinding, waarden, versies):
        gevonden[id] = gevonden.get(id, Afloop())._replace(deel_open=True)
    return gevonden


def _met_open_deel(
    verbinding: Connection, waarden: Mapping[str, Any], versies: Mapping[int, Sequence[Any]]
) -> list[int]:
    """Toewijzingen with a share that nobody decided on, by the agreements in force when their last version came.

    Only where the aanbieder has such a contract now are those agreements read.
    """
    w, c, lid, a = t.toewijzing.c, t.contract.c, t.regio_gemeente.c, t.afrekening.c
    kan = (
        select(c.nummer)
        .where(
            c.aanbieder == w.aanbieder,
            c.resultaat_pct > 0,
            c.regio.in_(select(lid.regio).where(lid.gemeente == w.gemeente)),
        )
        .exists()
    )
    afgerekend = select(a.id).where(a.toewijzing_id == w.id, a.vervangen.is_(None)).exists()
    vraag = select(t.toewijzing).where(
        in_sleutels(verbinding.dialect.name, w.client_id), w.code.is_not(None), w.toegekend_bedrag > 0, kan, ~afgerekend
    )
    ladingen = Ladingen()
    return [
        rij.id
        for rij in verbinding.execute(vraag, waarden).all()
        if _heeft_deel(verbinding, ladingen, rij, versies[rij.id])
    ]


def _heeft_deel(verbinding: Connection, ladingen: Ladingen, rij: Any, versies: Sequence[Any]) -> bool:
    regio = ladingen.regio_van(verbinding, rij.gemeente, rij.ingangsdatum)
    if regio is None:
        return False
    toewijzing = Toewijzing(
        gemeente=rij.gemeente,
        aanbieder=rij.aanbieder,
        code=rij.code,
        ingangsdatum=rij.ingangsdatum,
        einddatum=rij.einddatum,
        volume=rij.volume,
        eenheid=rij.eenheid,
        frequentie=rij.frequentie,
        toewijzingsdatum=min(een.toewijzingsdatum for een in versies),
    )
    moment = versies[-1].ontvangen
    afspraken = ladingen.op(verbinding, regio, moment).afspraken
    return resultaatdeel_van(verplichting(afspraken, toewijzing, nederlandse_dag(moment)).vondst) is not None
