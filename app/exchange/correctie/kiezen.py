"""From what is asked to lines: finds each line that is meant, with what is to be done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.exchange.correctie.afwegen import bezwaar
from app.exchange.correctie.gegevens import (
    Actie,
    Correctiebron,
    CorrectieGeweigerd,
    EerdereDeclaratie,
    EerdereRegel,
    Nieuw,
    Opdracht,
    Verzoek,
    Wens,
)
from app.messages.problems import Fout
from app.standard.codelijsten import laad_codelijst
from app.standard.release import Release

BERICHT = "bericht_id"
REGELS = "regels"
"""Places in the request, as the doors name them."""
_CODELIJSTEN = {"categorie": "JZ020", "eenheid": "WJ756"}


def kies_declaratie(verzoek: Verzoek, bron: Correctiebron) -> EerdereDeclaratie | None:
    """The message of which the rejected lines go again, or None when none is named; raises CorrectieGeweigerd."""
    if verzoek.bericht_id is None:
        if not verzoek.wensen:
            raise CorrectieGeweigerd(
                [Fout(None, REGELS, "Noem een bericht, of de regels waar het om gaat: er is niets gevraagd.")]
            )
        return None
    declaratie = bron.declaratie(verzoek.bericht_id)
    reden = _bezwaar_tegen_bericht(verzoek, declaratie)
    if declaratie is None or reden:
        raise CorrectieGeweigerd([Fout(None, BERICHT, reden)])
    return declaratie


def onbekende_codes(verzoek: Verzoek, release: Release) -> list[Fout]:
    """New values that are in no code list of the release."""
    return [
        Fout(
            None,
            f"{REGELS}.{plaats}.nieuw.{naam}",
            f"Deze {naam} staat niet in codelijst {lijst}; er zijn: {', '.join(codes)}.",
        )
        for plaats, wens in enumerate(verzoek.wensen)
        for naam, lijst in _CODELIJSTEN.items()
        if (code := getattr(wens.nieuw, naam)) is not None
        and code not in (codes := laad_codelijst(release, lijst).codes)
    ]


def _bezwaar_tegen_bericht(verzoek: Verzoek, declaratie: EerdereDeclaratie | None) -> str:
    if declaratie is None or declaratie.afzender != verzoek.aanbieder:
        return f"Aanbieder {verzoek.aanbieder} heeft geen bericht {verzoek.bericht_id} gestuurd."
    if declaratie.code != "JW323":
        return f"Dit bericht is een {declaratie.code}; alleen een declaratie (JW323) wordt hier gecorrigeerd."
    if declaratie.oordeel == "aangehouden":
        return "Dit bericht is aangehouden en nog niet beoordeeld; wacht op het antwoord."
    if not verzoek.wensen and all(regel.staat.ooit_toegekend for regel in declaratie.regels):
        return "In dit bericht is niets afgekeurd. Noem onder regels wat u wilt crediteren of vervangen."
    return ""


def kies_opdrachten(verzoek: Verzoek, declaratie: EerdereDeclaratie | None, bron: Correctiebron) -> list[Opdracht]:
    """Every line concerned, those of the message in document order; raises CorrectieGeweigerd."""
    van_bericht: dict[str, list[EerdereRegel]] = {}
    for regel in () if declaratie is None else declaratie.regels:
        van_bericht.setdefault(regel.prestatie.referentienummer, []).append(regel)
    elders = {wens.referentienummer for wens in verzoek.wensen} - van_bericht.keys()
    bekend = {**bron.regels(verzoek.aanbieder, elders), **van_bericht} if elders else van_bericht
    gekozen = list(_kies(verzoek, bekend))
    genoemd = {id(opdracht.regel): opdracht for opdracht in gekozen}
    opdrachten = []
    for regel in () if declaratie is None else declaratie.regels:
        opdracht = genoemd.pop(id(regel), None)
        if opdracht is not None:
            opdrachten.append(opdracht)
        elif not regel.staat.ooit_toegekend:
            opdrachten.append(Opdracht(BERICHT, regel, Actie.OPNIEUW, Nieuw(), genoemd=False))
    return opdrachten + list(genoemd.values())


def _kies(verzoek: Verzoek, bekend: Mapping[str, Sequence[EerdereRegel]]) -> Iterator[Opdracht]:
    fouten: list[Fout] = []
    keren = Counter(wens.referentienummer for wens in verzoek.wensen)
    for plaats, wens in enumerate(verzoek.wensen):
        plek = f"{REGELS}.{plaats}"
        if keren[wens.referentienummer] > 1:
            reden = f"Regel {wens.referentienummer} staat meer dan eens in de vraag; noem haar een keer."
            fouten.append(Fout(None, plek, reden))
            continue
        regels = bekend.get(wens.referentienummer, ())
        passend = [regel for regel in regels if not bezwaar(wens.actie, regel)]
        reden = _onduidelijk(wens, verzoek, regels, passend)
        if reden:
            fouten.append(Fout(None, plek, reden))
        else:
            yield Opdracht(plek, (passend or regels)[0], wens.actie, wens.nieuw, genoemd=True)
    if fouten:
        raise CorrectieGeweigerd(fouten)


def _onduidelijk(wens: Wens, verzoek: Verzoek, regels: Sequence[EerdereRegel], passend: Sequence[EerdereRegel]) -> str:
    """Why no line can be pointed out, or an empty string.

    The number of a rejected line may come again, so it can name a granted line and a rejected one: then the
    line is meant with which this can be done.
    """
    nummer = wens.referentienummer
    if not regels:
        return f"Er is geen prestatie {nummer} van aanbieder {verzoek.aanbieder}; controleer het nummer."
    if len({regel.bericht_id for regel in passend}) < len(passend):
        return (
            f"Referentienummer {nummer} staat {len(passend)} keer in het bericht, dus welke regel u bedoelt is niet "
            "duidelijk. Laat haar hier weg: met het bericht gaat elke afgekeurde regel opnieuw."
        )
    return ""
