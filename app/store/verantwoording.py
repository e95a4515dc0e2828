"""Every granted cent traced: line, toewijzing, contract, tariff version and decision, as they were when it was judged.

For the accountant (R077). Lines are read in parts and each combination of code, day and contract is looked up once,
so the memory that it takes does not grow with the number of lines.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, tuple_

from app.contracts.afspraken import Vondst, Vraag
from app.contracts.overgang import OudRecht
from app.contracts.prijs import euro
from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.betaalfacts import rechten_van
from app.store.betalingen import Betaalplaats
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde
from app.store.ladingen import Ladingen
from app.store.vragen import TELT

_PER_KEER = 2000
_MEESTE_VONDSTEN = 20_000


class Verantwoordingsfilter(NamedTuple):
    """Which lines; ``van`` and ``tot`` are first days of a ProductPeriode, both included. None does not filter."""

    van: date
    tot: date
    gemeente: str | None = None
    aanbieder: str | None = None


class Verantwoordingsrij(NamedTuple):
    """A granted line with all that it rests on. Amounts are eurocents; what is not known is None."""

    gemeente: str
    aanbieder: str
    bericht_id: UUID
    volgnummer: int
    """Place of the line in its message, from 1."""
    ontvangen: datetime
    declaratienummer: str
    referentienummer: str
    vorig_referentienummer: str | None
    debet_credit: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    ingediend_tarief: int | None
    bedrag: int
    """Signed: a credit is below 0."""
    betaalbaar: bool
    reden: str
    toewijzingnummer: int
    ingangsdatum: date | None
    """Of the toewijzing, as that and the next are now."""
    toewijzing_einddatum: date | None
    code: str
    regio: str | None
    lading: int | None
    """Load of the regio by which it was judged."""
    perceel: str | None
    vorm: str | None
    pic: str | None
    peildatum: date | None
    contract: str | None
    tarief: int | None
    tariefeenheid: str | None
    tariefversie: int | None
    besluit: str | None
    vastgesteld: date | None
    uitzondering: int | None
    """The exception that took the place of contract and tariff."""
    toelichting: str
    """Dutch: why there is no tariff, or on what it rests beside a contract."""
    fictief: bool


class _Uitzondering(NamedTuple):
    id: int
    moment: datetime
    soort: str
    tot: date
    bedrag: int | None


class Verantwoording:
    """Reads the lines part by part, each in a transaction of its own; one for each export."""

    def __init__(self, filter_: Verantwoordingsfilter) -> None:
        self._filter = filter_
        self._hoogste: int | None = None
        self._ladingen = Ladingen()
        self._vondsten: OrderedDict[tuple[Any, ...], Vondst] = OrderedDict()

    def lees(
        self, verbinding: Connection, na: Betaalplaats | None
    ) -> tuple[list[Verantwoordingsrij], Betaalplaats | None]:
        """The next lines, and where to go on; None at the end.

        What is claimed after the first part was read is left out, so that all parts are of one moment.
        """
        if self._hoogste is None:
            self._hoogste = verbinding.scalar(select(func.max(t.declaratie.c.id))) or 0
        rijen = verbinding.execute(self._vraag(na)).all()
        eerder = _uitzonderingen(verbinding, {rij.toewijzing_id for rij in rijen if rij.toewijzing_id is not None})
        rechten = rechten_van(verbinding, self._oude(verbinding, rijen))
        gelezen = [self._rij(verbinding, rij, eerder.get(rij.toewijzing_id, ()), rechten) for rij in rijen]
        klaar = len(rijen) < _PER_KEER
        return gelezen, None if klaar else Betaalplaats(rijen[-1].declaratie_id, rijen[-1].volgnummer)

    def _vraag(self, na: Betaalplaats | None) -> Select[Any]:
        p, d, m, b, w = t.prestatie.c, t.declaratie.c, t.bericht.c, t.betaling.c, t.toewijzing.c
        debet, van_debet, debetbericht = (tabel.alias() for tabel in (t.prestatie, t.declaratie, t.bericht))
        vraag = (
            select(
                t.prestatie,
                *(d.gemeente, d.nummer.label("declaratienummer"), m.id.label("bericht_id"), m.ontvangen),
                func.coalesce(debetbericht.c.ontvangen, m.ontvangen, type_=m.ontvangen.type).label("beoordeeld"),
                *(
                    or_(b.betaalbaar.is_(None), b.betaalbaar).label("betaalbaar"),
                    func.coalesce(b.reden, "").label("reden"),
                ),
                *(w.ingangsdatum, w.einddatum.label("toewijzing_einddatum")),
            )
            .join(t.declaratie, d.id == p.declaratie_id)
            .join(t.bericht, m.id == d.bericht_id)
            .outerjoin(t.toewijzing, w.id == p.toewijzing_id)
            .outerjoin(t.betaling, and_(b.declaratie_id == p.declaratie_id, b.volgnummer == p.volgnummer))
            .outerjoin(
                debet,
                and_(
                    p.debet_credit == "C",
                    debet.c.aanbieder == p.aanbieder,
                    debet.c.referentienummer == p.vorig_referentienummer,
                    debet.c.staat < 5,
                ),
            )
            .outerjoin(van_debet, van_debet.c.id == debet.c.declaratie_id)
            .outerjoin(debetbericht, debetbericht.c.id == van_debet.c.bericht_id)
            .where(TELT, p.begindatum.between(self._filter.van, self._filter.tot), p.declaratie_id <= self._hoogste)
            .order_by(p.declaratie_id, p.volgnummer)
            .limit(_PER_KEER)
        )
        if self._filter.gemeente is not None:
            vraag = vraag.where(d.gemeente == self._filter.gemeente)
        if self._filter.aanbieder is not None:
            vraag = vraag.where(d.aanbieder == self._filter.aanbieder)
        return vraag if na is None else vraag.where(tuple_(p.declaratie_id, p.volgnummer) > tuple_(*na))

    def _oude(self, verbinding: Connection, rijen: Sequence[Row[Any]]) -> set[int]:
        """Toewijzingen on which a code of a transition rule was claimed."""
        gevonden: set[int] = set()
        for rij in rijen:
            regio = self._regio(verbinding, rij)
            if regio is not None and rij.toewijzing_id is not None:
                afspraken = self._ladingen.op(verbinding, regio, rij.beoordeeld).afspraken
                if rij.code in afspraken.oude_codes:
                    gevonden.add(rij.toewijzing_id)
        return gevonden

    def _regio(self, verbinding: Connection, rij: Row[Any]) -> str | None:
        return self._ladingen.regio_van(verbinding, rij.gemeente, rij.ingangsdatum or rij.begindatum)

    def _rij(
        self,
        verbinding: Connection,
        rij: Row[Any],
        uitzonderingen: Sequence[_Uitzondering],
        rechten: dict[int, tuple[date, date | None]],
    ) -> Verantwoordingsrij:
        regio = self._regio(verbinding, rij)
        lading = None if regio is None else self._ladingen.op(verbinding, regio, rij.beoordeeld)
        gelezen = Verantwoordingsrij(
            gemeente=rij.gemeente,
            aanbieder=rij.aanbieder,
            bericht_id=rij.bericht_id,
            volgnummer=rij.volgnummer,
            ontvangen=rij.ontvangen.astimezone(NEDERLAND),
            declaratienummer=rij.declaratienummer,
            referentienummer=rij.referentienummer,
            vorig_referentienummer=rij.vorig_referentienummer,
            debet_credit=rij.debet_credit,
            begindatum=rij.begindatum,
            einddatum=rij.einddatum,
            volume=rij.volume,
            eenheid=rij.eenheid,
            ingediend_tarief=rij.tarief,
            bedrag=rij.bedrag if rij.debet_credit == "D" else -rij.bedrag,
            betaalbaar=bool(rij.betaalbaar),
            reden=rij.reden,
            toewijzingnummer=rij.toewijzingnummer,
            ingangsdatum=rij.ingangsdatum,
            toewijzing_einddatum=rij.toewijzing_einddatum,
            code=rij.code,
            regio=regio,
            lading=None if lading is None else lading.versie,
            fictief=lading is not None and lading.afspraken.regio.fictief,
            **_LEEG,
        )
        toen = [een for een in uitzonderingen if een.moment <= rij.beoordeeld]
        if toen and rij.begindatum <= toen[-1].tot:
            return gelezen._replace(uitzondering=toen[-1].id, toelichting=_zin(toen[-1]))
        if regio is None or lading is None:
            return gelezen._replace(toelichting="Voor deze gemeente zijn geen afspraken geladen.")
        vraag = self._contractvraag(rij, rechten.get(rij.toewijzing_id))
        return _met_vondst(gelezen, self._zoek(verbinding, regio, rij.beoordeeld, vraag))

    def _contractvraag(self, rij: Row[Any], recht: tuple[date, date | None] | None) -> Vraag:
        ingang = rij.ingangsdatum or rij.begindatum
        oud = None
        if recht is not None:
            aanspraak, eerste = recht
            oud = OudRecht(rij.code, aanspraak, ingang, eerste or rij.begindatum, rij.einddatum)
        bekend_op = rij.beoordeeld.astimezone(NEDERLAND).date()
        return Vraag(rij.gemeente, rij.aanbieder, rij.code, rij.eenheid, rij.begindatum, ingang, oud, bekend_op)

    def _zoek(self, verbinding: Connection, regio: str, moment: datetime, vraag: Vraag) -> Vondst:
        lading = self._ladingen.op(verbinding, regio, moment)
        sleutel = (regio, lading.versie, vraag)
        if sleutel not in self._vondsten:
            self._vondsten[sleutel] = lading.afspraken.zoek(vraag)
            if len(self._vondsten) > _MEESTE_VONDSTEN:
                self._vondsten.popitem(last=False)
        return self._vondsten[sleutel]


_LEEG: dict[str, Any] = {
    **dict.fromkeys(
        ("perceel", "vorm", "pic", "peildatum", "contract", "tarief", "tariefeenheid", "tariefversie", "besluit")
    ),
    **{"vastgesteld": None, "uitzondering": None, "toelichting": ""},
}


def _met_vondst(rij: Verantwoordingsrij, vondst: Vondst) -> Verantwoordingsrij:
    product, tarief = vondst.product, vondst.tarief
    toelichting = ""
    if vondst.reden is not None:
        toelichting = vondst.reden.zin
    elif vondst.overgang is not None:
        toelichting = f"Overgangsregel {vondst.overgang.code}: {vondst.overgang.naam}."
    return rij._replace(
        perceel=None if product is None else product.perceel,
        vorm=None if vondst.bekostiging is None else vondst.bekostiging.vorm.value,
        pic=None if product is None else product.label,
        peildatum=vondst.peildag,
        contract=None if vondst.contract is None else vondst.contract.nummer,
        tarief=None if tarief is None else tarief.bedrag,
        tariefeenheid=None if tarief is None else tarief.eenheid,
        tariefversie=None if tarief is None else tarief.versie,
        besluit=None if tarief is None else tarief.besluit,
        vastgesteld=None if tarief is None else tarief.vastgesteld,
        toelichting=toelichting,
    )


def _zin(een: _Uitzondering) -> str:
    bedrag = "" if een.bedrag is None else f", hoogstens {euro(een.bedrag)}"
    return f"Uitzondering {een.id} ({een.soort}) tot en met {een.tot}{bedrag}, in de plaats van contract en tarief."


def _uitzonderingen(verbinding: Connection, toewijzingen: Collection[int]) -> dict[int, list[_Uitzondering]]:
    """The exceptions on these toewijzingen, in the order in which they were kept; the last one holds."""
    if not toewijzingen:
        return {}
    u = t.uitzondering.c
    vraag = (
        select(u.toewijzing_id, u.id, u.moment, u.soort, u.tot, u.bedrag)
        .where(in_sleutels(verbinding.dialect.name, u.toewijzing_id))
        .order_by(u.id)
    )
    gevonden: dict[int, list[_Uitzondering]] = {}
    for rij in verbinding.execute(vraag, {SLEUTELS: sleutelwaarde(verbinding, toewijzingen)}):
        gevonden.setdefault(rij.toewijzing_id, []).append(_Uitzondering(*rij[1:]))
    return gevonden
