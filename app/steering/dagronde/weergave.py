"""Rounds as people and programs read them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from app.steering.dagronde.controle import Controle
from app.store.dagronde import Uitkomst


class ControleWeergave(BaseModel):
    """A check of the daily round."""

    model_config = ConfigDict(frozen=True)

    naam: str = Field(examples=["zwaarte"])
    titel: str = Field(description="What is looked at, in Dutch.")
    codes: tuple[str, ...] = Field(description="Kinds of signal that it keeps; see /api/v1/signaalsoorten.")


class UitkomstWeergave(BaseModel):
    """What a check came to in a round."""

    model_config = ConfigDict(frozen=True)

    dag: date = Field(description="The day for which was looked.")
    controle: str = Field(description="Name of the check.", examples=["zwaarte"])
    moment: datetime = Field(description="When the round was made.")
    gevonden: int = Field(description="How many signals are true on that day.")
    geopend: int = Field(description="How many of them were opened.")
    gesloten: int = Field(description="How many signals were closed, for they are no longer true.")
    mislukt: str | None = Field(description="Kind of the error that ended the check; empty when it went well.")


def toon_controle(controle: Controle) -> ControleWeergave:
    """A check of the daily round."""
    return ControleWeergave(naam=controle.naam, titel=controle.titel, codes=tuple(controle.domein.codes))


def toon_uitkomst(uitkomst: Uitkomst) -> UitkomstWeergave:
    """What a check came to."""
    return UitkomstWeergave(**uitkomst._asdict())
