"""Which chains there are, and all that is stored of some of them, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select, tuple_, union

from app.exchange.judgement import Regelstaat
from app.exchange.steps import NEDERLAND
from app.messages.records import Omvang
from app.rules.facts import BekendeToewijzing
from app.store import tables as t
from app.store.bereik import partij_van
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde
from app.store.dagen import nederlandse_dag
from app.store.ketenafloop import lees_afloop
from app.store.ketenstukken import (
    Afloop,
    Berichtsignaal,
    Claimtelling,
    Ketenbericht,
    Ketensleutel,
    Ketenstukken,
    Startstuk,
    Stopstuk,
    Toewijzingstuk,
    Verzoekstuk,
)
from app.store.privacy import Kluis
from app.store.raadplegen import Versie

VAN_GEMEENTE = ("JW301", "JW302", "JW319", "JW320", "JW325")
"""Messages with the gemeente in Afzender: a retour keeps the Header of what it answers (IV028)."""


class Ketenfilter(NamedTuple):
    """Which chains to list; None does not filter."""

    gemeente: str | None = None
    aanbieder: str | None = None


ALLE_KETENS: Final = Ketenfilter()


def zoek_client(verbinding: Connection, kluis: Kluis, bsn: str) -> UUID | None:
    """The public key of a client by Bsn; None when no message was ever about it."""
    k = t.client.c
    openbaar: UUID | None = verbinding.scalar(select(k.openbaar).where(k.bsn_kenmerk == kluis.kenmerk(bsn)))
    return openbaar


def ketens_van_client(verbinding: Connection, openbaar: UUID, filter_: Ketenfilter = ALLE_KETENS) -> list[Ketensleutel]:
    """The chains of a client, also those of which no message counts as sent."""
    client = verbinding.scalar(select(t.client.c.id).where(t.client.c.openbaar == openbaar))
    if client is None:
        return []
    b = t.bericht.c
    gevonden = {Ketensleutel(*rij) for rij in verbinding.execute(_sleutels(filter_, None, client, None))}
    waar = [voorwaarde for partij in filter_ for voorwaarde in partij_van(partij)]
    for rij in verbinding.execute(select(b.code, b.afzender, b.ontvanger).where(b.client_id == client, *waar)):
        gevonden.add(Ketensleutel(client, *_partijen(rij.code, rij.afzender, rij.ontvanger)))
    return sorted(gevonden)


def zoek_ketens(
    verbinding: Connection, filter_: Ketenfilter, aantal: int, na: Ketensleutel | None
) -> list[Ketensleutel]:
    """At most ``aantal`` chains with a verzoek, toewijzing or start that counts, that come after ``na``."""
    return [Ketensleutel(*rij) for rij in verbinding.execute(_sleutels(filter_, aantal, None, na))]


def keten_van_bericht(verbinding: Connection, id: UUID) -> tuple[str, str, UUID] | None:
    """Gemeente, aanbieder and public key of the client of the chain of a message; None when it is about many."""
    b, c = t.bericht.c, t.client.c
    rij = verbinding.execute(
        select(b.code, b.afzender, b.ontvanger, c.openbaar).join(t.client, c.id == b.client_id).where(b.id == id)
    ).first()
    return None if rij is None else (*_partijen(rij.code, rij.afzender, rij.ontvanger), rij.openbaar)


def openbare_sleutels(verbinding: Connection, clienten: Collection[int]) -> dict[int, UUID]:
    """The public key of each client by our own."""
    return dict(_van_clienten(verbinding, select(t.client.c.id, t.client.c.openbaar), t.client.c.id, clienten))


def eigen_sleutel(verbinding: Connection, openbaar: UUID) -> int | None:
    """Our key of a client by the public one; None when there is no such client."""
    sleutel: int | None = verbinding.scalar(select(t.client.c.id).where(t.client.c.openbaar == openbaar))
    return sleutel


def _sleutels(filter_: Ketenfilter, aantal: int | None, client: int | None, na: Ketensleutel | None) -> Select[Any]:
    delen = []
    for tabel in (t.toewijzing, t.verzoek, t.start):
        k = tabel.c
        kolommen = (k.client_id, k.gemeente, k.aanbieder)
        vraag = select(*kolommen).distinct()
        if filter_.gemeente is not None:
            vraag = vraag.where(k.gemeente == filter_.gemeente)
        if filter_.aanbieder is not None:
            vraag = vraag.where(k.aanbieder == filter_.aanbieder)
        if client is not None:
            vraag = vraag.where(k.client_id == client)
        if na is not None:
            vraag = vraag.where(k.client_id >= na.client, tuple_(*kolommen) > tuple_(*na))
        delen.append(vraag.order_by(*kolommen).limit(aantal).subquery())
    alle = union(*(select(deel) for deel in delen)).subquery()
    return select(alle).order_by(*alle.c).limit(aantal)


def lees_ketens(verbinding: Connection, sleutels: Sequence[Ketensleutel]) -> list[Ketenstukken]:
    """All that is stored of these chains, in the same order."""
    if not sleutels:
        return []
    clienten = {sleutel.client for sleutel in sleutels}
    openbaar = openbare_sleutels(verbinding, clienten)
    toewijzingen = _toewijzingen(verbinding, clienten)
    verzoeken = _per_keten(verbinding, t.verzoek, clienten)
    starts, stops = _per_keten(verbinding, t.start, clienten), _per_keten(verbinding, t.stop, clienten)
    redenen = _redenen(verbinding, clienten)
    berichten = _berichten(verbinding, clienten)
    signalen = _signalen(verbinding, clienten)
    return [
        Ketenstukken(
            gemeente=sleutel.gemeente,
            aanbieder=sleutel.aanbieder,
            client=openbaar[sleutel.client],
            berichten=berichten.get(sleutel, {}),
            verzoeken=tuple(_verzoek(rij, redenen) for rij in verzoeken.get(sleutel, ())),
            toewijzingen=tuple(toewijzingen.get(sleutel, ())),
            starts=tuple(_stuk(Startstuk, rij) for rij in starts.get(sleutel, ())),
            stops=tuple(_stuk(Stopstuk, rij) for rij in stops.get(sleutel, ())),
            signalen={id: signalen[id] for id in berichten.get(sleutel, ()) if id in signalen},
        )
        for sleutel in sleutels
    ]


def _van_clienten(
    verbinding: Connection, vraag: Select[Any], kolom: ColumnElement[Any], clienten: Collection[int]
) -> Iterable[Any]:
    waarden = {SLEUTELS: sleutelwaarde(verbinding, clienten)}
    return verbinding.execute(vraag.where(in_sleutels(verbinding.dialect.name, kolom)), waarden).all()


def _per_keten(verbinding: Connection, tabel: Table, clienten: Collection[int]) -> dict[Ketensleutel, list[Any]]:
    """Rows that count, by chain."""
    vraag = select(tabel).order_by(tabel.c.id)
    if "verwijderd_door" in tabel.c:
        vraag = vraag.where(tabel.c.verwijderd_door.is_(None))
    per_keten: dict[Ketensleutel, list[Any]] = {}
    for rij in _van_clienten(verbinding, vraag, tabel.c.client_id, clienten):
        per_keten.setdefault(Ketensleutel(rij.client_id, rij.gemeente, rij.aanbieder), []).append(rij)
    return per_keten


def _stuk(soort: Any, rij: Any) -> Any:
    return soort._make(getattr(rij, naam) for naam in soort._fields)


def _verzoek(rij: Any, redenen: dict[int, str | None]) -> Verzoekstuk:
    return Verzoekstuk(
        bericht_id=rij.bericht_id,
        code=rij.soort,
        referentie=rij.referentie,
        dagtekening=rij.dagtekening,
        in_onderzoek_door=rij.in_onderzoek_door,
        afgewezen_door=rij.afgewezen_door,
        reden_afwijzing=redenen.get(rij.id),
        toegewezen_door=rij.toegewezen_door,
    )


def _redenen(verbinding: Connection, clienten: Collection[int]) -> dict[int, str | None]:
    """Why each verzoek that was refused was."""
    v, a = t.verzoek.c, t.antwoord.c
    vraag = select(v.id, a.reden_afwijzing).join(
        t.antwoord, and_(a.verzoek_id == v.id, a.bericht_id == v.afgewezen_door)
    )
    return dict(_van_clienten(verbinding, vraag, v.client_id, clienten))


def _toewijzingen(verbinding: Connection, clienten: Collection[int]) -> dict[Ketensleutel, list[Toewijzingstuk]]:
    k, v = t.toewijzing.c, t.toewijzing_versie.c
    versies: dict[int, list[Any]] = {}
    vraag = (
        select(t.toewijzing_versie, t.bericht.c.ontvangen)
        .join(t.toewijzing, k.id == v.toewijzing_id)
        .join(t.bericht, t.bericht.c.id == v.bericht_id)
        .order_by(v.toewijzing_id, v.toewijzingsdatum, v.toewijzingstijd, v.bericht_id)
    )
    for rij in _van_clienten(verbinding, vraag, k.client_id, clienten):
        versies.setdefault(rij.toewijzing_id, []).append(rij)
    claims = _claims(verbinding, clienten)
    volgt_op, opgevolgd_door = _omzettingen(verbinding, clienten)
    afloop = lees_afloop(verbinding, clienten, versies)
    anders = {"client": "client_id"}
    per_keten: dict[Ketensleutel, list[Toewijzingstuk]] = {}
    for sleutel, rijen in _per_keten(verbinding, t.toewijzing, clienten).items():
        per_keten[sleutel] = [
            Toewijzingstuk(
                BekendeToewijzing._make(getattr(rij, anders.get(naam, naam)) for naam in BekendeToewijzing._fields),
                lees_versies(versies[rij.id]),
                claims.get(rij.id),
                tuple(volgt_op.get(rij.id, ())),
                tuple(opgevolgd_door.get(rij.id, ())),
                afloop.get(rij.id, Afloop()),
            )
            for rij in rijen
        ]
    return per_keten


def lees_versies(rijen: Sequence[Any]) -> tuple[Versie, ...]:
    """Versions of one toewijzing, in order of IV013, of rows of ``toewijzing_versie``."""
    return tuple(
        Versie(
            bericht_id=rij.bericht_id,
            toewijzingsdatum=rij.toewijzingsdatum,
            toewijzingstijd=rij.toewijzingstijd,
            einddatum=rij.einddatum,
            reden_wijziging=rij.reden_wijziging,
            referentie_aanbieder=rij.referentie_aanbieder,
            omvang=None if rij.volume is None else Omvang(rij.volume, rij.eenheid, rij.frequentie),
            budget=rij.budget,
            actueel=plaats == len(rijen) - 1,
        )
        for plaats, rij in enumerate(rijen)
    )


def _omzettingen(
    verbinding: Connection, clienten: Collection[int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """By our key of a toewijzing: the numbers that it follows up, and those that follow it up."""
    oud, nieuw = t.toewijzing.alias("oud"), t.toewijzing.alias("nieuw")
    vraag = (
        select(oud.c.id, oud.c.nummer, nieuw.c.id, nieuw.c.nummer)
        .select_from(t.omzetting)
        .join(oud, oud.c.id == t.omzetting.c.oud_id)
        .join(nieuw, nieuw.c.id == t.omzetting.c.nieuw_id)
        .order_by(oud.c.nummer, nieuw.c.nummer)
    )
    volgt_op: dict[int, list[int]] = {}
    opgevolgd_door: dict[int, list[int]] = {}
    for oud_id, oud_nummer, nieuw_id, nieuw_nummer in _van_clienten(verbinding, vraag, oud.c.client_id, clienten):
        volgt_op.setdefault(nieuw_id, []).append(oud_nummer)
        opgevolgd_door.setdefault(oud_id, []).append(nieuw_nummer)
    return volgt_op, opgevolgd_door


def _claims(verbinding: Connection, clienten: Collection[int]) -> dict[int, Claimtelling]:
    """What was claimed on each toewijzing, counted by the database."""
    p, k = t.prestatie.c, t.toewijzing.c
    telt = p.staat.in_((int(Regelstaat.TOEGEKEND), int(Regelstaat.GECREDITEERD)))
    debet = p.debet_credit == "D"
    vraag = (
        select(
            k.id,
            func.count().label("regels"),
            _som(p.bedrag, debet).label("ingediend"),
            _som(p.bedrag, and_(debet, telt)).label("toegekend"),
            _som(p.bedrag, and_(~debet, telt)).label("gecrediteerd"),
        )
        .join(t.prestatie, p.toewijzing_id == k.id)
        .group_by(k.id)
    )
    eerste, laatste = _leveringen(verbinding, clienten), _leveringen(verbinding, clienten, laatste=True)
    claims = {}
    for rij in _van_clienten(verbinding, vraag, k.client_id, clienten):
        geleverd, tot = eerste.get(rij.id), laatste.get(rij.id)
        claims[rij.id] = Claimtelling(
            regels=rij.regels,
            ingediend=int(rij.ingediend),
            toegekend=int(rij.toegekend),
            afgekeurd=int(rij.ingediend) - int(rij.toegekend),
            gecrediteerd=int(rij.gecrediteerd),
            geleverd_op=geleverd and geleverd.einddatum,
            geleverd_door=geleverd and geleverd.bericht_id,
            toegekend_tot=tot and tot.einddatum,
            toegekend_op=tot and nederlandse_dag(tot.ontvangen),
            toegekend_door=tot and tot.bericht_id,
        )
    return claims


def _som(kolom: ColumnElement[Any], waar: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(kolom).filter(waar), 0)


def _leveringen(verbinding: Connection, clienten: Collection[int], *, laatste: bool = False) -> dict[int, Any]:
    """For each toewijzing its granted, not credited debet with the earliest end of period, or the latest."""
    p, k, d = t.prestatie.c, t.toewijzing.c, t.declaratie.c
    volgorde = (p.einddatum.desc() if laatste else p.einddatum, p.declaratie_id, p.volgnummer)
    rang = func.row_number().over(partition_by=p.toewijzing_id, order_by=volgorde)
    genummerd = (
        select(p.toewijzing_id, p.einddatum, d.bericht_id, t.bericht.c.ontvangen, rang.label("rang"))
        .join(t.toewijzing, k.id == p.toewijzing_id)
        .join(t.declaratie, d.id == p.declaratie_id)
        .join(t.bericht, t.bericht.c.id == d.bericht_id)
        .where(
            in_sleutels(verbinding.dialect.name, k.client_id),
            p.staat == int(Regelstaat.TOEGEKEND),
            p.debet_credit == "D",
        )
        .subquery()
    )
    waarden = {SLEUTELS: sleutelwaarde(verbinding, clienten)}
    rijen = verbinding.execute(select(genummerd).where(genummerd.c.rang == 1), waarden)
    return {rij.toewijzing_id: rij for rij in rijen}


@cache
def _berichtkolommen() -> Select[Any]:
    """The columns of a Ketenbericht, and when the other party's answer to it came in."""
    b, oa, ander = t.bericht.c, t.ontvangen_antwoord.c, t.bericht.alias("antwoordbericht")
    eerste = (
        select(ander.c.id)
        .join(t.ontvangen_antwoord, oa.bericht_id == ander.c.id)
        .where(oa.heen_id == b.id)
        .order_by(ander.c.id)
        .limit(1)
        .correlate(t.bericht)
    )
    namen = [naam for naam in Ketenbericht._fields if not naam.startswith("antwoord_") or naam == "antwoord_code"]
    return select(
        *(b[naam] for naam in namen),
        eerste.with_only_columns(ander.c.ontvangen).scalar_subquery().label("antwoord_ontvangen"),
        eerste.scalar_subquery().label("antwoord_door"),
        b.client_id,
    )


def _signalen(verbinding: Connection, clienten: Collection[int]) -> dict[UUID, list[Berichtsignaal]]:
    """The signals on messages about these clients, in the order in which they were given."""
    s, b = t.signaal.c, t.bericht.c
    vraag = select(s.bericht_id, s.code, s.voor, s.uitleg).join(t.bericht, b.id == s.bericht_id).order_by(s.id)
    per_bericht: dict[UUID, list[Berichtsignaal]] = {}
    for rij in _van_clienten(verbinding, vraag, b.client_id, clienten):
        per_bericht.setdefault(rij.bericht_id, []).append(Berichtsignaal(*rij[1:]))
    return per_bericht


def _berichten(verbinding: Connection, clienten: Collection[int]) -> dict[Ketensleutel, dict[UUID, Ketenbericht]]:
    """The messages of each chain: those about the client, and declaraties with lines of it and their JW325."""
    b = t.bericht.c
    gevonden: dict[Ketensleutel, dict[UUID, Ketenbericht]] = {}
    for rij in _van_clienten(verbinding, _berichtkolommen(), b.client_id, clienten):
        bericht = _ketenbericht(rij)
        sleutel = Ketensleutel(rij.client_id, *_partijen(rij.code, rij.afzender, rij.ontvanger))
        gevonden.setdefault(sleutel, {})[bericht.id] = bericht
    p, d, k = t.prestatie.c, t.declaratie.c, t.toewijzing.c
    met_regels = (
        select(k.client_id, k.gemeente, k.aanbieder, d.bericht_id)
        .join(t.prestatie, p.toewijzing_id == k.id)
        .join(t.declaratie, d.id == p.declaratie_id)
        .distinct()
    )
    declaraties: dict[UUID, list[Ketensleutel]] = {}
    for rij in _van_clienten(verbinding, met_regels, k.client_id, clienten):
        declaraties.setdefault(rij.bericht_id, []).append(Ketensleutel(*rij[:3]))
    if declaraties:
        oa = t.ontvangen_antwoord.c
        antwoorden = verbinding.execute(select(oa.bericht_id, oa.heen_id).where(oa.heen_id.in_(declaraties)))
        declaraties |= {rij.bericht_id: declaraties[rij.heen_id] for rij in antwoorden}
        for rij in verbinding.execute(_berichtkolommen().where(b.id.in_(declaraties))):
            for sleutel in declaraties[rij.id]:
                gevonden.setdefault(sleutel, {})[rij.id] = _ketenbericht(rij)
    return {sleutel: _op_volgorde(berichten.values()) for sleutel, berichten in gevonden.items()}


def _ketenbericht(rij: Any) -> Ketenbericht:
    bericht: Ketenbericht = _stuk(Ketenbericht, rij)
    gekomen = bericht.antwoord_ontvangen
    return bericht._replace(
        ontvangen=bericht.ontvangen.astimezone(NEDERLAND),
        antwoord_ontvangen=None if gekomen is None else gekomen.astimezone(NEDERLAND),
    )


def _op_volgorde(berichten: Iterable[Ketenbericht]) -> dict[UUID, Ketenbericht]:
    """In order of receipt. A message that was held is answered by the one that came again after the repair."""
    volgorde = sorted(berichten, key=lambda bericht: (bericht.ontvangen, bericht.id))
    behandeld = {_kenmerk(een): een for een in reversed(volgorde) if een.antwoord_code is not None}
    for plaats, een in enumerate(volgorde):
        opnieuw = behandeld.get(_kenmerk(een))
        if een.oordeel == "aangehouden" and een.antwoord_ontvangen is None and opnieuw is not None:
            volgorde[plaats] = een._replace(antwoord_ontvangen=opnieuw.ontvangen, antwoord_door=opnieuw.id)
    return {een.id: een for een in volgorde}


def _kenmerk(bericht: Ketenbericht) -> tuple[str, str, str]:
    return bericht.afzender, bericht.code, bericht.identificatie


def _partijen(code: str, afzender: str, ontvanger: str) -> tuple[str, str]:
    """Gemeente and aanbieder of a message."""
    return (afzender, ontvanger) if code in VAN_GEMEENTE else (ontvanger, afzender)
