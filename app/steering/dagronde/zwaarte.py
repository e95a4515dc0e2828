"""SIG-ZWAARTE: an aanbieder that used heavy intensiteiten more than its peers did, per year of begin (R147)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader, Vervallen
from app.steering.stuurcijfers.zwaarte import SIGNAAL, STANDAARD, Zwaarteoordeel, vergelijk_zwaarte
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie
from app.store.stuurcijfers.trajecten import zwaarte

_BEGIN = "zwaarte "


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden | Vervallen]:
    """This year and the one before: what began in December is known in January."""
    for jaar in (kader.dag.year - 1, kader.dag.year):
        selectie = Selectie(date(jaar, 1, 1), date(jaar, 12, 31))
        for oordeel in vergelijk_zwaarte(zwaarte(werk.verbinding, selectie)):
            afspraken = werk.contracten.afspraken(werk.verbinding, oordeel.regio)
            leden = () if afspraken is None else afspraken.regio.gemeenten
            gemeenten = sorted({een.code for een in leden if een.geldig.omvat(kader.dag)})
            yield from _signalen(oordeel, jaar, gemeenten)


def _signalen(oordeel: Zwaarteoordeel, jaar: int, gemeenten: Sequence[str]) -> Iterator[Gevonden | Vervallen]:
    """For the aanbieder, and for each gemeente of the regio: a gemeente sees only what names it."""
    kenmerk, getallen = f"{_BEGIN}{oordeel.regio} {oordeel.aanbieder} {jaar}", _getallen(oordeel, jaar)
    for gemeente in (None, *gemeenten):
        eigen = kenmerk if gemeente is None else f"{kenmerk} {gemeente}"
        if oordeel.gevlagd:
            voor = VoorWie.AANBIEDER if gemeente is None else VoorWie.GEMEENTE
            yield Gevonden(SIGNAAL, voor, eigen, getallen, gemeente=gemeente, aanbieder=oordeel.aanbieder)
        else:
            yield Vervallen(eigen, getallen)


def _getallen(een: Zwaarteoordeel, jaar: int) -> str:
    """The benchmark in figures by which it can be recomputed; per profiel they are in the steering figure."""
    verhouding, z = (_getal(waarde) for waarde in (een.verhouding, een.z))
    return (
        f"Van {een.trajecten} trajecten in {jaar} (regio {een.regio}) zijn er {een.waargenomen} zwaar; bij "
        f"vergelijkbare aanbieders zouden het er {_getal(float(een.verwacht))} zijn. Verhouding {verhouding} (grens "
        f"{_getal(STANDAARD.verhouding)}), z {z} (grens {_getal(STANDAARD.z)}), n {een.trajecten} (minstens "
        f"{STANDAARD.aantal}), variantie {_getal(float(een.variantie))}. Per profiel: /api/v1/stuurcijfers/zwaarte."
    )


def _getal(waarde: float) -> str:
    if abs(waarde) == inf:
        return "oneindig" if waarde > 0 else "min oneindig"
    return f"{waarde:.2f}".replace(".", ",")


ZWAARTE = Controle(
    naam="zwaarte",
    titel="Aanbieders die dit of vorig jaar vaker zwaar inzetten dan vergelijkbare aanbieders.",
    domein=Domein((SIGNAAL,), _BEGIN),
    niet_meer="De aanbieder heeft in dat jaar geen trajecten meer die zijn te vergelijken, of het jaar telt niet meer.",
    zoek=_zoek,
)
"""Closed, with the new figures, when the benchmark flags the aanbieder no longer."""
