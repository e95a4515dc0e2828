"""How an answer that a partner sent is shown: its codes with our explanations, and a JW325 with every line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.exchange.judgement import Complement, Partnercode, Partneroordeel, Regelstaat
from app.exchange.weergavebasis import Weergave
from app.messages.records import Declaratiebericht, Ontvangen
from app.standard.release import Release

Uitkomst = Literal["toegekend", "afgekeurd", "niet beoordeeld", "onbekend"]
Partnerverdict = Literal["goedgekeurd", "afgekeurd", "deels_afgekeurd"]
_UITKOMSTEN: dict[int, Uitkomst] = {
    Regelstaat.ONBEKEND: "onbekend",
    Regelstaat.TOEGEKEND: "toegekend",
    Regelstaat.AFGEKEURD: "afgekeurd",
    Regelstaat.NIET_BEOORDEELD: "niet beoordeeld",
}
_KLASSE_IN_HEEN = {"DeclaratieAntwoord": "Declaratie"}
"""Class of an answer that has another name in the message that is answered."""


class Regeluitleg(Weergave):
    """A rule that can be behind a code of a partner."""

    regel: str = Field(examples=["TR418"])
    titel: str
    uitleg: str = Field(description="What has to hold, in Dutch.")


class Partnerbevinding(Weergave):
    """A code that a partner put on a class of its answer."""

    klasse: str
    pad: str = Field(description="Place of the class in the answer.")
    retourcode: str = Field(examples=["0611"])
    omschrijving: str = Field(description="Text of the code in code list WJ001, in our words.")
    regels: tuple[Regeluitleg, ...] = Field(
        description="Rules that give this code on this class. Empty for 0001, which every rule of level 2 gives, "
        "and for codes that are no fault."
    )


class Prestatieuitkomst(Weergave):
    """What a JW325 says of a line of its JW323; amounts in eurocents."""

    pad: str = Field(description="Place of the line in the JW323.")
    referentienummer: str
    bedrag: int = Field(description="Claimed, signed: negative for a credit.")
    uitkomst: Uitkomst
    retourcodes: tuple[str, ...]


class Complementweergave(Weergave):
    """A JW325 with the lines that it leaves out; amounts in signed eurocents."""

    ingediend: int
    toegekend: int
    afgewezen: int
    verschil: int = Field(description="Claimed, less granted, less rejected.")
    sluit: bool = Field(description="Whether every line is accounted for, to the cent; if not, no line is derived.")
    prestaties: tuple[Prestatieuitkomst, ...] = Field(description="Every line of the JW323, in its order.")


class Verwijzing(Weergave):
    """Another message."""

    id: UUID
    link: str | None = Field(description="Where its judgement is; empty for a dry run.")


class Partneroordeelweergave(Weergave):
    """What a partner found of a message, from its answer."""

    op: Verwijzing | None = Field(description="The message that it answers; empty when that is not known here.")
    oordeel: Partnerverdict
    bevindingen: tuple[Partnerbevinding, ...]
    complement: Complementweergave | None = Field(description="Only for a JW325 on a JW323 that is known here.")


class OntvangenAntwoord(Weergave):
    """An answer that a partner sent on this message."""

    code: str = Field(examples=["JW325"])
    identificatie: str
    dagtekening: date
    ontvangen: datetime
    oordeel: Partnerverdict = Field(description="Verdict of the partner.")
    telt: bool = Field(description="Whether the administration follows it (setting IJW_ANTWOORDEN_VAN).")
    ingediend: int | None = Field(description="JW325 only, signed eurocents; likewise below.")
    toegekend: int | None
    afgewezen: int | None
    sluit: bool | None
    link: str


def toon_partner(
    partner: Partneroordeel,
    complement: Complement | None,
    heen: Ontvangen | None,
    *,
    release: Release,
    code: str,
    adres: str | None,
) -> Partneroordeelweergave:
    """What a partner says in its answer with this code on message ``heen``; ``adres`` is the path of all messages."""
    op = None
    if partner.heen is not None:
        op = Verwijzing(id=partner.heen, link=None if adres is None else f"{adres}/{partner.heen}")
    getoond = None
    if complement is not None and isinstance(heen, Declaratiebericht):
        getoond = _complement(complement, heen)
    return Partneroordeelweergave(
        op=op,
        oordeel=partner.oordeel.value,
        bevindingen=tuple(_bevindingen(partner.codes, release, code)),
        complement=getoond,
    )


def _bevindingen(codes: tuple[Partnercode, ...], release: Release, code: str) -> Iterator[Partnerbevinding]:
    heensoorten = {een.code for een in release.berichten.values() if een.antwoord == code}
    bekend: dict[tuple[str, str], tuple[str, tuple[Regeluitleg, ...]]] = {}
    for een in codes:
        sleutel = (een.klasse, een.code)
        if sleutel not in bekend:
            bekend[sleutel] = _uitleg(een, release, heensoorten)
        omschrijving, regels = bekend[sleutel]
        yield Partnerbevinding(
            klasse=een.klasse, pad=een.pad, retourcode=een.code, omschrijving=omschrijving, regels=regels
        )


def _uitleg(een: Partnercode, release: Release, heensoorten: set[str]) -> tuple[str, tuple[Regeluitleg, ...]]:
    """Text of a code, and the rules that give it on this class of the message that is answered."""
    retourcode = release.retourcodes.get(een.code)
    if retourcode is None:
        return "Deze code staat niet in onze codelijst.", ()
    klasse = _KLASSE_IN_HEEN.get(een.klasse, een.klasse)
    regels = (release.regels[id] for id in retourcode.regels)
    return retourcode.omschrijving, tuple(
        Regeluitleg(regel=regel.id, titel=regel.titel, uitleg=regel.uitleg)
        for regel in regels
        if any(plaats.bericht in heensoorten and plaats.klasse == klasse for plaats in regel.plaatsen)
    )


def _complement(complement: Complement, declaratie: Declaratiebericht) -> Complementweergave:
    return Complementweergave(
        ingediend=complement.ingediend,
        toegekend=complement.toegekend,
        afgewezen=complement.afgewezen,
        verschil=complement.verschil,
        sluit=complement.sluit,
        prestaties=tuple(
            Prestatieuitkomst(
                pad=regel.pad,
                referentienummer=regel.referentienummer,
                bedrag=regel.saldo,
                uitkomst=_UITKOMSTEN[staat],
                retourcodes=complement.codes.get(plaats, ()),
            )
            for plaats, (regel, staat) in enumerate(zip(declaratie.prestaties, complement.staten, strict=True))
        ),
    )
