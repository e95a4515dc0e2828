"""How the message traffic goes: volumes, what is rejected, and how long answers take (R154)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import deel
from app.store.stuurcijfers import berichten


class Berichtenstroom(Weergave):
    """Berichten van een soort in een maand."""

    maand: date = Field(description="Eerste dag van de maand waarin de berichten zijn ontvangen.")
    bericht: str = Field(description="Soort bericht, zoals JW301.")
    aantal: int = Field(description="Ontvangen berichten.")
    goedgekeurd: int = Field(description="Daarvan goedgekeurd.")
    deels_afgekeurd: int = Field(description="Daarvan deels afgekeurd.")
    afgekeurd: int = Field(description="Daarvan afgekeurd.")
    aangehouden: int = Field(description="Daarvan aangehouden, omdat een regel zelf faalde.")
    aandeel_met_afkeuring: float = Field(description="Afgekeurd en deels afgekeurd samen, als deel van alle.")
    beantwoord: int = Field(description="Berichten waarop deze dienst een antwoord heeft gemaakt.")


def bereken_stroom(peiling: Peiling[Stuurvraag]) -> list[Berichtenstroom]:
    """Volumes by month and kind."""
    return [
        Berichtenstroom(
            **rij._asdict(), aandeel_met_afkeuring=deel(rij.afgekeurd + rij.deels_afgekeurd, rij.aantal) or 0.0
        )
        for rij in berichten.berichtenstroom(peiling.werk.verbinding, peiling.selectie)
    ]


class Afkeuring(Weergave):
    """Hoe vaak een afzender in een maand een retourcode kreeg."""

    maand: date = Field(description="Eerste dag van de maand waarin de berichten zijn ontvangen.")
    afzender: str = Field(description="AGB-code of gemeentecode van de afzender.")
    bericht: str = Field(description="Soort bericht, zoals JW323.")
    retourcode: str = Field(description="Retourcode (WJ001).")
    berichten: int = Field(description="Berichten met deze code.")
    berichten_totaal: int = Field(description="Alle berichten van deze soort van de afzender in de maand.")
    aandeel: float = Field(description="Deel van die berichten.")


def bereken_afkeuringen(peiling: Peiling[Stuurvraag]) -> list[Afkeuring]:
    """Reject rates by month, sender, kind and retourcode."""
    codes, alle = berichten.afkeuringen(peiling.werk.verbinding, peiling.selectie)
    totaal = {rij[:3]: rij.berichten for rij in alle}
    return [
        Afkeuring(
            **rij._asdict(), berichten_totaal=totaal[rij[:3]], aandeel=deel(rij.berichten, totaal[rij[:3]]) or 0.0
        )
        for rij in codes
    ]


class Doorloopvraag(Stuurvraag):
    """Ook waarnaar wordt verdeeld."""

    per: Literal["maand", "aanbieder"] = Field("maand", description="Verdeel naar maand, of naar aanbieder.")


class Doorlooptijd(Weergave):
    """Hoe lang een stap duurde, in kalenderdagen."""

    stap: str = Field(description="Van welk bericht tot welk.")
    maand: date | None = Field(description="Eerste dag van de maand waarin de stap klaar was; leeg met per=aanbieder.")
    aanbieder: str | None = Field(description="AGB-code van de aanbieder; leeg met per=maand.")
    aantal: int = Field(description="Hoe vaak de stap is gezet.")
    gemiddelde: float = Field(description="Gemiddeld aantal dagen tussen ontvangst van beide berichten.")
    p10: int = Field(description="Een op de tien duurde korter.")
    mediaan: int = Field(description="Middelste aantal dagen.")
    p90: int = Field(description="Een op de tien duurde langer.")


def bereken_doorlooptijden(peiling: Peiling[Doorloopvraag]) -> list[Doorlooptijd]:
    """Lead times by step and month or aanbieder."""
    return [
        Doorlooptijd.model_validate(
            {
                **dict.fromkeys(("maand", "aanbieder")),
                **een.groep,
                "aantal": een.aantal,
                "gemiddelde": round(een.som / een.aantal, 3),
                "p10": een.p10,
                "mediaan": een.mediaan,
                "p90": een.p90,
            }
        )
        for een in berichten.doorlooptijden(peiling.werk.verbinding, peiling.selectie, peiling.vraag.per)
    ]


STROOM = Stuurcijfer(
    naam="berichtenstroom",
    titel="Berichten per maand en soort, en hoeveel er zijn afgekeurd",
    uitleg=(
        "Berichten die in de periode zijn ontvangen, in de maand van ontvangst (Nederlandse tijd). Regio, "
        "gemeente en aanbieder kiezen tussen wie de berichten gingen; perceel doet hier niets."
    ),
    eisen=("R154",),
    vraag=Stuurvraag,
    rij=Berichtenstroom,
    bereken=bereken_stroom,
)
AFKEURINGEN = Stuurcijfer(
    naam="afkeuringen",
    titel="Welk deel van de berichten een retourcode kreeg, per maand en afzender",
    uitleg=(
        "Van de berichten van een soort die een afzender in een maand stuurde, het deel met elke retourcode, ook "
        "als die maar op een regel staat. Een bericht met twee codes telt bij beide. Regio, gemeente en aanbieder "
        "kiezen tussen wie de berichten gingen; perceel doet hier niets."
    ),
    eisen=("R154",),
    vraag=Stuurvraag,
    rij=Afkeuring,
    bereken=bereken_afkeuringen,
)
DOORLOOPTIJDEN = Stuurcijfer(
    naam="doorlooptijden",
    titel="Hoe lang het duurt tot op een bericht het volgende komt, in kalenderdagen",
    uitleg=(
        "Dagen van ontvangst tot ontvangst: van het eerste JW301 tot het eerste JW305; van JW315 of JW317 tot het "
        "JW301 of het JW319 dat afwijst; van JW323 tot JW325 (van een partner, anders het eigen antwoord, dat "
        "dezelfde dag gaat). Een stap telt in de maand waarin hij klaar was. Regio, gemeente en aanbieder kiezen "
        "tussen wie de berichten gingen; perceel doet hier niets."
    ),
    eisen=("R154",),
    vraag=Doorloopvraag,
    rij=Doorlooptijd,
    bereken=bereken_doorlooptijden,
)
