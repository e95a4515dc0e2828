"""Whose data someone may see: asked in the same query or transaction as the data itself."""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from app.contracts.regio import Regio, werkt_in, zoals_gezien_door
from app.store import tables as t


class Bereik(NamedTuple):
    """A scope. What is None does not limit; it has one of gemeente, aanbieder and regio at most.

    A regio is about agreements: it has no messages, toewijzingen or signals.
    """

    gemeente: str | None = None
    aanbieder: str | None = None
    regio: str | None = None
    team: str | None = None
    """A lokaal team of the gemeente."""
    voor: str | None = None
    """Whose signals."""

    @property
    def partij(self) -> str | None:
        """The one that has to be a party to a message."""
        return self.gemeente or self.aanbieder

    def past(self, gemeente: str, aanbieder: str) -> bool:
        """Whether something between these two is in it."""
        return self.gemeente in (None, gemeente) and self.aanbieder in (None, aanbieder)

    def heeft_bericht(self, verbinding: Connection, id: UUID) -> bool:
        """Whether there is such a message, to or from the party."""
        b = t.bericht.c
        bekend = verbinding.scalar(select(b.id).where(b.id == id, *partij_van(self.partij))) is not None
        return bekend and self.regio is None

    def heeft_toewijzing(self, verbinding: Connection, gemeente: str, nummer: int) -> bool:
        """Whether there is such a toewijzing, by or for the party."""
        w = t.toewijzing.c
        aanbieder = verbinding.scalar(select(w.aanbieder).where(w.gemeente == gemeente, w.nummer == nummer))
        return aanbieder is not None and self.past(gemeente, aanbieder) and self.regio is None

    def mag_weten_van(self, verbinding: Connection, gemeente: str, nummer: int) -> bool:
        """Likewise; a gemeente also of one that has not been sent yet."""
        if self.aanbieder is None:
            return self.regio is None and self.gemeente in (None, gemeente)
        return self.heeft_toewijzing(verbinding, gemeente, nummer)

    def heeft_signaal(self, verbinding: Connection, openbaar: UUID) -> bool:
        """Whether there is such a signal, about the party and for it to act on."""
        s = t.signaal.c
        eisen = ((s.gemeente, self.gemeente), (s.aanbieder, self.aanbieder), (s.voor, self.voor))
        waar = [kolom == eis for kolom, eis in eisen if eis is not None]
        bekend = verbinding.scalar(select(s.id).where(s.openbaar == openbaar, *waar)) is not None
        return bekend and self.regio is None

    def heeft_contract(self, verbinding: Connection, regio: str, contract: str) -> bool:
        """Whether there is such a contract, of the regio and with the aanbieder."""
        c = t.contract.c
        vraag = select(c.aanbieder).where(c.regio == regio, c.nummer == contract)
        aanbieder = verbinding.scalar(vraag)
        return aanbieder is not None and self.regio in (None, regio) and self.aanbieder in (None, aanbieder)

    def heeft_regio(self, regio: Regio) -> bool:
        """Whether it is the regio, or the party is or was a gemeente, contractor or onderaannemer in it."""
        if self.gemeente is not None:
            return any(een.code == self.gemeente for een in regio.gemeenten)
        if self.aanbieder is not None:
            return werkt_in(regio, self.aanbieder)
        return self.regio in (None, regio.code)

    def deel_van(self, regio: Regio) -> Regio:
        """The agreements as the party may see them."""
        return regio if self.aanbieder is None else zoals_gezien_door(regio, self.aanbieder)


OVERAL: Final = Bereik()
"""No limit."""


def partij_van(partij: str | None) -> list[ColumnElement[bool]]:
    """Which messages are to or from a party; None: all."""
    b = t.bericht.c
    return [] if partij is None else [or_(b.afzender == partij, b.ontvanger == partij)]
