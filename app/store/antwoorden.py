"""Answers that partners sent: which message each is about, and how they are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, insert, select

from app.exchange.judgement import Complement
from app.exchange.ports import Afhandeling, Beantwoord
from app.exchange.steps import NEDERLAND
from app.messages.pakket import uit_opslag
from app.messages.records import Antwoordbericht, Declaratieantwoordbericht, Declaratiebericht
from app.rules.facts import EerderBericht
from app.store import tables as t
from app.store.bulk import voeg_rijen_toe
from app.store.privacy import Kluis

_HERHALING = "TR056"
_HERHALINGSCODE = "9056"


def zoek_beantwoord(
    verbinding: Connection, kluis: Kluis, codes: Collection[str], antwoord: Antwoordbericht
) -> Beantwoord | None:
    """The message with one of these codes, the parties, Identificatie and Dagtekening that an answer names.

    When there are several it is the first that did not repeat an Identificatie (TR056); for an answer with 9056
    it is the first that did.
    """
    b = t.bericht.c
    if isinstance(antwoord, Declaratieantwoordbericht):
        kenmerk = antwoord.declaratie_identificatie, antwoord.declaratie_dagtekening
        partijen = antwoord.aanbieder, antwoord.gemeente
    else:
        kenmerk = antwoord.header.identificatie, antwoord.header.dagtekening
        partijen = antwoord.header.afzender, antwoord.header.ontvanger
    herhaald = (
        select(t.bevinding_telling.c.bericht_id)
        .where(t.bevinding_telling.c.bericht_id == b.id, t.bevinding_telling.c.regel == _HERHALING)
        .exists()
    )
    rijen = verbinding.execute(
        select(b.id, herhaald.label("herhaald"))
        .where(
            b.code.in_(codes),
            b.afzender == partijen[0],
            b.ontvanger == partijen[1],
            b.identificatie == kenmerk[0],
            b.dagtekening == kenmerk[1],
        )
        .order_by(b.id)
    ).all()
    if not rijen:
        return None
    gezocht = _HERHALINGSCODE in antwoord.kenmerk.codes
    id = next((rij.id for rij in rijen if bool(rij.herhaald) == gezocht), rijen[0].id)
    rij = verbinding.execute(select(b.release, b.code, b.oordeel, b.inhoud, b.omvang, b.sha256).where(b.id == id)).one()
    return Beantwoord(
        id=id,
        release=rij.release,
        code=rij.code,
        oordeel=rij.oordeel,
        pakket=uit_opslag(kluis.ontsleutel(rij.inhoud, f"inhoud {id}"), rij.omvang, rij.sha256),
        eerder_antwoord=_eerder_antwoord(verbinding, id),
        gevolgd=_gevolgd(verbinding, id),
        staten=_staten(verbinding, id),
    )


def _eerder_antwoord(verbinding: Connection, heen_id: UUID) -> EerderBericht | None:
    b, o = t.bericht.c, t.ontvangen_antwoord.c
    rij = verbinding.execute(
        select(b.id, b.ontvangen)
        .join(t.ontvangen_antwoord, o.bericht_id == b.id)
        .where(o.heen_id == heen_id)
        .order_by(b.id)
        .limit(1)
    ).first()
    return None if rij is None else EerderBericht(str(rij.id), rij.ontvangen.astimezone(NEDERLAND).date())


def _gevolgd(verbinding: Connection, heen_id: UUID) -> bool:
    o = t.ontvangen_antwoord.c
    return verbinding.execute(select(o.bericht_id).where(o.heen_id == heen_id, o.telt).limit(1)).first() is not None


def _staten(verbinding: Connection, bericht_id: UUID) -> bytes | None:
    d, p = t.declaratie.c, t.prestatie.c
    declaratie = verbinding.scalar(select(d.id).where(d.bericht_id == bericht_id))
    if declaratie is None:
        return None
    return bytes(verbinding.scalars(select(p.staat).where(p.declaratie_id == declaratie).order_by(p.volgnummer)))


def bewaar_partnerantwoord(verbinding: Connection, afhandeling: Afhandeling) -> None:
    """That an answer was received, on what, and for a JW325 what it comes to."""
    bericht, partner = afhandeling.bericht, afhandeling.oordeel.partner
    if not isinstance(bericht, Antwoordbericht) or partner is None:
        return
    verbinding.execute(
        insert(t.ontvangen_antwoord),
        {
            "bericht_id": afhandeling.id,
            "heen_id": partner.heen,
            "identificatie": bericht.kenmerk.identificatie,
            "dagtekening": bericht.kenmerk.dagtekening,
            "oordeel": partner.oordeel.value,
            "telt": partner.telt,
        },
    )
    complement = afhandeling.oordeel.complement
    if complement is not None:
        _bewaar_complement(verbinding, afhandeling.id, complement)


def _bewaar_complement(verbinding: Connection, bericht_id: UUID, complement: Complement) -> None:
    sleutel: Any = verbinding.execute(
        insert(t.declaratie_antwoord),
        {
            "bericht_id": bericht_id,
            "ingediend": complement.ingediend,
            "genoemd": complement.genoemd,
            "toegekend": complement.toegekend,
            "afgewezen": complement.afgewezen,
            "sluit": complement.sluit,
            "rest": complement.rest,
        },
    ).inserted_primary_key

    def rijen() -> Iterator[tuple[Any, ...]]:
        for plaats in sorted(complement.codes):
            yield sleutel[0], plaats + 1, complement.staten[plaats], " ".join(complement.codes[plaats])

    kolommen = ("antwoord_id", "volgnummer", "staat", "codes")
    voeg_rijen_toe(verbinding, t.declaratie_antwoord_regel, kolommen, rijen())


class Antwoordrij(NamedTuple):
    """An answer that a partner sent on a message; amounts (JW325 only) in signed eurocents."""

    id: UUID
    code: str
    identificatie: str
    dagtekening: date
    ontvangen: datetime
    oordeel: str
    telt: bool
    ingediend: int | None
    toegekend: int | None
    afgewezen: int | None
    sluit: bool | None


def lees_antwoorden(verbinding: Connection, heen_id: UUID) -> tuple[Antwoordrij, ...]:
    """The answers that partners sent on a message, in the order in which they came."""
    b, o, d = t.bericht.c, t.ontvangen_antwoord.c, t.declaratie_antwoord.c
    rijen = verbinding.execute(
        select(
            *(b.id, b.code, o.identificatie, o.dagtekening, b.ontvangen, o.oordeel, o.telt),
            *(d.ingediend, d.toegekend, d.afgewezen, d.sluit),
        )
        .join(t.ontvangen_antwoord, o.bericht_id == b.id)
        .outerjoin(t.declaratie_antwoord, d.bericht_id == b.id)
        .where(o.heen_id == heen_id)
        .order_by(b.id)
    )
    antwoorden = (Antwoordrij._make(rij) for rij in rijen)
    return tuple(een._replace(ontvangen=een.ontvangen.astimezone(NEDERLAND)) for een in antwoorden)


def lees_complement(verbinding: Connection, id: UUID, declaratie: Declaratiebericht) -> Complement | None:
    """What JW325 ``id`` comes to on its JW323, as it was kept; None when there is nothing."""
    d, r = t.declaratie_antwoord.c, t.declaratie_antwoord_regel.c
    rij = verbinding.execute(select(t.declaratie_antwoord).where(d.bericht_id == id)).first()
    if rij is None:
        return None
    staten = bytearray([rij.rest]) * len(declaratie.prestaties)
    codes: dict[int, tuple[str, ...]] = {}
    for regel in verbinding.execute(select(r.volgnummer, r.staat, r.codes).where(r.antwoord_id == rij.id)):
        staten[regel.volgnummer - 1] = regel.staat
        codes[regel.volgnummer - 1] = tuple(regel.codes.split())
    return Complement(bytes(staten), codes, rij.ingediend, rij.genoemd, rij.toegekend, rij.afgewezen)
