"""By what a signal on a toewijzing is known again, so that the next JW301 does not open it once more."""

from __future__ import annotations

from app.messages.records import ToegewezenProduct
from app.rules.procedure.feiten import Procedurefeiten


def kenmerk_van(product: ToegewezenProduct, feiten: Procedurefeiten) -> str:
    """One signal a toewijzing, however many versions of it come."""
    return f"toewijzing {feiten.facts.bericht.gemeente} {product.toewijzingnummer}"
