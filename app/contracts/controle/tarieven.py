"""Tariffs: one for each code, unit, contract, gemeente and day; and heavier help is not cheaper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from app.contracts.controle.dossier import Dossier
from app.contracts.prijs import EUROS, STUKS
from app.contracts.regiobron import Melding, Rij
from app.contracts.tarieven import Tarief

_MEEST = 99_999_999
"""Highest amount that a message can hold, in eurocents."""
_Paar = tuple[Tarief, Rij]


def controleer_tarieven(dossier: Dossier) -> Iterator[Melding]:
    """Every tariff by itself, versions beside each other, and intensiteiten beside each other."""
    rijen = list(dossier.met_rij("tarief", dossier.regio.tarieven))
    eenheden: dict[str, set[str]] = {}
    for product in dossier.regio.productcodes:
        eenheden.setdefault(product.code, set()).add(STUKS if product.eenheid == EUROS else product.eenheid)
    for een, rij in rijen:
        yield from _tarief(dossier, een, rij, eenheden.get(een.code))
    yield from _versies(rijen)
    yield from _zwaarte(dossier, rijen)
    yield from _zonder_tarief(dossier)


def _tarief(dossier: Dossier, een: Tarief, rij: Rij, eenheden: set[str] | None) -> Iterator[Melding]:
    if eenheden is None:
        if dossier.onbekend(een.code, (), "productcode"):
            yield Melding(
                rij.plaats_van("code"),
                f"Er is een tarief voor productcode {een.code}, die hier niet bekend is.",
                "Beschrijf de productcode, of verbeter haar hier.",
            )
    elif een.eenheid not in eenheden and not dossier.onzeker("productcode", een.code):
        yield Melding(
            rij.plaats_van("eenheid"),
            f"Productcode {een.code} wordt niet per eenheid {een.eenheid} afgesproken.",
            f"Er zijn: {', '.join(sorted(eenheden))}; een bedrag in euro's (83) volgt het tarief per stuk (82).",
        )
    if dossier.onbekend(een.contract, dossier.contracten, "contract"):
        yield Melding(
            rij.plaats_van("contract"),
            f"Contract {een.contract} van dit tarief is hier niet bekend.",
            "Noem het nummer van een contract, of laat het veld leeg.",
        )
    if dossier.onbekend(een.gemeente, dossier.leden, "gemeente"):
        yield Melding(
            rij.plaats_van("gemeente"),
            f"Gemeente {een.gemeente} van dit tarief hoort niet bij de regio.",
            "Noem een gemeente van de regio, of laat het veld leeg.",
        )
    if een.bedrag > _MEEST:
        yield Melding(
            rij.plaats_van("bedrag"),
            f"Het tarief van {een.code} is hoger dan een bericht kan bevatten.",
            f"Het hoogste is {_MEEST} eurocent.",
        )
    if een.versie > 1 and (een.vastgesteld is None or not een.besluit or not een.reden):
        yield Melding(
            rij.plaats_van("versie"),
            f"Versie {een.versie} van het tarief van {een.code} noemt niet wanneer en waarom zij is vastgesteld.",
            "Vul besluit, reden en vastgesteld in.",
        )


def _versies(rijen: list[_Paar]) -> Iterator[Melding]:
    groepen: dict[tuple[str, str, str | None, str | None], list[_Paar]] = {}
    for een, rij in rijen:
        groepen.setdefault((een.code, een.eenheid, een.contract, een.gemeente), []).append((een, rij))
    for paren in groepen.values():
        for (een, _), (ander, rij) in combinations(paren, 2):
            if not een.geldig.overlapt(ander.geldig):
                continue
            if een.versie == ander.versie:
                yield Melding(
                    rij.plaats_van("van"),
                    f"Het tarief van {een.code} per eenheid {een.eenheid} overlapt een ander ({een.geldig}).",
                    "Laat de perioden aansluiten, of maak er een hogere versie van.",
                )
            elif een.vastgesteld is not None and ander.vastgesteld is not None:
                oud, nieuw = sorted((een, ander), key=lambda tarief: tarief.versie)
                if (nieuw.vastgesteld or een.vastgesteld) < (oud.vastgesteld or een.vastgesteld):
                    yield Melding(
                        rij.plaats_van("vastgesteld"),
                        f"Versie {nieuw.versie} van het tarief van {een.code} is eerder vastgesteld dan "
                        f"versie {oud.versie}.",
                        "Verbeter de datum of het nummer van de versie.",
                    )


def _zwaarte(dossier: Dossier, rijen: list[_Paar]) -> Iterator[Melding]:
    """A heavier intensiteit may not be cheaper than a lighter one of the same perceel and profiel."""
    pic_van: dict[str, tuple[str, str, str]] = {}
    for product in dossier.regio.productcodes:
        if product.pic is not None:
            pic_van.setdefault(product.code, product.pic)
    groepen: dict[tuple[str | None, ...], list[tuple[int, Tarief, Rij]]] = {}
    for een, rij in _nieuwste(rijen):
        pic = pic_van.get(een.code)
        intensiteit = None if pic is None else dossier.intensiteiten.get(pic[2])
        if pic is not None and intensiteit is not None:
            sleutel = (pic[0], pic[1], een.eenheid, een.contract, een.gemeente)
            groepen.setdefault(sleutel, []).append((intensiteit.rang, een, rij))
    for (perceel, profiel, *_), leden in groepen.items():
        # Neighbours in rank are enough; each rank can have several tariffs, one after the other in time.
        for laag, hoog in pairwise(sorted({rang for rang, _, _ in leden})):
            lichte = [tarief for rang, tarief, _ in leden if rang == laag]
            zware = [(tarief, rij) for rang, tarief, rij in leden if rang == hoog]
            for zwaar, rij in zware:
                duurder = [een for een in lichte if een.geldig.overlapt(zwaar.geldig) and een.bedrag > zwaar.bedrag]
                if duurder:
                    yield Melding(
                        rij.plaats_van("bedrag"),
                        f"In perceel {perceel}, profiel {profiel} is {zwaar.code} zwaarder dan {duurder[0].code} en "
                        f"toch goedkoper ({zwaar.bedrag} tegen {duurder[0].bedrag} eurocent).",
                        "Verbeter het bedrag, of de rang van de intensiteit.",
                    )


def _nieuwste(rijen: list[_Paar]) -> Iterator[_Paar]:
    """Without the versions that a higher one has taken the place of from their first day on."""
    hoogste: dict[tuple[object, ...], int] = {}
    for een, _ in rijen:
        sleutel = (een.code, een.eenheid, een.contract, een.gemeente, een.geldig.van)
        hoogste[sleutel] = max(een.versie, hoogste.get(sleutel, 0))
    for een, rij in rijen:
        if een.versie == hoogste[een.code, een.eenheid, een.contract, een.gemeente, een.geldig.van]:
            yield een, rij


def _zonder_tarief(dossier: Dossier) -> Iterator[Melding]:
    """A price per unit without any price; of a PIC it is told at the PIC."""
    met_tarief = {een.code for een in dossier.regio.tarieven}
    gezien: set[str] = set()
    for een, rij in dossier.met_rij("productcode", dossier.regio.productcodes):
        if een.pic is not None or een.buiten_stelsel or een.code in gezien:
            continue
        gezien.add(een.code)
        if een.code not in met_tarief and not dossier.onzeker("tarief", een.code):
            yield Melding(
                rij.plaats_van("code"),
                f"Productcode {een.code} heeft geen tarief.",
                "Zet het in tarieven.csv, of haal de code weg.",
            )
