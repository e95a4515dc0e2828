"""Deliveries that are not taken in."""

from __future__ import annotations

from app.messages.problems import Fout


class LeveringGeweigerd(Exception):
    """A delivery that is not taken in; nothing of it was kept. No text of it holds a value that was sent."""

    def __init__(self, fouten: tuple[Fout, ...], *, mogelijk_bsn: bool = False):
        super().__init__(f"{len(fouten)} faults")
        self.fouten = fouten
        self.mogelijk_bsn = mogelijk_bsn


class UitkomstGeweigerd(LeveringGeweigerd):
    """A delivery of outcomes that is not taken in."""


class LabelGeweigerd(LeveringGeweigerd):
    """A PIC label that is in no agreement."""


class VerwijzingGeweigerd(LeveringGeweigerd):
    """A verwijzing that is not taken in."""
