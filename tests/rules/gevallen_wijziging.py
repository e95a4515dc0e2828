"""Cases of the rules on Verzoek and the three product classes of JW317."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.messages.records import NieuwProduct, Omvang, OngewijzigdProduct, TeWijzigenProduct
from tests.bank import NIEUW as NIEUW_PRODUCT
from tests.bank import ONGEWIJZIGD, TOEWIJZING
from tests.bank import TE_WIJZIGEN as WIJZIGING
from tests.rules.berichten import BUDGET, jw301, jw317, op
from tests.rules.bewerken import bewerkt, nogmaals
from tests.rules.geval import (
    NIEUW,
    NIEUW_2,
    ONGEWIJZIGD_2,
    TE_WIJZIGEN,
    TE_WIJZIGEN_2,
    VERZOEK,
    Geval,
    Gezelschap,
    Stap,
    Treffer,
    goed,
)

_TOEGEWEZEN = goed(jw301())
_BUDGET_TOEGEWEZEN = goed(jw301(BUDGET))
_BUDGET_WIJZIGEN = WIJZIGING._replace(ingangsdatum=BUDGET.ingangsdatum, omvang=None, budget=120_000)
_CATEGORIE = NIEUW_PRODUCT._replace(categorie="43", code=None, omvang=None)
_NIEUW_BUDGET = NIEUW_PRODUCT._replace(
    categorie=None, code=None, omvang=None, budget=100_000, ingangsdatum=date(2026, 7, 1)
)
"""After what is assigned, for without Product it may not coincide with anything (TR361)."""
_LATER: dict[str, Any] = {"ingangsdatum": date(2026, 9, 1), "einddatum": date(2026, 12, 31)}
_BEIDE_KANTEN = "CD077 and CD078 are one condition (Budget and Omvang exclude each other) seen from its two sides."

_IN_2020 = op(date(2020, 6, 1))
"""NieuwProduct begins after the Dagtekening (TR380), so what ends in 2020 is asked in 2020."""
_OUD = TOEWIJZING._replace(toewijzingsdatum=date(2020, 1, 1), ingangsdatum=date(2020, 1, 1), einddatum=None)._replace(
    omvang=Omvang(2, "14", "4")
)
_OUD_TOEGEWEZEN = goed(jw301(_OUD, afzender="0363"))
"""By a gemeente without loaded agreements: on no list was this code agreed in 2020 (TR381)."""


def _wijziging(
    regel: str,
    stil: str,
    basis: TeWijzigenProduct,
    vuurt: str,
    mutatie: TeWijzigenProduct,
    *,
    opzet: Stap = _TOEGEWEZEN,
    gezelschap: Gezelschap | None = None,
    getallen: tuple[str, ...] = (),
    **kop: Any,
) -> Geval:
    return Geval(
        regel,
        "JW317",
        TE_WIJZIGEN,
        stil,
        vuurt,
        jw317(basis, **kop),
        jw317(mutatie, **kop),
        (opzet,),
        gezelschap=gezelschap,
        getallen=getallen,
    )


def _nieuw(
    regel: str,
    stil: str,
    basis: NieuwProduct,
    vuurt: str,
    mutatie: NieuwProduct,
    *,
    opzet: tuple[Stap, ...] = (_TOEGEWEZEN,),
    gezelschap: Gezelschap | None = None,
    getallen: tuple[str, ...] = (),
    **kop: Any,
) -> Geval:
    return Geval(
        regel,
        "JW317",
        NIEUW,
        stil,
        vuurt,
        jw317(ONGEWIJZIGD, basis, **kop),
        jw317(ONGEWIJZIGD, mutatie, **kop),
        opzet,
        gezelschap=gezelschap,
        getallen=getallen,
    )


def _anders(**anders: Any) -> TeWijzigenProduct:
    return WIJZIGING._replace(omvang=Omvang(2, "04", "2")._replace(**anders))


def _nieuw_anders(**anders: Any) -> NieuwProduct:
    return NIEUW_PRODUCT._replace(omvang=Omvang(2, "04", "2")._replace(**anders))


def _te_wijzigen() -> Iterator[Geval]:
    yield _wijziging(
        "CD075",
        "a Budget with an Einddatum",
        _BUDGET_WIJZIGEN,
        "a Budget without",
        _BUDGET_WIJZIGEN._replace(einddatum=None),
        opzet=_BUDGET_TOEGEWEZEN,
    )
    yield _wijziging(
        "CD076",
        "a volume per month without Einddatum",
        _anders(frequentie="4")._replace(einddatum=None),
        "a volume per week without Einddatum",
        WIJZIGING._replace(einddatum=None),
    )
    for regel, ander in (("CD077", "CD078"), ("CD078", "CD077")):
        yield _wijziging(
            regel,
            "an Omvang without Budget" if regel == "CD078" else "a Budget without Omvang",
            WIJZIGING if regel == "CD078" else _BUDGET_WIJZIGEN,
            "both an Omvang and a Budget",
            WIJZIGING._replace(budget=100_000),
            opzet=_TOEGEWEZEN if regel == "CD078" else _BUDGET_TOEGEWEZEN,
            gezelschap=Gezelschap((Treffer(ander, TE_WIJZIGEN),), _BEIDE_KANTEN),
        )
    yield _wijziging(
        "CS003",
        "ends on the day it begins",
        WIJZIGING._replace(einddatum=date(2026, 4, 1)),
        "ends a day before it begins",
        WIJZIGING._replace(einddatum=date(2026, 3, 31)),
        getallen=("2026-03-31", "2026-04-01"),
    )
    for eenheid in ("14", "16", "83", "84"):
        yield _wijziging(
            "CS338",
            f"unit {eenheid} per month",
            _anders(eenheid=eenheid, frequentie="4"),
            f"unit {eenheid} per day",
            _anders(eenheid=eenheid, frequentie="1"),
            getallen=(f"eenheid {eenheid}", "frequentie 1"),
        )
    yield _wijziging(
        "CS338",
        "hours per day",
        _anders(frequentie="1"),
        "etmalen per day, without Einddatum",
        _anders(eenheid="14", frequentie="1")._replace(einddatum=None),
    )
    oud = WIJZIGING._replace(ingangsdatum=date(2020, 1, 1), omvang=Omvang(2, "14", "1"))
    yield _wijziging(
        "CS338",
        "etmalen per day, ends on 2020-12-31",
        oud._replace(einddatum=date(2020, 12, 31)),
        "etmalen per day, ends a day later",
        oud._replace(einddatum=date(2021, 1, 1)),
        opzet=_OUD_TOEGEWEZEN,
        ontvanger="0363",
    )


def _nieuwe_producten() -> Iterator[Geval]:
    yield _nieuw(
        "CD041",
        "a product code with an Omvang",
        NIEUW_PRODUCT,
        "a product code without Omvang",
        NIEUW_PRODUCT._replace(omvang=None),
        getallen=("45A53",),
    )
    yield _nieuw(
        "CD075",
        "a Budget with an Einddatum",
        _NIEUW_BUDGET,
        "a Budget without",
        _NIEUW_BUDGET._replace(einddatum=None),
    )
    yield _nieuw(
        "CD076",
        "a volume per month without Einddatum",
        _nieuw_anders(frequentie="4")._replace(einddatum=None),
        "a volume per week without Einddatum",
        NIEUW_PRODUCT._replace(einddatum=None),
    )
    for regel, ander in (("CD077", "CD078"), ("CD078", "CD077")):
        yield _nieuw(
            regel,
            "an Omvang without Budget" if regel == "CD078" else "a Budget without Omvang",
            NIEUW_PRODUCT if regel == "CD078" else _NIEUW_BUDGET,
            "both an Omvang and a Budget",
            NIEUW_PRODUCT._replace(budget=100_000),
            gezelschap=Gezelschap((Treffer(ander, NIEUW),), _BEIDE_KANTEN),
        )
    yield _nieuw(
        "CD079",
        "neither Budget nor code, but a categorie",
        _CATEGORIE,
        "neither Budget nor Product",
        _CATEGORIE._replace(categorie=None),
    )
    yield _nieuw(
        "CD096",
        "a categorie without code, no Omvang",
        _CATEGORIE,
        "a categorie without code, with an Omvang",
        _CATEGORIE._replace(omvang=Omvang(2, "04", "2")),
    )
    yield _nieuw(
        "CD096",
        "no code, no Omvang, no Einddatum",
        _CATEGORIE._replace(einddatum=None),
        "no code, an Omvang, no Einddatum",
        _CATEGORIE._replace(einddatum=None, omvang=Omvang(2, "04", "4")),
    )
    oude_categorie = _CATEGORIE._replace(ingangsdatum=date(2020, 7, 1), omvang=Omvang(2, "04", "2"))
    yield _nieuw(
        "CD096",
        "no code, an Omvang, ends on 2020-12-31",
        oude_categorie._replace(einddatum=date(2020, 12, 31)),
        "no code, an Omvang, ends a day later",
        oude_categorie._replace(einddatum=date(2021, 1, 1)),
        opzet=(_IN_2020, _OUD_TOEGEWEZEN),
        ontvanger="0363",
    )
    yield _nieuw(
        "CS003",
        "ends on the day it begins",
        NIEUW_PRODUCT._replace(einddatum=date(2026, 6, 1)),
        "ends a day before it begins",
        NIEUW_PRODUCT._replace(einddatum=date(2026, 5, 31)),
        getallen=("2026-05-31", "2026-06-01"),
    )
    for eenheid in ("14", "16", "83", "84"):
        yield _nieuw(
            "CS338",
            f"unit {eenheid} per month",
            _nieuw_anders(eenheid=eenheid, frequentie="4"),
            f"unit {eenheid} per day",
            _nieuw_anders(eenheid=eenheid, frequentie="1"),
            getallen=(f"eenheid {eenheid}", "frequentie 1"),
        )
    yield _nieuw(
        "CS338",
        "hours per day",
        _nieuw_anders(frequentie="1"),
        "etmalen per day, without Einddatum",
        _nieuw_anders(eenheid="14", frequentie="1")._replace(einddatum=None),
    )
    oud = _nieuw_anders(eenheid="14", frequentie="1")._replace(ingangsdatum=date(2020, 7, 1))
    yield _nieuw(
        "CS338",
        "etmalen per day, ends on 2020-12-31",
        oud._replace(einddatum=date(2020, 12, 31)),
        "etmalen per day, ends a day later",
        oud._replace(einddatum=date(2021, 1, 1)),
        opzet=(_IN_2020, _OUD_TOEGEWEZEN),
        ontvanger="0363",
    )
    yield _nieuw(
        "TR380",
        "begins the day after the Dagtekening",
        NIEUW_PRODUCT._replace(ingangsdatum=date(2026, 5, 7)),
        "begins on the Dagtekening",
        NIEUW_PRODUCT._replace(ingangsdatum=date(2026, 5, 6)),
        getallen=("2026-05-06",),
    )


def _geheel() -> Iterator[Geval]:
    for stil, basis in (
        ("what is assigned stays, and there is a new product", (ONGEWIJZIGD, NIEUW_PRODUCT)),
        ("what is assigned changes, and there is a new product", (WIJZIGING, NIEUW_PRODUCT)),
    ):
        yield Geval(
            "TR352",
            "JW317",
            VERZOEK,
            stil,
            f"only the new product, without {type(basis[0]).__name__}",
            jw317(*basis),
            jw317(NIEUW_PRODUCT),
            (_TOEGEWEZEN,),
        )
    anders: tuple[tuple[str, TeWijzigenProduct | NieuwProduct], ...] = (
        ("a second toewijzing changes", WIJZIGING._replace(toewijzingnummer=1002)),
        ("there is a new product", _CATEGORIE),
    )
    tweede = goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")))
    for wat, product in anders:
        beide: tuple[OngewijzigdProduct, ...] = (ONGEWIJZIGD, ONGEWIJZIGD._replace(toewijzingnummer=1002))
        yield Geval(
            "TR353",
            "JW317",
            VERZOEK,
            f"what is assigned stays, and {wat}",
            f"all stays as it is, without {type(product).__name__}",
            jw317(*(beide[:1] if isinstance(product, TeWijzigenProduct) else beide), product),
            jw317(*beide),
            (_TOEGEWEZEN, tweede),
        )


def _dubbel() -> Iterator[Geval]:
    twee = (ONGEWIJZIGD, ONGEWIJZIGD._replace(toewijzingnummer=1002))
    tweede = goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")))
    yield Geval(
        "TR101",
        "JW317",
        ONGEWIJZIGD_2,
        "two toewijzingen stay as they are",
        "one of them is named twice",
        jw317(*twee, _CATEGORIE),
        bewerkt(jw317(ONGEWIJZIGD, _CATEGORIE), nogmaals("Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct")),
        (_TOEGEWEZEN, tweede),
    )
    yield Geval(
        "TR101",
        "JW317",
        TE_WIJZIGEN_2,
        "two toewijzingen change",
        "one of them changes twice",
        jw317(WIJZIGING, WIJZIGING._replace(toewijzingnummer=1002)),
        jw317(WIJZIGING, WIJZIGING._replace(einddatum=date(2026, 10, 31))),
        (_TOEGEWEZEN, tweede),
    )
    later = NIEUW_PRODUCT._replace(**_LATER)
    yield Geval(
        "TR101",
        "JW317",
        NIEUW_2,
        "two new products with another GewensteIngangsdatum",
        "with one GewensteIngangsdatum",
        jw317(ONGEWIJZIGD, NIEUW_PRODUCT, later),
        jw317(ONGEWIJZIGD, NIEUW_PRODUCT, NIEUW_PRODUCT),
        (_TOEGEWEZEN,),
        gezelschap=Gezelschap(
            (Treffer("TR410", NIEUW_2),),
            "Two new products with one key are of one product and begin on one day, so they overlap.",
        ),
    )
    stapelingen: tuple[tuple[str, tuple[NieuwProduct, ...], str, tuple[NieuwProduct, ...], tuple[str, ...]], ...] = (
        (
            "the same new product, the second begins the day after the first ends",
            (NIEUW_PRODUCT, later),
            "the second begins on the last day of the first",
            (NIEUW_PRODUCT, later._replace(ingangsdatum=date(2026, 8, 31))),
            ("Nieuw product 2", "nieuw product 1", "2026-08-31"),
        ),
        (
            "two new products of one categorie at the same time",
            (NIEUW_PRODUCT, NIEUW_PRODUCT._replace(code="45A04", ingangsdatum=date(2026, 7, 1))),
            "the second without code: compared by categorie",
            (NIEUW_PRODUCT, NIEUW_PRODUCT._replace(code=None, omvang=None, ingangsdatum=date(2026, 7, 1))),
            (),
        ),
        (
            "two categorieën at the same time",
            (NIEUW_PRODUCT, _CATEGORIE),
            "the second without Product (a Budget)",
            (NIEUW_PRODUCT, _NIEUW_BUDGET),
            (),
        ),
        (
            "the first, without end, is of another product",
            (_CATEGORIE._replace(einddatum=None), later),
            "the first, without end, is of the same product",
            (_nieuw_anders(frequentie="4")._replace(einddatum=None), later),
            ("onbepaald",),
        ),
    )
    for stil, basis, vuurt, mutatie, getallen in stapelingen:
        yield Geval(
            "TR410",
            "JW317",
            NIEUW_2,
            stil,
            vuurt,
            jw317(ONGEWIJZIGD, *basis),
            jw317(ONGEWIJZIGD, *mutatie),
            (_TOEGEWEZEN,),
            getallen=getallen,
        )


GEVALLEN = (*_te_wijzigen(), *_nieuwe_producten(), *_geheel(), *_dubbel())
