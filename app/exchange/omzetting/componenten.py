"""What takes the place of an old toewijzing: one new one for each component, by the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from app.contracts.afspraken import Afspraken
from app.contracts.declaratieprijs import Toewijzing
from app.contracts.toewijzen import Toewijsvraag, omvang_volgens_contract
from app.contracts.verplichting import Verplichting, verplichting
from app.exchange.omzetting.gegevens import Component, OmzettingGeweigerd
from app.messages.problems import Fout
from app.messages.records import Omvang, ToegewezenProduct

COMPONENTEN = "componenten"
"""Their place in the request."""
_HOOGSTE_NUMMER = 999_999_999


@dataclass(frozen=True, slots=True)
class Opdracht:
    """Where, when and by which agreements the new toewijzingen are made."""

    gemeente: str
    aanbieder: str
    nieuw_vanaf: date
    einddatum: date | None
    """Of the old toewijzing."""
    afspraken: Afspraken
    nu: datetime


@dataclass(frozen=True, slots=True)
class NieuweToewijzing:
    """A toewijzing in the new system, with what it commits the gemeente to."""

    product: ToegewezenProduct
    kosten: Verplichting


def wijs_toe(opdracht: Opdracht, componenten: Sequence[Component], hoogste_nummer: int) -> tuple[NieuweToewijzing, ...]:
    """A toewijzing for each component; raises OmzettingGeweigerd with what is wrong with each of them."""
    gemaakt: list[NieuweToewijzing] = []
    fouten: list[Fout] = []
    gevraagd = {wens.toewijzingnummer for wens in componenten}
    vrij = (nummer for nummer in count(hoogste_nummer + 1) if nummer not in gevraagd)
    for plaats, wens in enumerate(componenten):
        nummer = next(vrij) if wens.toewijzingnummer is None else wens.toewijzingnummer
        product = _product(opdracht, wens, nummer)
        if isinstance(product, str):
            fouten.append(Fout(None, f"{COMPONENTEN}.{plaats}", product))
        else:
            gemaakt.append(NieuweToewijzing(product, _kosten(opdracht, product)))
    if fouten:
        raise OmzettingGeweigerd(fouten)
    return tuple(gemaakt)


def _product(opdracht: Opdracht, wens: Component, nummer: int) -> ToegewezenProduct | str:
    """A new toewijzing, or a Dutch sentence why there is none."""
    if nummer > _HOOGSTE_NUMMER:
        return "Geef een toewijzingnummer: het hoogste dat bestaat is al gebruikt."
    vanaf, einddatum = opdracht.nieuw_vanaf, wens.einddatum or opdracht.einddatum
    if einddatum is None or einddatum < vanaf:
        return f"Geef een einddatum op of na {vanaf}."
    vraag = Toewijsvraag(opdracht.gemeente, opdracht.aanbieder, wens.code, vanaf, wens.eenheid)
    gevonden = omvang_volgens_contract(opdracht.afspraken, vraag)
    if isinstance(gevonden, str):
        return gevonden
    contract, volume, frequentie = gevonden.omvang, wens.volume, wens.frequentie
    if contract is not None:
        volume, frequentie = contract.volume if volume is None else volume, frequentie or contract.frequentie
    if volume is None or frequentie is None:
        return f"Product {wens.code} wordt per eenheid betaald: geef volume en frequentie van de toewijzing."
    return ToegewezenProduct(
        pad="",
        toewijzingnummer=nummer,
        referentie_aanbieder=None,
        categorie=gevonden.product.categorie,
        code=wens.code,
        toewijzingsdatum=opdracht.nu.date(),
        toewijzingstijd=tijd(opdracht.nu),
        ingangsdatum=vanaf,
        einddatum=einddatum,
        reden_wijziging=None,
        omvang=Omvang(volume, gevonden.product.eenheid, frequentie),
        budget=None,
    )


def _kosten(opdracht: Opdracht, product: ToegewezenProduct) -> Verplichting:
    omvang = product.omvang or Omvang(0, "", "")
    toewijzing = Toewijzing(
        *(opdracht.gemeente, opdracht.aanbieder, product.code or "", product.ingangsdatum, product.einddatum),
        *(omvang.volume, omvang.eenheid, omvang.frequentie, product.toewijzingsdatum),
    )
    return verplichting(opdracht.afspraken, toewijzing)


def tijd(nu: datetime) -> str:
    """A moment as Toewijzingstijd has it."""
    return nu.strftime("%H:%M:%S")
