"""What each toewijzing stands for in the agreements: derived once, so that figures need only add up.

It is derived when figures are asked that miss it, so that messages need not wait for it: a JW301 that changes a
toewijzing takes away what was derived. It is derived anew when its PIC label is given and when its regio is
loaded. Nothing that was judged hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select

from app.contracts.afspraken import Afspraken, Vondst
from app.contracts.bekostiging import Peildatum
from app.contracts.declaratieprijs import Toewijzing
from app.contracts.geldigheid import Geldigheid
from app.contracts.omzetting import Recht, omzetgrond
from app.contracts.pic import Productcode
from app.contracts.prijs import EUROS
from app.contracts.regio import Regio
from app.contracts.verplichting import Verplichting, verplichting
from app.contracts.volume import totaal_maximum
from app.store import tables as t
from app.store.bulk import SLEUTELS, datumschrijver, in_sleutels, sleutelwaarde, voeg_rijen_toe
from app.store.contracten import Contractarchief

_KOLOMMEN: Final = tuple(kolom.name for kolom in t.duiding.columns)
_DEELKOLOMMEN: Final = ("toewijzing_id", "contract", "van", "tot")
Pic = tuple[str, str, str]
"""Perceel, profiel and intensiteit."""


def duid_regio(verbinding: Connection, contracten: Contractarchief, regio: Regio) -> None:
    """Derive all toewijzingen of a regio anew after it was loaded, also of gemeenten that it lost."""
    w, d = t.toewijzing.c, t.duiding.c
    erin = w.gemeente.in_(sorted({een.code for een in regio.gemeenten}))
    _duid(verbinding, contracten, or_(erin, w.id.in_(select(d.toewijzing_id).where(d.regio == regio.code))))


def duid_ontbrekende(verbinding: Connection, contracten: Contractarchief) -> None:
    """Derive what was not derived yet."""
    _duid(verbinding, contracten, _NIET_GEDUID)


def is_volledig(verbinding: Connection) -> bool:
    """Whether every toewijzing has been derived."""
    return verbinding.scalar(select(t.toewijzing.c.id).where(_NIET_GEDUID).limit(1)) is None


_NIET_GEDUID: Final = ~select(t.duiding.c.toewijzing_id).where(t.duiding.c.toewijzing_id == t.toewijzing.c.id).exists()


def leg_piclabel_vast(
    verbinding: Connection, contracten: Contractarchief, toewijzing: int, pic: Pic, moment: datetime
) -> None:
    """Give a toewijzing (our key) its PIC label, in the place of an earlier one."""
    verbinding.execute(delete(t.piclabel).where(t.piclabel.c.toewijzing_id == toewijzing))
    perceel, profiel, intensiteit = pic
    rij = {"toewijzing_id": toewijzing, "perceel": perceel, "profiel": profiel, "intensiteit": intensiteit}
    verbinding.execute(insert(t.piclabel), {**rij, "vastgelegd": moment})
    _duid(verbinding, contracten, t.toewijzing.c.id == toewijzing)


def _duid(verbinding: Connection, contracten: Contractarchief, welke: ColumnElement[bool]) -> None:
    w, k = t.toewijzing.c, t.piclabel.c
    vraag = (
        select(
            *(w.id, w.gemeente, w.aanbieder, w.code, w.toewijzingsdatum, w.ingangsdatum, w.einddatum),
            *(w.volume, w.eenheid, w.frequentie, w.budget, w.reden_wijziging),
            *(k.perceel, k.profiel, k.intensiteit),
        )
        .outerjoin(t.piclabel, k.toewijzing_id == w.id)
        .where(welke)
        .order_by(w.id)
    )
    rijen = verbinding.execute(vraag).all()
    if not rijen:
        return
    for tabel in (t.duiding, t.contractdeel):
        weg = delete(tabel).where(in_sleutels(verbinding.dialect.name, tabel.c.toewijzing_id))
        verbinding.execute(weg, {SLEUTELS: sleutelwaarde(verbinding, [rij.id for rij in rijen])})
    # All at hand before they are copied in: PostgreSQL answers no question while it takes rows.
    duidingen = list(_duidingen(rijen, _Leden(verbinding, contracten)))
    voeg_rijen_toe(verbinding, t.duiding, _KOLOMMEN, (een.waarden for een in duidingen))
    datum = datumschrijver(verbinding)
    delen = (
        (
            een.waarden[0],
            deel.contract,
            datum(deel.dagen.van),
            None if deel.dagen.tot is None else datum(deel.dagen.tot),
        )
        for een in duidingen
        for deel in een.delen
    )
    voeg_rijen_toe(verbinding, t.contractdeel, _DEELKOLOMMEN, delen)


class _Leden:
    """Which agreements speak of a toewijzing that begins on a day."""

    def __init__(self, verbinding: Connection, contracten: Contractarchief):
        self._verbinding, self._contracten = verbinding, contracten
        self._gevonden: dict[tuple[str, date], Afspraken | None] = {}

    def afspraken(self, gemeente: str, dag: date) -> Afspraken | None:
        """The agreements of the regio of a gemeente; None when it belongs to none that was loaded."""
        if (gemeente, dag) not in self._gevonden:
            self._gevonden[gemeente, dag] = self._contracten.afspraken_over(self._verbinding, gemeente, dag)
        return self._gevonden[gemeente, dag]


class _Deel(NamedTuple):
    """Days of a toewijzing that fall under a contract."""

    contract: str
    dagen: Geldigheid


class _Duiding(NamedTuple):
    """A row of ``duiding``, and those of ``contractdeel`` beside it."""

    waarden: tuple[Any, ...]
    delen: tuple[_Deel, ...] = ()


def _duidingen(rijen: Sequence[Any], leden: _Leden) -> Iterator[_Duiding]:
    middens: dict[str, float] = {}
    for rij in rijen:
        afspraken = leden.afspraken(rij.gemeente, rij.ingangsdatum)
        if afspraken is None:
            yield _Duiding(
                (rij.id, None, rij.perceel, rij.profiel, rij.intensiteit, None, False, None, None, None, None)
            )
            continue
        regio = afspraken.regio.code
        if regio not in middens:
            middens[regio] = (1 + max((een.rang for een in afspraken.intensiteiten.values()), default=1)) / 2
        yield _duiding(rij, afspraken, middens[regio])


def _duiding(rij: Any, afspraken: Afspraken, midden: float) -> _Duiding:
    product = None
    if rij.code is not None:
        product = afspraken.product_in(rij.code, rij.eenheid or EUROS, rij.ingangsdatum)
    perceel = rij.perceel if product is None else product.perceel or rij.perceel
    profiel, intensiteit = rij.profiel, rij.intensiteit
    if product is not None and product.pic is not None:
        _, profiel, intensiteit = product.pic
    trede = None if intensiteit is None else afspraken.intensiteiten.get(intensiteit)
    rang = None if trede is None else trede.rang
    vorm = None if perceel is None else afspraken.bekostiging(rij.gemeente, perceel, rij.ingangsdatum)
    toewijzing = _toewijzing(rij)
    verplicht = None if toewijzing is None else verplichting(afspraken, toewijzing)
    vondst = None if verplicht is None else verplicht.vondst
    waarden = (
        *(rij.id, afspraken.regio.code, perceel, profiel, intensiteit, rang, rang is not None and rang > midden),
        None if vorm is None else vorm.vorm.value,
        _bedrag(rij, toewijzing, verplicht),
        _omzetten_na(rij, afspraken),
        _met_verblijf(afspraken, product, (perceel, profiel, intensiteit)),
    )
    if perceel is None:
        return _Duiding(waarden)
    # The PIC label of help that is paid per unit does not decide under which contract it is claimed.
    eigen = None if product is None else product.profiel
    return _Duiding(waarden, tuple(_delen(rij, afspraken, perceel, eigen, vondst)))


def _met_verblijf(
    afspraken: Afspraken, product: Productcode | None, pic: tuple[str | None, str | None, str | None]
) -> bool | None:
    """Whether the client stays with the aanbieder: as the code says, else as its PIC or PIC label does."""
    if product is not None and product.met_verblijf is not None:
        return product.met_verblijf
    perceel, profiel, intensiteit = pic
    if perceel is None or profiel is None or intensiteit is None:
        return None
    gevonden = afspraken.pics.get((perceel, profiel, intensiteit))
    return None if gevonden is None else gevonden.met_verblijf


def _toewijzing(rij: Any) -> Toewijzing | None:
    """A toewijzing as pricing knows it; None without code or size."""
    if rij.code is None or rij.eenheid is None:
        return None
    return Toewijzing(
        *(rij.gemeente, rij.aanbieder, rij.code, rij.ingangsdatum, rij.einddatum, rij.volume),
        *(rij.eenheid, rij.frequentie, rij.toewijzingsdatum),
    )


def _bedrag(rij: Any, toewijzing: Toewijzing | None, verplicht: Verplichting | None) -> int | None:
    """What a toewijzing commits to: by its tariff (R062), else its budget or its euros."""
    if rij.budget is not None:
        return int(rij.budget)
    bedrag = None if verplicht is None else verplicht.bedrag
    if bedrag is None and toewijzing is not None and toewijzing.eenheid == EUROS:
        maximum = totaal_maximum(toewijzing)
        return None if maximum is None else maximum.aantal * maximum.volume
    return bedrag


def _delen(rij: Any, afspraken: Afspraken, perceel: str, profiel: str | None, vondst: Vondst | None) -> Iterator[_Deel]:
    """Under which contract which days are claimed: that of the first day, or that of each day (decision 160)."""
    dagen = Geldigheid(rij.ingangsdatum, rij.einddatum)
    if vondst is not None and vondst.peildatum is Peildatum.TOEWIJZING:
        if vondst.contract is not None:
            yield _Deel(vondst.contract.nummer, dagen)
        return
    for contract in afspraken.contracten_van(rij.aanbieder):
        deel = contract.looptijd().doorsnede(dagen) if contract.betreft(perceel, profiel) else None
        if deel is not None:
            yield _Deel(contract.nummer, deel)


def _omzetten_na(rij: Any, afspraken: Afspraken) -> date | None:
    """Last day of the system that a toewijzing belongs to, when it has to be converted; never for a removed one."""
    if rij.code is None or rij.reden_wijziging == "13":
        return None
    recht = Recht(rij.gemeente, rij.code, rij.eenheid or "", rij.toewijzingsdatum, rij.ingangsdatum, rij.einddatum)
    grond = omzetgrond(afspraken, recht)
    return None if grond is None else grond.laatste_dag
