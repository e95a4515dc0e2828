"""How the price of a toewijzing and of each claim on it comes about, with what was known when it was judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, Row, and_, func, select

from app.contracts.afspraken import Afspraken, Vondst
from app.contracts.declaratieprijs import Claimregel, Eerder, Prijsoordeel, Toewijzing, prijs_regel
from app.contracts.verplichting import Verplichting, verplichting
from app.contracts.volume import naar_basis
from app.exchange.judgement import Regelstaat
from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.ladingen import Ladingen

_TELT = (Regelstaat.TOEGEKEND, Regelstaat.GECREDITEERD)


@dataclass(frozen=True, slots=True)
class Regelprijs:
    """A claim line with its price."""

    bericht_id: UUID
    volgnummer: int
    """Place of the line in its message, from 1."""
    ontvangen: datetime
    referentienummer: str
    staat: Regelstaat
    bedrag: int
    """Eurocents."""
    oordeel: Prijsoordeel
    toegekend_eerder: int
    """Eurocents granted on the toewijzing before this line, less what was credited by then."""
    betaalbaar: bool | None
    """None: it was not granted."""
    reden: str
    """Why it cannot be paid."""


@dataclass(frozen=True, slots=True)
class Prijsbeeld:
    """The price of a toewijzing, by the agreements in force when its current version came, and of its debet lines."""

    gemeente: str
    nummer: int
    regio: str | None
    """None: nobody loaded agreements for this gemeente."""
    verplichting: Verplichting | None
    toegekend: int
    """Granted less credited, in eurocents."""
    regels: tuple[Regelprijs, ...]
    """In order of judgement."""

    @property
    def vondst(self) -> Vondst | None:
        """Which tariff holds for the toewijzing."""
        return None if self.verplichting is None else self.verplichting.vondst

    @property
    def over(self) -> int | None:
        """What is left of the commitment, in eurocents; None when nobody can tell what that is."""
        bedrag = None if self.verplichting is None else self.verplichting.bedrag
        return None if bedrag is None else bedrag - self.toegekend


def lees_prijsbeeld(verbinding: Connection, gemeente: str, nummer: int) -> Prijsbeeld | None:
    """The price of a toewijzing and its claims; None when it is unknown or has no product code."""
    w = t.toewijzing.c
    rij = verbinding.execute(select(t.toewijzing).where(w.gemeente == gemeente, w.nummer == nummer)).first()
    if rij is None:
        return None
    ladingen = Ladingen()
    regio = ladingen.regio_van(verbinding, gemeente, rij.ingangsdatum)
    if regio is None or rij.code is None:
        return Prijsbeeld(gemeente, nummer, regio, None, rij.toegekend_bedrag, ())

    def geldend(moment: datetime) -> Afspraken:
        return ladingen.op(verbinding, regio, moment).afspraken

    toewijzing = Toewijzing(
        gemeente=gemeente,
        aanbieder=rij.aanbieder,
        code=rij.code,
        ingangsdatum=rij.ingangsdatum,
        einddatum=rij.einddatum,
        volume=rij.volume,
        eenheid=rij.eenheid,
        frequentie=rij.frequentie,
        toewijzingsdatum=_aanspraak(verbinding, rij.id),
    )
    moment = verbinding.execute(_ONTVANGEN.where(t.toewijzing_versie.c.toewijzing_id == rij.id)).scalars().all()[-1]
    verplicht = verplichting(geldend(moment), toewijzing, moment.astimezone(NEDERLAND).date())
    regels = _regels(verbinding, rij.id, toewijzing, geldend)
    return Prijsbeeld(gemeente, nummer, regio, verplicht, rij.toegekend_bedrag, regels)


_ONTVANGEN = (
    select(t.bericht.c.ontvangen)
    .join(t.toewijzing_versie, t.toewijzing_versie.c.bericht_id == t.bericht.c.id)
    .order_by(t.toewijzing_versie.c.toewijzingsdatum, t.toewijzing_versie.c.toewijzingstijd, t.bericht.c.ontvangen)
)


def _aanspraak(verbinding: Connection, toewijzing_id: int) -> date | None:
    v = t.toewijzing_versie.c
    eerste: date | None = verbinding.scalar(
        select(func.min(v.toewijzingsdatum, type_=Date())).where(v.toewijzing_id == toewijzing_id)
    )
    return eerste


def _regels(
    verbinding: Connection, toewijzing_id: int, toewijzing: Toewijzing, geldend: Callable[[datetime], Afspraken]
) -> tuple[Regelprijs, ...]:
    """Debet lines in order of judgement; credits before debets in one message, as they were judged (OP366)."""
    p, b = t.prestatie.c, t.betaling.c
    rijen = verbinding.execute(
        select(t.prestatie, t.bericht.c.id.label("bericht_id"), t.bericht.c.ontvangen, b.betaalbaar, b.reden)
        .join(t.declaratie, t.declaratie.c.id == p.declaratie_id)
        .join(t.bericht, t.bericht.c.id == t.declaratie.c.bericht_id)
        .outerjoin(t.betaling, and_(b.declaratie_id == p.declaratie_id, b.volgnummer == p.volgnummer))
        .where(p.toewijzing_id == toewijzing_id)
        .order_by(p.declaratie_id, p.debet_credit, p.volgnummer)
    ).all()
    volume = bedrag = prestaties = 0
    eerste_levering: date | None = None
    regels: list[Regelprijs] = []
    for rij in rijen:
        staat = Regelstaat(rij.staat)
        if rij.debet_credit == "D":
            dag = rij.ontvangen.astimezone(NEDERLAND).date()
            wat = toewijzing._replace(eerste_levering=eerste_levering or rij.begindatum)
            oordeel = prijs_regel(geldend(rij.ontvangen), wat, _claim(rij), Eerder(volume, prestaties), dag)
            regels.append(_regelprijs(rij, staat, oordeel, bedrag))
        if staat in _TELT:
            erbij = 1 if rij.debet_credit == "D" else -1
            volume += erbij * naar_basis(rij.volume, rij.eenheid)
            bedrag += erbij * rij.bedrag
            prestaties += erbij
            eerste_levering = min(eerste_levering or rij.begindatum, rij.begindatum)
    return tuple(regels)


def _claim(rij: Row[Any]) -> Claimregel:
    return Claimregel(rij.code, rij.eenheid, rij.volume, rij.tarief, rij.bedrag, rij.begindatum, rij.einddatum)


def _regelprijs(rij: Row[Any], staat: Regelstaat, oordeel: Prijsoordeel, eerder: int) -> Regelprijs:
    betaalbaar = None if staat not in _TELT else rij.betaalbaar is None or bool(rij.betaalbaar)
    return Regelprijs(
        bericht_id=rij.bericht_id,
        volgnummer=rij.volgnummer,
        ontvangen=rij.ontvangen.astimezone(NEDERLAND),
        referentienummer=rij.referentienummer,
        staat=staat,
        bedrag=rij.bedrag,
        oordeel=oordeel,
        toegekend_eerder=eerder,
        betaalbaar=betaalbaar,
        reden=rij.reden or "",
    )


@dataclass(frozen=True, slots=True)
class Prestatieprijs:
    """One claim line with its place and its price; of a credit the price of the debet that it takes back."""

    gemeente: str
    toewijzingnummer: int
    regio: str | None
    debet_credit: str
    volgnummer: int
    bericht_id: UUID
    referentienummer: str
    prijs: Regelprijs | None
    """None: nobody can tell, for want of toewijzing, product code or agreements."""


def lees_prestatieprijs(verbinding: Connection, bericht_id: UUID, volgnummer: int) -> Prestatieprijs | None:
    """A claim line by its message and its place in it; None when there is no such line."""
    p, d, w = t.prestatie.c, t.declaratie.c, t.toewijzing.c
    rij = verbinding.execute(
        select(t.prestatie, d.gemeente, w.nummer.label("nummer"))
        .join(t.declaratie, d.id == p.declaratie_id)
        .outerjoin(t.toewijzing, w.id == p.toewijzing_id)
        .where(d.bericht_id == bericht_id, p.volgnummer == volgnummer)
    ).first()
    if rij is None:
        return None
    beeld = None if rij.nummer is None else lees_prijsbeeld(verbinding, rij.gemeente, rij.nummer)
    return Prestatieprijs(
        gemeente=rij.gemeente,
        toewijzingnummer=rij.toewijzingnummer,
        regio=None if beeld is None else beeld.regio,
        debet_credit=rij.debet_credit,
        volgnummer=volgnummer,
        bericht_id=bericht_id,
        referentienummer=rij.referentienummer,
        prijs=None if beeld is None else _zoek_regel(beeld, rij, bericht_id),
    )


def _zoek_regel(beeld: Prijsbeeld, rij: Row[Any], bericht_id: UUID) -> Regelprijs | None:
    if rij.debet_credit == "D":
        hier = (een for een in beeld.regels if (een.bericht_id, een.volgnummer) == (bericht_id, rij.volgnummer))
        return next(hier, None)
    vorige = (een for een in beeld.regels if een.referentienummer == rij.vorig_referentienummer)
    return next((een for een in vorige if een.staat in _TELT), None)
