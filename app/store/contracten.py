"""Agreements in the database: loading a regio, and finding the agreements of a regio and of one aanbieder.

Each load is kept whole, and that is what pricing reads. The tables beside it hold the same agreements for queries
over many lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import zstandard
from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, and_, bindparam, delete, exists, insert, or_, select, update

from app.contracts.afspraken import Afspraken
from app.contracts.boek import Contractboek, maak_boek
from app.contracts.geldigheid import Geldigheid
from app.contracts.regio import Regio
from app.contracts.zaak import STOP_TOEWIJZINGEN
from app.messages.pakket import comprimeer
from app.store import tables as t

_VERVANGEN = (
    t.productcode,
    t.contract,
    t.regio_gemeente,
    t.perceel,
    t.contract_perceel,
    t.onderaanneming,
    t.bekostiging,
    t.profiel,
    t.intensiteit,
    t.volumeplafond,
)
"""Tables of which the rows of a regio are replaced by those of a new load."""


def bewaar_regio(verbinding: Connection, regio: Regio, moment: datetime) -> int:
    """Put the agreements of a regio in force, and keep them as they came; gives the version of the load.

    Tariffs that were in force stay, as replaced at this moment.
    """
    versie = _bewaar_lading(verbinding, regio, moment)
    verbinding.execute(
        update(t.tarief).where(t.tarief.c.regio == regio.code, t.tarief.c.vervangen.is_(None)).values(vervangen=moment)
    )
    for tabel in _VERVANGEN:
        verbinding.execute(delete(tabel).where(tabel.c.regio == regio.code))
    bekend = set(verbinding.scalars(select(t.aanbieder.c.agb)))
    nieuw = [{"agb": een.agb, "naam": een.naam} for een in regio.aanbieders if een.agb not in bekend]
    if nieuw:
        verbinding.execute(insert(t.aanbieder), nieuw)
    for tabel, rijen in _rijen(regio, moment):
        gevuld = [{"regio": regio.code, **rij} for rij in rijen]
        if gevuld:
            verbinding.execute(insert(tabel), gevuld)
    return versie


def _bewaar_lading(verbinding: Connection, regio: Regio, moment: datetime) -> int:
    eigenschappen = {"naam": regio.naam, "fictief": regio.fictief, "geladen": moment}
    vorige = verbinding.scalar(select(t.regio.c.versie).where(t.regio.c.code == regio.code))
    versie = (vorige or 0) + 1
    if vorige is None:
        verbinding.execute(insert(t.regio).values(code=regio.code, versie=versie, **eigenschappen))
    else:
        verbinding.execute(update(t.regio).where(t.regio.c.code == regio.code).values(versie=versie, **eigenschappen))
    verbinding.execute(
        insert(t.regiolading).values(regio=regio.code, versie=versie, geladen=moment, inhoud=als_bytes(regio))
    )
    return versie


def _rijen(regio: Regio, moment: datetime) -> Iterable[tuple[Table, Iterable[dict[str, Any]]]]:
    """What goes in which table."""
    codes = sorted({een.code for een in regio.gemeenten})
    yield (
        t.regio_gemeente,
        ({"gemeente": een.code, "naam": een.naam, **_dagen(een.geldig)} for een in regio.gemeenten),
    )
    yield (
        t.perceel,
        (
            {
                "code": een.code,
                "naam": een.naam,
                "plafond_toegestaan": een.plafond_toegestaan,
                "gesloten": een.gesloten,
            }
            for een in regio.percelen
        ),
    )
    yield (
        t.contract,
        (
            {
                "nummer": een.nummer,
                "aanbieder": een.aanbieder,
                "tariefcontrole": een.tariefcontrole.value,
                "einde": een.looptijd().tot,
                "acceptatieplicht": een.acceptatieplicht,
                "plafondafhandeling": een.plafondafhandeling.value,
                "resultaat_pct": None if een.resultaatdeel is None else een.resultaatdeel.percentage,
                "resultaat_van": None if een.resultaatdeel is None else een.resultaatdeel.van,
                **_dagen(een.geldig),
            }
            for een in regio.contracten
        ),
    )
    yield (
        t.contract_perceel,
        (
            {"contract": een.nummer, "perceel": perceel.code}
            for een in regio.contracten
            for perceel in regio.percelen
            if een.betreft(perceel.code)
        ),
    )
    yield (
        t.onderaanneming,
        (
            {"contract": een.contract, "aanbieder": een.aanbieder, **_dagen(een.geldig)}
            for een in regio.onderaannemingen
        ),
    )
    yield (
        t.bekostiging,
        (
            {
                "gemeente": gemeente,
                "perceel": een.perceel,
                "vorm": een.vorm.value,
                "peildatum": een.peildatum.value,
                "pic_label_verplicht": een.pic_label_verplicht,
                **_dagen(een.geldig),
            }
            for een in regio.bekostigingen
            for gemeente in codes
            if not een.gemeenten or gemeente in een.gemeenten
        ),
    )
    yield t.profiel, ({"code": een.code, "naam": een.naam, "soort": een.soort.value} for een in regio.profielen)
    yield t.intensiteit, ({"code": een.code, "naam": een.naam, "rang": een.rang} for een in regio.intensiteiten)
    yield (
        t.volumeplafond,
        (
            {
                "contract": een.contract,
                "perceel": een.perceel,
                "jaar": een.jaar,
                "gemeente": een.gemeente or "",
                "bedrag": een.bedrag,
                "signaal_pct": een.signaal_pct,
            }
            for een in regio.volumeplafonds
        ),
    )
    yield (
        t.productcode,
        (
            {
                "categorie": een.categorie,
                "code": een.code,
                "naam": een.naam,
                "eenheid": een.eenheid,
                "perceel": een.perceel,
                "profiel": een.profiel,
                "intensiteit": een.intensiteit,
                "buiten_stelsel": een.buiten_stelsel,
                **_dagen(een.geldig),
            }
            for een in regio.productcodes
        ),
    )
    yield (
        t.tarief,
        (
            {
                "code": een.code,
                "eenheid": een.eenheid,
                "contract": een.contract,
                "gemeente": een.gemeente,
                "bedrag": een.bedrag,
                "versie": een.versie,
                "besluit": een.besluit,
                "reden": een.reden,
                "vastgesteld": een.vastgesteld,
                "bekend": moment,
                **_dagen(een.geldig),
            }
            for een in regio.tarieven
        ),
    )


_REGIO = TypeAdapter(Regio)


def als_bytes(regio: Regio) -> bytes:
    """A regio to be kept: JSON, compressed."""
    return comprimeer(_REGIO.dump_json(regio))


def uit_bytes(data: bytes) -> Regio:
    """The regio that was kept."""
    return _REGIO.validate_json(zstandard.ZstdDecompressor().stream_reader(data).read())


class Lading(NamedTuple):
    """One load of a regio."""

    versie: int
    geladen: datetime


class BekendeRegio(NamedTuple):
    """A regio that was loaded, with its last load."""

    code: str
    naam: str
    fictief: bool
    versie: int
    geladen: datetime


class Contractarchief:
    """The agreements of each regio, kept in memory until it is loaded anew."""

    def __init__(self) -> None:
        self._afspraken: dict[str, tuple[int, Afspraken]] = {}

    def boek(self, verbinding: Connection, gemeente: str, aanbieder: str, bekend_op: date) -> Contractboek:
        """What the regio of a gemeente agreed with an aanbieder, as it is in this transaction."""
        rij = verbinding.execute(_REGIO_VAN, {"gemeente": gemeente, "aanbieder": aanbieder}).first()
        if rij is None:
            return Contractboek()
        afspraken = self._van_versie(verbinding, rij.code, rij.versie)
        return maak_boek(afspraken, gemeente, aanbieder, bekend_op, met_stop=bool(rij.met_stop))

    def afspraken(self, verbinding: Connection, regio: str) -> Afspraken | None:
        """All agreements of a regio, as they are in this transaction; None when it was never loaded."""
        versie = verbinding.scalar(select(t.regio.c.versie).where(t.regio.c.code == regio))
        return None if versie is None else self._van_versie(verbinding, regio, versie)

    def afspraken_van_gemeente(self, verbinding: Connection, gemeente: str, dag: date) -> Afspraken | None:
        """All agreements of the regio that a gemeente belongs to on a day."""
        lid = t.regio_gemeente.c
        regio = verbinding.scalar(
            select(lid.regio)
            .where(lid.gemeente == gemeente, lid.van <= dag, or_(lid.tot.is_(None), lid.tot >= dag))
            .order_by(lid.van.desc())
            .limit(1)
        )
        return None if regio is None else self.afspraken(verbinding, regio)

    def afspraken_over(self, verbinding: Connection, gemeente: str, ingangsdatum: date) -> Afspraken | None:
        """The agreements that speak of a toewijzing: of the regio on its first day, else of the first one after it.

        What began before the regio did is an old right, about which the transition rules of the regio are.
        """
        gevonden = self.afspraken_van_gemeente(verbinding, gemeente, ingangsdatum)
        if gevonden is not None:
            return gevonden
        lid = t.regio_gemeente.c
        vraag = select(lid.regio).where(lid.gemeente == gemeente, lid.van > ingangsdatum).order_by(lid.van).limit(1)
        regio = verbinding.scalar(vraag)
        return None if regio is None else self.afspraken(verbinding, regio)

    def _van_versie(self, verbinding: Connection, regio: str, versie: int) -> Afspraken:
        bewaard = self._afspraken.get(regio)
        if bewaard is None or bewaard[0] != versie:
            inhoud = verbinding.execute(_LADING, {"regio": regio, "versie": versie}).scalar_one()
            bewaard = self._afspraken[regio] = versie, Afspraken(uit_bytes(inhoud))
        return bewaard[1]


_MET_STOP = exists().where(
    t.maatregel.c.aanbieder == bindparam("aanbieder"),
    t.maatregel.c.soort == STOP_TOEWIJZINGEN,
    t.maatregel.c.regio == t.regio.c.code,
    or_(t.maatregel.c.gemeente.is_(None), t.maatregel.c.gemeente == bindparam("gemeente")),
)
"""Asked along with the regio: hardly any aanbieder has one, and a question of its own costs more."""
_REGIO_VAN = (
    select(t.regio.c.code, t.regio.c.versie, _MET_STOP.label("met_stop"))
    .join(t.regio_gemeente, t.regio_gemeente.c.regio == t.regio.c.code)
    .where(t.regio_gemeente.c.gemeente == bindparam("gemeente"))
    .order_by(t.regio_gemeente.c.van.desc())
    .limit(1)
)
_LADING = select(t.regiolading.c.inhoud).where(
    t.regiolading.c.regio == bindparam("regio"), t.regiolading.c.versie == bindparam("versie")
)


def bekende_regios(verbinding: Connection) -> list[BekendeRegio]:
    """Every regio that was loaded, by code."""
    r = t.regio.c
    rijen = verbinding.execute(select(r.code, r.naam, r.fictief, r.versie, r.geladen).order_by(r.code))
    return [BekendeRegio(*rij) for rij in rijen]


def lees_aanbiedernamen(verbinding: Connection) -> dict[str, str]:
    """Names of all aanbieders by AGB code."""
    rijen = verbinding.execute(select(t.aanbieder.c.agb, t.aanbieder.c.naam))
    return {rij.agb: rij.naam for rij in rijen}


def ladingen(verbinding: Connection, regio: str) -> list[Lading]:
    """All loads of a regio, the first one first."""
    rij = t.regiolading.c
    vraag = select(rij.versie, rij.geladen).where(rij.regio == regio).order_by(rij.versie)
    return [Lading(*een) for een in verbinding.execute(vraag)]


def lees_lading(verbinding: Connection, regio: str, versie: int) -> tuple[Lading, Regio] | None:
    """A load with the regio as it was; None when there is no such load."""
    rij = t.regiolading.c
    gevonden = verbinding.execute(
        select(rij.versie, rij.geladen, rij.inhoud).where(rij.regio == regio, rij.versie == versie)
    ).first()
    return None if gevonden is None else (Lading(gevonden.versie, gevonden.geladen), uit_bytes(gevonden.inhoud))


def gemeenten_elders(verbinding: Connection, regio: Regio) -> list[tuple[str, str]]:
    """Gemeenten of a regio that belong to another one on some of the same days, with the code of that one."""
    lid = t.regio_gemeente.c
    botsingen: list[tuple[str, str]] = []
    for een in regio.gemeenten:
        vraag = select(lid.regio).where(
            and_(
                lid.gemeente == een.code,
                lid.regio != regio.code,
                lid.van <= een.geldig.laatste,
                or_(lid.tot.is_(None), lid.tot >= een.geldig.van),
            )
        )
        botsingen += [(een.code, ander) for ander in verbinding.scalars(vraag.order_by(lid.regio))]
    return botsingen


def _dagen(geldig: Geldigheid) -> dict[str, Any]:
    return {"van": geldig.van, "tot": geldig.tot}
