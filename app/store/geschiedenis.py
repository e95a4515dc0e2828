"""The history of a store in order of time: loads of agreements and messages, each read when its turn comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from heapq import merge
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from app.exchange.herhaling import Behandeld, Gebeurtenis, Regiolading, Vastlegging
from app.exchange.judgement import Situatie
from app.exchange.steps import NEDERLAND
from app.messages.pakket import uit_opslag
from app.store import tables as t
from app.store.beoordeling import Beoordeling, pak_uit
from app.store.contracten import uit_bytes
from app.store.dagen import begin_van_dag
from app.store.opslag import SqlOpslag
from app.store.uitzonderingen import lees_uitzondering

_PER_KEER = 500
_Sleutel = tuple[datetime, Callable[[], Gebeurtenis]]
_B = t.bericht.c
_LADINGEN = select(t.regiolading.c.id, t.regiolading.c.geladen).order_by(t.regiolading.c.geladen, t.regiolading.c.id)
_VELDEN = ("id", "ontvangen", "release", "code", "afzender", "ontvanger", "identificatie", "oordeel")


def geschiedenis(opslag: SqlOpslag, tot: date | None = None) -> Iterator[Gebeurtenis]:
    """Everything until the end of the (Dutch) day ``tot``; at one moment loads and exceptions come before messages.

    Messages are in the order of receipt: of their moment, then of their id.
    """
    # Keys first: a message is read, decrypted and judged before the next one is.
    bronnen = (_ladingen(opslag), _uitzonderingen(opslag), _berichten(opslag, tot))
    for _, haal in merge(*bronnen, key=lambda sleutel: sleutel[0]):
        yield haal()


def tel_berichten(opslag: SqlOpslag, tot: date | None = None) -> int:
    """How many messages that history has."""
    with opslag.werkeenheid(schrijven=False) as werk:
        return werk.verbinding.scalar(_tot(select(func.count()).select_from(t.bericht), tot)) or 0


def _ladingen(opslag: SqlOpslag) -> Iterator[_Sleutel]:
    with opslag.werkeenheid(schrijven=False) as werk:
        rijen = werk.verbinding.execute(_LADINGEN).all()
    yield from ((rij.geladen, partial(_lading, opslag, rij.id)) for rij in rijen)


def _uitzonderingen(opslag: SqlOpslag) -> Iterator[_Sleutel]:
    u = t.uitzondering.c
    with opslag.werkeenheid(schrijven=False) as werk:
        rijen = werk.verbinding.execute(select(u.id, u.moment).order_by(u.moment, u.id)).all()
    yield from ((rij.moment, partial(_uitzondering, opslag, rij.id)) for rij in rijen)


def _berichten(opslag: SqlOpslag, tot: date | None) -> Iterator[_Sleutel]:
    vraag = _tot(select(_B.ontvangen, _B.id), tot).order_by(_B.ontvangen, _B.id).limit(_PER_KEER)
    volgende = vraag
    while True:
        with opslag.werkeenheid(schrijven=False) as werk:
            rijen = werk.verbinding.execute(volgende).all()
        yield from ((rij.ontvangen, partial(_bericht, opslag, rij.id)) for rij in rijen)
        if len(rijen) < _PER_KEER:
            return
        moment, id = rijen[-1]
        volgende = vraag.where(or_(_B.ontvangen > moment, and_(_B.ontvangen == moment, _B.id > id)))


def _tot(vraag: Select[Any], tot: date | None) -> Select[Any]:
    if tot is None:
        return vraag
    return vraag.where(_B.ontvangen < begin_van_dag(tot + timedelta(days=1)))


def _lading(opslag: SqlOpslag, id: int) -> Regiolading:
    c = t.regiolading.c
    with opslag.werkeenheid(schrijven=False) as werk:
        rij = werk.verbinding.execute(select(c.geladen, c.inhoud).where(c.id == id)).one()
    return Regiolading(rij.geladen.astimezone(NEDERLAND), uit_bytes(rij.inhoud))


def _uitzondering(opslag: SqlOpslag, id: int) -> Vastlegging:
    with opslag.werkeenheid(schrijven=False) as werk:
        return Vastlegging(*lees_uitzondering(werk.verbinding, opslag.kluis, id))


def _bericht(opslag: SqlOpslag, id: UUID) -> Behandeld:
    vraag = (
        select(
            *(_B[naam] for naam in _VELDEN),
            *(_B.beoordeling, _B.antwoord_identificatie, _B.inhoud, _B.omvang, _B.sha256, t.declaratie.c.toegekend),
        )
        .outerjoin(t.declaratie, t.declaratie.c.bericht_id == _B.id)
        .where(_B.id == id)
    )
    with opslag.werkeenheid(schrijven=False) as werk:
        rij = werk.verbinding.execute(vraag).one()
    kluis = opslag.kluis
    beoordeling = pak_uit(rij.beoordeling, kluis, f"beoordeling {id}")
    return Behandeld(
        **{naam: getattr(rij, naam) for naam in _VELDEN if naam != "ontvangen"},
        ontvangen=rij.ontvangen.astimezone(NEDERLAND),
        bevindingen=beoordeling.bevindingen,
        toegekend=_toegekend(beoordeling, rij.toegekend),
        antwoord_identificatie=rij.antwoord_identificatie,
        inhoud=uit_opslag(kluis.ontsleutel(rij.inhoud, f"inhoud {id}"), rij.omvang, rij.sha256),
    )


def _toegekend(beoordeling: Beoordeling, in_tabel: int | None) -> int | None:
    """What we granted. The table, which may follow the gemeente, tells it of judgements from before they did."""
    regels_beoordeeld = beoordeling.situatie in (Situatie.GEEN_FOUT, Situatie.KLASSEN)
    return in_tabel if beoordeling.toegekend is None and regels_beoordeeld else beoordeling.toegekend
