"""Doors for signals: list them, look at one, tell what was done about it; and the kinds that there are."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.api.balie import balie_van, basis
from app.api.begrensd import JsonRoute
from app.api.bladeren import neem_pagina, volgende_pagina
from app.api.ontvangen import geef_json
from app.api.poort import bereik_van
from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_BEREIKBAAR,
    NIET_GEVONDEN,
    ONJUISTE_VRAAG,
    PERSOONSGEGEVENS,
    TE_GROOT,
    TOESTAND_KAN_NIET,
    ProbleemFout,
    antwoorden,
)
from app.standard.elfproef import lijkt_bsn
from app.standard.rollen import Rol
from app.standard.signaalsoorten import Soort, Voor, laad_signaalsoorten
from app.steering.signalen import (
    LANGSTE_TOELICHTING,
    SignaalInLijst,
    SignaalsoortWeergave,
    Signaaltoestand,
    SignaalWeergave,
    codes_van,
    toon_in_lijst,
    toon_signaal,
    toon_soort,
)
from app.steering.weergave import Adressen
from app.store.opslag import SqlWerkeenheid
from app.store.signalen import (
    Signaalfilter,
    Signaalrij,
    Spoor,
    Stap,
    ToestandGeweigerd,
    lees_signaal,
    zet_toestand,
    zoek_signalen,
)

SIGNALEN = "/api/v1/signalen"
router = APIRouter(prefix="/api/v1", tags=["Signalen"])
schrijfrouter = APIRouter(prefix=SIGNALEN, tags=["Signalen"], route_class=JsonRoute)

MEESTE = 200
_PRIVACY = "Holds no personal data: no name, no Bsn, nothing that tells who the child is."


class Signalenlijst(BaseModel):
    """A page of signals, newest first."""

    signalen: list[SignaalInLijst]
    volgende: str | None = Field(description="Link to the next page; empty on the last one.")


class Soortenlijst(BaseModel):
    """Every kind of signal."""

    release: str
    soorten: list[SignaalsoortWeergave]


class Signalenvraag(BaseModel):
    """Filters of the list; none of them can hold anything about a child."""

    model_config = ConfigDict(extra="forbid")

    code: str | None = Field(None, pattern=r"^[A-Za-z0-9_-]{1,32}$", description="One kind, such as OP087.")
    soort: Soort | None = Field(None, description="All kinds of one sort.")
    voor: Voor | None = Field(None, description="Who has to act.")
    gemeente: str | None = Field(None, pattern=r"^\d{4}$", description="CBS code of the gemeente.")
    aanbieder: str | None = Field(None, pattern=r"^\d{8}$", description="AGB code of the aanbieder.")
    toestand: Signaaltoestand | None = Field(None, description="What became of it.")
    bericht: UUID | None = Field(None, description="Only signals on this message.")
    van: date | None = Field(None, description="First day (Dutch time).")
    tot: date | None = Field(None, description="Last day.")
    na: UUID | None = Field(None, description="Last signal of the page before; comes with the link volgende.")
    limit: int = Field(50, ge=1, le=MEESTE, description="Signals on a page.")


class Toestandwijziging(BaseModel):
    """What is done about a signal."""

    model_config = ConfigDict(extra="forbid")

    toestand: Signaaltoestand = Field(description="verklaard: it is explained; gesloten: nothing is left to do.")
    toelichting: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LANGSTE_TOELICHTING)
    ] = Field(
        description=f"Why, in a few sentences. {_PRIVACY}",
        examples=["Afgestemd met de aanbieder; komt volgende maand."],
    )
    door: Rol = Field(description="In which role; a person is not kept.")


@router.get(
    "/signalen",
    operation_id="zoekSignalen",
    summary="Signalen, nieuwste eerst",
    response_model=Signalenlijst,
    responses=antwoorden(ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lijst(request: Request, vraag: Annotated[Signalenvraag, Query()]) -> Response:
    """List signals that were kept. They never reject anything, and are in no national message."""
    balie, adressen = balie_van(request), Adressen(basis=basis(request))
    release = balie.knoop.loket.releases.eerste
    codes = None if vraag.soort is None else codes_van(release, vraag.soort)
    if vraag.code is not None:
        codes = frozenset((vraag.code,)) if codes is None else codes & {vraag.code}
    velden = vraag.model_dump(include=set(Signaalfilter._fields))

    def lees(werk: SqlWerkeenheid) -> str:
        rijen = zoek_signalen(werk.verbinding, Signaalfilter(codes=codes, **velden), vraag.limit + 1, vraag.na)
        pagina, laatste = neem_pagina(rijen, vraag.limit)
        volgende = None if laatste is None else volgende_pagina(adressen.basis + SIGNALEN, vraag, laatste.openbaar)
        signalen = [toon_in_lijst(rij, release, adressen) for rij in pagina]
        return Signalenlijst(signalen=signalen, volgende=volgende).model_dump_json()

    return geef_json(await balie.lees(lees))


@router.get(
    "/signalen/{id}",
    operation_id="leesSignaal",
    summary="Een signaal en wat daarmee is gedaan",
    response_model=SignaalWeergave,
    responses=antwoorden(NIET_GEVONDEN, ONJUISTE_VRAAG, NIET_BEREIKBAAR),
)
async def lees_een(request: Request, id: UUID) -> Response:
    """A signal with its trail, and links to what it is about."""
    return geef_json(await _toon(request, id))


@schrijfrouter.post(
    "/{id}/toestand",
    operation_id="zetSignaaltoestand",
    summary="Verklaar, sluit of heropen een signaal",
    response_model=SignaalWeergave,
    responses=antwoorden(
        NIET_GEVONDEN,
        TOESTAND_KAN_NIET,
        TE_GROOT,
        MEDIATYPE_ONBEKEND,
        ONJUISTE_VRAAG,
        PERSOONSGEGEVENS,
        NIET_BEREIKBAAR,
    ),
)
async def wijzig_toestand(request: Request, id: UUID, wijziging: Toestandwijziging) -> Response:
    """Give a signal another state. What was done before stays in its trail. The text must hold no personal data."""
    if lijkt_bsn(wijziging.toelichting):
        raise ProbleemFout(
            PERSOONSGEGEVENS, "In de toelichting staat iets dat op een burgerservicenummer lijkt. Haal dat weg."
        )
    balie, bereik = balie_van(request), bereik_van(request)
    opslag, nu = balie.knoop.opslag, balie.knoop.loket.klok.nu()
    stap = Stap(nu, wijziging.toestand, wijziging.door, wijziging.toelichting)

    def zet() -> bool:
        with opslag.werkeenheid(schrijven=True) as werk:
            return bereik.heeft_signaal(werk.verbinding, id) and zet_toestand(werk.verbinding, opslag.kluis, id, stap)

    try:
        bekend = await balie.behandel(zet)
    except ToestandGeweigerd as fout:
        waarom = "er loopt al een nieuwer signaal over hetzelfde" if fout.dubbel else "het heeft die al"
        raise ProbleemFout(TOESTAND_KAN_NIET, f"Het signaal wordt niet {wijziging.toestand}: {waarom}.") from None
    if not bekend:
        raise _onbekend(id)
    return geef_json(await _toon(request, id))


@router.get(
    "/signaalsoorten",
    operation_id="leesSignaalsoorten",
    summary="Alle soorten signalen, met uitleg en wie aan zet is",
    response_model=Soortenlijst,
    responses=antwoorden(),
)
async def soorten(request: Request) -> Response:
    """The catalogue of signals of the release that is meant when nobody names one."""
    release = balie_van(request).knoop.loket.releases.eerste
    alle = [toon_soort(een) for een in laad_signaalsoorten(release).values()]
    return geef_json(Soortenlijst(release=release.naam, soorten=alle).model_dump_json())


async def _toon(request: Request, id: UUID) -> str:
    balie, adressen, bereik = balie_van(request), Adressen(basis=basis(request)), bereik_van(request)
    knoop = balie.knoop

    def lees(werk: SqlWerkeenheid) -> tuple[Signaalrij, tuple[Spoor, ...]] | None:
        if not bereik.heeft_signaal(werk.verbinding, id):
            return None
        return lees_signaal(werk.verbinding, knoop.opslag.kluis, id)

    gevonden = await balie.lees(lees)
    if gevonden is None:
        raise _onbekend(id)
    return toon_signaal(*gevonden, knoop.loket.releases.eerste, adressen).model_dump_json()


def _onbekend(id: UUID) -> ProbleemFout:
    return ProbleemFout(NIET_GEVONDEN, f"Er is geen signaal {id}.")
