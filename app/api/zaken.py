"""Doors for cases of people: open one, list them, look at one, take it a step further; and the kinds that there are."""

from __future__ import annotations

from typing import Annotated, Any, Literal
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
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONDERWERP_ONBEKEND,
    ONJUISTE_VRAAG,
    PERSOONSGEGEVENS,
    STAP_KAN_NIET,
    TE_GROOT,
    ZAAK_LOOPT_AL,
    ProbleemFout,
    antwoorden,
)
from app.contracts.zaak import Gegevensfout, ZaakGeweigerd, Zaakstap, lees_gegevens
from app.standard.elfproef import lijkt_bsn
from app.standard.rollen import Rol
from app.standard.zaaksoorten import OPENEN, Zaaksoort, laad_zaaksoorten
from app.steering.signalen import LANGSTE_TOELICHTING
from app.steering.weergave import Adressen
from app.steering.zaken import (
    KOLOMMEN,
    ZaakInLijst,
    ZaaksoortWeergave,
    ZaakWeergave,
    toon_zaak,
    toon_zaak_in_lijst,
    toon_zaaksoort,
)
from app.store.bereik import Bereik
from app.store.opslag import SqlWerkeenheid
from app.store.zaken import (
    Onderwerp,
    Zaakfilter,
    bewaar_zaak,
    lees_zaak,
    soort_van_zaak,
    zet_stap,
    zoek_zaken,
)

ZAKEN = "/api/v1/zaken"
router = APIRouter(prefix="/api/v1", tags=["Zaken"])
schrijfrouter = APIRouter(prefix=ZAKEN, tags=["Zaken"], route_class=JsonRoute)

MEESTE = 200
_MEESTE_IN_BESTAND = 100_000
_PRIVACY = "Holds no personal data: no name, no Bsn, nothing that tells who the child is."
_Gemeente = Annotated[str, Field(pattern=r"^\d{4}$", description="CBS code of the gemeente.", examples=["0384"])]
_Aanbieder = Annotated[str, Field(pattern=r"^\d{8}$", description="AGB code of the aanbieder.", examples=["42420001"])]
_Regio = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9-]{1,16}$", description="Code of the regio; see /api/v1/regios.", examples=["DEMO"])
]
_Toelichting = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LANGSTE_TOELICHTING),
    Field(description=f"Why, in a few sentences. {_PRIVACY}", examples=["De start blijft uit; overleg hielp niet."]),
]


class _Invoer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OverToewijzing(_Invoer):
    """A toewijzing."""

    soort: Literal["toewijzing"]
    gemeente: _Gemeente
    toewijzingnummer: int = Field(ge=0, le=999_999_999, examples=[1001])


class OverPrestatie(_Invoer):
    """A claim line that was rejected."""

    soort: Literal["prestatie"]
    aanbieder: _Aanbieder
    declaratienummer: str = Field(min_length=1, max_length=12, description="Of the declaratie with the line.")
    referentienummer: str = Field(min_length=1, max_length=20, description="Of the line.")


class OverAanbieder(_Invoer):
    """An aanbieder in a regio."""

    soort: Literal["aanbieder"]
    aanbieder: _Aanbieder
    regio: _Regio


class OverAanbiederInGemeente(_Invoer):
    """An aanbieder, for one gemeente only."""

    soort: Literal["aanbieder_in_gemeente"]
    aanbieder: _Aanbieder
    gemeente: _Gemeente


class OverContract(_Invoer):
    """A contract; its aanbieder follows."""

    soort: Literal["contract"]
    regio: _Regio
    contract: str = Field(min_length=1, max_length=40, description="Number of the contract.")


class OverPic(_Invoer):
    """A combination of profiel and intensiteit, and whom it troubles."""

    soort: Literal["pic"]
    regio: _Regio
    aanbieder: _Aanbieder | None = None
    gemeente: _Gemeente | None = None
    pic: str = Field(min_length=3, max_length=40, description="Perceel, profiel and intensiteit.", examples=["SPEC 3B"])


class Zaakopening(_Invoer):
    """What a case is about, and why it is opened."""

    soort: str = Field(pattern=r"^[a-z_]{1,24}$", description="See /api/v1/zaaksoorten.", examples=["escalatie"])
    onderwerp: Annotated[
        OverToewijzing | OverPrestatie | OverAanbieder | OverAanbiederInGemeente | OverContract | OverPic,
        Field(discriminator="soort"),
    ]
    door: Rol = Field(description="In which role; a person is not kept.")
    toelichting: _Toelichting
    gegevens: dict[str, Any] = Field({}, max_length=20, description="What the kind of case asks or takes.")
    signaal: UUID | None = Field(None, description="The signal that led to it.")


class Zaakvervolg(_Invoer):
    """A step in a case."""

    stap: str = Field(pattern=r"^[a-z_]{1,24}$", description="One of mogelijk of the case.", examples=["oppakken"])
    door: Rol = Field(description="In which role; a person is not kept.")
    toelichting: _Toelichting
    gegevens: dict[str, Any] = Field({}, max_length=20, description="What the step asks or takes.")


class Zakenvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    soort: str | None = Field(None, pattern=r"^[a-z_]{1,24}$", description="One kind, such as bezwaar.")
    toestand: str | None = Field(None, pattern=r"^[a-z_]{1,24}$", description="One state.")
    gesloten: bool | None = Field(None, description="true: nothing is left to do; false: something is.")
    regio: _Regio | None = None
    gemeente: _Gemeente | None = None
    aanbieder: _Aanbieder | None = None
    toewijzingnummer: int | None = Field(None, ge=0, le=999_999_999, description="With gemeente: one toewijzing.")
    signaal: UUID | None = Field(None, description="Only cases that this signal led to.")
    na: UUID | None = Field(None, description="Last case of the page before; comes with the link volgende.")
    limit: int = Field(50, ge=1, le=MEESTE, description="Cases on a page; a CSV file has them all.")


class Zaaksoortenlijst(BaseModel):
    """Every kind of case."""

    zaaksoorten: list[ZaaksoortWeergave]


class Zakenlijst(BaseModel):
    """A page of cases, newest first."""

    zaken: list[ZaakInLijst]
    volgende: str | None = Field(description="Link to the next page; empty on the last one.")


OPENINGEN: dict[str, dict[str, Any]] = {
    "escalatie": {
        "summary": "Een escalatie op een toewijzing",
        "value": {
            "soort": "escalatie",
            "onderwerp": {"soort": "toewijzing", "gemeente": "0384", "toewijzingnummer": 1001},
            "door": "aanbieder",
            "toelichting": "De start blijft uit; overleg op de werkvloer hielp niet.",
        },
    },
    "bezwaar": {
        "summary": "Een bezwaar tegen een afgekeurde prestatie",
        "value": {
            "soort": "bezwaar",
            "onderwerp": {
                "soort": "prestatie",
                "aanbieder": "42420001",
                "declaratienummer": "DN1",
                "referentienummer": "RN1",
            },
            "door": "aanbieder",
            "toelichting": "Het tarief volgt uit het besluit van maart.",
        },
    },
    "misstand": {
        "summary": "Een misstand bij een aanbieder",
        "value": {
            "soort": "misstand",
            "onderwerp": {"soort": "aanbieder", "aanbieder": "42420001", "regio": "DEMO"},
            "door": "regio",
            "toelichting": "Er is gedeclareerd voor hulp die niet is gegeven.",
        },
    },
}
STAPPEN: dict[str, dict[str, Any]] = {
    "oppakken": {
        "summary": "Een escalatie oppakken",
        "value": {
            "stap": "oppakken",
            "door": "gemeente",
            "toelichting": "De casusregisseur belt deze week.",
            "gegevens": {"uiterlijk": "2026-05-20"},
        },
    },
    "maatregel": {
        "summary": "Een stop op nieuwe toewijzingen opleggen",
        "value": {
            "stap": "maatregel_opleggen",
            "door": "regio",
            "toelichting": "Tot het verbeterplan is vastgesteld.",
            "gegevens": {"maatregel": "stop_nieuwe_toewijzingen", "vanaf": "2026-06-01"},
        },
    },
}


@router.get(
    "/zaaksoorten",
    operation_id="leesZaaksoorten",
    summary="Alle soorten zaken, met hun toestanden en wie welke stap kan zetten",
    response_model=Zaaksoortenlijst,
    responses=antwoorden(),
)
async def soorten() -> Response:
    """The catalogue of cases."""
    alle = [toon_zaaksoort(een) for een in laad_zaaksoorten().values()]
    return geef_json(Zaaksoortenlijst(zaaksoorten=alle).model_dump_json())


@router.get(
    "/zaken",
    operation_id="zoekZaken",
    summary="Zaken, nieuwste eerst, als JSON of CSV",
    response_model=Zakenlijst,
    responses={200: {"content": {JSON: {}, CSV: {}}}, **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR)},
)
async def lijst(request: Request, vraag: Annotated[Zakenvraag, Query()]) -> Response:
    """List cases, without what was explained. ``Accept: text/csv`` gives one file with every case."""
    balie, adressen, bereik = balie_van(request), Adressen(basis=basis(request)), bereik_van(request)
    filter_ = Zaakfilter(**vraag.model_dump(include=set(Zaakfilter._fields)))
    if kies_vorm(request.headers.get("accept"), (JSON, CSV)) == CSV:

        def bestand(werk: SqlWerkeenheid) -> str:
            rijen = zoek_zaken(werk.verbinding, filter_, _MEESTE_IN_BESTAND, bereik=bereik)
            zaken = (toon_zaak_in_lijst(rij, adressen) for rij in rijen)
            return schrijf_csv(KOLOMMEN, ([getattr(een, naam) for naam in KOLOMMEN] for een in zaken))

        return geef_csv(await balie.lees(bestand), "zaken.csv")

    def lees(werk: SqlWerkeenheid) -> str:
        rijen = zoek_zaken(werk.verbinding, filter_, vraag.limit + 1, vraag.na, bereik)
        pagina, laatste = neem_pagina(rijen, vraag.limit)
        volgende = None if laatste is None else volgende_pagina(adressen.basis + ZAKEN, vraag, laatste.openbaar)
        return Zakenlijst(
            zaken=[toon_zaak_in_lijst(rij, adressen) for rij in pagina], volgende=volgende
        ).model_dump_json()

    return geef_json(await balie.lees(lees))


@router.get(
    "/zaken/{id}",
    operation_id="leesZaak",
    summary="Een zaak: wat er is gedaan en wat er nu kan",
    response_model=ZaakWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_een(request: Request, id: UUID) -> Response:
    """A case with its trail, its measures, and links to what it is about."""
    return geef_json(await _toon(request, id))


@schrijfrouter.post(
    "",
    operation_id="openZaak",
    summary="Open een zaak",
    status_code=201,
    response_model=ZaakWeergave,
    responses=antwoorden(
        STAP_KAN_NIET,
        TE_GROOT,
        MEDIATYPE_ONBEKEND,
        ONJUISTE_VRAAG,
        ONDERWERP_ONBEKEND,
        PERSOONSGEGEVENS,
        NIET_BEREIKBAAR,
    ),
)
async def open_(request: Request, vraag: Annotated[Zaakopening, Body(openapi_examples=OPENINGEN)]) -> Response:
    """Open a case about a toewijzing, a rejected line, an aanbieder, a contract or a PIC.

    It rejects nothing and changes no judgement. The text must hold no personal data.
    """
    _weiger_bsn(vraag.toelichting, vraag.gegevens)
    balie = balie_van(request)
    id = await balie.behandel(_open, balie, vraag, bereik_van(request))
    tekst = await _toon(request, id)
    headers = {**PRIVE, "Location": Adressen(basis=basis(request)).zaak(id)}
    return Response(tekst, 201, headers=headers, media_type=JSON)


@schrijfrouter.post(
    "/{id}/stappen",
    operation_id="zetZaakstap",
    summary="Zet een stap in een zaak",
    response_model=ZaakWeergave,
    responses=antwoorden(
        NIET_GEVONDEN,
        STAP_KAN_NIET,
        ZAAK_LOOPT_AL,
        TE_GROOT,
        MEDIATYPE_ONBEKEND,
        ONJUISTE_VRAAG,
        ONDERWERP_ONBEKEND,
        PERSOONSGEGEVENS,
        NIET_BEREIKBAAR,
    ),
)
async def vervolg(
    request: Request, id: UUID, vraag: Annotated[Zaakvervolg, Body(openapi_examples=STAPPEN)]
) -> Response:
    """Take a case a step further. What was done before stays in its trail. The text must hold no personal data."""
    _weiger_bsn(vraag.toelichting, vraag.gegevens)
    balie = balie_van(request)
    if not await balie.behandel(_zet, balie, id, vraag, bereik_van(request)):
        raise ProbleemFout(NIET_GEVONDEN, f"Er is geen zaak {id}.")
    return geef_json(await _toon(request, id))


def _open(balie: Balie, vraag: Zaakopening, bereik: Bereik) -> UUID:
    soort = laad_zaaksoorten().get(vraag.soort)
    if soort is None:
        bekend = ", ".join(laad_zaaksoorten())
        raise ZaakGeweigerd((Gegevensfout("soort", f"soort is niet bekend; verwacht: een van {bekend}."),))
    onderwerp, stap, opslag = _onderwerp(vraag, soort), _stap(balie, vraag, OPENEN, soort), balie.knoop.opslag
    with opslag.werkeenheid(schrijven=True) as werk:
        return bewaar_zaak(werk.verbinding, opslag.kluis, soort, onderwerp, stap, signaal=vraag.signaal, bereik=bereik)


def _onderwerp(vraag: Zaakopening, soort: Zaaksoort) -> Onderwerp:
    velden = vraag.onderwerp.model_dump()
    if velden["soort"] == "aanbieder_in_gemeente":
        velden["soort"] = "aanbieder"
    onderwerp = Onderwerp(**velden)
    if onderwerp.soort not in soort.over:
        melding = f"Een {soort.code} gaat over {' of '.join(soort.over)}, niet over {onderwerp.soort}."
        raise ZaakGeweigerd((Gegevensfout("onderwerp.soort", melding),))
    return onderwerp


def _zet(balie: Balie, id: UUID, vraag: Zaakvervolg, bereik: Bereik) -> bool:
    opslag = balie.knoop.opslag
    with opslag.werkeenheid(schrijven=True) as werk:
        soort = soort_van_zaak(werk.verbinding, id, bereik)
        if soort is None:
            return False
        zet_stap(werk.verbinding, opslag.kluis, id, _stap(balie, vraag, vraag.stap, soort))
        return True


def _stap(balie: Balie, vraag: Zaakopening | Zaakvervolg, naam: str, soort: Zaaksoort) -> Zaakstap:
    """The step that is asked, with its values read as the catalogue says."""
    gevraagd = next((een for een in (soort.openen, *soort.stappen) if een.naam == naam), None)
    gegevens = {} if gevraagd is None else lees_gegevens(vraag.gegevens, gevraagd)
    return Zaakstap(balie.knoop.loket.klok.nu(), naam, vraag.door, vraag.toelichting, gegevens)


def _weiger_bsn(toelichting: str, gegevens: dict[str, Any]) -> None:
    if lijkt_bsn(toelichting) or any(lijkt_bsn(een) for paar in gegevens.items() for een in paar):
        raise ProbleemFout(
            PERSOONSGEGEVENS, "In een tekst staat iets dat op een burgerservicenummer lijkt. Haal dat weg."
        )


async def _toon(request: Request, id: UUID) -> str:
    balie, adressen, bereik = balie_van(request), Adressen(basis=basis(request)), bereik_van(request)
    zaak = await balie.lees(lambda werk: lees_zaak(werk.verbinding, balie.knoop.opslag.kluis, id, bereik))
    if zaak is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Er is geen zaak {id}.")
    return toon_zaak(zaak, adressen).model_dump_json()
