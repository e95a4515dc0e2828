"""Doors for settlements: decide on the result-dependent share of a trajectory, list them, look at one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.api.balie import Balie, balie_van, basis
from app.api.begrensd import JsonRoute
from app.api.bladeren import neem_pagina, volgende_pagina
from app.api.csvvorm import geef_csv, schrijf_csv
from app.api.onderhandelen import CSV, JSON, kies_vorm
from app.api.ontvangen import PRIVE, geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    AFREKENING_KAN_NIET,
    AL_AFGEREKEND,
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    PERSOONSGEGEVENS,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.contracts.afrekening import AfrekeningGeweigerd
from app.standard.elfproef import lijkt_bsn
from app.standard.rollen import Rol
from app.steering.signalen import LANGSTE_TOELICHTING
from app.steering.weergave import Adressen
from app.store.afrekeningen import (
    Afrekenbesluit,
    Afrekenfilter,
    Afrekenrij,
    AlAfgerekend,
    TrajectOnbekend,
    lees_afrekening,
    reken_traject_af,
    zoek_afrekeningen,
)
from app.store.opslag import SqlWerkeenheid

AFREKENINGEN = "/api/v1/afrekeningen"
router = APIRouter(prefix=AFREKENINGEN, tags=["Betalingen"])
schrijfrouter = APIRouter(prefix=AFREKENINGEN, tags=["Betalingen"], route_class=JsonRoute)

MEESTE = 200
_MEESTE_IN_BESTAND = 100_000
_Gemeente = Annotated[str, Field(pattern=r"^\d{4}$", description="CBS code of the gemeente.", examples=["0384"])]
_VOORBEELDEN: dict[str, dict[str, Any]] = {
    "malus": {
        "summary": "Doelen niet bereikt door toedoen van de aanbieder",
        "value": {
            "gemeente": "0384",
            "toewijzingnummer": 1001,
            "verwijtbaar": True,
            "door": "gemeente",
            "besluit": "B-2026-12",
            "reden": "De hulp is vier maanden niet geleverd.",
        },
    },
    "zonder": {
        "summary": "Zonder malus",
        "value": {
            "gemeente": "0384",
            "toewijzingnummer": 1001,
            "verwijtbaar": False,
            "door": "gemeente",
            "besluit": "B-2026-13",
            "reden": "De doelen zijn bereikt.",
            "eigen_kosten": 310000,
        },
    },
}


class Afrekenvraag(BaseModel):
    """A decision on one trajectory. No amount is asked: it follows from contract, tariff and outcomes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gemeente: _Gemeente
    toewijzingnummer: int = Field(ge=0, le=999_999_999, examples=[1001])
    verwijtbaar: bool = Field(description="Goals were missed through the fault of the aanbieder.", strict=True)
    door: Rol = Field(description="Who decided: a role, never a person.")
    besluit: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9./ -]{0,39}$", description="Number of the decision.")
    reden: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LANGSTE_TOELICHTING)] = (
        Field(description="Why, in a few sentences. Holds no personal data.")
    )
    eigen_kosten: int | None = Field(
        None, ge=0, le=99_999_999, description="Eurocents that the aanbieder says it spent; only shown."
    )
    vervangt: int | None = Field(
        None, ge=1, description="The version that this one takes the place of; empty for the first."
    )


class AfrekeningInLijst(BaseModel):
    """A settlement as it was decided; amounts in eurocents."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    gemeente: str
    toewijzingnummer: int
    aanbieder: str
    code: str | None = Field(description="Product code of the toewijzing.")
    versie: int
    geldend: bool = Field(description="No later version took its place.")
    moment: datetime
    regio: str
    fictief: bool = Field(description="Whether the agreements of the regio, and so the amounts, are made up.")
    contract: str
    percentage: int
    peildag: date
    bedrag: int
    deel: int = Field(description="The part that depends on the result.")
    malus: int
    bonus: int = Field(description="What stays with the aanbieder; it costs nobody anything.")
    betaalbaar: int = Field(description="bedrag less malus.")
    verrekening: int = Field(description="What this version changes in payment: below 0 less is paid.")
    doelen_bereikt: int
    doelen_deels: int
    doelen_niet: int
    verwijtbaar: bool
    door: Rol
    besluit: str
    toewijzing: str = Field(description="Link to the toewijzing.")
    link: str


class AfrekeningWeergave(AfrekeningInLijst):
    """A settlement with its reason and computation."""

    reden: str
    stappen: tuple[str, ...] = Field(description="The computation, in Dutch sentences.")


KOLOMMEN = tuple(naam for naam in AfrekeningInLijst.model_fields if naam not in ("toewijzing", "link"))


class Afrekeningenvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    gemeente: _Gemeente | None = None
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB code of the aanbieder.")
    toewijzingnummer: int | None = Field(None, ge=0, le=999_999_999, description="With gemeente: one trajectory.")
    geldend: bool | None = Field(None, description="true: versions that hold; false: those that were replaced.")
    van: date | None = Field(None, description="First day of the decision (Dutch time).")
    tot: date | None = Field(None, description="Last day of the decision.")
    na: UUID | None = Field(None, description="Last settlement of the page before; comes with the link volgende.")
    limit: int = Field(50, ge=1, le=MEESTE, description="Settlements on a page; a CSV file has them all.")


class Afrekeningenlijst(BaseModel):
    """A page of settlements, newest first."""

    afrekeningen: list[AfrekeningInLijst]
    volgende: str | None = Field(description="Link to the next page; empty on the last one.")


@schrijfrouter.post(
    "",
    operation_id="rekenTrajectAf",
    summary="Reken het resultaatafhankelijke deel van een traject af",
    status_code=201,
    response_model=AfrekeningWeergave,
    responses=antwoorden(
        NIET_GEVONDEN,
        AL_AFGEREKEND,
        TE_GROOT,
        MEDIATYPE_ONBEKEND,
        AFREKENING_KAN_NIET,
        PERSOONSGEGEVENS,
        ONJUISTE_VRAAG,
        NIET_BEREIKBAAR,
    ),
)
async def reken_af(request: Request, vraag: Annotated[Afrekenvraag, Body(openapi_examples=_VOORBEELDEN)]) -> Response:
    """Decide on a trajectory. It changes no JW325 and no judged line: the malus is told beside the payments."""
    if lijkt_bsn(vraag.reden) or lijkt_bsn(vraag.besluit):
        raise ProbleemFout(
            PERSOONSGEGEVENS, "In een tekst staat iets dat op een burgerservicenummer lijkt. Haal dat weg."
        )
    balie = balie_van(request)
    try:
        id = await balie.behandel(_reken_af, balie, Afrekenbesluit(**dict(vraag)))
    except TrajectOnbekend:
        melding = f"Gemeente {vraag.gemeente} heeft geen toewijzing {vraag.toewijzingnummer}."
        raise ProbleemFout(NIET_GEVONDEN, melding) from None
    except AlAfgerekend as fout:
        raise ProbleemFout(AL_AFGEREKEND, _welke_versie(fout.versie)) from None
    except AfrekeningGeweigerd as fout:
        raise ProbleemFout(AFREKENING_KAN_NIET, fout.uitleg) from None
    headers = {**PRIVE, "Location": _link(basis(request), id)}
    return Response(await _toon(request, id), 201, headers=headers, media_type=JSON)


@router.get(
    "",
    operation_id="zoekAfrekeningen",
    summary="Afrekeningen van trajecten, nieuwste eerst, als JSON of CSV",
    response_model=Afrekeningenlijst,
    responses={200: {"content": {JSON: {}, CSV: {}}}, **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR)},
)
async def lijst(request: Request, vraag: Annotated[Afrekeningenvraag, Query()]) -> Response:
    """List settlements, every version. ``Accept: text/csv`` gives one file with all of them."""
    balie, voor = balie_van(request), basis(request)
    filter_ = Afrekenfilter(**vraag.model_dump(include=set(Afrekenfilter._fields)))
    if kies_vorm(request.headers.get("accept"), (JSON, CSV)) == CSV:

        def bestand(werk: SqlWerkeenheid) -> str:
            rijen = zoek_afrekeningen(werk.verbinding, filter_, _MEESTE_IN_BESTAND)
            alle = (_velden(rij, voor) for rij in rijen)
            return schrijf_csv(KOLOMMEN, ([velden[naam] for naam in KOLOMMEN] for velden in alle))

        return geef_csv(await balie.lees(bestand), "afrekeningen.csv")

    def lees(werk: SqlWerkeenheid) -> str:
        rijen = zoek_afrekeningen(werk.verbinding, filter_, vraag.limit + 1, vraag.na)
        pagina, laatste = neem_pagina(rijen, vraag.limit)
        volgende = None if laatste is None else volgende_pagina(voor + AFREKENINGEN, vraag, laatste.openbaar)
        alle = [AfrekeningInLijst.model_validate(_velden(rij, voor)) for rij in pagina]
        return Afrekeningenlijst(afrekeningen=alle, volgende=volgende).model_dump_json()

    return geef_json(await balie.lees(lees))


@router.get(
    "/{id}",
    operation_id="leesAfrekening",
    summary="Een afrekening met de berekening in zinnen",
    response_model=AfrekeningWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_een(request: Request, id: UUID) -> Response:
    """A settlement as it was decided, with what it was computed from."""
    return geef_json(await _toon(request, id))


def _reken_af(balie: Balie, besluit: Afrekenbesluit) -> UUID:
    opslag = balie.knoop.opslag
    with opslag.werkeenheid(schrijven=True) as werk:
        return reken_traject_af(werk.verbinding, opslag.kluis, besluit, balie.knoop.loket.klok.nu())


async def _toon(request: Request, id: UUID) -> str:
    balie, voor, bereik = balie_van(request), basis(request), bereik_van(request)
    gevonden = await balie.lees(lambda werk: lees_afrekening(werk.verbinding, balie.knoop.opslag.kluis, id))
    if gevonden is None or not bereik.past(gevonden.rij.gemeente, gevonden.rij.aanbieder):
        raise ProbleemFout(NIET_GEVONDEN, f"Er is geen afrekening {id}.")
    velden = {**_velden(gevonden.rij, voor), "reden": gevonden.reden, "stappen": gevonden.stappen}
    return AfrekeningWeergave.model_validate(velden).model_dump_json()


def _velden(rij: Afrekenrij, voor: str) -> dict[str, Any]:
    return {
        **rij._asdict(),
        "id": rij.openbaar,
        "geldend": rij.geldend,
        "betaalbaar": rij.betaalbaar,
        "verrekening": rij.verrekening,
        "toewijzing": Adressen(basis=voor).toewijzing(rij.gemeente, rij.toewijzingnummer),
        "link": _link(voor, rij.openbaar),
    }


def _link(voor: str, id: UUID) -> str:
    return f"{voor}{AFREKENINGEN}/{id}"


def _welke_versie(versie: int) -> str:
    if versie:
        return f"Versie {versie} geldt. Noem die bij vervangt om haar met een nieuwe reden te vervangen."
    return "Dit traject is nog niet afgerekend; laat vervangt weg."
