"""Agreements as they were at a moment, for who explains afterwards what was decided then."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.contracts.afspraken import Afspraken
from app.store import tables as t
from app.store.contracten import uit_bytes

_MEEST = 4
"""Loads that are held in memory: who reads in order of time needs few at a time."""


class Geldend(NamedTuple):
    """The load of a regio that was in force."""

    versie: int
    afspraken: Afspraken


class Ladingen:
    """Finds the load of a regio that was in force at a moment. It holds no connection, so it can outlive one."""

    def __init__(self) -> None:
        self._versies: dict[str, tuple[list[datetime], list[int]]] = {}
        self._gelezen: OrderedDict[tuple[str, int], Afspraken] = OrderedDict()
        self._leden: dict[str, list[tuple[str, date, date | None]]] = {}

    def op(self, verbinding: Connection, regio: str, moment: datetime) -> Geldend:
        """What was in force; before the first load, that one."""
        if regio not in self._versies:
            rij = t.regiolading.c
            vraag = select(rij.versie, rij.geladen).where(rij.regio == regio).order_by(rij.versie)
            alle = verbinding.execute(vraag).all()
            self._versies[regio] = [een.geladen for een in alle], [een.versie for een in alle]
        momenten, versies = self._versies[regio]
        versie = versies[max(bisect_right(momenten, moment) - 1, 0)]
        return Geldend(versie, self._lees(verbinding, regio, versie))

    def _lees(self, verbinding: Connection, regio: str, versie: int) -> Afspraken:
        sleutel = (regio, versie)
        if sleutel not in self._gelezen:
            rij = t.regiolading.c
            vraag = select(rij.inhoud).where(rij.regio == regio, rij.versie == versie)
            self._gelezen[sleutel] = Afspraken(uit_bytes(verbinding.execute(vraag).scalar_one()))
            if len(self._gelezen) > _MEEST:
                self._gelezen.popitem(last=False)
        self._gelezen.move_to_end(sleutel)
        return self._gelezen[sleutel]

    def regio_van(self, verbinding: Connection, gemeente: str, dag: date) -> str | None:
        """The regio of a gemeente on a day, else the last one that it belonged to; None when it never did."""
        if gemeente not in self._leden:
            lid = t.regio_gemeente.c
            vraag = select(lid.regio, lid.van, lid.tot).where(lid.gemeente == gemeente).order_by(lid.van.desc())
            self._leden[gemeente] = [(rij.regio, rij.van, rij.tot) for rij in verbinding.execute(vraag)]
        leden = self._leden[gemeente]
        passend = [regio for regio, van, tot in leden if van <= dag and (tot is None or dag <= tot)]
        return next(iter(passend or [regio for regio, *_ in leden]), None)
