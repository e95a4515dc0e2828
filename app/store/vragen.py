"""The questions that facts are asked with. Each is made once: making one costs more than asking it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Date, Select, Table, bindparam, func, select, type_coerce
from sqlalchemy.types import NullType

from app.rules.facts import BekendeStart, BekendeStop, BekendeToewijzing, Debetregel
from app.store.bulk import in_sleutels
from app.store.tables import bericht, client, declaratie, prestatie, start, stop, toewijzing

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

CLIENT = select(client.c.id).where(client.c.bsn_kenmerk == bindparam("kenmerk"))
"""Our key of a client."""


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


@cache
def toewijzingen_vraag(dialect: str, *, van_aanbieder: bool) -> Select[Any]:
    """Toewijzingen of a gemeente by number, in the order of BekendeToewijzing without gemeente.

    Dates come as the driver gives them (``bulk.datumlezer``).
    """
    anders = {"client": "client_id"}
    # The gemeente is known to who asks; each column less is felt on 30,000 rows.
    kolommen = (toewijzing.c[anders.get(naam, naam)] for naam in BekendeToewijzing._fields if naam != "gemeente")
    vraag = select(
        *(type_coerce(kolom, NullType()) if isinstance(kolom.type, Date) else kolom for kolom in kolommen)
    ).where(toewijzing.c.gemeente == bindparam("gemeente"), in_sleutels(dialect, toewijzing.c.nummer))
    return vraag.where(toewijzing.c.aanbieder == bindparam("aanbieder")) if van_aanbieder else vraag


@cache
def clienten_vraag(dialect: str) -> Select[Any]:
    """Clients by the hash of their Bsn."""
    return select(client.c.bsn_kenmerk, client.c.id).where(in_sleutels(dialect, client.c.bsn_kenmerk))


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
