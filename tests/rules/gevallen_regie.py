"""Cases of the rules on StartProduct (JW305) and StopProduct (JW307)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.messages.records import StartProduct, StopProduct
from tests.bank import ANDER_KIND, START, STOP, TOEWIJZING
from tests.rules.berichten import (
    START_ZONDER,
    STOP_ZONDER,
    TIJDELIJKE_STOP,
    jw301,
    jw305,
    jw307,
    zonder,
    zonder_productcode,
)
from tests.rules.geval import START as START_PAD
from tests.rules.geval import STOP as STOP_PAD
from tests.rules.geval import Geval, Gezelschap, Stap, Treffer, goed

_TOEGEWEZEN = goed(jw301())
_GESTART = goed(jw305())
_GESTOPT = goed(jw307())
_TIJDELIJK = goed(jw307(TIJDELIJKE_STOP))
_ONBEKEND = 4242


def _start(regel: str, stil: str, basis: StartProduct, vuurt: str, mutatie: StartProduct, *opzet: Stap) -> Geval:
    return Geval(regel, "JW305", START_PAD, stil, vuurt, jw305(basis), jw305(mutatie), (_TOEGEWEZEN, *opzet))


def _stop(
    regel: str,
    stil: str,
    basis: StopProduct,
    vuurt: str,
    mutatie: StopProduct,
    *opzet: Stap,
    gezelschap: Gezelschap | None = None,
) -> Geval:
    return Geval(
        regel,
        "JW307",
        STOP_PAD,
        stil,
        vuurt,
        jw307(basis),
        jw307(mutatie),
        (_TOEGEWEZEN, _GESTART, *opzet),
        gezelschap=gezelschap,
    )


def _inhoud() -> Iterator[Geval]:
    for status in ("2", "9"):
        yield _start(
            "CS058",
            "StatusAanlevering 1",
            START,
            f"StatusAanlevering {status}",
            START._replace(status=status),
        )
        yield _stop("CS058", "StatusAanlevering 1", STOP, f"StatusAanlevering {status}", STOP._replace(status=status))
    yield _start(
        "TR134",
        "started on the Dagtekening",
        START._replace(begindatum=date(2026, 5, 6)),
        "started a day later",
        START._replace(begindatum=date(2026, 5, 7)),
    )
    yield _stop(
        "TR134",
        "ended on the Dagtekening",
        STOP._replace(einddatum=date(2026, 5, 6)),
        "ended a day later",
        STOP._replace(einddatum=date(2026, 5, 7)),
    )
    yield _stop(
        "TR018",
        "ended on the day it began",
        STOP._replace(einddatum=STOP.begindatum),
        "ended a day before it began",
        STOP._replace(einddatum=date(2026, 3, 31)),
    )
    yield Geval(
        "TR101",
        "JW305",
        START_PAD.replace("[1]", "[2]"),
        "a removal and a new start that differ in Begindatum",
        "two classes with one key: number, Product and Begindatum",
        jw305(START._replace(status="3"), START._replace(begindatum=date(2026, 4, 2))),
        jw305(START._replace(status="3"), START),
        (_TOEGEWEZEN, _GESTART),
    )
    yield Geval(
        "TR101",
        "JW305",
        START_PAD.replace("[1]", "[2]"),
        "two starts without number on different days",
        "on the same day: two empty numbers are equal",
        jw305(START_ZONDER, START_ZONDER._replace(begindatum=date(2026, 4, 2))),
        jw305(START_ZONDER, START_ZONDER),
    )
    yield Geval(
        "TR101",
        "JW307",
        STOP_PAD.replace("[1]", "[2]"),
        "a removal and a new stop that differ in Einddatum",
        "two classes with one key, RedenBeeindiging and Einddatum included",
        jw307(STOP._replace(status="3"), STOP._replace(einddatum=date(2026, 5, 5))),
        jw307(STOP._replace(status="3"), STOP),
        (_TOEGEWEZEN, _GESTART, _GESTOPT),
    )


def _toewijzing() -> Iterator[Geval]:
    yield _start(
        "TR019",
        "on a toewijzing of the client",
        START,
        "on a number that is no toewijzing",
        START._replace(toewijzingnummer=_ONBEKEND),
    )
    yield Geval(
        "TR019",
        "JW305",
        START_PAD,
        "on a toewijzing of the client",
        "on a toewijzing of another client",
        jw305(),
        jw305(kind=ANDER_KIND),
        (_TOEGEWEZEN,),
    )
    yield _start(
        "TR019",
        "on a toewijzing of the client",
        START._replace(toewijzingnummer=1002),
        "on one that was removed (RedenWijziging 13)",
        START,
        goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002))),
        goed(jw301(zonder(TOEWIJZING))),
    )
    yield _stop(
        "TR019",
        "of a delivery on a toewijzing of the client",
        STOP._replace(toewijzingnummer=1002),
        "of a delivery of which the toewijzing was removed since (RedenWijziging 13)",
        STOP,
        goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002))),
        goed(jw305(START._replace(toewijzingnummer=1002))),
        goed(jw301(zonder(TOEWIJZING))),
    )
    yield _stop(
        "TR019",
        "on a toewijzing of the client",
        STOP,
        "on a number that is no toewijzing",
        STOP._replace(toewijzingnummer=_ONBEKEND),
        gezelschap=Gezelschap(
            (Treffer("TR382", STOP_PAD),),
            "A start on an unknown number was refused too, so there is no start that the stop could repeat.",
        ),
    )
    yield _start(
        "TR381",
        "a product code of its categorie",
        START,
        "a code of another categorie",
        START._replace(categorie="43"),
    )
    yield _stop(
        "TR381",
        "no product code, as its start",
        STOP_ZONDER._replace(code=None),
        "a code that was taken off the list after the start",
        STOP_ZONDER,
        goed(jw305(START_ZONDER._replace(code=None), START_ZONDER)),
        zonder_productcode("45A04"),
    )


def _verwijderen() -> Iterator[Geval]:
    yield _start(
        "TR063",
        "removes a start that was sent",
        START._replace(status="3"),
        "removes one with another Begindatum",
        START._replace(status="3", begindatum=date(2026, 4, 2)),
        _GESTART,
    )
    yield _start(
        "TR063",
        "a start that was removed before is sent anew",
        START,
        "it is removed once more",
        START._replace(status="3"),
        _GESTART,
        goed(jw305(START._replace(status="3"))),
    )
    for wat, anders in (
        ("Einddatum", {"einddatum": date(2026, 5, 5)}),
        ("RedenBeeindiging", {"reden_beeindiging": "20"}),
        ("Product", {"code": "45A53"}),
    ):
        yield _stop(
            "TR063",
            "removes a stop that was sent",
            STOP._replace(status="3"),
            f"removes one with another {wat}",
            STOP._replace(status="3", **anders),
            _GESTOPT,
        )
    yield _start(
        "TR071",
        "removes a start of which the stop was removed",
        START._replace(status="3", begindatum=date(2026, 4, 20)),
        "removes a start that has a stop",
        START._replace(status="3"),
        _GESTART,
        goed(jw307(STOP._replace(einddatum=date(2026, 4, 19)))),
        goed(jw305(START._replace(begindatum=date(2026, 4, 20)))),
        goed(jw307(STOP._replace(begindatum=date(2026, 4, 20)))),
        goed(jw307(STOP._replace(begindatum=date(2026, 4, 20), status="3"))),
    )


def _herhalen() -> Iterator[Geval]:
    yield _start(
        "TR074",
        "after a stop, a start with another Begindatum",
        START._replace(begindatum=date(2026, 5, 5)),
        "after a stop, the same start once more",
        START,
        _GESTART,
        _GESTOPT,
    )
    for reden, eerste, ander in (("31", STOP, "TR415"), ("20", TIJDELIJKE_STOP, "TR413")):
        yield _stop(
            "TR074",
            f"removes the stop (reden {reden})",
            eerste._replace(status="3"),
            f"the same stop (reden {reden}) once more",
            eerste,
            goed(jw307(eerste)),
            gezelschap=Gezelschap(
                (Treffer(ander, STOP_PAD),),
                "RedenBeeindiging is part of the key of a stop, so a stop that comes twice is a second "
                "temporary one (TR413) or follows a definitive one (TR415).",
            ),
        )
    yield _start(
        "TR326",
        "after a temporary stop, the delivery starts again",
        START._replace(begindatum=date(2026, 5, 5), toewijzingnummer=1002),
        "a delivery that runs is started again",
        START._replace(begindatum=date(2026, 5, 5)),
        _GESTART,
        goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002))),
        goed(jw305(START._replace(toewijzingnummer=1002))),
        goed(jw307(TIJDELIJKE_STOP._replace(toewijzingnummer=1002))),
    )
    yield _start(
        "TR326",
        "another product, on another toewijzing",
        START._replace(code="45A53", toewijzingnummer=1002),
        "another product, on a toewijzing on which a delivery runs",
        START._replace(code="45A53"),
        _GESTART,
        goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002, code="45A53"))),
    )


def _stoppen() -> Iterator[Geval]:
    for wat, anders in (
        ("Begindatum", {"begindatum": date(2026, 4, 2)}),
        ("Product", {"code": "45A53"}),
    ):
        yield _stop(
            "TR382",
            "number, Product and Begindatum as in the start",
            STOP,
            f"another {wat} than the start",
            STOP._replace(**anders),
        )
    yield _stop(
        "TR413",
        "after a temporary stop a definitive one",
        STOP._replace(einddatum=date(2026, 5, 5)),
        "after a temporary stop another temporary one",
        TIJDELIJKE_STOP._replace(einddatum=date(2026, 5, 5)),
        _TIJDELIJK,
    )
    yield _stop(
        "TR414",
        "a definitive stop on the day of the temporary one",
        STOP,
        "a definitive stop a day before the temporary one",
        STOP._replace(einddatum=date(2026, 5, 3)),
        _TIJDELIJK,
    )
    yield _stop(
        "TR415",
        "removes a definitive stop",
        STOP._replace(status="3"),
        "a stop after a definitive one",
        STOP._replace(einddatum=date(2026, 5, 5)),
        _GESTOPT,
    )
    yield _stop(
        "TR415",
        "a definitive stop after a temporary one",
        STOP._replace(einddatum=date(2026, 5, 5)),
        "a temporary stop after a definitive one of another delivery day",
        TIJDELIJKE_STOP._replace(begindatum=date(2026, 5, 5), einddatum=date(2026, 5, 6)),
        _TIJDELIJK,
        goed(jw305(START._replace(begindatum=date(2026, 5, 5)))),
        goed(jw307(STOP._replace(begindatum=date(2026, 5, 5), einddatum=date(2026, 5, 5)))),
    )


GEVALLEN = (*_inhoud(), *_toewijzing(), *_verwijderen(), *_herhalen(), *_stoppen())
