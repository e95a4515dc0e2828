"""Profielen, intensiteiten, PICs, product codes and transition rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from app.contracts.controle.dossier import Dossier
from app.contracts.pic import Productcode
from app.contracts.regiobron import Melding, Rij

EENHEDEN = ("01", "04", "14", "16", "82", "83", "84")
"""Units of WJ756 in which products are agreed."""


def controleer_producten(dossier: Dossier) -> Iterator[Melding]:
    """Everything about what was bought."""
    regio = dossier.regio
    yield from dossier.dubbele("profiel", regio.profielen, lambda een: een.code, "Profiel", "code")
    yield from dossier.dubbele("intensiteit", regio.intensiteiten, lambda een: een.code, "Intensiteit", "code")
    yield from dossier.dubbele("intensiteit", regio.intensiteiten, lambda een: een.rang, "Rang", "rang")
    yield from dossier.dubbele("pic", regio.pics, lambda een: een.sleutel, "PIC", "perceel")
    yield from dossier.dubbele("overgangsregel", regio.overgangsregels, lambda een: een.code, "Overgangsregel", "code")
    yield from _pics(dossier)
    rijen = list(dossier.met_rij("productcode", regio.productcodes))
    for een, rij in rijen:
        yield from _productcode(dossier, een, rij)
    yield from _dubbel(rijen)
    yield from _verblijf(dossier, rijen)
    for regel, rij in dossier.met_rij("overgangsregel", regio.overgangsregels):
        for code in regel.codes:
            if dossier.onbekend(code, dossier.codes, "productcode"):
                yield Melding(
                    rij.plaats_van("codes"),
                    f"Overgangsregel {regel.code} noemt productcode {code}, die hier niet bekend is.",
                    "Beschrijf de oude code met haar geldigheid, of haal haar hier weg.",
                )


def _pics(dossier: Dossier) -> Iterator[Melding]:
    regio = dossier.regio
    codes: dict[tuple[str, str, str], set[str]] = {}
    for product in regio.productcodes:
        if product.pic is not None:
            codes.setdefault(product.pic, set()).add(product.code)
    met_tarief = {een.code for een in regio.tarieven}
    for een, rij in dossier.met_rij("pic", regio.pics):
        kloppend = True
        for veld, naam, bekend in (
            ("perceel", een.perceel, dossier.percelen),
            ("profiel", een.profiel, dossier.profielen),
            ("intensiteit", een.intensiteit, dossier.intensiteiten),
        ):
            if dossier.onbekend(naam, bekend, veld):
                kloppend = False
                yield Melding(
                    rij.plaats_van(veld),
                    f"PIC {een.label} noemt {veld} {naam}, dat hier niet bekend is.",
                    f"Er zijn: {', '.join(sorted(bekend))}.",
                )
        if not kloppend:
            continue
        eigen = codes.get(een.sleutel, set())
        if not eigen and not dossier.onleesbaar("productcode"):
            yield Melding(
                rij.plaats,
                f"PIC {een.label} van perceel {een.perceel} heeft geen productcode.",
                "Geef er een, met perceel, profiel en intensiteit.",
            )
        elif eigen and not eigen & met_tarief and not dossier.onzeker("tarief", *eigen):
            yield Melding(
                rij.plaats,
                f"PIC {een.label} van perceel {een.perceel} heeft geen tarief (code {', '.join(sorted(eigen))}).",
                "Zet het tarief in tarieven.csv.",
            )


def _productcode(dossier: Dossier, een: Productcode, rij: Rij) -> Iterator[Melding]:
    if len(een.code) > 5:
        yield Melding(rij.plaats_van("code"), f"Productcode {een.code} is langer dan 5 tekens.", "Kies een kortere.")
    if een.eenheid not in EENHEDEN:
        yield Melding(
            rij.plaats_van("eenheid"),
            f"Eenheid {een.eenheid} van {een.code} is hier niet bruikbaar.",
            f"Er zijn: {', '.join(EENHEDEN)}.",
        )
    if een.perceel is None:
        if een.buiten_stelsel:
            return
        yield Melding(
            rij.plaats, f"Productcode {een.code} noemt geen perceel.", "Elke code hoort bij precies een perceel."
        )
        return
    if dossier.onbekend(een.perceel, dossier.percelen, "perceel"):
        yield Melding(
            rij.plaats_van("perceel"),
            f"Perceel {een.perceel} van {een.code} is hier niet bekend.",
            f"Er zijn: {', '.join(dossier.percelen)}.",
        )
        return
    if (een.profiel is None) != (een.intensiteit is None):
        yield Melding(
            rij.plaats,
            f"Productcode {een.code} noemt van profiel en intensiteit er maar een.",
            "Noem beide voor een PIC, of geen van beide voor een prijs per eenheid.",
        )
        return
    onbekende_pic = een.pic is not None and een.pic not in dossier.pics
    if onbekende_pic and not dossier.onzeker("pic", een.profiel, een.intensiteit):
        yield Melding(
            rij.plaats_van("profiel"),
            f"Productcode {een.code} hoort bij PIC {een.label} van perceel {een.perceel}, die er niet is.",
            "Beschrijf de PIC, of verbeter profiel en intensiteit.",
        )
    yield from _vorm(dossier, een, rij)


def _vorm(dossier: Dossier, een: Productcode, rij: Rij) -> Iterator[Melding]:
    if een.buiten_stelsel:
        if een.pic is not None:
            yield Melding(
                rij.plaats_van("buiten_stelsel"),
                f"Productcode {een.code} valt buiten het stelsel en noemt toch een PIC.",
                "Haal profiel en intensiteit weg.",
            )
        return
    rijen = [
        rij_ for rij_ in dossier.regio.bekostigingen if rij_.perceel == een.perceel and rij_.geldig.overlapt(een.geldig)
    ]
    oud = any(een.code in regel.codes for regel in dossier.regio.overgangsregels)
    if (
        rijen
        and not oud
        and not dossier.onzeker("bekostiging", een.perceel)
        and not any(een.past_bij(rij_.vorm) for rij_ in rijen)
    ):
        vormen = ", ".join(sorted({rij_.vorm.value for rij_ in rijen}))
        soort = "een PIC" if een.pic is not None else "een prijs per eenheid"
        yield Melding(
            rij.plaats_van("code"),
            f"Productcode {een.code} is {soort}, maar perceel {een.perceel} wordt dan bekostigd als {vormen}.",
            "Verbeter het perceel of de geldigheid, of neem de code op in een overgangsregel.",
        )


def _dubbel(rijen: list[tuple[Productcode, Rij]]) -> Iterator[Melding]:
    per_code: dict[str, list[tuple[Productcode, Rij]]] = {}
    for paar in rijen:
        per_code.setdefault(paar[0].code, []).append(paar)
    for code, paren in per_code.items():
        for (een, _), (ander, rij) in combinations(paren, 2):
            if not een.geldig.overlapt(ander.geldig):
                continue
            zelfde = (een.categorie, een.perceel, een.pic) == (ander.categorie, ander.perceel, ander.pic)
            if not zelfde or een.eenheid == ander.eenheid:
                yield Melding(
                    rij.plaats_van("code"),
                    f"Productcode {code} is op dezelfde dagen twee keer toegedeeld.",
                    "Een code hoort bij een categorie, perceel en PIC, en staat per eenheid een keer.",
                )
                break


def _verblijf(dossier: Dossier, rijen: Sequence[tuple[Productcode, Rij]]) -> Iterator[Melding]:
    """With or without a stay: a code and its PIC say the same, and so do the rows of a code."""
    pics = {een.sleutel: een for een in dossier.regio.pics}
    gezegd: dict[str, bool] = {}
    for een, rij in rijen:
        if een.met_verblijf is None:
            continue
        pic = None if een.pic is None else pics.get(een.pic)
        if pic is not None and pic.met_verblijf not in (None, een.met_verblijf):
            yield Melding(
                rij.plaats_van("met_verblijf"),
                f"Productcode {een.code} is {_hoe(een.met_verblijf)}, en haar PIC {een.label} juist niet.",
                "Zeg het op een van beide, of op beide hetzelfde.",
            )
        elif gezegd.setdefault(een.code, een.met_verblijf) != een.met_verblijf:
            yield Melding(
                rij.plaats_van("met_verblijf"),
                f"Productcode {een.code} is hier {_hoe(een.met_verblijf)}, en op een eerdere regel juist niet.",
                "Geef een code in elke eenheid en periode dezelfde waarde.",
            )


def _hoe(met_verblijf: bool) -> str:
    return "met verblijf" if met_verblijf else "zonder verblijf"
