"""Rules of procedure on a JW305 and a JW307."""

from __future__ import annotations

from app.messages.records import StartProduct, StopProduct
from app.rules.facts import RegieFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels

JW305 = Procedureregels()
JW307 = Procedureregels()


@JW305.regel("IV075", "StartProduct")
def iv075(product: StartProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """What starts is the product as it was assigned: what that leaves open, the start leaves open too.

    A stop repeats the product of its start (TR382), and a claim is held against the toewijzing by TR339 and TR340.
    """
    if product.toewijzingnummer is None or product.status == "3" or not isinstance(feiten.facts, RegieFacts):
        return None
    toewijzing = feiten.facts.toewijzingen.get(product.toewijzingnummer)
    if toewijzing is None or (toewijzing.categorie, toewijzing.code) == (product.categorie, product.code):
        return None
    return Opmerking(
        "aanbieder",
        f"Deze start noemt {_toon_product(product.categorie, product.code)}, maar toewijzing {toewijzing.nummer} is "
        f"{_toon_product(toewijzing.categorie, toewijzing.code)}; een start herhaalt het product van de toewijzing.",
        f"toewijzing {toewijzing.nummer}",
        "Product",
    )


def _toon_product(categorie: str | None, code: str | None) -> str:
    if categorie is None:
        return "zonder product"
    return f"categorie {categorie}" + ("" if code is None else f" met productcode {code}")


@JW305.regel("OP363", "StartProduct")
@JW307.regel("OP363", "StopProduct")
def op363(product: StartProduct | StopProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """What is reported without a number has no toewijzing; with a number TR019 holds it.

    Only taakgerichte help has none, so a toewijzing of the same product in force on the Begindatum says that
    its number was forgotten.
    """
    if product.toewijzingnummer is not None or product.status == "3" or not isinstance(feiten.facts, RegieFacts):
        return None
    for een in feiten.toewijzingen.values():
        passend = een.categorie in (None, product.categorie) and een.code in (None, product.code)
        if passend and een.actueel_op(product.begindatum) and een.overlapt(product.begindatum, product.begindatum):
            wat = "start" if isinstance(product, StartProduct) else "stop"
            return Opmerking(
                "aanbieder",
                f"Deze {wat} noemt geen toewijzing, maar voor dit product geldt op {product.begindatum} toewijzing "
                f"{een.nummer}; dan hoort dat nummer erbij.",
                f"toewijzing {een.nummer}",
                "ToewijzingNummer",
            )
    return None
