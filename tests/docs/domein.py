"""Fills in what docs/domein.md computes, and its drawings: ``python -m tests.docs.domein``, or ``--check`` them.

The page is written by hand. Between ``<!-- made: NAME -->`` and ``<!-- end -->`` stands what is computed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from app.contracts.bekostiging import Vorm, lees_termijnschema
from app.contracts.prijs import STUKS, euro
from app.contracts.stappen import zinnen
from app.contracts.termijnen import termijnen
from app.contracts.uitkomst import reken_resultaat_af
from app.contracts.verplichting import verplichting
from tests.contracts.plafondregels import boek as boek_regels
from tests.contracts.regios import NAMEN, afspraken
from tests.contracts.voorbeelden import GEVALLEN, prijs, toewijzing
from tests.docs.figuren import JAREN, REGIO, banen, teken_fasering, teken_prijs, vakken
from tests.shared import CHECKOUT

DOCS: Final = CHECKOUT / "docs"
_BLOK = re.compile(r"(<!-- made: (?P<naam>[a-z0-9-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def bladen(docs: Path = DOCS) -> dict[Path, str]:
    """The page and its drawings as they should be."""
    pagina = docs / "domein.md"
    return {
        pagina: vul(pagina.read_text("utf-8")),
        docs / "domein-fasering.svg": teken_fasering(),
        docs / "domein-prijs.svg": teken_prijs(),
    }


def vul(tekst: str) -> str:
    """The page with what it computes filled in; raises KeyError for a block that nobody makes."""
    return _BLOK.sub(lambda gevonden: f"{gevonden[1]}{BLOKKEN[gevonden['naam']]()}\n{gevonden[3]}", tekst)


def _fasering() -> Iterator[str]:
    yield f"| part of Haaglanden | {' | '.join(map(str, JAREN))} |"
    yield f"|---|{'---|' * len(JAREN)}"
    for baan in banen():
        per_jaar = {
            jaar: vak
            for vak in vakken(baan)
            for jaar in JAREN
            if vak.van <= date(jaar, 1, 1) and (jaar - vak.van.year) * 12 < vak.maanden
        }
        vormen = (f"{vak.vorm.value}{' + PIC label' if vak.met_label else ''}" for vak in per_jaar.values())
        yield f"| {baan.naam} | {' | '.join(vormen)} |"


def _pics() -> Iterator[str]:
    boek, dag = afspraken(REGIO), date(2020, 1, 1)
    yield "| PIC | duration | effort | code | tarief |"
    yield "|---|---|---|---|---|"
    for intensiteit in sorted(boek.intensiteiten.values(), key=lambda een: een.rang):
        product = next(
            een
            for een in boek.regio.productcodes
            if een.pic == ("SPEC", "3", intensiteit.code) and een.eenheid == STUKS
        )
        tarief = boek.tarief(product.code, STUKS, "0503", None, dag)
        if tarief is None or intensiteit.duur is None or intensiteit.inzet is None:
            raise LookupError(f"{product.code} is not complete on {dag}")
        duur, inzet = intensiteit.duur.value.lower(), intensiteit.inzet.value.lower()
        yield f"| {product.label} | {duur} | {inzet} | {product.code} | {euro(tarief.bedrag)} |"


def _arrangement() -> Iterator[str]:
    yield "| component | code | per week | over the whole toewijzing |"
    yield "|---|---|---|---|"
    som = 0
    for naam in ("R1M", "R3L", "R5L"):
        boek, wat = toewijzing(naam)
        kosten = verplichting(boek, wat)
        product, tarief = kosten.vondst.product, kosten.vondst.tarief
        if product is None or product.profiel is None or tarief is None or kosten.bedrag is None:
            raise LookupError(f"{naam} has no tariff")
        som += kosten.bedrag
        weken = kosten.stappen[-1].waarden["weken"]
        totaal = f"{weken} x {euro(tarief.bedrag)} = {euro(kosten.bedrag)}"
        deel = boek.profielen[product.profiel]
        yield f"| {deel.code}, {deel.naam.lower()} | {product.code} | {euro(tarief.bedrag)} | {totaal} |"
    yield f"| together | | | {euro(som)} |"


def _termijnen() -> Iterator[str]:
    yield "| amount | scheme | instalments |"
    yield "|---|---|---|"
    for bedrag, schema in (
        (400000, "EENMALIG"),
        (400000, "START 70 EIND 30"),
        (600000, "START 50 EIND 50"),
        (230001, "START 70 EIND 30"),
        (960000, "MAANDELIJKS 12"),
    ):
        delen = termijnen(bedrag, lees_termijnschema(schema))
        getoond = " + ".join(map(euro, delen)) if len(delen) < 3 else f"{len(delen)} x {euro(delen[0])}"
        yield f"| {euro(bedrag)} | {schema} | {getoond} |"


def _plafond() -> Iterator[str]:
    plafond = afspraken("rijnmond").plafond("GR-2018-01", "E", 2018, "0599")
    if plafond is None:
        raise LookupError("GR-2018-01 has no plafond")
    yield f"The plafond of contract {plafond.contract} for perceel {plafond.perceel} in {plafond.jaar} is"
    yield f"{euro(plafond.bedrag)}; the aanbieder reports at {plafond.signaal_pct} %."
    yield ""
    yield "| realised | line | together | paid |"
    yield "|---|---|---|---|"
    for gerealiseerd, regels in ((39850000, [175000]), (49900000, [60000, 40000, 75000])):
        for toets in boek_regels(plafond, gerealiseerd, regels):
            uitkomst = "no: above the plafond"
            if toets.betaalbaar:
                procent = f"{toets.honderdsten_procent // 100},{toets.honderdsten_procent % 100:02d} %"
                uitkomst = f"yes, and it is reported: {procent}" if toets.signaal else f"yes: {procent}"
            yield f"| {euro(toets.gerealiseerd)} | {euro(toets.bedrag)} | {euro(toets.na)} | {uitkomst} |"


def _resultaatdeel() -> Iterator[str]:
    malus = reken_resultaat_af(400000, 30, verwijtbaar_niet_bereikt=True)
    bonus = reken_resultaat_af(400000, 30, verwijtbaar_niet_bereikt=False, eigen_kosten=310000)
    eigen = euro(bonus.bedrag - bonus.bonus)
    yield f"Of {euro(malus.bedrag)} with a share of 30 %, {euro(malus.deel)} depends on the result. Where goals were"
    yield f"missed through the fault of the aanbieder, {euro(malus.betaalbaar)} is paid. Where they were reached at a"
    yield f"cost of {eigen}, {euro(bonus.betaalbaar)} is paid and {euro(bonus.bonus)} stays with the aanbieder."


def _regel(naam: str) -> Callable[[], str]:
    """The sentences of a worked example, as the service tells them, and what it grants."""

    def maak() -> str:
        oordeel = prijs(next(geval for geval in GEVALLEN["regel"] if geval["naam"] == naam))
        codes = ", ".join((*oordeel.retourcodes, *oordeel.signalen)) or "8001"
        regels = [f"{nummer}. {zin}" for nummer, zin in enumerate(zinnen(oordeel.stappen), 1)]
        return "\n".join(["```", *regels, f"-> {euro(oordeel.toegekend)} ({codes})", "```"])

    return maak


def _vormen() -> Iterator[str]:
    """Which regios that come with the product use each form."""
    yield "| form | in | perceel |"
    yield "|---|---|---|"
    for vorm in Vorm:
        for naam in NAMEN:
            regio = afspraken(naam).regio
            percelen = sorted({rij.perceel for rij in regio.bekostigingen if rij.vorm is vorm})
            if percelen:
                yield f"| {vorm.value} | {regio.naam} | {', '.join(percelen)} |"


def _regels(maak: Callable[[], Iterator[str]]) -> Callable[[], str]:
    return lambda: "\n".join(maak())


BLOKKEN: Final[Mapping[str, Callable[[], str]]] = {
    "fasering": _regels(_fasering),
    "pics": _regels(_pics),
    "arrangement": _regels(_arrangement),
    "vormen": _regels(_vormen),
    "termijnen": _regels(_termijnen),
    "plafond": _regels(_plafond),
    "resultaatdeel": _regels(_resultaatdeel),
    "delft": _regel("5.1 binnen het tarief"),
    "delft-cent": _regel("5.1 een cent erboven"),
    "den-haag": _regel("5.2 negen uur"),
    "den-haag-uren": _regel("5.2 elf uur in vijf weken"),
    "den-haag-pic": _regel("5.2 PIC-code waar per eenheid wordt betaald"),
    "rotterdam": _regel("5.4 R1 middel, april"),
    "roosendaal": _regel("5.5 achteraf meer"),
    "oud-recht": _regel("5.4 oud recht in 2018, zonder contract"),
}
"""What is computed, by the name of its block."""


def main() -> int:
    """Write the page and its drawings, or with ``--check`` name those that lag behind (exit code 1)."""
    achter = [pad for pad, tekst in bladen().items() if not pad.exists() or pad.read_text("utf-8") != tekst]
    for pad in achter:
        if "--check" in sys.argv[1:]:
            print(f"{pad.name} lags behind the code; run `make docs`", file=sys.stderr)
        else:
            pad.write_text(bladen()[pad], "utf-8")
    return 1 if achter and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
