"""What a toewijzing of a product code has to say for its contract: unit, volume and Frequentie."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.contracts.afspraken import Afspraken, Vraag
from app.contracts.bekostiging import Termijnschema, Termijnsoort, Vorm
from app.contracts.declaratieprijs import schema_van
from app.contracts.declareerwijze import frequentie_van
from app.contracts.pic import Productcode
from app.contracts.prijs import EUROS, STUKS
from app.contracts.termijnen import termijn


class Contractomvang(NamedTuple):
    """How much of a product a toewijzing assigns."""

    volume: int
    """Whole units; eurocents for Eenheid 83."""
    eenheid: str
    frequentie: str


class Toewijsvraag(NamedTuple):
    """A product that somebody wants to assign."""

    gemeente: str
    aanbieder: str
    code: str
    ingangsdatum: date
    eenheid: str | None = None
    """None: the one that the contract speaks of."""


class Toewijsbaar(NamedTuple):
    """A product that can be assigned; ``omvang`` None where help is paid per unit: the gemeente says how much."""

    product: Productcode
    omvang: Contractomvang | None


def omvang_volgens_contract(afspraken: Afspraken, vraag: Toewijsvraag) -> Toewijsbaar | str:
    """What the contract says that is assigned, or a Dutch sentence why this product cannot be."""
    eenheid = vraag.eenheid or _eenheid(afspraken, vraag)
    dag = vraag.ingangsdatum
    product = afspraken.product_in(vraag.code, eenheid, dag)
    if product is None or product.eenheid != eenheid:
        in_eenheid = f" in eenheid {vraag.eenheid}" if vraag.eenheid is not None else ""
        return f"Productcode {vraag.code}{in_eenheid} staat op {dag} niet in de afspraken van deze regio."
    vondst = afspraken.zoek(Vraag(vraag.gemeente, vraag.aanbieder, vraag.code, eenheid, dag, dag))
    if vondst.reden is not None or vondst.tarief is None:
        return "" if vondst.reden is None else vondst.reden.zin
    vorm = None if vondst.bekostiging is None else vondst.bekostiging.vorm
    if vorm is None or not vorm.is_arrangement:
        return Toewijsbaar(product, None)
    schema = schema_van(product, vondst.bekostiging)
    frequentie = frequentie_van(vorm, schema, eenheid)
    volume = 1 if eenheid != EUROS else _bedrag(vorm, schema, vondst.tarief.bedrag)
    return Toewijsbaar(product, Contractomvang(volume, eenheid, frequentie or ""))


def _eenheid(afspraken: Afspraken, vraag: Toewijsvraag) -> str:
    """Per piece where that can be; in euros where the code is paid by the month, or its form pays in instalments."""
    producten = [een for een in afspraken.productcodes.get(vraag.code, ()) if een.geldig.omvat(vraag.ingangsdatum)]
    eenheden = {een.eenheid for een in producten}
    if EUROS in eenheden and any(_in_delen(afspraken, vraag, een) for een in producten):
        return EUROS
    return STUKS if STUKS in eenheden else min(eenheden, default="")


def _in_delen(afspraken: Afspraken, vraag: Toewijsvraag, product: Productcode) -> bool:
    if product.perceel is None:
        return False
    rij = afspraken.bekostiging(vraag.gemeente, product.perceel, vraag.ingangsdatum)
    if rij is None or rij.vorm is Vorm.WEEKTARIEF:
        return False
    schema = schema_van(product, rij)
    per_maand = schema is not None and schema.soort is Termijnsoort.MAANDELIJKS
    return per_maand or (rij.termijnschema is not None and rij.termijnschema.soort is Termijnsoort.START_EIND)


def _bedrag(vorm: Vorm, schema: Termijnschema | None, tarief: int) -> int:
    """Eurocents per Frequentie: of a month where it is paid in parts a month, else the tariff itself."""
    if vorm is not Vorm.WEEKTARIEF and schema is not None and schema.soort is Termijnsoort.MAANDELIJKS:
        return termijn(tarief, schema, 0) or 0
    return tarief
