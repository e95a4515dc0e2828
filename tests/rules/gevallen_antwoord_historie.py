"""Cases of the level 3 rules on JW319 (which answer may follow on which verzoek), and of TR379 on JW301."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.messages.records import Woonplaatsbeginsel
from tests.bank import AANGEVRAAGD as VRAAG
from tests.bank import AFWIJZING, ANDER_KIND, IN_ONDERZOEK, TOEWIJZING
from tests.rules.berichten import jw301, jw315, jw319
from tests.rules.geval import ANTWOORD, PRODUCT, WOONPLAATSBEGINSEL, Geval, Gezelschap, Treffer, goed
from tests.rules.gevallen_verzoek_historie import afgekeurd

_TWEEDE = VRAAG._replace(referentie_aanbieder="VOT2", code="45A53")
_GEVRAAGD = goed(jw315())
_BEIDE_GEVRAAGD = goed(jw315(VRAAG, _TWEEDE))
_AFWIJZING_2 = AFWIJZING._replace(referentie_aanbieder="VOT2")
_ONDERZOEK_2 = IN_ONDERZOEK._replace(referentie_aanbieder="VOT2")
_HONORERING = TOEWIJZING._replace(referentie_aanbieder="VOT1")


def _bekend() -> Iterator[Geval]:
    yield Geval(
        "TR355",
        "JW319",
        ANTWOORD,
        "an answer on a verzoek",
        "an answer on a reference that nobody used",
        jw319(),
        jw319(_AFWIJZING_2),
        (_GEVRAAGD,),
        getallen=("VOT2",),
    )
    yield Geval(
        "TR355",
        "JW319",
        ANTWOORD,
        "an answer of the gemeente that was asked",
        "an answer of another gemeente",
        jw319(),
        jw319(afzender="0503"),
        (_GEVRAAGD,),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR355",
        "JW319",
        ANTWOORD,
        "an answer to the aanbieder that asked",
        "an answer to another aanbieder",
        jw319(),
        jw319(ontvanger="65656055"),
        (_GEVRAAGD,),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR355",
        "JW319",
        ANTWOORD,
        "an answer on a verzoek that was approved",
        "an answer on one that was rejected",
        jw319(),
        jw319(_AFWIJZING_2),
        (_GEVRAAGD, afgekeurd(jw315(_TWEEDE))),
    )


def _volgorde() -> Iterator[Geval]:
    yield Geval(
        "TR359",
        "JW319",
        ANTWOORD,
        "an answer on the product that was not assigned",
        "an answer on the one that was",
        jw319(_AFWIJZING_2),
        jw319(),
        (_BEIDE_GEVRAAGD, goed(jw301(_HONORERING))),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR360",
        "JW319",
        ANTWOORD,
        "a refusal after in onderzoek",
        "in onderzoek for the second time",
        jw319(),
        jw319(IN_ONDERZOEK),
        (_GEVRAAGD, goed(jw319(IN_ONDERZOEK))),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR365",
        "JW319",
        ANTWOORD,
        "a refusal of a product that was not answered",
        "a refusal of one that was refused before",
        jw319(_AFWIJZING_2),
        jw319(),
        (_BEIDE_GEVRAAGD, goed(jw319())),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR365",
        "JW319",
        ANTWOORD,
        "a product that was not answered is in onderzoek",
        "one that was refused is in onderzoek",
        jw319(_ONDERZOEK_2),
        jw319(IN_ONDERZOEK),
        (_BEIDE_GEVRAAGD, goed(jw319())),
        Gezelschap(
            (Treffer("TR360", ANTWOORD),),
            "TR360 forbids in onderzoek after any answer, TR365 forbids any answer after a refusal.",
        ),
    )


def _woonplaats() -> Iterator[Geval]:
    om_woonplaats = AFWIJZING._replace(reden_afwijzing="8")
    yield Geval(
        "TR378",
        "JW319",
        WOONPLAATSBEGINSEL,
        "another gemeente that exists has to pay",
        "a code that is no gemeente",
        jw319(om_woonplaats, Woonplaatsbeginsel("0503")),
        jw319(om_woonplaats, Woonplaatsbeginsel("0999")),
        (_GEVRAAGD,),
        getallen=("0999", "2026-05-06"),
    )


def _honoreren() -> Iterator[Geval]:
    """TR379 where there is a verzoek: only one of the same client that is in behandeling, or the same version."""
    yield Geval(
        "TR379",
        "JW301",
        PRODUCT,
        "the reference of a verzoek in behandeling",
        "for another child",
        jw301(_HONORERING),
        jw301(_HONORERING, kind=ANDER_KIND),
        (_GEVRAAGD,),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR379",
        "JW301",
        PRODUCT,
        "the reference of a verzoek that is in onderzoek",
        "of one that was refused",
        jw301(_HONORERING),
        jw301(_HONORERING._replace(referentie_aanbieder="VOT2")),
        (_BEIDE_GEVRAAGD, goed(jw319(IN_ONDERZOEK)), goed(jw319(_AFWIJZING_2))),
        getallen=("VOT2", "2026-05-06"),
    )
    yield Geval(
        "TR379",
        "JW301",
        PRODUCT,
        "the version that honoured the verzoek, sent again",
        "a later version with the reference",
        jw301(_HONORERING),
        jw301(_HONORERING._replace(toewijzingsdatum=date(2026, 4, 20), einddatum=date(2026, 5, 31))),
        (_GEVRAAGD, goed(jw301(_HONORERING))),
        getallen=("VOT1",),
    )
    yield Geval(
        "TR379",
        "JW301",
        PRODUCT,
        "a later version without the reference",
        "another toewijzing with the reference",
        jw301(TOEWIJZING._replace(toewijzingsdatum=date(2026, 4, 20), einddatum=date(2026, 5, 31))),
        jw301(_HONORERING._replace(toewijzingnummer=1002, code="45A53")),
        (_GEVRAAGD, goed(jw301(_HONORERING))),
        getallen=("VOT1",),
    )


GEVALLEN = (*_bekend(), *_volgorde(), *_woonplaats(), *_honoreren())
