"""Signals as people and programs read them, and what a user may say about one."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.standard.release import Release
from app.standard.rollen import Rol
from app.standard.signaalsoorten import Feit, Signaalsoort, Soort, Voor, laad_signaalsoorten
from app.steering.weergave import Adressen
from app.store.signalen import Signaalrij, Spoor

Signaaltoestand = Literal["open", "verklaard", "gesloten"]
Door = Rol | Literal["dagronde", "knoop"]
"""Who took a step: a role, or this service itself: in its daily round, or because of what was told."""
LANGSTE_TOELICHTING = 1000

_VERWIJZING = re.compile(r"(?:toewijzing (?P<toewijzing>[0-9]{1,9})|bericht (?P<bericht>[0-9a-f-]{36}))")


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True)


class SignaalsoortWeergave(_Weergave):
    """A kind of signal."""

    code: str = Field(description="Rule of the standard, or a name of our own in capitals.", examples=["OP087"])
    soort: Soort = Field(
        description="About one message (procedure), the answer of a partner (retour), agreements and payment "
        "(contract), or many clients or the service itself (sturing). A term that has run out (termijn) is not kept: "
        "/api/v1/termijnen and the chain tell it."
    )
    voor: tuple[Voor, ...] = Field(description="Who has to act; when there are more, each signal says which of them.")
    titel: str = Field(description="In Dutch.")
    uitleg: str = Field(description="What is the matter, or the rule that was not followed, in Dutch.")
    bron: tuple[str, ...] = Field(description="Requirements that it comes from; empty for a rule of the standard.")
    opgelost_door: tuple[Feit, ...] = Field(description="Facts about the toewijzing that close it by themselves.")


class SignaalInLijst(_Weergave):
    """A signal that was kept."""

    id: UUID
    moment: datetime = Field(description="When it was made.")
    code: str = Field(description="Kind of signal; see /api/v1/signaalsoorten.", examples=["OP087"])
    titel: str | None = Field(description="The kind in words; empty when the release that is in use lacks it.")
    voor: Voor = Field(description="Who has to act.")
    toestand: Signaaltoestand
    gemeente: str | None = Field(description="CBS code; empty when it is not about one gemeente.")
    aanbieder: str | None = Field(description="AGB code; empty when it is not about one aanbieder.")
    pad: str | None = Field(description="Place in the message; empty when it is not about one message.")
    uitleg: str = Field(description="What there is to see, in Dutch.")
    verwijzing: str | None = Field(description="Earlier message or toewijzing that it is about.")
    bericht_code: str | None = Field(description="Kind of message in which it was seen.", examples=["JW325"])
    bericht: str | None = Field(description="Link to that message.")
    toewijzing: str | None = Field(description="Link to the toewijzing that it is about.")
    eerder_bericht: str | None = Field(description="Link to the earlier message that it is about.")
    keten: str | None = Field(description="Link to the chain; empty when it is not about one client.")
    link: str = Field(description="Where the signal is, with what became of it.")


class Spoorweergave(_Weergave):
    """A step in what became of a signal."""

    moment: datetime
    van: Signaaltoestand
    naar: Signaaltoestand
    door: Door = Field(
        description="In which role; dagronde: it was no longer true; knoop: something was told that solves it."
    )
    toelichting: str


class SignaalWeergave(SignaalInLijst):
    """A signal and what became of it."""

    spoor: tuple[Spoorweergave, ...] = Field(description="First step first; empty while nobody did anything.")
    zaken: str = Field(description="Link to the cases that it led to.")


def toon_soort(soort: Signaalsoort) -> SignaalsoortWeergave:
    """A kind of signal."""
    return SignaalsoortWeergave.model_validate(soort._asdict())


def codes_van(release: Release, soort: Soort) -> frozenset[str]:
    """The codes of all signals of a kind."""
    return frozenset(een.code for een in laad_signaalsoorten(release).values() if een.soort == soort)


def toon_in_lijst(rij: Signaalrij, release: Release, adressen: Adressen) -> SignaalInLijst:
    """A signal in a list."""
    return SignaalInLijst.model_validate(_velden(rij, release, adressen))


def toon_signaal(rij: Signaalrij, spoor: tuple[Spoor, ...], release: Release, adressen: Adressen) -> SignaalWeergave:
    """A signal with what became of it."""
    stappen = [{"van": een.van, **een.stap._asdict()} for een in spoor]
    verder = {"spoor": stappen, "zaken": adressen.zaken_van_signaal(rij.openbaar)}
    return SignaalWeergave.model_validate({**_velden(rij, release, adressen), **verder})


def _velden(rij: Signaalrij, release: Release, adressen: Adressen) -> dict[str, object]:
    soort = laad_signaalsoorten(release).get(rij.code)
    over = _VERWIJZING.fullmatch(rij.verwijzing or "")
    nummer, eerder = (over["toewijzing"], over["bericht"]) if over else (None, None)
    keten = None
    if rij.gemeente and rij.aanbieder and rij.client:
        keten = adressen.keten(rij.gemeente, rij.aanbieder, rij.client)
    return {
        **rij._asdict(),
        "id": rij.openbaar,
        "titel": soort and soort.titel,
        "pad": rij.pad or None,
        "bericht": rij.bericht_id and adressen.bericht(rij.bericht_id),
        "toewijzing": adressen.toewijzing(rij.gemeente, int(nummer)) if rij.gemeente and nummer else None,
        "eerder_bericht": adressen.bericht(UUID(eerder)) if eerder else None,
        "keten": keten,
        "link": adressen.signaal(rij.openbaar),
    }
