"""What a case of a rule is: a message in which the rule is silent, and a mutation after which it fires."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from app.standard.release import laad_release
from tests.bank import Bank
from tests.rules.bewerken import Maker

Stap = Callable[[Bank], object]
"""What happened before: a message that has to be approved, another clock, other agreements."""

CLIENT = "/Bericht/Client"
RELATIE = f"{CLIENT}/Relaties/Relatie[1]"
RELATIECONTACT = f"{RELATIE}/Contact"
CONTACT = f"{CLIENT}/Contactgegevens/Contact[2]"
PRODUCT = f"{CLIENT}/ToegewezenProducten/ToegewezenProduct[1]"
PRODUCT_2 = f"{CLIENT}/ToegewezenProducten/ToegewezenProduct[2]"
START = f"{CLIENT}/StartProducten/StartProduct[1]"
STOP = f"{CLIENT}/StopProducten/StopProduct[1]"
AANGEVRAAGD = f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct[1]"
AANGEVRAAGD_2 = f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct[2]"
VERZOEK = f"{CLIENT}/Verzoek"
ONGEWIJZIGD_2 = f"{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[2]"
TE_WIJZIGEN = f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[1]"
TE_WIJZIGEN_2 = f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[2]"
NIEUW = f"{VERZOEK}/NieuweProducten/NieuwProduct[1]"
NIEUW_2 = f"{VERZOEK}/NieuweProducten/NieuwProduct[2]"
ANTWOORD = "/Bericht/Antwoord"
WOONPLAATSBEGINSEL = f"{ANTWOORD}/Woonplaatsbeginsel"
HEADER = "/Bericht/Header"
DECLARATIE = "/Bericht/Declaratie"
DECLARATIECLIENT = f"{DECLARATIE}/Clienten/Client[1]"
REGEL = f"{DECLARATIECLIENT}/Prestaties/Prestatie[1]"
REGEL_2 = f"{DECLARATIECLIENT}/Prestaties/Prestatie[2]"


class Treffer(NamedTuple):
    """A rule that fires on a class instance."""

    regel: str
    pad: str


@dataclass(frozen=True)
class Gezelschap:
    """Findings that cannot be kept apart from the one that a case is about, and why."""

    treffers: tuple[Treffer, ...]
    reden: str
    """One sentence, from the wording of the standard."""


@dataclass(frozen=True)
class Geval:
    """One way in which a rule can be broken.

    After ``opzet`` the message ``basis`` is approved as a whole; ``mutatie`` is the same message with one
    thing changed, and then exactly this rule fires on the class instance ``pad`` (plus ``gezelschap``).
    """

    regel: str
    bericht: str
    pad: str
    stil: str
    """What the silent message is like."""
    vuurt: str
    """What the mutation does."""
    basis: Maker
    mutatie: Maker
    opzet: tuple[Stap, ...] = ()
    gezelschap: Gezelschap | None = None
    getallen: tuple[str, ...] = ()
    """Figures that the explanation has to hold, so that a person can recompute it."""
    afwezig: str = ""
    """Path of the class that the catalogue names, where that is absent when the rule fires."""

    @property
    def klasse(self) -> str:
        """Name of the class that carries the code."""
        return re.sub(r"\[\d+\]", "", self.pad).rpartition("/")[2]

    @property
    def klassepad(self) -> str:
        """Path of the class below Bericht, as the catalogue writes it."""
        return klassepad(self.afwezig or self.pad)

    @property
    def retourcode(self) -> str:
        """The code of the rule."""
        return laad_release().regels[self.regel].retourcode

    @property
    def niveau(self) -> int:
        """The control level of the rule."""
        return laad_release().regels[self.regel].niveau

    @property
    def treffers(self) -> tuple[Treffer, ...]:
        """All that fires."""
        return (Treffer(self.regel, self.pad), *(self.gezelschap.treffers if self.gezelschap else ()))

    @property
    def id(self) -> str:
        """Name of the test."""
        plaats = "Relatie.Contact" if self.pad.endswith("]/Contact") else self.klasse
        return f"{self.regel}-{self.bericht}-{plaats}-{self.vuurt.replace(' ', '_')}"


@dataclass(frozen=True)
class XsdGeval:
    """A rule that the XSD holds: the message is refused, with the fault on this element."""

    regel: str
    bericht: str
    pad: str
    """Path of the class."""
    element: str
    """Element of the class; "" for the class itself."""
    vuurt: str
    basis: Maker
    mutatie: Maker
    opzet: tuple[Stap, ...] = ()

    @property
    def element_pad(self) -> str:
        """Path of the element that is refused."""
        return f"{self.pad}/{self.element}".rstrip("/")


@dataclass(frozen=True)
class OntoetsbaarGeval:
    """A message on which a rule cannot be decided: no finding, and the reason why is told."""

    regel: str
    bericht: str
    wanneer: str
    bericht_maker: Maker
    reden: str
    """Words that the reason has to hold."""
    opzet: tuple[Stap, ...] = ()
    ook: tuple[str, ...] = ()
    """Other rules that miss the same fact."""
    aantal: int = 1
    """How many class instances it concerns."""


def klassepad(pad: str) -> str:
    """Path of a class below Bericht without positions."""
    return re.sub(r"\[\d+\]", "", pad).removeprefix("/Bericht/")


def goed(maak: Maker) -> Stap:
    """A set-up step: hand in a message that has to be approved."""

    def stap(bank: Bank) -> object:
        return bank.goed(maak(bank))

    return stap
