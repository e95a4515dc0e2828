"""Whether what was agreed has a price on every day on which it can be claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.contracts.afspraken import TARIEF_VAN
from app.contracts.bekostiging import Bekostiging, Vorm
from app.contracts.controle.dossier import Dossier
from app.contracts.geldigheid import Geldigheid, dag_na, dag_voor
from app.contracts.partijen import Contract
from app.contracts.pic import Productcode
from app.contracts.regiobron import Melding, Rij
from app.contracts.tarieven import Tarief


class _Gat(NamedTuple):
    dagen: Geldigheid
    contract: str
    gemeente: str


def controleer_tariefdekking(dossier: Dossier) -> Iterator[Melding]:
    """Each product code on each day, and each contract."""
    tarieven: dict[str, list[Tarief]] = {}
    for tarief in dossier.regio.tarieven:
        tarieven.setdefault(tarief.code, []).append(tarief)
    for product, rij in dossier.met_rij("productcode", dossier.regio.productcodes):
        yield from _product(dossier, product, rij, tarieven.get(product.code, []))
    yield from _contracten(dossier, tarieven)


def _product(dossier: Dossier, product: Productcode, rij: Rij, tarieven: list[Tarief]) -> Iterator[Melding]:
    # A code without any tariff is told elsewhere, and a row that could not be read may fill what looks like a gap.
    if not tarieven or dossier.onzeker("tarief", product.code) or dossier.onzeker("bekostiging", product.perceel):
        return
    gat = min(_gaten(dossier, product, tarieven), key=lambda een: (een.dagen.van, een.contract), default=None)
    if gat is not None:
        yield Melding(
            rij.plaats_van("code"),
            f"Productcode {product.code} heeft {gat.dagen} geen tarief per eenheid {product.eenheid} "
            f"(contract {gat.contract}, gemeente {gat.gemeente}).",
            "Zet een tarief voor die dagen in tarieven.csv, of laat de productcode of het contract eerder eindigen.",
        )


def _gaten(dossier: Dossier, product: Productcode, tarieven: list[Tarief]) -> Iterator[_Gat]:
    """Days on which a contract and a form hold and no tariff does, for each contract and gemeente."""
    eenheden = {product.eenheid, TARIEF_VAN.get(product.eenheid, product.eenheid)}
    passend = [een for een in tarieven if een.eenheid in eenheden]
    overal = [een.geldig for een in passend if een.contract is None and een.gemeente is None]
    nodig = list(_nodig(dossier, product))
    if not any(_rest(dagen, overal) for _, dagen in nodig):
        return
    for contract in dossier.regio.contracten:
        if not contract.betreft(product.perceel, product.profiel):
            continue
        eigen = [een for een in passend if een.contract in (None, contract.nummer)]
        for gemeente, dagen in nodig:
            samen = dagen.doorsnede(contract.looptijd())
            prijzen = [een.geldig for een in eigen if een.gemeente in (None, gemeente)]
            for gat in () if samen is None else _rest(samen, prijzen):
                yield _Gat(gat, contract.nummer, gemeente)


def _nodig(dossier: Dossier, product: Productcode) -> Iterator[tuple[str, Geldigheid]]:
    """On which days a code is claimed in each gemeente: where its form holds."""
    if product.buiten_stelsel:
        return
    for lid in dossier.regio.gemeenten:
        for rij in dossier.regio.bekostigingen:
            if rij.perceel == product.perceel and product.past_bij(rij.vorm) and _geldt(rij, lid.code):
                dagen = _samen(product.geldig, rij.geldig, lid.geldig, dossier.regio.geldig)
                if dagen is not None:
                    yield lid.code, dagen


def _geldt(rij: Bekostiging, gemeente: str) -> bool:
    return not rij.gemeenten or gemeente in rij.gemeenten


def _samen(eerste: Geldigheid, *andere: Geldigheid | None) -> Geldigheid | None:
    dagen: Geldigheid | None = eerste
    for een in andere:
        dagen = dagen if dagen is None or een is None else dagen.doorsnede(een)
    return dagen


def _rest(dagen: Geldigheid, prijzen: Iterable[Geldigheid]) -> list[Geldigheid]:
    """The days that are in none of these periods."""
    rest: list[Geldigheid] = []
    van = dagen.van
    for een in sorted(prijzen, key=lambda prijs: prijs.van):
        if een.laatste < van:
            continue
        if een.van > van:
            rest.append(Geldigheid(van, min(dag_voor(een.van), dagen.laatste)))
        if een.tot is None or een.tot >= dagen.laatste:
            return [gat for gat in rest if gat.van <= dagen.laatste]
        van = dag_na(een.tot)
    rest.append(Geldigheid(van, dagen.tot))
    return [gat for gat in rest if gat.van <= dagen.laatste]


def _contracten(dossier: Dossier, tarieven: Mapping[str, Sequence[Tarief]]) -> Iterator[Melding]:
    """A contract under which nothing has a price, while it has percelen that are claimed."""
    for contract, rij in dossier.met_rij("contract", dossier.regio.contracten):
        eigen = {een.code for een in dossier.regio.productcodes if contract.betreft(een.perceel, een.profiel)}
        prijzen = (een for code in eigen for een in tarieven.get(code, ()))
        if any(een.contract in (None, contract.nummer) for een in prijzen) or dossier.onzeker("tarief", *eigen):
            continue
        percelen = sorted(_te_declareren(dossier, contract))
        if percelen and not dossier.onleesbaar("productcode"):
            yield Melding(
                rij.plaats,
                f"Contract {contract.nummer} heeft voor perceel {', '.join(percelen)} geen enkel tarief.",
                "Zet productcodes en tarieven van die percelen in de bestanden, of haal het contract weg.",
            )


def _te_declareren(dossier: Dossier, contract: Contract) -> set[str]:
    """Percelen of a contract that are claimed while it runs."""
    return {
        rij.perceel
        for rij in dossier.regio.bekostigingen
        if contract.betreft(rij.perceel)
        and rij.vorm is not Vorm.TAAKGERICHT
        and rij.geldig.overlapt(contract.looptijd())
    }
