"""What a check of the daily round is: a name, the signals that it keeps, and a function that says what is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from app.contracts.zaak import Waarde
from app.standard.werkdagen import Werkkalender
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid
from app.store.privacy import Kluis
from app.store.zaken import Onderwerp


class Rondekader(NamedTuple):
    """On what a check looks."""

    dag: date
    """The day for which the round is made."""
    kalender: Werkkalender
    kluis: Kluis


class Vervallen(NamedTuple):
    """Why what has this kenmerk is not true (any more), where a check can say more than its ``niet_meer``."""

    kenmerk: str
    reden: str
    """Dutch, with numbers."""


class Zaakvoorstel(NamedTuple):
    """A case of people that is opened for what was found."""

    soort: str
    """A code of ``laad_zaaksoorten``; the beheerder has to be allowed to open it."""
    onderwerp: Onderwerp
    kenmerk: str
    """While a case with it runs, no other is opened."""
    gegevens: Mapping[str, Waarde]
    """What the kind of case asks."""


class Controle(NamedTuple):
    """One check. It says what is true on a day, whatever was found before; the round does the rest."""

    naam: str
    """In small letters, at most 32; it is in the list of rounds."""
    titel: str
    """What is looked at, in a Dutch sentence."""
    domein: Domein
    """The signals that it keeps. What is in it and is not found is closed, also when a message brought it about."""
    niet_meer: str
    """Dutch: why a signal is closed of which the check says nothing."""
    zoek: Callable[[SqlWerkeenheid, Rondekader], Iterable[Gevonden | Vervallen]]
    """Everything that is true, in a few queries; it only reads."""
    opent: Callable[[Gevonden], Zaakvoorstel | None] | None = None
    """The case that goes with a signal which is opened."""
