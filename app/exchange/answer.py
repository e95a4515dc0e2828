"""From judgement to answer: which of the national situations it is, and what that message says."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from app.exchange.judgement import (
    GEEN_OPMERKING,
    NIET_BEOORDEELD,
    TECHNISCH_AFGEKEURD,
    VOLLEDIG_TOEGEWEZEN,
    Judgement,
    Regelstaat,
    Situatie,
)
from app.exchange.ports import Antwoord
from app.messages.intake import Levering
from app.messages.records import Bericht, Declaratiebericht, DeclaratieClient, Klasse, Prestatie, XsdVersie
from app.messages.retour import (
    Codes,
    Declaratieoordeel,
    Retourkop,
    schrijf_declaratie_antwoord,
    schrijf_retour,
)
from app.messages.xsd import lees_element
from app.standard.release import Berichtsoort, Release

_ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def nieuwe_identificatie() -> str:
    """An Identificatie for an answer: 12 characters of 32 kinds, without those that are misread."""
    bits = secrets.randbits(60)
    return "".join(_ALFABET[bits >> plaats & 31] for plaats in range(0, 60, 5))


def answer(
    release: Release,
    soort: Berichtsoort,
    levering: Levering,
    bericht: Bericht,
    oordeel: Judgement,
    *,
    identificatie: str,
    vandaag: date,
    xsd_versie: XsdVersie,
) -> Antwoord:
    """The national answer to a judged message (IV028; IV087 for a JW323), under its own Identificatie."""
    antwoordsoort = release.berichten[soort.antwoord]
    kop = Retourkop(identificatie, vandaag, xsd_versie)
    codes = _header_codes(oordeel)
    if isinstance(bericht, Declaratiebericht):
        pakket = schrijf_declaratie_antwoord(
            release,
            antwoordsoort,
            bericht.header,
            kop,
            codes or (GEEN_OPMERKING,),
            _declaratieoordeel(bericht, oordeel),
        )
    else:
        onder = None
        if oordeel.situatie is Situatie.KLASSEN:
            onder = lees_element(levering, antwoordsoort.hoofdklasse), _codes_per_klasse(bericht, oordeel)
        pakket = schrijf_retour(release, antwoordsoort, bericht.header, kop, codes, onder)
    return Antwoord(antwoordsoort.code, kop.identificatie, pakket)


def _header_codes(oordeel: Judgement) -> Codes:
    """Codes of the Header; none on full approval, which only JW325 writes as 0200."""
    match oordeel.situatie:
        case Situatie.GEEN_FOUT:
            return ()
        case Situatie.INHOUD:
            return (TECHNISCH_AFGEKEURD,)
        case Situatie.HEADER:
            return oordeel.codes_per_klasse()["/Bericht/Header"]
        case _:
            return (GEEN_OPMERKING,)


def _codes_per_klasse(bericht: Bericht, oordeel: Judgement) -> dict[str, Codes]:
    gevonden = oordeel.codes_per_klasse()
    return {klasse.pad: gevonden.get(klasse.pad, (GEEN_OPMERKING,)) for klasse in bericht.klassen()}


def _declaratieoordeel(bericht: Declaratiebericht, oordeel: Judgement) -> Declaratieoordeel | None:
    match oordeel.situatie:
        case Situatie.INHOUD | Situatie.HEADER:
            return None
        case Situatie.DECLARATIE:
            codes: Codes = oordeel.codes_per_klasse()["/Bericht/Declaratie"]
            return Declaratieoordeel(bericht.declaratie, 0, codes, (), met_clienten=False)
    uitslag = oordeel.uitslag
    if uitslag is None:
        raise ValueError("a declaratie that was judged below its Header has an uitslag")
    if oordeel.situatie is Situatie.GEEN_FOUT:
        return Declaratieoordeel(bericht.declaratie, uitslag.toegekend, (VOLLEDIG_TOEGEWEZEN,), (), met_clienten=False)
    return Declaratieoordeel(
        bericht.declaratie,
        uitslag.toegekend,
        (GEEN_OPMERKING,),
        _afgekeurd(bericht, oordeel, uitslag.staten),
        met_clienten=True,
    )


def _afgekeurd(
    bericht: Declaratiebericht, oordeel: Judgement, staten: bytes
) -> Iterator[tuple[DeclaratieClient, Codes, Iterator[tuple[Prestatie, Codes]]]]:
    """Each client that has rejected or unjudged lines, with those lines only."""
    codes = oordeel.codes_per_klasse()

    def met_codes(klasse: Klasse) -> Sequence[str]:
        return codes.get(klasse.pad, (GEEN_OPMERKING,))

    def regels(groep: Iterator[tuple[Prestatie, int]]) -> Iterator[tuple[Prestatie, Codes]]:
        for regel, staat in groep:
            yield regel, (NIET_BEOORDEELD,) if staat == Regelstaat.NIET_BEOORDEELD else met_codes(regel)

    geweigerd = (
        (regel, staat) for regel, staat in zip(bericht.prestaties, staten, strict=True) if staat != Regelstaat.TOEGEKEND
    )
    for positie, groep in groupby(geweigerd, key=lambda paar: paar[0].client):
        client = bericht.clienten[positie - 1]
        yield client, met_codes(client), regels(groep)
