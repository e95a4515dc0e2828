"""Who nears eighteen or is older while help runs (R131): counts per gemeente, and for a gemeente the toewijzingen.

Counts under ten are not shown, nor what subtraction would give away. So they are always worked out for all gemeenten,
whatever is asked; a question only chooses which rows are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.messages.records import Geboortedatum
from app.rules.lokaal.leeftijd import UITERSTE_LEEFTIJD, VOLWASSEN, is_op, zeventien_en_half
from app.steering.onderdrukking import Boom, wat_zichtbaar_is
from app.store.lopend import LopendeToewijzing, lopende_toewijzingen
from app.store.opslag import SqlWerkeenheid

_TABEL = "gemeente"


class Leeftijdsgroep(StrEnum):
    """How old who nears eighteen is."""

    BIJNA_18 = "17,5 tot 18"
    TOT_23 = "18 tot 23"
    VANAF_23 = "23 en ouder"


class Volwassenwording(NamedTuple):
    """A toewijzing that runs, and how old its client is; no birthday."""

    toewijzing: LopendeToewijzing
    groep: Leeftijdsgroep


class Telling(NamedTuple):
    """Clients of seventeen and a half or older with help on a day. None: too few to show."""

    regio: str
    gemeente: str | None
    """None: all of the regio; who has help in two gemeenten counts twice."""
    clienten: int | None
    bijna_18: int | None
    vanaf_18: int | None


def groep_op(geboren: Geboortedatum, dag: date) -> Leeftijdsgroep | None:
    """How old a client certainly is on a day; None for who is younger than seventeen and a half."""
    if is_op(geboren, UITERSTE_LEEFTIJD, dag):
        return Leeftijdsgroep.VANAF_23
    if is_op(geboren, VOLWASSEN, dag):
        return Leeftijdsgroep.TOT_23
    half = zeventien_en_half(geboren)
    return Leeftijdsgroep.BIJNA_18 if half is not None and half <= dag else None


def volwassenwordenden(werk: SqlWerkeenheid, dag: date, gemeente: str | None = None) -> Iterator[Volwassenwording]:
    """Toewijzingen that have begun and run on the day, of who is seventeen and a half or older; by client."""
    for een in lopende_toewijzingen(werk.verbinding, werk.kluis, dag, gemeente):
        groep = groep_op(een.geboren, dag) if een.ingangsdatum <= dag else None
        if groep is not None:
            yield Volwassenwording(een, groep)


def tel(werk: SqlWerkeenheid, dag: date) -> list[Telling]:
    """Counts per gemeente and per regio, as far as they may be shown."""
    gezien = set[tuple[int, str]]()
    delen: dict[str, dict[str, list[int]]] = {}
    for toewijzing, groep in volwassenwordenden(werk, dag):
        sleutel = (toewijzing.client_id, toewijzing.gemeente)
        if toewijzing.regio is None or sleutel in gezien:
            continue
        gezien.add(sleutel)
        per_groep = delen.setdefault(toewijzing.regio, {}).setdefault(toewijzing.gemeente, [0, 0])
        per_groep[groep is not Leeftijdsgroep.BIJNA_18] += 1
    return list(_tellingen(delen))


def _tellingen(delen: dict[str, dict[str, list[int]]]) -> Iterator[Telling]:
    blokken = {regio: [sum(kolom) for kolom in zip(*rijen.values(), strict=True)] for regio, rijen in delen.items()}
    totaal = [sum(kolom) for kolom in zip(*blokken.values(), strict=True)] if blokken else [0, 0]
    samen = wat_zichtbaar_is(
        Boom(
            [sum(totaal)],
            {regio: [sum(paar)] for regio, paar in blokken.items()},
            {(regio, _TABEL): {naam: [sum(paar)] for naam, paar in rijen.items()} for regio, rijen in delen.items()},
        )
    )
    apart = wat_zichtbaar_is(Boom(totaal, blokken, {(regio, _TABEL): rijen for regio, rijen in delen.items()}), samen)
    for regio in sorted(delen):
        yield _telling(regio, None, blokken[regio], regio in samen.blokken, regio in apart.blokken)
        for gemeente, paar in sorted(delen[regio].items()):
            rij = (regio, _TABEL, gemeente)
            yield _telling(regio, gemeente, paar, rij in samen.rijen, rij in apart.rijen)


def _telling(regio: str, gemeente: str | None, paar: list[int], met_som: bool, met_delen: bool) -> Telling:
    bijna, vanaf = paar if met_delen else (None, None)
    return Telling(regio, gemeente, sum(paar) if met_som else None, bijna, vanaf)
