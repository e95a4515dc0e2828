"""What level 2 says of a JW315, JW317 or JW319, worked out from the XML by the words of the rules.

It shares no code with the rules: it reads the elements themselves and compares them pair by pair. Dates are
compared as text, which sorts like the dates. What is said of the person of a Client is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from tests.rules.geval import ANTWOORD, CLIENT, VERZOEK, WOONPLAATSBEGINSEL, Treffer

_EIND_2020 = "2020-12-31"
_NOOIT = "9999-12-31"


class _Product(NamedTuple):
    pad: str
    element: etree._Element
    begin: str
    eind: str | None

    def __call__(self, pad: str) -> str | None:
        """Text of an element below it, None when it is not there."""
        return _waarde(self.element, pad)

    @property
    def na_2020(self) -> bool:
        return self.eind is None or self.eind > _EIND_2020


def treffers(wortel: etree._Element) -> set[Treffer]:
    """Every rule that is broken, with the path of the class instance."""
    bericht = etree.QName(wortel).namespace.split("/")[-2]
    per_bericht: dict[str, Callable[[etree._Element], Iterator[Treffer]]] = {
        "jw315": _toewijzingsverzoek,
        "jw317": _wijzigingsverzoek,
        "jw319": _antwoord,
    }
    return set(per_bericht[bericht](wortel))


def _waarde(element: etree._Element, pad: str) -> str | None:
    gevonden = element.xpath("/".join(f"*[local-name()='{stap}']" for stap in pad.split("/")))
    return (gevonden[0].text or "") if gevonden else None


def _producten(wortel: etree._Element, pad: str, begin: str, eind: str) -> list[_Product]:
    stappen = pad.removeprefix("/Bericht/").split("/")
    elementen = wortel.xpath("/".join(f"*[local-name()='{stap}']" for stap in stappen))
    return [
        _Product(f"{pad}[{plaats}]", element, _waarde(element, begin) or "", _waarde(element, eind))
        for plaats, element in enumerate(elementen, 1)
    ]


def _toewijzingsverzoek(wortel: etree._Element) -> Iterator[Treffer]:
    producten = _producten(
        wortel,
        f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct",
        "ToewijzingIngangsdatum",
        "ToewijzingEinddatum",
    )
    for product in producten:
        yield from _hoeveel(product, frequentie="CS343")
        yield from _welk_product(product, zonder_code="CD095")
        if (product("BeschikkingNummer") is None) != (product("BeschikkingIngangsdatum") is None):
            yield Treffer("CD043", product.pad)
        naam, code = product("Verwijzer/Naam"), product("Verwijzer/ZorgverlenerCode")
        if product("Verwijzer/Type") in ("02", "03", "04", "05"):
            if code is not None and naam is not None:
                yield Treffer("CD066", product.pad)
            if code is None and naam is None:
                yield Treffer("CD067", product.pad)
        elif code is not None:
            yield Treffer("CD068", product.pad)
    for regel in ("TR101", "TR383"):
        yield from _dubbel(regel, producten, "ReferentieAanbieder")
    yield from _stapeling("TR386", producten)


def _wijzigingsverzoek(wortel: etree._Element) -> Iterator[Treffer]:
    def van(klasse: str) -> list[_Product]:
        return _producten(wortel, f"{VERZOEK}/{klasse}", "GewensteIngangsdatum", "Einddatum")

    blijft, wordt = van("OngewijzigdeProducten/OngewijzigdProduct"), van("TeWijzigenProducten/TeWijzigenProduct")
    nieuw = van("NieuweProducten/NieuwProduct")
    if not blijft and not wordt:
        yield Treffer("TR352", VERZOEK)
    if not wordt and not nieuw:
        yield Treffer("TR353", VERZOEK)
    yield from _dubbel("TR101", blijft, "ToewijzingNummer")
    yield from _dubbel("TR101", wordt, "ToewijzingNummer")
    yield from _dubbel("TR101", nieuw, "Product/Categorie", "Product/Code", "GewensteIngangsdatum")
    for product in (*wordt, *nieuw):
        yield from _hoeveel(product, frequentie="CS338")
    dagtekening = _waarde(wortel, "Header/BerichtIdentificatie/Dagtekening") or ""
    for product in nieuw:
        yield from _welk_product(product, zonder_code="CD096")
        if product.begin <= dagtekening:
            yield Treffer("TR380", product.pad)
    yield from _stapeling("TR410", nieuw)


def _antwoord(wortel: etree._Element) -> Iterator[Treffer]:
    soort, reden = _waarde(wortel, "Antwoord/VerzoekAntwoord"), _waarde(wortel, "Antwoord/RedenAfwijzingVerzoek")
    if soort == "1" and reden is None:
        yield Treffer("CD085", ANTWOORD)
    if soort == "2" and reden is not None:
        yield Treffer("CD086", ANTWOORD)
    gemeente = _waarde(wortel, "Antwoord/Woonplaatsbeginsel/Gemeente")
    if reden == "8" and gemeente is None:
        yield Treffer("TR377", ANTWOORD)
    if reden != "8" and gemeente is not None:
        yield Treffer("TR409", WOONPLAATSBEGINSEL)


def _hoeveel(product: _Product, *, frequentie: str) -> Iterator[Treffer]:
    budget, omvang = product("Budget"), product("Omvang")
    if product.eind is None and budget is not None:
        yield Treffer("CD075", product.pad)
    if product.eind is None and product("Omvang/Frequentie") == "2":
        yield Treffer("CD076", product.pad)
    if omvang is not None and budget is not None:
        yield Treffer("CD077", product.pad)
        yield Treffer("CD078", product.pad)
    if product.eind is not None and product.eind < product.begin:
        yield Treffer("CS003", product.pad)
    niet_per_dag = product("Omvang/Eenheid") in ("14", "16", "83", "84")
    if niet_per_dag and product.na_2020 and product("Omvang/Frequentie") == "1":
        yield Treffer(frequentie, product.pad)


def _welk_product(product: _Product, *, zonder_code: str) -> Iterator[Treffer]:
    code, omvang = product("Product/Code"), product("Omvang")
    if code is not None and omvang is None:
        yield Treffer("CD041", product.pad)
    if product("Budget") is None and product("Product") is None:
        yield Treffer("CD079", product.pad)
    if code is None and omvang is not None and product.na_2020:
        yield Treffer(zonder_code, product.pad)


def _dubbel(regel: str, producten: list[_Product], *sleutel: str) -> Iterator[Treffer]:
    for plaats, product in enumerate(producten):
        eigen = [product(element) for element in sleutel]
        if any([ander(element) for element in sleutel] == eigen for ander in producten[:plaats]):
            yield Treffer(regel, product.pad)


def _stapeling(regel: str, producten: list[_Product]) -> Iterator[Treffer]:
    op_begin = sorted(producten, key=lambda product: product.begin)
    for plaats, product in enumerate(op_begin):
        if any(_zelfde(product, ander) and _overlapt(product, ander) for ander in op_begin[:plaats]):
            yield Treffer(regel, product.pad)


def _zelfde(een: _Product, ander: _Product) -> bool:
    if een("Product") is None or ander("Product") is None:
        return True
    if een("Product/Code") is None or ander("Product/Code") is None:
        return een("Product/Categorie") == ander("Product/Categorie")
    return een("Product/Code") == ander("Product/Code")


def _overlapt(een: _Product, ander: _Product) -> bool:
    begin, eind = max(een.begin, ander.begin), min(een.eind or _NOOIT, ander.eind or _NOOIT)
    return begin <= eind
