"""The two drawings of docs/domein.md. Every day, code and amount in them comes out of the pricing functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from app.contracts.bekostiging import Vorm
from app.contracts.declaratieprijs import Prijsoordeel
from app.contracts.prijs import euro
from app.contracts.stappen import Stap, Stapnaam
from tests.contracts.regios import afspraken
from tests.contracts.voorbeelden import prijs

REGIO: Final = "haaglanden"
DEN_HAAG: Final = "0518"
JAREN: Final = (2019, 2020, 2021)

_GOED, _FOUT, _NEUTRAAL, _PXQ = "#d9efdc", "#f6d5d0", "#eef1f5", "#fbe8c8"
_VORMKLEUR: Final = {Vorm.PXQ: _PXQ, Vorm.PIC: _GOED}


class Baan(NamedTuple):
    """A part of the regio that was phased in by itself."""

    naam: str
    perceel: str
    gemeenten: tuple[str, ...]


class Vak(NamedTuple):
    """A stretch of whole months with one form of bekostiging."""

    van: date
    maanden: int
    vorm: Vorm
    met_label: bool
    """Whether a toewijzing per unit has to name its PIC."""


def banen() -> tuple[Baan, ...]:
    """The three parts of Haaglanden that changed on days of their own."""
    alle = tuple(een.code for een in afspraken(REGIO).regio.gemeenten)
    return (
        Baan("specialistisch, nine gemeenten", "SPEC", tuple(code for code in alle if code != DEN_HAAG)),
        Baan("specialistisch, Den Haag", "SPEC", (DEN_HAAG,)),
        Baan("hoog-specialistisch, all ten", "HOOG", alle),
    )


def vakken(baan: Baan) -> list[Vak]:
    """How a part is paid, month by month; raises ValueError when its gemeenten differ."""
    gevonden: list[Vak] = []
    for maand in (date(jaar, nummer, 1) for jaar in JAREN for nummer in range(1, 13)):
        vormen = set()
        for gemeente in baan.gemeenten:
            rij = afspraken(REGIO).bekostiging(gemeente, baan.perceel, maand)
            vormen.add(None if rij is None else (rij.vorm, rij.pic_label_verplicht))
        vorm = vormen.pop()
        if vorm is None or vormen:
            raise ValueError(f"{baan.naam} is not paid in one form in {maand}")
        if gevonden and (gevonden[-1].vorm, gevonden[-1].met_label) == vorm:
            gevonden[-1] = gevonden[-1]._replace(maanden=gevonden[-1].maanden + 1)
        else:
            gevonden.append(Vak(maand, 1, *vorm))
    return gevonden


def teken_fasering() -> str:
    """The timeline of Haaglanden."""
    links, maand, hoog = 220, 15, 34
    onder = 40 + len(banen()) * (hoog + 8)
    regels = [_tekst(links + plaats * 12 * maand + 4, 26, str(jaar), vet=True) for plaats, jaar in enumerate(JAREN)]
    for nummer, baan in enumerate(banen()):
        y = 36 + nummer * (hoog + 8)
        regels.append(_tekst(8, y + 21, baan.naam))
        for vak in vakken(baan):
            x = links + ((vak.van.year - JAREN[0]) * 12 + vak.van.month - 1) * maand
            regels.append(_doos(x, y, vak.maanden * maand, hoog, _VORMKLEUR[vak.vorm]))
            regels.append(_tekst(x + 6, y + 21, f"{vak.vorm.value}{' + PIC label' if vak.met_label else ''}"))
    for plaats in range(1, len(JAREN)):
        x = links + plaats * 12 * maand
        regels.append(f'<path d="M{x} 14V{onder - 6}" stroke="#555" stroke-dasharray="3 3"/>')
    return _blad(links + len(JAREN) * 12 * maand + 12, onder, "Haaglanden: from a price per unit to PIC", regels)


class Strook(NamedTuple):
    """One line that is priced, from top to bottom."""

    titel: str
    ondertitel: str
    oordeel: Prijsoordeel


def stroken() -> tuple[Strook, ...]:
    """The same code claimed three times: right, a cent too high, and where a price per unit is paid."""
    maand = date(2020, 10, 1)
    goed = {"toewijzing": "T1", "maand": maand, "volume": 1, "tarief": 400000, "bedrag": 400000}
    hoog = goed | {"tarief": 400001, "bedrag": 400001}
    elders = goed | {"toewijzing": "T2", "maand": date(2020, 3, 1), "code": "50H3B", "eenheid": "82"}
    return (
        Strook("Delft", "paid per PIC", prijs(goed)),
        Strook("Delft", "one cent more", prijs(hoog)),
        Strook("Den Haag", "paid per unit in 2020", prijs(elders)),
    )


_BOVEN: Final = {"boven": "above", "onder": "below"}
_PEILDATA: Final = {"TOEWIJZING": "toewijzing", "PRODUCTPERIODE": "month claimed"}

_KORT: Final[dict[Stapnaam, Callable[[Stap], tuple[str, ...]]]] = {
    Stapnaam.VORM: lambda stap: ("2 bekostiging", f"on {stap.waarden['dag']}: {stap.waarden['vorm']}"),
    Stapnaam.PEILDAG: lambda stap: ("3 price date", f"{stap.waarden['peildag']}, by {_peildatum(stap)}"),
    Stapnaam.CONTRACT: lambda stap: ("4 contract", f"{stap.waarden['contract']}"),
    Stapnaam.TARIEF: lambda stap: ("5 tarief", f"{_euro(stap, 'tarief_ct')}, version {stap.waarden['versie']}"),
    Stapnaam.BEDRAG: lambda stap: (
        "6 amount",
        f"{stap.waarden['volume']} x {_euro(stap, 'tarief_ct')} = {_euro(stap, 'bedrag_ct')}",
    ),
    Stapnaam.TARIEF_ANDERS: lambda stap: (
        "7 compare",
        f"{_euro(stap, 'ingediend_ct')} claimed: {_euro(stap, 'verschil_ct')} {_BOVEN[str(stap.waarden['richting'])]}",
    ),
    Stapnaam.ANDERE_VORM: lambda stap: (
        "the form does not fit",
        f"{stap.waarden['code']} is no code of {stap.waarden['vorm']}",
    ),
}
"""Title and text of a step in the drawing."""


def _peildatum(stap: Stap) -> str:
    return _PEILDATA[str(stap.waarden["peildatum"])]


def _euro(stap: Stap, sleutel: str) -> str:
    centen = stap.waarden[sleutel]
    if not isinstance(centen, int):
        raise TypeError(f"{stap.naam} has no amount {sleutel}")
    return euro(centen)


def dozen(oordeel: Prijsoordeel) -> Iterator[tuple[str, str, str]]:
    """Title, text and colour of each box of a priced line, from the line itself to the outcome."""
    regel, product = oordeel.regel, oordeel.vondst.product
    yield "claim line", f"{regel.volume} x {regel.code} = {euro(regel.bedrag)}", _NEUTRAAL
    if product is not None:
        yield "1 product code", f"{regel.code}: perceel {product.perceel}, PIC {product.label}", _NEUTRAAL
    fout = {een.stap.naam for een in oordeel.afwijkingen}
    for stap in oordeel.stappen:
        titel, tekst = _KORT[stap.naam](stap)
        yield titel, tekst, _FOUT if stap.naam in fout else _NEUTRAAL
    if oordeel.retourcodes:
        yield "rejected", f"{', '.join(oordeel.retourcodes)}: {euro(oordeel.toegekend)} granted", _FOUT
    else:
        yield "granted", f"{euro(oordeel.toegekend)}", _GOED


def teken_prijs() -> str:
    """Three claim lines, priced step by step."""
    breed, hoog, stap_y, top = 246, 40, 52, 58
    regels: list[str] = []
    diepste = 0
    for nummer, strook in enumerate(stroken()):
        x = 8 + nummer * (breed + 10)
        regels += [_tekst(x, 24, strook.titel, vet=True), _tekst(x, 42, strook.ondertitel)]
        for plaats, (titel, tekst, kleur) in enumerate(dozen(strook.oordeel)):
            y = top + plaats * stap_y
            diepste = max(diepste, y + hoog)
            if plaats:
                regels.append(f'<path d="M{x + 20} {y - stap_y + hoog}V{y}" stroke="#555"/>')
            regels += [
                _doos(x, y, breed, hoog, kleur),
                _tekst(x + 8, y + 16, titel, klein=True),
                _tekst(x + 8, y + 32, tekst),
            ]
    return _blad(8 + 3 * (breed + 10), diepste + 10, "How three claim lines are priced", regels)


def _doos(x: int, y: int, breed: int, hoog: int, kleur: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{breed}" height="{hoog}" rx="4" fill="{kleur}" stroke="#555"/>'


def _tekst(x: int, y: int, tekst: str, *, vet: bool = False, klein: bool = False) -> str:
    stijl = ' font-weight="bold"' if vet else ' font-size="11" fill="#444"' if klein else ""
    return f'<text x="{x}" y="{y}"{stijl}>{escape(tekst)}</text>'


def _blad(breed: int, hoog: int, titel: str, regels: list[str]) -> str:
    kop = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breed} {hoog}" width="{breed}" height="{hoog}" '
        'font-family="sans-serif" font-size="13" role="img">'
    )
    # Drawn on white, so that it can be read on a dark page too.
    blad = [kop, f"<title>{escape(titel)}</title>", f'<rect width="{breed}" height="{hoog}" fill="#fff"/>']
    return "\n".join([*blad, *regels, "</svg>"]) + "\n"
