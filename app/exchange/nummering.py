"""New numbers, as a service at work gives them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.exchange.answer import nieuwe_identificatie
from app.exchange.uuid7 import uuid7


class Toeval:
    """Numbers that nobody can foresee (port ``Nummering``)."""

    def bericht(self, nu: datetime) -> UUID:
        """A UUID version 7: ids sort by the moment of receipt."""
        return uuid7(nu)

    def antwoord(self) -> str:
        """Twelve random characters."""
        return nieuwe_identificatie()
