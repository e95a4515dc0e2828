"""Reads what a conversion starts from: the old toewijzing, what else the client has, and the last JW301 about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from app.contracts.afspraken import Afspraken
from app.exchange.omzetting.gegevens import OudeToewijzing
from app.messages.records import Omvang, ToegewezenProduct
from app.store import tables as t
from app.store.opslag import SqlWerkeenheid
from app.store.privacy import Kluis
from app.store.raadplegen import lees_inhoud

_VERWIJDERD = "13"


class SqlOmzetbron:
    """What composing a conversion asks of storage, as it is in one transaction (port ``Omzetbron``)."""

    def __init__(self, werk: SqlWerkeenheid, kluis: Kluis):
        self._werk = werk
        self._kluis = kluis

    @property
    def _verbinding(self) -> Connection:
        return self._werk.verbinding

    def oude_toewijzing(self, gemeente: str, nummer: int) -> OudeToewijzing | None:
        """A toewijzing by its number; None when it is unknown."""
        w, v = t.toewijzing.c, t.toewijzing_versie.c
        rij = self._verbinding.execute(
            select(w.id, w.client_id, w.aanbieder).where(w.gemeente == gemeente, w.nummer == nummer)
        ).first()
        if rij is None:
            return None
        laatste = self._verbinding.scalar(
            select(v.bericht_id)
            .where(v.toewijzing_id == rij.id)
            .order_by(v.toewijzingsdatum.desc(), v.toewijzingstijd.desc(), v.bericht_id.desc())
            .limit(1)
        )
        vorige = None if laatste is None else lees_inhoud(self._verbinding, self._kluis, laatste)
        if vorige is None:
            raise LookupError(f"toewijzing {nummer} of gemeente {gemeente} came without a message")
        alle = self._lopend(w.client_id == rij.client_id, gemeente, rij.aanbieder)
        eigen = self._producten(w.id == rij.id)[0]
        return OudeToewijzing(
            rij.aanbieder, eigen, tuple(een for een in alle if een.toewijzingnummer != nummer), vorige
        )

    def lopend_bij(self, gemeente: str, nummer: int, aanbieder: str) -> tuple[ToegewezenProduct, ...]:
        """What the client of a toewijzing has with another aanbieder."""
        w = t.toewijzing.c
        client = select(w.client_id).where(w.gemeente == gemeente, w.nummer == nummer).scalar_subquery()
        return self._lopend(w.client_id == client, gemeente, aanbieder)

    def afspraken(self, gemeente: str, ingangsdatum: date) -> Afspraken | None:
        """The agreements that speak of a toewijzing that begins on a day; None: nobody loaded any."""
        return self._werk.contracten.afspraken_over(self._verbinding, gemeente, ingangsdatum)

    def hoogste_nummer(self, gemeente: str) -> int:
        """The highest ToewijzingNummer that the gemeente used here; 0 for none."""
        hoogste = self._verbinding.scalar(
            select(func.max(t.toewijzing.c.nummer)).where(t.toewijzing.c.gemeente == gemeente)
        )
        return hoogste or 0

    def _lopend(self, van_client: ColumnElement[bool], gemeente: str, aanbieder: str) -> tuple[ToegewezenProduct, ...]:
        w = t.toewijzing.c
        niet_verwijderd = w.reden_wijziging.is_distinct_from(_VERWIJDERD)
        return self._producten(and_(van_client, w.gemeente == gemeente, w.aanbieder == aanbieder, niet_verwijderd))

    def _producten(self, welke: ColumnElement[bool]) -> tuple[ToegewezenProduct, ...]:
        """Toewijzingen in their current version, with the reference that it was sent with."""
        w, v = t.toewijzing.c, t.toewijzing_versie.c
        referentie = (
            select(v.referentie_aanbieder)
            .where(
                v.toewijzing_id == w.id,
                v.toewijzingsdatum == w.toewijzingsdatum,
                v.toewijzingstijd == w.toewijzingstijd,
            )
            .order_by(v.bericht_id.desc())
            .limit(1)
            .correlate(t.toewijzing)
            .scalar_subquery()
            .label("referentie_aanbieder")
        )
        vraag = select(t.toewijzing, referentie).where(welke).order_by(w.ingangsdatum, w.nummer)
        return tuple(map(_product, self._verbinding.execute(vraag)))


def _product(rij: Any) -> ToegewezenProduct:
    return ToegewezenProduct(
        pad="",
        toewijzingnummer=rij.nummer,
        referentie_aanbieder=rij.referentie_aanbieder,
        categorie=rij.categorie,
        code=rij.code,
        toewijzingsdatum=rij.toewijzingsdatum,
        toewijzingstijd=rij.toewijzingstijd,
        ingangsdatum=rij.ingangsdatum,
        einddatum=rij.einddatum,
        reden_wijziging=rij.reden_wijziging,
        omvang=None if rij.volume is None else Omvang(rij.volume, rij.eenheid, rij.frequentie),
        budget=rij.budget,
    )
