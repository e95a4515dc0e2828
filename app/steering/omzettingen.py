"""The worklist of conversions: what ends when, why, how many days are left, and what took its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from app.contracts.afspraken import Afspraken
from app.contracts.geldigheid import dag_na
from app.contracts.omzetting import Omzetgrond, Recht, omzetgrond
from app.exchange.weergavebasis import Weergave
from app.steering.weergave import Adressen
from app.store.omzettingen import (
    Omzetfilter,
    Omzetplaats,
    Omzetrij,
    Omzettoestand,
    Opvolger,
    opvolgers,
    uitzonderingen_tot,
    zoek_omzettingen,
)
from app.store.opslag import SqlWerkeenheid

Toestandnaam = Literal["open", "omgezet", "zonder_opvolger"]


class OpvolgerWeergave(Weergave):
    """Een toewijzing in het nieuwe stelsel die de plaats van een oude inneemt."""

    toewijzingnummer: int
    aanbieder: str = Field(description="AGB-code van de aanbieder.")
    code: str | None = Field(description="Productcode.")
    ingangsdatum: date
    bericht: str = Field(description="Link naar het JW301 dat de omzetting compleet maakte.")
    link: str = Field(description="Link naar de toewijzing.")


class OmzettingWeergave(Weergave):
    """Een toewijzing die moet worden omgezet naar een nieuw stelsel, of dat is."""

    toestand: Toestandnaam = Field(description="Hoe ver het is.")
    regio: str = Field(description="Code van de regio.")
    gemeente: str = Field(description="CBS-code van de gemeente.")
    aanbieder: str = Field(description="AGB-code van de aanbieder.")
    toewijzingnummer: int
    perceel: str | None = Field(description="Perceel waar de productcode bij hoort.")
    code: str | None = Field(description="Productcode.")
    ingangsdatum: date
    einddatum: date | None = Field(description="Waar de toewijzing nu eindigt; leeg: zonder einde.")
    oude_vorm: str | None = Field(
        description="Vorm van bekostiging tot en met de laatste dag; leeg: van voor de regio."
    )
    nieuwe_vorm: str | None = Field(description="Vorm van bekostiging vanaf de dag erna.")
    overgangsregel: str | None = Field(
        description="Code van de overgangsregel die omzetten vraagt; leeg: de vorm wijzigt."
    )
    laatste_dag: date = Field(description="Laatste dag in het oude stelsel.")
    nieuw_vanaf: date = Field(description="Eerste dag in het nieuwe stelsel.")
    dagen: int = Field(description="Dagen van vandaag tot de laatste dag; onder nul: te laat.")
    uitzondering_tot: date | None = Field(description="Tot wanneer er een uitzondering op contract en tarief geldt.")
    uitleg: str = Field(description="Wat er moet gebeuren en waarom, of wat er is gebeurd.")
    opvolgers: tuple[OpvolgerWeergave, ...] = Field(description="Wat ervoor in de plaats kwam.")
    keten: str = Field(description="Link naar de keten van de jeugdige bij deze aanbieder.")
    link: str = Field(description="Link naar de toewijzing.")

    @property
    def opgevolgd_door(self) -> str:
        """The numbers of what took its place, as a file has them."""
        return " ".join(str(een.toewijzingnummer) for een in self.opvolgers)


class Omzetpagina(Weergave):
    """A page of the list, and where it ended when there is more."""

    rijen: tuple[OmzettingWeergave, ...]
    fictief: bool
    verder: Omzetplaats | None


@dataclass(frozen=True, slots=True)
class Blik:
    """When and by whom the list is looked at."""

    vandaag: date
    adressen: Adressen
    aanbieder: str | None = None
    """Who looks is this aanbieder: where help went on elsewhere is not for it to know."""


def lees_omzettingen(
    werk: SqlWerkeenheid, filter_: Omzetfilter, blik: Blik, aantal: int | None, na: Omzetplaats | None
) -> Omzetpagina:
    """At most ``aantal`` toewijzingen (None: all) after ``na``, in a fixed number of queries a page."""
    rijen = zoek_omzettingen(werk.verbinding, filter_, None if aantal is None else aantal + 1, na)
    verder = None
    if aantal is not None and len(rijen) > aantal:
        rijen = rijen[:aantal]
        verder = Omzetplaats(rijen[-1].laatste_dag, rijen[-1].gemeente, rijen[-1].nummer)
    sleutels = [rij.id for rij in rijen]
    gevolgd = opvolgers(werk.verbinding, sleutels)
    uitgezonderd = uitzonderingen_tot(werk.verbinding, sleutels)
    afspraken = {code: werk.contracten.afspraken(werk.verbinding, code) for code in {rij.regio for rij in rijen}}
    return Omzetpagina(
        rijen=tuple(
            _toon(
                rij,
                filter_.toestand,
                _grond(afspraken[rij.regio], rij),
                gevolgd.get(rij.id, ()),
                uitgezonderd.get(rij.id),
                blik,
            )
            for rij in rijen
        ),
        fictief=any(een is not None and een.regio.fictief for een in afspraken.values()),
        verder=verder,
    )


def _grond(afspraken: Afspraken | None, rij: Omzetrij) -> Omzetgrond | None:
    """Why it has to be converted; of what was ended why it would have to be if it ran on."""
    if afspraken is None or rij.code is None:
        return None
    recht = Recht(rij.gemeente, rij.code, rij.eenheid or "", rij.toewijzingsdatum, rij.ingangsdatum, None)
    return omzetgrond(afspraken, recht)


def _toon(
    rij: Omzetrij,
    toestand: Omzettoestand,
    grond: Omzetgrond | None,
    gevolgd: Sequence[Opvolger],
    uitzondering_tot: date | None,
    blik: Blik,
) -> OmzettingWeergave:
    adressen, zichtbaar = blik.adressen, [een for een in gevolgd if blik.aanbieder in (None, een.aanbieder)]
    oud, nieuw = (None, None) if grond is None else (grond.vorm, grond.nieuwe_vorm)
    regel = None if grond is None else grond.regel
    return OmzettingWeergave(
        toestand=toestand.value,
        regio=rij.regio,
        gemeente=rij.gemeente,
        aanbieder=rij.aanbieder,
        toewijzingnummer=rij.nummer,
        perceel=rij.perceel,
        code=rij.code,
        ingangsdatum=rij.ingangsdatum,
        einddatum=rij.einddatum,
        oude_vorm=None if oud is None else oud.value,
        nieuwe_vorm=None if nieuw is None else nieuw.value,
        overgangsregel=None if regel is None else regel.code,
        laatste_dag=rij.laatste_dag,
        nieuw_vanaf=dag_na(rij.laatste_dag),
        dagen=(rij.laatste_dag - blik.vandaag).days,
        uitzondering_tot=uitzondering_tot,
        uitleg=_uitleg(rij, toestand, grond, zichtbaar),
        opvolgers=tuple(
            OpvolgerWeergave(
                toewijzingnummer=een.nummer,
                aanbieder=een.aanbieder,
                code=een.code,
                ingangsdatum=een.ingangsdatum,
                bericht=adressen.bericht(een.bericht_id),
                link=adressen.toewijzing(rij.gemeente, een.nummer),
            )
            for een in zichtbaar
        ),
        keten=adressen.keten(rij.gemeente, rij.aanbieder, rij.client),
        link=adressen.toewijzing(rij.gemeente, rij.nummer),
    )


def _uitleg(rij: Omzetrij, toestand: Omzettoestand, grond: Omzetgrond | None, gevolgd: Sequence[Opvolger]) -> str:
    nieuw_vanaf = dag_na(rij.laatste_dag)
    match toestand:
        case Omzettoestand.OPEN:
            if grond is not None and grond.regel is not None:
                waarom = f"Overgangsregel {grond.regel.code} laat de oude code {rij.code} toe tot {nieuw_vanaf}"
            elif grond is not None and grond.vorm is not None and grond.nieuwe_vorm is not None:
                waarom = (
                    f"Op {nieuw_vanaf} gaat de bekostiging over van {grond.vorm.value} naar {grond.nieuwe_vorm.value}"
                )
            else:
                waarom = f"De afspraken gelden voor deze toewijzing tot {nieuw_vanaf}"
            loopt = "zonder einddatum" if rij.einddatum is None else f"tot en met {rij.einddatum}"
            return (
                f"{waarom}; toewijzing {rij.nummer} loopt {loopt}. Beeindig haar op {rij.laatste_dag} (reden wijziging "
                f"10) en wijs per {nieuw_vanaf} toe in het nieuwe stelsel."
            )
        case Omzettoestand.OMGEZET:
            nummers = ", ".join(str(een.nummer) for een in gevolgd) or "een toewijzing aan een andere aanbieder"
            return (
                f"Toewijzing {rij.nummer} eindigde op {rij.laatste_dag} (reden wijziging 10); opgevolgd door {nummers}."
            )
        case Omzettoestand.ZONDER_OPVOLGER:
            return (
                f"Toewijzing {rij.nummer} eindigde op {rij.laatste_dag} (reden wijziging 10), maar geen toewijzing van "
                f"deze jeugdige in het nieuwe stelsel gaat in op {nieuw_vanaf}."
            )
