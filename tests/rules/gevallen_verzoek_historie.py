"""Cases of the level 3 and 4 rules on JW315: what the aanbieder asked before, and the product list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.bank import AANGEVRAAGD as VRAAG
from tests.bank import AFWIJZING, ANDER_KIND, NIEUW, ONGEWIJZIGD, TOEWIJZING, VERZOEK, Bank
from tests.rules.berichten import jw301, jw315, jw317, jw319
from tests.rules.bewerken import Maker
from tests.rules.geval import AANGEVRAAGD, AANGEVRAAGD_2, CLIENT, Geval, Stap, goed

_TWEEDE = VRAAG._replace(referentie_aanbieder="VOT2", code="45A53")
_VAN_ANDER_KIND = goed(jw315(kind=ANDER_KIND))
_ANDER_TOEGEWEZEN = goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002), kind=ANDER_KIND))
_ELDERS: dict[str, Any] = {"ontvanger": "0503"}


def afgekeurd(maak: Maker) -> Stap:
    """A set-up step: hand in a message that has to be rejected."""

    def stap(bank: Bank) -> None:
        assert bank.verwerk(maak(bank)).oordeel.bevindingen

    return stap


def _referenties() -> Iterator[Geval]:
    for wat, opzet in (
        ("for another child", (_VAN_ANDER_KIND,)),
        ("at another gemeente", (goed(jw315(kind=ANDER_KIND, **_ELDERS)),)),
        ("for this child, long refused", (goed(jw315()), goed(jw319()))),
        (
            "in a JW317",
            (
                _ANDER_TOEGEWEZEN,
                goed(
                    jw317(
                        NIEUW,
                        ONGEWIJZIGD._replace(toewijzingnummer=1002),
                        verzoek=VERZOEK._replace(referentie_aanbieder="VOT1"),
                        kind=ANDER_KIND,
                    )
                ),
            ),
        ),
    ):
        yield Geval(
            "TR347",
            "JW315",
            AANGEVRAAGD_2,
            "two references that the aanbieder did not use before",
            f"one that it used {wat}",
            jw315(_TWEEDE, VRAAG._replace(referentie_aanbieder="VOT3")),
            jw315(_TWEEDE, VRAAG),
            opzet,
            getallen=("VOT1", "2026-05-06"),
        )
    yield Geval(
        "TR347",
        "JW315",
        AANGEVRAAGD,
        "a reference that only a rejected message had",
        "one that a message had that was approved",
        jw315(_TWEEDE),
        jw315(),
        (_VAN_ANDER_KIND, afgekeurd(jw315(_TWEEDE, VRAAG, kind=ANDER_KIND))),
    )


def _onderhanden() -> Iterator[Geval]:
    vraag = jw315(VRAAG._replace(referentie_aanbieder="VOT9"))
    yield Geval(
        "TR374",
        "JW315",
        CLIENT,
        "a verzoek for another child of the same aanbieder is in behandeling",
        "one for this child is",
        vraag,
        jw315(VRAAG._replace(referentie_aanbieder="VOT9"), kind=ANDER_KIND),
        (_VAN_ANDER_KIND,),
        getallen=("VOT1", "2026-05-06"),
    )
    yield Geval(
        "TR374",
        "JW315",
        CLIENT,
        "a verzoek at another gemeente is in behandeling",
        "one at this gemeente is",
        vraag,
        jw315(VRAAG._replace(referentie_aanbieder="VOT9"), **_ELDERS),
        (goed(jw315(**_ELDERS)),),
    )
    yield Geval(
        "TR374",
        "JW315",
        CLIENT,
        "a verzoek of another aanbieder is in behandeling",
        "one of this aanbieder is",
        vraag,
        jw315(VRAAG._replace(referentie_aanbieder="VOT9"), afzender="65656055"),
        (goed(jw315(afzender="65656055")),),
    )
    yield Geval(
        "TR374",
        "JW315",
        CLIENT,
        "all that was asked for this child was refused",
        "for the other child one of two products was refused, the other was not answered",
        vraag,
        jw315(VRAAG._replace(referentie_aanbieder="VOT9"), kind=ANDER_KIND),
        (
            goed(jw315(_TWEEDE, VRAAG, kind=ANDER_KIND)),
            goed(jw319()),
            goed(jw315(VRAAG._replace(referentie_aanbieder="VOT3"))),
            goed(jw319(AFWIJZING._replace(referentie_aanbieder="VOT3"))),
        ),
        getallen=("VOT2", "1 verzoek"),
    )


def _producten() -> Iterator[Geval]:
    yield Geval(
        "TR381",
        "JW315",
        AANGEVRAAGD,
        "a product code of its categorie",
        "a code of another categorie",
        jw315(),
        jw315(VRAAG._replace(categorie="43")),
        getallen=("45A04", "43"),
    )
    yield Geval(
        "TR381",
        "JW315",
        AANGEVRAAGD,
        "a code that was agreed on the ToewijzingIngangsdatum",
        "a code that was agreed only later",
        jw315(VRAAG._replace(ingangsdatum=date(2021, 1, 1))),
        jw315(VRAAG._replace(ingangsdatum=date(2020, 12, 31))),
        getallen=("2020-12-31",),
    )


GEVALLEN = (*_referenties(), *_onderhanden(), *_producten())
