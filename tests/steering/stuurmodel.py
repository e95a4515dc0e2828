"""Trajectories made by chance, and the same ones in plain Python to work figures out with."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from app.contracts.verwijzing import Verwijzing
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie
from tests.steering.stuurwereld import AANBIEDERS, ETMAAL, GEMEENTEN, GESLOTEN_PIC, PROFIELEN, TARIEVEN, TREDEN, Traject

VANDAAG = date(2026, 5, 6)
JAAR = Selectie(date(2025, 6, 1), VANDAAG)
ZWAAR = ("C", "D")


def trajecten(zaad: int, aantal: int = 250) -> list[Traject]:
    """Chance made the same every time."""
    kans = random.Random(zaad)
    alle = []
    for _ in range(aantal):
        ingang = date(2025, 1, 1) + timedelta(days=kans.randrange(480))
        einde = None if kans.random() < 0.1 else ingang + timedelta(days=kans.randrange(200))
        perceel = kans.choice(("SPEC", "HOOG"))
        pic = (perceel, kans.choice(PROFIELEN), kans.choice(TREDEN))
        if perceel == "SPEC" and kans.random() < 0.15:
            pic = GESLOTEN_PIC
        stop = ingang + timedelta(days=kans.randrange(250))
        alle.append(
            Traject(
                gemeente=kans.choice(GEMEENTEN),
                aanbieder=kans.choice(AANBIEDERS[:4]),
                client=kans.randrange(1, 90),
                pic=None if perceel == "HOOG" and kans.random() < 0.1 else pic,
                ingang=ingang,
                einde=einde,
                toegewezen=ingang - timedelta(days=kans.randrange(20)),
                bedragen=tuple(
                    (date(2026, kans.randrange(1, 6), 1), kans.randrange(-5_000, 900_000))
                    for _ in range(kans.randrange(4))
                ),
                afgekeurd=((date(2026, 1, 1), kans.randrange(1000)),) if kans.random() < 0.2 else (),
                gestart=ingang + timedelta(days=kans.randrange(30)) if kans.random() < 0.8 else None,
                gestopt=(stop, kans.choice(("31", "32", "33", "34", "35", "02", "36", "20")))
                if stop < VANDAAG
                else None,
                verwijzer=kans.choice((None, "01", "02")),
                verzocht=ingang - timedelta(days=30),
                verwijderd=kans.random() < 0.05,
                volume=kans.randrange(1, 40),
                verwijzing=_verwijzing(kans, ingang) if kans.random() < 0.6 else None,
            )
        )
    return alle


def _verwijzing(kans: random.Random, ingang: date) -> Verwijzing:
    team = kans.choice((None, "OOST", "WEST"))
    return Verwijzing(
        verwijzersoort=kans.choice((None, "01", "02", "04", "05")),
        lokaal_team=team,
        lokaal_team_op=None
        if team is None or kans.random() < 0.4
        else ingang + timedelta(days=kans.randrange(-60, 60)),
        perspectiefplan_op=ingang if kans.random() < 0.3 else None,
        uit_gesloten=kans.choice((None, None, True, False)),
    )


class Model:
    """The same trajectories, in plain Python."""

    def __init__(self, alle: Iterable[Traject]):
        self.alle = [een for een in alle if not een.verwijderd]

    @staticmethod
    def verplicht(een: Traject) -> int:
        if een.per_eenheid or een.pic is None:
            return (een.volume or 1) * ETMAAL
        return TARIEVEN[een.pic[2]]

    def perceel(self, een: Traject) -> str:
        return "HOOG" if een.pic is None else een.pic[0]

    def begonnen(self) -> list[Traject]:
        return [een for een in self.alle if JAAR.van <= een.ingang <= JAAR.tot]


R = TypeVar("R", bound=Weergave)


def reken(werk: SqlWerkeenheid, cijfer: Stuurcijfer[Any, R], **vraag: Any) -> Sequence[R]:
    """The rows of a figure over the year up to today."""
    gesteld = cijfer.vraag(**vraag)
    gekozen = gesteld.selectie(VANDAAG)._replace(van=JAAR.van, tot=JAAR.tot)
    return cijfer.bereken(Peiling(werk, gesteld, gekozen, VANDAAG))
