"""Follows the JW325 of a gemeente: what it granted and rejected takes the place of what we decided.

Only where the service stands beside the system of one party (setting IJW_ANTWOORDEN_VAN=partner). All is done
in bulk, in the transaction in which the JW325 is kept, under the same locks as a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Connection, bindparam, case, cast, delete, func, select, update

from app.exchange.judgement import (
    Complement,
    Declaratieuitslag,
    Judgement,
    Regelstaat,
    Signaal,
    Situatie,
    VoorWie,
)
from app.exchange.ports import Botsing
from app.messages.records import Declaratiebericht
from app.rules.facts import DeclaratieFacts, Facts
from app.rules.history.tarief import afspraak_van
from app.rules.lokaal.contract import bereikte_plafonds
from app.store import tables as t
from app.store.bewaar_betaling import bewaar_betalingen
from app.store.bewaren import bewaar_declaratie
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde, werk_rijen_bij
from app.store.signalen import Signaalplek, bewaar_signalen
from app.store.vragen import EERDERE_DECLARATIE, TELT

_UUR = "04"
_TOEGEKEND = (Regelstaat.TOEGEKEND, Regelstaat.GECREDITEERD)
_Regel = tuple[int, str | None]
"""staat and retourcodes."""


def zoek_botsing(
    verbinding: Connection, heen_id: UUID, declaratie: Declaratiebericht, complement: Complement
) -> Botsing:
    """What of a JW325 cannot be followed, because other lines or another declaratie have the number."""
    eigen = _declaratie(verbinding, heen_id)
    bezet = eigen is None and not complement.geheel_afgekeurd
    if bezet:
        eerder = {"aanbieder": declaratie.aanbieder, "nummer": declaratie.declaratie.nummer}
        bezet = verbinding.execute(EERDERE_DECLARATIE, eerder).first() is not None
    gezien: set[str] = set()
    plaatsen = []
    elders = _elders_toegekend(verbinding, eigen, declaratie, complement)
    for plaats, (regel, staat) in enumerate(zip(declaratie.prestaties, complement.staten, strict=True)):
        if staat == Regelstaat.TOEGEKEND:
            if regel.referentienummer in elders or regel.referentienummer in gezien:
                plaatsen.append(plaats)
            gezien.add(regel.referentienummer)
    return Botsing(bezet, frozenset(plaatsen))


class Gevolgd(NamedTuple):
    """A JW323, and what the gemeente made of it."""

    heen_id: UUID
    """The message with the JW323."""
    declaratie: Declaratiebericht
    complement: Complement
    moment: datetime
    """When the JW325 was received."""


def volg_na(verbinding: Connection, gevolgd: Gevolgd, haal_facts: Callable[[], Facts]) -> None:
    """Make the lines of the JW323, its total, its toewijzingen and its payment state what the gemeente made of them.

    A declaratie that the gemeente rejected as a whole counts as not sent any more; one that we had rejected as a
    whole is taken in now. ``haal_facts`` fetches the facts of the JW323, where they are needed.
    """
    heen_id, declaratie, complement, _ = gevolgd
    botsing = zoek_botsing(verbinding, heen_id, declaratie, complement)
    eigen = _declaratie(verbinding, heen_id)
    if eigen is None:
        if complement.geheel_afgekeurd or botsing.declaratienummer:
            return
        eigen = _neem_op(verbinding, heen_id, haal_facts())
    p = t.prestatie.c
    oud: list[_Regel] = [
        (rij.staat, rij.retourcodes)
        for rij in verbinding.execute(
            select(p.staat, p.retourcodes).where(p.declaratie_id == eigen).order_by(p.volgnummer)
        )
    ]
    nieuw = _nieuwe_staten(oud, complement, botsing)
    anders = [plaats for plaats, regel in enumerate(oud) if regel != nieuw[plaats]]
    _zet_regels(verbinding, eigen, {plaats: nieuw[plaats] for plaats in anders})
    gekeerd = [plaats for plaats in anders if (oud[plaats][0] in _TOEGEKEND) != (nieuw[plaats][0] in _TOEGEKEND)]
    _zet_merken(verbinding, declaratie, [(plaats, nieuw[plaats][0] in _TOEGEKEND) for plaats in gekeerd])
    _tel_opnieuw(verbinding, eigen, gekeerd)
    _zet_betalingen(
        verbinding, gevolgd, eigen, {plaats: nieuw[plaats][0] in _TOEGEKEND for plaats in gekeerd}, haal_facts
    )
    if complement.geheel_afgekeurd:
        verbinding.execute(delete(t.prestatie).where(p.declaratie_id == eigen))
        verbinding.execute(delete(t.declaratie).where(t.declaratie.c.id == eigen))
        return
    toegekend = sum(
        regel.saldo for regel, (staat, _) in zip(declaratie.prestaties, nieuw, strict=True) if staat in _TOEGEKEND
    )
    verbinding.execute(update(t.declaratie).where(t.declaratie.c.id == eigen).values(toegekend=toegekend))


def _declaratie(verbinding: Connection, heen_id: UUID) -> int | None:
    d = t.declaratie.c
    return verbinding.scalar(select(d.id).where(d.bericht_id == heen_id))


def _elders_toegekend(
    verbinding: Connection, eigen: int | None, declaratie: Declaratiebericht, complement: Complement
) -> set[str]:
    """ReferentieNummers to be granted that a granted line of another declaratie has."""
    p = t.prestatie.c
    nummers = {
        regel.referentienummer
        for regel, staat in zip(declaratie.prestaties, complement.staten, strict=True)
        if staat == Regelstaat.TOEGEKEND
    }
    vraag = select(p.referentienummer).where(
        p.aanbieder == declaratie.aanbieder, in_sleutels(verbinding.dialect.name, p.referentienummer), TELT
    )
    if eigen is not None:
        vraag = vraag.where(p.declaratie_id != eigen)
    return set(verbinding.scalars(vraag, {SLEUTELS: sleutelwaarde(verbinding, nummers)}))


def _neem_op(verbinding: Connection, heen_id: UUID, facts: Facts) -> int:
    """Keep the lines of a declaratie that we had rejected as a whole; none of them is granted yet."""
    if not isinstance(facts, DeclaratieFacts):
        raise TypeError("a declaratie has the facts of a declaratie")
    staten = bytes([Regelstaat.NIET_BEOORDEELD]) * len(facts.bericht.prestaties)
    oordeel = Judgement(Situatie.KLASSEN, uitslag=Declaratieuitslag(staten, 0))
    return bewaar_declaratie(verbinding, heen_id, oordeel, facts)


def _nieuwe_staten(oud: list[_Regel], complement: Complement, botsing: Botsing) -> list[_Regel]:
    nieuw = []
    for plaats, staat in enumerate(complement.staten):
        if staat != Regelstaat.TOEGEKEND:
            nieuw.append((staat, " ".join(complement.codes.get(plaats, ())) or None))
        elif plaats in botsing.prestaties or oud[plaats][0] in _TOEGEKEND:
            nieuw.append(oud[plaats])
        else:
            nieuw.append((int(Regelstaat.TOEGEKEND), None))
    return nieuw


def _zet_regels(verbinding: Connection, declaratie_id: int, regels: Mapping[int, _Regel]) -> None:
    """One statement for each outcome; rejections first, so that their ReferentieNummer is free for another line."""
    groepen: dict[_Regel, list[int]] = {}
    for plaats, regel in regels.items():
        groepen.setdefault(regel, []).append(plaats + 1)
    p = t.prestatie.c
    for (staat, codes), nummers in sorted(groepen.items(), key=lambda groep: -groep[0][0]):
        verbinding.execute(
            update(t.prestatie)
            .where(p.declaratie_id == bindparam("declaratie"), in_sleutels(verbinding.dialect.name, p.volgnummer))
            .values(staat=staat, retourcodes=codes),
            {"declaratie": declaratie_id, SLEUTELS: sleutelwaarde(verbinding, nummers)},
        )


def _zet_merken(verbinding: Connection, declaratie: Declaratiebericht, anders: Iterable[tuple[int, bool]]) -> None:
    """Undo the mark on lines of which the credit is not granted any more, then mark those of which it is now."""
    vorige: dict[bool, set[str]] = {False: set(), True: set()}
    for plaats, toegekend in anders:
        vorig = declaratie.prestaties[plaats].vorig_referentienummer
        if vorig is not None:
            vorige[toegekend].add(vorig)
    p = t.prestatie.c
    for toegekend, nummers in vorige.items():
        van, naar = _TOEGEKEND if toegekend else reversed(_TOEGEKEND)
        if nummers:
            verbinding.execute(
                update(t.prestatie)
                .where(
                    p.aanbieder == declaratie.aanbieder,
                    in_sleutels(verbinding.dialect.name, p.referentienummer),
                    p.staat == int(van),
                    p.debet_credit == "D",
                )
                .values(staat=int(naar)),
                {SLEUTELS: sleutelwaarde(verbinding, nummers)},
            )


class _Totalen(NamedTuple):
    volume: int = 0
    bedrag: int = 0
    prestaties: int = 0


def _tel_opnieuw(verbinding: Connection, declaratie_id: int, plaatsen: Collection[int]) -> None:
    """Add up anew what was granted on the toewijzingen of these lines, from all their lines."""
    p, dialect = t.prestatie.c, verbinding.dialect.name
    nummers = sleutelwaarde(verbinding, [plaats + 1 for plaats in plaatsen])
    toewijzingen = set(
        verbinding.scalars(
            select(p.toewijzing_id)
            .where(
                p.declaratie_id == bindparam("declaratie"),
                in_sleutels(dialect, p.volgnummer),
                p.toewijzing_id.is_not(None),
            )
            .distinct(),
            {"declaratie": declaratie_id, SLEUTELS: nummers},
        )
    )
    teken = case((p.debet_credit == "C", -1), else_=1)
    open_ = case(((p.debet_credit == "D") & (p.staat == int(Regelstaat.TOEGEKEND)), 1), else_=0)
    volume = cast(p.volume, BigInteger) * case((p.eenheid == _UUR, 60), else_=1)
    totalen: dict[Any, _Totalen] = {
        rij[0]: _Totalen(int(rij[1]), int(rij[2]), int(rij[3]))
        for rij in verbinding.execute(
            select(p.toewijzing_id, func.sum(teken * volume), func.sum(teken * p.bedrag), func.sum(open_))
            .where(in_sleutels(dialect, p.toewijzing_id), TELT)
            .group_by(p.toewijzing_id),
            {SLEUTELS: sleutelwaarde(verbinding, toewijzingen)},
        )
    }
    rijen = ((*totalen.get(id, _Totalen()), id) for id in sorted(toewijzingen))
    werk_rijen_bij(verbinding, t.toewijzing, ("toegekend_volume", "toegekend_bedrag", "open_prestaties"), rijen)


def _zet_betalingen(
    verbinding: Connection,
    gevolgd: Gevolgd,
    declaratie_id: int,
    gekeerd: Mapping[int, bool],
    haal_facts: Callable[[], Facts],
) -> None:
    """Payment state of lines that the gemeente granted or rejected against us; that of the others stays (162).

    A credit is as its debet was; the room that it makes is there already, for its debet does not count any more.
    """
    b = t.betaling.c
    verbinding.execute(
        delete(t.betaling).where(
            b.declaratie_id == bindparam("declaratie"), in_sleutels(verbinding.dialect.name, b.volgnummer)
        ),
        {"declaratie": declaratie_id, SLEUTELS: sleutelwaarde(verbinding, [plaats + 1 for plaats in gekeerd])},
    )
    regels = [gevolgd.declaratie.prestaties[plaats] for plaats, toegekend in sorted(gekeerd.items()) if toegekend]
    if not regels or not _heeft_plafonds(verbinding, gevolgd.declaratie.aanbieder):
        return
    facts = haal_facts()
    stand = facts.betaalstand if isinstance(facts, DeclaratieFacts) else None
    if not isinstance(facts, DeclaratieFacts) or stand is None:
        return
    for regel in sorted(regels, key=lambda een: een.debet_credit == "D"):
        if regel.vorig_referentienummer is not None:
            stand.boek_credit(regel[:2], regel.vorig_referentienummer, 0)
            continue
        afspraak = afspraak_van(regel, facts)
        toets = None if afspraak is None else stand.toets(afspraak.vondst, regel.begindatum, regel.bedrag)
        if toets is not None:
            stand.boek_debet(regel[:2], toets)
    bewaar_betalingen(verbinding, gevolgd.heen_id, gevolgd.moment, declaratie_id, facts)
    signalen = [
        Signaal("SIG-PLAFOND-80", VoorWie(een.voor), pad, een.uitleg, een.verwijzing, een.kenmerk)
        for pad, een in bereikte_plafonds(stand)
    ]
    plek = Signaalplek(
        gevolgd.moment, gevolgd.declaratie.gemeente, gevolgd.declaratie.aanbieder, bericht_id=gevolgd.heen_id
    )
    bewaar_signalen(verbinding, signalen, plek)


def _heeft_plafonds(verbinding: Connection, aanbieder: str) -> bool:
    v, c = t.volumeplafond.c, t.contract.c
    onder = (c.regio == v.regio) & (c.nummer == v.contract)
    vraag = select(v.contract).join(t.contract, onder).where(c.aanbieder == aanbieder).limit(1)
    return verbinding.execute(vraag).first() is not None
