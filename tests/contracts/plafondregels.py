"""Lines booked one after the other under a volumeplafond, by the same bookkeeping as the judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.contracts.plafonds import Plafondtoets, Volumeplafond
from app.rules.betaalstand import Betaalstand, sleutel_van
from tests.contracts.regios import afspraken


class Geboekt(NamedTuple):
    """What became of a line; amounts in eurocents."""

    gerealiseerd: int
    """Before the line."""
    bedrag: int
    na: int
    """What would be realised with the line."""
    betaalbaar: bool
    signaal: bool
    """Whether this is the line by which the signal percentage is reached."""
    honderdsten_procent: int


def boek(plafond: Volumeplafond, gerealiseerd: int, bedragen: Iterable[int]) -> Iterator[Geboekt]:
    """Book lines; what was above the signal percentage before them was reported before them."""
    sleutel = sleutel_van(plafond)
    gemeld = gerealiseerd * 100 >= plafond.signaal_pct * plafond.bedrag
    stand = Betaalstand(
        afspraken("rijnmond"), "0599", {sleutel: gerealiseerd}, frozenset({sleutel} if gemeld else ()), {}
    )
    for positie, bedrag in enumerate(bedragen):
        plaats = (1, positie)
        toets = Plafondtoets(plafond, stand.gerealiseerd[sleutel], bedrag)
        stand.boek_debet(plaats, toets)
        bereikt = stand.bereikt.get(sleutel)
        yield Geboekt(
            *(toets.gerealiseerd, bedrag, toets.na, stand.betalingen[plaats].betaalbaar),
            signaal=bereikt is not None and bereikt[0] == plaats,
            honderdsten_procent=toets.honderdsten_procent,
        )
