"""The judgement as people and programs read it: one model for the API, the command line and the console."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.exchange.judgement import Finding, NotChecked, Signaal
from app.exchange.partnerweergave import OntvangenAntwoord, Partneroordeelweergave, toon_partner
from app.exchange.ports import Afhandeling
from app.exchange.weergavebasis import Weergave
from app.messages.pakket import Pakket
from app.messages.places import regelnummers

Oordeelnaam = Literal["goedgekeurd", "afgekeurd", "deels_afgekeurd", "aangehouden"]


class Bevinding(Weergave):
    """One broken rule."""

    regel: str = Field(description="Rule of the standard, for example TR418.", examples=["TR418"])
    niveau: int = Field(description="Control level: 2 message, 3 other messages, 4 external source.")
    retourcode: str = Field(description="Code in the national answer.", examples=["0611"])
    klasse: str = Field(description="Class of the message that carries the code.", examples=["Prestatie"])
    pad: str = Field(description="Place of the element in the message.")
    regelnummer: int | None = Field(description="Line in the message as it was sent, from 1.")
    gevonden: str = Field(description="What the message says.")
    verwacht: str = Field(description="What was expected.")
    vergeleken_met: str | None = Field(description="Earlier message, toewijzing or tariff it was held against.")
    uitleg: str = Field(description="Why, in Dutch, with the computation.")


class NietToetsbaar(Weergave):
    """A rule that could not be decided."""

    regel: str
    reden: str = Field(description="Which fact is missing, in Dutch.")
    aantal: int = Field(description="How often, in this message.")
    pad: str = Field(description="First place that it concerns.")


class Signalering(Weergave):
    """Something that someone has to see; never a reason to reject, and never in a national message."""

    code: str = Field(description="Rule of the standard, or a name of our own.", examples=["OP090x2"])
    voor: Literal["gemeente", "aanbieder", "beheerder"] = Field(description="Who has to act.")
    pad: str = Field(description="Place in the message that it is about.")
    verwijzing: str | None = Field(description="Earlier message or toewijzing that it is about.")
    uitleg: str = Field(description="What there is to see, in Dutch.")


class BerichtKop(Weergave):
    """What identifies a message."""

    code: str = Field(examples=["JW323"])
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date


class Retour(Weergave):
    """The national answer."""

    code: str = Field(examples=["JW325"])
    identificatie: str
    link: str | None = Field(description="Where the answer can be fetched; empty for a dry run.")


class Beoordeling(Weergave):
    """The judgement on one message."""

    id: UUID
    ontvangen: datetime
    release: str
    bericht: BerichtKop
    oordeel: Oordeelnaam
    retour: Retour | None
    bevindingen: tuple[Bevinding, ...]
    niet_toetsbaar: tuple[NietToetsbaar, ...]
    signalen: tuple[Signalering, ...]
    oefening: bool = Field(False, description="Handed in for practice: judged and answered, and nothing was kept.")
    partner: Partneroordeelweergave | None = Field(
        None, description="Only for an answer that a partner sent: what it says of the message that it answers."
    )
    antwoorden: tuple[OntvangenAntwoord, ...] = Field(
        (), description="Answers that partners sent on this message; our own answer is under retour."
    )


def toon(afhandeling: Afhandeling, adres: str | None = None, voor: str | None = None) -> Beoordeling:
    """The judgement of a message that was just handled; ``adres`` is the path of all messages, None for a dry run.

    With ``voor`` only the signals on which that party has to act.
    """
    header, antwoord, oordeel = afhandeling.bericht.header, afhandeling.retour, afhandeling.oordeel
    link = None if adres is None else f"{adres}/{afhandeling.id}/retour"
    retour = None
    if antwoord is not None:
        retour = Retour(code=antwoord.code, identificatie=antwoord.identificatie, link=link)
    partner = oordeel.partner and toon_partner(
        oordeel.partner,
        oordeel.complement,
        afhandeling.heen,
        release=afhandeling.release,
        code=afhandeling.soort.code,
        adres=adres,
    )
    return Beoordeling(
        id=afhandeling.id,
        ontvangen=afhandeling.ontvangen,
        release=afhandeling.release.naam,
        bericht=BerichtKop(
            code=afhandeling.soort.code,
            afzender=header.afzender,
            ontvanger=header.ontvanger,
            identificatie=header.identificatie,
            dagtekening=header.dagtekening,
        ),
        oordeel=afhandeling.oordeel.oordeel.value,
        retour=retour,
        bevindingen=toon_bevindingen(afhandeling.oordeel.bevindingen, afhandeling.levering.pakket),
        niet_toetsbaar=toon_niet_toetsbaar(afhandeling.oordeel.niet_toetsbaar),
        signalen=toon_signalen(oordeel.signalen, voor),
        oefening=afhandeling.oefening,
        partner=partner,
    )


def toon_bevindingen(bevindingen: Sequence[Finding], bericht: Pakket) -> tuple[Bevinding, ...]:
    """Findings with their line numbers, for which the message is read once more."""
    regels = regelnummers(bericht.open(), (bevinding.pad for bevinding in bevindingen)) if bevindingen else {}
    return tuple(
        Bevinding(
            regel=een.regel,
            niveau=een.niveau,
            retourcode=een.retourcode,
            klasse=een.klasse,
            pad=een.pad,
            regelnummer=regels[een.pad],
            gevonden=een.gevonden,
            verwacht=een.verwacht,
            vergeleken_met=een.vergeleken_met,
            uitleg=een.uitleg,
        )
        for een in bevindingen
    )


def toon_niet_toetsbaar(notities: Sequence[NotChecked]) -> tuple[NietToetsbaar, ...]:
    """What could not be checked."""
    return tuple(NietToetsbaar(regel=een.regel, reden=een.reden, aantal=een.aantal, pad=een.pad) for een in notities)


def toon_signalen(signalen: Sequence[Signaal], voor: str | None = None) -> tuple[Signalering, ...]:
    """What someone has to see; with ``voor`` only what that party has to act on."""
    return tuple(
        Signalering(code=een.code, voor=een.voor.value, pad=een.pad, verwijzing=een.verwijzing, uitleg=een.uitleg)
        for een in signalen
        if voor in (None, een.voor.value)
    )
