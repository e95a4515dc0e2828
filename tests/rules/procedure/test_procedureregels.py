"""Each rule of procedure: silent on one message, and after one change exactly that signal, which rejects nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.contracts.regiobestand import demoregio, lees_regio
from app.exchange.judgement import Oordeel
from app.messages.pakket import Pakket
from app.messages.records import Omvang, ToegewezenProduct, Verwijzer
from app.rules.procedure.regelset import LOKAAL, PER_BERICHT, procedureset
from app.standard.release import laad_release
from app.standard.voorschriften import laad_voorschriften
from tests.bank import (
    AANGEVRAAGD,
    ANDERE_AANBIEDER,
    NIEUW,
    ONGEWIJZIGD,
    PRESTATIE,
    START,
    STOP,
    TE_WIJZIGEN,
    TOEWIJZING,
    Bank,
)

Maker = Callable[[Bank], Pakket]
CLIENT = "/Bericht/Client"
PRODUCT = f"{CLIENT}/ToegewezenProducten/ToegewezenProduct"
MEI = date(2026, 5, 4)


def _later(product: ToegewezenProduct = TOEWIJZING, **anders: Any) -> ToegewezenProduct:
    """A later version of a toewijzing."""
    return product._replace(toewijzingsdatum=MEI, **anders)


JEUGDARTS = Verwijzer("03", naam=True, zorgverlenercode=None)
"""Of what a huisarts referred the demo regio asks for broad screening."""
TOTAAL = TOEWIJZING._replace(omvang=Omvang(20, "04", "6"))
BUDGET = TOEWIJZING._replace(code=None, omvang=None, budget=100_000)
TWEEDE = TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")
VERVOLG = _later(toewijzingnummer=1003, ingangsdatum=date(2026, 7, 1), einddatum=date(2026, 9, 30))
VERLENGD = _later(einddatum=date(2026, 9, 30), reden_wijziging="12", referentie_aanbieder="VOW1")


@dataclass(frozen=True)
class Geval:
    """After ``opzet`` the message ``stil`` gives no signal, and ``meldt`` exactly this one."""

    regel: str
    voor: str
    pad: str
    stil: Maker
    meldt: Maker
    opzet: tuple[Maker, ...] = ()
    getal: str = ""
    """What the explanation has to hold, so that a person can check it."""
    regio: str = "demo"


def _301(*producten: ToegewezenProduct, **kop: Any) -> Maker:
    return lambda bank: bank.jw301(*producten, **kop)


def _317(*producten: Any) -> Maker:
    return lambda bank: bank.jw317(*producten)


IN_MAART = PRESTATIE._replace(referentienummer="RN2", begindatum=date(2026, 3, 1), einddatum=date(2026, 3, 31))
FEBRUARI: tuple[Maker, ...] = (
    _301(TOEWIJZING._replace(ingangsdatum=date(2026, 2, 1))),
    lambda bank: bank.jw323(
        PRESTATIE._replace(begindatum=date(2026, 2, 1), einddatum=date(2026, 2, 28)), maand=date(2026, 2, 1)
    ),
)

GEVALLEN = (
    Geval(
        *("OP033x1", "gemeente", f"{PRODUCT}[1]/Omvang"),
        _301(_later(TOTAAL, reden_wijziging="04", omvang=Omvang(30, "04", "6"))),
        _301(_later(TOTAAL, reden_wijziging="04", omvang=Omvang(20, "01", "6"))),
        (_301(TOTAAL),),
        "20 minuten",
    ),
    Geval(
        *("OP033x1", "gemeente", f"{PRODUCT}[1]/Omvang"),
        _301(_later(BUDGET, reden_wijziging="04", budget=200_000)),
        _301(_later(BUDGET, reden_wijziging="04", budget=None)),
        (_301(BUDGET),),
        "€ 1.000,00",
    ),
    Geval(
        *("OP257", "gemeente", f"{PRODUCT}[1]/Omvang"),
        _301(_later(reden_wijziging="04", einddatum=date(2026, 7, 31))),
        _301(_later(reden_wijziging="04", omvang=Omvang(3, "04", "2"))),
        (_301(),),
        "3 uur",
    ),
    Geval(
        *("OP298", "aanbieder", f"{PRODUCT}[1]/Omvang/Volume"),
        _301(_later(TOTAAL, reden_wijziging="04", omvang=Omvang(21, "04", "6"))),
        _301(_later(TOTAAL, reden_wijziging="05", omvang=Omvang(19, "04", "6"))),
        (_301(TOTAAL),),
        "19 uur",
    ),
    Geval(
        *("OP299", "aanbieder", f"{PRODUCT}[1]/Budget"),
        _301(_later(BUDGET, reden_wijziging="04", budget=100_001)),
        _301(_later(BUDGET, reden_wijziging="05", budget=99_999)),
        (_301(BUDGET),),
        "€ 999,99",
    ),
    Geval(
        *("OP305", "gemeente", f"{PRODUCT}[1]/Omvang/Eenheid"),
        _301(TOEWIJZING._replace(omvang=Omvang(2, "84", "2"))),
        _301(TOEWIJZING._replace(omvang=Omvang(2, "82", "2"))),
        getal="84",
        regio="stuks",
    ),
    Geval(
        *("OP380", "gemeente", f"{PRODUCT}[2]/ToewijzingNummer"),
        _301(TOEWIJZING, VERVOLG._replace(ingangsdatum=date(2026, 7, 2))),
        _301(TOEWIJZING, VERVOLG),
        (_301(),),
        "1001",
    ),
    Geval(
        *("OP380", "gemeente", f"{PRODUCT}[2]/ToewijzingNummer"),
        _301(TOEWIJZING, VERVOLG._replace(omvang=Omvang(3, "04", "2"))),
        _301(TOEWIJZING, VERVOLG),
        (_301(),),
    ),
    Geval(
        *("IV066", "gemeente", f"{PRODUCT}[1]/RedenWijziging"),
        _301(),
        _301(TOEWIJZING._replace(reden_wijziging="04")),
    ),
    Geval(
        *("IV099", "gemeente", f"{PRODUCT}[1]/RedenWijziging"),
        _301(_later(einddatum=date(2026, 7, 31), reden_wijziging="04")),
        _301(_later(einddatum=date(2026, 7, 31))),
        (_301(),),
        "einddatum",
    ),
    Geval(
        *("IV099", "gemeente", f"{PRODUCT}[1]/RedenWijziging"),
        _301(_later()),
        _301(_later(reden_wijziging="04")),
        (_301(),),
    ),
    Geval(
        *("IV094", "gemeente", f"{PRODUCT}[1]/ReferentieAanbieder"),
        _301(TOEWIJZING, TWEEDE._replace(referentie_aanbieder="VOT1")),
        _301(_later(referentie_aanbieder="VOT1")),
        (_301(), lambda bank: bank.jw315(AANGEVRAAGD._replace(code="45A53", verwijzer=JEUGDARTS))),
        "VOT1",
    ),
    Geval(
        *("IV093", "gemeente", f"{PRODUCT}[1]/RedenWijziging"),
        _301(VERLENGD),
        _301(VERLENGD._replace(reden_wijziging="04")),
        (_301(), _317(TE_WIJZIGEN)),
        "12",
    ),
    Geval(
        *("IV097", "gemeente", CLIENT),
        _301(VERLENGD, TWEEDE._replace(referentie_aanbieder="VOW1")),
        _301(VERLENGD, TWEEDE),
        (_301(TOEWIJZING, TWEEDE), _317(TE_WIJZIGEN, ONGEWIJZIGD._replace(toewijzingnummer=1002))),
        "1002",
    ),
    Geval(
        *("OP087", "gemeente", CLIENT),
        _301(TOEWIJZING, TWEEDE),
        _301(TWEEDE),
        (_301(TOEWIJZING, TWEEDE),),
        "1001",
    ),
    Geval(
        *("OP348", "gemeente", CLIENT),
        _301(VERLENGD),
        _301(VERLENGD._replace(einddatum=date(2026, 8, 31))),
        (_301(), _317(TE_WIJZIGEN)),
        "1001",
    ),
    Geval(
        *("OP348", "gemeente", CLIENT),
        _301(
            TOEWIJZING._replace(referentie_aanbieder="VOW1"),
            TWEEDE._replace(referentie_aanbieder="VOW1", ingangsdatum=NIEUW.ingangsdatum, einddatum=NIEUW.einddatum),
        ),
        _301(
            TOEWIJZING._replace(referentie_aanbieder="VOW1"),
            TWEEDE._replace(
                referentie_aanbieder="VOW1",
                ingangsdatum=NIEUW.ingangsdatum,
                einddatum=NIEUW.einddatum,
                omvang=Omvang(1, "04", "2"),
            ),
        ),
        (_301(), _317(ONGEWIJZIGD, NIEUW)),
        "45A53",
    ),
    Geval(
        *("OP296", "gemeente", f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct[1]"),
        lambda bank: bank.jw315(),
        lambda bank: bank.jw315(afzender="77777777"),
        getal="3 (geen contract)",
    ),
    Geval(
        *("OP296", "gemeente", f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct[1]"),
        lambda bank: bank.jw315(AANGEVRAAGD._replace(omvang=Omvang(2, "01", "2"))),
        lambda bank: bank.jw315(AANGEVRAAGD._replace(omvang=Omvang(2, "16", "2"))),
        getal="4 (past niet binnen contract)",
    ),
    Geval(
        *("OP307", "gemeente", f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct[1]"),
        lambda bank: bank.jw315(AANGEVRAAGD._replace(ingangsdatum=date(2026, 7, 1))),
        lambda bank: bank.jw315(),
        (_301(),),
        "1001",
    ),
    Geval(
        *("OP343", "aanbieder", f"{CLIENT}/Verzoek/NieuweProducten/NieuwProduct[1]/GewensteIngangsdatum"),
        _317(ONGEWIJZIGD, NIEUW._replace(ingangsdatum=date(2026, 5, 15))),
        _317(ONGEWIJZIGD, NIEUW._replace(ingangsdatum=date(2026, 5, 13))),
        (_301(),),
        "2026-05-13",
    ),
    Geval(
        *("IV075", "aanbieder", f"{CLIENT}/StartProducten/StartProduct[1]/Product"),
        lambda bank: bank.jw305(),
        lambda bank: bank.jw305(START._replace(code="45A53")),
        (_301(),),
        "45A53",
    ),
    Geval(
        *("IV075", "aanbieder", f"{CLIENT}/StartProducten/StartProduct[1]/Product"),
        lambda bank: bank.jw305(START._replace(code=None)),
        lambda bank: bank.jw305(),
        (_301(BUDGET),),
        "1001",
    ),
    Geval(
        *("OP363", "aanbieder", f"{CLIENT}/StartProducten/StartProduct[1]/ToewijzingNummer"),
        lambda bank: bank.jw305(START._replace(toewijzingnummer=None, code="45A53", toewijzing_ingangsdatum=None)),
        lambda bank: bank.jw305(START._replace(toewijzingnummer=None, toewijzing_ingangsdatum=None)),
        (_301(),),
        "1001",
    ),
    Geval(
        *("OP363", "aanbieder", f"{CLIENT}/StopProducten/StopProduct[1]/ToewijzingNummer"),
        lambda bank: bank.jw307(),
        lambda bank: bank.jw307(STOP._replace(toewijzingnummer=None, begindatum=date(2026, 4, 2))),
        (
            lambda bank: bank.jw305(START._replace(toewijzingnummer=None, begindatum=date(2026, 4, 2))),
            _301(),
            lambda bank: bank.jw305(),
        ),
        "1001",
    ),
    Geval(
        *("OP365", "gemeente", "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/GeleverdVolume"),
        lambda bank: bank.jw323(PRESTATIE._replace(volume=720, bedrag=720 * 8800)),
        lambda bank: bank.jw323(PRESTATIE._replace(volume=721, bedrag=721 * 8800)),
        (_301(BUDGET._replace(budget=90_000_000)),),
        "720 uur",
    ),
    Geval(
        *("OP284", "aanbieder", "/Bericht/Declaratie/DeclaratiePeriode"),
        lambda bank: bank.jw323(IN_MAART, maand=date(2026, 3, 1)),
        lambda bank: bank.jw323(IN_MAART, maand=date(2026, 4, 1)),
        FEBRUARI,
        "2026-03",
    ),
)


def _laad_regio(bank: Bank, naam: str) -> None:
    """The demo regio, or one in which the product is contracted in pieces of effort."""
    if naam == "stuks":
        regio = lees_regio(demoregio())
        codes = [replace(een, eenheid="84") if een.code == "45A04" else een for een in regio.productcodes]
        bank.knoop.laad_regio(replace(regio, productcodes=tuple(codes)))


@pytest.mark.parametrize("geval", GEVALLEN, ids=[f"{nummer}-{een.regel}" for nummer, een in enumerate(GEVALLEN)])
def test_a_rule_is_silent_and_after_a_change_exactly_it_is_signalled(bank: Bank, geval: Geval) -> None:
    _laad_regio(bank, geval.regio)
    bank.klok.dag = bank.dagtekening = date(2026, 5, 6)
    for stap in geval.opzet:
        bank.goed(stap(bank))
    stil = bank.toets(geval.stil(bank))
    assert stil.oordeel.bevindingen == ()
    assert stil.oordeel.signalen == ()

    afhandeling = bank.goed(geval.meldt(bank))
    assert afhandeling.oordeel.oordeel is Oordeel.GOEDGEKEURD
    (signaal,) = afhandeling.oordeel.signalen
    assert (signaal.code, signaal.voor.value, signaal.pad) == (geval.regel, geval.voor, geval.pad)
    assert geval.getal in signaal.uitleg
    assert re.fullmatch(r"[A-Z].{15,}\.", signaal.uitleg, re.DOTALL)
    assert "None" not in signaal.uitleg
    assert signaal.verwijzing is None or "None" not in signaal.verwijzing
    assert not re.search(r"9999\d{5}", signaal.uitleg)


STILLE_BERICHTEN: tuple[tuple[str, tuple[Maker, ...], Maker], ...] = (
    ("the same version once more", (_301(),), _301()),
    ("an older version that comes later", (_301(_later(reden_wijziging="04")),), _301(TOEWIJZING)),
    (
        "a removal",
        (_301(),),
        _301(_later(einddatum=TOEWIJZING.ingangsdatum, reden_wijziging="13")),
    ),
    (
        "a lower budget that the aanbieder asked for",
        (
            _301(BUDGET),
            _317(TE_WIJZIGEN._replace(omvang=None, budget=50_000, einddatum=BUDGET.einddatum)),
        ),
        _301(_later(BUDGET, budget=50_000, reden_wijziging="12", referentie_aanbieder="VOW1")),
    ),
    (
        "another omvang on request: the old one ends, a new one follows",
        (
            _301(),
            _317(TE_WIJZIGEN._replace(ingangsdatum=date(2026, 6, 1), omvang=Omvang(4, "04", "2"))),
        ),
        _301(
            _later(einddatum=date(2026, 5, 31), reden_wijziging="12", referentie_aanbieder="VOW1"),
            VERVOLG._replace(ingangsdatum=date(2026, 6, 1), omvang=Omvang(4, "04", "2"), referentie_aanbieder="VOW1"),
        ),
    ),
    (
        "a toewijzing that has ended is left out",
        (_301(TOEWIJZING._replace(einddatum=date(2026, 5, 5))),),
        _301(TWEEDE),
    ),
    (
        "one that was given after this message was made is left out",
        (_301(TOEWIJZING._replace(toewijzingsdatum=date(2026, 5, 6))),),
        lambda bank: bank.jw301(TWEEDE, dagtekening=date(2026, 5, 5)),
    ),
    ("toewijzingen of another aanbieder are left out", (_301(),), _301(TWEEDE, ontvanger=ANDERE_AANBIEDER)),
    (
        "a new one for the next year, after the old one ended",
        (_301(TOEWIJZING._replace(einddatum=date(2026, 4, 30))),),
        _301(VERVOLG._replace(ingangsdatum=date(2026, 5, 1))),
    ),
    (
        "a new total for the next period",
        (_301(TOTAAL),),
        _301(TOTAAL, VERVOLG._replace(omvang=TOTAAL.omvang)),
    ),
    (
        "what is claimed in euros has no tariff",
        (),
        lambda bank: bank.jw315(AANGEVRAAGD._replace(categorie="50", code="50D5A", omvang=Omvang(100_000, "83", "4"))),
    ),
    ("a change that only lengthens is never late", (_301(),), _317(TE_WIJZIGEN)),
    (
        "a month without care is passed over",
        FEBRUARI,
        lambda bank: bank.jw323(PRESTATIE._replace(referentienummer="RN2")),
    ),
)


@pytest.mark.parametrize(
    ("opzet", "bericht"), [een[1:] for een in STILLE_BERICHTEN], ids=[een[0] for een in STILLE_BERICHTEN]
)
def test_ordinary_traffic_gives_no_signals(bank: Bank, opzet: tuple[Maker, ...], bericht: Maker) -> None:
    for stap in opzet:
        bank.goed(stap(bank))
    assert bank.goed(bericht(bank)).oordeel.signalen == ()


def test_what_is_asked_of_the_store_is_the_same_on_every_database(elke_bank: Bank) -> None:
    bank = elke_bank
    for bericht in (
        bank.jw301(TOEWIJZING, TWEEDE),
        bank.jw317(TE_WIJZIGEN, ONGEWIJZIGD._replace(toewijzingnummer=1002)),
    ):
        bank.goed(bericht)
    korter = VERLENGD._replace(einddatum=date(2026, 8, 31))
    assert [een.code for een in bank.goed(bank.jw301(korter)).oordeel.signalen] == ["OP087", "OP348"]


def test_what_is_rejected_gives_no_signals(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afgekeurd = bank.verwerk(bank.jw301(_later(reden_wijziging="04", categorie="45", code="45A53")))
    assert afgekeurd.oordeel.oordeel is Oordeel.AFGEKEURD
    assert afgekeurd.oordeel.signalen == ()


def test_without_agreements_nothing_is_said_of_the_contract(bank: Bank) -> None:
    verzoek = bank.jw315(afzender="77777777", ontvanger="0363")
    assert bank.goed(verzoek).oordeel.signalen == ()


def test_a_rule_that_fails_is_a_signal_for_the_beheerder(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    bank.goed(bank.jw301())
    monkeypatch.setattr("app.rules.procedure.feiten.Toewijzingsversie.actueel_op", None)
    afhandeling = bank.goed(bank.jw301(TWEEDE))
    (signaal,) = afhandeling.oordeel.signalen
    assert (signaal.code, signaal.voor.value) == ("PROCEDUREREGEL_MISLUKT", "beheerder")
    assert "OP087" in signaal.uitleg


def test_every_function_has_its_rule_and_its_cases() -> None:
    release = laad_release("3.2")
    voorschriften = laad_voorschriften(release)
    for bericht, verzameling in PER_BERICHT.items():
        for id in verzameling.ids:
            assert id in voorschriften[id].gedekt_door("signaal")
            assert bericht in voorschriften[id].berichten
        gevraagd = procedureset(release, bericht)
        ids = {id for regels in gevraagd.per_klasse.values() for id, _ in regels} | {id for id, _ in gevraagd.over}
        lokaal = {id for een in LOKAAL.get(bericht, ()) for id in een.ids}
        assert ids == verzameling.ids | lokaal
    assert {geval.regel for geval in GEVALLEN} == {id for een in PER_BERICHT.values() for id in een.ids}
