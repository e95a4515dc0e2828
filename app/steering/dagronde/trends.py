"""SIG-VERBETERPLAN and SIG-GOEDE-PRAKTIJK: outcomes of an aanbieder that fall behind or stand out (R141)."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader, Zaakvoorstel
from app.steering.uitkomsten.trend import leg_uit
from app.steering.uitkomsten.trendreeksen import zoek_trends
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.zaken import Onderwerp

VERBETERPLAN, GOEDE_PRAKTIJK = "SIG-VERBETERPLAN", "SIG-GOEDE-PRAKTIJK"
_ZAAKSOORT = {VERBETERPLAN: "verbeterplan", GOEDE_PRAKTIJK: "goede_praktijk"}
_BEGIN = "trend "


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    for een in zoek_trends(werk, kader.dag):
        code = VERBETERPLAN if een.trend.slecht else GOEDE_PRAKTIJK
        kenmerk = f"{_BEGIN}{een.regio} {een.aanbieder} {een.trend.maat.naam} {een.perioden[-1]}"
        uitleg = f"Regio {een.regio}. {leg_uit(een.trend, een.perioden)} Alle cijfers: /api/v1/uitkomsten/rapport."
        for voor in (VoorWie.GEMEENTE, VoorWie.AANBIEDER):
            yield Gevonden(code, voor, kenmerk, uitleg, aanbieder=een.aanbieder)


def _opent(gevonden: Gevonden) -> Zaakvoorstel | None:
    """One case for both who were told; while it is not closed a next quarter opens no other."""
    if gevonden.voor is not VoorWie.GEMEENTE:
        return None
    begin, aanbieder, maat, periode = gevonden.kenmerk.rsplit(" ", 3)
    regio = begin.removeprefix(_BEGIN)
    return Zaakvoorstel(
        soort=_ZAAKSOORT[gevonden.code],
        onderwerp=Onderwerp("aanbieder", regio=regio, aanbieder=aanbieder),
        kenmerk=f"{_BEGIN}{regio} {aanbieder} {maat}",
        gegevens={"indicator": maat, "periode": periode},
    )


TRENDS = Controle(
    naam="trends",
    titel="Aanbieders van wie uitkomsten twee kwartalen na elkaar veranderen, of sterk afwijken van die van anderen.",
    domein=Domein((VERBETERPLAN, GOEDE_PRAKTIJK), _BEGIN),
    niet_meer="Er is een later kwartaal, of nageleverde uitkomsten veranderen het cijfer.",
    zoek=_zoek,
    opent=_opent,
)
"""Closed when a next quarter is looked at; the case that was opened goes its own way."""
