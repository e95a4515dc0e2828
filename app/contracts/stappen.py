"""How an outcome came about: named steps with their numbers, and the Dutch sentences that tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from app.contracts.prijs import euro

Waarde = int | str | date | None


class Stapnaam(Enum):
    """What happened in a step."""

    VORM = "vorm"
    OVERGANG = "overgang"
    BUITEN_STELSEL = "buiten_stelsel"
    PEILDAG = "peildag"
    CONTRACT = "contract"
    ZONDER_CONTRACT = "zonder_contract"
    TARIEF = "tarief"
    MINUUTTARIEF = "minuuttarief"
    BEDRAG = "bedrag"
    BEDRAG_UIT_UREN = "bedrag_uit_uren"
    WEKEN = "weken"
    MAANDEN = "maanden"
    EENHEDEN = "eenheden"
    ARRANGEMENT = "arrangement"
    TERMIJN = "termijn"
    ONBEKENDE_CODE = "onbekende_code"
    GEEN_BEKOSTIGING = "geen_bekostiging"
    ANDERE_VORM = "andere_vorm"
    GEEN_CONTRACT = "geen_contract"
    ANDER_PERCEEL = "ander_perceel"
    ONDERAANNEMER = "onderaannemer"
    GEEN_TARIEF = "geen_tarief"
    TARIEF_ANDERS = "tarief_anders"
    BEDRAG_ANDERS = "bedrag_anders"
    BOVEN_PERIODE = "boven_periode"
    BOVEN_TOTAAL = "boven_totaal"
    BOVEN_CONTRACT = "boven_contract"
    TERMIJN_ANDERS = "termijn_anders"
    TOEWIJZING_ANDERS = "toewijzing_anders"


@dataclass(frozen=True, slots=True)
class Stap:
    """One step. Names of values that end in ``_ct`` are amounts in eurocents."""

    naam: Stapnaam
    waarden: Mapping[str, Waarde] = field(default_factory=dict)

    @property
    def zin(self) -> str:
        """The step as a Dutch sentence with its numbers."""
        getoond = {
            sleutel: euro(waarde) if sleutel.endswith("_ct") and isinstance(waarde, int) else waarde
            for sleutel, waarde in self.waarden.items()
        }
        return ZINNEN[self.naam].format(**getoond)


def zinnen(stappen: Iterable[Stap]) -> tuple[str, ...]:
    """The steps as Dutch sentences."""
    return tuple(stap.zin for stap in stappen)


ZINNEN: Final[Mapping[Stapnaam, str]] = {
    Stapnaam.VORM: "In gemeente {gemeente} is de bekostiging van perceel {perceel} op {dag}: {vorm}.",
    Stapnaam.OVERGANG: "Overgangsregel {regel} ({naam}) laat de oude code {code} hier nog toe.",
    Stapnaam.BUITEN_STELSEL: "Code {code} valt buiten de bekostiging van het perceel en houdt een eigen tarief.",
    Stapnaam.PEILDAG: "De dag die het tarief bepaalt is {peildag} ({peildatum}).",
    Stapnaam.CONTRACT: "Aanbieder {aanbieder} heeft op {peildag} contract {contract}.",
    Stapnaam.ZONDER_CONTRACT: "Een contract is volgens overgangsregel {regel} niet nodig.",
    Stapnaam.TARIEF: "Het tarief van {code} per eenheid {eenheid} is {tarief_ct} (versie {versie}; {besluit}).",
    Stapnaam.MINUUTTARIEF: "Per minuut is dat {tarief_ct}: {uurtarief_ct} per uur, gedeeld door 60 en afgerond.",
    Stapnaam.BEDRAG: "{volume} x {tarief_ct} = {bedrag_ct}.",
    Stapnaam.BEDRAG_UIT_UREN: "{minuten} minuten x {uurtarief_ct} / 60 = {bedrag_ct}, pas op het eind afgerond.",
    Stapnaam.WEKEN: "{weken} weken (zondagen) x {volume} x {tarief_ct} = {bedrag_ct}.",
    Stapnaam.MAANDEN: "{maanden} maandelijkse delen van {tarief_ct} (schema {schema}) = {bedrag_ct}.",
    Stapnaam.EENHEDEN: "Hoogstens {volume} x {tarief_ct} = {bedrag_ct}.",
    Stapnaam.ARRANGEMENT: "Het arrangement kost {bedrag_ct}, wat er ook voor nodig is.",
    Stapnaam.TERMIJN: "Termijn {nummer} volgens schema {schema} is {termijn_ct} van {bedrag_ct}.",
    Stapnaam.ONBEKENDE_CODE: "Productcode {code} is op {dag} niet afgesproken in regio {regio}.",
    Stapnaam.GEEN_BEKOSTIGING: "Voor gemeente {gemeente} en perceel {perceel} is op {dag} geen bekostiging vastgelegd.",
    Stapnaam.ANDERE_VORM: (
        "Productcode {code} past niet bij de bekostiging {vorm} die op {dag} in gemeente {gemeente} geldt voor "
        "perceel {perceel}."
    ),
    Stapnaam.GEEN_CONTRACT: "Aanbieder {aanbieder} heeft op {peildag} geen contract met regio {regio}.",
    Stapnaam.ANDER_PERCEEL: (
        "Aanbieder {aanbieder} heeft op {peildag} geen contract voor perceel {perceel} met code {code}."
    ),
    Stapnaam.ONDERAANNEMER: (
        "Aanbieder {aanbieder} is op {peildag} alleen onderaannemer (contract {contract}); de hoofdaannemer declareert."
    ),
    Stapnaam.GEEN_TARIEF: "Voor {code} per eenheid {eenheid} is op {peildag} geen tarief bekend.",
    Stapnaam.TARIEF_ANDERS: (
        "Ingediend tarief {ingediend_ct} ligt {verschil_ct} {richting} het tarief {tarief_ct} (controle: {controle})."
    ),
    Stapnaam.BEDRAG_ANDERS: "Ingediend bedrag {ingediend_ct} is niet het berekende bedrag {bedrag_ct}.",
    Stapnaam.BOVEN_PERIODE: "Gedeclareerd is {volume}; in deze periode past hoogstens {maximum}.",
    Stapnaam.BOVEN_TOTAAL: "Met wat al is toegekend wordt het {totaal}; toegewezen is hoogstens {maximum}.",
    Stapnaam.BOVEN_CONTRACT: (
        "Met wat al is toegekend wordt het {totaal_ct}; dat is {verschil_ct} boven het contractbedrag {tarief_ct}. "
        "Dit is een plaatselijke uitleg van 0611: de toewijzing zelf is hoger dan het contractbedrag."
    ),
    Stapnaam.TERMIJN_ANDERS: "Ingediend is {ingediend_ct}; termijn {nummer} volgens schema {schema} is {termijn_ct}.",
    Stapnaam.TOEWIJZING_ANDERS: (
        "Toegewezen is {toegewezen_ct}; dat is {verschil_ct} {richting} het contractbedrag {tarief_ct}."
    ),
}
"""The sentence of each step, with places for its numbers."""
