"""What the aanbieder can do about a retourcode of a claim: one Dutch sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app.exchange.judgement import Finding

ADVIEZEN: Final[Mapping[str, str]] = {
    "0001": "Verbeter wat er op het bericht zelf aan te merken is; de uitleg noemt de plek.",
    "0611": "Gebruik het tarief dat in het contract is afgesproken.",
    "8017": "Laat de creditregel een toegekende debetregel noemen en die precies herhalen; een afgekeurde regel wordt "
    "niet gecrediteerd maar opnieuw gedeclareerd.",
    "8021": "Geef een nieuw referentienummer; in de correctie gebeurt dat vanzelf.",
    "8187": "Controleer Bsn en toewijzingnummer: beide moeten horen bij een client met een toewijzing van deze "
    "gemeente aan u. Is er nog geen toewijzing, vraag de gemeente daar dan eerst om.",
    "8214": "Declareer in de laatst ingediende declaratieperiode of een latere; in de correctie gebeurt dat vanzelf.",
    "8848": "Geef het bericht de dagtekening van vandaag; in de correctie gebeurt dat vanzelf.",
    "9056": "Geef het bericht een nieuwe Identificatie; in de correctie gebeurt dat vanzelf.",
    "9307": "Laat de productperiode niet beginnen voordat de toewijzing ingaat.",
    "9308": "Laat de productperiode niet later eindigen dan de toewijzing.",
    "9319": "Declareer de maand pas in de declaratieperiode van die maand of een latere; in de correctie gebeurt dat "
    "vanzelf.",
    "9321": "Verlaag het volume tot wat de toewijzing over deze productperiode toelaat.",
    "9322": "Verlaag het volume tot wat er van de toewijzing nog over is, of vraag de gemeente om een ruimere "
    "toewijzing.",
    "9333": "Geef de declaratie een nieuw declaratienummer; in de correctie gebeurt dat vanzelf.",
    "9338": "Gebruik het nummer van een toewijzing die deze gemeente aan u heeft gegeven.",
    "9339": "Neem de productcategorie van de toewijzing over.",
    "9340": "Neem de productcode van de toewijzing over.",
    "9341": "Declareer in de eenheid van de toewijzing; toegewezen uren mogen ook in minuten.",
    "9346": "Maak het bedrag gelijk aan volume maal tarief.",
    "9369": "Verlaag het bedrag tot wat er van het budget nog over is, of vraag de gemeente om een ruimer budget.",
    "9384": "De toewijzing is verwijderd; declareer op de toewijzing die ervoor in de plaats kwam, of vraag ernaar bij "
    "de gemeente.",
    "9387": "Laat de productperiode beginnen op de eerste van de maand, of op de ingangsdatum van de toewijzing als "
    "die later in die maand ligt.",
    "9388": "Laat de productperiode eindigen op de laatste van de maand, of op de einddatum van de toewijzing als die "
    "eerder in die maand ligt.",
    "9389": "Crediteer eerst de eerdere prestatie over deze periode, of laat deze weg als zij dubbel is.",
    "9390": "Laat deze creditregel weg: de prestatie is al teruggenomen.",
    "S300": "Controleer de gemeentecode; stuur de declaratie aan een gemeente die op die dag bestaat.",
    "S329": "Gebruik een productcode die volgens de productcodelijst bij de productcategorie hoort.",
}
"""By retourcode, for every code that a judged JW323 can give."""


class Advies(NamedTuple):
    """A retourcode with what can be done about it, and the numbers of the judgement."""

    retourcode: str
    regel: str
    advies: str
    gevonden: str
    verwacht: str
    uitleg: str


def adviseer(bevindingen: Iterable[Finding]) -> tuple[Advies, ...]:
    """What can be done about each finding."""
    return tuple(
        Advies(
            retourcode=een.retourcode,
            regel=een.regel,
            advies=ADVIEZEN.get(een.retourcode, "Verbeter wat de uitleg noemt."),
            gevonden=een.gevonden,
            verwacht=een.verwacht,
            uitleg=een.uitleg,
        )
        for een in bevindingen
    )
