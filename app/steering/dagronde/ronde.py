"""Makes the round: each check in turn, and each in small transactions, so that messages do not wait for it.

A round may be broken off anywhere and made again: what was opened is found to run, what was closed is not closed
twice. A check that goes wrong does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from app.exchange.judgement import VoorWie
from app.standard.werkdagen import Werkkalender
from app.steering.dagronde.controle import Controle, Rondekader, Vervallen
from app.steering.dagronde.controles import CONTROLES
from app.steering.dagronde.zaken import open_zaken
from app.store.dagronde import (
    Domein,
    Gevonden,
    Sleutel,
    Stand,
    Uitkomst,
    bewaar_uitkomst,
    laatste_dag,
    lees_standen,
    open_signalen,
    sluit_signalen,
)
from app.store.geboren import vul_geboortedata_aan
from app.store.opslag import SqlOpslag
from app.store.raadplegen import ONBEREIKBAAR

T = TypeVar("T")

MISLUKT = "DAGRONDE_MISLUKT"
_PER_KEER = 500
"""Signals that are written in one transaction."""


class DagGeweigerd(Exception):
    """No round is made for this day; the text says why, in Dutch."""


def draai(
    opslag: SqlOpslag,
    kalender: Werkkalender,
    nu: datetime,
    op: date | None = None,
    controles: Sequence[Controle] = CONTROLES,
) -> list[Uitkomst]:
    """Make the round for a day (None: the day of ``nu``) and give what each check came to.

    A day that was skipped needs no round of its own: what became true since is found as well. Raises DagGeweigerd
    for a day that is still to come, and for one before the last round: what is true since would be closed.
    """
    dag = nu.date() if op is None else op
    _controleer_dag(opslag, dag, nu.date())
    opslag.werk_bij()
    _vul_aan(opslag)
    kader = Rondekader(dag, kalender, opslag.kluis)
    uitkomsten = [_voer_uit(opslag, controle, kader, nu) for controle in controles]
    _voer_uit(opslag, _zelfcontrole(uitkomsten), kader, nu, bewaar=False)
    return uitkomsten


def _controleer_dag(opslag: SqlOpslag, dag: date, vandaag: date) -> None:
    if dag > vandaag:
        raise DagGeweigerd(f"{dag} moet nog komen; een ronde kijkt naar wat op een dag geldt.")
    with opslag.werkeenheid(schrijven=False) as werk:
        laatste = laatste_dag(werk.verbinding)
    if laatste is not None and dag < laatste:
        raise DagGeweigerd(
            f"Er is al een ronde gemaakt voor {laatste}. Een ronde voor {dag} zou sluiten wat sindsdien geldt; maak er "
            f"een voor {laatste} of later."
        )


def _vul_aan(opslag: SqlOpslag) -> None:
    """Dates of birth that were not kept when their JW301 came, before the service kept them."""
    verder: int | None = 0
    while verder is not None:
        with opslag.werkeenheid(schrijven=True) as werk:
            verder = vul_geboortedata_aan(werk.verbinding, opslag.kluis, verder, _PER_KEER)


def _voer_uit(
    opslag: SqlOpslag, controle: Controle, kader: Rondekader, nu: datetime, *, bewaar: bool = True
) -> Uitkomst:
    gevonden = geopend = gesloten = 0
    mislukt = None
    try:
        with opslag.werkeenheid(schrijven=False) as werk:
            # The register is read first: what a message opens in the meantime is then not closed by mistake.
            standen = lees_standen(werk.verbinding, controle.domein)
            alles = list(controle.zoek(werk, kader))
        waar = {een.sleutel: een for een in alles if isinstance(een, Gevonden)}
        gevonden = len(waar)
        te_openen = [een for sleutel, een in waar.items() if _ontbreekt(standen.get(sleutel))]
        redenen = {een.kenmerk: een.reden for een in alles if isinstance(een, Vervallen)}
        te_sluiten = _te_sluiten(controle, kader.dag, standen, waar, redenen)
        for sluitend in _stukken(list(te_sluiten.items())):
            with opslag.werkeenheid(schrijven=True) as werk:
                gesloten += sluit_signalen(werk.verbinding, kader.kluis, dict(sluitend), nu)
        for openend in _stukken(te_openen):
            with opslag.werkeenheid(schrijven=True) as werk:
                geopend += open_signalen(werk.verbinding, openend, nu)
                open_zaken(werk, kader.kluis, controle, openend, nu)
    except ONBEREIKBAAR:
        raise
    except Exception as fout:
        # Its text may quote what is stored, so only its kind is told.
        mislukt = type(fout).__name__[:80]
    uitkomst = Uitkomst(kader.dag, controle.naam, nu, gevonden, geopend, gesloten, mislukt)
    if bewaar:
        with opslag.werkeenheid(schrijven=True) as werk:
            bewaar_uitkomst(werk.verbinding, uitkomst)
    return uitkomst


def _ontbreekt(stand: Stand | None) -> bool:
    return stand is None or (not stand.loopt and stand.mag_opnieuw)


def _te_sluiten(
    controle: Controle,
    dag: date,
    standen: Mapping[Sleutel, Stand],
    waar: Mapping[Sleutel, Gevonden],
    redenen: Mapping[str, str],
) -> dict[int, str]:
    return {
        stand.id: f"Gesloten door de dagronde van {dag}. {redenen.get(sleutel.kenmerk, controle.niet_meer)}"
        for sleutel, stand in standen.items()
        if stand.loopt and sleutel not in waar
    }


def _stukken(rijen: Sequence[T]) -> Iterator[list[T]]:
    bron = iter(rijen)
    while stuk := list(islice(bron, _PER_KEER)):
        yield stuk


def _zelfcontrole(uitkomsten: Sequence[Uitkomst]) -> Controle:
    """What went wrong in this round is a signal too, and is closed when the check goes well again."""

    def zoek(*_: object) -> Iterator[Gevonden]:
        for een in uitkomsten:
            if een.mislukt is not None:
                uitleg = (
                    f"Controle {een.controle} van de dagronde van {een.dag} is niet gelukt ({een.mislukt}). De andere "
                    "controles zijn wel gedaan; maak de ronde opnieuw of meld de fout aan de maker."
                )
                yield Gevonden(MISLUKT, VoorWie.BEHEERDER, f"controle {een.controle}", uitleg)

    return Controle(
        "dagronde", "Controles die niet lukten.", Domein((MISLUKT,), "controle "), "De controle is nu gelukt.", zoek
    )
