"""What someone has to see about an answer that a partner sent (signals; the codes in capitals are our own)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.contracts.prijs import euro
from app.exchange.judgement import Complement, Judgement, Oordeel, Regelstaat, Signaal, VoorWie
from app.exchange.ports import Beantwoord, Botsing
from app.messages.records import Antwoordbericht, Declaratieantwoordbericht, Ontvangen, Retourbericht
from app.standard.release import Berichtsoort, Release

_HEADER = "/Bericht/Header"
_ANTWOORD = "/Bericht/DeclaratieAntwoord"
_GEOORDEELD = tuple(oordeel.value for oordeel in Oordeel)
_TOEGEKEND = (Regelstaat.TOEGEKEND, Regelstaat.GECREDITEERD)


def signaleer(
    release: Release,
    soort: Berichtsoort,
    bericht: Antwoordbericht,
    oordeel: Judgement,
    gevonden: Beantwoord | None,
    heen: Ontvangen | None,
) -> Iterator[Signaal]:
    """All signals about an answer, for the party that got it."""
    op_declaratie = isinstance(bericht, Declaratieantwoordbericht)
    voor = VoorWie.AANBIEDER if op_declaratie else VoorWie(soort.afzender)
    yield from _regels(release, oordeel, voor)
    if gevonden is None:
        if not any(een.regel == "TR337" for een in oordeel.bevindingen):
            yield Signaal("ANTWOORD-ONBEKEND", voor, _HEADER, _onbekend(soort, bericht))
        return
    verwijzing = f"bericht {gevonden.id}"
    for code, pad, uitleg in _opmerkingen(bericht, oordeel, gevonden, heen):
        yield Signaal(code, voor, pad, uitleg, verwijzing)


def niet_te_volgen(botsing: Botsing, gevonden: Beantwoord) -> Iterator[Signaal]:
    """What of a JW325 cannot be taken over, since another line or declaratie that counts has the number."""
    uitleg = ""
    if botsing.declaratienummer:
        uitleg = "De gemeente telt deze declaratie, maar een andere heeft al hetzelfde declaratienummer (TR333)."
    elif botsing.prestaties:
        uitleg = (
            f"De gemeente kent {len(botsing.prestaties)} prestaties toe waarvan het referentienummer al in een andere "
            "toegekende prestatie staat (TR314)."
        )
    if uitleg:
        uitleg += " Dat is hier niet overgenomen: er ontbreekt waarschijnlijk een eerder antwoord."
        yield Signaal("NIET-OVERGENOMEN", VoorWie.AANBIEDER, _ANTWOORD, uitleg, f"bericht {gevonden.id}")


def _regels(release: Release, oordeel: Judgement, voor: VoorWie) -> Iterator[Signaal]:
    """One for each rule that was broken; the findings themselves can quote a child's data."""
    aantallen = Counter(een.regel for een in oordeel.bevindingen)
    for een in oordeel.bevindingen:
        aantal = aantallen.pop(een.regel, 0)
        if aantal:
            keer = "" if aantal == 1 else f", {aantal} keer"
            uitleg = (
                f"Het antwoord voldoet niet aan {een.regel} ({release.regels[een.regel].titel}){keer}. Er gaat geen "
                "antwoord op terug: meld het de afzender buiten het berichtenverkeer om (zie OP090x2)."
            )
            yield Signaal(een.regel, voor, een.pad, uitleg)


def _onbekend(soort: Berichtsoort, bericht: Antwoordbericht) -> str:
    if isinstance(bericht, Declaratieantwoordbericht):
        kenmerk, van = bericht.declaratie_identificatie, bericht.declaratie_dagtekening
    else:
        kenmerk, van = bericht.header.identificatie, bericht.header.dagtekening
    return (
        f"Dit {soort.code} antwoordt op bericht {kenmerk} van {van}, maar dat is hier niet bekend. Ga na of het "
        "bericht langs een andere weg is gestuurd."
    )


def _opmerkingen(
    bericht: Antwoordbericht, oordeel: Judgement, gevonden: Beantwoord, heen: Ontvangen | None
) -> Iterator[tuple[str, str, str]]:
    """Code, path and explanation of what there is to see now that it is known what was answered."""
    if gevonden.eerder_antwoord is not None:
        yield (
            "ANTWOORD-HERHAALD",
            _HEADER,
            f"Op dit bericht kwam op {gevonden.eerder_antwoord.ontvangen} al een antwoord; dit is een volgende.",
        )
    if isinstance(bericht, Retourbericht):
        yield from _retour(bericht, oordeel, gevonden, heen)
    elif oordeel.complement is not None:
        yield from _declaratie(oordeel.complement, gevonden)


def _retour(
    bericht: Retourbericht, oordeel: Judgement, gevonden: Beantwoord, heen: Ontvangen | None
) -> Iterator[tuple[str, str, str]]:
    if heen is not None:
        bekend = {klasse.pad for klasse in heen.klassen()}
        vreemd = [klasse for klasse in bericht.inhoud if klasse.pad not in bekend]
        if vreemd:
            yield (
                "KLASSE-ONBEKEND",
                vreemd[0].pad,
                f"Het antwoord oordeelt over {len(vreemd)} onderdelen die niet in het bericht staan, als eerste "
                f"{vreemd[0].pad}.",
            )
    partner = oordeel.partner
    if partner is None or gevonden.oordeel not in _GEOORDEELD:
        return
    if (partner.oordeel is Oordeel.GOEDGEKEURD) != (gevonden.oordeel == Oordeel.GOEDGEKEURD.value):
        codes = ", ".join(dict.fromkeys(een.code for een in partner.codes)) or "geen"
        yield (
            "OORDEEL-VERSCHILT",
            _HEADER,
            f"Wij: {gevonden.oordeel}. De partner: {partner.oordeel.value}, met retourcodes: {codes}.",
        )


def _declaratie(complement: Complement, gevonden: Beantwoord) -> Iterator[tuple[str, str, str]]:
    if complement.genoemd != complement.ingediend:
        yield (
            "BEDRAG-SLUIT-NIET",
            f"{_ANTWOORD}/TotaalIngediendBedrag",
            f"Het antwoord noemt {euro(complement.genoemd)} als ingediend; gedeclareerd is "
            f"{euro(complement.ingediend)}.",
        )
    if not complement.sluit:
        yield (
            "BEDRAG-SLUIT-NIET",
            f"{_ANTWOORD}/TotaalToegekendBedrag",
            f"Ingediend {euro(complement.ingediend)} - toegekend {euro(complement.toegekend)} - afgewezen "
            f"{euro(complement.afgewezen)} = {euro(complement.verschil)}. Welke prestaties zijn toegekend, valt "
            "hieruit niet met zekerheid af te leiden.",
        )
    elif gevonden.oordeel in _GEOORDEELD:
        yield from _anders(complement, gevonden.staten)


def _anders(complement: Complement, eigen: bytes | None) -> Iterator[tuple[str, str, str]]:
    """Lines on which the gemeente decided otherwise than we did."""
    onze = [staat in _TOEGEKEND for staat in eigen] if eigen is not None else [False] * len(complement.staten)
    zij = [staat == Regelstaat.TOEGEKEND for staat in complement.staten]
    strenger = sum(wij and not partner for wij, partner in zip(onze, zij, strict=True))
    milder = sum(partner and not wij for wij, partner in zip(onze, zij, strict=True))
    if strenger or milder:
        yield (
            "OORDEEL-VERSCHILT",
            _ANTWOORD,
            f"Van de {len(zij)} prestaties zijn er {strenger} hier toegekend en door de gemeente niet, en {milder} "
            "andersom.",
        )
