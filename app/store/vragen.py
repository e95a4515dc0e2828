"""The questions that facts are asked with. Each is made once: making one costs more than asking it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Date, Select, Table, bindparam, func, select, type_coerce
from sqlalchemy.types import NullType

from app.rules.facts import BekendeStart, BekendeStop, BekendeToewijzing, BekendVerzoek, Debetregel
from app.store.bulk import in_sleutels
from app.store.tables import (
    bericht,
    client,
    declaratie,
    prestatie,
    start,
    stop,
    toewijzing,
    toewijzing_versie,
    verzoek,
    verzoek_product,
)

TELT = prestatie.c.staat < 5
"""Lines that were granted, credited since or not."""

EERDER_BERICHT = (
    select(bericht.c.id, bericht.c.ontvangen)
    .where(
        bericht.c.afzender == bindparam("afzender"),
        bericht.c.code == bindparam("code"),
        bericht.c.identificatie == bindparam("identificatie"),
        bericht.c.oordeel != "aangehouden",
    )
    .order_by(bericht.c.ontvangen)
    .limit(1)
)
"""Messages of a sender with the same code and Identificatie (TR056); a held one was never answered."""

EERDERE_DECLARATIE = (
    select(bericht.c.id, bericht.c.ontvangen)
    .join(declaratie, declaratie.c.bericht_id == bericht.c.id)
    .where(declaratie.c.aanbieder == bindparam("aanbieder"), declaratie.c.nummer == bindparam("nummer"))
)
"""The message that used a DeclaratieNummer (TR333)."""

LAATSTE_PERIODE = select(func.max(declaratie.c.begindatum)).where(
    declaratie.c.aanbieder == bindparam("aanbieder"), declaratie.c.gemeente == bindparam("gemeente")
)
"""The last DeclaratiePeriode that an aanbieder submitted to a gemeente (TR318)."""

CLIENT = select(client.c.id, client.c.geboren).where(client.c.bsn_kenmerk == bindparam("kenmerk"))
"""Our key of a client, and when he was born (encrypted)."""


def _van_client(tabel: Table, kolommen: tuple[str, ...]) -> Select[Any]:
    return (
        select(*(tabel.c[naam] for naam in kolommen))
        .where(
            tabel.c.client_id == bindparam("client"),
            tabel.c.gemeente == bindparam("gemeente"),
            tabel.c.aanbieder == bindparam("aanbieder"),
            tabel.c.verwijderd_door.is_(None),
        )
        .order_by(tabel.c.id)
    )


STARTS = _van_client(start, BekendeStart._fields)
"""Starts of a client that were not removed."""
STOPS = _van_client(stop, BekendeStop._fields)
"""Stops, likewise."""


def _toewijzingen() -> Select[Any]:
    """In the order of BekendeToewijzing without gemeente; dates as the driver gives them (``bulk.datumlezer``)."""
    anders = {"client": "client_id"}
    # The gemeente is known to who asks; each column less is felt on 30,000 rows.
    kolommen = (toewijzing.c[anders.get(naam, naam)] for naam in BekendeToewijzing._fields if naam != "gemeente")
    return select(
        *(type_coerce(kolom, NullType()) if isinstance(kolom.type, Date) else kolom for kolom in kolommen)
    ).where(toewijzing.c.gemeente == bindparam("gemeente"))


@cache
def toewijzingen_vraag(dialect: str, *, van_aanbieder: bool) -> Select[Any]:
    """Toewijzingen of a gemeente by number."""
    vraag = _toewijzingen().where(in_sleutels(dialect, toewijzing.c.nummer))
    return vraag.where(toewijzing.c.aanbieder == bindparam("aanbieder")) if van_aanbieder else vraag


TOEWIJZINGEN_VAN_CLIENT = _toewijzingen().where(
    toewijzing.c.client_id == bindparam("client"), toewijzing.c.aanbieder == bindparam("aanbieder")
)
"""All toewijzingen of a gemeente to an aanbieder for a client, in the same form."""


def _verzoeken() -> Select[Any]:
    anders = {"client": "client_id"}
    return select(*(verzoek.c[anders.get(naam, naam)] for naam in BekendVerzoek._fields)).where(
        verzoek.c.aanbieder == bindparam("aanbieder")
    )


@cache
def verzoeken_vraag(dialect: str) -> Select[Any]:
    """Verzoeken of an aanbieder by ReferentieAanbieder, in the order of BekendVerzoek (TR347, TR355, TR379)."""
    return _verzoeken().where(in_sleutels(dialect, verzoek.c.referentie))


VERZOEKEN_ONDERHANDEN = (
    _verzoeken()
    .where(
        verzoek.c.client_id == bindparam("client"),
        verzoek.c.gemeente == bindparam("gemeente"),
        verzoek.c.afgewezen_door.is_(None),
        verzoek.c.toegewezen_door.is_(None),
    )
    .order_by(verzoek.c.id)
)
"""What a gemeente still has to answer to an aanbieder for a client (TR374)."""

INGANGSDATA_VAN_VERZOEK = (
    select(func.coalesce(toewijzing.c.ingangsdatum, verzoek_product.c.ingangsdatum, type_=Date()))
    .join(
        toewijzing,
        (toewijzing.c.nummer == verzoek_product.c.toewijzingnummer) & (toewijzing.c.gemeente == bindparam("gemeente")),
        isouter=True,
    )
    .where(verzoek_product.c.verzoek_id == bindparam("verzoek"))
    .distinct()
)
"""When the toewijzingen that a verzoek is about begin, or should begin (TR378)."""


@cache
def verzonden_versies_vraag(dialect: str) -> Select[Any]:
    """Versions of toewijzingen, by our key, that carried a ReferentieAanbieder (TR379)."""
    v = toewijzing_versie.c
    return (
        select(toewijzing.c.nummer, v.toewijzingsdatum, v.toewijzingstijd, v.referentie_aanbieder)
        .join(toewijzing, toewijzing.c.id == v.toewijzing_id)
        .where(in_sleutels(dialect, v.toewijzing_id), v.referentie_aanbieder.is_not(None))
    )


@cache
def ingangsdata_vraag(dialect: str) -> Select[Any]:
    """Ingangsdata of toewijzingen of a gemeente to an aanbieder by number (TR378)."""
    return (
        select(toewijzing.c.ingangsdatum)
        .where(
            toewijzing.c.gemeente == bindparam("gemeente"),
            toewijzing.c.aanbieder == bindparam("aanbieder"),
            in_sleutels(dialect, toewijzing.c.nummer),
        )
        .distinct()
    )


@cache
def clienten_vraag(dialect: str) -> Select[Any]:
    """Clients by the hash of their Bsn, with their date of birth (encrypted)."""
    return select(client.c.bsn_kenmerk, client.c.id, client.c.geboren).where(in_sleutels(dialect, client.c.bsn_kenmerk))


@cache
def met_toewijzing_vraag(dialect: str) -> Select[Any]:
    """Which of these clients, by our key, have a toewijzing of this gemeente to this aanbieder."""
    return (
        select(toewijzing.c.client_id)
        .where(
            in_sleutels(dialect, toewijzing.c.client_id),
            toewijzing.c.gemeente == bindparam("gemeente"),
            toewijzing.c.aanbieder == bindparam("aanbieder"),
        )
        .distinct()
    )


@cache
def gebruikte_referenties_vraag(dialect: str) -> Select[Any]:
    """ReferentieNummers of an aanbieder that a line that counts has used (TR314)."""
    return select(prestatie.c.referentienummer).where(
        prestatie.c.aanbieder == bindparam("aanbieder"), in_sleutels(dialect, prestatie.c.referentienummer), TELT
    )


@cache
def debetregels_vraag(dialect: str) -> Select[Any]:
    """Granted debet lines of an aanbieder by ReferentieNummer, in the order of Debetregel (TR323, TR390)."""
    kolommen = {
        "gemeente": declaratie.c.gemeente,
        "client": prestatie.c.client_id,
        "gecrediteerd": prestatie.c.staat != 1,
    }
    return (
        select(*(kolommen[naam] if naam in kolommen else prestatie.c[naam] for naam in Debetregel._fields))
        .join(declaratie, declaratie.c.id == prestatie.c.declaratie_id)
        .where(
            prestatie.c.aanbieder == bindparam("aanbieder"),
            in_sleutels(dialect, prestatie.c.referentienummer),
            TELT,
            prestatie.c.debet_credit == "D",
        )
    )


@cache
def open_debetten_vraag(dialect: str) -> Select[Any]:
    """Granted, not credited debets on toewijzingen, by our key, between two first days of a period (TR389)."""
    p = prestatie.c
    return select(p.toewijzingnummer, p.begindatum, p.einddatum, p.categorie, p.code, p.referentienummer).where(
        in_sleutels(dialect, p.toewijzing_id),
        p.begindatum.between(bindparam("eerste"), bindparam("laatste")),
        p.staat == 1,
        p.debet_credit == "D",
    )
