"""Doors that answer: how is help claimed here, and who is contracted for it?"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van, basis
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_BEREIKBAAR, NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.contracts.afspraken import Afspraken
from app.contracts.bekostiging import Peildatum, Vorm
from app.contracts.declareerwijze import Declareerwijze, Gecontracteerd, declareerwijze, gecontracteerd
from app.contracts.partijen import Contractstatus
from app.contracts.pic import Pic, Profielsoort
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1", tags=["Regio's"])

Datum = Annotated[date | None, Query(description="Day; else today (Dutch time).")]
Regiocode = Annotated[str, Path(max_length=16, description="Code of the regio.", examples=["HAAGLANDEN"])]
Deel = Annotated[str, Path(max_length=16)]


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class ProductwijzeWeergave(_Weergave):
    """One code in one unit."""

    categorie: str
    code: str
    naam: str
    eenheid: str = Field(description="Code of WJ756.")
    frequentie: str | None = Field(description="Frequentie of the toewijzing; null: any.")
    pic: str | None = Field(description="Profiel and intensiteit, such as 3B; null for a price per unit.")
    tarief: int | None = Field(description="Eurocents, for every contract of the regio; null: only per contract.")
    termijnschema: str | None
    termijnen: tuple[int, ...] = Field(description="Eurocents of each instalment of a claim in euros (83).")
    zin: str = Field(description="The same in Dutch.")


class DeclareerwijzeWeergave(_Weergave):
    """How help is claimed in a gemeente on a day."""

    regio: str
    fictief: bool = Field(description="Whether contracts, codes and amounts are made up.")
    gemeente: str
    segment: str
    datum: date
    vorm: Vorm
    peildatum: Peildatum = Field(description="Which day decides the tariff.")
    termijnschema: str | None
    pic_label_verplicht: bool
    producten: list[ProductwijzeWeergave]
    zinnen: tuple[str, ...] = Field(description="The same in Dutch.")


class PicWeergave(_Weergave):
    """A combination of profiel and intensiteit."""

    perceel: str
    profiel: str
    intensiteit: str
    label: str = Field(examples=["3B"])
    profielnaam: str
    soort: Profielsoort
    behoefte: str
    resultaten: str
    intensiteitnaam: str
    rang: int = Field(description="Heavier is higher.")
    omschrijving: str = Field(description="What the help comprises.")
    codes: tuple[str, ...] = Field(description="Product codes on the day.")
    link: str = Field(description="Who is contracted for it.")


class Piclijst(_Weergave):
    """The PICs of a regio on a day."""

    regio: str
    fictief: bool
    datum: date
    pics: list[PicWeergave]


class GecontracteerdWeergave(_Weergave):
    """An aanbieder that is contracted."""

    aanbieder: str = Field(description="AGB code.")
    naam: str
    contract: str
    status: Contractstatus
    acceptatieplicht: bool
    onderaannemers: tuple[str, ...] = Field(description="AGB codes of those who deliver under this contract.")


class PicMetAanbieders(_Weergave):
    """Who is contracted for a PIC on a day."""

    regio: str
    fictief: bool
    datum: date
    pic: PicWeergave
    aanbieders: list[GecontracteerdWeergave] = Field(
        description="In an order that favours nobody, drawn anew for each day."
    )


@router.get(
    "/declareerwijze",
    operation_id="leesDeclareerwijze",
    summary="Hoe hulp op een dag in een gemeente wordt gedeclareerd",
    response_model=DeclareerwijzeWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_declareerwijze(
    request: Request,
    gemeente: Annotated[str, Query(pattern=r"^\d{4}$", description="CBS code of the gemeente.", examples=["0503"])],
    segment: Annotated[str, Query(max_length=16, description="Code of the perceel or segment.", examples=["SPEC"])],
    datum: Datum = None,
) -> Response:
    """Form, units, frequency, codes, tariffs and instalments, also in Dutch sentences."""
    balie = balie_van(request)
    dag = _dag(balie, datum)

    def lees(werk: SqlWerkeenheid) -> str:
        afspraken = balie.knoop.archief.afspraken_van_gemeente(werk.verbinding, gemeente, dag)
        if afspraken is None:
            raise ProbleemFout(NIET_GEVONDEN, "Van deze gemeente zijn op die dag geen afspraken bekend.")
        wijze = declareerwijze(afspraken, gemeente, segment, dag)
        if wijze is None:
            raise ProbleemFout(
                NIET_GEVONDEN,
                "Voor dit segment is op die dag niets vastgelegd. "
                f"Segmenten van deze regio: {', '.join(afspraken.percelen) or 'geen'}.",
            )
        return _toon_wijze(afspraken, wijze, gemeente, dag).model_dump_json()

    return geef_json(await balie.lees(lees))


@router.get(
    "/pic",
    operation_id="zoekPics",
    summary="Welke combinaties van profiel en intensiteit er zijn",
    response_model=Piclijst,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def zoek_pics(
    request: Request,
    regio: Annotated[str, Query(max_length=16, description="Code of the regio.", examples=["HAAGLANDEN"])],
    perceel: Annotated[str | None, Query(max_length=16, description="Only of this perceel or segment.")] = None,
    datum: Datum = None,
) -> Response:
    """List the PICs of a regio with their codes on a day."""
    balie = balie_van(request)
    dag = _dag(balie, datum)

    def lees(werk: SqlWerkeenheid) -> str:
        afspraken = _van_regio(balie, werk, regio)
        return Piclijst(
            regio=afspraken.regio.code,
            fictief=afspraken.regio.fictief,
            datum=dag,
            pics=[
                _toon_pic(afspraken, een, dag, basis(request))
                for een in afspraken.regio.pics
                if perceel is None or een.perceel == perceel
            ],
        ).model_dump_json()

    return geef_json(await balie.lees(lees))


@router.get(
    "/pic/{regio}/{perceel}/{profiel}/{intensiteit}",
    operation_id="leesPic",
    summary="Wie voor een PIC is gecontracteerd",
    response_model=PicMetAanbieders,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_pic(
    request: Request, regio: Regiocode, perceel: Deel, profiel: Deel, intensiteit: Deel, datum: Datum = None
) -> Response:
    """The aanbieders that have a contract for a PIC on a day, in an order that favours nobody."""
    balie = balie_van(request)
    dag = _dag(balie, datum)

    def lees(werk: SqlWerkeenheid) -> str:
        afspraken = _van_regio(balie, werk, regio)
        pic = afspraken.pics.get((perceel, profiel, intensiteit))
        if pic is None:
            raise ProbleemFout(NIET_GEVONDEN, f"Deze PIC is er niet. Alle: /api/v1/pic?regio={regio}.")
        return PicMetAanbieders(
            regio=afspraken.regio.code,
            fictief=afspraken.regio.fictief,
            datum=dag,
            pic=_toon_pic(afspraken, pic, dag, basis(request)),
            aanbieders=[_toon_gecontracteerd(een) for een in gecontracteerd(afspraken, pic, dag)],
        ).model_dump_json()

    return geef_json(await balie.lees(lees))


def _dag(balie: Balie, datum: date | None) -> date:
    return datum or balie.knoop.loket.klok.nu().date()


def _van_regio(balie: Balie, werk: SqlWerkeenheid, regio: str) -> Afspraken:
    afspraken = balie.knoop.archief.afspraken(werk.verbinding, regio)
    if afspraken is None:
        raise ProbleemFout(NIET_GEVONDEN, "Deze regio is hier niet geladen. Alle: /api/v1/regios.")
    return afspraken


def _toon_wijze(afspraken: Afspraken, wijze: Declareerwijze, gemeente: str, dag: date) -> DeclareerwijzeWeergave:
    rij = wijze.bekostiging
    return DeclareerwijzeWeergave(
        regio=afspraken.regio.code,
        fictief=afspraken.regio.fictief,
        gemeente=gemeente,
        segment=rij.perceel,
        datum=dag,
        vorm=rij.vorm,
        peildatum=rij.peildatum,
        termijnschema=None if rij.termijnschema is None else str(rij.termijnschema),
        pic_label_verplicht=rij.pic_label_verplicht,
        producten=[
            ProductwijzeWeergave(
                categorie=een.product.categorie,
                code=een.product.code,
                naam=een.product.naam,
                eenheid=een.product.eenheid,
                frequentie=een.frequentie,
                pic=een.product.label,
                tarief=een.tarief,
                termijnschema=None if een.schema is None else str(een.schema),
                termijnen=een.termijnen,
                zin=een.zin,
            )
            for een in wijze.producten
        ],
        zinnen=wijze.zinnen,
    )


def _toon_pic(afspraken: Afspraken, pic: Pic, dag: date, voor: str) -> PicWeergave:
    profiel, intensiteit = afspraken.profielen.get(pic.profiel), afspraken.intensiteiten.get(pic.intensiteit)
    codes = {een.code for een in afspraken.regio.productcodes if een.pic == pic.sleutel and een.geldig.omvat(dag)}
    return PicWeergave(
        perceel=pic.perceel,
        profiel=pic.profiel,
        intensiteit=pic.intensiteit,
        label=pic.label,
        profielnaam="" if profiel is None else profiel.naam,
        soort=Profielsoort.PROFIEL if profiel is None else profiel.soort,
        behoefte="" if profiel is None else profiel.behoefte,
        resultaten="" if profiel is None else profiel.resultaten,
        intensiteitnaam="" if intensiteit is None else intensiteit.naam,
        rang=0 if intensiteit is None else intensiteit.rang,
        omschrijving=pic.omschrijving,
        codes=tuple(sorted(codes)),
        link=f"{voor}/api/v1/pic/{afspraken.regio.code}/{pic.perceel}/{pic.profiel}/{pic.intensiteit}?datum={dag}",
    )


def _toon_gecontracteerd(een: Gecontracteerd) -> GecontracteerdWeergave:
    return GecontracteerdWeergave(
        aanbieder=een.contract.aanbieder,
        naam=een.naam,
        contract=een.contract.nummer,
        status=een.status,
        acceptatieplicht=een.contract.acceptatieplicht,
        onderaannemers=een.onderaannemers,
    )
