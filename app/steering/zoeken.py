"""Chains as they stand, one or a page of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from app.settings import Settings
from app.standard.werkdagen import Werkkalender
from app.steering.keten import Keten, Ketentoestand, leid_keten_af
from app.steering.klokken import Ketensignaal, klokken_van, signalen_van
from app.steering.termijnen import Klok
from app.store.ketens import (
    ALLE_KETENS,
    Ketenfilter,
    eigen_sleutel,
    ketens_van_client,
    lees_ketens,
    openbare_sleutels,
    zoek_ketens,
)
from app.store.ketenstukken import Ketensleutel
from app.store.opslag import SqlWerkeenheid

MEESTE_ONDERZOCHT = 500
"""Chains of which the state is worked out for one page that asks for a state."""


class Kader(NamedTuple):
    """On what a chain is looked at."""

    vandaag: date
    kalender: Werkkalender
    antwoorden_van_partner: bool
    """Whether the other party answers messages; else the service itself does."""


def kader_van(vandaag: date, kalender: Werkkalender, settings: Settings) -> Kader:
    """What the settings of the service make of it."""
    return Kader(vandaag, kalender, antwoorden_van_partner=settings.antwoorden_van == "partner")


class Ketenbeeld(NamedTuple):
    """A chain with its clocks and signals."""

    keten: Keten
    klokken: tuple[Klok, ...]
    """First due first."""
    signalen: tuple[Ketensignaal, ...]


class Ketenplek(NamedTuple):
    """Place of a chain in a list, as the world may see it."""

    client: UUID
    gemeente: str
    aanbieder: str


class Ketenpagina(NamedTuple):
    """A page of a list. ``verder`` is the place of the last chain that was looked at; None when that was the last."""

    ketens: list[Ketenbeeld]
    verder: Ketenplek | None


def lees_keten(werk: SqlWerkeenheid, plek: Ketenplek, kader: Kader) -> Ketenbeeld | None:
    """A chain; None when no message was ever about this client between these parties."""
    sleutels = ketens_van_client(werk.verbinding, plek.client)
    eigen = [een for een in sleutels if (een.gemeente, een.aanbieder) == (plek.gemeente, plek.aanbieder)]
    return next(iter(_beelden(werk, eigen, kader)), None)


def ketens_van(
    werk: SqlWerkeenheid, client: UUID, kader: Kader, filter_: Ketenfilter = ALLE_KETENS
) -> list[Ketenbeeld]:
    """The chains of a client."""
    return _beelden(werk, ketens_van_client(werk.verbinding, client, filter_), kader)


def zoek(
    werk: SqlWerkeenheid,
    filter_: Ketenfilter,
    toestand: Ketentoestand | None,
    kader: Kader,
    aantal: int,
    na: Ketenplek | None,
) -> Ketenpagina:
    """At most ``aantal`` chains after ``na``, by client.

    A state is worked out, not stored: with ``toestand`` a page may hold fewer while there are more to come.
    """
    vanaf = None
    if na is not None:
        client = eigen_sleutel(werk.verbinding, na.client)
        if client is None:
            return Ketenpagina([], None)
        vanaf = Ketensleutel(client, na.gemeente, na.aanbieder)
    onderzocht = aantal if toestand is None else MEESTE_ONDERZOCHT
    sleutels = zoek_ketens(werk.verbinding, filter_, onderzocht + 1, vanaf)
    verder = sleutels[onderzocht - 1] if len(sleutels) > onderzocht else None
    paren = list(zip(sleutels, _beelden(werk, sleutels[:onderzocht], kader), strict=False))
    passend = [(sleutel, beeld) for sleutel, beeld in paren if toestand in (None, beeld.keten.toestand)]
    if len(passend) > aantal:
        passend = passend[:aantal]
        verder = passend[-1][0]
    return Ketenpagina([beeld for _, beeld in passend], None if verder is None else _plek(werk, verder))


def _plek(werk: SqlWerkeenheid, sleutel: Ketensleutel) -> Ketenplek:
    client = openbare_sleutels(werk.verbinding, [sleutel.client])[sleutel.client]
    return Ketenplek(client, sleutel.gemeente, sleutel.aanbieder)


def _beelden(werk: SqlWerkeenheid, sleutels: list[Ketensleutel], kader: Kader) -> list[Ketenbeeld]:
    beelden = []
    for stukken in lees_ketens(werk.verbinding, sleutels):
        keten = leid_keten_af(stukken, kader.vandaag)
        klokken = klokken_van(keten, kader.vandaag, kader.kalender, antwoorden_van_partner=kader.antwoorden_van_partner)
        beelden.append(Ketenbeeld(keten, klokken, signalen_van(klokken)))
    return beelden
