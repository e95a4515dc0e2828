"""All figures for a talk with one aanbieder about one quarter (R149): which, and over which period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers import (
    financien,
    picmix,
    plafondgebruik,
    spiegel,
    uitval,
    uitvoering,
    verblijf,
    wachtlijsten,
    wachttijden,
    zwaarte,
)
from app.steering.stuurcijfers.stuurcijfer import OnmogelijkeVraag, Peiling, Stuurcijfer
from app.steering.uitkomsten.uitkomst import Periode
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie

JAAR: Final = 4
"""Quarters of a year: some figures need more trajectories than one quarter has."""


class Onderdeel(NamedTuple):
    """A part of the bundle: a figure, what it is asked, and over how many quarters up to the last day."""

    naam: str
    cijfer: Stuurcijfer[Any, Any]
    vraag: Mapping[str, Any] = MappingProxyType({})
    kwartalen: int = 1


ONDERDELEN: Final = (
    Onderdeel("volume", financien.CIJFER),
    Onderdeel("picmix", picmix.CIJFER),
    Onderdeel("zwaarte", zwaarte.CIJFER, kwartalen=JAAR),
    Onderdeel("verblijf", verblijf.CIJFER, kwartalen=JAAR),
    Onderdeel("wachttijden", wachttijden.CIJFER, {"per": "pic"}),
    Onderdeel("wachtlijsten", wachtlijsten.CIJFER),
    Onderdeel("uitval", uitval.CIJFER, {"per": "pic"}),
    Onderdeel("spiegel", spiegel.CIJFER, kwartalen=JAAR),
    Onderdeel("afkeuringen", uitvoering.AFKEURINGEN),
    Onderdeel("plafondgebruik", plafondgebruik.CIJFER),
)


class Bundelvraag(NamedTuple):
    """Whose bundle, of which quarter."""

    aanbieder: str
    kwartaal: Periode
    regio: str | None = None
    gemeente: str | None = None

    def periode(self, onderdeel: Onderdeel) -> tuple[date, date]:
        """First and last day of a part."""
        jaar, kwartaal = self.kwartaal.jaar, self.kwartaal.kwartaal or 1
        eerder, plaats = divmod(jaar * 4 + kwartaal - onderdeel.kwartalen, 4)
        return Periode(eerder, plaats + 1).van, self.kwartaal.tot


def reken_onderdeel(
    werk: SqlWerkeenheid, vraag: Bundelvraag, onderdeel: Onderdeel, vandaag: date
) -> tuple[Selectie, Sequence[Weergave]]:
    """A part: what it is about, and its rows; raises OnmogelijkeVraag for a quarter that has not begun."""
    if vraag.kwartaal.van > vandaag:
        raise OnmogelijkeVraag(f"Kwartaal {vraag.kwartaal.naam} is nog niet begonnen; kies een eerder kwartaal.")
    van, tot = vraag.periode(onderdeel)
    gemeenten = [] if vraag.gemeente is None else [vraag.gemeente]
    gesteld = onderdeel.cijfer.vraag(
        aanbieder=vraag.aanbieder, regio=vraag.regio, gemeente=gemeenten, van=van, tot=tot, **onderdeel.vraag
    )
    selectie = gesteld.selectie(vandaag)
    return selectie, onderdeel.cijfer.bereken(Peiling(werk, gesteld, selectie, vandaag))
