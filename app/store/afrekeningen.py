"""Settlements of trajectories: decided, listed, and what they change in payment. Versions are only added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, func, select, update

from app.contracts.afrekening import AfrekeningGeweigerd, Doelen, Geweigerd, grondslag_van, reken_af
from app.exchange.steps import NEDERLAND
from app.exchange.uuid7 import uuid7
from app.standard.rollen import Rol
from app.store import tables as t
from app.store.dagen import begin_van_dag
from app.store.invoegen import TOEVOEGEN
from app.store.prijsbeeld import lees_prijsbeeld
from app.store.privacy import Kluis

_SOORTEN = ("maatschappelijk", "behandel")


class Afrekenbesluit(NamedTuple):
    """What is decided about a trajectory. Amounts follow from the contract, never from who decides."""

    gemeente: str
    toewijzingnummer: int
    verwijtbaar: bool
    """Goals were missed through the fault of the aanbieder."""
    door: Rol
    besluit: str
    """Number of the decision."""
    reden: str
    eigen_kosten: int | None = None
    """Eurocents that the aanbieder says it spent; no message tells it."""
    vervangt: int | None = None
    """The version that this one takes the place of."""


class AlAfgerekend(Exception):
    """Another version holds than the one that would be replaced; 0: none does."""

    def __init__(self, versie: int):
        super().__init__(f"version {versie} holds")
        self.versie = versie


class TrajectOnbekend(Exception):
    """The gemeente has no such toewijzing."""


class Afrekenfilter(NamedTuple):
    """Which settlements; None does not filter. ``van`` and ``tot`` are Dutch days of the decision, both included."""

    gemeente: str | None = None
    aanbieder: str | None = None
    toewijzingnummer: int | None = None
    geldend: bool | None = None
    """Whether it still holds, or a later version took its place."""
    van: date | None = None
    tot: date | None = None


class Afrekenrij(NamedTuple):
    """A settlement as it was decided; amounts in eurocents."""

    openbaar: UUID
    gemeente: str
    toewijzingnummer: int
    aanbieder: str
    code: str | None
    versie: int
    moment: datetime
    vervangen: datetime | None
    regio: str
    fictief: bool
    contract: str
    percentage: int
    peildag: date
    bedrag: int
    deel: int
    malus: int
    malus_eerder: int
    """Malus of the version before; 0 without one."""
    bonus: int
    doelen_bereikt: int
    doelen_deels: int
    doelen_niet: int
    uitkomst_versie: int
    verwijtbaar: bool
    door: str
    besluit: str

    @property
    def geldend(self) -> bool:
        """Whether no later version took its place."""
        return self.vervangen is None

    @property
    def betaalbaar(self) -> int:
        """What is paid for the trajectory."""
        return self.bedrag - self.malus

    @property
    def verrekening(self) -> int:
        """What this version changes in payment: below 0 less is paid than before it."""
        return self.malus_eerder - self.malus


class Afrekendetail(NamedTuple):
    """A settlement with its reason and its computation."""

    rij: Afrekenrij
    reden: str
    stappen: tuple[str, ...]


def reken_traject_af(verbinding: Connection, kluis: Kluis, besluit: Afrekenbesluit, moment: datetime) -> UUID:
    """Settle a trajectory and give the key of the settlement.

    Raises TrajectOnbekend, AlAfgerekend or AfrekeningGeweigerd; then nothing was kept.
    """
    w, a = t.toewijzing.c, t.afrekening.c
    traject = verbinding.execute(
        select(w.id, w.aanbieder)
        .where(w.gemeente == besluit.gemeente, w.nummer == besluit.toewijzingnummer)
        .with_for_update()
    ).first()
    beeld = lees_prijsbeeld(verbinding, besluit.gemeente, besluit.toewijzingnummer)
    if traject is None or beeld is None:
        raise TrajectOnbekend
    nu = verbinding.execute(
        select(a.id, a.versie, a.malus).where(a.toewijzing_id == traject.id, a.vervangen.is_(None))
    ).first()
    if besluit.vervangt != (None if nu is None else nu.versie):
        raise AlAfgerekend(0 if nu is None else nu.versie)
    if beeld.regio is None:
        raise AfrekeningGeweigerd(Geweigerd.GEEN_AFSPRAKEN, "Van deze gemeente zijn hier geen afspraken geladen.")
    grondslag = grondslag_van(beeld.verplichting, beeld.toegekend)
    eind = _eind(verbinding, besluit)
    doelen = None if eind is None else Doelen(*(sum(eind[f"{s}_{een}"] for s in _SOORTEN) for een in Doelen._fields))
    uit = reken_af(grondslag, doelen, verwijtbaar=besluit.verwijtbaar, eigen_kosten=besluit.eigen_kosten)
    if nu is not None:
        verbinding.execute(update(t.afrekening).where(a.id == nu.id).values(vervangen=moment))
    openbaar = uuid7(moment)
    verbinding.execute(
        TOEVOEGEN[t.afrekening.name],
        {
            "openbaar": openbaar,
            "toewijzing_id": traject.id,
            "versie": 1 if nu is None else nu.versie + 1,
            "moment": moment,
            "gemeente": besluit.gemeente,
            "aanbieder": traject.aanbieder,
            "regio": beeld.regio,
            "contract": grondslag.contract,
            "percentage": grondslag.percentage,
            "peildag": grondslag.peildag,
            "bedrag": uit.uitkomst.bedrag,
            "deel": uit.uitkomst.deel,
            "malus": uit.uitkomst.malus,
            "malus_eerder": 0 if nu is None else nu.malus,
            "bonus": uit.uitkomst.bonus,
            **{f"doelen_{naam}": aantal for naam, aantal in (doelen or Doelen(0, 0, 0))._asdict().items()},
            "uitkomst_versie": 0 if eind is None else eind["versie"],
            "verwijtbaar": besluit.verwijtbaar,
            "door": besluit.door,
            "besluit": besluit.besluit,
            "reden": kluis.versleutel(besluit.reden.encode(), _waarvoor(openbaar)),
            "stappen": json.dumps(uit.stappen, ensure_ascii=False),
        },
    )
    return openbaar


def zoek_afrekeningen(
    verbinding: Connection, filter_: Afrekenfilter, aantal: int, na: UUID | None = None
) -> list[Afrekenrij]:
    """At most ``aantal`` settlements, newest first, that were decided before settlement ``na``."""
    a = t.afrekening.c
    vraag = _gefilterd(_rijen(), filter_)
    if na is not None:
        grens = t.afrekening.alias("grens")
        vraag = vraag.where(a.id < select(grens.c.id).where(grens.c.openbaar == na).scalar_subquery())
    return [_rij(rij) for rij in verbinding.execute(vraag.order_by(a.id.desc()).limit(aantal))]


def lees_afrekening(verbinding: Connection, kluis: Kluis, openbaar: UUID) -> Afrekendetail | None:
    """A settlement with its computation; None when it is unknown."""
    a = t.afrekening.c
    rij = verbinding.execute(_rijen().add_columns(a.reden, a.stappen).where(a.openbaar == openbaar)).first()
    if rij is None:
        return None
    reden = kluis.ontsleutel(rij.reden, _waarvoor(openbaar)).decode()
    return Afrekendetail(_rij(rij[:-2]), reden, tuple(json.loads(rij.stappen)))


def verrekeningen(verbinding: Connection, filter_: Afrekenfilter) -> Iterator[Afrekenrij]:
    """Settlements that change what is paid, the first one first: of each version only what it changes."""
    a = t.afrekening.c
    vraag = _gefilterd(_rijen(), filter_).where(a.malus != a.malus_eerder).order_by(a.id)
    yield from (_rij(rij) for rij in verbinding.execute(vraag))


def som_verrekeningen(verbinding: Connection, filter_: Afrekenfilter) -> int:
    """What those settlements change together, in signed eurocents."""
    a = t.afrekening.c
    som = select(func.coalesce(func.sum(a.malus_eerder - a.malus), 0))
    vraag = _gefilterd(som.join_from(t.afrekening, t.toewijzing, t.toewijzing.c.id == a.toewijzing_id), filter_)
    return int(verbinding.scalar(vraag) or 0)


def _eind(verbinding: Connection, besluit: Afrekenbesluit) -> dict[str, Any] | None:
    u = t.uitkomst.c
    rij = verbinding.execute(
        select(t.uitkomst).where(
            u.gemeente == besluit.gemeente,
            u.toewijzingnummer == besluit.toewijzingnummer,
            u.moment == "EIND",
            u.vervangen.is_(None),
        )
    ).first()
    return None if rij is None else dict(rij._mapping)


def _rijen() -> Select[Any]:
    a, w, r = t.afrekening.c, t.toewijzing.c, t.regio.c
    elders = {"toewijzingnummer": w.nummer, "code": w.code, "fictief": r.fictief}
    kolommen = (elders[naam] if naam in elders else a[naam] for naam in Afrekenrij._fields)
    return (
        select(*kolommen)
        .select_from(t.afrekening)
        .join(t.toewijzing, w.id == a.toewijzing_id)
        .join(t.regio, r.code == a.regio)
    )


def _gefilterd(vraag: Select[Any], filter_: Afrekenfilter) -> Select[Any]:
    a = t.afrekening.c
    if filter_.gemeente is not None:
        vraag = vraag.where(a.gemeente == filter_.gemeente)
    if filter_.aanbieder is not None:
        vraag = vraag.where(a.aanbieder == filter_.aanbieder)
    if filter_.toewijzingnummer is not None:
        vraag = vraag.where(t.toewijzing.c.nummer == filter_.toewijzingnummer)
    if filter_.geldend is not None:
        vraag = vraag.where(a.vervangen.is_(None) if filter_.geldend else a.vervangen.is_not(None))
    if filter_.van is not None:
        vraag = vraag.where(a.moment >= begin_van_dag(filter_.van))
    if filter_.tot is not None:
        vraag = vraag.where(a.moment < begin_van_dag(filter_.tot + timedelta(days=1)))
    return vraag


def _rij(rij: Any) -> Afrekenrij:
    een = Afrekenrij._make(rij)
    vervangen = None if een.vervangen is None else een.vervangen.astimezone(NEDERLAND)
    return een._replace(
        moment=een.moment.astimezone(NEDERLAND),
        vervangen=vervangen,
        fictief=bool(een.fictief),
        verwijtbaar=bool(een.verwijtbaar),
    )


def _waarvoor(openbaar: UUID) -> str:
    return f"afrekening {openbaar}"
