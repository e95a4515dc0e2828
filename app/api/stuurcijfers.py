"""Door for steering figures, as JSON and as CSV; docs/stuurcijfers.md says how each is worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.cijfervorm import ANTWOORD_CSV, Cijfer, geef_cijfer, wil_csv
from app.api.ketens import kader
from app.api.problemen import (
    NIET_AAN_TE_BIEDEN,
    NIET_BEREIKBAAR,
    ONJUISTE_VRAAG,
    ProbleemFout,
    antwoorden,
)
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers import cijfers, rijen
from app.steering.stuurcijfers.zwaarte import STANDAARD, Drempels
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie

router = APIRouter(prefix="/api/v1/stuurcijfers", tags=["Stuurcijfers"])

R = TypeVar("R", bound=Weergave)
F = TypeVar("F", bound=Callable[..., Any])

MEESTE_MAANDEN = 60
_STANDAARD_MAANDEN = 12
_EERSTE, _LAATSTE = date(2015, 1, 1), date(2099, 12, 31)
"""The law began in 2015."""
Gemeente = Annotated[str, Field(pattern=r"^\d{4}$")]
_ANTWOORDEN = {
    200: {"content": ANTWOORD_CSV},
    **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
}


class Stuurvraag(BaseModel):
    """Waarover een cijfer gaat."""

    model_config = ConfigDict(extra="forbid")

    regio: str | None = Field(None, max_length=16, description="Code van de regio; leeg: alle.")
    gemeente: list[Gemeente] = Field([], max_length=500, description="CBS-codes van gemeenten; leeg: alle.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder; leeg: alle.")
    perceel: str | None = Field(None, max_length=16, description="Code van het perceel of segment; leeg: alle.")
    van: date | None = Field(
        None, ge=_EERSTE, le=_LAATSTE, description="Eerste dag; leeg: het begin van de maand, elf maanden voor tot."
    )
    tot: date | None = Field(None, ge=_EERSTE, le=_LAATSTE, description="Laatste dag; leeg: vandaag.")
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")

    def selectie(self, vandaag: date) -> Selectie:
        """What it is about, with the period filled in; raises ProbleemFout when there is no such period."""
        tot = self.tot or max(vandaag, self.van or vandaag)
        van = self.van or cijfers.maand_verder(tot, 1 - _STANDAARD_MAANDEN)
        if van > tot:
            raise ProbleemFout(ONJUISTE_VRAAG, f"De periode begint op {van}, na de laatste dag {tot}.")
        if cijfers.maand_verder(van, MEESTE_MAANDEN) <= tot:
            raise ProbleemFout(ONJUISTE_VRAAG, f"De periode is langer dan {MEESTE_MAANDEN} maanden; vraag in delen.")
        return Selectie(van, tot, self.regio, tuple(self.gemeente), self.aanbieder, self.perceel)


class Prognosevraag(Stuurvraag):
    """Ook hoever vooruit."""

    maanden: int = Field(6, ge=1, le=36, description="Hoeveel maanden vooruit, met de lopende maand.")


class Schaduwvraag(Stuurvraag):
    """Ook vanaf hoeveel trajecten."""

    drempel: int = Field(10, ge=1, description="Van kleinere groepen worden geen bedragen gegeven.")


class Zwaartevraag(Stuurvraag):
    """Ook wanneer een aanbieder opvalt."""

    minimum: int = Field(STANDAARD.aantal, ge=1, description="Minstens zoveel vergelijkbare trajecten.")
    verhouding: float = Field(STANDAARD.verhouding, ge=1, description="Waargenomen is meer dan zoveel maal verwacht.")
    z: float = Field(STANDAARD.z, ge=0, description="En meer dan zoveel standaarddeviaties erboven.")


class Doorplaatsvraag(Stuurvraag):
    """Ook vanaf hoeveel aanbieders."""

    vanaf: int = Field(3, ge=2, le=99, description="Vanaf hoeveel aanbieders een cliënt telt.")


class Retourcodevraag(Stuurvraag):
    """Ook hoeveel codes per afzender."""

    meeste: int = Field(10, ge=1, le=100, description="Hoeveel codes per afzender, de vaakste eerst.")


class Vergelijkvraag(Stuurvraag):
    """Ook welke twee groepen."""

    a: list[Gemeente] = Field(min_length=1, max_length=500, description="CBS-codes van de gemeenten van groep a.")
    b: list[Gemeente] = Field(min_length=1, max_length=500, description="CBS-codes van de gemeenten van groep b.")


async def _geef(
    request: Request,
    vraag: Stuurvraag,
    titel: str,
    soort: type[R],
    bereken: Callable[[SqlWerkeenheid, Selectie, date], Sequence[R]],
) -> Response:
    """Work a figure out in a reading transaction, and give it in the form that is asked for."""
    balie, als_csv = balie_van(request), wil_csv(request, vraag.vorm)
    vandaag = kader(balie).vandaag
    selectie = vraag.selectie(vandaag)
    naam = request.url.path.rsplit("/", 1)[-1]

    def lees(werk: SqlWerkeenheid) -> Response:
        cijfer = Cijfer[R](
            titel=titel,
            van=selectie.van,
            tot=selectie.tot,
            fictief=cijfers.fictief(werk, selectie.regio),
            rijen=list(bereken(werk, selectie, vandaag)),
        )
        return geef_cijfer(cijfer, tuple(soort.model_fields), naam, als_csv=als_csv)

    return await balie.lees_cijfers(lees)


def _route(pad: str, operatie: str, titel: str, model: Any) -> Callable[[F], F]:
    return router.get(pad, operation_id=operatie, summary=titel, response_model=model, responses=_ANTWOORDEN)


@_route("/populatie", "stuurPopulatie", "Cliënten per PIC, maand voor maand", Cijfer[rijen.Populatie])
async def populatie(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Count clients per gemeente, month and PIC, also where help is paid per unit with a PIC label."""
    return await _geef(
        request,
        vraag,
        "Cliënten per PIC, maand voor maand",
        rijen.Populatie,
        lambda werk, selectie, _: cijfers.bereken_populatie(werk, selectie),
    )


@_route("/financien", "stuurFinancien", "Verplicht, gedeclareerd, toegekend en betaalbaar", Cijfer[rijen.Financien])
async def financien(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Add up per gemeente and perceel what was committed, claimed, granted and can be paid."""
    return await _geef(
        request,
        vraag,
        "Verplicht, gedeclareerd, toegekend en betaalbaar, in eurocent",
        rijen.Financien,
        lambda werk, selectie, _: cijfers.bereken_financien(werk, selectie),
    )


@_route("/segmenten", "stuurSegmenten", "Aandeel van elk perceel in geld en cliënten", Cijfer[rijen.Segment])
async def segmenten(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Share of spend and of clients per perceel (segment)."""
    return await _geef(
        request,
        vraag,
        "Aandeel van elk perceel in geld en cliënten",
        rijen.Segment,
        lambda werk, selectie, _: cijfers.bereken_segmenten(werk, selectie),
    )


@_route("/prognose", "stuurPrognose", "Wat de komende maanden kosten", Cijfer[rijen.Prognose])
async def prognose(request: Request, vraag: Annotated[Prognosevraag, Query()]) -> Response:
    """Forecast per gemeente: what is left on running toewijzingen, and the trend of inflow over twelve months."""
    return await _geef(
        request,
        vraag,
        "Wat de komende maanden kosten, in eurocent",
        rijen.Prognose,
        lambda werk, selectie, vandaag: cijfers.bereken_prognose(werk, selectie, vandaag, vraag.maanden),
    )


@_route("/tariefmonitor", "stuurTariefmonitor", "Kosten per eenheid naast het tarief", Cijfer[rijen.Schaduwtarief])
async def tariefmonitor(request: Request, vraag: Annotated[Schaduwvraag, Query()]) -> Response:
    """Shadow tariffs: what closed trajectories paid per unit cost, per PIC label, beside the tariff of that PIC."""
    return await _geef(
        request,
        vraag,
        "Kosten van trajecten per eenheid naast het PIC-tarief, in eurocent",
        rijen.Schaduwtarief,
        lambda werk, selectie, _: cijfers.bereken_schaduwtarieven(werk, selectie, vraag.drempel),
    )


@_route("/zwaarte", "stuurZwaarte", "Zware hulp naast die van vergelijkbare aanbieders", Cijfer[rijen.Zwaarte])
async def zwaarte(request: Request, vraag: Annotated[Zwaartevraag, Query()]) -> Response:
    """Hold the heavy trajectories of each aanbieder against those of its peers, standardised by profiel."""
    drempels = Drempels(vraag.minimum, vraag.verhouding, vraag.z)
    return await _geef(
        request,
        vraag,
        "Zware hulp naast die van vergelijkbare aanbieders",
        rijen.Zwaarte,
        lambda werk, selectie, _: cijfers.bereken_zwaarte(werk, selectie, drempels),
    )


@_route("/verwijzingen", "stuurVerwijzingen", "Trajecten per soort verwijzer en kwartaal", Cijfer[rijen.Verwijzing])
async def verwijzingen(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Count trajectories per gemeente and quarter by who referred."""
    return await _geef(
        request,
        vraag,
        "Trajecten per soort verwijzer en kwartaal",
        rijen.Verwijzing,
        lambda werk, selectie, _: cijfers.bereken_verwijzingen(werk, selectie),
    )


@_route("/wachttijden", "stuurWachttijden", "Dagen van toewijzing tot begin van de hulp", Cijfer[rijen.Wachttijd])
async def wachttijden(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Days from JW301 to the help that a JW305 tells, and from JW315 to JW301, per aanbieder and perceel."""
    return await _geef(request, vraag, "Wachttijden in kalenderdagen", rijen.Wachttijd, cijfers.bereken_wachttijden)


@_route("/uitval", "stuurUitval", "Hoe hulp eindigde", Cijfer[rijen.Uitval])
async def uitval(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Classes of RedenBeeindiging of JW307 with an Einddatum in the period."""
    return await _geef(
        request,
        vraag,
        "Hoe hulp eindigde",
        rijen.Uitval,
        lambda werk, selectie, _: cijfers.bereken_uitval(werk, selectie),
    )


@_route("/schaling", "stuurSchaling", "Zwaardere of lichtere hulp na eerdere hulp", Cijfer[rijen.Schaling])
async def schaling(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Successive toewijzingen of one client by rank of intensiteit, per aanbieder of the later one."""
    return await _geef(
        request,
        vraag,
        "Zwaardere of lichtere hulp na eerdere hulp",
        rijen.Schaling,
        lambda werk, selectie, _: cijfers.bereken_schaling(werk, selectie),
    )


@_route("/doorplaatsingen", "stuurDoorplaatsingen", "Cliënten met veel aanbieders", Cijfer[rijen.Doorplaatsing])
async def doorplaatsingen(request: Request, vraag: Annotated[Doorplaatsvraag, Query()]) -> Response:
    """Clients per gemeente with so many aanbieders or more in the period."""
    return await _geef(
        request,
        vraag,
        "Cliënten met veel aanbieders",
        rijen.Doorplaatsing,
        lambda werk, selectie, _: cijfers.bereken_doorplaatsingen(werk, selectie, vraag.vanaf),
    )


@_route("/retourcodes", "stuurRetourcodes", "Vaakste retourcodes per afzender", Cijfer[rijen.Retourcode])
async def retourcodes(request: Request, vraag: Annotated[Retourcodevraag, Query()]) -> Response:
    """What messages received in the period were rejected for; regio and perceel do not filter here."""
    return await _geef(
        request,
        vraag,
        "Vaakste retourcodes per afzender",
        rijen.Retourcode,
        lambda werk, selectie, _: cijfers.bereken_retourcodes(werk, selectie, vraag.meeste),
    )


@_route("/duur", "stuurDuur", "Werkelijke duur per PIC naast de verwachte", Cijfer[rijen.Duur])
async def duur(request: Request, vraag: Annotated[Stuurvraag, Query()]) -> Response:
    """Duration of help that ended in the period, beside the term of its first toewijzing."""
    return await _geef(
        request,
        vraag,
        "Duur per PIC in kalenderdagen",
        rijen.Duur,
        lambda werk, selectie, _: cijfers.bereken_duur(werk, selectie),
    )


@_route("/vergelijking", "stuurVergelijking", "Dezelfde PIC in twee groepen gemeenten", Cijfer[rijen.Vergelijking])
async def vergelijking(request: Request, vraag: Annotated[Vergelijkvraag, Query()]) -> Response:
    """Cost, duration and uitval of the same PIC in two groups of gemeenten, and standardised over all PICs."""
    beide = sorted(set(vraag.a) & set(vraag.b))
    if beide:
        raise ProbleemFout(ONJUISTE_VRAAG, f"In beide groepen: {', '.join(beide)}. Laat elke gemeente er een van zijn.")
    return await _geef(
        request,
        vraag,
        "Dezelfde PIC in twee groepen gemeenten",
        rijen.Vergelijking,
        lambda werk, selectie, _: cijfers.bereken_vergelijking(werk, selectie, vraag.a, vraag.b),
    )
