"""Cases of the rules on AangevraagdProduct of JW315."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.messages.records import AangevraagdProduct, Omvang, Verwijzer
from tests.bank import AANGEVRAAGD as VOT
from tests.rules.berichten import jw315
from tests.rules.geval import AANGEVRAAGD, AANGEVRAAGD_2, Geval, Gezelschap, Stap, Treffer

_TWEEDE = VOT._replace(referentie_aanbieder="VOT2")
_CATEGORIE = VOT._replace(code=None, omvang=None)
_BUDGET = VOT._replace(categorie=None, code=None, omvang=None, budget=100_000)
_TOT_2021: dict[str, Any] = {"ingangsdatum": date(2020, 1, 1), "einddatum": date(2020, 12, 31)}
_TOT_IN_2021: dict[str, Any] = {**_TOT_2021, "einddatum": date(2021, 1, 1)}
_LATER: dict[str, Any] = {"ingangsdatum": date(2026, 9, 1), "einddatum": date(2026, 12, 31)}
_BEIDE_KANTEN = "CD077 and CD078 are one condition (Budget and Omvang exclude each other) seen from its two sides."
_EEN_SLEUTEL = "The ReferentieAanbieder is the whole logical key of an AangevraagdProduct: TR383 repeats TR101 for it."


def _een(
    regel: str,
    stil: str,
    basis: AangevraagdProduct,
    vuurt: str,
    mutatie: AangevraagdProduct,
    *opzet: Stap,
    getallen: tuple[str, ...] = (),
    gezelschap: Gezelschap | None = None,
    **kop: Any,
) -> Geval:
    return Geval(
        regel,
        "JW315",
        AANGEVRAAGD,
        stil,
        vuurt,
        jw315(basis, **kop),
        jw315(mutatie, **kop),
        opzet,
        gezelschap=gezelschap,
        getallen=getallen,
    )


def _twee(
    regel: str,
    stil: str,
    basis: tuple[AangevraagdProduct, ...],
    vuurt: str,
    mutatie: tuple[AangevraagdProduct, ...],
    *,
    getallen: tuple[str, ...] = (),
    gezelschap: Gezelschap | None = None,
) -> Geval:
    return Geval(
        regel,
        "JW315",
        AANGEVRAAGD_2,
        stil,
        vuurt,
        jw315(*basis),
        jw315(*mutatie),
        gezelschap=gezelschap,
        getallen=getallen,
    )


def _omvang(**anders: Any) -> AangevraagdProduct:
    return VOT._replace(omvang=Omvang(2, "04", "2")._replace(**anders))


def _verwezen(type_: str, *, naam: bool, code: str | None) -> AangevraagdProduct:
    return VOT._replace(verwijzer=Verwijzer(type_, naam, code))


def _vullen() -> Iterator[Geval]:
    yield _een(
        "CD041",
        "a product code with an Omvang",
        VOT,
        "a product code without Omvang",
        VOT._replace(omvang=None),
        getallen=("45A04",),
    )
    yield _een("CD075", "a Budget with a ToewijzingEinddatum", _BUDGET, "without", _BUDGET._replace(einddatum=None))
    yield _een(
        "CD076",
        "a volume per month without ToewijzingEinddatum",
        _omvang(frequentie="4")._replace(einddatum=None),
        "a volume per week without ToewijzingEinddatum",
        VOT._replace(einddatum=None),
    )
    for regel, ander in (("CD077", "CD078"), ("CD078", "CD077")):
        yield _een(
            regel,
            "an Omvang without Budget" if regel == "CD078" else "a Budget without Omvang",
            VOT if regel == "CD078" else _BUDGET,
            "both an Omvang and a Budget",
            VOT._replace(budget=100_000),
            gezelschap=Gezelschap((Treffer(ander, AANGEVRAAGD),), _BEIDE_KANTEN),
        )
    yield _een(
        "CD079",
        "neither Budget nor code, but a categorie",
        _CATEGORIE,
        "neither Budget nor Product",
        _CATEGORIE._replace(categorie=None),
    )
    yield _een(
        "CD095",
        "a categorie without code, no Omvang",
        _CATEGORIE,
        "a categorie without code, with an Omvang",
        VOT._replace(code=None),
    )
    yield _een(
        "CD095",
        "no code, an Omvang, ends on 2020-12-31",
        VOT._replace(code=None, **_TOT_2021),
        "no code, an Omvang, ends a day later",
        VOT._replace(code=None, **_TOT_IN_2021),
    )
    yield _een(
        "CD095",
        "no code, no Omvang, no ToewijzingEinddatum",
        _CATEGORIE._replace(einddatum=None),
        "no code, an Omvang, no ToewijzingEinddatum",
        _omvang(frequentie="4")._replace(code=None, einddatum=None),
    )


def _datums() -> Iterator[Geval]:
    yield _een(
        "CS003",
        "ends on the day it begins",
        VOT._replace(einddatum=date(2026, 6, 1)),
        "ends a day before it begins",
        VOT._replace(einddatum=date(2026, 5, 31)),
        getallen=("2026-05-31", "2026-06-01"),
    )
    met_beschikking = VOT._replace(beschikkingnummer=77, beschikking_ingangsdatum=date(2026, 5, 1))
    yield _een(
        "CD043",
        "a BeschikkingNummer and a BeschikkingIngangsdatum",
        met_beschikking,
        "a BeschikkingNummer without BeschikkingIngangsdatum",
        met_beschikking._replace(beschikking_ingangsdatum=None),
        getallen=("BeschikkingIngangsdatum leeg | BeschikkingIngangsdatum gevuld",),
    )
    yield _een(
        "CD043",
        "neither BeschikkingNummer nor BeschikkingIngangsdatum",
        VOT,
        "a BeschikkingIngangsdatum without BeschikkingNummer",
        met_beschikking._replace(beschikkingnummer=None),
        getallen=("BeschikkingIngangsdatum 2026-05-01 | BeschikkingIngangsdatum leeg",),
    )


def _frequenties() -> Iterator[Geval]:
    for eenheid in ("14", "16", "83", "84"):
        yield _een(
            "CS343",
            f"unit {eenheid} per week",
            _omvang(eenheid=eenheid),
            f"unit {eenheid} per day",
            _omvang(eenheid=eenheid, frequentie="1"),
            getallen=(f"eenheid {eenheid}", "frequentie 1"),
        )
    yield _een(
        "CS343",
        "hours per day",
        _omvang(frequentie="1"),
        "etmalen per day, without ToewijzingEinddatum",
        _omvang(eenheid="14", frequentie="1")._replace(einddatum=None),
    )
    # To a gemeente without loaded agreements: on no list was this code agreed in 2020 (TR381).
    oud = _omvang(eenheid="14", frequentie="1")
    yield _een(
        "CS343",
        "etmalen per day, ends on 2020-12-31",
        oud._replace(**_TOT_2021),
        "etmalen per day, ends a day later",
        oud._replace(**_TOT_IN_2021),
        ontvanger="0363",
    )


def _verwijzers() -> Iterator[Geval]:
    for type_ in ("02", "03", "04", "05"):
        yield _een(
            "CD066",
            f"a Verwijzer of type {type_} with a ZorgverlenerCode",
            _verwezen(type_, naam=False, code="01012345"),
            f"type {type_} with a ZorgverlenerCode and a Naam",
            _verwezen(type_, naam=True, code="01012345"),
            getallen=(f"type {type_}",),
        )
        yield _een(
            "CD067",
            f"a Verwijzer of type {type_} with a Naam",
            _verwezen(type_, naam=True, code=None),
            f"type {type_} with neither Naam nor ZorgverlenerCode",
            _verwezen(type_, naam=False, code=None),
            getallen=(f"type {type_}",),
        )
    for type_, naam in (("01", True), ("06", False), ("08", True)):
        yield _een(
            "CD068",
            f"a Verwijzer of type {type_} {'with' if naam else 'without'} a Naam",
            _verwezen(type_, naam=naam, code=None),
            f"type {type_} with a ZorgverlenerCode",
            _verwezen(type_, naam=naam, code="01012345"),
            getallen=(f"type {type_}",),
        )


def _dubbel() -> Iterator[Geval]:
    for regel, ander in (("TR101", "TR383"), ("TR383", "TR101")):
        yield _twee(
            regel,
            "two products, each with its own ReferentieAanbieder",
            (VOT, _TWEEDE._replace(**_LATER)),
            "two with one ReferentieAanbieder",
            (VOT, VOT._replace(**_LATER)),
            gezelschap=Gezelschap((Treffer(ander, AANGEVRAAGD_2),), _EEN_SLEUTEL),
            getallen=("VOT1",) if regel == "TR383" else (),
        )
    yield _twee(
        "TR386",
        "the same product, the second begins the day after the first ends",
        (VOT, _TWEEDE._replace(**_LATER)),
        "the second begins on the last day of the first",
        (VOT, _TWEEDE._replace(**(_LATER | {"ingangsdatum": date(2026, 8, 31)}))),
        getallen=("VOT1", "VOT2", "2026-08-31"),
    )
    yield _twee(
        "TR386",
        "two products of one categorie at the same time",
        (VOT, _TWEEDE._replace(code="45A53")),
        "the second without code: compared by categorie",
        (VOT, _CATEGORIE._replace(referentie_aanbieder="VOT2")),
    )
    yield _twee(
        "TR386",
        "two categorieën at the same time",
        (VOT, _CATEGORIE._replace(referentie_aanbieder="VOT2", categorie="43")),
        "the second without Product (a Budget)",
        (VOT, _BUDGET._replace(referentie_aanbieder="VOT2")),
    )
    yield _twee(
        "TR386",
        "the first, without end, is of another product",
        (_omvang(frequentie="4")._replace(einddatum=None), _TWEEDE._replace(code="45A53", **_LATER)),
        "the first, without end, is of the same product",
        (_omvang(frequentie="4")._replace(einddatum=None), _TWEEDE._replace(**_LATER)),
        getallen=("onbepaald",),
    )


GEVALLEN = (*_vullen(), *_datums(), *_frequenties(), *_verwijzers(), *_dubbel())
