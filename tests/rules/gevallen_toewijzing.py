"""Cases of the rules on ToegewezenProduct of JW301."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.messages.records import Omvang, ToegewezenProduct
from tests.bank import ANDER_KIND, ANDERE_AANBIEDER, PRESTATIE, TOEWIJZING
from tests.rules.berichten import ASPECIFIEK, BUDGET, CREDIT, STUKS, jw301, jw323, zonder
from tests.rules.geval import PRODUCT, PRODUCT_2, Geval, Gezelschap, Stap, Treffer, goed

_CATEGORIE = TOEWIJZING._replace(code=None, omvang=None)
_TOT_2021: dict[str, Any] = {
    "toewijzingsdatum": date(2020, 1, 1),
    "ingangsdatum": date(2020, 1, 1),
    "einddatum": date(2020, 12, 31),
}
_TOT_IN_2021: dict[str, Any] = {**_TOT_2021, "einddatum": date(2021, 1, 1)}
_TWEEDE = TOEWIJZING._replace(toewijzingnummer=1002)
_LATER: dict[str, Any] = {"ingangsdatum": date(2026, 7, 1), "einddatum": date(2026, 9, 30)}
_BEIDE_KANTEN = "CD077 and CD078 are one condition (Budget and Omvang exclude each other) seen from its two sides."


def _een(
    regel: str,
    stil: str,
    basis: ToegewezenProduct,
    vuurt: str,
    mutatie: ToegewezenProduct,
    *opzet: Stap,
    getallen: tuple[str, ...] = (),
    gezelschap: Gezelschap | None = None,
) -> Geval:
    return Geval(
        regel,
        "JW301",
        PRODUCT,
        stil,
        vuurt,
        jw301(basis),
        jw301(mutatie),
        opzet,
        gezelschap=gezelschap,
        getallen=getallen,
    )


def _twee(
    regel: str,
    stil: str,
    basis: tuple[ToegewezenProduct, ...],
    vuurt: str,
    mutatie: tuple[ToegewezenProduct, ...],
    *,
    pad: str = PRODUCT_2,
    getallen: tuple[str, ...] = (),
) -> Geval:
    return Geval(regel, "JW301", pad, stil, vuurt, jw301(*basis), jw301(*mutatie), getallen=getallen)


def _omvang(**anders: Any) -> ToegewezenProduct:
    return TOEWIJZING._replace(omvang=Omvang(2, "04", "2")._replace(**anders))


def _vullen() -> Iterator[Geval]:
    yield _een(
        "CD041",
        "a product code with an Omvang",
        TOEWIJZING,
        "a product code without Omvang",
        TOEWIJZING._replace(omvang=None),
    )
    yield _een("CD075", "a Budget with an Einddatum", BUDGET, "a Budget without", BUDGET._replace(einddatum=None))
    yield _een(
        "CD076",
        "a volume per month without Einddatum",
        _omvang(frequentie="4")._replace(einddatum=None),
        "a volume per week without Einddatum",
        TOEWIJZING._replace(einddatum=None),
    )
    for regel, ander in (("CD077", "CD078"), ("CD078", "CD077")):
        yield _een(
            regel,
            "an Omvang without Budget" if regel == "CD078" else "a Budget without Omvang",
            TOEWIJZING if regel == "CD078" else BUDGET,
            "both an Omvang and a Budget",
            TOEWIJZING._replace(budget=100_000),
            gezelschap=Gezelschap((Treffer(ander, PRODUCT),), _BEIDE_KANTEN),
        )
    yield _een(
        "CD079",
        "neither Budget nor code, but a categorie",
        ASPECIFIEK,
        "neither Budget nor Product",
        ASPECIFIEK._replace(categorie=None),
    )
    yield _een(
        "CD080",
        "a categorie without code, no Omvang",
        _CATEGORIE,
        "a categorie without code, with an Omvang",
        TOEWIJZING._replace(code=None),
    )
    yield _een(
        "CD080",
        "no code, an Omvang, ends on 2020-12-31",
        TOEWIJZING._replace(code=None, **_TOT_2021),
        "no code, an Omvang, ends a day later",
        TOEWIJZING._replace(code=None, **_TOT_IN_2021),
    )
    yield _een(
        "CD080",
        "no code, no Omvang, no Einddatum",
        _CATEGORIE._replace(einddatum=None),
        "no code, an Omvang, no Einddatum",
        _omvang(frequentie="4")._replace(code=None, einddatum=None),
    )


def _datums() -> Iterator[Geval]:
    yield _een(
        "CS003",
        "ends on the day it begins",
        TOEWIJZING._replace(einddatum=date(2026, 4, 1)),
        "ends a day before it begins",
        TOEWIJZING._replace(einddatum=date(2026, 3, 31)),
        getallen=("2026-03-31", "2026-04-01"),
    )
    yield _een(
        "CS335",
        "removed (13) with Einddatum = Ingangsdatum",
        zonder(TOEWIJZING),
        "removed with the Einddatum left as it was",
        zonder(TOEWIJZING, einddatum=TOEWIJZING.einddatum),
        getallen=("2026-04-01",),
    )
    yield _een(
        "CS335",
        "removed with Einddatum = Ingangsdatum",
        zonder(TOEWIJZING, omvang=Omvang(2, "04", "4")),
        "removed without Einddatum",
        zonder(TOEWIJZING, omvang=Omvang(2, "04", "4"), einddatum=None),
    )
    yield _een(
        "TR134",
        "assigned on the Dagtekening",
        TOEWIJZING._replace(toewijzingsdatum=date(2026, 5, 6)),
        "assigned a day later",
        TOEWIJZING._replace(toewijzingsdatum=date(2026, 5, 7)),
        getallen=("2026-05-06",),
    )


def _codes() -> Iterator[Geval]:
    yield _een(
        "CS336",
        "RedenWijziging 02",
        TOEWIJZING._replace(reden_wijziging="02"),
        "RedenWijziging 01",
        TOEWIJZING._replace(reden_wijziging="01"),
    )
    for eenheid in ("14", "16", "83", "84"):
        yield _een(
            "CS338",
            f"unit {eenheid} per week",
            _omvang(eenheid=eenheid),
            f"unit {eenheid} per day",
            _omvang(eenheid=eenheid, frequentie="1"),
        )
    yield _een(
        "CS338",
        "hours per day",
        _omvang(frequentie="1"),
        "etmalen per day, without Einddatum",
        _omvang(eenheid="14", frequentie="1")._replace(einddatum=None),
    )
    # Of a gemeente without loaded agreements: on no list was this code agreed in 2020 (TR381).
    oud = _omvang(eenheid="14", frequentie="1")
    yield Geval(
        "CS338",
        "JW301",
        PRODUCT,
        "etmalen per day, ends on 2020-12-31",
        "etmalen per day, ends a day later",
        jw301(oud._replace(**_TOT_2021), afzender="0363"),
        jw301(oud._replace(**_TOT_IN_2021), afzender="0363"),
    )


def _dubbel() -> Iterator[Geval]:
    yield _twee(
        "TR101",
        "two toewijzingen with two numbers",
        (TOEWIJZING, _TWEEDE._replace(**_LATER)),
        "two with one number",
        (TOEWIJZING, TOEWIJZING._replace(**_LATER)),
    )
    yield _twee(
        "TR302",
        "the same product, the second begins the day after the first ends",
        (TOEWIJZING, _TWEEDE._replace(**_LATER)),
        "the second begins on the last day of the first",
        (TOEWIJZING, _TWEEDE._replace(**(_LATER | {"ingangsdatum": date(2026, 6, 30)}))),
        getallen=("1001", "1002", "2026-06-30"),
    )
    yield _twee(
        "TR302",
        "two products of one categorie at the same time",
        (TOEWIJZING, _TWEEDE._replace(code="45A53")),
        "the second without code: compared by categorie",
        (TOEWIJZING, _CATEGORIE._replace(toewijzingnummer=1002)),
    )
    yield _twee(
        "TR302",
        "two categorieën at the same time",
        (TOEWIJZING, STUKS._replace(toewijzingnummer=1002, code=None, omvang=None, ingangsdatum=date(2026, 4, 1))),
        "the second without Product (a Budget)",
        (TOEWIJZING, BUDGET._replace(toewijzingnummer=1002, ingangsdatum=date(2026, 4, 1))),
    )
    yield _twee(
        "TR302",
        "the first, without Einddatum, is of another product",
        (_omvang(frequentie="4")._replace(einddatum=None), _TWEEDE._replace(code="45A53", **_LATER)),
        "the first, without Einddatum, is of the same product",
        (_omvang(frequentie="4")._replace(einddatum=None), _TWEEDE._replace(**_LATER)),
    )
    yield _twee(
        "TR302",
        "the same product over one period, of which one is removed (13)",
        (zonder(TOEWIJZING), _TWEEDE),
        "neither is removed, one lasts a day",
        (TOEWIJZING._replace(einddatum=date(2026, 4, 1)), _TWEEDE),
    )


def _nummers() -> Iterator[Geval]:
    gewijzigd = TOEWIJZING._replace(
        omvang=Omvang(3, "04", "2"), reden_wijziging="03", toewijzingsdatum=date(2026, 4, 20)
    )
    eerst = goed(jw301(TOEWIJZING))
    stil = "a changed version of a toewijzing keeps its product, client and Ingangsdatum"
    verschillen: tuple[tuple[str, dict[str, Any]], ...] = (
        ("another product", {"code": "45A53"}),
        ("another categorie and no code", {"code": None, "omvang": None, "categorie": "43"}),
        ("another Ingangsdatum", {"ingangsdatum": date(2026, 4, 2)}),
    )
    for wat, anders in verschillen:
        yield _een(
            "TR332",
            stil,
            gewijzigd,
            f"the number is of a toewijzing with {wat}",
            gewijzigd._replace(**anders),
            eerst,
            getallen=("1001",),
        )
    yield Geval(
        "TR332",
        "JW301",
        PRODUCT,
        stil,
        "the number is of a toewijzing of another client",
        jw301(gewijzigd),
        jw301(gewijzigd, kind=ANDER_KIND),
        (eerst,),
        getallen=("1001",),
    )
    yield Geval(
        "TR332",
        "JW301",
        PRODUCT,
        stil,
        "the number is of a toewijzing to another aanbieder",
        jw301(gewijzigd),
        jw301(gewijzigd, ontvanger=ANDERE_AANBIEDER),
        (eerst,),
        getallen=("1001",),
    )
    yield _een(
        "TR379",
        "no ReferentieAanbieder",
        TOEWIJZING,
        "a ReferentieAanbieder that no open verzoek has",
        TOEWIJZING._replace(referentie_aanbieder="VOT1"),
    )
    yield _een(
        "TR381",
        "a product code of its categorie",
        TOEWIJZING,
        "a code of another categorie",
        TOEWIJZING._replace(categorie="43"),
        getallen=("45A04", "43"),
    )
    yield _een(
        "TR381",
        "a code that was agreed on the Ingangsdatum",
        TOEWIJZING._replace(ingangsdatum=date(2021, 1, 1)),
        "a code that was agreed only later",
        TOEWIJZING._replace(ingangsdatum=date(2020, 12, 31)),
        getallen=("2020-12-31",),
    )


def _verwijderen() -> Iterator[Geval]:
    eerst, declaratie = goed(jw301(TOEWIJZING)), goed(jw323())
    yield Geval(
        "TR385",
        "JW301",
        PRODUCT,
        "a toewijzing with a granted claim ends (not removed)",
        "it is removed (RedenWijziging 13)",
        jw301(zonder(TOEWIJZING, reden_wijziging="06", einddatum=date(2026, 4, 30))),
        jw301(zonder(TOEWIJZING)),
        (eerst, declaratie),
        getallen=("1001", "1 prestatie"),
    )
    yield Geval(
        "TR385",
        "JW301",
        PRODUCT,
        "a toewijzing of which the claim was credited is removed",
        "another one, with a claim that stands, is removed",
        jw301(zonder(TOEWIJZING)),
        jw301(zonder(_TWEEDE)),
        (
            eerst,
            goed(jw301(_TWEEDE)),
            declaratie,
            goed(jw323(PRESTATIE._replace(toewijzingnummer=1002, referentienummer="RN3"), CREDIT)),
        ),
        getallen=("1002",),
    )


GEVALLEN = (
    *_vullen(),
    *_datums(),
    *_codes(),
    *_dubbel(),
    *_nummers(),
    *_verwijderen(),
)
