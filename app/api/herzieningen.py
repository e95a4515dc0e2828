"""Door for tariff revisions: which granted lines a tariff touches, and the messages that correct them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import Balie, balie_van
from app.api.begrensd import JsonRoute
from app.api.cijfervorm import antwoord_csv, geef_rijen, wil_csv
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    CORRECTIE_KAN_NIET,
    MEDIATYPE_ONBEKEND,
    NIET_AAN_TE_BIEDEN,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    TE_GROOT,
    ProbleemFout,
    antwoorden,
)
from app.contracts.afspraken import Afspraken
from app.exchange.correctie.weergave import MEESTE_WENSEN, CorrectieWeergave, toon_correctie
from app.exchange.weergavebasis import Weergave
from app.steering.herziening import Herzieningsregel, als_verzoek, terugwerkende_versies, zoek_herzieningen
from app.store.bereik import Bereik
from app.store.opslag import SqlWerkeenheid

router = APIRouter(prefix="/api/v1/herzieningen", tags=["Correcties"])
opstelrouter = APIRouter(prefix="/api/v1/herzieningen", tags=["Correcties"], route_class=JsonRoute)

Gemeente = Annotated[str, Field(pattern=r"^\d{4}$")]
_GEMEENTEN = "CBS-codes van gemeenten; leeg: alle van de regio."


class TariefversieWeergave(Weergave):
    """Een tarief dat later is vastgesteld dan de dag waarop het ingaat. Bedragen in eurocent."""

    code: str = Field(description="Productcode.")
    eenheid: str = Field(description="Eenheid (WJ756).")
    versie: int = Field(description="Een hogere versie gaat voor.")
    bedrag: int = Field(description="Per eenheid, in eurocent.")
    van: date = Field(description="Eerste dag waarop het geldt.")
    tot: date | None = Field(description="Laatste dag; leeg: zonder einde.")
    contract: str | None = Field(description="Contract waarvoor het geldt; leeg: alle.")
    gemeente: str | None = Field(description="Gemeente waarvoor het geldt; leeg: alle.")
    besluit: str = Field(description="Besluit waarmee het is vastgesteld.")
    reden: str = Field(description="Waarom er een nieuwe versie is.")
    vastgesteld: date | None = Field(description="Dag van het besluit; leeg: niet genoemd.")


class Versielijst(Weergave):
    """Tarieven van een regio met terugwerkende kracht."""

    regio: str
    fictief: bool = Field(description="Of codes en bedragen zijn verzonnen.")
    versies: list[TariefversieWeergave]


class HerzieningsregelWeergave(Weergave):
    """Een toegekende prestatie met wat ze bij het tarief van nu zou zijn. Bedragen in eurocent."""

    bericht_id: UUID = Field(description="JW323 waarin de prestatie is toegekend.")
    gemeente: str = Field(description="CBS-code van de gemeente.")
    aanbieder: str = Field(description="AGB-code van de aanbieder.")
    referentienummer: str = Field(description="Van de toegekende prestatie.")
    toewijzingnummer: int
    begindatum: date = Field(description="Eerste dag van de productperiode.")
    einddatum: date = Field(description="Laatste dag van de productperiode.")
    eenheid: str = Field(description="Eenheid (WJ756).")
    volume: int
    tarief: int | None = Field(description="Tarief waartegen is toegekend; leeg bij euro's (83).")
    nieuw_tarief: int | None = Field(description="Tarief dat nu geldt; leeg bij euro's (83).")
    versie: int = Field(description="Versie van het tarief dat nu geldt.")
    besluit: str = Field(description="Besluit daarbij.")
    credit: int = Field(description="Wat is toegekend en wordt teruggenomen.")
    debet: int = Field(description="Wat daarna opnieuw wordt gedeclareerd.")
    verschil: int = Field(description="Debet min credit.")


class Herzieningslijst(Weergave):
    """Toegekende prestaties die een tarief met terugwerkende kracht raakt."""

    regio: str
    code: str
    fictief: bool = Field(description="Of codes en bedragen zijn verzonnen.")
    aantal: int = Field(description="Hoeveel prestaties.")
    credit: int = Field(description="Samen teruggenomen, in eurocent.")
    debet: int = Field(description="Samen opnieuw gedeclareerd, in eurocent.")
    verschil: int = Field(description="Wat er per saldo bij komt (of af gaat, onder nul), in eurocent.")
    regels: list[HerzieningsregelWeergave]


class Lijstvraag(BaseModel):
    """Van wie, en in welke vorm."""

    model_config = ConfigDict(extra="forbid")

    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder; leeg: alle.")
    gemeente: list[Gemeente] = Field([], max_length=500, description=_GEMEENTEN)
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")


class Herzieningsvraag(BaseModel):
    """Voor welke aanbieder de correctieberichten worden samengesteld."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regio: str = Field(max_length=16, description="Code van de regio.")
    code: str = Field(pattern=r"^[0-9A-Za-z]{1,5}$", description="Productcode waarvan het tarief is herzien.")
    aanbieder: str = Field(pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")
    gemeente: list[Gemeente] = Field([], max_length=500, description=_GEMEENTEN)


Regio = Annotated[str, Path(max_length=16, description="Code van de regio.", examples=["DEMO"])]
Code = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,5}$", description="Productcode.", examples=["45A04"])]


@router.get(
    "/{regio}",
    operation_id="zoekTariefversies",
    summary="Tarieven van een regio die met terugwerkende kracht zijn vastgesteld",
    response_model=Versielijst,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def versies(request: Request, regio: Regio) -> Response:
    """List tariff versions that were fixed later than they hold; each may touch lines that were granted."""

    bereik = bereik_van(request)

    def lees(werk: SqlWerkeenheid) -> str:
        afspraken = _afspraken(werk, regio, bereik)
        return Versielijst(
            regio=regio,
            fictief=afspraken.regio.fictief,
            versies=[
                TariefversieWeergave(
                    code=een.tarief.code,
                    eenheid=een.tarief.eenheid,
                    versie=een.tarief.versie,
                    bedrag=een.tarief.bedrag,
                    van=een.tarief.geldig.van,
                    tot=een.tarief.geldig.tot,
                    contract=een.tarief.contract,
                    gemeente=een.tarief.gemeente,
                    besluit=een.tarief.besluit,
                    reden=een.tarief.reden,
                    vastgesteld=een.tarief.vastgesteld,
                )
                for een in terugwerkende_versies(bereik.deel_van(afspraken.regio))
            ],
        ).model_dump_json()

    return geef_json(await balie_van(request).lees_cijfers(lees))


@router.get(
    "/{regio}/{code}",
    operation_id="zoekHerzieningen",
    summary="Toegekende prestaties die een herzien tarief raakt, met het verschil",
    response_model=Herzieningslijst,
    responses={
        200: {"content": antwoord_csv(tuple(HerzieningsregelWeergave.model_fields))},
        **antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def lijst(request: Request, regio: Regio, code: Code, vraag: Annotated[Lijstvraag, Query()]) -> Response:
    """List granted lines with an earlier price where another tariff holds now; what was decided stays as it was."""
    als_csv, bereik = wil_csv(request, vraag.vorm), bereik_van(request)

    def lees(werk: SqlWerkeenheid) -> Response:
        afspraken = _afspraken(werk, regio, bereik)
        gevonden = zoek_herzieningen(werk, afspraken, code, vraag.aanbieder, vraag.gemeente)
        toon = _lijst(afspraken, code, gevonden)
        if not als_csv:
            return geef_json(toon.model_dump_json())
        kolommen = tuple(HerzieningsregelWeergave.model_fields)
        return geef_rijen(toon.regels, kolommen, f"herzieningen_{regio}_{code}.csv", fictief=toon.fictief)

    return await balie_van(request).lees_cijfers(lees)


@opstelrouter.post(
    "",
    operation_id="stelHerzieningOp",
    summary="Stel de correctieberichten van een aanbieder op na een herzien tarief",
    response_model=CorrectieWeergave,
    responses=antwoorden(
        TE_GROOT, MEDIATYPE_ONBEKEND, NIET_GEVONDEN, CORRECTIE_KAN_NIET, ONJUISTE_VRAAG, NIET_BEREIKBAAR
    ),
)
async def stel_op(request: Request, vraag: Herzieningsvraag) -> Response:
    """Compose JW323 messages: credits of the old amounts, and debets at the new tariff in messages that follow.

    At most 10,000 lines at a time; what was credited is no longer listed, so asking again gives the next ones.
    Nothing is sent or kept.
    """
    balie = balie_van(request)
    return geef_json(await balie.behandel(_stel_op, balie, vraag, bereik_van(request)))


def _stel_op(balie: Balie, vraag: Herzieningsvraag, bereik: Bereik) -> str:
    knoop = balie.knoop
    knoop.opslag.werk_bij()
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        afspraken = _afspraken(werk, vraag.regio, bereik)
        gevonden = zoek_herzieningen(werk, afspraken, vraag.code, vraag.aanbieder, vraag.gemeente)
    if not gevonden:
        raise ProbleemFout(
            NIET_GEVONDEN,
            f"Geen toegekende prestatie met code {vraag.code} van aanbieder {vraag.aanbieder} heeft een eerder tarief.",
        )
    correctie = knoop.stel_correctie_op(als_verzoek(vraag.aanbieder, gevonden[:MEESTE_WENSEN]))
    return toon_correctie(correctie, knoop.loket.releases.eerste).model_dump_json()


def _afspraken(werk: SqlWerkeenheid, regio: str, bereik: Bereik) -> Afspraken:
    afspraken = werk.contracten.afspraken(werk.verbinding, regio)
    if afspraken is None or not bereik.heeft_regio(afspraken.regio):
        raise ProbleemFout(NIET_GEVONDEN, f"Van regio {regio} zijn hier geen afspraken geladen.")
    return afspraken


def _lijst(afspraken: Afspraken, code: str, gevonden: Sequence[Herzieningsregel]) -> Herzieningslijst:
    credit, debet = (sum(getattr(een.herziening, kant) for een in gevonden) for kant in ("credit", "debet"))
    return Herzieningslijst(
        regio=afspraken.regio.code,
        code=code,
        fictief=afspraken.regio.fictief,
        aantal=len(gevonden),
        credit=credit,
        debet=debet,
        verschil=debet - credit,
        regels=[_regel(een) for een in gevonden],
    )


def _regel(een: Herzieningsregel) -> HerzieningsregelWeergave:
    velden = een.regel._asdict()
    del velden["ingangsdatum"], velden["bedrag"]
    return HerzieningsregelWeergave(
        **velden,
        nieuw_tarief=een.nieuw_tarief,
        versie=een.tarief.versie,
        besluit=een.tarief.besluit,
        credit=een.herziening.credit,
        debet=een.herziening.debet,
        verschil=een.herziening.verschil,
    )
