"""The whole of composing a correction: find the lines, weigh each, and put what comes of them in messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.exchange.correctie.advies import Advies, adviseer
from app.exchange.correctie.afwegen import Bezwaar, Wending, weeg
from app.exchange.correctie.gegevens import Actie, Correctiebron, CorrectieGeweigerd, Opdracht, Verzoek
from app.exchange.correctie.kiezen import kies_declaratie, kies_opdrachten, onbekende_codes
from app.exchange.correctie.opsteller import Correctiebericht, Omgeving, Opsteller
from app.exchange.correctie.uitkomst import Regeluitkomst, overgeslagen
from app.messages.problems import Fout


@dataclass(frozen=True, slots=True)
class Correctie:
    """Messages in the order in which they have to be sent, and what comes of each line."""

    aanbieder: str
    berichten: tuple[Correctiebericht, ...]
    regels: tuple[Regeluitkomst, ...]
    adviezen: tuple[Advies, ...]
    """What can be done about the codes for which the earlier message was rejected as a whole."""

    @property
    def wordt_toegekend(self) -> bool:
        """Whether everything would be granted if it were sent now, in this order."""
        berichten, regels = self.berichten, self.regels
        return not any(een.verwacht for een in berichten) and not any(een.verwacht for een in regels)


def stel_correctie_op(verzoek: Verzoek, bron: Correctiebron, omgeving: Omgeving) -> Correctie:
    """What the aanbieder has to send; raises CorrectieGeweigerd when it cannot be done as asked."""
    onbekend = onbekende_codes(verzoek, omgeving.release)
    if onbekend:
        raise CorrectieGeweigerd(onbekend)
    declaratie = kies_declaratie(verzoek, bron)
    opdrachten = kies_opdrachten(verzoek, declaratie, bron)
    wendingen, bezwaren = _weeg_alle(opdrachten, bron, verzoek.aanbieder)
    opsteller = Opsteller(verzoek.aanbieder, bron, omgeving)
    for gemeente, groep in _per_gemeente(wendingen):
        bezwaren += opsteller.voeg_toe(gemeente, groep)
    fouten = [_fout(een) for een in bezwaren if een.opdracht.genoemd] + opsteller.fouten
    if fouten:
        raise CorrectieGeweigerd(fouten)
    per_bezwaar = {id(een.opdracht): een for een in bezwaren}
    per_opdracht = {id(wending.opdracht): wending for wending in wendingen}
    return Correctie(
        aanbieder=verzoek.aanbieder,
        berichten=tuple(opsteller.berichten),
        regels=tuple(
            overgeslagen(per_bezwaar[id(opdracht)])
            if id(opdracht) in per_bezwaar
            else opsteller.uitkomst(per_opdracht[id(opdracht)])
            for opdracht in opdrachten
        ),
        adviezen=() if declaratie is None else adviseer(declaratie.bevindingen),
    )


def _weeg_alle(
    opdrachten: Sequence[Opdracht], bron: Correctiebron, aanbieder: str
) -> tuple[list[Wending], list[Bezwaar]]:
    terug = {
        opdracht.regel.prestatie.vorig_referentienummer or ""
        for opdracht in opdrachten
        if opdracht.regel.is_credit and opdracht.actie is Actie.OPNIEUW
    }
    debetregels = {nummer: regels[0] for nummer, regels in bron.regels(aanbieder, terug).items()} if terug else {}
    wendingen, bezwaren = list[Wending](), list[Bezwaar]()
    gecrediteerd: set[str] = set()
    for opdracht in opdrachten:
        wending = weeg(opdracht, debetregels)
        if isinstance(wending, Wending) and wending.credit is not None:
            nummer = wending.credit.prestatie.referentienummer
            if nummer in gecrediteerd:
                wending = Bezwaar(opdracht, f"prestatie {nummer} wordt in deze correctie al teruggenomen (TR315)")
            gecrediteerd.add(nummer)
        if isinstance(wending, Bezwaar):
            bezwaren.append(wending)
        else:
            wendingen.append(wending)
    return wendingen, bezwaren


def _per_gemeente(wendingen: Iterable[Wending]) -> Iterator[tuple[str, list[Wending]]]:
    groepen: dict[str, list[Wending]] = {}
    for wending in wendingen:
        if wending.credit is not None:
            groepen.setdefault(wending.credit.gemeente, []).append(wending)
        elif wending.debet is not None:
            groepen.setdefault(wending.opdracht.regel.gemeente, []).append(wending)
    yield from sorted(groepen.items())


def _fout(bezwaar: Bezwaar) -> Fout:
    nummer = bezwaar.opdracht.regel.prestatie.referentienummer
    return Fout(None, bezwaar.opdracht.plek, f"Prestatie {nummer}: {bezwaar.reden}.")
