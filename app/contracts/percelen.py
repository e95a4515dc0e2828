"""The parts in which a regio buys: percelen, which Haaglanden calls segmenten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Perceel:
    """A part of the help that is bought by itself."""

    code: str
    naam: str
    plafond_toegestaan: bool = False
    """Whether a contract may have a volumeplafond here."""
    samenwerking_verplicht: bool = False
    """Whether a contract here needs a cooperation that is laid down beforehand."""
    gesloten: bool = False
    """Whether it is closed care (JeugdzorgPlus): what comes after it is followed (R127)."""
    benodigd_volume: int | None = None
    """How many trajectories the regio expects to need in a year; None: nobody said."""
    minimum_aanbieders: int | None = None
    """How many contracted aanbieders there have to be, so that there is a choice; None: nobody said."""
