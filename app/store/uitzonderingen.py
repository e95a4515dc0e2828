"""Exceptions on toewijzingen: taking them in, and listing them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.contracts.uitzondering import NieuweUitzondering, Uitzonderingsoort
from app.exchange.steps import NEDERLAND
from app.store import tables as t
from app.store.invoegen import nieuwe_rij
from app.store.privacy import Kluis


class Uitzonderingsrij(NamedTuple):
    """A decision as it was kept; the last one on a toewijzing holds."""

    id: int
    moment: datetime
    gemeente: str
    aanbieder: str
    toewijzingnummer: int
    soort: str
    bedrag: int | None
    reden: str
    goedgekeurd_door: str
    tot: date


def voeg_uitzondering_toe(
    verbinding: Connection, kluis: Kluis, nieuw: NieuweUitzondering, moment: datetime
) -> int | None:
    """Keep a decision and give its key; None when the gemeente has no such toewijzing."""
    w = t.toewijzing.c
    toewijzing_id = verbinding.scalar(
        select(w.id).where(w.gemeente == nieuw.gemeente, w.nummer == nieuw.toewijzingnummer)
    )
    if toewijzing_id is None:
        return None
    return nieuwe_rij(
        verbinding,
        t.uitzondering,
        {
            "moment": moment,
            "toewijzing_id": toewijzing_id,
            "soort": nieuw.soort.value,
            "bedrag": nieuw.bedrag,
            "reden": kluis.versleutel(nieuw.reden.encode(), _waarvan(toewijzing_id)),
            "goedgekeurd_door": nieuw.goedgekeurd_door,
            "tot": nieuw.tot,
        },
    )


def zoek_uitzonderingen(
    verbinding: Connection, kluis: Kluis, gemeente: str | None, aanbieder: str | None
) -> list[Uitzonderingsrij]:
    """Every decision, newest first."""
    u, w = t.uitzondering.c, t.toewijzing.c
    vraag = (
        select(*u, w.gemeente, w.aanbieder, w.nummer).join(t.toewijzing, w.id == u.toewijzing_id).order_by(u.id.desc())
    )
    if gemeente is not None:
        vraag = vraag.where(w.gemeente == gemeente)
    if aanbieder is not None:
        vraag = vraag.where(w.aanbieder == aanbieder)
    return [
        Uitzonderingsrij(
            rij.id,
            rij.moment.astimezone(NEDERLAND),
            rij.gemeente,
            rij.aanbieder,
            rij.nummer,
            rij.soort,
            rij.bedrag,
            kluis.ontsleutel(rij.reden, _waarvan(rij.toewijzing_id)).decode(),
            rij.goedgekeurd_door,
            rij.tot,
        )
        for rij in verbinding.execute(vraag)
    ]


def lees_uitzondering(verbinding: Connection, kluis: Kluis, id: int) -> tuple[datetime, NieuweUitzondering]:
    """A decision as it was taken, and when."""
    u, w = t.uitzondering.c, t.toewijzing.c
    vraag = select(*u, w.gemeente, w.nummer).join(t.toewijzing, w.id == u.toewijzing_id).where(u.id == id)
    rij = verbinding.execute(vraag).one()
    reden = kluis.ontsleutel(rij.reden, _waarvan(rij.toewijzing_id)).decode()
    soort = Uitzonderingsoort(rij.soort)
    nieuw = NieuweUitzondering(rij.gemeente, rij.nummer, soort, rij.bedrag, reden, rij.goedgekeurd_door, rij.tot)
    return rij.moment.astimezone(NEDERLAND), nieuw


def _waarvan(toewijzing_id: int) -> str:
    return f"uitzondering op toewijzing {toewijzing_id}"
