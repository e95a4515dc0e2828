"""Door for prices: which agreement holds for a toewijzing and for each claim on it, step by step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import NIET_BEREIKBAAR, NIET_GEVONDEN, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.contracts.afspraken import Vondst
from app.contracts.stappen import zinnen
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.store.opslag import SqlWerkeenheid
from app.store.prijsbeeld import Prijsbeeld, Regelprijs, lees_prestatieprijs, lees_prijsbeeld

router = APIRouter(prefix="/api/v1/toewijzingen", tags=["Toewijzingen"])
regelrouter = APIRouter(prefix="/api/v1/berichten", tags=["Betalingen"])


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True)


class AfwijkingWeergave(_Weergave):
    """Where a line differs from what was agreed or assigned."""

    code: str = Field(description="National retourcode, or the code of a signal.")
    uitleg: str


class _Grondslag(_Weergave):
    perceel: str | None
    vorm: str | None = Field(description="PIC, PXQ, WEEKTARIEF, VAST_ARRANGEMENT or TAAKGERICHT.")
    profiel: str | None
    intensiteit: str | None
    pic: str | None = Field(description="Profiel and intensiteit together.", examples=["3B"])
    contract: str | None
    peildatum: date | None = Field(description="The day that decides the tariff.")
    tarief: int | None = Field(description="Eurocents per unit of the tariff.")
    tariefeenheid: str | None = Field(description="Code of WJ756.")
    tariefversie: int | None
    besluit: str | None


class RegelprijsWeergave(_Grondslag):
    """A claim line with its price, by what was known when it was judged."""

    bericht_id: UUID
    volgnummer: int = Field(description="Place of the line in its message, from 1.")
    ontvangen: datetime
    referentienummer: str
    staat: str
    ingediend: int = Field(description="Eurocents.")
    verwacht: int | None = Field(description="Eurocents that it should be; empty when nobody can tell.")
    toegekend: int = Field(description="Eurocents: a line is granted whole or not at all.")
    toegekend_eerder: int = Field(description="Granted on the toewijzing before this line, in eurocents.")
    betaalbaar: bool | None = Field(description="Empty when it was not granted.")
    reden: str = Field(description="Why it cannot be paid.")
    afwijkingen: tuple[AfwijkingWeergave, ...]
    stappen: tuple[str, ...] = Field(description="From the form of bekostiging to the amount, in Dutch.")


class PrijsWeergave(_Grondslag):
    """The price of a toewijzing and of the claims on it."""

    gemeente: str
    nummer: int
    regio: str | None = Field(description="Empty: no agreements are loaded for this gemeente.")
    verplichting: int | None = Field(description="The most that it can cost, in eurocents.")
    toegekend: int = Field(description="Granted less credited, in eurocents.")
    over: int | None = Field(description="What is left of the commitment, in eurocents.")
    stappen: tuple[str, ...]
    regels: tuple[RegelprijsWeergave, ...] = Field(description="Debet lines, in order of judgement.")


class PrestatieprijsWeergave(_Weergave):
    """One claim line with how its price came about."""

    bericht_id: UUID
    volgnummer: int = Field(description="Place of the line in its message, from 1.")
    gemeente: str
    toewijzingnummer: int
    referentienummer: str
    debet_credit: str
    regio: str | None = Field(description="Empty: no agreements are loaded for this gemeente.")
    fictief: bool = Field(description="Whether contracts, codes and amounts are made up.")
    prijs: RegelprijsWeergave | None = Field(
        description="Of a credit: that of the debet that it takes back. Empty: nobody can tell, for want of a known "
        "toewijzing with a product code, or of agreements."
    )


@router.get(
    "/{gemeente}/{nummer}/prijs",
    operation_id="leesPrijs",
    summary="Hoe de prijs van een toewijzing en van elke prestatie tot stand komt",
    response_model=PrijsWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees(
    request: Request,
    gemeente: Annotated[str, Path(pattern=r"^\d{4}$", description="CBS code of the gemeente.")],
    nummer: Annotated[int, Path(ge=0, le=999_999_999, description="ToewijzingNummer.")],
) -> Response:
    """Regio, perceel, form, PIC, contract, tariff and price date, what was claimed and what is left, with the steps."""

    bereik = bereik_van(request)

    def haal(werk: SqlWerkeenheid) -> str | None:
        if not bereik.heeft_toewijzing(werk.verbinding, gemeente, nummer):
            return None
        beeld = lees_prijsbeeld(werk.verbinding, gemeente, nummer)
        return None if beeld is None else _toon(beeld).model_dump_json()

    tekst = await balie_van(request).lees(haal)
    if tekst is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Gemeente {gemeente} heeft geen toewijzing {nummer}.")
    return geef_json(tekst)


@regelrouter.get(
    "/{bericht_id}/prestaties/{volgnummer}/prijs",
    operation_id="leesPrestatieprijs",
    summary="Hoe de prijs van een prestatie tot stand komt, stap voor stap",
    response_model=PrestatieprijsWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_regel(
    request: Request,
    bericht_id: Annotated[UUID, Path(description="Key of the JW323.")],
    volgnummer: Annotated[int, Path(ge=1, le=1_000_000, description="Place of the line in the message, from 1.")],
) -> Response:
    """By the agreements that were in force when the line was judged. The export for the accountant names both keys."""

    bereik = bereik_van(request)

    def haal(werk: SqlWerkeenheid) -> str | None:
        if not bereik.heeft_bericht(werk.verbinding, bericht_id):
            return None
        regel = lees_prestatieprijs(werk.verbinding, bericht_id, volgnummer)
        if regel is None:
            return None
        fictief = regel.regio is not None and is_fictief(werk, regel.regio)
        prijs = None if regel.prijs is None else _toon_regel(regel.prijs)
        velden = {naam: getattr(regel, naam) for naam in _REGELVELDEN}
        return PrestatieprijsWeergave(**velden, fictief=fictief, prijs=prijs).model_dump_json()

    tekst = await balie_van(request).lees(haal)
    if tekst is None:
        raise ProbleemFout(NIET_GEVONDEN, f"Bericht {bericht_id} heeft hier geen prestatie {volgnummer}.")
    return geef_json(tekst)


_REGELVELDEN = tuple(naam for naam in PrestatieprijsWeergave.model_fields if naam not in ("fictief", "prijs"))


def _toon(beeld: Prijsbeeld) -> PrijsWeergave:
    verplicht = beeld.verplichting
    return PrijsWeergave(
        **_grondslag(beeld.vondst).model_dump(),
        gemeente=beeld.gemeente,
        nummer=beeld.nummer,
        regio=beeld.regio,
        verplichting=None if verplicht is None else verplicht.bedrag,
        toegekend=beeld.toegekend,
        over=beeld.over,
        stappen=_WAAROM_NIET if verplicht is None else zinnen(verplicht.stappen),
        regels=tuple(_toon_regel(regel) for regel in beeld.regels),
    )


_WAAROM_NIET = ("Zonder afspraken voor deze gemeente, of zonder productcode, is er geen prijs te bepalen.",)


def _toon_regel(regel: Regelprijs) -> RegelprijsWeergave:
    oordeel = regel.oordeel
    return RegelprijsWeergave(
        **_grondslag(oordeel.vondst).model_dump(),
        bericht_id=regel.bericht_id,
        volgnummer=regel.volgnummer,
        ontvangen=regel.ontvangen,
        referentienummer=regel.referentienummer,
        staat=regel.staat.name.lower().replace("_", " "),
        ingediend=regel.bedrag,
        verwacht=oordeel.verwacht,
        toegekend=0 if regel.betaalbaar is None else regel.bedrag,
        toegekend_eerder=regel.toegekend_eerder,
        betaalbaar=regel.betaalbaar,
        reden=regel.reden,
        afwijkingen=tuple(AfwijkingWeergave(code=een.code, uitleg=een.stap.zin) for een in oordeel.afwijkingen),
        stappen=zinnen(oordeel.stappen),
    )


def _grondslag(vondst: Vondst | None) -> _Grondslag:
    product = None if vondst is None else vondst.product
    tarief = None if vondst is None else vondst.tarief
    return _Grondslag(
        perceel=None if product is None else product.perceel,
        vorm=None if vondst is None or vondst.bekostiging is None else vondst.bekostiging.vorm.value,
        profiel=None if product is None else product.profiel,
        intensiteit=None if product is None else product.intensiteit,
        pic=None if product is None else product.label,
        contract=None if vondst is None or vondst.contract is None else vondst.contract.nummer,
        peildatum=None if vondst is None else vondst.peildag,
        tarief=None if tarief is None else tarief.bedrag,
        tariefeenheid=None if tarief is None else tarief.eenheid,
        tariefversie=None if tarief is None else tarief.versie,
        besluit=None if tarief is None else tarief.besluit,
    )
