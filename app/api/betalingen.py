"""Door for payment: granted lines with their payment state, as JSON and as a file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.balie import balie_van, basis
from app.api.bladeren import neem_pagina, volgende_pagina
from app.api.csvstroom import Deel, geef_stroom
from app.api.onderhandelen import CSV, JSON
from app.api.ontvangen import geef_json
from app.api.problemen import NIET_BEREIKBAAR, ONJUISTE_VRAAG, antwoorden
from app.contracts.prijs import euro
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.store.afrekeningen import Afrekenfilter, Afrekenrij, som_verrekeningen, verrekeningen
from app.store.betalingen import (
    Betaalfilter,
    Betaalplaats,
    Betaalrij,
    hoogste_declaratie,
    totaal,
    zoek_betalingen,
)
from app.store.opslag import SqlWerkeenheid

PAD = "/api/v1/betalingen"
router = APIRouter(prefix=PAD, tags=["Betalingen"])

_KOLOMMEN = (*Betaalrij._fields[2:], "soort", "besluit", "fictief")
_PER_KEER = 2000


class Betalingenvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS code of the gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB code of the aanbieder.")
    van: date | None = Field(None, description="First day of receipt (Dutch time).")
    tot: date | None = Field(None, description="Last day of receipt.")
    na: str | None = Field(
        None, pattern=r"^\d{1,18}\.\d{1,9}$", description="Last line of the page before; comes with the link volgende."
    )
    limit: int = Field(200, ge=1, le=1000, description="Lines on a page; a CSV file has them all.")

    def als_filter(self) -> Betaalfilter:
        """What the store is asked."""
        return Betaalfilter(self.gemeente, self.aanbieder, self.van, self.tot)


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class BetalingWeergave(_Weergave):
    """A granted line."""

    ontvangen: datetime
    gemeente: str
    aanbieder: str
    declaratienummer: str
    referentienummer: str
    vorig_referentienummer: str | None
    toewijzingnummer: int
    code: str
    begindatum: date
    einddatum: date
    debet_credit: str
    bedrag: int = Field(description="Signed eurocents: a credit is below 0.")
    betaalbaar: bool
    reden: str = Field(description="Why it cannot be paid, in Dutch.")
    contract: str | None = Field(description="Contract of the volumeplafond over the line; empty without one.")
    perceel: str | None


class TotaalWeergave(_Weergave):
    """All lines that were asked for, on every page."""

    regels: int
    betaalbaar: int = Field(description="Signed eurocents.")
    niet_betaalbaar: int = Field(description="Signed eurocents.")
    afrekeningen: int = Field(
        description="What settlements that were decided on these days change, in signed eurocents: a malus is below 0. "
        "See /api/v1/afrekeningen."
    )
    te_betalen: int = Field(description="betaalbaar and afrekeningen together, in signed eurocents.")


class Betalingenlijst(_Weergave):
    """A page of granted lines, in the order in which they were judged."""

    betalingen: list[BetalingWeergave]
    totaal: TotaalWeergave
    fictief: bool = Field(description="Whether contracts, codes and amounts are made up.")
    volgende: str | None = Field(description="Link to the next page; empty on the last one.")


@router.get(
    "",
    operation_id="zoekBetalingen",
    summary="Toegekende prestaties met hun betaalstaat, als JSON of CSV",
    response_model=Betalingenlijst,
    responses={
        200: {"content": {JSON: {}, CSV: {}}},
        **antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
    },
)
async def lijst(request: Request, vraag: Annotated[Betalingenvraag, Query()]) -> Response:
    """What was granted and can be paid, or cannot and why. Rejected lines are never here.

    ``Accept: text/csv`` gives one file with every line; it is sent while it is read, so it can be of any length. It
    ends with a line (``soort`` afrekening) for each settlement that changes what is paid; none changes a judged line.
    """
    balie = balie_van(request)
    if CSV in request.headers.get("accept", ""):
        hoogste = await balie.lees(lambda werk: hoogste_declaratie(werk.verbinding))
        filter_ = vraag.als_filter()._replace(hoogste=hoogste)
        return await geef_stroom(balie, "betalingen.csv", _KOLOMMEN, lambda werk, plaats: _deel(werk, filter_, plaats))
    pad = basis(request) + PAD
    return geef_json(await balie.lees(lambda werk: _pagina(werk, vraag, pad)))


def _pagina(werk: SqlWerkeenheid, vraag: Betalingenvraag, pad: str) -> str:
    filter_ = vraag.als_filter()
    na = None if vraag.na is None else Betaalplaats(*map(int, vraag.na.split(".")))
    rijen = zoek_betalingen(werk.verbinding, filter_, vraag.limit + 1, na)
    pagina, laatste = neem_pagina(rijen, vraag.limit)
    volgende = None
    if laatste is not None:
        volgende = volgende_pagina(pad, vraag, f"{laatste.declaratie_id}.{laatste.volgnummer}")
    return Betalingenlijst(
        betalingen=[BetalingWeergave.model_validate(rij) for rij in pagina],
        totaal=_totaal(werk, filter_),
        fictief=is_fictief(werk, None),
        volgende=volgende,
    ).model_dump_json()


def _deel(werk: SqlWerkeenheid, filter_: Betaalfilter, na: Betaalplaats | None) -> Deel[Betaalplaats]:
    fictief = is_fictief(werk, None)
    rijen = zoek_betalingen(werk.verbinding, filter_, _PER_KEER, na)
    regels: list[tuple[object, ...]] = [(*rij[2:], "prestatie", "", fictief) for rij in rijen]
    if len(rijen) == _PER_KEER:
        return regels, Betaalplaats(*rijen[-1][:2])
    return [*regels, *map(_als_regel, verrekeningen(werk.verbinding, _afrekenfilter(filter_)))], None


def _totaal(werk: SqlWerkeenheid, filter_: Betaalfilter) -> TotaalWeergave:
    regels, malus = totaal(werk.verbinding, filter_), som_verrekeningen(werk.verbinding, _afrekenfilter(filter_))
    return TotaalWeergave(**regels._asdict(), afrekeningen=malus, te_betalen=regels.betaalbaar + malus)


def _afrekenfilter(filter_: Betaalfilter) -> Afrekenfilter:
    return Afrekenfilter(gemeente=filter_.gemeente, aanbieder=filter_.aanbieder, van=filter_.van, tot=filter_.tot)


def _als_regel(rij: Afrekenrij) -> tuple[object, ...]:
    """What a settlement changes in payment, in the columns of a line; it belongs to no declaratie."""
    regel: dict[str, object] = dict.fromkeys(_KOLOMMEN, "")
    malus = f"malus {euro(rij.malus)} van {euro(rij.bedrag)}"
    regel |= {
        "ontvangen": rij.moment,
        "gemeente": rij.gemeente,
        "aanbieder": rij.aanbieder,
        "toewijzingnummer": rij.toewijzingnummer,
        "code": rij.code or "",
        "debet_credit": "C" if rij.verrekening < 0 else "D",
        "bedrag": rij.verrekening,
        "betaalbaar": True,
        "reden": f"Afrekening versie {rij.versie}: {malus}, was {euro(rij.malus_eerder)}.",
        "contract": rij.contract,
        "soort": "afrekening",
        "besluit": rij.besluit,
        "fictief": rij.fictief,
    }
    return tuple(regel.values())
