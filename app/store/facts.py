"""Implementation of the facts port: everything that the rules of one message ask, in a few bulk queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from app.contracts.boek import Contractboek
from app.messages.records import Bericht, Declaratiebericht, Startbericht, Stopbericht, Toewijzingsbericht
from app.rules.facts import (
    BekendeStart,
    BekendeStop,
    BekendeToewijzing,
    Debetregel,
    Debetsleutel,
    DeclaratieFacts,
    Declaratiestand,
    EerderBericht,
    Facts,
    HeaderFacts,
    RegieFacts,
    Regiestand,
    ToewijzingFacts,
)
from app.standard.gemeenten import laad_gemeenten
from app.store.bulk import in_sleutels
from app.store.contracten import lees_contractboek
from app.store.privacy import Kluis
from app.store.tables import bericht as t_bericht
from app.store.tables import client as t_client
from app.store.tables import declaratie as t_declaratie
from app.store.tables import prestatie as t_prestatie
from app.store.tables import start as t_start
from app.store.tables import stop as t_stop
from app.store.tables import toewijzing as t_toewijzing

TELT = t_prestatie.c.staat < 5
"""Lines that were granted, credited since or not."""


def haal_facts(verbinding: Connection, kluis: Kluis, bericht: Bericht, release: str, vandaag: date) -> Facts:
    """The facts for a message, as they are in this transaction."""
    header = HeaderFacts(vandaag, _eerder_bericht(verbinding, bericht), laad_gemeenten(release))
    if isinstance(bericht, Toewijzingsbericht):
        return _toewijzing_facts(verbinding, kluis, bericht, header)
    if isinstance(bericht, Declaratiebericht):
        return _declaratie_facts(verbinding, kluis, bericht, header)
    return _regie_facts(verbinding, kluis, bericht, header)


def _toewijzing_facts(
    verbinding: Connection, kluis: Kluis, bericht: Toewijzingsbericht, header: HeaderFacts
) -> ToewijzingFacts:
    header.peildata = tuple({product.ingangsdatum: None for product in bericht.producten})
    nummers = {product.toewijzingnummer for product in bericht.producten}
    return ToewijzingFacts(
        bericht=bericht,
        header=header,
        boek=_boek(verbinding, bericht, {product.code for product in bericht.producten}),
        client=_client(verbinding, kluis, bericht.client.bsn),
        toewijzingen=_toewijzingen(verbinding, bericht.gemeente, nummers),
        # JW315 and JW317 are not received yet, so no verzoek of the aanbieder can be open.
        open_verzoeken=frozenset(),
    )


def _regie_facts(
    verbinding: Connection, kluis: Kluis, bericht: Startbericht | Stopbericht, header: HeaderFacts
) -> RegieFacts:
    client = _client(verbinding, kluis, bericht.client.bsn)
    nummers = {product.toewijzingnummer for product in bericht.producten if product.toewijzingnummer is not None}
    toewijzingen = _toewijzingen(verbinding, bericht.gemeente, nummers, bericht.aanbieder)
    header.peildata = _ingangsdata(toewijzingen.values())
    return RegieFacts(
        bericht=bericht,
        header=header,
        boek=_boek(verbinding, bericht, {product.code for product in bericht.producten}),
        client=client,
        toewijzingen=toewijzingen,
        stand=Regiestand() if client is None else _regiestand(verbinding, bericht, client),
    )


def _declaratie_facts(
    verbinding: Connection, kluis: Kluis, bericht: Declaratiebericht, header: HeaderFacts
) -> DeclaratieFacts:
    gemeente, aanbieder = bericht.gemeente, bericht.aanbieder
    nummers = {regel.toewijzingnummer for regel in bericht.prestaties}
    toewijzingen = _toewijzingen(verbinding, gemeente, nummers, aanbieder)
    header.peildata = _ingangsdata(toewijzingen.values())
    return DeclaratieFacts(
        bericht=bericht,
        header=header,
        boek=_boek(verbinding, bericht, {regel.code for regel in bericht.prestaties}),
        toewijzingen=toewijzingen,
        clienten=_clienten(verbinding, kluis, bericht),
        declaratie_eerder=_eerdere_declaratie(verbinding, bericht),
        laatste_periode=verbinding.scalar(
            select(func.max(t_declaratie.c.begindatum)).where(
                t_declaratie.c.aanbieder == aanbieder, t_declaratie.c.gemeente == gemeente
            )
        ),
        referentienummers=_gebruikte_referenties(verbinding, bericht),
        debetregels=_debetregels(verbinding, bericht),
        stand=Declaratiestand(open_debetten=_open_debetten(verbinding, bericht, toewijzingen)),
    )


def _eerder_bericht(verbinding: Connection, bericht: Bericht) -> EerderBericht | None:
    header = bericht.header
    rij = verbinding.execute(
        select(t_bericht.c.id, t_bericht.c.ontvangen)
        .where(
            t_bericht.c.afzender == header.afzender,
            t_bericht.c.code == bericht.code,
            t_bericht.c.identificatie == header.identificatie,
            t_bericht.c.oordeel != "aangehouden",
        )
        .order_by(t_bericht.c.ontvangen)
        .limit(1)
    ).first()
    return None if rij is None else EerderBericht(str(rij.id), rij.ontvangen.date())


def _boek(verbinding: Connection, bericht: Bericht, codes: Collection[str | None]) -> Contractboek:
    return lees_contractboek(
        verbinding, bericht.gemeente, bericht.aanbieder, {code for code in codes if code is not None}
    )


def _client(verbinding: Connection, kluis: Kluis, bsn: str) -> int | None:
    return verbinding.scalar(select(t_client.c.id).where(t_client.c.bsn_kenmerk == kluis.kenmerk(bsn)))


@cache
def _toewijzing_kolommen() -> tuple[ColumnElement[Any], ...]:
    anders = {"client": "client_id"}
    return tuple(t_toewijzing.c[anders.get(naam, naam)] for naam in BekendeToewijzing._fields)


def _toewijzingen(
    verbinding: Connection, gemeente: str, nummers: Collection[int], aanbieder: str | None = None
) -> dict[int, BekendeToewijzing]:
    """By number: of one aanbieder, or of all when none is given."""
    if not nummers:
        return {}
    vraag: Select[Any] = select(*_toewijzing_kolommen())
    if len(nummers) == 1:
        vraag = vraag.where(t_toewijzing.c.nummer == next(iter(nummers)))
    else:
        vraag = vraag.where(in_sleutels(verbinding, t_toewijzing.c.nummer, nummers))
    vraag = vraag.where(t_toewijzing.c.gemeente == gemeente)
    if aanbieder is not None:
        vraag = vraag.where(t_toewijzing.c.aanbieder == aanbieder)
    toewijzingen: dict[int, BekendeToewijzing] = {}
    for rijen in verbinding.execute(vraag).partitions(1000):
        for toewijzing in map(BekendeToewijzing._make, rijen):
            toewijzingen[toewijzing.nummer] = toewijzing
    return toewijzingen


def _ingangsdata(toewijzingen: Iterable[BekendeToewijzing]) -> tuple[date, ...]:
    return tuple(sorted({toewijzing.ingangsdatum for toewijzing in toewijzingen}))


def _regiestand(verbinding: Connection, bericht: Startbericht | Stopbericht, client: int) -> Regiestand:
    def van_client(tabel: Table, *kolommen: str) -> Select[Any]:
        return (
            select(*(tabel.c[naam] for naam in kolommen))
            .where(
                tabel.c.client_id == client,
                tabel.c.gemeente == bericht.gemeente,
                tabel.c.aanbieder == bericht.aanbieder,
                tabel.c.verwijderd_door.is_(None),
            )
            .order_by(tabel.c.id)
        )

    return Regiestand(
        [BekendeStart._make(rij) for rij in verbinding.execute(van_client(t_start, *BekendeStart._fields))],
        [BekendeStop._make(rij) for rij in verbinding.execute(van_client(t_stop, *BekendeStop._fields))],
    )


def _clienten(verbinding: Connection, kluis: Kluis, bericht: Declaratiebericht) -> dict[str, int]:
    kenmerken = {kluis.kenmerk(client.bsn): client.bsn for client in bericht.clienten}
    heeft_toewijzing = (
        select(1)
        .where(
            t_toewijzing.c.client_id == t_client.c.id,
            t_toewijzing.c.gemeente == bericht.gemeente,
            t_toewijzing.c.aanbieder == bericht.aanbieder,
        )
        .exists()
    )
    vraag = select(t_client.c.bsn_kenmerk, t_client.c.id).where(
        in_sleutels(verbinding, t_client.c.bsn_kenmerk, kenmerken.keys()), heeft_toewijzing
    )
    return {kenmerken[kenmerk]: id for kenmerk, id in verbinding.execute(vraag).all()}


def _eerdere_declaratie(verbinding: Connection, bericht: Declaratiebericht) -> EerderBericht | None:
    rij = verbinding.execute(
        select(t_bericht.c.id, t_bericht.c.ontvangen)
        .join(t_declaratie, t_declaratie.c.bericht_id == t_bericht.c.id)
        .where(
            t_declaratie.c.aanbieder == bericht.aanbieder,
            t_declaratie.c.nummer == bericht.declaratie.nummer,
        )
    ).first()
    return None if rij is None else EerderBericht(str(rij.id), rij.ontvangen.date())


def _gebruikte_referenties(verbinding: Connection, bericht: Declaratiebericht) -> set[str]:
    nummers = {regel.referentienummer for regel in bericht.prestaties}
    vraag = select(t_prestatie.c.referentienummer).where(
        t_prestatie.c.aanbieder == bericht.aanbieder,
        in_sleutels(verbinding, t_prestatie.c.referentienummer, nummers),
        TELT,
    )
    return set(verbinding.scalars(vraag))


def _debetregels(verbinding: Connection, bericht: Declaratiebericht) -> dict[str, Debetregel]:
    vorige = {regel.vorig_referentienummer for regel in bericht.prestaties if regel.vorig_referentienummer}
    if not vorige:
        return {}
    kolommen = {
        "gemeente": t_declaratie.c.gemeente,
        "client": t_prestatie.c.client_id,
        "gecrediteerd": t_prestatie.c.staat != 1,
    }
    vraag = (
        select(*(kolommen[naam] if naam in kolommen else t_prestatie.c[naam] for naam in Debetregel._fields))
        .join(t_declaratie, t_declaratie.c.id == t_prestatie.c.declaratie_id)
        .where(
            t_prestatie.c.aanbieder == bericht.aanbieder,
            in_sleutels(verbinding, t_prestatie.c.referentienummer, vorige),
            TELT,
            t_prestatie.c.debet_credit == "D",
        )
    )
    return {debet.referentienummer: debet for debet in map(Debetregel._make, verbinding.execute(vraag))}


def _open_debetten(
    verbinding: Connection, bericht: Declaratiebericht, toewijzingen: dict[int, BekendeToewijzing]
) -> dict[Debetsleutel, str]:
    """Granted, not credited debets on these toewijzingen in the months that are claimed."""
    bezet = {toewijzing.id for toewijzing in toewijzingen.values() if toewijzing.open_prestaties}
    if not bezet:
        return {}
    eerste = min(regel.begindatum for regel in bericht.prestaties)
    laatste = max(regel.begindatum for regel in bericht.prestaties)
    p = t_prestatie.c
    vraag = select(p.toewijzingnummer, p.begindatum, p.einddatum, p.categorie, p.code, p.referentienummer).where(
        in_sleutels(verbinding, p.toewijzing_id, bezet),
        p.begindatum.between(eerste, laatste),
        p.staat == 1,
        p.debet_credit == "D",
    )
    return {Debetsleutel(*rij[:5]): rij[5] for rij in verbinding.execute(vraag)}
