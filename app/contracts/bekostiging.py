"""The forms in which help is paid, when, and in which instalments. Code knows forms, never a regio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.contracts.geldigheid import Geldigheid


class Vorm(Enum):
    """How help is paid."""

    PIC = "PIC"
    """One amount for a combination of profiel and intensiteit."""
    PXQ = "PXQ"
    """A price per unit, times the volume."""
    WEEKTARIEF = "WEEKTARIEF"
    """One amount a week for an arrangement component."""
    VAST_ARRANGEMENT = "VAST_ARRANGEMENT"
    """One fixed amount for the whole arrangement, whatever it takes."""
    TAAKGERICHT = "TAAKGERICHT"
    """A budget for a task: no toewijzing and no claim through messages."""

    @property
    def is_arrangement(self) -> bool:
        """Whether codes of a PIC are claimed, and not codes per unit."""
        return self in (Vorm.PIC, Vorm.WEEKTARIEF, Vorm.VAST_ARRANGEMENT)


class Peildatum(Enum):
    """Which day decides the tariff."""

    TOEWIJZING = "TOEWIJZING"
    """The Ingangsdatum of the toewijzing: one tariff for the whole trajectory."""
    PRODUCTPERIODE = "PRODUCTPERIODE"
    """The first day of the ProductPeriode of the claim."""


class Termijnsoort(Enum):
    """How an amount is divided over claims."""

    EENMALIG = "EENMALIG"
    """In one claim."""
    MAANDELIJKS = "MAANDELIJKS"
    """In equal parts a month, the remainder in the last."""
    START_EIND = "START_EIND"
    """A share at the start and the remainder at the end."""


@dataclass(frozen=True, slots=True)
class Termijnschema:
    """An instalment scheme."""

    soort: Termijnsoort
    aantal: int = 1
    """Number of months, for MAANDELIJKS."""
    start: int = 100
    """Percentage at the start, for START_EIND."""
    eind: int = 0
    """Percentage at the end, for START_EIND."""

    def __str__(self) -> str:
        match self.soort:
            case Termijnsoort.EENMALIG:
                return "EENMALIG"
            case Termijnsoort.MAANDELIJKS:
                return f"MAANDELIJKS {self.aantal}"
            case Termijnsoort.START_EIND:
                return f"START {self.start} EIND {self.eind}"


EENMALIG = Termijnschema(Termijnsoort.EENMALIG)


def lees_termijnschema(tekst: str) -> Termijnschema:
    """The scheme as files write it: EENMALIG, MAANDELIJKS 12 or START 70 EIND 30; raises ValueError."""
    match tekst.split():
        case ["EENMALIG"]:
            return EENMALIG
        case ["MAANDELIJKS", aantal] if aantal.isdecimal() and int(aantal) > 0:
            return Termijnschema(Termijnsoort.MAANDELIJKS, aantal=int(aantal))
        case ["START", start, "EIND", eind] if start.isdecimal() and eind.isdecimal():
            return Termijnschema(Termijnsoort.START_EIND, start=int(start), eind=int(eind))
    raise ValueError(tekst)


@dataclass(frozen=True, slots=True)
class Bekostiging:
    """One row of the timeline: how a perceel is paid in some gemeenten in a period."""

    perceel: str
    geldig: Geldigheid
    vorm: Vorm
    peildatum: Peildatum
    gemeenten: tuple[str, ...] = ()
    """CBS codes; empty: all of the regio."""
    termijnschema: Termijnschema | None = None
    pic_label_verplicht: bool = False
    """Whether a toewijzing per unit has to say its PIC too, for the figures."""
    toelichting: str = ""

    def betreft(self, gemeente: str, perceel: str, dag: date) -> bool:
        """Whether the row is about this gemeente, perceel and day."""
        return perceel == self.perceel and (not self.gemeenten or gemeente in self.gemeenten) and self.geldig.omvat(dag)
