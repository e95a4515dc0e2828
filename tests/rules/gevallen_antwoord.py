"""Cases of the rules on Antwoord and Woonplaatsbeginsel of JW319."""

from __future__ import annotations

from collections.abc import Iterator

from app.messages.records import Woonplaatsbeginsel
from tests.bank import AFWIJZING, IN_ONDERZOEK
from tests.rules.berichten import jw315, jw319
from tests.rules.geval import ANTWOORD, WOONPLAATSBEGINSEL, Geval, goed

_GEVRAAGD = (goed(jw315()),)
_ELDERS = Woonplaatsbeginsel("0503")
_OM_WOONPLAATS = AFWIJZING._replace(reden_afwijzing="8")


def _redenen() -> Iterator[Geval]:
    yield Geval(
        "CD085",
        "JW319",
        ANTWOORD,
        "a refusal with a reason",
        "a refusal without one",
        jw319(),
        jw319(AFWIJZING._replace(reden_afwijzing=None)),
        _GEVRAAGD,
    )
    yield Geval(
        "CD086",
        "JW319",
        ANTWOORD,
        "in onderzoek, without a reason of refusal",
        "in onderzoek with one",
        jw319(IN_ONDERZOEK),
        jw319(IN_ONDERZOEK._replace(reden_afwijzing="2")),
        _GEVRAAGD,
        getallen=("RedenAfwijzingVerzoek 2",),
    )


def _woonplaatsen() -> Iterator[Geval]:
    yield Geval(
        "TR377",
        "JW319",
        ANTWOORD,
        "refused for the woonplaatsbeginsel (8), with the gemeente",
        "refused for it without the gemeente",
        jw319(_OM_WOONPLAATS, _ELDERS),
        jw319(_OM_WOONPLAATS),
        _GEVRAAGD,
        getallen=("reden 8",),
        afwezig=WOONPLAATSBEGINSEL,
    )
    yield Geval(
        "TR409",
        "JW319",
        WOONPLAATSBEGINSEL,
        "refused for another reason (5), no Woonplaatsbeginsel",
        "refused for another reason, with a Woonplaatsbeginsel",
        jw319(AFWIJZING._replace(reden_afwijzing="5")),
        jw319(AFWIJZING._replace(reden_afwijzing="5"), _ELDERS),
        _GEVRAAGD,
        getallen=("RedenAfwijzingVerzoek 5",),
    )
    yield Geval(
        "TR409",
        "JW319",
        WOONPLAATSBEGINSEL,
        "in onderzoek, no Woonplaatsbeginsel",
        "in onderzoek with a Woonplaatsbeginsel",
        jw319(IN_ONDERZOEK),
        jw319(IN_ONDERZOEK, _ELDERS),
        _GEVRAAGD,
        getallen=("RedenAfwijzingVerzoek leeg",),
    )


GEVALLEN = (*_redenen(), *_woonplaatsen())
