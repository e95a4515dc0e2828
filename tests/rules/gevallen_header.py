"""Cases of the rules on the Header, which are the same for all messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from app.messages.records import Prestatie
from tests.bank import (
    AANGEVRAAGD,
    AFWIJZING,
    ANDER_KIND,
    GEMEENTE,
    START,
    STOP,
    TE_WIJZIGEN,
    TOEWIJZING,
    VERZOEK,
    Bank,
)
from tests.rules.berichten import MAARTREGEL, jw301, jw305, jw307, jw315, jw317, jw319, jw323
from tests.rules.bewerken import Maker
from tests.rules.geval import HEADER, Geval, Stap, goed

_Met = Callable[..., Maker]

_MORGEN = date(2026, 5, 7)
_GEEN_GEMEENTE = "0999"
_OPGEHEVEN = "0530"
"""Hellevoetsluis, part of 1992 since 2023-01-01."""

_TOEGEWEZEN, _GESTART, _GEVRAAGD = goed(jw301()), goed(jw305()), goed(jw315())
_VOORAF: dict[str, tuple[Stap, ...]] = {
    "JW301": (),
    "JW305": (_TOEGEWEZEN,),
    "JW307": (_TOEGEWEZEN, _GESTART),
    "JW315": (),
    "JW317": (_TOEGEWEZEN,),
    "JW319": (_GEVRAAGD,),
    "JW323": (_TOEGEWEZEN,),
}
_MAKERS: dict[str, _Met] = {
    "JW301": jw301,
    "JW305": jw305,
    "JW307": jw307,
    "JW315": jw315,
    "JW317": jw317,
    "JW319": jw319,
    "JW323": jw323,
}
_VAN_GEMEENTE = ("JW301", "JW319")
_ANDER_VERZOEK = AANGEVRAAGD._replace(referentie_aanbieder="VOT9")
_ANDER_ANTWOORD = AFWIJZING._replace(referentie_aanbieder="VOT9")


def _gemeente(bericht: str, code: str) -> dict[str, Any]:
    return {"afzender": code} if bericht in _VAN_GEMEENTE else {"ontvanger": code}


def _algemeen() -> Iterator[Geval]:
    for bericht, maak in _MAKERS.items():
        gebruikt = {"identificatie": f"{bericht}A"}
        yield Geval(
            "TR056",
            bericht,
            HEADER,
            "an Identificatie that is new",
            "one that the sender used before in this kind of message",
            maak(identificatie=f"{bericht}B"),
            maak(**gebruikt),
            (*_VOORAF[bericht], *_eerder(bericht, gebruikt)),
        )
        yield Geval(
            "TR056",
            bericht,
            HEADER,
            "an Identificatie that the sender used in another kind of message",
            "one that it used in this kind, in a message that was rejected",
            maak(identificatie="ANDER"),
            maak(identificatie="AFGEKEURD"),
            (*_VOORAF[bericht], _in_ander(bericht), _afgekeurd(bericht)),
        )
        yield Geval(
            "TR135",
            bericht,
            HEADER,
            "dated today",
            "dated tomorrow",
            maak(),
            maak(dagtekening=_MORGEN),
            _VOORAF[bericht],
            getallen=("2026-05-06",),
        )
        yield Geval(
            "TR378",
            bericht,
            HEADER,
            "a gemeente of the CBS list",
            "a code that is no gemeente",
            maak(),
            maak(**_gemeente(bericht, _GEEN_GEMEENTE)),
            _VOORAF[bericht],
            getallen=(_GEEN_GEMEENTE,),
        )


def _eerder(bericht: str, kop: dict[str, Any]) -> tuple[Stap, ...]:
    """The sender uses the Identificatie in a message that is approved and stands in nothing's way."""
    if bericht == "JW301":
        return (goed(jw301(TOEWIJZING._replace(toewijzingnummer=1099), **kop)),)
    if bericht == "JW305":
        return (goed(jw305(START._replace(toewijzingnummer=None), **kop)),)
    if bericht == "JW307":
        return (
            goed(jw305(START._replace(toewijzingnummer=None))),
            goed(jw307(STOP._replace(toewijzingnummer=None), **kop)),
        )
    if bericht == "JW315":
        return (goed(jw315(_ANDER_VERZOEK, kind=ANDER_KIND, **kop)),)
    if bericht == "JW317":
        return (
            goed(jw301(TOEWIJZING._replace(toewijzingnummer=1099), kind=ANDER_KIND)),
            goed(
                jw317(
                    TE_WIJZIGEN._replace(toewijzingnummer=1099),
                    verzoek=VERZOEK._replace(referentie_aanbieder="VOW9"),
                    kind=ANDER_KIND,
                    **kop,
                )
            ),
        )
    if bericht == "JW319":
        return (goed(jw315(_ANDER_VERZOEK, kind=ANDER_KIND)), goed(jw319(_ANDER_ANTWOORD, **kop)))
    return (
        goed(jw301(TOEWIJZING._replace(toewijzingnummer=1099, ingangsdatum=date(2026, 3, 1)))),
        goed(jw323(_maart(), maand=date(2026, 3, 1), **kop)),
    )


def _maart() -> Prestatie:
    return MAARTREGEL._replace(toewijzingnummer=1099, referentienummer="RN99")


def _in_ander(bericht: str) -> Stap:
    """The same party uses the Identificatie in another kind of message."""
    if bericht == "JW301":
        return _na_elkaar(jw315(_ANDER_VERZOEK, kind=ANDER_KIND), jw319(_ANDER_ANTWOORD, identificatie="ANDER"))
    if bericht == "JW319":
        return goed(jw301(identificatie="ANDER"))
    if bericht == "JW305":
        return _na_elkaar(
            jw305(START._replace(toewijzingnummer=None)),
            jw307(STOP._replace(toewijzingnummer=None), identificatie="ANDER"),
        )
    return goed(jw305(START._replace(toewijzingnummer=None, code="45A53"), identificatie="ANDER"))


def _na_elkaar(*makers: Maker) -> Stap:
    def stap(bank: Bank) -> None:
        for maak in makers:
            bank.goed(maak(bank))

    return stap


def _afgekeurd(bericht: str) -> Stap:
    """The sender uses the Identificatie in a message that is rejected on another rule."""

    def stap(bank: Bank) -> None:
        maak = _MAKERS[bericht](identificatie="AFGEKEURD", dagtekening=_MORGEN)
        assert bank.verwerk(maak(bank)).oordeel.bevindingen

    return stap


def _herindeling() -> Iterator[Geval]:
    """A code that was abolished on 2023-01-01 counts as long as the toewijzing concerned is older."""
    oud = TOEWIJZING._replace(ingangsdatum=date(2022, 12, 31))
    stil = "a code that was abolished since, on a toewijzing from before that day"
    vuurt = "the toewijzing begins on the day that the code was abolished"
    yield Geval(
        "TR378",
        "JW301",
        HEADER,
        stil,
        vuurt,
        jw301(oud, afzender=_OPGEHEVEN),
        jw301(oud._replace(ingangsdatum=date(2023, 1, 1)), afzender=_OPGEHEVEN),
        getallen=(_OPGEHEVEN, "2023-01-01"),
    )
    gevraagd = AANGEVRAAGD._replace(ingangsdatum=date(2022, 12, 31))
    yield Geval(
        "TR378",
        "JW315",
        HEADER,
        "a code that was abolished since, for a toewijzing from before that day",
        "the toewijzing should begin on the day that the code was abolished",
        jw315(gevraagd, ontvanger=_OPGEHEVEN),
        jw315(gevraagd._replace(ingangsdatum=date(2023, 1, 1)), ontvanger=_OPGEHEVEN),
        getallen=(_OPGEHEVEN, "2023-01-01"),
    )
    yield Geval(
        "TR378",
        "JW319",
        HEADER,
        "a code that was abolished since, on a verzoek for a toewijzing from before that day",
        "the verzoek is not known",
        jw319(afzender=_OPGEHEVEN),
        jw319(_ANDER_ANTWOORD, afzender=_OPGEHEVEN),
        (goed(jw315(gevraagd, ontvanger=_OPGEHEVEN)),),
        getallen=(_OPGEHEVEN,),
    )
    toegewezen = goed(jw301(oud, afzender=_OPGEHEVEN))
    for bericht, stil_maker, vuurt_maker in (
        (
            "JW305",
            jw305(ontvanger=_OPGEHEVEN),
            jw305(START._replace(toewijzingnummer=None), ontvanger=_OPGEHEVEN),
        ),
        (
            "JW307",
            jw307(ontvanger=_OPGEHEVEN),
            jw307(STOP._replace(toewijzingnummer=None), ontvanger=_OPGEHEVEN),
        ),
        (
            "JW317",
            jw317(TE_WIJZIGEN._replace(ingangsdatum=oud.ingangsdatum), ontvanger=_OPGEHEVEN),
            jw317(TE_WIJZIGEN._replace(toewijzingnummer=7777), ontvanger=_OPGEHEVEN),
        ),
    ):
        yield Geval(
            "TR378",
            bericht,
            HEADER,
            stil,
            "no toewijzing from before that day is named",
            stil_maker,
            vuurt_maker,
            (toegewezen, goed(jw305(ontvanger=_OPGEHEVEN))) if bericht == "JW307" else (toegewezen,),
            getallen=(_OPGEHEVEN,),
        )
    yield Geval(
        "TR378",
        "JW323",
        HEADER,
        stil,
        "the lines name no toewijzing from before that day",
        jw323(ontvanger=_OPGEHEVEN),
        jw323(MAARTREGEL._replace(toewijzingnummer=7777), ontvanger=_OPGEHEVEN),
        (toegewezen,),
        getallen=(_OPGEHEVEN,),
    )


assert GEMEENTE not in (_OPGEHEVEN, _GEEN_GEMEENTE)
GEVALLEN = (*_algemeen(), *_herindeling())
