"""How many products with a tariff a regio has on a day, old codes beside those of PICs (R022)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from app.contracts.afspraken import Afspraken
from app.exchange.weergavebasis import Weergave
from app.standard.kalender import maand_verder
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio
from app.store.contracten import bekende_regios
from app.store.stuurcijfers.basis import Selectie


class Catalogusdag(Weergave):
    """De producten van een regio op een dag."""

    regio: Regio
    datum: date = Field(description="Dag waarop is geteld.")
    productcodes: int = Field(description="Productcodes die dan gelden.")
    combinaties: int = Field(
        description="Combinaties van productcode, eenheid, contract en gemeente met een tarief dat dan geldt."
    )
    van_pics: int = Field(description="Daarvan met een code van een PIC.")
    per_eenheid: int = Field(description="Daarvan met een prijs per eenheid.")
    oude_codes: int = Field(description="Daarvan met een oude code, die een overgangsregel nog toelaat.")


def bereken(peiling: Peiling[Stuurvraag]) -> list[Catalogusdag]:
    """Every regio that was loaded, on each first day of a month in the period and on its last day."""
    werk, selectie = peiling.werk, peiling.selectie
    rijen: list[Catalogusdag] = []
    for kop in bekende_regios(werk.verbinding):
        afspraken = werk.contracten.afspraken(werk.verbinding, kop.code)
        if afspraken is not None and selectie.regio in (None, kop.code):
            leden = {een.code for een in afspraken.regio.gemeenten}
            if not selectie.gemeenten or leden & set(selectie.gemeenten):
                rijen += [_tel(afspraken, dag, selectie.perceel) for dag in _dagen(selectie)]
    return rijen


def _dagen(selectie: Selectie) -> Iterator[date]:
    maand = selectie.van if selectie.van.day == 1 else maand_verder(selectie.van, 1)
    while maand < selectie.tot:
        yield maand
        maand = maand_verder(maand, 1)
    yield selectie.tot


def _tel(afspraken: Afspraken, dag: date, perceel: str | None) -> Catalogusdag:
    geldend = {
        een.code: een
        for een in afspraken.regio.productcodes
        if een.geldig.omvat(dag) and perceel in (None, een.perceel)
    }
    combinaties = {
        (een.code, een.eenheid, een.contract, een.gemeente)
        for een in afspraken.regio.tarieven
        if een.code in geldend and een.geldig.omvat(dag)
    }
    pics = sum(geldend[code].pic is not None for code, *_ in combinaties)
    return Catalogusdag(
        regio=afspraken.regio.code,
        datum=dag,
        productcodes=len(geldend),
        combinaties=len(combinaties),
        van_pics=pics,
        per_eenheid=len(combinaties) - pics,
        oude_codes=sum(code in afspraken.oude_codes for code, *_ in combinaties),
    )


CIJFER = Stuurcijfer(
    naam="productcatalogus",
    titel="Producten met een tarief, oude codes naast die van PIC's",
    uitleg=(
        "Geteld op elke eerste dag van een maand in de periode en op de laatste dag, in de afspraken die nu zijn "
        "geladen: combinaties van productcode, eenheid, contract en gemeente met een tarief dat dan geldt. Een nieuwe "
        "versie van een tarief telt niet dubbel. Een aanbieder kiezen doet hier niets."
    ),
    eisen=("R022",),
    vraag=Stuurvraag,
    rij=Catalogusdag,
    bereken=bereken,
)
