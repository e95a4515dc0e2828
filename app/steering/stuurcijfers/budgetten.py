"""Budgets month by month: what there is, what is committed, claimed, granted and payable, and what is left (R086)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import Field

from app.contracts.budgetten import Budget
from app.exchange.weergavebasis import Weergave
from app.standard.kalender import laatste_van_maand, maand_verder
from app.steering.stuurcijfers.stuurcijfer import OnmogelijkeVraag, Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio, deel
from app.store.contracten import bekende_regios
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie
from app.store.stuurcijfers.budgetten import Besteding, bestedingen


class Budgetmaand(Weergave):
    """Een budget in een maand."""

    regio: Regio
    gemeente: str | None = Field(description="CBS-code van de gemeente; leeg: alle gemeenten van de regio samen.")
    perceel: str | None = Field(description="Code van het perceel of segment; leeg: alle percelen samen.")
    maand: date = Field(description="Eerste dag van de maand.")
    budget: int = Field(description="Budget van het hele jaar, in eurocent.")
    toegezegd: int = Field(description="Waartoe toewijzingen in deze maand verplichten, in eurocent.")
    ingediend: int = Field(description="Gedeclareerd over deze maand, debet min credit, in eurocent.")
    toegekend: int = Field(description="Daarvan toegekend, in eurocent.")
    betaalbaar: int = Field(description="Daarvan te betalen: niet boven een volumeplafond, in eurocent.")
    toegezegd_tot_en_met: int = Field(description="Toegezegd vanaf januari, in eurocent.")
    betaalbaar_tot_en_met: int = Field(description="Te betalen vanaf januari, in eurocent.")
    over: int = Field(description="Budget min wat vanaf januari is te betalen, in eurocent; onder 0: te veel.")
    over_na_toezegging: int = Field(description="Budget min wat vanaf januari is toegezegd, in eurocent.")
    deel_betaalbaar: float | None = Field(description="Deel van het budget dat is te betalen.")
    deel_toegezegd: float | None = Field(description="Deel van het budget dat is toegezegd.")


class Regiobudget(NamedTuple):
    """A budget with the regio that it is of."""

    regio: str
    budget: Budget

    def betreft(self, besteding: Besteding) -> bool:
        """Whether what was spent comes out of it."""
        hier = (besteding.regio, besteding.maand.year) == (self.regio, self.budget.jaar)
        return hier and self.budget.betreft(besteding.gemeente, besteding.perceel)


def zoek_budgetten(werk: SqlWerkeenheid, regio: str | None, jaren: Iterable[int]) -> list[Regiobudget]:
    """The budgets of these years as they were last loaded, by regio, gemeente, perceel and year."""
    gezocht = set(jaren)
    gevonden: list[Regiobudget] = []
    for een in bekende_regios(werk.verbinding):
        afspraken = werk.contracten.afspraken(werk.verbinding, een.code) if regio in (None, een.code) else None
        if afspraken is not None:
            gevonden += [Regiobudget(een.code, b) for b in afspraken.regio.budgetten if b.jaar in gezocht]
    return sorted(
        gevonden, key=lambda een: (een.regio, een.budget.gemeente or "", een.budget.perceel or "", een.budget.jaar)
    )


def besteed_in(werk: SqlWerkeenheid, regio: str | None, van: date, tot: date) -> list[Besteding]:
    """What all gemeenten spent, month by month, from January of the first year on."""
    return bestedingen(werk.verbinding, Selectie(date(van.year, 1, 1), tot, regio))


def bereken(peiling: Peiling[Stuurvraag]) -> list[Budgetmaand]:
    """Every budget in every month of the period."""
    selectie = peiling.selectie
    if selectie.aanbieder is not None:
        raise OnmogelijkeVraag("Een budget is niet van een aanbieder; laat aanbieder leeg.")
    budgetten = [
        een
        for een in zoek_budgetten(peiling.werk, selectie.regio, range(selectie.van.year, selectie.tot.year + 1))
        if (not selectie.gemeenten or een.budget.gemeente in selectie.gemeenten)
        and selectie.perceel in (None, een.budget.perceel)
    ]
    if not budgetten:
        return []
    besteed = besteed_in(peiling.werk, selectie.regio, selectie.van, selectie.tot)
    eerste = selectie.van.replace(day=1)
    return [
        rij for een in budgetten for rij in _maanden(een, besteed, selectie.tot) if eerste <= rij.maand <= selectie.tot
    ]


def _maanden(een: Regiobudget, besteed: Sequence[Besteding], tot: date) -> Iterator[Budgetmaand]:
    """From January to December, or to the month of the last day that was asked."""
    eigen = [besteding for besteding in besteed if een.betreft(besteding)]
    budget, maand = een.budget, date(een.budget.jaar, 1, 1)
    toegezegd = betaalbaar = 0
    while maand.year == budget.jaar and maand <= laatste_van_maand(tot):
        hier = [besteding for besteding in eigen if besteding.maand == maand]
        toegezegd += sum(besteding.toegezegd for besteding in hier)
        betaalbaar += sum(besteding.betaalbaar for besteding in hier)
        yield Budgetmaand(
            regio=een.regio,
            gemeente=budget.gemeente,
            perceel=budget.perceel,
            maand=maand,
            budget=budget.bedrag,
            toegezegd=sum(besteding.toegezegd for besteding in hier),
            ingediend=sum(besteding.ingediend for besteding in hier),
            toegekend=sum(besteding.toegekend for besteding in hier),
            betaalbaar=sum(besteding.betaalbaar for besteding in hier),
            toegezegd_tot_en_met=toegezegd,
            betaalbaar_tot_en_met=betaalbaar,
            over=budget.bedrag - betaalbaar,
            over_na_toezegging=budget.bedrag - toegezegd,
            deel_betaalbaar=deel(betaalbaar, budget.bedrag),
            deel_toegezegd=deel(toegezegd, budget.bedrag),
        )
        maand = maand_verder(maand, 1)


CIJFER = Stuurcijfer(
    naam="budgetten",
    titel="Budgetten, maand voor maand: wat er is en wat er over is, in eurocent",
    uitleg=(
        "Per budget uit de bestanden van de regio: wat toewijzingen verplichten (naar dagen over de maanden "
        "verdeeld), wat over de maand is gedeclareerd en toegekend (eerste dag van de ProductPeriode), wat daarvan "
        "is te betalen, en wat over is vanaf januari. Wat nog komt staat er voor wie een laatste dag in de toekomst "
        "vraagt. Prestaties op een onbekende toewijzing tellen niet mee."
    ),
    eisen=("R086",),
    vraag=Stuurvraag,
    rij=Budgetmaand,
    bereken=bereken,
)
