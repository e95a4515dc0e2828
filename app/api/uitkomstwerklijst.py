"""Door for what is still to be told of trajectories: who has to measure what, without a Bsn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van, basis
from app.api.cijfervorm import wil_csv
from app.api.csvvorm import geef_csv, schrijf_csv
from app.api.onderhandelen import CSV
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_AAN_TE_BIEDEN, NIET_BEREIKBAAR, ONJUISTE_VRAAG, ProbleemFout, antwoorden
from app.exchange.weergavebasis import Weergave
from app.steering.uitkomsten.invoer import SLEUTELPATROON
from app.steering.weergave import Adressen
from app.store.opslag import SqlWerkeenheid
from app.store.uitkomstwerklijst import Werkfilter, Werkplek, Werkrij, zoek_werk

WERKLIJST: Final = "/api/v1/uitkomsten/werklijst"
router = APIRouter(tags=["Uitkomsten"])

_JAAR: Final = timedelta(days=365)
_MEESTE_IN_BESTAND: Final = 100_000
_PLEKPATROON: Final = r"^\d{4}-\d{2}-\d{2}_\d{4}_\d{1,9}$"

Ontbrekend = Literal["START", "EIND", "MAATSCHAPPELIJK"]


class Werkvraag(BaseModel):
    """Which trajectories."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS-code van de gemeente.")
    team: str | None = Field(
        None, pattern=SLEUTELPATROON, description="Lokaal team dat bij de verwijzing is vastgelegd; leeg: alle."
    )
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB-code van de aanbieder.")
    ontbreekt: Ontbrekend | None = Field(None, description="Alleen trajecten waarvan dit ontbreekt.")
    van: date | None = Field(None, description="Geëindigd vanaf deze dag; leeg: een jaar voor tot.")
    tot: date | None = Field(None, description="Geëindigd tot en met deze dag; leeg: vandaag.")
    limit: int = Field(100, ge=1, le=1000, description="Hoeveel per keer; een CSV heeft ze alle.")
    na: str | None = Field(None, pattern=_PLEKPATROON, description="Waar een volgende pagina begint; zie volgende.")
    vorm: Literal["json", "csv"] | None = Field(None, description="Vorm van het antwoord; leeg: volgens Accept.")

    def als_filter(self, vandaag: date) -> Werkfilter:
        """With the period filled in; raises ProbleemFout when there is no such period."""
        tot = self.tot or vandaag
        van = self.van or tot - _JAAR
        if van > tot:
            raise ProbleemFout(ONJUISTE_VRAAG, f"De periode begint op {van}, na de laatste dag {tot}.")
        return Werkfilter(van, tot, self.gemeente, self.aanbieder, self.team, self.ontbreekt)

    @property
    def plek(self) -> Werkplek | None:
        """After which row the page begins; raises ProbleemFout for a day that does not exist."""
        if self.na is None:
            return None
        einde, gemeente, nummer = self.na.split("_")
        try:
            return Werkplek(date.fromisoformat(einde), gemeente, int(nummer))
        except ValueError:
            raise ProbleemFout(ONJUISTE_VRAAG, "na is geen plek in deze lijst; volg de link onder volgende.") from None


class Werkweergave(Weergave):
    """Een beëindigd traject waarvan nog iets is te leveren. Wat is geleverd staat er niet bij."""

    gemeente: str
    toewijzingnummer: int
    aanbieder: str = Field(description="AGB-code.")
    team: str | None = Field(description="Lokaal team van de verwijzing; leeg: niet bekend.")
    einddatum: date = Field(description="Einddatum van de laatste definitieve JW307.")
    ontbreekt: tuple[Ontbrekend, ...] = Field(
        description="START en EIND: de gesprekken over resultaten. MAATSCHAPPELIJK: de meting van maatschappelijke "
        "doelen, door het lokale team (NA) of bij EIND."
    )
    toewijzing: str = Field(description="Link naar de toewijzing.")


class Werklijst(Weergave):
    """Wat er van beëindigde trajecten nog is te leveren, het langst geleden eerst."""

    van: date
    tot: date
    rijen: list[Werkweergave]
    volgende: str | None = Field(description="Link naar de volgende pagina; leeg op de laatste.")


_KOLOMMEN: Final = ("gemeente", "toewijzingnummer", "aanbieder", "team", "einddatum", "ontbreekt")


@router.get(
    WERKLIJST,
    operation_id="leesUitkomstwerk",
    summary="Beëindigde trajecten waarvan START, EIND of maatschappelijke doelen nog niet zijn geleverd",
    response_model=Werklijst,
    responses={
        200: {
            "content": {
                CSV: {
                    "schema": {"type": "string"},
                    "example": f"{';'.join(_KOLOMMEN)}\r\n0384;1001;42420001;NOORD;2026-05-04;EIND MAATSCHAPPELIJK\r\n",
                }
            }
        },
        **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR, NIET_AAN_TE_BIEDEN),
    },
)
async def werklijst(request: Request, vraag: Annotated[Werkvraag, Query()]) -> Response:
    """List trajectories with a JW307 that is not temporary, whatever is missing of their outcomes."""
    balie, adressen = balie_van(request), Adressen(basis=basis(request))
    filter_, plek = vraag.als_filter(balie.knoop.loket.klok.nu().date()), vraag.plek
    if wil_csv(request, vraag.vorm):
        rijen = await balie.lees(lambda werk: zoek_werk(werk.verbinding, filter_, _MEESTE_IN_BESTAND, plek))
        tekst = schrijf_csv(_KOLOMMEN, ((*_vast(een), een.einde, " ".join(een.ontbreekt)) for een in rijen))
        return geef_csv(tekst, f"uitkomsten-werklijst_{filter_.van}_{filter_.tot}.csv")

    def lees(werk: SqlWerkeenheid) -> str:
        gevonden = zoek_werk(werk.verbinding, filter_, vraag.limit + 1, plek)
        pagina, volgende = gevonden[: vraag.limit], None
        if len(gevonden) > vraag.limit:
            vast = vraag.model_dump(mode="json", exclude_none=True) | {"van": str(filter_.van), "tot": str(filter_.tot)}
            na = "_".join(map(str, pagina[-1].plek))
            volgende = f"{adressen.basis}{WERKLIJST}?{urlencode(vast | {'na': na})}"
        getoond = [_toon(een, adressen) for een in pagina]
        return Werklijst(van=filter_.van, tot=filter_.tot, rijen=getoond, volgende=volgende).model_dump_json()

    return geef_json(await balie.lees(lees))


def _vast(rij: Werkrij) -> tuple[object, ...]:
    return rij.gemeente, rij.nummer, rij.aanbieder, rij.team


def _toon(rij: Werkrij, adressen: Adressen) -> Werkweergave:
    return Werkweergave.model_validate(
        {
            **dict(zip(_KOLOMMEN, (*_vast(rij), rij.einde, rij.ontbreekt), strict=True)),
            "toewijzing": adressen.toewijzing(rij.gemeente, rij.nummer),
        }
    )
