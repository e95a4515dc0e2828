"""Cases of the level 3 and 4 rules on JW317: the toewijzingen of the client, and what was asked before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.messages.records import Omvang, ToegewezenProduct
from tests.bank import ANDER_KIND, TOEWIJZING, VERZOEK
from tests.bank import NIEUW as NIEUW_PRODUCT
from tests.bank import ONGEWIJZIGD as BLIJFT
from tests.bank import TE_WIJZIGEN as WIJZIGING
from tests.rules.berichten import ASPECIFIEK, BUDGET, TOTAAL, jw301, jw315, jw317, jw319, zonder
from tests.rules.geval import (
    CLIENT,
    NIEUW,
    ONGEWIJZIGD_2,
    TE_WIJZIGEN,
    TE_WIJZIGEN_2,
    Geval,
    Gezelschap,
    Treffer,
    goed,
)
from tests.rules.geval import VERZOEK as VERZOEKPAD
from tests.rules.gevallen_verzoek_historie import afgekeurd

_TWEEDE = TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")
_DERDE = TOEWIJZING._replace(toewijzingnummer=1003, code="45A53")
_TOEGEWEZEN = goed(jw301())
_TWEE_TOEGEWEZEN = goed(jw301(TOEWIJZING, _TWEEDE))
_TWEEDE_BLIJFT = BLIJFT._replace(toewijzingnummer=1002)
_DERDE_BLIJFT = BLIJFT._replace(toewijzingnummer=1003)
_TWEEDE_WORDT = WIJZIGING._replace(toewijzingnummer=1002)
_DERDE_WORDT = WIJZIGING._replace(toewijzingnummer=1003)
_VOW9 = VERZOEK._replace(referentie_aanbieder="VOW9")
_GISTEREN: dict[str, Any] = {"einddatum": date(2026, 5, 5)}


def _client() -> Iterator[Geval]:
    yield Geval(
        "TR304",
        "JW317",
        CLIENT,
        "a child with a toewijzing of this gemeente to this aanbieder",
        "a child that has none",
        jw317(),
        jw317(kind=ANDER_KIND),
        (_TOEGEWEZEN,),
        Gezelschap(
            (Treffer("TR351", TE_WIJZIGEN),),
            "A JW317 names at least one toewijzing (TR352), and a client without any cannot have it (TR351).",
        ),
    )
    yield Geval(
        "TR304",
        "JW317",
        CLIENT,
        "a toewijzing of this gemeente",
        "only another gemeente gave one",
        jw317(),
        jw317(ontvanger="0503"),
        (_TOEGEWEZEN,),
        Gezelschap(
            (Treffer("TR351", TE_WIJZIGEN),),
            "A JW317 names at least one toewijzing (TR352), and a client without any cannot have it (TR351).",
        ),
    )


def _verzoek() -> Iterator[Geval]:
    yield Geval(
        "TR347",
        "JW317",
        VERZOEKPAD,
        "a reference that the aanbieder did not use before",
        "one that it used in a JW315",
        jw317(),
        jw317(verzoek=VERZOEK._replace(referentie_aanbieder="VOT1")),
        (_TOEGEWEZEN, goed(jw315()), goed(jw319())),
        getallen=("VOT1", "2026-05-06"),
    )
    yield Geval(
        "TR347",
        "JW317",
        VERZOEKPAD,
        "a reference that only a rejected message had",
        "one that a message had that was approved",
        jw317(verzoek=_VOW9),
        jw317(),
        (
            _TWEE_TOEGEWEZEN,
            afgekeurd(jw317(verzoek=_VOW9)),
            goed(jw301(_DERDE, kind=ANDER_KIND)),
            goed(jw317(_DERDE_WORDT, kind=ANDER_KIND)),
            # The second toewijzing is not named in the message below, so it has to be gone.
            goed(jw301(zonder(_TWEEDE))),
        ),
    )
    yield Geval(
        "TR374",
        "JW317",
        VERZOEKPAD,
        "a verzoek for another child is in behandeling",
        "one for this child is",
        jw317(_TWEEDE_WORDT, verzoek=_VOW9, kind=ANDER_KIND),
        jw317(verzoek=_VOW9),
        (_TOEGEWEZEN, goed(jw301(_TWEEDE, kind=ANDER_KIND)), goed(jw317())),
        getallen=("VOW1", "verzoek om wijziging"),
    )
    yield Geval(
        "TR374",
        "JW317",
        VERZOEKPAD,
        "a toewijzing was asked for another child",
        "a toewijzing was asked for this child, and that is in onderzoek",
        jw317(_TWEEDE_WORDT, kind=ANDER_KIND),
        jw317(),
        (
            _TOEGEWEZEN,
            goed(jw301(_TWEEDE, kind=ANDER_KIND)),
            goed(jw315()),
        ),
        getallen=("VOT1", "verzoek om toewijzing"),
    )


def _volledig() -> Iterator[Geval]:
    yield Geval(
        "TR349",
        "JW317",
        VERZOEKPAD,
        "every toewijzing is named, one as ongewijzigd",
        "that one is left out",
        jw317(WIJZIGING, _TWEEDE_BLIJFT),
        jw317(WIJZIGING),
        (_TWEE_TOEGEWEZEN,),
        getallen=("2026-05-06", "2 toewijzing", "toewijzing 1002 (2026-04-01 t/m 2026-06-30)"),
    )
    yield Geval(
        "TR349",
        "JW317",
        VERZOEKPAD,
        "a toewijzing that ended the day before the Dagtekening is left out",
        "it ends on the Dagtekening",
        jw317(),
        jw317(dagtekening=date(2026, 5, 5)),
        (goed(jw301(TOEWIJZING, _TWEEDE._replace(**_GISTEREN), dagtekening=date(2026, 5, 5))),),
        getallen=("2026-05-05",),
    )
    yield Geval(
        "TR349",
        "JW317",
        VERZOEKPAD,
        "a toewijzing that begins later is named",
        "that one, which did not begin yet, is left out",
        jw317(WIJZIGING, _TWEEDE_WORDT._replace(ingangsdatum=date(2026, 7, 1))),
        jw317(WIJZIGING),
        (goed(jw301(TOEWIJZING, _TWEEDE._replace(ingangsdatum=date(2026, 7, 1), einddatum=date(2026, 9, 30)))),),
        getallen=("2026-07-01",),
    )


def _actueel() -> Iterator[Geval]:
    """Toewijzing 1001 and 1002 are the client's; 1003 is not, or not any more."""
    redenen: tuple[tuple[str, tuple[Any, ...], tuple[str, ...]], ...] = (
        ("that nobody gave", (), ("1003",)),
        ("of another child", (goed(jw301(_DERDE, kind=ANDER_KIND)),), ("1003",)),
        ("of another aanbieder", (goed(jw301(_DERDE, ontvanger="65656055")),), ("1003",)),
        (
            "that ended the day before the Dagtekening",
            (goed(jw301(_anders_dan_tweede(**_GISTEREN))),),
            ("2026-05-05", "2026-05-06"),
        ),
        (
            "that was removed",
            (goed(jw301(_anders_dan_tweede())), goed(jw301(zonder(_anders_dan_tweede())))),
            ("13",),
        ),
    )
    for wat, opzet, getallen in redenen:
        yield Geval(
            "TR350",
            "JW317",
            ONGEWIJZIGD_2,
            "toewijzingen of this child that are valid stay as they are",
            f"so does one {wat}",
            jw317(WIJZIGING, _TWEEDE_BLIJFT),
            jw317(WIJZIGING, _TWEEDE_BLIJFT, _DERDE_BLIJFT),
            (_TWEE_TOEGEWEZEN, *opzet),
            getallen=getallen,
        )
        yield Geval(
            "TR351",
            "JW317",
            TE_WIJZIGEN_2,
            "toewijzingen of this child that are valid should change",
            f"so should one {wat}",
            jw317(_TWEEDE_BLIJFT, WIJZIGING),
            jw317(_TWEEDE_BLIJFT, WIJZIGING, _DERDE_WORDT),
            (_TWEE_TOEGEWEZEN, *opzet),
            getallen=getallen,
        )


def _anders_dan_tweede(**anders: Any) -> ToegewezenProduct:
    return _DERDE._replace(**{"categorie": "43", "code": "43A07", **anders})


def _stapeling() -> Iterator[Geval]:
    later = NIEUW_PRODUCT._replace(code="45A04", ingangsdatum=date(2026, 10, 1), einddatum=None)
    later = later._replace(omvang=Omvang(2, "04", "4"))
    yield Geval(
        "TR361",
        "JW317",
        VERZOEKPAD,
        "the same product anew, after the changed one",
        "it begins on the last day of the changed one",
        jw317(WIJZIGING, later),
        jw317(WIJZIGING, later._replace(ingangsdatum=date(2026, 9, 30))),
        (_TOEGEWEZEN,),
        getallen=("1001", "2026-04-01 t/m 2026-09-30", "2026-09-30 t/m onbepaald"),
    )
    yield Geval(
        "TR361",
        "JW317",
        VERZOEKPAD,
        "the same product anew, after the one that stays",
        "it begins on the last day of the one that stays",
        jw317(BLIJFT, later._replace(ingangsdatum=date(2026, 7, 1))),
        jw317(BLIJFT, later._replace(ingangsdatum=date(2026, 6, 30))),
        (_TOEGEWEZEN,),
        getallen=("1001", "2026-04-01 t/m 2026-06-30", "2026-06-30 t/m onbepaald"),
    )
    yield Geval(
        "TR361",
        "JW317",
        VERZOEKPAD,
        "another categorie beside a toewijzing without product code",
        "a product of its categorie",
        jw317(
            BLIJFT._replace(toewijzingnummer=ASPECIFIEK.toewijzingnummer),
            NIEUW_PRODUCT._replace(categorie="43", code="43A07"),
        ),
        jw317(BLIJFT._replace(toewijzingnummer=ASPECIFIEK.toewijzingnummer), NIEUW_PRODUCT),
        (goed(jw301(ASPECIFIEK)),),
        getallen=("45A53",),
    )


def _ingangsdata() -> Iterator[Geval]:
    yield Geval(
        "TR357",
        "JW317",
        TE_WIJZIGEN,
        "a change from the day after the Dagtekening",
        "a change from the Dagtekening itself",
        jw317(WIJZIGING._replace(ingangsdatum=date(2026, 5, 7))),
        jw317(WIJZIGING._replace(ingangsdatum=date(2026, 5, 6))),
        (_TOEGEWEZEN,),
        getallen=("2026-05-06", "2026-04-01"),
    )
    yield Geval(
        "TR357",
        "JW317",
        TE_WIJZIGEN,
        "a change of the whole toewijzing, from its Ingangsdatum",
        "a change from halfway, in the past",
        jw317(),
        jw317(WIJZIGING._replace(ingangsdatum=date(2026, 5, 1))),
        (_TOEGEWEZEN,),
        getallen=("2026-05-01", "2026-04-01"),
    )
    straks: dict[str, Any] = {"ingangsdatum": date(2026, 6, 1)}
    budget = WIJZIGING._replace(ingangsdatum=BUDGET.ingangsdatum, omvang=None, budget=120_000)
    yield Geval(
        "TR373",
        "JW317",
        TE_WIJZIGEN,
        "another budget, from the Ingangsdatum of the toewijzing",
        "another budget, from halfway",
        jw317(budget),
        jw317(budget._replace(**straks)),
        (goed(jw301(BUDGET)),),
        getallen=("€ 1.200,00", "€ 1.000,00", "2026-02-01"),
    )
    yield Geval(
        "TR373",
        "JW317",
        TE_WIJZIGEN,
        "the same budget, from halfway",
        "one cent more, from halfway",
        jw317(budget._replace(budget=100_000, **straks)),
        jw317(budget._replace(budget=100_001, **straks)),
        (goed(jw301(BUDGET)),),
        getallen=("€ 1.000,01", "€ 1.000,00"),
    )
    totaal = WIJZIGING._replace(ingangsdatum=TOTAAL.ingangsdatum, omvang=Omvang(20, "04", "6"))
    yield Geval(
        "TR373",
        "JW317",
        TE_WIJZIGEN,
        "another volume in all, from the Ingangsdatum of the toewijzing",
        "another volume in all, from halfway",
        jw317(totaal),
        jw317(totaal._replace(**straks)),
        (goed(jw301(TOTAAL)),),
        getallen=("20", "15", "2026-02-01"),
    )
    yield Geval(
        "TR373",
        "JW317",
        TE_WIJZIGEN,
        "the same volume in all, from halfway",
        "one hour less, from halfway",
        jw317(totaal._replace(omvang=TOTAAL.omvang, **straks)),
        jw317(totaal._replace(omvang=Omvang(14, "04", "6"), **straks)),
        (goed(jw301(TOTAAL)),),
        getallen=("14", "15"),
    )


def _omvang() -> Iterator[Geval]:
    generiek = WIJZIGING._replace(ingangsdatum=BUDGET.ingangsdatum, omvang=None, budget=100_000)
    yield Geval(
        "TR375",
        "JW317",
        TE_WIJZIGEN,
        "a budget for a toewijzing without Product",
        "an Omvang for it",
        jw317(generiek),
        jw317(generiek._replace(budget=None, omvang=Omvang(2, "04", "2"))),
        (goed(jw301(BUDGET)),),
        getallen=("1001",),
    )
    yield Geval(
        "TR411",
        "JW317",
        TE_WIJZIGEN,
        "an Omvang for a toewijzing with a product code",
        "no Omvang for it",
        jw317(),
        jw317(WIJZIGING._replace(omvang=None)),
        (_TOEGEWEZEN,),
        getallen=("1001", "45A04"),
    )
    aspecifiek = WIJZIGING._replace(ingangsdatum=ASPECIFIEK.ingangsdatum, omvang=None)
    yield Geval(
        "TR412",
        "JW317",
        TE_WIJZIGEN,
        "no Omvang for a toewijzing without product code",
        "an Omvang for it",
        jw317(aspecifiek),
        jw317(aspecifiek._replace(omvang=Omvang(2, "04", "2"))),
        (goed(jw301(ASPECIFIEK)),),
        getallen=("1001", "45"),
    )


def _producten() -> Iterator[Geval]:
    yield Geval(
        "TR381",
        "JW317",
        NIEUW,
        "a product code of its categorie",
        "a code of another categorie",
        jw317(BLIJFT, NIEUW_PRODUCT),
        jw317(BLIJFT, NIEUW_PRODUCT._replace(categorie="43")),
        (_TOEGEWEZEN,),
        getallen=("45A53", "43"),
    )


GEVALLEN = (
    *_client(),
    *_verzoek(),
    *_volledig(),
    *_actueel(),
    *_stapeling(),
    *_ingangsdata(),
    *_omvang(),
    *_producten(),
)
