"""Doors for conversions to a new system: what is still to be done, and what took the place of what."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.api.balie import Balie, balie_van, basis
from app.api.begrensd import JsonRoute
from app.api.bladeren import volgende_pagina
from app.api.cijfervorm import antwoord_csv, geef_rijen, wil_csv
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_AAN_TE_BIEDEN,
    NIET_BEREIKBAAR,
    OMZETTING_KAN_NIET,
    ONJUISTE_VRAAG,
    TE_GROOT,
    antwoorden,
)
from app.exchange.omzetting.weergave import OmzetvoorstelWeergave, OmzetVraag, toon_omzetting
from app.exchange.weergavebasis import Weergave
from app.steering.omzettingen import Blik, Omzetpagina, OmzettingWeergave, Toestandnaam, lees_omzettingen
from app.steering.weergave import Adressen
from app.store.omzettingen import Omzetfilter, Omzetplaats, Omzettoestand
from app.store.opslag import SqlWerkeenheid

PAD = "/api/v1/omzettingen"
router = APIRouter(prefix=PAD, tags=["Omzettingen"])
opstelrouter = APIRouter(prefix=PAD, tags=["Omzettingen"], route_class=JsonRoute)

_CURSOR = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\.\d{4}\.\d{1,9}$"
_KOLOMMEN = (
    *("toestand", "regio", "gemeente", "aanbieder", "toewijzingnummer", "perceel", "code", "ingangsdatum", "einddatum"),
    *("oude_vorm", "nieuwe_vorm", "overgangsregel", "laatste_dag", "nieuw_vanaf", "dagen", "uitzondering_tot"),
    *("opgevolgd_door", "uitleg"),
)


class Omzettinglijst(Weergave):
    """Een bladzijde met toewijzingen, de eerste laatste dag eerst."""

    fictief: bool = Field(description="Of er afspraken bij zijn die zijn verzonnen.")
    omzettingen: tuple[OmzettingWeergave, ...]
    volgende: str | None = Field(description="Link naar de volgende bladzijde; leeg op de laatste.")


class Omzetvraag(BaseModel):
    """Welke toewijzingen, en in welke vorm; niets hiervan kan iets over een jeugdige zeggen."""

    model_config = ConfigDict(extra="forbid")

    toestand: Toestandnaam = Field(
        "open",
        description="open: loopt door na de dag van omzetten. omgezet: beeindigd met reden 10 en opgevolgd. "
        "zonder_opvolger: beeindigd met reden 10, en er begint niets op de dag erna.",
    )
    regio: str | None = Field(None, max_length=16, description="Code van de regio.")
    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS-code van de gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")
    tot: date | None = Field(None, description="Alleen met een laatste dag op of voor deze dag.")
    na: str | None = Field(
        None, pattern=_CURSOR, description="Waar de vorige bladzijde eindigde; komt mee met volgende."
    )
    limit: int = Field(50, ge=1, le=500, description="Toewijzingen op een bladzijde; een CSV-bestand heeft ze alle.")
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")

    @field_validator("na")
    @classmethod
    def _bestaande_dag(cls, waarde: str | None) -> str | None:
        _lees_cursor(waarde)
        return waarde

    def als_filter(self) -> Omzetfilter:
        """What the store is asked."""
        return Omzetfilter(Omzettoestand(self.toestand), self.regio, self.gemeente, self.aanbieder, self.tot)


@router.get(
    "",
    operation_id="zoekOmzettingen",
    summary="Werklijst van toewijzingen die moeten worden omgezet naar een nieuw stelsel, en wat is omgezet",
    response_model=Omzettinglijst,
    responses={
        200: {"content": antwoord_csv(_KOLOMMEN)},
        **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def lijst(request: Request, vraag: Annotated[Omzetvraag, Query()]) -> Response:
    """List toewijzingen that run on after the day on which a transition rule or a change of form ends their system.

    From the toewijzingen as they are and the agreements in force, whether they were signalled or not.
    """
    balie, adressen = balie_van(request), Adressen(basis=basis(request))
    als_csv = wil_csv(request, vraag.vorm)
    vandaag, eigen = balie.knoop.loket.klok.nu().date(), bereik_van(request).aanbieder

    def lees(werk: SqlWerkeenheid) -> Response:
        aantal = None if als_csv else vraag.limit
        blik = Blik(vandaag, adressen, eigen)
        pagina = lees_omzettingen(werk, vraag.als_filter(), blik, aantal, _lees_cursor(vraag.na))
        return _bestand(pagina, vraag) if als_csv else geef_json(_pagina(pagina, vraag, adressen))

    return await balie.lees_cijfers(lees)


VOORBEELDVRAGEN: dict[str, dict[str, Any]] = {
    "arrangement": {
        "summary": "Een oude aanspraak omzetten naar een resultaatgebied en een ondersteuningselement",
        "value": {
            "gemeente": "0599",
            "toewijzingnummer": 1001,
            "componenten": [{"code": "50R1M"}, {"code": "50R5L", "toewijzingnummer": 1102}],
        },
    },
    "andere-aanbieder": {
        "summary": "De hulp gaat over naar een gecontracteerde aanbieder",
        "value": {
            "gemeente": "0599",
            "toewijzingnummer": 1001,
            "aanbieder": "60600001",
            "componenten": [{"code": "50R1M", "einddatum": "2019-06-30"}],
        },
    },
}


@opstelrouter.post(
    "",
    operation_id="stelOmzettingOp",
    summary="Stel het JW301 op waarmee een toewijzing naar het nieuwe stelsel gaat",
    response_model=OmzetvoorstelWeergave,
    responses=antwoorden(TE_GROOT, MEDIATYPE_ONBEKEND, OMZETTING_KAN_NIET, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def stel_op(request: Request, vraag: Annotated[OmzetVraag, Body(openapi_examples=VOORBEELDVRAGEN)]) -> Response:
    """Compose the JW301 that ends a toewijzing with RedenWijziging 10 and assigns what takes its place.

    Volume, unit and Frequentie follow from the contract. With another aanbieder there is a JW301 for each of the two.
    Every message was tried as if it were sent now; nothing is sent or kept.
    """
    balie = balie_van(request)
    return geef_json(await balie.behandel(_stel_op, balie, vraag))


def _stel_op(balie: Balie, vraag: OmzetVraag) -> str:
    return toon_omzetting(balie.knoop.stel_omzetting_op(vraag.als_verzoek())).model_dump_json()


def _pagina(pagina: Omzetpagina, vraag: Omzetvraag, adressen: Adressen) -> str:
    volgende = None
    if pagina.verder is not None:
        volgende = volgende_pagina(adressen.basis + PAD, vraag, ".".join(map(str, pagina.verder)))
    return Omzettinglijst(fictief=pagina.fictief, omzettingen=pagina.rijen, volgende=volgende).model_dump_json()


def _bestand(pagina: Omzetpagina, vraag: Omzetvraag) -> Response:
    return geef_rijen(pagina.rijen, _KOLOMMEN, f"omzettingen_{vraag.toestand}.csv", fictief=pagina.fictief)


def _lees_cursor(tekst: str | None) -> Omzetplaats | None:
    """Where a page ended; raises ValueError for a day that does not exist."""
    if tekst is None:
        return None
    dag, gemeente, nummer = tekst.split(".")
    return Omzetplaats(date.fromisoformat(dag), gemeente, int(nummer))
