"""Reads what a correction starts from: earlier lines with their state, and numbers in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, select, union_all

from app.exchange.correctie.gegevens import EerdereDeclaratie, EerdereRegel, Staat
from app.exchange.judgement import Finding, Regelstaat
from app.messages.lees_declaratie import lees_bewaarde_declaratie
from app.messages.pakket import uit_opslag
from app.messages.records import Declaratiebericht, Prestatie
from app.rules.facts import Facts
from app.standard.release import Release
from app.store import tables as t
from app.store.beoordeling import pak_uit
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde
from app.store.opslag import SqlWerkeenheid
from app.store.privacy import Kluis

_JW323 = "JW323"
_STATEN = {
    Regelstaat.TOEGEKEND: Staat.TOEGEKEND,
    Regelstaat.GECREDITEERD: Staat.GECREDITEERD,
    Regelstaat.AFGEKEURD: Staat.AFGEKEURD,
    Regelstaat.NIET_BEOORDEELD: Staat.NIET_BEOORDEELD,
}
_VELDEN = Prestatie._fields[2:]


class SqlCorrectiebron:
    """What composing a correction asks of storage, as it is in one transaction (port ``Correctiebron``)."""

    def __init__(self, werk: SqlWerkeenheid, kluis: Kluis):
        self._werk = werk
        self._kluis = kluis
        self._declaraties: dict[UUID, EerdereDeclaratie | None] = {}

    @property
    def _verbinding(self) -> Connection:
        return self._werk.verbinding

    def declaratie(self, id: UUID) -> EerdereDeclaratie | None:
        """A message by its id; None when it is unknown."""
        if id not in self._declaraties:
            self._declaraties[id] = _lees_declaratie(self._verbinding, self._kluis, id)
        return self._declaraties[id]

    def regels(self, aanbieder: str, nummers: Collection[str]) -> Mapping[str, Sequence[EerdereRegel]]:
        """Lines of an aanbieder by ReferentieNummer: the one that was granted, then the rejected one sent last."""
        waarden = {SLEUTELS: sleutelwaarde(self._verbinding, nummers), "aanbieder": aanbieder}
        dialect = self._verbinding.dialect.name
        gevonden: dict[str, list[EerdereRegel]] = {}
        for rij in self._verbinding.execute(_toegekende_vraag(dialect), waarden):
            gevonden.setdefault(rij.referentienummer, []).append(self._toegekend(rij))
        laatste = {rij.referentienummer: rij for rij in self._verbinding.execute(_afgekeurde_vraag(dialect), waarden)}
        for nummer, rij in laatste.items():
            declaratie = self.declaratie(rij.bericht_id)
            if declaratie is not None:
                gevonden.setdefault(nummer, []).append(declaratie.regels[rij.volgnummer - 1])
        return gevonden

    def bezet(self, aanbieder: str, nummers: Collection[str]) -> set[str]:
        """Which of these the aanbieder used before, as Identificatie, DeclaratieNummer or ReferentieNummer."""
        waarden = {SLEUTELS: sleutelwaarde(self._verbinding, nummers), "aanbieder": aanbieder}
        return set(self._verbinding.scalars(_bezette_vraag(self._verbinding.dialect.name), waarden))

    def facts(self, bericht: Declaratiebericht, release: Release, vandaag: date) -> Facts:
        """What the rules ask about a message, as things stand now."""
        return self._werk.facts(bericht, release, vandaag)

    def _toegekend(self, rij: Any) -> EerdereRegel:
        """A line that was granted: its client is known, so the message need not be read."""
        bsn = self._kluis.ontsleutel(rij.bsn_versleuteld, f"bsn {rij.bsn_kenmerk}").decode()
        prestatie = Prestatie(1, rij.volgnummer, *(getattr(rij, naam) for naam in _VELDEN))
        return EerdereRegel(rij.bericht_id, rij.gemeente, bsn, prestatie, _STATEN[Regelstaat(rij.staat)])


def _lees_declaratie(verbinding: Connection, kluis: Kluis, id: UUID) -> EerdereDeclaratie | None:
    k = t.bericht.c
    vraag = select(k.code, k.afzender, k.oordeel, k.verwerkt, k.beoordeling, k.inhoud, k.omvang, k.sha256)
    rij = verbinding.execute(vraag.where(k.id == id)).first()
    if rij is None:
        return None
    if rij.code != _JW323 or rij.oordeel == "aangehouden":
        return EerdereDeclaratie(rij.code, rij.afzender, rij.oordeel)
    inhoud = uit_opslag(kluis.ontsleutel(rij.inhoud, f"inhoud {id}"), rij.omvang, rij.sha256)
    bericht = lees_bewaarde_declaratie(inhoud)
    per_pad: dict[str, list[Finding]] = {}
    for bevinding in pak_uit(rij.beoordeling, kluis, f"beoordeling {id}").bevindingen:
        per_pad.setdefault(bevinding.klasse_pad, []).append(bevinding)
    staten = _lees_staten(verbinding, id) if rij.verwerkt else [Staat.NIET_VERWERKT] * len(bericht.prestaties)
    return EerdereDeclaratie(
        rij.code,
        rij.afzender,
        rij.oordeel,
        tuple(_van(per_pad, (bericht.header.pad, bericht.declaratie.pad))),
        tuple(_regels(id, bericht, staten, per_pad)),
    )


def _lees_staten(verbinding: Connection, id: UUID) -> list[Staat]:
    p, d = t.prestatie.c, t.declaratie.c
    vraag = (
        select(p.staat)
        .join(t.declaratie, d.id == p.declaratie_id)
        .where(d.bericht_id == id)
        .order_by(p.declaratie_id, p.volgnummer)
    )
    return [_STATEN[Regelstaat(staat)] for staat in verbinding.scalars(vraag)]


def _regels(
    id: UUID, bericht: Declaratiebericht, staten: Iterable[Staat], per_pad: Mapping[str, Sequence[Finding]]
) -> Iterator[EerdereRegel]:
    for regel, staat in zip(bericht.prestaties, staten, strict=True):
        client = bericht.clienten[regel.client - 1]
        bevindingen = tuple(_van(per_pad, (client.pad, regel.pad)))
        yield EerdereRegel(id, bericht.gemeente, client.bsn, regel, staat, bevindingen)


def _van(per_pad: Mapping[str, Sequence[Finding]], paden: Iterable[str]) -> Iterator[Finding]:
    for pad in paden:
        yield from per_pad.get(pad, ())


def _regels_vraag(dialect: str) -> Select[Any]:
    p, d = t.prestatie.c, t.declaratie.c
    return (
        select(p.volgnummer, p.staat, *(p[naam] for naam in _VELDEN), d.bericht_id, d.gemeente)
        .join(t.declaratie, d.id == p.declaratie_id)
        .where(p.aanbieder == bindparam("aanbieder"), in_sleutels(dialect, p.referentienummer))
    )


@cache
def _toegekende_vraag(dialect: str) -> Select[Any]:
    """Lines that were granted, taken back since or not, with their client: one a number."""
    c = t.client.c
    return (
        _regels_vraag(dialect)
        .add_columns(c.bsn_kenmerk, c.bsn_versleuteld)
        .join(t.client, c.id == t.prestatie.c.client_id)
        .where(t.prestatie.c.staat < 5)
    )


@cache
def _afgekeurde_vraag(dialect: str) -> Select[Any]:
    """Lines that were rejected or not judged, the last one of a number last."""
    p = t.prestatie.c
    return _regels_vraag(dialect).where(p.staat > 5).order_by(p.declaratie_id, p.volgnummer)


@cache
def _bezette_vraag(dialect: str) -> Any:
    b, d, p = t.bericht.c, t.declaratie.c, t.prestatie.c
    aanbieder: Any = bindparam("aanbieder")
    return union_all(
        select(b.identificatie).where(b.afzender == aanbieder, b.code == _JW323, in_sleutels(dialect, b.identificatie)),
        select(d.nummer).where(d.aanbieder == aanbieder, in_sleutels(dialect, d.nummer)),
        select(p.referentienummer).where(
            p.aanbieder == aanbieder, in_sleutels(dialect, p.referentienummer), p.staat < 5
        ),
        select(p.referentienummer).where(
            p.aanbieder == aanbieder, in_sleutels(dialect, p.referentienummer), p.staat > 5
        ),
    )
