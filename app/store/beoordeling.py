"""A judgement as bytes, and back: lines of JSON, compressed and encrypted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import zstandard

from app.exchange.judgement import (
    Finding,
    Judgement,
    NotChecked,
    Oordeel,
    Partnercode,
    Partneroordeel,
    Signaal,
    Situatie,
    VoorWie,
)
from app.messages.pakket import Pakketbouwer
from app.store.privacy import Kluis


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """What is shown of a stored judgement."""

    situatie: Situatie
    bevindingen: tuple[Finding, ...]
    niet_toetsbaar: tuple[NotChecked, ...]
    signalen: tuple[Signaal, ...]
    partner: Partneroordeel | None
    toegekend: int | None
    """What we granted of a JW323, in signed eurocents; None when its lines were not judged."""


def verpak(oordeel: Judgement, kluis: Kluis, waarvoor: str) -> bytes:
    """The judgement, ready to be kept."""
    return kluis.versleutel(_comprimeer(_regels(oordeel)), waarvoor)


def pak_uit(data: bytes, kluis: Kluis, waarvoor: str) -> Beoordeling:
    """The judgement that was kept; raises KluisFout."""
    tekst = zstandard.ZstdDecompressor().stream_reader(kluis.ontsleutel(data, waarvoor)).read()
    kop, niet_toetsbaar, *bevindingen = map(json.loads, tekst.splitlines())
    if isinstance(kop, str):  # as it was kept before there were signals
        kop = {"situatie": kop, "signalen": []}
    partner = kop.get("partner")
    return Beoordeling(
        Situatie(kop["situatie"]),
        tuple(Finding._make(rij) for rij in bevindingen),
        tuple(NotChecked._make(rij) for rij in niet_toetsbaar),
        tuple(_signaal(*rij) for rij in kop["signalen"]),
        None if partner is None else _partner(*partner),
        kop.get("toegekend"),
    )


def _partner(heen: str | None, oordeel: str, codes: list[list[str]], telt: bool) -> Partneroordeel:
    return Partneroordeel(
        None if heen is None else UUID(heen), Oordeel(oordeel), tuple(Partnercode._make(rij) for rij in codes), telt
    )


def _signaal(code: str, voor: str, *rest: Any) -> Signaal:
    return Signaal(code, VoorWie(voor), *rest)


def tel(oordeel: Judgement) -> Counter[tuple[str, str, str]]:
    """Number of findings per (rule, retourcode, class)."""
    return Counter((een.regel, een.retourcode, een.klasse) for een in oordeel.bevindingen)


def _regels(oordeel: Judgement) -> Iterator[str]:
    kop: dict[str, Any] = {"situatie": oordeel.situatie.value, "signalen": oordeel.signalen}
    if oordeel.uitslag is not None:
        kop["toegekend"] = oordeel.uitslag.toegekend
    partner = oordeel.partner
    if partner is not None:
        kop["partner"] = (partner.heen and str(partner.heen), partner.oordeel.value, partner.codes, partner.telt)
    yield json.dumps(kop, ensure_ascii=False)
    yield json.dumps(oordeel.niet_toetsbaar)
    for bevinding in oordeel.bevindingen:
        yield json.dumps(bevinding, ensure_ascii=False)


def _comprimeer(regels: Iterator[str]) -> bytes:
    bouwer = Pakketbouwer()
    for regel in regels:
        bouwer.voeg_toe(regel.encode() + b"\n")
    return bouwer.sluit().gecomprimeerd
