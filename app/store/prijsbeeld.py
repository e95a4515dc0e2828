"""How the price of a toewijzing and of each claim on it comes about, with what was known when it was judged."""

from __future__ import annotations

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
from app.store.contracten import uit_bytes

_TELT = (Regelstaat.TOEGEKEND, Regelstaat.GECREDITEERD)


@dataclass(frozen=True, slots=True)
class Regelprijs:
    """A claim line with its price."""

    bericht_id: UUID
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


class _Ladingen:
    """Agreements of one regio as they were at a moment; each load is read once."""

    def __init__(self, verbinding: Connection, regio: str) -> None:
        rij = t.regiolading.c
        vraag = select(rij.versie, rij.geladen).where(rij.regio == regio).order_by(rij.versie)
        self._versies = [(een.versie, een.geladen) for een in verbinding.execute(vraag)]
        self._verbinding = verbinding
        self._regio = regio
        self._gelezen: dict[int, Afspraken] = {}

    def op(self, moment: datetime) -> Afspraken:
        """What was in force; before the first load, that one."""
        eerder = [versie for versie, geladen in self._versies if geladen <= moment]
        versie = eerder[-1] if eerder else self._versies[0][0]
        if versie not in self._gelezen:
            rij = t.regiolading.c
            vraag = select(rij.inhoud).where(rij.regio == self._regio, rij.versie == versie)
            self._gelezen[versie] = Afspraken(uit_bytes(self._verbinding.execute(vraag).scalar_one()))
        return self._gelezen[versie]


def lees_prijsbeeld(verbinding: Connection, gemeente: str, nummer: int) -> Prijsbeeld | None:
    """The price of a toewijzing and its claims; None when it is unknown or has no product code."""
    w = t.toewijzing.c
    rij = verbinding.execute(select(t.toewijzing).where(w.gemeente == gemeente, w.nummer == nummer)).first()
    if rij is None:
        return None
    regio = _regio(verbinding, gemeente, rij.ingangsdatum)
    if regio is None or rij.code is None:
        return Prijsbeeld(gemeente, nummer, regio, None, rij.toegekend_bedrag, ())
    ladingen = _Ladingen(verbinding, regio)
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
    verplicht = verplichting(ladingen.op(moment), toewijzing, moment.astimezone(NEDERLAND).date())
    regels = _regels(verbinding, rij.id, toewijzing, ladingen)
    return Prijsbeeld(gemeente, nummer, regio, verplicht, rij.toegekend_bedrag, regels)


_ONTVANGEN = (
    select(t.bericht.c.ontvangen)
    .join(t.toewijzing_versie, t.toewijzing_versie.c.bericht_id == t.bericht.c.id)
    .order_by(t.toewijzing_versie.c.toewijzingsdatum, t.toewijzing_versie.c.toewijzingstijd, t.bericht.c.ontvangen)
)


def _regio(verbinding: Connection, gemeente: str, dag: date) -> str | None:
    lid = t.regio_gemeente.c
    rijen = verbinding.execute(
        select(lid.regio, lid.van, lid.tot).where(lid.gemeente == gemeente).order_by(lid.van.desc())
    ).all()
    passend = [rij.regio for rij in rijen if rij.van <= dag and (rij.tot is None or dag <= rij.tot)]
    return next(iter(passend or [rij.regio for rij in rijen]), None)


def _aanspraak(verbinding: Connection, toewijzing_id: int) -> date | None:
    v = t.toewijzing_versie.c
    eerste: date | None = verbinding.scalar(
        select(func.min(v.toewijzingsdatum, type_=Date())).where(v.toewijzing_id == toewijzing_id)
    )
    return eerste


def _regels(
    verbinding: Connection, toewijzing_id: int, toewijzing: Toewijzing, ladingen: _Ladingen
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
            oordeel = prijs_regel(ladingen.op(rij.ontvangen), wat, _claim(rij), Eerder(volume, prestaties), dag)
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
        ontvangen=rij.ontvangen.astimezone(NEDERLAND),
        referentienummer=rij.referentienummer,
        staat=staat,
        bedrag=rij.bedrag,
        oordeel=oordeel,
        toegekend_eerder=eerder,
        betaalbaar=betaalbaar,
        reden=rij.reden or "",
    )
